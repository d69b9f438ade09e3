"""Echoes: where in an outlet a text was seen that may be no article of its own, and who is to bear witness.

Keeps a row for each article and text, as long as it may be asked for: few, since only texts in doubt and short first ones are noted. Next: `core.echoes`, which decides.
"""

from datetime import datetime

import sqlalchemy as sa

from monitor import model
from monitor.core import echoes as echoing
from storage import addresses, codec, pruning, tables

#: More of them say nothing more.
MOST_ECHOES = 20
#: Why an article is looked at that bears witness.
WITNESS_REASON = "another article of its outlet shows a text with nothing of the old one"
_ARTICLE = tables.article
_SIGHT = tables.text_sight
_OWN = _ARTICLE.alias("own")
_ID = sa.bindparam("article_id", type_=sa.Integer)
_OWN_OUTLET = sa.select(_OWN.c.outlet_id).where(_OWN.c.id == _ID).scalar_subquery()
_ECHOES = (
    sa.select(_ARTICLE.c.url, _SIGHT.c.instead_of, _SIGHT.c.headline)
    .join_from(_SIGHT, _ARTICLE, _ARTICLE.c.id == _SIGHT.c.article_id)
    .where(
        _SIGHT.c.key == sa.bindparam("key"),
        _SIGHT.c.article_id != _ID,
        _SIGHT.c.seen_at >= sa.bindparam("since", type_=_SIGHT.c.seen_at.type),
        _ARTICLE.c.outlet_id == _OWN_OUTLET,
        _ARTICLE.c.same_as_id.is_(None),
    )
    .order_by(_SIGHT.c.article_id)
    .limit(MOST_ECHOES)
)
_OWNERS = (
    sa.select(_ARTICLE.c.url)
    .where(
        _ARTICLE.c.outlet_id == _OWN_OUTLET,
        _ARTICLE.c.id != _ID,
        _ARTICLE.c.same_as_id.is_(None),
    )
    .order_by(_ARTICLE.c.id)
    .limit(MOST_ECHOES)
)
_WITNESSES = (
    sa.select(_ARTICLE.c.id, _ARTICLE.c.topic_ids)
    .where(
        _ARTICLE.c.outlet_id == _OWN_OUTLET,
        _ARTICLE.c.id != _ID,
        _ARTICLE.c.is_listed.is_(True),
        _ARTICLE.c.is_watched.is_(True),
        _ARTICLE.c.is_removed.is_(False),
        _ARTICLE.c.same_as_id.is_(None),
        _ARTICLE.c.latest_number > 0,
        _ARTICLE.c.next_check_at.is_not(None),
    )
    .order_by(_ARTICLE.c.id.desc())
)


def find_echoes(
    connection: sa.Connection, article_id: int, key: str, *, since: datetime
) -> tuple[model.Echo, ...]:
    """Find the other articles of an article's outlet where this text was seen since then, the oldest first."""
    found = connection.execute(_ECHOES, {"article_id": article_id, "key": key, "since": since})
    return tuple(model.Echo(url=row.url, instead_of=row.instead_of, headline=row.headline) for row in found)


def find_owners(connection: sa.Connection, article_id: int, sight: model.TextSight) -> tuple[model.Echo, ...]:
    """Find the articles of an article's outlet whose own this text is, the oldest first: the article itself alone, where it
    is. Goes through all of the outlet's, so it asks for titles only where the article has others."""
    wanted = sa.select(_ARTICLE.c.url, _ARTICLE.c.entry_titles).where(_ARTICLE.c.id == article_id)
    own = connection.execute(wanted).first()
    titles = codec.STRINGS.load(own.entry_titles) if own else ()
    if own and sight.title in titles:
        return (model.Echo(url=own.url, is_own=True),)
    signs = []
    if sight.content_hash:
        signs.append(_ARTICLE.c.latest_content_hash == sight.content_hash)
    if sight.title and titles:
        signs.append(_ARTICLE.c.entry_titles.contains(sight.title))
    if not signs:
        return ()
    found = connection.execute(_OWNERS.where(sa.or_(*signs)), {"article_id": article_id})
    return tuple(model.Echo(url=row.url, is_own=True) for row in found)


def save_sight(connection: sa.Connection, outcome: model.CheckOutcome) -> None:
    """Note where a text was seen, and make witnesses due at once where the check asks for some."""
    sight = outcome.sight
    if sight is None or not sight.key:
        return
    pruning.prune(connection, _SIGHT, is_over=_SIGHT.c.seen_at < outcome.checked_at - echoing.SPAN)
    same = sa.and_(_SIGHT.c.key == sight.key, _SIGHT.c.article_id == outcome.article_id)
    connection.execute(sa.delete(_SIGHT).where(same))
    connection.execute(
        sa.insert(_SIGHT).values(
            key=sight.key,
            article_id=outcome.article_id,
            instead_of=sight.instead_of,
            headline=sight.headline,
            seen_at=outcome.checked_at,
        )
    )
    if outcome.witness_count:
        asked = connection.execute(
            _WITNESSES.limit(outcome.witness_count), {"article_id": outcome.article_id}
        )
        # By id, so that two checks never wait for each other's rows.
        for row in sorted(asked.all(), key=lambda row: row.id):
            addresses.wake(
                connection,
                row.id,
                topic_ids=codec.STRINGS.load(row.topic_ids),
                now=outcome.checked_at,
                reason=WITNESS_REASON,
            )
