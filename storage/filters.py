"""Filters: the two long questions of the read side, which changes and which claims, as one SELECT each.

Next: `readings`, which asks them.
"""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from monitor import model
from storage import rows, shown, tables

_ARTICLE = tables.article
_CHANGE = tables.change
_EVENT = tables.event
_VERSION = tables.version
_CLAIM = tables.claim


class position_of(GenericFunction[int]):  # noqa: N801  SQL functions are written small
    """Where a text stands in another, from 1; 0 where it does not. LIKE would ignore case on SQLite."""

    type = sa.Integer()
    inherit_cache = True


@compiles(position_of, "sqlite")
def _instr(element: position_of, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(position_of, "postgresql")
def _strpos(element: position_of, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


def select_changes(query: model.ChangeFilter) -> rows.Query:
    """Select the changes a filter describes, with their article and alert, newest first; a limit below 0 is none."""
    columns = [column for column in _CHANGE.c if column.name not in {"id", "article_id", "diff"}]
    alert = sa.select(tables.alert.c.id).where(tables.alert.c.change_id == _CHANGE.c.id)
    select = (
        shown.select_articles()
        .join(_CHANGE, _CHANGE.c.article_id == _ARTICLE.c.id)
        .add_columns(_CHANGE.c.id.label("change_id"), *columns)
        .add_columns(alert.limit(1).scalar_subquery().label("alert_id"))
        .where(*_conditions(query))
        .order_by(_CHANGE.c.first_seen_new_at.desc(), _CHANGE.c.id.desc())
    )
    return select if query.limit < 0 else select.limit(query.limit)


def is_edit() -> sa.ColumnElement[bool]:
    """Whether a change is one, and not the first reading of an article (`model.Change.is_coverage`)."""
    return sa.not_(sa.and_(_CHANGE.c.old_number == 0, _CHANGE.c.severity == int(model.Severity.INFO)))


def _conditions(query: model.ChangeFilter) -> list[sa.ColumnElement[bool]]:
    standings = model.Standing if query.standings is None else query.standings
    has_coverage = query.with_coverage or query.kind is model.EventKind.NEW_COVERAGE
    is_listed = sa.true() if has_coverage else is_edit()
    conditions: list[sa.ColumnElement[bool]] = [_CHANGE.c.standing.in_(list(standings)), is_listed]
    if query.outlet_id is not None:
        conditions.append(_ARTICLE.c.outlet_id == query.outlet_id)
    if query.topic_id is not None:
        conditions.append(has_topic(query.topic_id))
    if query.claim_id is not None:
        conditions.append(_names_claim(query.claim_id))
    if query.kind is not None:
        conditions.append(_CHANGE.c.id.in_(sa.select(_EVENT.c.change_id).where(_EVENT.c.kind == query.kind)))
    if query.min_severity is not None:
        conditions.append(_CHANGE.c.severity >= int(query.min_severity))
    conditions += _review_conditions(query)
    if query.before_id is not None:
        conditions.append(_is_before(query.before_id))
    return conditions


def _review_conditions(query: model.ChangeFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    # How it stands is a column; what it holds is looked up.
    if query.review_states is not None:
        conditions.append(_CHANGE.c.review_state.in_(list(query.review_states)))
    if query.review is not None:
        conditions.append(is_for_review(query.review))
    return conditions


def has_topic(topic_id: str) -> sa.ColumnElement[bool]:
    """Whether an article is about a topic."""
    # The ids stand in a JSON list; with its quotes, one id is never part of another.
    return position_of(_ARTICLE.c.topic_ids, json.dumps(topic_id, ensure_ascii=False)) > 0


def _names_claim(claim_id: str) -> sa.ColumnElement[bool]:
    differs = sa.select(tables.claim_change.c.change_id).where(tables.claim_change.c.claim_id == claim_id)
    happened = sa.select(_EVENT.c.change_id).where(_EVENT.c.claim_id == claim_id)
    return sa.or_(_CHANGE.c.id.in_(differs), _CHANGE.c.id.in_(happened))


def is_for_review(kinds: Collection[model.ReviewKind]) -> sa.ColumnElement[bool]:
    """Whether a change holds a word without a claim, or a claim change on weak evidence, of one of these kinds."""
    unexplained, claim_change = tables.unexplained, tables.claim_change
    # Asked of each change in turn: the newest few, or those of a week, are found without reading all there ever was.
    has_words = sa.exists().where(
        unexplained.c.change_id == _CHANGE.c.id, unexplained.c.kind.in_([kind.value for kind in kinds])
    )
    is_weak = sa.exists().where(
        claim_change.c.change_id == _CHANGE.c.id, claim_change.c.tier == model.Tier.REVIEW
    )
    return sa.or_(has_words, is_weak) if model.ReviewKind.CLAIM in kinds else has_words


def _is_before(change_id: int) -> sa.ColumnElement[bool]:
    last = _CHANGE.alias("last")
    place = sa.select(last.c.first_seen_new_at, last.c.id).where(last.c.id == change_id)
    return sa.tuple_(_CHANGE.c.first_seen_new_at, _CHANGE.c.id) < place.scalar_subquery()


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


def select_observations(*, topic_id: str | None, claim_id: str | None, current_only: bool) -> rows.Query:
    """Select claims of believed versions with the version they stand in, when the next one came, and the change that brought them."""
    following = _VERSION.alias("following")
    brought = sa.select(_CHANGE.c.id).where(
        _CHANGE.c.article_id == _VERSION.c.article_id, _CHANGE.c.new_number == _VERSION.c.number, is_edit()
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
        .order_by(_VERSION.c.seen_at, _CLAIM.c.id)
    )
    if topic_id is not None:
        select = select.where(has_topic(topic_id))
    if claim_id is not None:
        select = select.where(_CLAIM.c.claim_id == claim_id)
    if current_only:
        select = select.where(_VERSION.c.number == _ARTICLE.c.believed_number, sa.not_(_is_gone()))
    return select
