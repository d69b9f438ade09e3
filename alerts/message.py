"""What a message says, decided once for every channel: what changed, where, when, and how sure we are.

Pure. Holds no markup and no address: those are `email_message`, `slack_message` and `webhook_message`, which all take
the `Message` made here, so that two channels never tell two stories. Refuses links that are not http(s).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts import advice, history, places, sayings, text, values, windows
from monitor import model
from monitor.core import alerting

#: More passages than a reader takes in at a glance; the change page has them all.
MAX_PASSAGES = 4
#: Outlets named in one message; the bulletin's page has them all.
MAX_EVIDENCE = 10
MAX_TITLE = 200
#: The outlet's own words, longer than any that people write; the change page has them whole.
MAX_HEADLINE = 300
MAX_NOTICE = 800
#: Counts, the first and the last: names of outlets may be long.
MAX_DETAIL = 800

_LABELS = {
    model.EventKind.CLAIM_CHANGED: "Claim changed",
    model.EventKind.CLAIM_ADDED: "Claim added",
    model.EventKind.CLAIM_REMOVED: "Claim dropped",
    model.EventKind.CLAIM_HEDGED: "Claim hedged",
    model.EventKind.CLAIM_REATTRIBUTED: "Claim re-attributed",
    model.EventKind.CLAIM_INCONSISTENT: "Claim contradicts itself",
    model.EventKind.HEADLINE_CHANGED: "Headline changed",
    model.EventKind.TEXT_CHANGED: "Text changed",
    model.EventKind.NEW_COVERAGE: "New article",
    model.EventKind.SILENT_EDIT: "Edited without a notice",
    model.EventKind.QUOTE_ALTERED: "Quotation altered",
    model.EventKind.CORRECTION_NOTICE: "Correction notice",
    model.EventKind.VERSION_CONFIRMED: "Text confirmed",
    model.EventKind.REVERTED: "Reverted",
    model.EventKind.FLAPPING: "Keeps switching",
    model.EventKind.ARTICLE_REMOVED: "Article removed",
    model.EventKind.ARTICLE_RETURNED: "Article is back",
    model.EventKind.ARTICLE_BLOCKED: "Article blocked",
    model.EventKind.OUTLET_BLOCKED: "Outlet blocks us",
    model.EventKind.OUTLET_UNREACHABLE: "Outlet does not answer",
    model.EventKind.OUTLET_REACHABLE: "Outlet is reached again",
    model.EventKind.OUTLET_SILENT: "Outlet lists nothing new",
    model.EventKind.SERVICE_WAS_DOWN: "Claimwatch was down",
    model.EventKind.SERVICE_BLIND: "Claimwatch sees nothing",
    model.EventKind.SERVICE_STALLED: "Claimwatch is late",
    model.EventKind.SERVICE_RESUMED: "Claimwatch works again",
    model.EventKind.CONSENSUS_MOVED: "Most outlets now say otherwise",
    model.EventKind.OUTLET_DIVERGES: "Outlet says otherwise",
    model.EventKind.OUTLET_LAST: "Last on the old figure",
    model.EventKind.DELIVERY_FAILED: "Alerts were not delivered",
    model.EventKind.CHANNEL_OFF: "Channel switched off",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One alert of a digest, clean and on single lines."""

    severity: str
    label: str
    outlet_name: str
    #: What happened, without the outlet's name.
    title: str
    #: The claim's values in words, "" where it is about none.
    old_value: str
    new_value: str
    headline: str
    direction: str
    language: str
    window: str
    #: The page of the change or bulletin, and the outlet's own; "" where there is none.
    url: str
    article_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The alerts of a digest that are of one story."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """All that a message says, clean and on single lines."""

    #: The subject line, and the same without the outlet's name.
    subject: str
    title: str
    label: str
    severity: str
    outlet_name: str
    headline: str
    #: "rtl" where the article's language is written so, else "auto".
    direction: str
    language: str
    #: "" where the outlet's address is not an http(s) one.
    article_url: str
    change_url: str
    #: The values in words of the claim that the title names; "" where it names none.
    old_value: str = ""
    new_value: str = ""
    #: What happened, one sentence each, where no passage says it.
    statements: tuple[str, ...]
    passages: tuple[places.Passage, ...]
    #: Passages left out.
    omitted_count: int
    #: Who says what, where the message tells of a claim across outlets; and how many more outlets there are.
    evidence: tuple[sayings.EvidenceLine, ...] = ()
    evidence_left_out: int = 0
    window: str
    #: How sure we are of the claim that the title names; "" where it names none.
    certainty: str = ""
    #: What a reader can do about it.
    advice: str = ""
    #: How that claim stood before, at every outlet, where there is enough to see.
    course: history.History | None = None
    #: Whether the outlet said that it changed the text; "" where no text changed.
    disclosure: str
    notice: str
    rules: str
    #: Of a digest, which has no passages: its alerts; `omitted_count` says how many more there are.
    groups: tuple[Group, ...] = ()


def render_message(delivery: model.DeliveryForSend, *, base_url: str) -> Message:
    """Say the alert of a delivery in plain words; `base_url` is where the report page is served."""
    return say_alert(delivery.alert, base_url=base_url)


def say_alert(alert: model.AlertForSend, *, base_url: str) -> Message:
    """Say an alert in plain words."""
    change = alert.change
    told = tuple(event for event in change.events if event.is_told) or change.events
    bulletin = alert.bulletin
    evidence = bulletin.evidence if bulletin else ()
    outlet_name = text.clean_text(alert.outlet_name).strip()
    kind = max(told, key=lambda event: event.severity).kind if told else model.EventKind.TEXT_CHANGED
    title = text.shorten(text.clean_text(alert.alert.title).strip(), MAX_TITLE) or _LABELS[kind]
    found = tuple(places.find_passages(change, title=title))
    lead = found[0] if alerting.find_lead(change) else None
    shift = _find_shift(bulletin, lead)
    return Message(
        subject=text.isolate_foreign(title),
        title=text.isolate_foreign(_title(title, outlet_name)),
        label=_LABELS[kind],
        severity=alert.alert.severity.name.capitalize(),
        outlet_name=outlet_name,
        headline=text.shorten(text.clean_text(alert.headline).strip(), MAX_HEADLINE),
        direction="rtl" if alert.language in text.RTL_LANGUAGES else "auto",
        language=alert.language or "",
        article_url=text.find_link(alert.article_url),
        change_url=_find_evidence(alert, base_url=base_url),
        old_value=shift[0],
        new_value=shift[1],
        statements=(*_statements(change, told, title=title), *_details(bulletin), *_say_copy(alert)),
        passages=found[:MAX_PASSAGES],
        omitted_count=max(0, len(found) - MAX_PASSAGES),
        evidence=tuple(sayings.say_evidence(one) for one in evidence[:MAX_EVIDENCE]),
        evidence_left_out=max(0, len(evidence) - MAX_EVIDENCE)
        + (bulletin.evidence_left_out if bulletin else 0),
        window=windows.find_window(change, kind),
        certainty=lead.certainty if lead else "",
        advice=advice.find_advice(kind),
        course=history.find_history(alert),
        disclosure=_disclosure(change),
        notice=text.shorten(text.clean_text(change.notice).strip(), MAX_NOTICE),
        rules=text.clean_text(", ".join(alert.alert.rule_ids)),
    )


def _title(title: str, outlet_name: str) -> str:
    """Return the title as it stands below the outlet's name."""
    rest = title.replace(f"{outlet_name}: ", "", 1).replace("->", "→")
    return rest[:1].upper() + rest[1:]


