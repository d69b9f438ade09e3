"""Observing: claims as they stood, as one SELECT each: all of them by page, and what each outlet says now.

Next: `readings`, which asks.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor import model
from storage import filters, rows, shown, tables

_ARTICLE = tables.article
_CHANGE = tables.change
_VERSION = tables.version
_CLAIM = tables.claim
_WORD = tables.word
_SLOT = tables.slot
_OUTLET = tables.outlet


def read_page(
    connection: sa.Connection, query: rows.Query, *, before_id: int | None = None, limit: int | None = None
) -> tuple[model.ClaimObservation, ...]:
    """Read observations, oldest first; with a limit, the newest so many before one."""
    if before_id is not None:
        query = query.where(_CLAIM.c.id < before_id)
    if limit is not None:
        # Claims are numbered as their versions are seen: an index gives the newest without sorting them all.
        query = query.order_by(_CLAIM.c.id.desc()).limit(limit)
    found = [shown.observation_of(row) for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda one: (one.from_at, one.id)))


def select_standings(topic_id: str, *, since: datetime) -> rows.Query:
    """Select claims of the newest text in which each outlet has a word on a slot of a topic, where it was first seen since then."""
    other, newest = _ARTICLE.alias("other"), _WORD.alias("newest")
    is_shown = sa.and_(other.c.is_removed.is_(False), other.c.same_as_id.is_(None))
    newest_id = (
        sa.select(newest.c.id)
        .join(other, other.c.id == newest.c.article_id)
        .where(
            newest.c.slot_id == _SLOT.c.id,
            newest.c.outlet_id == _OUTLET.c.id,
            newest.c.figure != "",
            is_shown,
        )
        .order_by(newest.c.said_at.desc(), newest.c.article_id.desc())
        .limit(1)
        .correlate(_SLOT, _OUTLET)
        .scalar_subquery()
    )
    spoken = (
        sa.select(_WORD.c.version_id, _SLOT.c.claim_id, _SLOT.c.scope)
        .select_from(_SLOT)
        .join(_OUTLET, sa.true())
        .join(_WORD, _WORD.c.id == newest_id)
        .where(_SLOT.c.topic_id == topic_id, _WORD.c.said_at >= since)
        .distinct()
        .subquery()
    )
    select = select_observations(topic_id=None, claim_id=None, current_only=True, article_ids=None)
    return select.join(
        spoken,
        sa.and_(
            spoken.c.version_id == _CLAIM.c.version_id,
            spoken.c.claim_id == _CLAIM.c.claim_id,
            spoken.c.scope == _CLAIM.c.scope,
        ),
    )


def _select_next_number() -> sa.ScalarSelect[int]:
    """Select the number of the believed version that came after a version."""
    later = _VERSION.alias("later")
    return (
        sa.select(sa.func.min(later.c.number))
        .where(
            later.c.article_id == _VERSION.c.article_id,
            later.c.number > _VERSION.c.number,
            later.c.standing.in_(model.BELIEVED),
        )
        .scalar_subquery()
    )


def _is_gone() -> sa.ColumnElement[bool]:
    """Whether an article is no longer shown: removed, or followed under another number."""
    return sa.or_(_ARTICLE.c.is_removed.is_(True), _ARTICLE.c.same_as_id.is_not(None))


def select_observations(
    *, topic_id: str | None, claim_id: str | None, current_only: bool, article_ids: Sequence[int] | None
) -> rows.Query:
    """Select claims of believed versions with the version they stand in, when the next one came, and the change that brought them."""
    following = _VERSION.alias("following")
    brought = sa.select(_CHANGE.c.id).where(
        _CHANGE.c.article_id == _VERSION.c.article_id,
        _CHANGE.c.new_number == _VERSION.c.number,
        filters.is_edit(),
    )
    select = (
        sa.select(
            _CLAIM,
            _ARTICLE.c.outlet_id,
            tables.outlet.c.name.label("outlet_name"),
            _VERSION.c.article_id,
            _VERSION.c.headline,
            _VERSION.c.number,
            _VERSION.c.seen_at.label("from_at"),
            following.c.seen_at.label("until_at"),
            brought.order_by(_CHANGE.c.id).limit(1).scalar_subquery().label("change_id"),
            sa.case((_is_gone(), _ARTICLE.c.last_seen_at)).label("gone_at"),
        )
        .join(_VERSION, _VERSION.c.id == _CLAIM.c.version_id)
        .join(_ARTICLE, _ARTICLE.c.id == _VERSION.c.article_id)
        .join(tables.outlet, tables.outlet.c.id == _ARTICLE.c.outlet_id)
        .outerjoin(
            following,
            sa.and_(
                following.c.article_id == _VERSION.c.article_id, following.c.number == _select_next_number()
            ),
        )
        # What nobody confirmed is nothing that the outlet said.
        .where(_VERSION.c.standing.in_(model.BELIEVED))
    )
    if topic_id is not None:
        select = select.where(filters.has_topic(topic_id))
    if claim_id is not None:
        select = select.where(_CLAIM.c.claim_id == claim_id)
    if article_ids is not None:
        select = select.where(_ARTICLE.c.id.in_(article_ids))
    if current_only:
        select = select.where(_VERSION.c.number == _ARTICLE.c.believed_number, sa.not_(_is_gone()))
    return select
