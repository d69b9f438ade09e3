"""Checks: what one found is written whole, in one transaction.

A check that brought nothing new is the most frequent write there is: one UPDATE, one INSERT.
Next: `versions`, `changes` and `addresses`, which write what a check found.
"""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from monitor import errors, model
from monitor.core import coverage, turns
from storage import (
    addresses,
    changes,
    codec,
    echoes,
    heats,
    hosts,
    leases,
    origins,
    rows,
    successors,
    tables,
    versions,
    words,
)

_ARTICLE = tables.article
_LOCK = (
    sa.select(
        _ARTICLE.c.latest_number,
        _ARTICLE.c.same_as_id,
        _ARTICLE.c.is_woken,
        _ARTICLE.c.topic_ids,
        _ARTICLE.c.reason,
    )
    .where(_ARTICLE.c.id == sa.bindparam("article_id"))
    .with_for_update()
)
_FOUND_PUBLISHED_AT = sa.bindparam("found_published_at", type_=_ARTICLE.c.published_at.type)
_FOUND_WHOLE_AT = sa.bindparam("found_whole_at", type_=_ARTICLE.c.whole_at.type)
_UPDATE = (
    sa.update(_ARTICLE)
    .where(_ARTICLE.c.id == sa.bindparam("article_id"))
    # The feed's date stands, where it gave one.
    .values(
        published_at=sa.func.coalesce(_ARTICLE.c.published_at, _FOUND_PUBLISHED_AT),
        whole_at=sa.func.coalesce(_FOUND_WHOLE_AT, _ARTICLE.c.whole_at),
    )
)
#: Only while nothing happened to the article since it was loaded: the whole compare-and-set.
_UPDATE_UNTOUCHED = _UPDATE.where(
    _ARTICLE.c.latest_number == sa.bindparam("base_number"),
    _ARTICLE.c.same_as_id.is_(None),
    _ARTICLE.c.is_woken.is_(False),
)
#: The outcomes from which on another text than before is believed.
_REVISED = frozenset({model.CheckKind.NEW_VERSION, model.CheckKind.CONFIRMED})
_INSERT_CHECK = sa.insert(tables.article_check).inline()

#: The outcomes that confirm the newest believed version to be what the outlet shows.
_SEEN = frozenset(
    {
        model.CheckKind.FIRST_VERSION,
        model.CheckKind.NEW_VERSION,
        model.CheckKind.UNCHANGED,
        model.CheckKind.NOT_MODIFIED,
        model.CheckKind.CONFIRMED,
    }
)
#: Those of them that the server sent the page for.
_SENT = _SEEN - {model.CheckKind.NOT_MODIFIED}


def save_check(
    connection: sa.Connection, *, outcome: model.CheckOutcome, snapshot: rows.Columns | None
) -> int | None:
    """Record a check in the connection's transaction. Returns the change's id, if any.

    Raises StaleError when the newest version is no longer `base_number`, NotFoundError."""
    _update_article(connection, outcome)
    connection.execute(_INSERT_CHECK, _check_columns(outcome))
    if outcome.verdict is not None:
        _save_verdict(connection, outcome, outcome.verdict)
    if outcome.version is not None:
        versions.insert_version(connection, outcome.article_id, version=outcome.version, snapshot=snapshot)
    _save_identity(connection, outcome)
    echoes.save_sight(connection, outcome)
    words.save_words(connection, outcome)
    for heat in outcome.heats:
        heats.save_heat(connection, outcome.article_id, heat, now=outcome.checked_at)
    if outcome.change is None:
        return outcome.verdict.change_id if outcome.verdict else None
    return _save_change(connection, outcome, outcome.change)


def _save_change(connection: sa.Connection, outcome: model.CheckOutcome, change: model.Change) -> int:
    """Write what a check found, and whom it is told: nobody, of a first text that only stands elsewhere now. Returns the
    change's id."""
    alert = outcome.alert
    if change.is_coverage and (url := successors.find_repeated(connection, outcome)):
        change, alert = coverage.refuse_repeat(change, url=url), None
    change_id = changes.insert_change(connection, outcome.article_id, change)
    if alert is not None:
        changes.insert_alert(connection, {"change_id": change_id}, alert=alert, due_at=outcome.checked_at)
    return change_id


def _save_identity(connection: sa.Connection, outcome: model.CheckOutcome) -> None:
    """Write what a check tells of which article this is: a copy, under another address, or one that went on elsewhere."""
    if outcome.believed is not None:
        origins.save_origin(
            connection,
            outcome.article_id,
            text=outcome.believed.article,
            bands=outcome.bands,
            now=outcome.checked_at,
        )
    if outcome.canonical_url or outcome.moved_to:
        addresses.move_article(
            connection,
            outcome.article_id,
            canonical_url=outcome.canonical_url,
            moved_to=outcome.moved_to,
            now=outcome.checked_at,
        )
    successors.join_successor(connection, outcome)


def _save_verdict(connection: sa.Connection, outcome: model.CheckOutcome, verdict: model.Verdict) -> None:
    """Write what became of the version in doubt, and whom its change is told."""
    versions.judge_version(connection, outcome.article_id, version=verdict.version)
    changes.judge_change(connection, verdict.change_id, change=verdict.change)
    if verdict.alert is not None:
        changes.insert_alert(
            connection, {"change_id": verdict.change_id}, alert=verdict.alert, due_at=outcome.checked_at
        )


