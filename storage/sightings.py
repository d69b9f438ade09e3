"""Sightings: a feed's entries become articles, or touch those we have. Refuses to make one article twice.

Next: `addresses`, which knows which URL is whose.
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from monitor import model
from monitor.core import bumps, entries, turns
from storage import addresses, codec, guids, hosts, rows, tables

_ARTICLE = tables.article


def save_sightings(connection: sa.Connection, outcome: model.PollOutcome) -> int:
    """Write what a poll saw, and return how many articles are new.

    New articles are due at once; a known one is when its entry is dated later than we knew, as long as such dates bring
    new versions (see `core.bumps`), when it has a title that no feed gave the article before, or when it matches a topic the article was not watched for."""
    if not outcome.sightings:
        return 0
    urls = {url for sighting in outcome.sightings for url in _urls(sighting.entry)}
    owners = addresses.find_owners(connection, outcome.outlet_id, urls)
    digests = guids.find_digests(outcome)
    owners |= guids.follow_entries(connection, outcome, owners=owners, digests=digests)
    known = _lock_articles(connection, owners.values())
    new_addresses: list[tuple[str, int]] = []
    new_count = 0
    is_bulk = _is_bulk(outcome, owners, known)
    for sighting in outcome.sightings:
        article_id = _find_owner(owners, sighting.entry)
        if article_id is None:
            digest = digests.get(sighting.entry.url)
            article_id = _insert_article(connection, sighting, outcome=outcome, guid_sha256=digest)
            new_count += 1
        else:
            if article_id not in known:  # New in this very feed, or touched: the entry stands in it twice.
                known |= _lock_articles(connection, [article_id])
            if _touch_article(
                connection, known[article_id], sighting=sighting, outcome=outcome, is_bulk=is_bulk
            ):
                del known[article_id]
        for url in _urls(sighting.entry):
            if addresses.key_of(url) not in owners:
                owners[addresses.key_of(url)] = article_id
                new_addresses.append((url, article_id))
    addresses.insert_addresses(connection, outcome.outlet_id, new_addresses)
    hosts.advance(
        connection,
        {rows.host_of(sighting.entry.link) for sighting in outcome.sightings} if new_count else (),
        due_at=outcome.polled_at,
    )
    return new_count


def _is_bulk(outcome: model.PollOutcome, owners: dict[str, int], known: dict[int, rows.Row]) -> bool:
    """Whether the feed dated most of the entries that we know anew."""
    pairs = ((_find_owner(owners, sighting.entry), sighting.entry) for sighting in outcome.sightings)
    later = [_is_later(known[owner], entry) for owner, entry in pairs if owner is not None]
    return bumps.is_bulk(known_count=len(later), later_count=sum(later))


def _urls(entry: model.Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entry.url, entry.link)))


def _find_owner(owners: dict[str, int], entry: model.Entry) -> int | None:
    keys = (addresses.key_of(url) for url in _urls(entry))
    return next((owners[key] for key in keys if key in owners), None)


def _lock_articles(connection: sa.Connection, article_ids: Iterable[int]) -> dict[int, rows.Row]:
    names = (
        *("id", "topic_ids", "entry_updated_at", "entry_titles"),
        *("latest_number", "bumped_number", "vain_bump_count", "is_woken"),
    )
    columns = [_ARTICLE.c[name] for name in names]
    # In the order of ids, so that two polls do not wait for one another.
    query = sa.select(*columns).where(_ARTICLE.c.id.in_(set(article_ids))).order_by(_ARTICLE.c.id)
    return {row.id: row for row in connection.execute(query.with_for_update())}


def _insert_article(
    connection: sa.Connection,
    sighting: model.Sighting,
    *,
    outcome: model.PollOutcome,
    guid_sha256: str | None,
) -> int:
    entry = sighting.entry
    is_listed = sa.select(tables.outlet.c.is_listed).where(tables.outlet.c.id == outcome.outlet_id)
    article_id: int = connection.execute(
        sa.insert(_ARTICLE)
        .values(
            outlet_id=outcome.outlet_id,
            # What the outlet itself links to is fetched; its canonical form is the identity.
            url=entry.link,
            canonical_url=entry.url,
            guid_sha256=guid_sha256,
            host=rows.host_of(entry.link),
            is_listed=is_listed.scalar_subquery(),
            is_watched=bool(sighting.topic_ids),
            band=turns.TOLD if sighting.topic_ids else turns.CANDIDATE,
            topic_ids=codec.STRINGS.dump(sighting.topic_ids),
            headline=entry.title,
            first_seen_at=outcome.polled_at,
            published_at=entry.published_at,
            entry_updated_at=entry.updated_at,
            entry_titles=codec.STRINGS.dump(entries.add_title((), entry.title)),
            next_check_at=outcome.polled_at,
            reason="new in a feed",
        )
        .returning(_ARTICLE.c.id)
    ).scalar_one()
    return article_id


def _touch_article(
    connection: sa.Connection,
    row: rows.Row,
    *,
    sighting: model.Sighting,
    outcome: model.PollOutcome,
    is_bulk: bool,
) -> bool:
    """Write what is new about a known article's entry, and wake it if that may be news. Returns whether it wrote."""
    entry = sighting.entry
    topics, titles = codec.STRINGS.load(row.topic_ids), codec.STRINGS.load(row.entry_titles)
    topic_ids = addresses.merge_topics(topics, sighting.topic_ids)
    new_titles = entries.add_title(titles, entry.title)
    is_later = _is_later(row, entry)
    if not is_later and (topic_ids, new_titles) == (topics, titles):
        return False
    columns: rows.Columns = {"entry_titles": codec.STRINGS.dump(new_titles)}
    if is_later:
        columns["entry_updated_at"] = entry.updated_at
    is_believed = is_later and not is_bulk
    if is_believed:
        vain_count = bumps.next_vain_count(
            number=row.latest_number,
            bumped_number=row.bumped_number,
            vain_count=row.vain_bump_count,
            is_waiting=row.is_woken,
        )
        columns |= {"bumped_number": row.latest_number, "vain_bump_count": vain_count}
        is_believed = vain_count <= bumps.MOST_IN_VAIN
    connection.execute(sa.update(_ARTICLE).where(_ARTICLE.c.id == row.id).values(columns))
    # The first title of an article that a sitemap brought without one is no change.
    is_retitled = bool(titles) and new_titles != titles
    if is_believed or is_retitled or topic_ids != topics:
        reason = _say_why(is_retitled=is_retitled, is_updated=is_believed)
        addresses.wake(connection, row.id, topic_ids=topic_ids, now=outcome.polled_at, reason=reason)
    return True


def _is_later(row: rows.Row, entry: model.Entry) -> bool:
    """Whether an entry is dated later than we knew."""
    known: datetime | None = row.entry_updated_at
    return entry.updated_at is not None and (known is None or entry.updated_at > known)


def _say_why(*, is_retitled: bool, is_updated: bool) -> str:
    if is_retitled:
        return "its feed entry has a new title"
    return "its feed entry was updated" if is_updated else "its feed entry matches another topic"
