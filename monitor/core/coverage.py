"""Coverage: an article of a topic that is read for the first time, with the key claims in it.

It weighs next to nothing, so that a rule must ask for it. Refuses to call news what was published long before it was seen (the old
entries of a feed that is polled for the first time), and what only stands at another address. Next: `passes`, which adds it to a
first version; storage, which knows the addresses.
"""

from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import claims, schedule
from monitor.core.brief import Brief
from monitor.core.stamps import print_stamp

#: Claims named; the article has them all.
_MOST_NAMED = 4


def find_coverage(
    brief: Brief, article: model.ArticleForCheck, version: model.Version, *, now: datetime
) -> model.Change:
    """Return the change that a first version is: one event, in the window from the feed's entry to the text."""
    published_at = article.published_at or version.article.published_at
    event = model.Event(
        kind=model.EventKind.NEW_COVERAGE,
        severity=model.Severity.INFO,
        summary=_say_article(brief, version, published_at),
        reason=_find_objection(brief, article, published_at),
    )
    return model.Change(
        old_number=0,
        new_number=version.number,
        last_seen_old_at=article.first_seen_at,
        first_seen_new_at=now,
        severity=event.severity,
        events=(event,),
    )


def refuse_repeat(change: model.Change, *, url: str) -> model.Change:
    """Return new coverage untold: its text stood at another address of the same outlet before."""
    why = f"its text stood at {url} before"
    events = tuple(replace(event, is_told=False, reason=why, answers=()) for event in change.events)
    return replace(change, events=events)


def _find_objection(brief: Brief, article: model.ArticleForCheck, published_at: datetime | None) -> str:
    """Say why an article is no news, "" where it is."""
    age = article.first_seen_at - published_at if published_at else None
    if age is None or age <= brief.policy.coverage.fresh:
        return ""
    return f"it was published {schedule.print_span(age)} before it was first seen"


def _say_article(brief: Brief, version: model.Version, published_at: datetime | None) -> str:
    published = f", {print_stamp(published_at)}" if published_at else ""
    phrases = _list_phrases(brief, version)
    more = f"; and {len(phrases) - _MOST_NAMED} more" if len(phrases) > _MOST_NAMED else ""
    said = f" It says: {'; '.join(phrases[:_MOST_NAMED])}{more}." if phrases else ""
    return f"Published “{version.article.headline}”{published}.{said}"


def _list_phrases(brief: Brief, version: model.Version) -> list[str]:
    """List what an article says of the watched claims, each once, as it stands in it."""
    titles = {definition.id: definition.title for definition in brief.watch.claims}
    told = (claim for claim in version.claims if claim.claim_id in titles and not claim.is_negated)
    return list(dict.fromkeys(claims.print_phrase(claim, titles[claim.claim_id]) for claim in told))
