"""Reach: does an outlet let us in? One bulletin when it begins to refuse us or to be silent, one when it answers well again.

A wall before every article is one piece of news for whoever runs the service, and none about the articles. A refusal is an
answer that says "not you"; that no answer comes is `outages`'; a page not found says nothing here. Next: `decide` and `polls`,
which say what an answer was.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor import model, policy
from monitor.core import alerting, outages, schedule, silence
from monitor.core.brief import Brief
from monitor.core.stamps import print_stamp

#: What stands in the way, and what can be done.
REFUSALS = {
    model.FailureKind.BLOCKED: (
        "a bot check or a refusal stands before its pages",
        "Ask the outlet to let this service in, or fetch it less often.",
    ),
    model.FailureKind.CONSENT_WALL: (
        "a consent page stands before its articles",
        "Give the outlet a header that says what was agreed to (headers in its [[outlets]]).",
    ),
    model.FailureKind.PAYWALL: (
        "a paywall stands before its articles",
        "Give the outlet the header of an account that may read it (headers in its [[outlets]]).",
    ),
    model.FailureKind.ROBOTS: (
        "its robots.txt asks us to stay away",
        "Ask the outlet for leave; Claimwatch keeps to robots.txt.",
    ),
    model.FailureKind.RATE_LIMITED: (
        "it asks us to slow down",
        "Nothing: it is asked less often. If it stays so, lower the budget.",
    ),
    model.FailureKind.NOT_THE_OUTLET: (
        "somebody else answers in its place (a captive portal, a filter, a parked domain)",
        "Open one of its addresses from another network: fine there, ours stands in the way; else the outlet has moved.",
    ),
    model.FailureKind.SHARED_TEXT: (
        "one and the same text stands in the place of different articles",
        "Open one of them: a wall in words Claimwatch does not know. Give the outlet the headers of a reader it lets in.",
    ),
}
#: These may concern some pages only: a subscribers' article, a folder closed to robots.
_OF_A_PAGE = frozenset({model.FailureKind.PAYWALL, model.FailureKind.ROBOTS})
#: Addresses remembered of a run of refusals.
_MOST_URLS = 8


def is_refusal(failure: model.Failure | None) -> bool:
    """Whether an answer says that we are not let in."""
    return failure is not None and failure.kind in REFUSALS


def concerns(answer: model.Answer, reach: model.Reach) -> bool:
    """Whether an answer can change what is known: the answers of an outlet that lets us in need no look."""
    ends_outage = reach.outage.count > 0
    if answer.failure is None:
        side = reach.polls if answer.is_poll else reach.checks
        is_news = silence.is_news(answer.silence, reach)
        return bool(side.count or reach.shut_since or ends_outage or is_news)
    if outages.is_outage(answer.failure):
        return reach.shut_since is None or (reach.unreachable_since is not None and reach.good_count > 0)
    is_news = is_refusal(answer.failure) and (reach.blocked_since is None or reach.good_count > 0)
    return is_news or ends_outage


def decide_reach(brief: Brief, known: model.OutletReach, answer: model.Answer) -> model.ReachOutcome:
    """Say what one answer makes of an outlet's reach, and tell of it where it begins or ceases to refuse us or to be silent."""
    if outages.is_outage(answer.failure):
        return _decide_outage(brief, known, answer)
    return _heed_silence(brief, known, answer, _decide_answer(brief, known, answer))


def _decide_answer(brief: Brief, known: model.OutletReach, answer: model.Answer) -> model.ReachOutcome:
    counted = _count(known.reach, answer)
    begins = counted.blocked_since is None and _is_blocked(brief, known, counted, now=answer.at)
    ends = _is_open(brief.policy.reach, counted, now=answer.at)
    outcome = model.ReachOutcome(outlet_id=known.outlet_id, base_revision=known.revision, reach=counted)
    if begins:
        side = counted.polls if answer.is_poll else counted.checks
        since = side.since or answer.at
        told = replace(outcome, reach=replace(counted, blocked_since=since))
        bulletin = _blocked_bulletin(brief, known, side, answer, since=since)
        return _tell(brief.heed(known.mutes), told, bulletin)
    if ends and not _is_blocked(brief, known, counted, now=answer.at):
        bulletin = _reachable_bulletin(brief, known, counted, answer)
        opened = model.Reach(silent_since=counted.silent_since)
        return _tell(brief.heed(known.mutes), replace(outcome, reach=opened), bulletin)
    return outcome


def _heed_silence(
    brief: Brief, known: model.OutletReach, answer: model.Answer, outcome: model.ReachOutcome
) -> model.ReachOutcome:
    """Tell that an outlet lists nothing new; that it does again is told by what it lists. One piece of news at a time."""
    found = answer.silence
    if found is None or outcome.bulletin or not silence.is_news(found, outcome.reach):
        return outcome
    heeded = replace(
        outcome, reach=replace(outcome.reach, silent_since=found.since if found.is_long else None)
    )
    if not found.is_long:
        return heeded
    bulletin = silence.build_bulletin(brief, known, found, now=answer.at)
    return _tell(brief.heed(known.mutes), heeded, bulletin)


