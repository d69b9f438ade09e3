"""Shares: numbers that are a whole of which only a part is spoken of, and which words are still said of the whole.

"Half of the 800 crew", "Of the 48 hostages, 20 are alive". Refuses to look at the part. Next: `windows`.
"""

from monitor.core.claims.heads import Counted
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.sentence import Sentence

#: Open a sentence with the whole that its next number is a part of.
_PARTING = frozenset({"of", "among"})


def is_shared_out(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is a whole of which only a share is spoken of: "half of the 800 crew", "Of the 800 crew, 90 …"."""
    place = sentence.before(quantity.hedge_first, "#article")
    return _opens_with_whole(sentence, quantity) or sentence.before(place, "#share") < place


def _opens_with_whole(sentence: Sentence, quantity: Quantity) -> bool:
    place = sentence.before(quantity.hedge_first, "#article") - 1
    return place == sentence.find_opening() and sentence.words[place] in _PARTING


def end_of_whole(sentence: Sentence, head: Counted, *, limit: int) -> int:
    """Find where a whole's words end: with its noun, or its phrase where that opens the sentence ("Of the 12 hurt last week |, two")."""
    if not _opens_with_whole(sentence, head.quantity):
        return head.noun_last
    behind = sentence.words[head.noun_last + 1 : limit + 1]
    return head.noun_last + behind.index(",") if "," in behind else limit
