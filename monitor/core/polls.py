"""Feed state + response + now -> PollOutcome: unchanged, entries, or a failure; and what to read further for it.

A poll may take several documents: the parts of a list of sitemaps, the older pages of a feed (RFC 5005) that is new to
us or whose entries have all changed since the last poll, the address a feed says it has moved to. Refuses rings, and
more of them than the policy's `max_pages`. Next: `entries`, which are taken; `decide`, for articles.
"""

from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import entries, feeds, outcome, rhythm, schedule, silence, urls, websub
from monitor.core.brief import Brief

_GAP = "none of the entries of the last poll are in it: some may have been missed in between"
_CUT = "it breaks off before its end: it is read in full again"
#: What a page is not that will not be there next time either.
_LOST = frozenset({*model.MISSING_KINDS, model.FailureKind.NOT_A_FEED})


def decide_poll(
    brief: Brief, feed: model.FeedForPoll, response: model.FetchedPage | model.Failure, *, now: datetime
) -> model.PollOutcome:
    """Decide what a poll's response means: unchanged, entries, or a failure. Its `ahead_urls` are still to be read."""
    if isinstance(response, model.Failure):
        return _fail_poll(brief, feed, response, now=now)
    if response.is_not_modified or response.sha256 == feed.body_digest:
        return _wait_for_push(feed, _pass_poll(brief, feed, response, now=now, parsed=None))
    parsed = _read(response)
    if isinstance(parsed, model.Failure):
        return _fail_poll(brief, feed, parsed, now=now)
    polled = replace(
        _pass_poll(brief, feed, response, now=now, parsed=parsed),
        is_catching_up=_is_catching_up(feed, parsed),
        moving_to=parsed.new_url,
        hub=websub.find_hub(response, parsed),
    )
    polled = _wait_for_push(feed, polled)
    return _lead_on(brief, feed, polled, leads=(parsed.new_url, *_find_leads(polled, parsed)))


def decide_further(
    brief: Brief,
    feed: model.FeedForPoll,
    polled: model.PollOutcome,
    response: model.FetchedPage | model.Failure,
) -> model.PollOutcome:
    """Add to a poll's outcome what the first of its `ahead_urls` gave."""
    url, *ahead = polled.ahead_urls
    polled = replace(polled, ahead_urls=tuple(ahead), read_urls=(*polled.read_urls, url))
    parsed = response if isinstance(response, model.Failure) else _read(response)
    if isinstance(parsed, model.Failure):
        return _lead_on(brief, feed, _miss(feed, polled, parsed))
    if url == polled.moving_to and not parsed.new_url:  # else the two name one another
        polled = _let_read_again(replace(polled, moved_to=url))
    if silence.has_news(feed, parsed):
        learned = silence.learn_gaps(feed, polled.rhythm, has_news=True, now=polled.polled_at)
        polled = replace(polled, rhythm=learned, silence=model.Silence(since=polled.polled_at))
    found = entries.find_sightings(brief, parsed, now=polled.polled_at)
    room = brief.policy.poll.max_entries - len(polled.sightings)
    polled = replace(
        polled,
        sightings=(*polled.sightings, *found[:room]),
        entry_keys=(*polled.entry_keys, *entries.find_keys(parsed.entries))[: entries.MOST_KEYS],
        title=polled.title or parsed.title,
        is_catching_up=polled.is_catching_up and not entries.is_overlap(parsed.entries, feed.entry_keys),
    )
    return _lead_on(brief, feed, polled, leads=_find_leads(polled, parsed))


def next_request(feed: model.FeedForPoll, polled: model.PollOutcome) -> model.FetchRequest:
    """Return how to ask for the first of a poll's `ahead_urls`: the outlet's own headers stay on the feed's site."""
    url = polled.ahead_urls[0]
    headers = feed.headers if urls.is_same_site(feed.url, url) else ()
    return model.FetchRequest(url=url, headers=headers, obeys_robots=False)


def _read(page: model.FetchedPage) -> model.ParsedFeed | model.Failure:
    return outcome.classify_response(page, is_feed=True) or feeds.parse_feed(
        page.body, url=page.final_url, content_type=page.header("content-type")
    )


def _wait_for_push(feed: model.FeedForPoll, polled: model.PollOutcome) -> model.PollOutcome:
    """Let a feed whose hub tells us of its changes wait longer."""
    wait = websub.find_next_poll(feed.subscription, polled, last_polled_at=feed.last_good_at)
    if wait is None:
        return polled
    reason = f"its hub tells of changes; {polled.reason} otherwise"
    return replace(polled, next_poll_at=polled.polled_at + wait, reason=reason)


def _is_catching_up(feed: model.FeedForPoll, parsed: model.ParsedFeed) -> bool:
    """Whether entries may stand on older pages that we have never seen: the feed is new, or all of it is."""
    if feed.last_good_at is None:
        return True
    has_both = bool(feed.entry_keys and parsed.entries)
    return has_both and not entries.is_overlap(parsed.entries, feed.entry_keys)


