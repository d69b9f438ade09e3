"""Returns: a text, or its headline, subheadline or byline alone, that goes back to an earlier one; a revert, or flapping once it takes turns.

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


class LineReturn(NamedTuple):
    """A return of one line of the article."""

    field: model.TextField
    found: Return


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


def find_line_returns(new: model.Article, past: model.Past) -> tuple[LineReturn, ...]:
    """Find which lines of an earlier version are back over another text, the headline first."""
    lines = {
        model.TextField.HEADLINE: past.headlines,
        model.TextField.SUBHEADLINE: past.subheadlines,
        model.TextField.BYLINE: past.bylines,
    }
    found = ((field, find_line_return(new.text(field), history)) for field, history in lines.items())
    return tuple(LineReturn(field, one) for field, one in found if one)


def find_line_return(line: str, history: Sequence[tuple[int, str]]) -> Return | None:
    """Find the version whose line is back over another text; `history` has that of every version. However many
    versions a line stood over, it is one turn. A line that is gone again says nothing."""
    turns = [next(run) for _, run in groupby(history, key=lambda one: one[1])]
    if not line or not turns or turns[-1][1] == line:
        return None
    return _find_return(line, history, turns=turns)


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
        return [*events, _still_flapping()]
    headlines = tuple(one.headline for one in articles)
    names = (
        f"the headlines “{headlines[0]}” and “{headlines[1]}”"
        if headlines[0] != headlines[1]
        else f"the newest text and that of version {found.number}"
    )
    return [*events, _flapping_event(names, found)]


def add_line_returns(
    events: list[model.Event],
    lines: Sequence[LineReturn],
    articles: tuple[model.Article, model.Article],
    *,
    article: model.ArticleForCheck,
    now: datetime,
) -> list[model.Event]:
    """Add which lines are back over another text; once a headline is known to flap, it is not told again, and all else that
    changed with it is. Of several lines that flap the first is named: they take turns together."""
    flapping = [line for line in lines if _is_flapping(line.found, article, now=now)]
    back = [line for line in lines if line not in flapping]
    if back:
        summary = " ".join(f"The {line.field} of version {line.found.number} is back." for line in back)
        events = [*events, _event(model.EventKind.REVERTED, model.Severity.LOW, summary)]
    if not flapping:
        return events
    first = flapping[0]
    if not (article.is_flapping and first.found.in_a_row > FLAPPING_RETURNS):
        old, new = (one.text(first.field) for one in articles)
        return [*events, _flapping_event(f"the {first.field}s “{old}” and “{new}”", first.found)]
    if first.field is model.TextField.HEADLINE:
        events = [
            replace(event, reason=TOLD_ONCE) if event.kind is model.EventKind.HEADLINE_CHANGED else event
            for event in events
        ]
    return [*events, _still_flapping()]


def _is_flapping(found: Return, article: model.ArticleForCheck, *, now: datetime) -> bool:
    is_fast = article.last_revised_at is not None and now - article.last_revised_at <= FLAPPING_SPAN
    return is_fast and found.in_a_row >= FLAPPING_RETURNS


def _still_flapping() -> model.Event:
    summary = "Still going back and forth between the same texts."
    return replace(_event(model.EventKind.FLAPPING, model.Severity.INFO, summary), reason=TOLD_ONCE)


def _flapping_event(names: str, found: Return) -> model.Event:
    # The first change of all was a turn, too, though it went back to nothing.
    summary = (
        f"Goes back and forth between {names}, {found.in_a_row + 1} turns so far, as in a headline test."
    )
    return _event(model.EventKind.FLAPPING, model.Severity.MEDIUM, summary)


def _event(kind: model.EventKind, severity: model.Severity, summary: str) -> model.Event:
    return model.Event(kind=kind, severity=severity, summary=summary)
