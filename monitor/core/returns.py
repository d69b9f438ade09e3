"""Returns: a text, or its headline alone, that goes back to an earlier one; a revert, or flapping once it takes turns.

A, B, A is a revert, and news. A, B, A, B within a day is flapping, as in a headline test: told once, naming both texts and how often.
Refuses to say who is told: a reason on an event keeps it quiet. Next: `revision`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from monitor import model

#: Returns to an earlier text in a row that make it flapping: A, B, A is a revert, A, B, A, B is flapping.
FLAPPING_RETURNS = 2
#: Texts that take turns more slowly than this are reverts, each of them news.
FLAPPING_SPAN = timedelta(hours=24)
#: Why an event of a flapping article is not told.
TOLD_ONCE = "flapping: told once"


class Return(NamedTuple):
    """A return to an earlier text: the version it goes back to, and how many returns there were in a row."""

    number: int
    in_a_row: int


def find_return(text: str, history: Sequence[tuple[int, str]]) -> int | None:
    """Return the number of the last earlier version with this very text (or its hash), or None where it is fresh."""
    return next((number for number, known in reversed(history) if known == text), None)


def count_returns(history: Sequence[tuple[int, str]]) -> int:
    """Return how many of the newest versions, in a row, were returns to an earlier text."""
    seen: set[str] = set()
    count = 0
    for _, known in history:
        count = count + 1 if known in seen else 0
        seen.add(known)
    return count


def find_text_return(content_hash: str, history: Sequence[tuple[int, str]]) -> Return | None:
    """Find the version whose whole text is back."""
    return _find_return(content_hash, history, turns=history)


def find_headline_return(headline: str, headlines: Sequence[tuple[int, str]]) -> Return | None:
    """Find the version whose headline is back over another text; `headlines` are those of all versions. However many
    versions a headline stood over, it is one turn."""
    turns = [next(run) for _, run in groupby(headlines, key=lambda one: one[1])]
    if not turns or turns[-1][1] == headline:
        return None
    return _find_return(headline, headlines, turns=turns)


def _find_return(
    text: str, history: Sequence[tuple[int, str]], *, turns: Sequence[tuple[int, str]]
) -> Return | None:
    """Find the version whose text is back. One that is none of those taking turns, but older, begins a row of its own: it may
    say what neither of them does."""
    number = find_return(text, history)
    if number is None:
        return None
    in_a_row = count_returns(turns) + 1
    is_turn = any(known == text for _, known in turns[-in_a_row - 1 :])
    return Return(number, in_a_row if is_turn else 1)


def add_text_return(
    events: list[model.Event],
    found: Return,
    articles: tuple[model.Article, model.Article],
    *,
    article: model.ArticleForCheck,
    now: datetime,
) -> list[model.Event]:
    """Add that a text went back to an earlier one; once it is known to flap, nothing of it is told again."""
    if not _is_flapping(found, article, now=now):
        has_claims = any(event.claim_id is not None for event in events)
        summary = f"Went back to the text of version {found.number}."
        severity = model.Severity.HIGH if has_claims else model.Severity.LOW
        return [*events, _event(model.EventKind.REVERTED, severity, summary)]
    if article.is_flapping:
        events = [replace(event, reason=TOLD_ONCE) for event in events]
    return [*events, _flapping_event(found, articles, article)]


def add_headline_return(
    events: list[model.Event],
    found: Return,
    articles: tuple[model.Article, model.Article],
    *,
    article: model.ArticleForCheck,
    now: datetime,
) -> list[model.Event]:
    """Add that a headline is back over another text; once it is known to flap, the headline is not told again, and all
    else that changed with it is."""
    if not _is_flapping(found, article, now=now):
        summary = f"The headline of version {found.number} is back."
        return [*events, _event(model.EventKind.REVERTED, model.Severity.LOW, summary)]
    if article.is_flapping:
        events = [
            replace(event, reason=TOLD_ONCE) if event.kind is model.EventKind.HEADLINE_CHANGED else event
            for event in events
        ]
    return [*events, _flapping_event(found, articles, article)]


def _is_flapping(found: Return, article: model.ArticleForCheck, *, now: datetime) -> bool:
    is_fast = article.last_revised_at is not None and now - article.last_revised_at <= FLAPPING_SPAN
    return is_fast and found.in_a_row >= FLAPPING_RETURNS


def _flapping_event(
    found: Return, articles: tuple[model.Article, model.Article], article: model.ArticleForCheck
) -> model.Event:
    if article.is_flapping:
        summary = "Still going back and forth between the same texts."
        event = _event(model.EventKind.FLAPPING, model.Severity.INFO, summary)
        return replace(event, reason=TOLD_ONCE)
    old, new = articles
    names = (
        f"the headlines “{old.headline}” and “{new.headline}”"
        if old.headline != new.headline
        else f"the newest text and that of version {found.number}"
    )
    # The first change of all was a turn, too, though it went back to nothing.
    summary = (
        f"Goes back and forth between {names}, {found.in_a_row + 1} turns so far, as in a headline test."
    )
    return _event(model.EventKind.FLAPPING, model.Severity.MEDIUM, summary)


def _event(kind: model.EventKind, severity: model.Severity, summary: str) -> model.Event:
    return model.Event(kind=kind, severity=severity, summary=summary)
