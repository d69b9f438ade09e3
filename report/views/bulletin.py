"""One bulletin: what happened that belongs to no one article, its evidence, and who was told."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from monitor import model
from monitor.core import event_names
from report.views import change, outbox, words

_PARTS = {
    model.Part.FIRST: "First with it",
    model.Part.NEW: "Says so",
    model.Part.OLD: "Still says",
    model.Part.OPEN: "Says nothing against it",
    model.Part.OTHER: "Says otherwise",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinPage:
    """Everything one bulletin says."""

    #: "Outlet blocks us"
    kind: str
    about: str
    #: The page of what it is about; "" where there is none.
    href: str
    summary: str
    detail: str
    severity_words: str
    #: The claim by its title and scope, and its values; "" where it is about none.
    claim_title: str
    scope: str
    old_text: str
    new_text: str
    last_otherwise_at: datetime | None
    since: datetime
    event: change.EventLine
    evidence: tuple[tuple[str, model.Saying], ...]
    evidence_left_out: int
    alert: outbox.AlertLine | None


def show_bulletin(detail: model.BulletinDetail, *, watch: model.Watch) -> BulletinPage:
    """Lay one bulletin out for reading."""
    bulletin = detail.reading.bulletin
    name = event_names.EventName(is_bulletin=True, number=detail.reading.id)
    return BulletinPage(
        kind=words.EVENT_WORDS[bulletin.event.kind],
        about=bulletin.about,
        href=_find_page(bulletin),
        summary=bulletin.event.summary,
        detail=bulletin.detail,
        severity_words=words.SEVERITY_WORDS[bulletin.event.severity],
        claim_title=words.claim_title(watch, bulletin.event.claim_id) if bulletin.event.claim_id else "",
        scope=words.scope_words(bulletin.scope),
        old_text=bulletin.old_text,
        new_text=bulletin.new_text,
        last_otherwise_at=bulletin.last_otherwise_at,
        since=bulletin.since,
        event=change.show_event(bulletin.event, name=name.at(1)),
        evidence=tuple((_PARTS[one.part], one) for one in bulletin.evidence),
        evidence_left_out=bulletin.evidence_left_out,
        alert=outbox.list_alert(detail.alert) if detail.alert else None,
    )


def _find_page(bulletin: model.Bulletin) -> str:
    if bulletin.event.claim_id:
        return f"/claims/{quote(bulletin.event.claim_id)}"
    return (
        f"/outlets?outlet={quote(bulletin.outlet_id)}#outlet-{quote(bulletin.outlet_id)}"
        if bulletin.outlet_id
        else ""
    )
