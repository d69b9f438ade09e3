"""Silence: has an outlet listed nothing new for longer than its habit? Its habit are the longest gaps between entries of the
last weeks, nights and weekends among them.

Only what was seen counts: a gap ends with the last poll that still found nothing new, so that our own absence is none. Refuses to
judge an outlet that is not known for long enough, or of which a feed is not seen now. Next: `reach`, which tells it once.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor import model, policy
from monitor.core import entries, schedule
from monitor.core.brief import Brief
from monitor.core.stamps import print_stamp

_WEEK_DAYS = 7
#: Weeks of which the longest gap is kept.
_MOST_WEEKS = 6


def learn_gaps(
    feed: model.FeedForPoll, learned: model.PollRhythm, *, has_news: bool, now: datetime
) -> model.PollRhythm:
    """Return what is known of a feed after a good poll with when its last new entry came, and how long none had come before."""
    if feed.last_good_at is None or learned.news_at is None:
        return replace(learned, first_at=learned.first_at or now, news_at=now)
    if not has_news or learned.news_at == now:  # learned from another page of this poll
        return learned
    span = max(feed.last_good_at - _find_news(feed, feed.rhythm), timedelta(0))
    return replace(
        learned, news_at=now, gaps=_add_gap(learned.gaps, model.Gap(week=_week_of(now), span=span))
    )


def has_news(feed: model.FeedForPoll, parsed: model.ParsedFeed | None) -> bool:
    """Whether entries stand in a feed that did not stand there at the last poll. One whose addresses change always has some."""
    keys = entries.find_keys(parsed.entries) if parsed else ()
    return not frozenset(keys) <= frozenset(feed.entry_keys)


def find_silence(
    knobs: policy.SilencePolicy, feed: model.FeedForPoll, learned: model.PollRhythm, *, now: datetime
) -> model.Silence | None:
    """Return for how long an outlet has listed nothing new, and whether that is longer than its habit; None where nobody can
    tell. `learned` is what is known of this feed now."""
    since = _find_news(feed, learned)
    if since == now:
        return model.Silence(since=since)
    siblings = [one for one in feed.siblings if not _is_dead(knobs, one, now=now)]
    rhythms = (learned, *(one.rhythm for one in siblings))
    first_at = min((one.first_at for one in rhythms if one.first_at), default=now)
    is_seen = all(one.last_good_at and now - one.last_good_at <= knobs.fresh for one in siblings)
    oldest = _week_of(now - knobs.memory)
    gaps = [gap for one in rhythms for gap in one.gaps if gap.week >= oldest]
    # Who lists something once a month has no habit that silence could be told from.
    is_known = now - first_at >= knobs.learning and len({gap.week for gap in gaps}) >= knobs.least_weeks
    if not is_seen or not is_known:
        return None
    habit = max(gap.span for gap in gaps)
    return model.Silence(
        since=since,
        habit=habit,
        feed_count=len(rhythms),
        is_long=now - since > max(knobs.floor, knobs.patience * habit),
    )


def is_news(silence: model.Silence | None, reach: model.Reach) -> bool:
    """Whether an outlet falls silent with this, or is silent no more."""
    return silence is not None and silence.is_long != (reach.silent_since is not None)


def build_bulletin(
    brief: Brief, known: model.OutletReach, silence: model.Silence, *, now: datetime
) -> model.Bulletin:
    """Build the bulletin that tells of an outlet that lists nothing new."""
    feeds = "its feed answers" if silence.feed_count == 1 else f"its {silence.feed_count} feeds answer"
    habit = (
        f"in the last weeks it was never silent for longer than {schedule.print_span(silence.habit)}"
        if silence.habit
        else "in the last weeks something came with every poll"
    )
    return model.Bulletin(
        about=brief.name_outlet(known.outlet_id),
        outlet_id=known.outlet_id,
        last_otherwise_at=silence.since,
        since=now,
        created_at=now,
        event=model.Event(
            kind=model.EventKind.OUTLET_SILENT,
            severity=model.Severity.LOW,
            summary=f"Lists nothing new since {print_stamp(silence.since)}, for {schedule.print_span(now - silence.since)} now;"
            f" {habit}, and {feeds} well. Look at its front page: if there is news on it, its feeds have moved, and"
            " “claimwatch sources add” finds the present ones.",
        ),
    )


def _find_news(feed: model.FeedForPoll, rhythm: model.PollRhythm) -> datetime:
    """Find when the last new entry came in any feed of the outlet; `rhythm` is this feed's, which knows of one."""
    known = (rhythm.news_at, *(one.rhythm.news_at for one in feed.siblings))
    return max(at for at in known if at is not None)


def _is_dead(knobs: policy.SilencePolicy, sibling: model.Sibling, *, now: datetime) -> bool:
    """Whether nothing is to be expected of a feed any more."""
    return sibling.last_good_at is not None and now - sibling.last_good_at > knobs.dead


def _add_gap(known: tuple[model.Gap, ...], gap: model.Gap) -> tuple[model.Gap, ...]:
    """Return the longest gap of each week, the newest weeks last."""
    spans = {one.week: one.span for one in known}
    spans[gap.week] = max(gap.span, spans.get(gap.week, timedelta(0)))
    newest = sorted(spans)[-_MOST_WEEKS:]
    return tuple(model.Gap(week=week, span=spans[week]) for week in newest)


def _week_of(at: datetime) -> int:
    return at.toordinal() // _WEEK_DAYS
