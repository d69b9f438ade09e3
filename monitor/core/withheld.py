"""Withheld: whether a text is only the beginning of the one that is known, and the page keeps the rest to itself.

A metered paywall, or an article that went behind one, leaves the headline and the first lines. Held against the known text this is told
in any language, where the page alone leaves doubt. Refuses texts under another headline, and those with a word in them that is new and no
offer's: the outlet edited them. Next: `decide`, which asks.
"""

import re
from collections.abc import Sequence

from monitor import model
from monitor.core import second
from monitor.core.gate_signs import PAYWALL

MEANING = (
    "only the beginning of the known text is shown; give the outlet's headers if you have a subscription"
)
#: The share of the known words from which a text is shortened, not withheld.
_MOST_SHOWN = 0.6
_DOTS = re.compile(r"(?:…|\.\.\.)[\])}\"'”’»\s]*\Z")
_SENTENCE_END = re.compile(r"[.!?؟。:][\])}\"'”’»\s]*\Z")


def is_withheld(known: model.Article, text: model.Article, *, is_paid_for: bool) -> bool:
    """Whether a text is the beginning of the known one, and breaks off within a sentence, ends in an offer to read on, or
    calls itself paid for."""
    if second.fold_sentences((known.headline,)) != second.fold_sentences((text.headline,)):
        return False
    there = frozenset(known.paragraphs)
    shown = [
        paragraph
        for paragraph in text.paragraphs
        if paragraph in there or not PAYWALL.wording.search(paragraph)
    ]
    words, whole = _list_words(shown), _list_words(known.paragraphs)
    if not words or len(words) >= _MOST_SHOWN * len(whole):
        return False
    is_broken_off = shown[-1] not in there and _is_open(shown[-1])
    if is_broken_off:
        words.pop()  # half of it may be missing
    is_sign = is_paid_for or is_broken_off or not set(text.paragraphs) <= {*shown, *there}
    return is_sign and whole[: len(words)] == words


def _list_words(paragraphs: Sequence[str]) -> list[str]:
    return " ".join(second.fold_sentences(paragraphs)).split()


def _is_open(paragraph: str) -> bool:
    """Whether a paragraph ends within a sentence."""
    return _DOTS.search(paragraph) is not None or _SENTENCE_END.search(paragraph) is None