def _find_evidence(alert: model.AlertForSend, *, base_url: str) -> str:
    if alert.bulletin_id is None:
        return find_change_url(alert.change_id, base_url=base_url)
    return text.find_link(f"{base_url.rstrip('/')}/bulletins/{alert.bulletin_id}")


def find_change_url(change_id: int, *, base_url: str) -> str:
    """Return the page of one change; id 0 (a test: nothing is stored) gives the list of changes."""
    return text.find_link(f"{base_url.rstrip('/')}/changes{f'/{change_id}' if change_id else ''}")


def _disclosure(change: model.Change) -> str:
    if change.notice:
        return "Disclosed: the outlet published a notice"
    return "Silent: no correction notice" if change.is_silent else ""


def _statements(change: model.Change, told: tuple[model.Event, ...], *, title: str) -> Iterator[str]:
    """Say each event that neither the title, a passage nor the notice says already, and what was doubted about the text."""
    if change.doubt and change.doubt.judged_at:
        at = f"{change.doubt.judged_at:%H:%M} UTC, {windows.say_day(change.doubt.judged_at)}"
        yield text.clean_text(f"Held until another look confirmed it at {at}. {change.doubt.detail}")
    # What an alteration of a quotation came to stands among the claims, where quotations are one.
    said_types = {claim.type for each in change.claim_changes for claim in (each.old, each.new) if claim}
    for event in told:
        summary = text.clean_text(event.summary).strip()
        is_passage = event.claim_id is not None and bool(change.claim_changes)
        is_notice = event.kind is model.EventKind.CORRECTION_NOTICE and bool(change.notice)
        is_doubt = event.kind is model.EventKind.VERSION_CONFIRMED and bool(change.doubt)
        is_quote = event.kind is model.EventKind.QUOTE_ALTERED and model.ClaimType.QUOTE in said_types
        is_said = is_passage or is_notice or is_doubt or is_quote
        if not (is_said or summary.rstrip(".") in title):
            yield text.isolate_foreign(text.shorten(summary, places.MAX_SENTENCE))


def _say_copy(alert: model.AlertForSend) -> Iterator[str]:
    """Say whose text an article is a copy of, where another outlet had it first."""
    first = alert.origin.copies[0] if alert.origin else None
    if alert.origin and first and first.article_id != alert.article_id:
        seen = f"{windows.say_day(first.first_seen_at)}, {first.first_seen_at:%H:%M} UTC"
        said = f"Copy of a text first seen at {first.outlet_name} ({seen}); {len(alert.origin.copies)} articles have it."
        yield text.isolate_foreign(text.clean_text(said))


def _find_shift(bulletin: model.Bulletin | None, lead: places.Passage | None) -> tuple[str, str]:
    """Find the values before and now; none where an outlet says otherwise than others, and nobody moved."""
    if bulletin:
        is_move = bool(bulletin.old_text and bulletin.new_text)
        return (
            (values.read_value(bulletin.old_text), values.read_value(bulletin.new_text))
            if is_move
            else ("", "")
        )
    return (lead.old_value, lead.new_value) if lead else ("", "")


def _details(bulletin: model.Bulletin | None) -> Iterator[str]:
    if bulletin and bulletin.detail:
        yield text.isolate_foreign(text.shorten(text.clean_text(bulletin.detail).strip(), MAX_DETAIL))
