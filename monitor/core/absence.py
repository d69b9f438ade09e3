"""Checks that saw no article: a failure, a block, and when "missing" becomes "removed".

A failure is never a version. A timeout says nothing about the article, so it neither confirms nor denies that it is
missing.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor import model, policy
from monitor.core import checks, schedule
from monitor.core.brief import Brief

#: A candidate that could not be read this often is not asked again.
MAX_CANDIDATE_TRIES = 5
#: Trouble of the way or the server: it says nothing of the page, and a night of it must not hide what came out then.
_TROUBLES = frozenset(
    {
        model.FailureKind.ROBOTS,
        model.FailureKind.DNS,
        model.FailureKind.CONNECTION,
        model.FailureKind.TLS,
        model.FailureKind.TIMEOUT,
        model.FailureKind.REDIRECT_LOOP,
        model.FailureKind.BAD_RESPONSE,
        model.FailureKind.RATE_LIMITED,
        model.FailureKind.SERVER_ERROR,
        model.FailureKind.BLOCKED,
        model.FailureKind.NOT_THE_OUTLET,
        model.FailureKind.SHARED_TEXT,
    }
)
#: A candidate that nothing but trouble kept us from is given up after this; one whose title names a topic, whatever its
#: server said in its place, after that.
TROUBLE_SPAN = timedelta(days=3)
TOPIC_SPAN = timedelta(days=1)

#: Why a block of one article is not told where others of its outlet are refused as well.
OUTLET_TELLS = "the whole outlet refuses us: told once, as outlet_blocked"
#: What stands between us and an article that is there, in words.
BLOCKS = {
    model.FailureKind.BLOCKED: "a bot check or a refusal",
    model.FailureKind.CONSENT_WALL: "a consent page",
    model.FailureKind.PAYWALL: "a paywall",
}


def decide_failure(
    brief: Brief, article: model.ArticleForCheck, failure: model.Failure, *, now: datetime
) -> model.CheckOutcome:
    """Decide a check that saw no article: counted, told as a block or a removal where it is one, planned anew."""
    is_missing = article.latest is not None and failure.kind in model.MISSING_KINDS
    missing_count = article.missing_count + is_missing
    # Not later than now: the clock may have been set back.
    missing_since = min(article.missing_since or now, now) if is_missing else article.missing_since
    # Only a check that found it missing can confirm that it is: a timeout a day later says nothing.
    span = now - (missing_since or now) if is_missing else timedelta(0)
    is_removed = article.is_removed or brief.policy.removal.is_confirmed(missing_count, span=span)
    is_blocked = article.is_blocked or _is_blocked(article, failure)
    change = None
    if is_removed and not article.is_removed:
        change = checks.build_state_change(article, _removed_event(missing_count), since=missing_since or now)
    elif is_blocked and not article.is_blocked:
        change = checks.build_state_change(article, _blocked_event(article, failure), since=now)
    told, alert = checks.decide_alert(brief, article, change, now=now)
    plan = _plan_retry(brief.policy, article, failure, now=now, is_missing=is_missing)
    return replace(
        checks.build_outcome(article, model.CheckKind.FAILED, plan, now=now),
        change=told,
        alert=alert,
        failure=failure,
        status=failure.status,
        etag=article.etag,
        last_modified=article.last_modified,
        body_digest=article.body_digest,
        fingerprint=article.fingerprint,
        revision_count=article.revision_count,
        failure_count=article.failure_count + 1,
        missing_count=missing_count,
        missing_since=missing_since,
        is_removed=is_removed,
        is_flapping=article.is_flapping,
        # Until it is read again: other trouble between two blocks does not make two of one.
        is_blocked=is_blocked,
        doubt_count=article.doubt_count,
    )


def _is_blocked(article: model.ArticleForCheck, failure: model.Failure) -> bool:
    """Whether a block is this article's, or known to be its outlet's. While others of the outlet were just refused and nobody
    knows yet whether all are, the next check says it."""
    is_open_question = article.reach.checks.count > 0 and article.reach.blocked_since is None
    return failure.kind in BLOCKS and article.latest is not None and not is_open_question


def _removed_event(missing_count: int) -> model.Event:
    return model.Event(
        kind=model.EventKind.ARTICLE_REMOVED,
        severity=model.Severity.HIGH,
        summary=f"Was removed: {missing_count} checks in a row found no article at its address.",
    )


def _blocked_event(article: model.ArticleForCheck, failure: model.Failure) -> model.Event:
    return model.Event(
        kind=model.EventKind.ARTICLE_BLOCKED,
        severity=model.Severity.LOW,
        summary=f"Cannot be seen: {BLOCKS[failure.kind]} stands in its place.",
        reason=OUTLET_TELLS if article.reach.blocked_since else "",
    )


def _plan_retry(
    knobs: policy.Policy,
    article: model.ArticleForCheck,
    failure: model.Failure,
    *,
    now: datetime,
    is_missing: bool,
) -> schedule.Plan:
    count = article.failure_count + 1
    span = TOPIC_SPAN if article.topic_ids else timedelta(0)
    span = TROUBLE_SPAN if failure.kind in _TROUBLES else span
    is_tried = count >= MAX_CANDIDATE_TRIES and now - article.first_seen_at > span
    # A page that was in a feed a moment ago may be "gone" from one of many servers.
    is_hopeless = failure.is_permanent and failure.kind not in model.MISSING_KINDS
    if article.latest is None and (is_hopeless or is_tried):
        return schedule.Plan(at=None, reason=f"{failure.kind}: never readable in {count} tries")
    if now - article.first_seen_at > knobs.recheck.give_up_after:
        return schedule.Plan(at=None, reason=f"{failure.kind}, and first seen too long ago")
    if is_missing and article.missing_since is not None:
        wait = max(knobs.removal.spacing, (now - article.missing_since) / knobs.removal.patience)
        return schedule.Plan(
            at=now + wait, reason=f"{failure.kind}: looked for every {schedule.print_span(wait)}"
        )
    if is_missing:
        return schedule.Plan(at=now + knobs.removal.spacing, reason=f"{failure.kind}: to be confirmed")
    return schedule.next_retry(failure, knobs.check_retry, now=now, failure_count=count)
