"""Hosts: which of them have an article that is due, and the claim that lets none crowd out the others.

A million articles may wait, a hundred thousand of them on one slow host. So each host has a row with an instant before
which nothing of it is due (`due_at`, never later than the truth: every write that may bring it forward calls `advance`),
and a claim asks only the hosts whose instant has come, each for the heads of its bands (`monitor.core.turns`).
Next: `leases`, for what a lease is; `articles`, which claims.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from monitor import model
from monitor.core import backoff, turns
from storage import columns, leases, tables

#: Hosts asked in one round of a claim: they have a few heads each, and most of those found are then taken. With half as many a
#: claim of 128 takes two fifths longer, with twice as many a quarter (benchmarks/due.py).
_HOSTS_ASKED = 64
_HOST = tables.host
_ARTICLE = tables.article
_QUEUED = tables.article.alias("queued")
_NOW = sa.bindparam("now", type_=columns.Instant)
_DUE_AT = sa.bindparam("due", type_=columns.Instant)
_NAMES = sa.bindparam("names", type_=columns.Text, expanding=True)
_FULL = sa.bindparam("full", type_=columns.Text, expanding=True)
_IDS = sa.bindparam("ids", type_=sa.Integer, expanding=True)

_BANDS = sa.union_all(*(sa.select(sa.literal(band).label("number")) for band in turns.BANDS)).cte("bands")


_IS_FREE = sa.or_(_QUEUED.c.leased_until.is_(None), _QUEUED.c.leased_until <= _NOW)


def _of_band(host: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    return sa.and_(_QUEUED.c.is_listed.is_(True), _QUEUED.c.host == host, _QUEUED.c.band == _BANDS.c.number)


#: PostgreSQL passes over hosts another worker is claiming from, and articles somebody writes; SQLite has one writer.
_DUE = (
    sa.select(_HOST.c.name, _HOST.c.refusal_count)
    .where(
        _HOST.c.due_at <= _NOW,
        _HOST.c.name.not_in(_FULL),
        sa.or_(_HOST.c.held_until.is_(None), _HOST.c.held_until <= _NOW),
    )
    .order_by(_HOST.c.due_at)
    .limit(_HOSTS_ASKED)
    .with_for_update(skip_locked=True)
)
_HEAD = (
    sa.select(_QUEUED.c.id)
    .where(_of_band(_HOST.c.name), _QUEUED.c.next_check_at <= _NOW, _IS_FREE)
    .order_by(_QUEUED.c.next_check_at)
    .limit(1)
    .with_for_update(skip_locked=True)
    .correlate(_HOST, _BANDS)
    .scalar_subquery()
)
_HEADS = (
    sa.select(_HEAD.label("id"), _HOST.c.name, _BANDS.c.number)
    .select_from(_HOST.join(_BANDS, sa.true()))
    .where(_HOST.c.name.in_(_NAMES))
)
_TIMES = sa.select(_ARTICLE.c.id, _ARTICLE.c.next_check_at, _ARTICLE.c.last_checked_at).where(
    _ARTICLE.c.id.in_(_IDS)
)
_LEASE = (
    sa.update(_ARTICLE)
    .where(_ARTICLE.c.id.in_(_IDS))
    .values(
        leased_until=sa.bindparam("until", type_=columns.Instant),
        lease_owner=sa.bindparam("owner", type_=columns.Text),
        is_woken=False,
    )
)
_NEXT = (
    sa.select(_QUEUED.c.next_check_at)
    .where(_of_band(_HOST.c.name), _QUEUED.c.next_check_at.is_not(None), _IS_FREE)
    .order_by(_QUEUED.c.next_check_at)
    .limit(1)
    .correlate(_HOST, _BANDS)
    .scalar_subquery()
)
_NEXTS = (
    sa.select(_HOST.c.name, _NEXT.label("next_at"))
    .select_from(_HOST.join(_BANDS, sa.true()))
    .where(_HOST.c.name.in_(_NAMES))
)
_FIRST = (
    sa.select(_QUEUED.c.next_check_at)
    .where(_of_band(_HOST.c.name), _QUEUED.c.next_check_at <= _NOW)
    .order_by(_QUEUED.c.next_check_at)
    .limit(1)
    .correlate(_HOST, _BANDS)
    .scalar_subquery()
)
_OLDEST_DUE = (
    sa.select(sa.func.min(_FIRST)).select_from(_HOST.join(_BANDS, sa.true())).where(_HOST.c.due_at <= _NOW)
)
_POSTPONE = sa.update(_HOST).where(_HOST.c.name == sa.bindparam("host")).values(due_at=_DUE_AT)
_OWN_HOST = sa.select(_ARTICLE.c.host).where(_ARTICLE.c.id == sa.bindparam("article_id")).scalar_subquery()
_ADVANCE_OWN = (
    sa.update(_HOST)
    .where(_HOST.c.name == _OWN_HOST, sa.or_(_HOST.c.due_at.is_(None), _HOST.c.due_at > _DUE_AT))
    .values(due_at=_DUE_AT)
)
#: The same words in SQLite and PostgreSQL; SQLAlchemy has no common form for them.
_UPSERT = (
    "INSERT INTO host (name, due_at) {rows} ON CONFLICT (name) DO UPDATE SET due_at = excluded.due_at"
    " WHERE host.due_at IS NULL OR excluded.due_at < host.due_at"
)
_ADVANCE = sa.text(_UPSERT.format(rows="VALUES (:host, :due)")).bindparams(
    sa.bindparam("host", type_=columns.Text), _DUE_AT
)
_REFUSALS = sa.select(_HOST.c.refusal_count).where(_HOST.c.name == sa.bindparam("name"))
_HOLD = sa.text(
    "INSERT INTO host (name, refusal_count, held_until) VALUES (:host, :count, :until) ON CONFLICT (name)"
    " DO UPDATE SET refusal_count = excluded.refusal_count, held_until = excluded.held_until"
).bindparams(sa.bindparam("host", type_=columns.Text), sa.bindparam("until", type_=columns.Instant))
#: The hosts that are left alone now.
HELD = sa.select(_HOST.c.name).where(_HOST.c.held_until > _NOW)
_IS_LATE = sa.or_(_HOST.c.due_at.is_(None), _HOST.c.due_at > _DUE_AT)
_FREE_OWN = (
    sa.update(_HOST)
    .where(_HOST.c.name == _OWN_HOST, sa.or_(_IS_LATE, _HOST.c.refusal_count > 0))
    .values(due_at=sa.case((_IS_LATE, _DUE_AT), else_=_HOST.c.due_at), refusal_count=0, held_until=None)
)
_LISTED = (
    "SELECT host, min(next_check_at) FROM article WHERE {which} AND next_check_at IS NOT NULL GROUP BY host"
)
_ADVANCE_LISTED = sa.text(_UPSERT.format(rows=_LISTED.format(which="is_listed")))
_ADVANCE_HELD = sa.text(_UPSERT.format(rows=_LISTED.format(which="lease_owner = :owner")))


def claim_articles(
    connection: sa.Connection,
    *,
    now: datetime,
    lease: timedelta,
    owner: str,
    limit: int,
    lanes: model.LaneRoom,
) -> list[int]:
    """Claim due articles, each round the heads of every due host's bands, until the room is used up. Returns ids.

    A host whose lane is full is not asked. One with nothing more that is due is not asked again before something is, or
    before the leases run out; one with more goes behind the others that are due."""
    taken = Counter(dict(lanes.taken))
    ids: list[int] = []
    #: Host -> when it is to be asked again.
    asked_again: dict[str, datetime] = {}
    drained: set[str] = set()
    while len(ids) < limit:
        full = [*drained, *(host for host, count in taken.items() if count >= lanes.limit)]
        asked = _ask_hosts(connection, taken, now=now, full=full, lane_limit=lanes.limit)
        waiting = _find_waiting(connection, asked, now=now)
        chosen = turns.decide_turns(
            waiting, now=now, limit=limit - len(ids), taken=taken, lane_limit=lanes.limit
        )
        empty = set(asked) - {one.host for one in waiting}
        drained |= empty
        asked_again |= dict.fromkeys((one.host for one in chosen), now)
        asked_again |= _find_next(connection, empty, now=now, latest=now + lease)
        if not chosen and not empty:
            break
        _lease_articles(connection, chosen, until=now + lease, owner=owner)
        taken.update(one.host for one in chosen)
        ids += [one.id for one in chosen]
    if asked_again:
        connection.execute(_POSTPONE, [{"host": name, "due": at} for name, at in sorted(asked_again.items())])
    return ids


def advance(connection: sa.Connection, names: Iterable[str], *, due_at: datetime) -> None:
    """Remember that something of these hosts is due at this time."""
    # In one order, so that two polls do not wait for one another.
    if found := [{"host": name, "due": due_at} for name in sorted(set(names))]:
        connection.execute(_ADVANCE, found)


def advance_own(connection: sa.Connection, due: Sequence[tuple[int, datetime]]) -> None:
    """Remember when these articles (id, time) are due, on their hosts."""
    if due:
        connection.execute(_ADVANCE_OWN, [{"article_id": one, "due": at} for one, at in due])


def advance_listed(connection: sa.Connection) -> None:
    """Remember when each host has something due; after a change of what is listed."""
    connection.execute(_ADVANCE_LISTED)


def oldest_due(connection: sa.Connection, *, now: datetime) -> datetime | None:
    """Return since when the most overdue article is due, or None."""
    found: datetime | None = connection.execute(_OLDEST_DUE, {"now": now}).scalar()
    return found


def save_good_answers(connection: sa.Connection, due: Sequence[tuple[int, datetime]]) -> None:
    """Remember when these articles (id, time) are due, and that their hosts refuse us no more."""
    if due:
        connection.execute(_FREE_OWN, [{"article_id": one, "due": at} for one, at in due])


def save_answer(
    connection: sa.Connection, name: str, failure: model.Failure | None, *, now: datetime
) -> None:
    """Write how a host stands after an answer of its: held, or free again."""
    known = connection.execute(_REFUSALS, {"name": name}).scalar() or 0
    hold = backoff.next_hold(failure, refusal_count=known, now=now)
    if hold is not None and (hold.refusal_count or known):
        connection.execute(_HOLD, {"host": name, "count": hold.refusal_count, "until": hold.until})


def release(connection: sa.Connection, owner: str) -> int:
    """Give back every article this owner holds, due as before. Returns how many."""
    connection.execute(_ADVANCE_HELD, {"owner": owner})
    return leases.release(connection, _ARTICLE, owner)


def _ask_hosts(
    connection: sa.Connection, taken: Counter[str], *, now: datetime, full: list[str], lane_limit: int
) -> list[str]:
    """Return the hosts to ask next. One that refused us last gets a single try: its other places count as taken."""
    found = []
    for name, refusal_count in connection.execute(_DUE, {"now": now, "full": full}):
        if refusal_count:
            taken[name] += lane_limit - 1
        if taken[name] < lane_limit:
            found.append(name)
    return found


def _find_waiting(connection: sa.Connection, names: Sequence[str], *, now: datetime) -> list[turns.Waiting]:
    if not names:
        return []
    heads = {
        article_id: (host, band)
        for article_id, host, band in connection.execute(_HEADS, {"names": names, "now": now})
        if article_id is not None
    }
    if not heads:
        return []
    times = connection.execute(_TIMES, {"ids": list(heads)})
    return [turns.Waiting(one, *heads[one], due_at, checked_at) for one, due_at, checked_at in times]


def _lease_articles(
    connection: sa.Connection, chosen: Sequence[turns.Waiting], *, until: datetime, owner: str
) -> None:
    if chosen:
        connection.execute(_LEASE, {"ids": [one.id for one in chosen], "until": until, "owner": owner})


def _find_next(
    connection: sa.Connection, names: set[str], *, now: datetime, latest: datetime
) -> dict[str, datetime]:
    """Find when these hosts are to be asked again: when something of them that nobody holds is due, at the latest when
    what somebody holds is free again."""
    due = dict.fromkeys(names, latest)
    if names:
        for name, next_at in connection.execute(_NEXTS, {"names": sorted(names), "now": now}):
            if next_at is not None:
                due[name] = min(due[name], next_at)
    return due
