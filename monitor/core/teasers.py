"""Teasers: how much of an article stands before its paywall, and whether the page's offers are about this article.

A teaser has an article's metadata, and a brief stands beside the outlet's offers: only what the article itself says, or
a box in its place, makes a teaser of it. Next: `walls`, which adds this to the other walls.
"""

import re

from monitor.core.gate_signs import PAYWALL
from monitor.core.looks import Look

_WORD_COUNT = re.compile(r"\"wordcount\"\s*:\s*\"?(\d{2,6})\b")
#: A text with less than this share of the words its page counts is cut off; counts differ by captions and boxes.
_CUT_SHARE = 0.6
_WHOLE_SHARE = 0.85
#: Words of the line or two that stand before an offer.
_LINE = 16
#: Characters at the end of a text in which an offer to read on stands.
_END = 300
#: More than any paywall's points.
_WHOLE = 9


def is_teaser(look: Look) -> bool:
    """Whether an article that calls itself paid for is cut off: fewer words than it counts, or an offer at its end."""
    if look.part.fact("is_free_ld") != "false" or not look.read:
        return False
    share = _share_delivered(look)
    if share is not None:
        return share < _CUT_SHARE
    return PAYWALL.wording.search(look.own[-_END:]) is not None


def innocence(look: Look) -> int:
    """Add up what speaks against a paywall."""
    share = _share_delivered(look)
    if share is not None and share >= _WHOLE_SHARE:
        return _WHOLE
    if look.part.fact("is_free_ld") == "false":
        return 0
    if look.part.fact("is_free_ld") == "true":
        return 3
    says_so = PAYWALL.wording.search(look.own) or PAYWALL.wording.search(look.boxes)
    return 1 if says_so or len(look.read.split()) < _LINE else 3


def _share_delivered(look: Look) -> float | None:
    """Return the share of the words a page counts that it shows, None where it counts none."""
    counted = _WORD_COUNT.search(look.html)
    return len(look.read.split()) / int(counted[1]) if counted and int(counted[1]) else None