def _decide_outage(brief: Brief, known: model.OutletReach, answer: model.Answer) -> model.ReachOutcome:
    counted = outages.count_outage(brief.policy.reach, known, answer)
    outcome = model.ReachOutcome(outlet_id=known.outlet_id, base_revision=known.revision, reach=counted)
    if not outages.is_unreachable(brief.policy.reach, counted, now=answer.at):
        return outcome
    told = replace(outcome, reach=replace(counted, unreachable_since=counted.outage.since))
    bulletin = outages.build_bulletin(brief, known, counted.outage, now=answer.at)
    return _tell(brief.heed(known.mutes), told, bulletin)


def _count(reach: model.Reach, answer: model.Answer) -> model.Reach:
    reach = replace(reach, outage=model.NO_OUTAGE)
    if answer.failure is not None and not is_refusal(answer.failure):
        return reach
    side = reach.polls if answer.is_poll else reach.checks
    if answer.failure is None:
        side = model.Refusals()
    else:
        urls = tuple(dict.fromkeys((*side.urls, answer.url)))[:_MOST_URLS]
        side = model.Refusals(
            count=side.count + 1, urls=urls, since=side.since or answer.at, failure=answer.failure
        )
    # Feeds that answer do not say that articles can be read again, nor the other way round.
    other = reach.checks if answer.is_poll else reach.polls
    if answer.failure is None and other.count:
        return replace(reach, polls=side) if answer.is_poll else replace(reach, checks=side)
    is_good = answer.failure is None and reach.shut_since is not None
    counted = replace(
        reach,
        good_count=reach.good_count + 1 if is_good else 0,
        good_since=(reach.good_since or answer.at) if is_good else None,
    )
    return replace(counted, polls=side) if answer.is_poll else replace(counted, checks=side)


def _is_open(knobs: policy.ReachPolicy, reach: model.Reach, *, now: datetime) -> bool:
    """Whether good answers in a row are enough to say that an outlet lets us in again."""
    since = reach.good_since
    return since is not None and reach.good_count >= knobs.good_answers and now - since >= knobs.good_span


def _is_blocked(brief: Brief, known: model.OutletReach, reach: model.Reach, *, now: datetime) -> bool:
    """Whether the refusals are the outlet's and not a page's: enough of them, of several articles, or for long."""
    knobs = brief.policy.reach
    checks, polls = reach.checks, reach.polls
    is_of_a_page = checks.failure is not None and checks.failure.kind in _OF_A_PAGE
    least = knobs.page_addresses if is_of_a_page else knobs.addresses
    is_wide = len(checks.urls) >= min(least, max(known.article_count, 1))
    lasted = now - polls.since if polls.since else timedelta(0)
    is_long = polls.count >= knobs.refusals and lasted >= knobs.poll_span
    return (checks.count >= knobs.refusals and is_wide) or is_long


def _blocked_bulletin(
    brief: Brief, known: model.OutletReach, side: model.Refusals, answer: model.Answer, *, since: datetime
) -> model.Bulletin:
    kind = side.failure.kind if side.failure else model.FailureKind.BLOCKED
    obstacle, advice = REFUSALS[kind]
    last_good_at = known.last_good_poll_at if answer.is_poll else known.last_good_check_at
    what = "its feeds" if answer.is_poll else "its articles"
    blind = f"{known.article_count} watched {'article is' if known.article_count == 1 else 'articles are'} not seen"
    if last_good_at is not None:
        last_good_at = min(last_good_at, since)  # the clock may have been set back
    good = f"last good answer {print_stamp(last_good_at)}" if last_good_at else "it never answered well"
    return model.Bulletin(
        about=brief.name_outlet(known.outlet_id),
        outlet_id=known.outlet_id,
        last_otherwise_at=last_good_at,
        since=since,
        created_at=answer.at,
        event=model.Event(
            kind=model.EventKind.OUTLET_BLOCKED,
            severity=model.Severity.MEDIUM,
            summary=f"Refuses {what} since {print_stamp(since)}: {obstacle} ({kind.value}). {blind}; {good}. {advice}",
        ),
    )


def _reachable_bulletin(
    brief: Brief, known: model.OutletReach, reach: model.Reach, answer: model.Answer
) -> model.Bulletin:
    since = reach.good_since or answer.at
    shut_since = min(reach.shut_since or since, since)
    span = schedule.print_span(since - shut_since)
    return model.Bulletin(
        about=brief.name_outlet(known.outlet_id),
        outlet_id=known.outlet_id,
        last_otherwise_at=shut_since,
        since=since,
        created_at=answer.at,
        event=model.Event(
            kind=model.EventKind.OUTLET_REACHABLE,
            severity=model.Severity.MEDIUM,
            summary=f"Answers well again after {span}, since {print_stamp(since)}. {_say_walled(known)}What changed meanwhile is found from now on.",
        ),
    )


def _say_walled(known: model.OutletReach) -> str:
    """Say how many articles are not seen for all that: a wall before one of them is told with its outlet's, once."""
    if not known.walled_count:
        return ""
    verb = "was" if known.walled_count == 1 else "were"
    of = f"{known.walled_count} of {known.article_count} watched articles"
    return f"{of} {verb} still behind a wall when last looked at: see Outlets. "


def _tell(brief: Brief, outcome: model.ReachOutcome, bulletin: model.Bulletin) -> model.ReachOutcome:
    outlet = brief.outlets.get(bulletin.outlet_id or "")
    told, alert = alerting.decide_bulletin(
        bulletin, language=outlet.language if outlet else None, watch=brief.watch
    )
    return replace(outcome, bulletin=told, alert=alert)