def _find_leads(polled: model.PollOutcome, parsed: model.ParsedFeed) -> tuple[str | None, ...]:
    """Return what a document leads on to; an empty page ends the way back."""
    older = parsed.older_url if polled.is_catching_up and parsed.entries else None
    return (*parsed.part_urls, older)


def _lead_on(
    brief: Brief, feed: model.FeedForPoll, polled: model.PollOutcome, *, leads: tuple[str | None, ...] = ()
) -> model.PollOutcome:
    """Say what is still to be read, each address once; where nothing is, whether a gap stays."""
    seen = {feed.url, *polled.read_urls}
    ahead = tuple(dict.fromkeys(url for url in (*polled.ahead_urls, *leads) if url and url not in seen))
    ahead = ahead[: max(brief.policy.poll.max_pages - len(polled.read_urls), 0)]
    has_gap = polled.is_catching_up and feed.last_good_at is not None and not ahead
    return replace(polled, ahead_urls=ahead, problem=_join(polled.problem, _GAP if has_gap else ""))


def _miss(feed: model.FeedForPoll, polled: model.PollOutcome, failure: model.Failure) -> model.PollOutcome:
    """Tell that a document could not be read. What it holds of a gap is asked for again with the next poll, unless it
    is not there to be read."""
    if polled.read_urls[-1] == polled.moving_to:
        return polled  # it is polled where it is
    polled = replace(polled, problem=_join(polled.problem, failure.detail))
    is_lost = failure.is_permanent or failure.kind in _LOST
    if is_lost or not polled.is_catching_up or feed.last_good_at is None:
        return polled
    return _let_read_again(replace(polled, entry_keys=feed.entry_keys))


def _let_read_again(polled: model.PollOutcome) -> model.PollOutcome:
    """Return the outcome without what would spare the next poll from reading the feed in full."""
    return replace(polled, etag=None, last_modified=None, body_digest=None)


def _join(*problems: str) -> str:
    return "; ".join(problem for problem in problems if problem)


def _pass_poll(
    brief: Brief,
    feed: model.FeedForPoll,
    page: model.FetchedPage,
    *,
    now: datetime,
    parsed: model.ParsedFeed | None,
) -> model.PollOutcome:
    learned = silence.learn_gaps(
        feed,
        rhythm.next_rhythm(feed, parsed, now=now, is_whole=not page.is_not_modified),
        has_news=silence.has_news(feed, parsed),
        now=now,
    )
    outlet = brief.outlets.get(feed.outlet_id)
    plan = rhythm.next_poll(
        brief.policy.poll,
        learned,
        now=now,
        fresh_for=rhythm.find_freshness(page, now=now),
        set_to=outlet.poll_every if outlet else None,
    )
    passed = model.PollOutcome(
        feed_id=feed.id,
        outlet_id=feed.outlet_id,
        polled_at=now,
        is_unchanged=parsed is None,
        etag=page.header("etag") or (feed.etag if parsed is None else None),
        last_modified=page.header("last-modified") or (feed.last_modified if parsed is None else None),
        body_digest=page.sha256 if parsed else feed.body_digest,
        entry_keys=feed.entry_keys,
        rhythm=learned,
        silence=silence.find_silence(brief.policy.silence, feed, learned, now=now),
        moved_to=page.moved_to,
        status=page.status,
        next_poll_at=plan.at or now,
        reason=plan.reason,
    )
    return passed if parsed is None else _add_read(brief, passed, parsed)


def _add_read(brief: Brief, passed: model.PollOutcome, parsed: model.ParsedFeed) -> model.PollOutcome:
    count, limit = len(parsed.entries), brief.policy.poll.max_entries
    passed = replace(
        passed,
        sightings=entries.find_sightings(brief, parsed, now=passed.polled_at),
        format=parsed.format,
        title=parsed.title,
        problem=_join(
            _CUT if parsed.is_cut_short else "",
            parsed.problem,
            f"of its {count:,} entries {limit:,} are taken" if count > limit else "",
        ),
        entry_keys=entries.find_keys(parsed.entries) or passed.entry_keys,
    )
    # That a list has not changed says nothing of its parts, and what is missing from half a feed is there next time.
    return _let_read_again(passed) if parsed.part_urls or parsed.is_cut_short else passed


def _fail_poll(
    brief: Brief, feed: model.FeedForPoll, failure: model.Failure, *, now: datetime
) -> model.PollOutcome:
    count = feed.failure_count + 1
    plan = schedule.next_retry(failure, brief.policy.poll_retry, now=now, failure_count=count)
    return model.PollOutcome(
        feed_id=feed.id,
        outlet_id=feed.outlet_id,
        polled_at=now,
        failure=failure,
        # Validators stay: the server may answer 304 again tomorrow.
        etag=feed.etag,
        last_modified=feed.last_modified,
        body_digest=feed.body_digest,
        entry_keys=feed.entry_keys,
        rhythm=feed.rhythm,
        status=failure.status,
        failure_count=count,
        next_poll_at=plan.at or now,
        reason=plan.reason,
    )
