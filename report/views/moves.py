"""Moves: one change as it stands in a list, on the board, in the feed. Next: `change` for all of it."""

from dataclasses import dataclass
from datetime import datetime

from monitor import model
from report.views import marks, words

#: These events say no more than "something was edited", where no word of weight changed: they stand small.
_PLAIN_EVENTS = frozenset({model.EventKind.TEXT_CHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """What one claim was and is."""

    claim_id: str
    title: str
    scope: str
    kind: str
    old: str
    new: str
    old_sentence: str
    new_sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One change in a list."""

    id: int
    article_id: int
    outlet_id: str
    outlet_name: str
    headline: str
    language: str | None
    severity: model.Severity
    severity_words: str
    window: str
    last_seen_old_at: datetime
    first_seen_new_at: datetime
    #: "silent", "disclosed" or "" where neither can be said (a removal has no text).
    disclosure: str
    notice: str
    claim_lines: tuple[ClaimLine, ...]
    #: What else happened, a sentence each.
    events: tuple[str, ...]
    was_told: bool
    #: "In doubt", "Confirmed", "Not confirmed", and why; "" for a text that nothing speaks against.
    standing: str = ""
    doubt: str = ""
    #: What somebody judged it to be; None while nobody did.
    mark: marks.MarkLine | None = None

    @property
    def is_minor(self) -> bool:
        """Whether it is a plain edit: no claim moved and nothing grave happened."""
        return not self.claim_lines and self.severity < model.Severity.MEDIUM

    @property
    def summary(self) -> str:
        """One line: "Hostages described as alive: 22 → 20", or the first event."""
        if self.claim_lines:
            line = self.claim_lines[0]
            more = len(self.claim_lines) - 1
            rest = f", and {words.count_words(more, 'more claim')}" if more else ""
            return f"{line.title}: {line.old} → {line.new}{rest}"
        return self.events[0] if self.events else "The text was edited"


def list_move(reading: model.ChangeReading, *, watch: model.Watch) -> Move:
    """Turn one reading into what a list shows."""
    change, article = reading.change, reading.article
    return Move(
        id=reading.id,
        article_id=article.id,
        outlet_id=article.outlet_id,
        outlet_name=article.outlet_name,
        headline=article.headline or article.url,
        language=article.language,
        severity=change.severity,
        severity_words=words.SEVERITY_WORDS[change.severity],
        window=words.window_words(change),
        last_seen_old_at=change.last_seen_old_at,
        first_seen_new_at=change.first_seen_new_at,
        disclosure=say_disclosure(change),
        notice=change.notice,
        claim_lines=tuple(list_claim(claim_change, watch=watch) for claim_change in change.claim_changes),
        events=tuple(_say_event(event, is_plain=not change.unexplained) for event in _find_told(change)),
        was_told=any(event.is_told for event in change.events),
        standing=words.STANDING_WORDS[change.standing],
        doubt=words.doubt_words(change.doubt),
        mark=marks.list_standing(reading),
    )


def list_claim(change: model.ClaimChange, *, watch: model.Watch) -> ClaimLine:
    """Turn one claim change into a line with both values and both sentences."""
    return ClaimLine(
        claim_id=change.claim_id,
        title=words.claim_title(watch, change.claim_id),
        scope=words.scope_words(change.scope),
        kind=words.KIND_WORDS[change.kind],
        old=words.side_words(change, change.old),
        new=words.side_words(change, change.new),
        old_sentence=change.old.sentence if change.old else change.old_sentence,
        new_sentence=change.new.sentence if change.new else change.new_sentence,
    )


def say_disclosure(change: model.Change) -> str:
    """Say whether readers were told of the change by the outlet itself."""
    if change.notice:
        return "disclosed"
    return "silent" if change.is_silent else ""


def _find_told(change: model.Change) -> list[model.Event]:
    """Find the events that neither a claim's line nor the word "Silent" tells already."""
    said = {model.EventKind.SILENT_EDIT} if change.is_silent and len(change.events) > 1 else set()
    if any(_is_quotation(claim) for claim in change.claim_changes):
        said.add(model.EventKind.QUOTE_ALTERED)
    return [event for event in change.events if event.claim_id is None and event.kind not in said]


def _is_quotation(change: model.ClaimChange) -> bool:
    return any(claim.type is model.ClaimType.QUOTE for claim in (change.old, change.new) if claim)


def _say_event(event: model.Event, *, is_plain: bool) -> str:
    kind = words.EVENT_WORDS[event.kind]
    if (is_plain and event.kind in _PLAIN_EVENTS) or not event.summary:
        return kind
    return event.summary if event.summary.startswith(kind) else f"{kind}: {event.summary}"
