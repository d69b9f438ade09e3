"""Entries: a change or a bulletin as it stands in a feed. Next: `report.feeds`, which writes them as Atom and JSON.

What an entry is called never changes, not even with the page's address: a reader that saw it knows it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote
from uuid import UUID, uuid5

from monitor import model
from monitor.core import alerting, bidi, controls
from monitor.core.rules import Subject
from report.views import moves, words

#: Drawn once: in it, a number and an instant name an entry of any installation.
_NAMES = UUID("e7665fac-247b-417c-8c46-fb7645fe266a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of a feed, in plain text but for its parts."""

    #: "urn:uuid:…"
    id: str
    #: Its page here.
    url: str
    #: The outlet's own page; None where there is none that a reader may be sent to.
    article_url: str | None = None
    #: As an alert's.
    title: str
    author: str
    #: Of the headline and the sentences; None where nobody knows.
    language: str | None = None
    published_at: datetime
    updated_at: datetime
    #: Term and label: the kinds of event, the severity, the claims.
    tags: tuple[tuple[str, str], ...]
    headline: str = ""
    claim_lines: tuple[moves.ClaimLine, ...] = ()
    #: What happened, a sentence each.
    lines: tuple[str, ...]
    window: str
    #: Whether the outlet said so, with its notice; and what speaks or spoke against the text.
    disclosure: str = ""
    notice: str = ""
    doubt: str = ""
    evidence: tuple[model.Saying, ...] = ()
    evidence_left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One page of a feed."""

    title: str
    #: Its own address, that of the page for people, and that of the next older page of the feed.
    own_url: str
    page_url: str
    older_url: str | None
    icon_url: str
    updated_at: datetime
    #: Newest first, with the body as HTML and as text.
    items: tuple[tuple[Entry, str, str], ...]


def show_change(reading: model.ChangeReading, *, watch: model.Watch, address: str) -> Entry:
    """Lay one change out; `address` is the page's own, without a final slash."""
    change, article = reading.change, reading.article
    move = moves.list_move(reading, watch=watch)
    judged_at = change.doubt.judged_at if change.doubt else None
    return Entry(
        id=_name("change", reading.id, change.first_seen_new_at),
        url=f"{address}/changes/{reading.id}",
        article_url=words.safe_link(article.url),
        title=_find_title(change, article.outlet_name),
        author=article.outlet_name,
        language=article.language,
        published_at=change.first_seen_new_at,
        updated_at=judged_at or change.first_seen_new_at,
        tags=(
            *((event.kind.value, words.EVENT_WORDS[event.kind]) for event in change.events),
            _tag_severity(change.severity),
            *((line.claim_id, line.title) for line in move.claim_lines),
        ),
        headline=move.headline,
        claim_lines=move.claim_lines,
        lines=move.events,
        window=f"{move.window}.",
        disclosure=_DISCLOSURES[move.disclosure],
        notice=move.notice,
        doubt=move.doubt,
    )


def show_bulletin(reading: model.BulletinReading, *, watch: model.Watch, address: str) -> Entry:
    """Lay one bulletin out; `address` is the page's own, without a final slash."""
    bulletin = reading.bulletin
    event = bulletin.event
    claim = ((event.claim_id, words.claim_title(watch, event.claim_id)),) if event.claim_id else ()
    since = f"First so {words.stamp_words(bulletin.since)}."
    if bulletin.last_otherwise_at:
        since = f"Last otherwise {words.stamp_words(bulletin.last_otherwise_at)}, f{since[1:]}"
    return Entry(
        id=_name("bulletin", reading.id, bulletin.created_at),
        url=f"{address}/bulletins/{reading.id}",
        title=_show_title(f"{bulletin.about}: {event.summary.rstrip('.')}"),
        author=bulletin.about,
        published_at=bulletin.created_at,
        updated_at=bulletin.created_at,
        tags=((event.kind.value, words.EVENT_WORDS[event.kind]), _tag_severity(event.severity), *claim),
        lines=tuple(filter(None, (event.summary, bulletin.detail))),
        window=since,
        evidence=bulletin.evidence,
        evidence_left_out=bulletin.evidence_left_out,
    )


_DISCLOSURES = {
    "silent": "Silent: no correction notice.",
    "disclosed": "Disclosed: the outlet published a notice.",
    "": "",
}


def _find_title(change: model.Change, outlet_name: str) -> str:
    """Return the title that an alert has, or would have had were every event told."""
    if not change.events:
        return _show_title(f"{outlet_name}: the text was edited")
    if not any(event.is_told for event in change.events):
        change = replace(change, events=tuple(replace(event, is_told=True) for event in change.events))
    return _show_title(
        alerting.find_title(
            change, Subject(article_id=0, outlet_id="", outlet_name=outlet_name, topic_ids=())
        )
    )


def _show_title(title: str) -> str:
    """Return a title whose foreign words turn nothing round: not by their script, and not by what they say of directions."""
    return bidi.isolate_foreign(controls.drop_controls(title))


def _tag_severity(severity: model.Severity) -> tuple[str, str]:
    return f"severity-{severity.name.lower()}", words.SEVERITY_WORDS[severity]


def _name(what: str, number: int, at: datetime) -> str:
    return f"urn:uuid:{uuid5(_NAMES, f'{what} {number} {at.isoformat()}')}"


def topic_path(topic_id: str) -> str:
    """Return the path of a topic's feeds, without the kind at its end."""
    return f"/topics/{quote(topic_id, safe='')}"
