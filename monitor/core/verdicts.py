"""Verdicts: a new text in doubt is held back, and what the next check says of it is told or put beside it as a label.

Held back means: stored with its evidence and its change, told to nobody. Confirmed, the change is told as it was found, in
the window of the first sighting. Next: `doubts`, which says what speaks against a text.
"""

from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import checks, revision, schedule
from monitor.core.brief import Brief

#: Why an event of a text in doubt is not told yet.
HELD = "held until another check confirms the text"
#: Why one is set aside.
IS_BACK = "the text before it was back"
IS_ANOTHER = "another text stood there"


def hold_version(
    brief: Brief,
    article: model.ArticleForCheck,
    version: model.Version,
    change: model.Change,
    *,
    now: datetime,
    price: float,
) -> model.CheckOutcome:
    """Build the outcome of a check that saw a text in doubt: it is stored, and looked at again soon.

    `version.doubt` says why. The article stays as it was, removed too; the page is asked for without validators next time,
    since a server that cut it short would call the same page unmodified.
    """
    plan = schedule.next_check(article, brief.policy.recheck, now=now, price=price)
    spacing = brief.policy.suspect.spacing
    soon = schedule.Plan(
        at=now + spacing,
        reason=f"its text is in doubt: looked at again in {schedule.print_span(spacing)}",
        need=plan.need,
    )
    held = replace(
        change,
        doubt=version.doubt,
        events=tuple(replace(event, reason=event.reason or HELD) for event in change.events),
    )
    return replace(
        checks.build_outcome(article, model.CheckKind.SUSPECT, soon, now=now),
        version=version,
        change=held,
        revision_count=article.revision_count,
        missing_count=article.missing_count,
        missing_since=article.missing_since,
        is_removed=article.is_removed,
        is_flapping=article.is_flapping,
        doubt_count=article.doubt_count + 1,
    )


def confirm_version(
    brief: Brief, article: model.ArticleForCheck, held: model.Held, *, now: datetime
) -> model.Verdict:
    """Believe a text in doubt, and tell its change as any other; an article that was removed is back with it."""
    freed = tuple(
        replace(event, reason="" if event.reason == HELD else event.reason) for event in held.change.events
    )
    change = replace(held.change, events=freed)
    if article.is_removed:
        change = revision.add_event(change, checks.RETURNED)
    change = revision.add_event(change, _build_confirmed(held, now=now))
    told, alert = checks.decide_alert(brief, article, change, now=now)
    assert told  # noqa: S101  # a change went in
    events = tuple(
        replace(event, reason=f"{event.reason}; held until confirmed at {now:%H:%M} UTC")
        for event in told.events
    )
    judged = _judge(held, replace(told, events=events), model.Standing.CONFIRMED, now=now)
    return replace(judged, alert=alert)


def _build_confirmed(held: model.Held, *, now: datetime) -> model.Event:
    doubt = held.version.doubt
    summary = f"Confirmed at {now:%H:%M} UTC, {now.day} {now:%b %Y}, by another look. {doubt.detail if doubt else ''}"
    return model.Event(
        kind=model.EventKind.VERSION_CONFIRMED, severity=model.Severity.INFO, summary=summary.strip()
    )


def dismiss_version(held: model.Held, *, why: str, now: datetime) -> model.Verdict:
    """Set a text in doubt aside; `why` it is not believed, in words."""
    events = tuple(
        replace(event, reason=f"not confirmed: at {now:%H:%M} UTC {why}") for event in held.change.events
    )
    return _judge(held, replace(held.change, events=events), model.Standing.UNCONFIRMED, now=now)


def accept_verdict(
    article: model.ArticleForCheck, past: model.Past, verdict: model.Verdict
) -> tuple[model.ArticleForCheck, model.Past]:
    """Return the article and its past as they are after a verdict: a confirmed text is the newest believed one."""
    version = verdict.version
    if version.standing is not model.Standing.CONFIRMED:
        return article, replace(past, held=None)
    history = (*past.history, (version.number, version.content_hash))
    accepted = replace(
        article,
        is_removed=False,
        doubt_count=0,
        revision_count=revision.count_texts(past, version.content_hash) - 1,
        last_seen_at=version.seen_at,
        last_revised_at=version.seen_at,
        is_flapping=revision.is_flapping_told(verdict.change, article),
    )
    earlier = (past.latest.article.paragraphs, *past.surroundings.earlier)
    return accepted, replace(
        past,
        latest=version,
        history=history,
        headlines=(*past.headlines, (version.number, version.article.headline)),
        subheadlines=(*past.subheadlines, (version.number, version.article.subheadline)),
        bylines=(*past.bylines, (version.number, version.article.byline)),
        page=None,
        surroundings=replace(past.surroundings, earlier=earlier),
        held=None,
    )


def _judge(
    held: model.Held, change: model.Change, standing: model.Standing, *, now: datetime
) -> model.Verdict:
    doubt = held.version.doubt
    judged = doubt and replace(doubt, standing=standing, judged_at=now)
    return model.Verdict(
        version=replace(held.version, doubt=judged),
        change_id=held.change_id,
        change=replace(change, doubt=judged),
    )
