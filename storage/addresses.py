"""Addresses: every URL an article is or was known under, and which article of an outlet a URL belongs to.

Two articles of one outlet that turn out to be one keep their rows; the later is retired and its addresses move to the
older. Next: `articles` and `sightings`, which ask.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa

from monitor import policy
from monitor.core import turns, twins
from storage import codec, hosts, rows, tables

_ADDRESS = tables.address
_ARTICLE = tables.article
_KNOWN = sa.select(
    _ARTICLE.c.outlet_id, _ARTICLE.c.url, _ARTICLE.c.canonical_url, _ARTICLE.c.same_as_id
).where(_ARTICLE.c.id == sa.bindparam("article_id"))


_SPACING = policy.SuspectPolicy().spacing
#: For an address that was not asked yet: what another one said of its page says nothing of this one's.
WITHOUT_VALIDATORS = {"etag": None, "last_modified": None}


# A feed names the same addresses at each poll.
@lru_cache(maxsize=4096)
def key_of(url: str) -> str:
    """Return the key a URL is found by, the same for every form of one address: see `core.twins`."""
    return hashlib.sha256(twins.identity_of(url).encode(errors="replace")).hexdigest()


def find_article(connection: sa.Connection, url: str) -> int | None:
    """Return the oldest article known under this URL, whatever its outlet, or None."""
    query = sa.select(sa.func.min(_ADDRESS.c.article_id)).where(_ADDRESS.c.url_sha256 == key_of(url))
    found: int | None = connection.execute(query).scalar_one()
    return found


def find_owners(connection: sa.Connection, outlet_id: str, urls: Iterable[str]) -> dict[str, int]:
    """Return the articles of one outlet that own these URLs, by key; unknown URLs are left out."""
    query = sa.select(_ADDRESS.c.url_sha256, _ADDRESS.c.article_id).where(
        _ADDRESS.c.outlet_id == outlet_id, _ADDRESS.c.url_sha256.in_({key_of(url) for url in urls})
    )
    return {row.url_sha256: row.article_id for row in connection.execute(query)}


def list_addresses(connection: sa.Connection, article_id: int) -> tuple[str, ...]:
    """List every URL an article is or was known under, one for each identity, in the order of their text."""
    query = sa.select(_ADDRESS.c.url).where(_ADDRESS.c.article_id == article_id).order_by(_ADDRESS.c.url)
    return tuple(connection.execute(query).scalars())


def insert_addresses(connection: sa.Connection, outlet_id: str, owned: Sequence[tuple[str, int]]) -> None:
    """Write which (URL, article) belong together; nobody owns these URLs yet."""
    if owned:
        connection.execute(
            sa.insert(_ADDRESS),
            [
                {"outlet_id": outlet_id, "url_sha256": key_of(url), "url": url, "article_id": article_id}
                for url, article_id in owned
            ],
        )


def move_article(
    connection: sa.Connection,
    article_id: int,
    *,
    canonical_url: str | None,
    moved_to: str | None,
    now: datetime,
) -> None:
    """Write the canonical URL an article's page gave and the one it moved to, where they say anything new."""
    row = connection.execute(_KNOWN, {"article_id": article_id}).one()
    url = moved_to or row.url
    canonical_url = canonical_url or row.canonical_url
    if (url, canonical_url) == (row.url, row.canonical_url):
        return
    columns = {"url": url, "host": rows.host_of(url), "canonical_url": canonical_url}
    connection.execute(sa.update(_ARTICLE).where(_ARTICLE.c.id == article_id).values(columns))
    hosts.advance(connection, [columns["host"]], due_at=now)
    if row.same_as_id is None:
        new_urls = tuple(each for each in (canonical_url, url) if each not in (row.url, row.canonical_url))
        _take_addresses(connection, article_id, outlet_id=row.outlet_id, urls=new_urls, now=now)


def follow_article(connection: sa.Connection, gone_id: int, *, heir_id: int, now: datetime) -> None:
    """Join an article whose address is gone with the one that has its text: the later is retired, the older goes on at
    the living address and is looked at at once."""
    older, later = sorted((gone_id, heir_id))
    heir = connection.execute(_KNOWN, {"article_id": heir_id}).one()
    _retire(connection, later, older=older, now=now)
    topics = sa.select(_ARTICLE.c.topic_ids).where(_ARTICLE.c.id == older)
    columns = {"url": heir.url, "host": rows.host_of(heir.url), "canonical_url": heir.canonical_url}
    connection.execute(sa.update(_ARTICLE).where(_ARTICLE.c.id == older).values(columns | WITHOUT_VALIDATORS))
    topic_ids = codec.STRINGS.load(connection.execute(topics).scalar_one())
    wake(connection, older, topic_ids=topic_ids, now=now, reason=f"its text stands at {heir.url} now")


def _take_addresses(
    connection: sa.Connection, article_id: int, *, outlet_id: str, urls: tuple[str, ...], now: datetime
) -> None:
    """Give an article these URLs; where another owns one, the later of the two is retired in favour of the older."""
    for url in urls:
        owner = find_owners(connection, outlet_id, (url,)).get(key_of(url))
        if owner is None:
            insert_addresses(connection, outlet_id, [(url, article_id)])
        elif owner != article_id:
            older, later = sorted((owner, article_id))
            _retire(connection, later, older=older, now=now)
            article_id = older


def _retire(connection: sa.Connection, later: int, *, older: int, now: datetime) -> None:
    connection.execute(sa.update(_ADDRESS).where(_ADDRESS.c.article_id == later).values(article_id=older))
    connection.execute(
        sa.update(_ARTICLE)
        .where(_ARTICLE.c.id == later)
        .values(same_as_id=older, next_check_at=None, reason=reason_for(older))
    )
    both = sa.select(_ARTICLE.c.id, _ARTICLE.c.topic_ids).where(_ARTICLE.c.id.in_((older, later)))
    topics = {row.id: codec.STRINGS.load(row.topic_ids) for row in connection.execute(both)}
    merged = merge_topics(topics[older], topics[later])
    if merged != topics[older]:
        wake(
            connection, older, topic_ids=merged, now=now, reason="an article of another topic is the same one"
        )


def reason_for(older: int) -> str:
    """Say why a retired article is not checked any more."""
    return f"same article as #{older}"


def merge_topics(known: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Return the known topics and then the new ones, each once."""
    return tuple(dict.fromkeys(known + new))


def wake(
    connection: sa.Connection, article_id: int, *, topic_ids: tuple[str, ...], now: datetime, reason: str
) -> None:
    """Make an article due now, if it was not due earlier. A check that is under way will not undo it.

    One whose text is in doubt waits for its second look: two at once would see the same broken page."""
    due_at, soon = _ARTICLE.c.next_check_at, now + _SPACING
    is_doubted = _ARTICLE.c.doubt_count > 0
    connection.execute(
        sa.update(_ARTICLE)
        .where(_ARTICLE.c.id == article_id)
        .values(
            topic_ids=codec.STRINGS.dump(topic_ids),
            is_watched=bool(topic_ids),
            next_check_at=sa.case(
                (sa.and_(is_doubted, due_at <= soon), due_at),
                (is_doubted, soon),
                (due_at < now, due_at),
                else_=now,
            ),
            reason=reason,
            band=turns.TOLD if topic_ids else turns.CANDIDATE,
            is_woken=True,
        )
    )
    hosts.advance_own(connection, [(article_id, now)])
