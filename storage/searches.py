"""Searches: versions found by the words in them, a page at a time, however many there are.

The newest come first, by their ids, which both indexes give in order; "best" is two such lists, first the texts with every word in the
headline. A question is written in the index's own language here, from words that `core.search_words` made: no sign of a reader's reaches it.
Next: `search_index`.
"""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from monitor import model
from storage import rows, search_index, shown, tables

_VERSION = tables.version
_ARTICLE = tables.article
#: Versions looked at for one page, where a filter is not in the index; the next page goes on behind them.
_LOOK_AT = 500
_ROUNDS = 4
#: Versions are numbered as they are seen, but for those that several workers write at one time.
_SLACK = timedelta(hours=1)

_MATCH = {
    "sqlite": sa.text(
        "SELECT rowid FROM version_search WHERE version_search MATCH :words"
        " AND rowid BETWEEN :low AND :high ORDER BY rowid DESC LIMIT :most"
    ),
    "postgresql": sa.text(
        "SELECT version_id FROM version_search WHERE words @@ CAST(:words AS tsquery)"
        " AND version_id BETWEEN :low AND :high ORDER BY version_id DESC LIMIT :most"
    ),
}
#: Above every id.
_TOP = 2**31 - 1


def find_texts(connection: sa.Connection, query: model.SearchFilter) -> model.SearchPage:
    """Find one page of versions."""
    if not query.has_words:
        return model.SearchPage(hits=())
    found: list[model.SearchPlace] = []
    next_place = None
    for is_in_headline in _list_tiers(query):
        ids, stopped_at = _find_ids(
            connection,
            query,
            is_in_headline=is_in_headline,
            before=_find_start(query, is_in_headline=is_in_headline),
            most=query.limit + 1 - len(found),
        )
        found += [model.SearchPlace(version_id=one, is_in_headline=is_in_headline) for one in ids]
        if stopped_at is not None:
            next_place = model.SearchPlace(version_id=stopped_at, is_in_headline=is_in_headline)
            break
    if len(found) > query.limit:
        next_place = found[query.limit - 1]
    hits = _load_hits(connection, [place.version_id for place in found[: query.limit]])
    return model.SearchPage(hits=hits, next_place=next_place)


def _find_start(query: model.SearchFilter, *, is_in_headline: bool) -> int:
    """Find before which id a list goes on."""
    place = query.after
    goes_on = place and (query.order is model.SearchOrder.NEWEST or place.is_in_headline == is_in_headline)
    return place.version_id if place and goes_on else _TOP + 1


def _list_tiers(query: model.SearchFilter) -> tuple[bool, ...]:
    """List what is asked in turn, by whether the words must stand in the headline: for the best, first those, then the others."""
    if query.order is model.SearchOrder.NEWEST or (query.after and not query.after.is_in_headline):
        return (False,)
    return (True, False)


def _find_ids(
    connection: sa.Connection, query: model.SearchFilter, *, is_in_headline: bool, before: int, most: int
) -> tuple[list[int], int | None]:
    """Find ids of versions before one, the newest first; and the last that was looked at, where there may be more."""
    writer = _QUERY_WRITERS[connection.dialect.name]
    low, high = _find_bounds(connection, query)
    looked_at = most if query.kind is None else _LOOK_AT
    asked = {"words": writer(query, is_in_headline=is_in_headline), "low": low, "most": looked_at}
    found: list[int] = []
    for _ in range(_ROUNDS):
        met = connection.execute(_MATCH[connection.dialect.name], asked | {"high": min(high, before - 1)})
        candidates = list(met.scalars())
        found += _filter(connection, query, candidates)
        if len(candidates) < looked_at:
            return found[:most], None
        before = candidates[-1]
        if len(found) >= most:
            return found[:most], before
    return found, before


def _find_bounds(connection: sa.Connection, query: model.SearchFilter) -> tuple[int, int]:
    """Find between which ids the versions of a span of time stand."""
    first = sa.select(_VERSION.c.id).order_by(_VERSION.c.seen_at, _VERSION.c.id).limit(1)
    low, high = 0, _TOP
    if query.since is not None:
        found = connection.execute(first.where(_VERSION.c.seen_at >= query.since - _SLACK)).scalar()
        low = _TOP if found is None else found
    if query.until is not None:
        found = connection.execute(first.where(_VERSION.c.seen_at >= query.until + _SLACK)).scalar()
        high = _TOP if found is None else found
    return low, high


