"""One change in full: its claims with both sentences, its window, its difference, its events and what was sent.

Next: `differences` for the text, `outbox` for the alert.
"""

from dataclasses import dataclass

from monitor import model
from monitor.core import event_names
from report.views import copies, deltas, differences, marks, moves, outbox, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence with the claim's own words apart: `before`, `marked`, `after` join to the sentence."""

    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """One claim that moved, with its evidence on both sides."""

    line: moves.ClaimLine
    summary: str
    old: Quoted
    new: Quoted
    #: Who says so, where somebody is named.
    old_source: str
    new_source: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One event, and why it was or was not told."""

    kind: str
    severity: model.Severity
    severity_words: str
    summary: str
    is_told: bool
    reason: str
    #: As `claimwatch alerts why` takes it: "1204.2".
    name: str
    #: What each rule said, where any was asked: "counts", and why it did not take it, "" where it did.
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """All of it."""

    move: moves.Move
    link: str | None
    article: model.ArticleReading
    claims: tuple[ClaimCard, ...]
    unexplained: tuple[deltas.DeltaCard, ...]
    unexplained_left_out: int
    unread_chars: int
    events: tuple[EventLine, ...]
    diff: differences.DiffView | None
    old_number: int
    new_number: int | None
    reverts_to: int | None
    #: SHA-256 of the raw bytes behind each version.
    old_sha256: str
    new_sha256: str
    alert: outbox.AlertLine | None
    previous_id: int | None
    next_id: int | None
    #: Other outlets' articles with the same text.
    copies: copies.CopiesView | None
    #: What people judged of it.
    marks: marks.MarkPanel


def show_change(
    detail: model.ChangeDetail, *, watch: model.Watch, draft: marks.Draft = marks.NO_DRAFT
) -> ChangePage:
    """Lay a change out for reading; `draft` is a mark that could not be kept."""
    reading, change = detail.reading, detail.reading.change
    return ChangePage(
        move=moves.list_move(reading, watch=watch),
        link=words.safe_link(reading.article.url),
        article=reading.article,
        claims=tuple(_show_claim(one, detail=detail, watch=watch) for one in change.claim_changes),
        unexplained=deltas.list_deltas(change.unexplained),
        unexplained_left_out=change.unexplained_left_out,
        unread_chars=change.unread_chars,
        events=tuple(
            show_event(event, name=event_names.EventName(number=reading.id, place=place))
            for place, event in enumerate(change.events, start=1)
        ),
        diff=differences.show_diff(change.diff) if change.diff and not change.diff.is_empty else None,
        old_number=change.old_number,
        new_number=change.new_number,
        reverts_to=change.reverts_to,
        old_sha256=detail.old.raw_sha256,
        new_sha256=detail.new.raw_sha256 if detail.new else "",
        alert=outbox.list_alert(detail.alert) if detail.alert else None,
        previous_id=detail.previous_id,
        next_id=detail.next_id,
        copies=copies.show_copies(detail.origin, article_id=reading.article.id),
        marks=marks.show_panel(detail, draft=draft),
    )


def quote_claim(claim: model.Claim, *, article: model.Article) -> Quoted:
    """Find the claim's span inside its sentence; the whole sentence unmarked where the span is not in it."""
    text, size = article.text(claim.field), len(claim.sentence)
    # The last place the sentence stands at or before the span: a text may hold the same sentence twice.
    begin = text.rfind(claim.sentence, 0, claim.start + size)
    start, end = claim.start - begin, claim.end - begin
    if begin < 0 or not 0 <= start < end <= size:
        return Quoted(before=claim.sentence)
    return Quoted(before=claim.sentence[:start], marked=claim.sentence[start:end], after=claim.sentence[end:])


def _show_claim(change: model.ClaimChange, *, detail: model.ChangeDetail, watch: model.Watch) -> ClaimCard:
    return ClaimCard(
        line=moves.list_claim(change, watch=watch),
        summary=change.summary,
        old=_quote_side(change.old, change.old_sentence, detail.old),
        new=_quote_side(change.new, change.new_sentence, detail.new),
        old_source=words.source_words(change.old) if change.old and change.old.source else "",
        new_source=words.source_words(change.new) if change.new and change.new.source else "",
        rule=change.rule,
    )


def _quote_side(claim: model.Claim | None, sentence: str, version: model.Version | None) -> Quoted:
    if claim is None:
        return Quoted(before=sentence)
    if version is None:
        return Quoted(before=claim.sentence)
    return quote_claim(claim, article=version.article)


def show_event(event: model.Event, *, name: event_names.EventName) -> EventLine:
    """Lay one event out, with why it was told or not."""
    return EventLine(
        kind=words.EVENT_WORDS[event.kind],
        severity=event.severity,
        severity_words=words.SEVERITY_WORDS[event.severity],
        summary=event.summary,
        is_told=event.is_told,
        reason=event.reason,
        name=str(name),
        rules=tuple((answer.rule_id, "" if answer.is_taken else answer.why) for answer in event.answers),
    )
