"""Votes: two numbers that are the sides of a vote count nobody: "voted by 812 to 340", "by 58 votes to 42".

Refuses "rose from 812 to 840". Percentages of a vote are `amount`'s. Next: `quantity`.
"""

from monitor.core.claims.sentence import Sentence

#: Tell of a vote, how far before its first number, and what stands between the two.
_VOTING = frozenset(
    {"vote", "votes", "voted", "voting", "ballot", "ballots", "balloted", "margin", "majority", "carried"}
)
MAX_REACH = 5
_BETWEEN = frozenset({"to", "against", "-", "votes"})


def is_vote(sentence: Sentence, *, first: int, between: range) -> bool:
    """Whether a number (`first`) and the next, with the words of a range between them, are the sides of a vote."""
    words = sentence.words
    if not between or not _BETWEEN.issuperset(words[place] for place in between):
        return False
    return not _VOTING.isdisjoint(words[max(0, first - MAX_REACH) : between.stop])
