"""Outages: does an outlet answer at all? Tries of its articles and feeds together that no answer came of.

One says something of an outlet only while others answer: where nobody does, it is our own network, and `pulse` tells that. Refusals
are answers, and so is "not found": they are `reach`'s and `absence`'s.
"""

from dataclasses import replace
from datetime import datetime

from monitor import model, policy
from monitor.core.brief import Brief
from monitor.core.stamps import print_stamp

_ELSEWHERE = "Open one of its addresses from another network: if it answers there, this one is shut out."
#: What stands for no answer, and what can be done.
TROUBLES = {
    model.FailureKind.DNS: ("its name is not found in the DNS", _ELSEWHERE),
    model.FailureKind.CONNECTION: ("no connection can be made to it", _ELSEWHERE),
    model.FailureKind.TIMEOUT: ("it does not answer in time", _ELSEWHERE),
    model.FailureKind.REFUSED_ADDRESS: (
        "its name leads to an address that is not asked, a private one as a rule",
        "Look at the DNS that this machine asks: a filter or a captive portal answers so.",
    ),
    model.FailureKind.TLS: (
        "its certificate cannot be trusted, or the encrypted connection fails",
        "Open one of its addresses in a browser: if the browser warns, too, the outlet must mend it.",
    ),
    model.FailureKind.SERVER_ERROR: (
        "its server is in trouble",
        "Nothing: it is asked again and again.",
    ),
    model.FailureKind.BAD_RESPONSE: (
        "what it sends is broken",
        "Open one of its addresses in a browser: if it is well there, report this as a fault of Claimwatch.",
    ),
}


def is_outage(failure: model.Failure | None) -> bool:
    """Whether no answer came, or none that says anything."""
    return failure is not None and failure.kind in TROUBLES


def count_outage(knobs: policy.ReachPolicy, known: model.OutletReach, answer: model.Answer) -> model.Reach:
    """Return how an outlet stands after one more try without an answer: counted where another outlet has answered well
    since the last one that was, or where no other is watched. After a while in which nobody tried, counting begins anew: we were
    down, and know nothing of it."""
    reach, last = known.reach, known.reach.outage
    # While it is shut, good answers must come in a row.
    if reach.unreachable_since:
        reach = replace(reach, good_count=0, good_since=None)
    is_own = known.other_count > 0 and not _did_others_answer(known, last.last_at)
    if last.last_at and is_own:
        return reach
    if last.last_at and answer.at - last.last_at > knobs.outage_span and not reach.unreachable_since:
        last = model.NO_OUTAGE
    counted = model.Outage(
        count=last.count + 1, since=last.since or answer.at, last_at=answer.at, failure=answer.failure
    )
    return replace(reach, outage=counted)


def is_unreachable(knobs: policy.ReachPolicy, reach: model.Reach, *, now: datetime) -> bool:
    """Whether an outlet has not answered for so long that it is told; not where it is told already to refuse us."""
    since = reach.outage.since
    is_new = reach.unreachable_since is None and reach.blocked_since is None
    has_lasted = since is not None and now - since >= knobs.outage_span
    return is_new and has_lasted and reach.outage.count >= knobs.outages


def build_bulletin(
    brief: Brief, known: model.OutletReach, outage: model.Outage, *, now: datetime
) -> model.Bulletin:
    """Build the bulletin that tells of an outlet that does not answer."""
    kind = outage.failure.kind if outage.failure else model.FailureKind.TIMEOUT
    trouble, advice = TROUBLES[kind]
    since = outage.since or now
    good_at = max(filter(None, (known.last_good_check_at, known.last_good_poll_at)), default=None)
    good = f"last good answer {print_stamp(good_at)}" if good_at else "it never answered well"
    count = known.article_count
    blind = f"{count} watched {'article is' if count == 1 else 'articles are'} not seen"
    others = (
        f"Other outlets answer, the last {print_stamp(known.others_good_at)}."
        if known.others_good_at
        else "No other outlet answers that could tell whether this machine's own network is at fault."
    )
    return model.Bulletin(
        about=brief.name_outlet(known.outlet_id),
        outlet_id=known.outlet_id,
        last_otherwise_at=good_at,
        since=since,
        created_at=now,
        event=model.Event(
            kind=model.EventKind.OUTLET_UNREACHABLE,
            severity=model.Severity.MEDIUM,
            summary=f"Does not answer since {print_stamp(since)}: {trouble} ({kind.value})."
            f" {blind}; {good}. {others} {advice}",
        ),
    )


def _did_others_answer(known: model.OutletReach, since: datetime | None) -> bool:
    good_at = known.others_good_at
    return good_at is not None and (since is None or good_at > since)
