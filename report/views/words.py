"""Plain words for what readings hold: claim values, windows, failures, events. English only.

Refuses markup: everything here is text, escaped by the templates. Next: the view that needs the words.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from monitor import model
from monitor.core import window_ends

#: Shown where a version does not make the claim at all.
ABSENT = "not stated"

SEVERITY_WORDS = {
    model.Severity.HIGH: "High",
    model.Severity.MEDIUM: "Medium",
    model.Severity.LOW: "Low",
    model.Severity.INFO: "Info",
}

EVENT_WORDS = {
    model.EventKind.CLAIM_CHANGED: "Claim changed",
    model.EventKind.CLAIM_ADDED: "Claim added",
    model.EventKind.CLAIM_REMOVED: "Claim removed",
    model.EventKind.CLAIM_HEDGED: "Hedge changed",
    model.EventKind.CLAIM_REATTRIBUTED: "Attribution changed",
    model.EventKind.CLAIM_INCONSISTENT: "Article contradicts itself",
    model.EventKind.HEADLINE_CHANGED: "Headline changed",
    model.EventKind.TEXT_CHANGED: "Text changed",
    model.EventKind.NEW_COVERAGE: "New article",
    model.EventKind.SILENT_EDIT: "Silent edit",
    model.EventKind.QUOTE_ALTERED: "Quotation altered",
    model.EventKind.CORRECTION_NOTICE: "Correction notice",
    model.EventKind.VERSION_CONFIRMED: "Text confirmed",
    model.EventKind.REVERTED: "Reverted",
    model.EventKind.FLAPPING: "Flapping",
    model.EventKind.ARTICLE_REMOVED: "Article removed",
    model.EventKind.ARTICLE_RETURNED: "Article returned",
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

KIND_WORDS = {
    model.ChangeKind.VALUE: "value changed",
    model.ChangeKind.RANGE: "range changed",
    model.ChangeKind.SCOPE: "meaning changed",
    model.ChangeKind.STANCE: "stance changed",
    model.ChangeKind.HEDGE: "hedge changed",
    model.ChangeKind.ATTRIBUTION: "attribution changed",
    model.ChangeKind.ADDED: "added",
    model.ChangeKind.REMOVED: "removed",
    model.ChangeKind.INCONSISTENT: "contradicts itself",
}

STANDING_WORDS = {
    model.Standing.SOUND: "",
    model.Standing.WAITING: "In doubt",
    model.Standing.CONFIRMED: "Confirmed",
    model.Standing.UNCONFIRMED: "Not confirmed",
}

#: Stands where a side has no word in the other's place.
GONE = "nothing"

DELTA_WORDS = {
    model.DeltaKind.NUMBER: "Number",
    model.DeltaKind.MODAL: "Modal (will, may, must)",
    model.DeltaKind.POLARITY: "Yes or no",
    model.DeltaKind.HEDGE: "Hedge",
}

REVIEW_WORDS = {
    **{model.ReviewKind(kind.value): name for kind, name in DELTA_WORDS.items()},
    model.ReviewKind.CLAIM: "Claim on weak evidence",
}

FIELD_WORDS = {
    model.TextField.HEADLINE: "Headline",
    model.TextField.SUBHEADLINE: "Subheadline",
    model.TextField.BYLINE: "Byline",
    model.TextField.BODY: "Article text",
}

FAILURE_WORDS = {
    model.FailureKind.BAD_URL: "the address is not usable",
    model.FailureKind.REFUSED_ADDRESS: "the address is one we refuse to ask",
    model.FailureKind.ROBOTS: "robots.txt asks us to stay away",
    model.FailureKind.DNS: "its name could not be looked up",
    model.FailureKind.CONNECTION: "no connection",
    model.FailureKind.TLS: "no secure connection",
    model.FailureKind.TIMEOUT: "no answer",
    model.FailureKind.TOO_LARGE: "the answer is too large",
    model.FailureKind.REDIRECT_LOOP: "it redirects in a circle",
    model.FailureKind.SHARED_TEXT: "one text stands at several of its addresses",
    model.FailureKind.BAD_RESPONSE: "the answer is not readable",
    model.FailureKind.RATE_LIMITED: "it asks us to slow down",
    model.FailureKind.SERVER_ERROR: "the outlet's server has an error",
    model.FailureKind.CLIENT_ERROR: "the outlet's server refuses the request",
    model.FailureKind.NOT_FOUND: "not found",
    model.FailureKind.GONE: "gone for good",
    model.FailureKind.SOFT_404: "a “not found” page",
    model.FailureKind.CONSENT_WALL: "a consent page stands before it",
    model.FailureKind.PAYWALL: "a paywall stands before it",
    model.FailureKind.BLOCKED: "a block page was served",
    model.FailureKind.NOT_THE_OUTLET: "somebody else answered in the outlet’s place",
    model.FailureKind.HOME_PAGE: "it leads to the front page",
    model.FailureKind.NOT_AN_ARTICLE: "the page holds no article",
    model.FailureKind.NOT_A_FEED: "the page is not a feed",
    model.FailureKind.STALLED: "reading it took too long",
}

_HEDGES = {
    model.Hedge.EXACT: "",
    model.Hedge.AT_LEAST: "at least ",
    model.Hedge.AT_MOST: "at most ",
    model.Hedge.ABOUT: "about ",
}
_VERBS = {model.VerbClass.DOUBT: " (in doubt)", model.VerbClass.DENY: " (denied)"}


def value_words(claim: model.Claim) -> str:
    """Say a claim's value as people do: "at least 20", "about 20", "20 to 22", "20 (reportedly)", "“all of them”"."""
    if claim.type is model.ClaimType.QUOTE:
        return f"“{claim.value}”"
    core = _number_words(claim) or claim.value.replace("_", " ") or ABSENT
    negation = "not " if claim.is_negated else ""
    doubt = " (reportedly)" if claim.is_reported else ""
    return f"{negation}{core}{doubt}"


