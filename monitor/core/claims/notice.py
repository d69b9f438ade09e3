"""Notices: corrections, clarifications, editor's notes and update stamps, in three languages.

They quote old values, so a number inside one is never a claim. Refuses a mere mention ("a correction in prices"): a
notice opens its paragraph, or speaks of an earlier version of its own text. Next: `engine`.
"""

from collections.abc import Sequence
from functools import lru_cache

from monitor import model
from monitor.core import sentences
from monitor.core.claims.lexicon import Matcher
from monitor.core.claims.sentence import Sentence, parse_sentence
from monitor.core.claims.tables import LANGUAGES, NOTICES, list_own_entries
from monitor.core.claims.tokens import find_script

#: What stands behind an opening word of one word ("Correction:", "Updated at 10.04").
_BEHIND_OPENER = frozenset({":", "-", "--", ".", "(", ")", ",", "|", "["})
_OPENING_WORDS = 3


@lru_cache(maxsize=8)
def _matcher(code: str) -> Matcher:
    language = LANGUAGES[code]
    entries = [entry for entry in list_own_entries(language) if entry[0] in NOTICES]
    return Matcher(language, entries)


def opens_notice(sentence: Sentence) -> bool:
    """Whether a sentence opens a notice: the paragraph it begins is one."""
    for place in range(min(_OPENING_WORDS, len(sentence.words))):
        if any(word[0].isalnum() for word in sentence.words[:place]):
            break
        behind = sentence.after(place, "#notice_opener")
        if behind - place > 1:
            return True
        if behind > place and (behind == len(sentence.words) or sentence.words[behind] in _BEHIND_OPENER):
            return True
    return False


def is_notice(sentence: Sentence) -> bool:
    """Whether a sentence is a notice by itself."""
    return "#notice" in sentence.hits or opens_notice(sentence)


def brings_news(sentence: Sentence) -> bool:
    """Whether a sentence opens as a notice does and tells news all the same: it speaks of no text ("Update: …")."""
    opened = [hit for hit in sentence.hits.get("#notice_opener", ()) if hit.first < _OPENING_WORDS]
    is_open = len(opened) == 1 and sentence.words[opened[0].first] in sentence.language.news_openers
    return is_open and opened[0].first == opened[0].last and "#notice" not in sentence.hits


def find_notices(text: model.Article | Sequence[str]) -> tuple[str, ...]:
    """Find the notices of an article, or of paragraphs: each as the paragraph or sentence it is, in order."""
    paragraphs = text.paragraphs if isinstance(text, model.Article) else text
    return tuple(notice for paragraph in paragraphs for notice in _find_in_paragraph(paragraph))


def _find_in_paragraph(paragraph: str) -> list[str]:
    code = find_script(paragraph) or "en"
    matcher, language = _matcher(code), LANGUAGES[code]
    found: list[str] = []
    for index, span in enumerate(sentences.find_sentences(paragraph)):
        sentence = parse_sentence(paragraph[span.start : span.end], matcher=matcher, language=language)
        if index == 0 and opens_notice(sentence):
            return [paragraph[span.start :].strip()]
        if is_notice(sentence):
            found.append(sentence.text)
    return found