def _filter(connection: sa.Connection, query: model.SearchFilter, ids: Sequence[int]) -> list[int]:
    """Keep those that what is not in the index speaks for, too."""
    if query.since is None and query.until is None and query.kind is None:
        return list(ids)
    conditions: list[sa.ColumnElement[bool]] = [_VERSION.c.id.in_(ids)]
    if query.since is not None:
        conditions.append(_VERSION.c.seen_at >= query.since)
    if query.until is not None:
        conditions.append(_VERSION.c.seen_at < query.until)
    if query.kind is not None:
        conditions.append(_came_with(query.kind))
    return list(
        connection.execute(
            sa.select(_VERSION.c.id).where(*conditions).order_by(_VERSION.c.id.desc())
        ).scalars()
    )


def _came_with(kind: model.EventKind) -> sa.ColumnElement[bool]:
    change, event = tables.change, tables.event
    brought = sa.and_(change.c.article_id == _VERSION.c.article_id, change.c.new_number == _VERSION.c.number)
    return (
        sa.exists()
        .where(brought)
        .where(sa.exists().where(event.c.change_id == change.c.id, event.c.kind == kind).correlate(change))
    )


def _load_hits(connection: sa.Connection, ids: Sequence[int]) -> tuple[model.SearchHit, ...]:
    versions = {row.id: row for row in connection.execute(sa.select(_VERSION).where(_VERSION.c.id.in_(ids)))}
    wanted = shown.select_articles().where(_ARTICLE.c.id.in_({row.article_id for row in versions.values()}))
    articles = {row.id: shown.article_of(row) for row in connection.execute(wanted)}
    return tuple(
        model.SearchHit(
            version_id=one,
            article=articles[versions[one].article_id],
            version=rows.version_of(versions[one], ()),
        )
        for one in ids
    )


def _write_fts(query: model.SearchFilter, *, is_in_headline: bool) -> str:
    """Write a question to FTS5; of the best, the second tier leaves the first out."""
    wanted = " AND ".join(_write_fts_term(term) for term in query.terms if not term.is_excluded)
    hated = " OR ".join(_write_fts_term(term) for term in query.terms if term.is_excluded)
    columns = "headline" if is_in_headline else "{headline body}"
    written = f"({columns} : ({wanted}))"
    if hated:
        written = f"({written} NOT ({{headline body}} : ({hated})))"
    if query.order is model.SearchOrder.BEST and not is_in_headline:
        written = f"({written} NOT (headline : ({wanted})))"
    return " AND ".join((written, *(f'(facets : "{facet}")' for facet in _list_facets(query))))


def _write_fts_term(term: model.SearchTerm) -> str:
    star = "*" if term.is_prefix else ""
    return "(" + " OR ".join(f'"{" ".join(words)}"{star}' for words in term.alternatives) + ")"


def _write_tsquery(query: model.SearchFilter, *, is_in_headline: bool) -> str:
    """Write the same as a tsquery."""
    headline = " & ".join(_write_ts_term(term, weight="A") for term in query.terms if not term.is_excluded)
    anywhere = " & ".join(_write_ts_term(term) for term in query.terms if not term.is_excluded)
    parts = [f"({headline if is_in_headline else anywhere})"]
    parts += [f"!{_write_ts_term(term)}" for term in query.terms if term.is_excluded]
    if query.order is model.SearchOrder.BEST and not is_in_headline:
        parts.append(f"!({headline})")
    return " & ".join((*parts, *(f"'#{facet}'" for facet in _list_facets(query))))


def _write_ts_term(term: model.SearchTerm, *, weight: str = "") -> str:
    marks = ("*" if term.is_prefix else "") + weight
    end = f":{marks}" if marks else ""
    own = f":{weight}" if weight else ""
    phrases = (
        " <-> ".join((*(f"'{word}'{own}" for word in words[:-1]), f"'{words[-1]}'{end}"))
        for words in term.alternatives
    )
    return "(" + " | ".join(f"({phrase})" for phrase in phrases) + ")"


def _list_facets(query: model.SearchFilter) -> list[str]:
    asked = (("o", query.outlet_id), ("c", query.claim_id), ("l", query.language))
    return [search_index.facet_of(letter, name) for letter, name in asked if name is not None]


_QUERY_WRITERS = {"sqlite": _write_fts, "postgresql": _write_tsquery}
