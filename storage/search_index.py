"""The full-text index of versions: a contentless FTS5 table on SQLite, a tsvector on PostgreSQL.

It holds words as `core.search_words` gives them, so both databases find the same: no parser, stemmer or stop word of theirs is asked.
Outlet, language and claims stand in it as words of their own, so that a filter costs nothing. Written in the transaction that stores a
version, and never changed. Next: `searches`, which asks it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from monitor import model
from monitor.core import search_words
from storage import codec, tables

_VERSION = tables.version
_ARTICLE = tables.article
_CLAIM = tables.claim
#: Characters of one text that are found; a tsvector holds at most a megabyte.
_MOST_CHARS = 200_000
#: PostgreSQL keeps no position behind this, and no more of one word.
_LAST_POSITION, _MOST_POSITIONS = 16_383, 255
#: Between the headline and the rest: no phrase goes from one to the other.
_GAP = 8
#: Versions of one step of `index_stored`.
_CHUNK = 500
_CREATE = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE version_search USING fts5(headline, body, facets, content='',"
            " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        ),
    ),
    "postgresql": (
        "CREATE TABLE version_search (version_id INTEGER PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_version_search_words ON version_search USING gin (words)",
    ),
}
_INSERT = {
    "sqlite": sa.text(
        "INSERT INTO version_search (rowid, headline, body, facets) VALUES (:id, :headline, :body, :facets)"
    ),
    "postgresql": sa.text(
        "INSERT INTO version_search (version_id, words) VALUES (:id, CAST(:words AS tsvector))"
    ),
}
_OUTLET = sa.select(_ARTICLE.c.outlet_id).where(_ARTICLE.c.id == sa.bindparam("article_id"))


def create_index(connection: sa.Connection) -> None:
    """Make the empty index."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(sa.text(statement))


def index_stored(connection: sa.Connection) -> None:
    """Index all versions there are, some hundreds at a time, so that a large database is never held in memory."""
    text = (_VERSION.c.headline, _VERSION.c.subheadline, _VERSION.c.byline, _VERSION.c.paragraphs)
    query = (
        sa.select(_VERSION.c.id, _ARTICLE.c.outlet_id, _VERSION.c.language, *text)
        .join_from(_VERSION, _ARTICLE, _ARTICLE.c.id == _VERSION.c.article_id)
        .where(_VERSION.c.id > sa.bindparam("last"))
        .order_by(_VERSION.c.id)
        .limit(_CHUNK)
    )
    last = 0
    while found := connection.execute(query, {"last": last}).all():
        last = found[-1].id
        claims = _list_claims(connection, [row.id for row in found])
        for row in found:
            article = model.Article(
                canonical_url="",
                headline=row.headline,
                subheadline=row.subheadline,
                byline=row.byline,
                language=row.language,
                paragraphs=codec.STRINGS.load(row.paragraphs),
            )
            _insert(connection, row.id, article, outlet_id=row.outlet_id, claim_ids=claims[row.id])


def index_version(
    connection: sa.Connection, version_id: int, *, article_id: int, version: model.Version
) -> None:
    """Index a version that was just stored."""
    outlet_id = connection.execute(_OUTLET, {"article_id": article_id}).scalar_one()
    claim_ids = {claim.claim_id for claim in version.claims}
    _insert(connection, version_id, version.article, outlet_id=outlet_id, claim_ids=claim_ids)


def _list_claims(connection: sa.Connection, ids: Sequence[int]) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    query = sa.select(_CLAIM.c.version_id, _CLAIM.c.claim_id).where(_CLAIM.c.version_id.in_(ids))
    for row in connection.execute(query):
        found[row.version_id].add(row.claim_id)
    return found


def _insert(
    connection: sa.Connection,
    version_id: int,
    article: model.Article,
    *,
    outlet_id: str,
    claim_ids: Iterable[str],
) -> None:
    headline = search_words.fold_words(article.headline)
    rest = "\n".join((article.subheadline, article.byline, *article.paragraphs))
    body = search_words.fold_words(rest[:_MOST_CHARS])
    facets = [facet_of("o", outlet_id), *(facet_of("c", claim_id) for claim_id in sorted(claim_ids))]
    if article.language is not None:
        facets.append(facet_of("l", article.language))
    if connection.dialect.name == "sqlite":
        columns = {"headline": " ".join(headline), "body": " ".join(body), "facets": " ".join(facets)}
    else:
        columns = {"words": _write_vector(headline, body, facets)}
    connection.execute(_INSERT[connection.dialect.name], columns | {"id": version_id})


def facet_of(letter: str, name: str) -> str:
    """Write what a version is filtered by as a word of letters and figures."""
    return letter + name.encode("utf-8", "replace").hex()


def _write_vector(headline: Sequence[str], body: Sequence[str], facets: Sequence[str]) -> str:
    """Write a tsvector: words with their places, those of the headline of weight A; what is filtered by begins with #."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for at, word in enumerate(headline, 1):
        places[word].append(f"{min(at, _LAST_POSITION)}A")
    for at, word in enumerate(body, len(headline) + _GAP):
        if at < _LAST_POSITION or not places[word]:
            places[word].append(f"{min(at, _LAST_POSITION)}")
    words = (f"'{word}':{','.join(where[:_MOST_POSITIONS])}" for word, where in places.items())
    return " ".join((*words, *(f"'#{facet}'" for facet in facets)))
