"""Words: what an article says of each slot, and when its outlet began to say so.

An outlet's newest word is what it says; a word that was taken back (dropped from the text, or gone with its article) leaves the outlet
without one, for its older articles say what it said then. Editing an article without touching its figure is no new word: an old
figure does not become news because a comma moved. Next: `standings`, which holds the outlets' words against each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor import model
from monitor.core import agreement, backdrop
from monitor.core.claims import print_value

#: Claim, scope and unit: a slot without its topic.
Key = tuple[str, str, str]

#: Weaker evidence is for the review list, and no outlet's word.
_LEAST_CONFIDENCE = 0.5
_READING_ORDER = {field: place for place, field in enumerate(model.TextField)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One believed text of an article, and when it was read."""

    claims: tuple[model.Claim, ...]
    read_at: datetime
    #: When the article says it was published, else when its entry was first seen; for its first text.
    published_at: datetime | None = None
    #: When the article was last seen without this text; None: it is the first.
    last_otherwise_at: datetime | None = None

    @property
    def said_at(self) -> datetime:
        """When it was said: an edit when it was seen, a first text when it was published, as far as that can be."""
        is_first = self.last_otherwise_at is None
        return min(self.published_at or self.read_at, self.read_at) if is_first else self.read_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """An outlet's newest word on a slot so far, in another of its articles, and when it was last seen to stand."""

    word: model.Word
    last_seen_at: datetime


def find_mentions(claims: Iterable[model.Claim], *, at: datetime) -> dict[Key, tuple[model.Claim, ...]]:
    """Find what a text of then says of each slot, the surest finds first, in reading order."""
    found: defaultdict[Key, list[model.Claim]] = defaultdict(list)
    for claim in claims:
        if _is_word(claim, at=at):
            found[claim.claim_id, claim.scope, claim.unit].append(claim)
    return {key: tuple(sorted(mentions, key=_place)) for key, mentions in found.items()}


def _is_word(claim: model.Claim, *, at: datetime) -> bool:
    """Whether a mention is its outlet's word on how things stand: quotations, denials, weak finds and other times are not."""
    is_said = claim.type is not model.ClaimType.QUOTE and claim.verb is not model.VerbClass.DENY
    is_sure = claim.confidence >= _LEAST_CONFIDENCE
    return is_said and is_sure and not backdrop.speaks_of_another_time(claim.sentence, at=at)


def _place(claim: model.Claim) -> tuple[bool, int, int]:
    return claim.confidence < 1, _READING_ORDER[claim.field], claim.start


def find_words(reading: Reading, known: Mapping[Key, model.Word]) -> dict[Key, model.Word]:
    """Find an article's words that a text makes other than they were: said, said otherwise, taken back."""
    mentions = find_mentions(reading.claims, at=reading.said_at)
    words = {key: _say(found, reading, known.get(key)) for key, found in mentions.items()}
    words |= {key: _take_back(reading) for key, word in known.items() if word.figure and key not in mentions}
    return {key: word for key, word in words.items() if word != known.get(key)}


def _say(mentions: tuple[model.Claim, ...], reading: Reading, known: model.Word | None) -> model.Word:
    figure = agreement.find_figure(mentions[0])
    said = tuple(dict.fromkeys(print_value(claim) for claim in mentions))
    if known and known.figure == figure:
        return replace(known, said=said)
    return model.Word(
        figure=figure,
        said=said,
        said_at=reading.said_at,
        last_otherwise_at=reading.last_otherwise_at,
        since=reading.read_at,
    )


def _take_back(reading: Reading) -> model.Word:
    return model.Word(
        figure="",
        said_at=reading.read_at,
        last_otherwise_at=reading.last_otherwise_at,
        since=reading.read_at,
    )


def date_word(word: model.Word, newest: Newest | None) -> model.Word:
    """Date an article's new word as its outlet's: from when the outlet began to say so, in an article before this one; and, where this
    is the outlet's first article that says so, after it was last seen to say otherwise."""
    if newest is None or not word.figure or newest.word.said_at > word.said_at:
        return word
    before = newest.word
    if before.figure == word.figure:
        return replace(word, last_otherwise_at=before.last_otherwise_at, since=before.since)
    is_first_text = word.last_otherwise_at is None
    if is_first_text and before.figure and newest.last_seen_at < word.since:
        return replace(word, last_otherwise_at=newest.last_seen_at)
    return word