def save_quiet_checks(connection: sa.Connection, *, outcomes: Sequence[model.CheckOutcome]) -> None:
    """Record checks that found nothing new in the connection's transaction. Raises StaleError when anything happened
    to one of the articles since it was loaded."""
    if not outcomes:
        return
    # By id, so that two groups never wait for each other's rows.
    ordered = sorted(outcomes, key=lambda outcome: outcome.article_id)
    if connection.execute(_UPDATE_UNTOUCHED, [_untouched_columns(o) for o in ordered]).rowcount < len(
        ordered
    ):
        raise errors.StaleError("One of the articles has moved on since it was read.")
    _advance_hosts(connection, ordered)
    connection.execute(_INSERT_CHECK, [_check_columns(outcome) for outcome in ordered])


def _update_article(connection: sa.Connection, outcome: model.CheckOutcome) -> None:
    """Write the article's state, unless it has moved on. Raises StaleError, NotFoundError."""
    if connection.execute(_UPDATE_UNTOUCHED, _untouched_columns(outcome)).rowcount:
        _advance_hosts(connection, [outcome])
        return
    row = connection.execute(_LOCK, {"article_id": outcome.article_id}).one_or_none()
    if row is None:
        raise errors.NotFoundError(f"There is no article {outcome.article_id}.")
    if row.latest_number != outcome.base_number:
        raise errors.StaleError(
            f"Article {outcome.article_id} has moved on to version {row.latest_number}"
            f" since version {outcome.base_number} was read."
        )
    heeding = _heed(row, outcome)
    connection.execute(_UPDATE, _state_columns(outcome) | _schedule_columns(heeding))
    _advance_hosts(connection, [heeding])


def _advance_hosts(connection: sa.Connection, outcomes: Sequence[model.CheckOutcome]) -> None:
    """Write what the checks say of their hosts: when something of them is due, and whether they refused us."""
    due = [(each, each.next_check_at) for each in outcomes]
    hosts.save_good_answers(
        connection, [(each.article_id, at) for each, at in due if at is not None and each.failure is None]
    )
    hosts.advance_own(
        connection, [(each.article_id, at) for each, at in due if at is not None and each.failure is not None]
    )
    for each in outcomes:
        if each.failure is not None:
            own = sa.select(_ARTICLE.c.host).where(_ARTICLE.c.id == each.article_id)
            host = connection.execute(own).scalar_one()
            hosts.save_answer(connection, host, each.failure, now=each.checked_at)


def _untouched_columns(outcome: model.CheckOutcome) -> rows.Columns:
    return _state_columns(outcome) | _schedule_columns(outcome) | {"base_number": outcome.base_number}


def _state_columns(outcome: model.CheckOutcome) -> rows.Columns:
    return {"article_id": outcome.article_id, **_article_columns(outcome)}


def _check_columns(outcome: model.CheckOutcome) -> rows.Columns:
    failure = outcome.failure
    return {
        "article_id": outcome.article_id,
        "checked_at": outcome.checked_at,
        "kind": outcome.kind,
        "status": outcome.status,
        "failure_kind": None if failure is None else failure.kind,
        "detail": outcome.note if failure is None else failure.detail,
    }


def _article_columns(outcome: model.CheckOutcome) -> rows.Columns:
    columns = {
        "status": outcome.status,
        "etag": outcome.etag,
        "last_modified": outcome.last_modified,
        "body_digest": outcome.body_digest,
        "fingerprint": outcome.fingerprint,
        "last_checked_at": outcome.checked_at,
        "revision_count": outcome.revision_count,
        "failure_count": outcome.failure_count,
        "last_failure": codec.FAILURE.dump_optional(outcome.failure),
        "missing_count": outcome.missing_count,
        "missing_since": outcome.missing_since,
        "is_removed": outcome.is_removed,
        "is_flapping": outcome.is_flapping,
        "is_blocked": outcome.is_blocked,
        "doubt_count": outcome.doubt_count,
        "need": outcome.need,
        "found_published_at": None,
        "found_whole_at": outcome.checked_at if outcome.kind in _SENT else None,
        **leases.FREE,
    }
    # What is left out stays as it was.
    if outcome.kind in _SEEN:
        columns["last_seen_at"] = outcome.checked_at
    if outcome.kind in _REVISED:
        columns["last_revised_at"] = outcome.checked_at
    if outcome.believed is not None:
        columns |= _believed_columns(outcome.believed)
    if outcome.version is not None:
        columns["latest_number"] = outcome.version.number
        columns["latest_chain_sha256"] = outcome.version.chain_sha256
    return columns


def _believed_columns(version: model.Version) -> rows.Columns:
    return {
        "believed_number": version.number,
        "latest_content_hash": version.content_hash,
        "latest_seen_at": version.seen_at,
        "headline": version.article.headline,
        "language": version.article.language,
        "found_published_at": version.article.published_at,
    }


def _schedule_columns(outcome: model.CheckOutcome) -> rows.Columns:
    return {
        "topic_ids": codec.STRINGS.dump(outcome.topic_ids),
        "is_watched": bool(outcome.topic_ids),
        "band": turns.band_of(
            (outcome.next_check_at or outcome.checked_at) - outcome.checked_at,
            is_watched=bool(outcome.topic_ids),
        ),
        "next_check_at": outcome.next_check_at,
        "reason": outcome.reason,
    }


def _heed(row: rows.Row, outcome: model.CheckOutcome) -> model.CheckOutcome:
    """Return the outcome with what a feed, or a check of another article, wrote about this one meanwhile."""
    if row.same_as_id is not None:
        return replace(outcome, next_check_at=None, reason=addresses.reason_for(row.same_as_id))
    if row.is_woken:
        topic_ids = addresses.merge_topics(outcome.topic_ids, codec.STRINGS.load(row.topic_ids))
        is_doubted = outcome.kind is model.CheckKind.SUSPECT
        due_at = outcome.next_check_at if is_doubted else outcome.checked_at
        return replace(outcome, topic_ids=topic_ids, next_check_at=due_at, reason=row.reason)
    return outcome
