"""A second reading: the main text of a whole page as another extractor finds it, asked which sentences stand in it.

Resiliparse knows nothing of our article part, so the two go wrong on different pages. It is too coarse to be a text that
anything is compared with; it answers one question: is this sentence still on the page? Refuses nothing. Next: `doubts`.
"""

import re
from collections.abc import Iterable

from monitor import model
from monitor.core import encoding

#: More of a page, or of our sentences, is not looked at: the work is their product.
_MAX_CHARS = 300_000
_MAX_SENTENCES = 1_000
_WORD = re.compile(r"\w+")


class Reading:
    """The words of a text in order, without case and punctuation."""

    def __init__(self, text: str) -> None:
        self._words = f" {_fold(text[:_MAX_CHARS])} "

    def find_words(self, sentences: Iterable[str]) -> list[str]:
        """Return the words of each of those sentences that stands in it whole, one text a sentence."""
        return [words for words in fold_sentences(sentences) if f" {words} " in self._words]


def read_second(page: model.FetchedPage) -> Reading:
    """Read a page's main text with the second extractor."""
    from resiliparse.extract.html2text import extract_plain_text

    html = encoding.decode_page(page.body, content_type=page.header("content-type"))
    text = extract_plain_text(html, main_content=True, alt_texts=False, comments=False, list_bullets=False)
    return Reading(text)


def fold_sentences(sentences: Iterable[str]) -> list[str]:
    """Return the words of each sentence, joined by one space; sentences without any are left out."""
    folded = [_fold(sentence) for sentence, _ in zip(sentences, range(_MAX_SENTENCES), strict=False)]
    return [words for words in folded if words]


def count_words(folded: Iterable[str]) -> int:
    """Count the words of folded sentences."""
    return sum(len(words.split()) for words in folded)


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
