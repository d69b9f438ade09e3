"""Votes: two numbers that are the sides of a vote count nobody: "voted by 812 to 340", "by 58 votes to 42".

Refuses "rose from 812 to 840". Percentages of a vote are `amount`'s. Next: `quantity`.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.core.claims.sentence import Sentence

if TYPE_CHECKING:
    from monitor.core.claims.quantity import Quantity

#: Tell of a vote, how far before its first number, and what stands between the two.
_VOTING = frozenset(
    {"vote", "votes", "voted", "voting", "ballot", "ballots", "balloted", "margin", "majority", "carried"}
)
MAX_REACH = 5
_BETWEEN = frozenset({"to", "against", "-", "votes"})


def mark_votes(sentence: Sentence, found: Sequence["Quantity"]) -> list["Quantity"]:
    """Mark both sides of each vote as a ratio."""
    sides = {
        place
        for one, other in pairwise(found)
        if _is_vote(sentence, one, other)
        for place in (one.first, other.first)
    }
    return [replace(one, vetoes=(*one.vetoes, "ratio")) if one.first in sides else one for one in found]


def _is_vote(sentence: Sentence, one: "Quantity", other: "Quantity") -> bool:
    between = sentence.words[one.last + 1 : other.first]
    if not between or not _BETWEEN.issuperset(between):
        return False
    near = sentence.words[max(0, one.first - MAX_REACH) : other.first]
    return not _VOTING.isdisjoint(near)
