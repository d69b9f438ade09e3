"""Feed state + response + now -> PollOutcome: unchanged, entries, or a failure. Next: `decide`, for articles."""

from datetime import datetime

from monitor import model
from monitor.core import feeds, outcome, schedule
from monitor.core.brief import Brief


def decide_poll(
    brief: Brief, feed: model.FeedForPoll, response: model.FetchedPage | model.Failure, *, now: datetime
) -> model.PollOutcome:
    """Decide what a poll's response means: unchanged, entries, or a failure."""
    if isinstance(response, model.Failure):
        return _fail_poll(brief, feed, response, now=now)
    if response.is_not_modified or response.sha256 == feed.body_digest:
        return _pass_poll(brief, feed, response, now=now, parsed=None)
    failure = outcome.classify_response(response, is_feed=True)
    parsed = failure or feeds.parse_feed(
        response.body, url=response.final_url, content_type=response.header("content-type")
    )
    if isinstance(parsed, model.Failure):
        return _fail_poll(brief, feed, parsed, now=now)
    return _pass_poll(brief, feed, response, now=now, parsed=parsed)


def _pass_poll(
    brief: Brief,
    feed: model.FeedForPoll,
    page: model.FetchedPage,
    *,
    now: datetime,
    parsed: model.ParsedFeed | None,
) -> model.PollOutcome:
    plan = schedule.next_poll(
        brief.policy.poll, brief.policy.poll_retry, now=now, failure=None, failure_count=0
    )
    entries = parsed.entries[: brief.policy.poll.max_entries] if parsed else ()
    return model.PollOutcome(
        feed_id=feed.id,
        outlet_id=feed.outlet_id,
        polled_at=now,
        sightings=tuple(
            model.Sighting(entry=entry, topic_ids=brief.find_topics(entry.title, entry.summary))
            for entry in entries
        ),
        is_unchanged=parsed is None,
        format=parsed.format if parsed else None,
        title=parsed.title if parsed else None,
        problem=parsed.problem if parsed else "",
        etag=page.header("etag") or (feed.etag if parsed is None else None),
        last_modified=page.header("last-modified") or (feed.last_modified if parsed is None else None),
        body_digest=page.sha256 if parsed else feed.body_digest,
        moved_to=page.moved_to,
        status=page.status,
        next_poll_at=plan.at or now,
        reason=plan.reason,
    )


def _fail_poll(
    brief: Brief, feed: model.FeedForPoll, failure: model.Failure, *, now: datetime
) -> model.PollOutcome:
    count = feed.failure_count + 1
    plan = schedule.next_poll(
        brief.policy.poll, brief.policy.poll_retry, now=now, failure=failure, failure_count=count
    )
    return model.PollOutcome(
        feed_id=feed.id,
        outlet_id=feed.outlet_id,
        polled_at=now,
        failure=failure,
        # Validators stay: the server may answer 304 again tomorrow.
        etag=feed.etag,
        last_modified=feed.last_modified,
        body_digest=feed.body_digest,
        status=failure.status,
        failure_count=count,
        next_poll_at=plan.at or now,
        reason=plan.reason,
    )
