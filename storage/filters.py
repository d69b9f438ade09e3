"""Filters: the long question of the read side, which changes, as one SELECT.

Next: `observing`, which asks for claims; `readings`, which asks both.
"""

import json
from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from monitor import model
from storage import rows, shown, tables

_ARTICLE = tables.article
_CHANGE = tables.change
_EVENT = tables.event


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
    # As the index of edits has it, with its figures written out: else no database would see that the index is meant.
    return sa.literal_column("(NOT (change.old_number = 0 AND change.severity = 0))", sa.Boolean())


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
    return [*conditions, *_review_conditions(query), *_place(query)]


def _place(query: model.ChangeFilter) -> Iterator[sa.ColumnElement[bool]]:
    """Yield the conditions on when a change was first seen."""
    if query.since is not None:
        yield _CHANGE.c.first_seen_new_at >= query.since
    if query.until is not None:
        yield _CHANGE.c.first_seen_new_at < query.until
    if query.before_id is not None:
        yield _is_before(query.before_id)


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