def side_words(change: model.ClaimChange, claim: model.Claim | None) -> str:
    """Say one side of a claim change: its value, with what the kind of change is about (the source, the scope)."""
    if claim is None:
        return ABSENT
    if change.kind is model.ChangeKind.ATTRIBUTION:
        return source_words(claim)
    if change.kind is model.ChangeKind.SCOPE:
        return f"{value_words(claim)} ({scope_words(claim.scope)})"
    return value_words(claim)


def source_words(claim: model.Claim) -> str:
    """Say who a claim is ascribed to, and whether the verb doubts or denies it."""
    doubt = _VERBS.get(claim.verb, "") if claim.verb else ""
    return f"{claim.source or 'nobody named'}{doubt}"


def claim_title(watch: model.Watch, claim_id: str) -> str:
    """Name a claim: its definition's phrase, or its id made readable where it is no longer in the watchlist."""
    titles = {definition.id: definition.title for definition in watch.claims}
    title = titles.get(claim_id) or claim_id.replace("_", " ")
    return title[:1].upper() + title[1:]


def scope_words(scope: str) -> str:
    """Name a scope: "deal" stays "deal", "not_held" reads "not held"."""
    return scope.replace("_", " ")


def failure_words(kind: model.FailureKind | None) -> str:
    """Say why something could not be read; "" when nothing failed."""
    return FAILURE_WORDS[kind] if kind else ""


def window_words(change: model.Change) -> str:
    """Say between which two looks a change was made, in UTC; the date stands once where both fall on one day."""
    old, new = change.last_seen_old_at, change.first_seen_new_at
    if change.is_coverage:
        return f"First listed {stamp_words(old)}, first read {stamp_words(new)}"
    ends = window_ends.find_change_ends(change)
    between = "Changed between" if ends == window_ends.OF_AN_EDIT else "Between"
    if old.date() == new.date():
        return f"{between} {old:%H:%M} ({ends[0]}) and {new:%H:%M} ({ends[1]}), UTC on {day_words(new)}"
    return f"{between} {stamp_words(old)} ({ends[0]}) and {stamp_words(new)} ({ends[1]})"


def doubt_words(doubt: model.Doubt | None) -> str:
    """Say what speaks against a text and what became of it; "" where nothing ever did."""
    if doubt is None:
        return ""
    at = stamp_words(doubt.judged_at) if doubt.judged_at else ""
    fate = {
        model.Standing.SOUND: "",
        model.Standing.WAITING: "Nobody is told before another look confirms it.",
        model.Standing.CONFIRMED: f"Another look confirmed it, {at}.",
        model.Standing.UNCONFIRMED: f"The next good look, {at}, did not find it again: most likely the page was broken.",
    }
    return f"This text was doubted when it was first seen: {doubt.detail} {fate[doubt.standing]}".strip()


def day_words(instant: datetime) -> str:
    """Write a day: "1 Sep 2025"."""
    return f"{instant.day} {instant:%b %Y}"


def stamp_words(instant: datetime) -> str:
    """Write an instant with its zone: "1 Sep 2025, 10:19 UTC"."""
    return f"{day_words(instant)}, {instant:%H:%M} UTC"


def brief_words(instant: datetime, now: datetime) -> str:
    """Write an instant for a list: "1 Sep, 10:19 UTC"; with the year where it is not this one."""
    if instant.year != now.year:
        return stamp_words(instant)
    return f"{instant.day} {instant:%b}, {instant:%H:%M} UTC"


def span_words(span: timedelta) -> str:
    """Write a length of time in its two largest units: "3 h 5 min", "2 days 4 h"; "" for less than a minute."""
    minutes = round(span.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    parts = [
        count_words(days, "day") if days else "",
        f"{hours} h" if hours else "",
        f"{minutes % 60} min" if minutes % 60 and not days else "",
    ]
    return " ".join(part for part in parts if part)


def count_words(count: int, one: str, many: str = "") -> str:
    """Count a noun: "1 outlet", "2 outlets", "1,204 changes"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def safe_link(url: str) -> str | None:
    """Return the address if a reader may be sent there (http and https only), else None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _number_words(claim: model.Claim) -> str:
    ends = dict.fromkeys(end for end in (claim.low, claim.high) if end is not None)
    if not ends:
        return ""
    unit = f" {claim.unit}" if claim.unit else ""
    return f"{_HEDGES[claim.hedge]}{' to '.join(_plain(end) for end in ends)}{unit}"


def _plain(number: Decimal) -> str:
    """Write a number without exponent or trailing zeros, thousands apart."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
