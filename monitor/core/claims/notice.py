"""The notices of an article: whole paragraphs that a notice opens, and sentences that are one by themselves.

What a notice looks like is `core.notices`'s to say. Next: `engine`, which reads no claims in them.
"""

from collections.abc import Sequence

from monitor import model
from monitor.core import notices, sentences


def find_notices(text: model.Article | Sequence[str]) -> tuple[str, ...]:
    """Find the notices of an article, or of paragraphs: each as the paragraph or sentence it is, in order."""
    paragraphs = text.paragraphs if isinstance(text, model.Article) else text
    return tuple(notice for paragraph in paragraphs for notice in _find_in_paragraph(paragraph))


def _find_in_paragraph(paragraph: str) -> list[str]:
    found: list[str] = []
    is_told = False
    for index, span in enumerate(sentences.find_sentences(paragraph)):
        sentence = paragraph[span.start : span.end]
        is_rest = notices.leads_on(sentence) if index else notices.opens_notice(sentence)
        if is_rest:
            return [*found, paragraph[span.start :].strip()]
        is_told = notices.is_notice(sentence) or (is_told and notices.goes_on(sentence))
        if is_told:
            found.append(sentence)
    return found
