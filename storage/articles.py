"""Articles: the ArticleStore port. A check is loaded, and saved whole in one transaction or not at all.

Saving an unchanged check is the most frequent write there is: one SELECT, one INSERT, one UPDATE.
Next: `versions` and `changes`, which write what a check found.
"""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from monitor import errors, model
from storage import addresses, changes, codec, engine, leases, rows, snapshots, tables, versions

_ARTICLE = tables.article
_LOAD = (
    sa.select(_ARTICLE, tables.outlet.c.headers)
    .join(tables.outlet, tables.outlet.c.id == _ARTICLE.c.outlet_id)
    .where(_ARTICLE.c.id == sa.bindparam("id"))
)
#: What saving a check needs to know of the row as it is.
_KEPT = (
    "id",
    "outlet_id",
    "url",
    "canonical_url",
    "topic_ids",
    "same_as_id",
    "headline",
    "language",
    "published_at",
    "latest_number",
    "latest_content_hash",
    "latest_chain_sha256",
    "latest_seen_at",
    "last_seen_at",
    "last_revised_at",
    "reason",
    "is_woken",
)
_LOCK = (
    sa.select(*(_ARTICLE.c[name] for name in _KEPT))
    .where(_ARTICLE.c.id == sa.bindparam("id"))
    .with_for_update()
)
_UPDATE = sa.update(_ARTICLE).where(_ARTICLE.c.id == sa.bindparam("article_id"))
_IS_SCHEDULED = sa.and_(_ARTICLE.c.is_listed.is_(True), _ARTICLE.c.next_check_at.is_not(None))

#: The outcomes that confirm the newest version to be what the outlet shows.
_SEEN = frozenset(
    {
        model.CheckKind.FIRST_VERSION,
        model.CheckKind.NEW_VERSION,
        model.CheckKind.UNCHANGED,
        model.CheckKind.NOT_MODIFIED,
    }
)


class Articles:
    """Articles, versions, and their schedule."""

    database: engine.Database

    def claim_due_articles(
        self, *, now: datetime, lease: timedelta, owner: str, limit: int
    ) -> tuple[model.Job, ...]:
        """Claim articles that are due, watched before candidates, then most overdue first; the lane is the host."""

        def work(connection: sa.Connection) -> list[rows.Row]:
            found: list[rows.Row] = []
            # Two queries, so that each is a walk along the index however many articles wait.
            for is_watched in (True, False):
                found += leases.claim_rows(
                    connection,
                    _ARTICLE,
                    due=_select_due(is_watched=is_watched, now=now).limit(limit - len(found)),
                    now=now,
                    values={"leased_until": now + lease, "lease_owner": owner, "is_woken": False},
                )
            return found

        return tuple(
            model.Job(kind=model.JobKind.CHECK, id=row.id, lane=row.host) for row in self.database.write(work)
        )

    def load_article(self, article_id: int) -> model.ArticleForCheck:
        """Load one article. Raises NotFoundError."""
        with self.database.read() as connection:
            row = connection.execute(_LOAD, {"id": article_id}).one_or_none()
        if row is None:
            raise _unknown(article_id)
        return _article_for_check(row)

    def load_past(self, article_id: int) -> model.Past:
        """Load an article's newest version and the hashes of all. Raises NotFoundError where there is no version."""
        with self.database.read() as connection:
            past = versions.load_past(connection, article_id)
        if past is None:
            raise errors.NotFoundError(f"There is no version of article {article_id}.")
        return past

    def find_article(self, url: str) -> int | None:
        """Return the id of the article known under this URL (canonical, as first given, or moved to), or None."""
        with self.database.read() as connection:
            return addresses.find_article(connection, url)

    def save_check(self, outcome: model.CheckOutcome, *, page: model.FetchedPage | None) -> int | None:
        """Record a check in one transaction and release the lease. Returns the change's id, if any.

        Raises StaleError when the newest version is no longer `base_number` (nothing is written then), NotFoundError."""
        if outcome.alert is not None and outcome.change is None:
            raise ValueError(
                f"the check of article {outcome.article_id} has an alert but no change to tell of"
            )
        # Compressed before the transaction: others wait for that.
        snapshot = snapshots.snapshot_row(page) if page is not None and outcome.version is not None else None
        return self.database.write(partial(_save_check, outcome=outcome, snapshot=snapshot))

    def sum_live_need(self) -> float:
        """Return the sum of the stored `need` of all articles still scheduled."""
        with self.database.read() as connection:
            query = sa.select(sa.func.sum(_ARTICLE.c.need)).where(_IS_SCHEDULED)
            return connection.execute(query).scalar_one() or 0.0

    def release_leases(self, owner: str) -> int:
        """Give back every feed, article and delivery this owner holds; they are due as before. Returns how many."""
        leased = (tables.feed, tables.article, tables.delivery)
        return self.database.write(
            lambda connection: sum(leases.release(connection, table, owner) for table in leased)
        )


def _select_due(*, is_watched: bool, now: datetime) -> rows.Query:
    return (
        sa.select(_ARTICLE.c.id, _ARTICLE.c.host)
        .where(
            _ARTICLE.c.is_listed.is_(True),
            _ARTICLE.c.is_watched.is_(is_watched),
            _ARTICLE.c.next_check_at <= now,
        )
        .order_by(_ARTICLE.c.next_check_at, _ARTICLE.c.id)
    )


def _save_check(
    connection: sa.Connection, *, outcome: model.CheckOutcome, snapshot: rows.Columns | None
) -> int | None:
    row = connection.execute(_LOCK, {"id": outcome.article_id}).one_or_none()
    if row is None:
        raise _unknown(outcome.article_id)
    if row.latest_number != outcome.base_number:
        raise errors.StaleError(
            f"Article {outcome.article_id} has moved on to version {row.latest_number}"
            f" since version {outcome.base_number} was read."
        )
    connection.execute(sa.insert(tables.article_check), _check_columns(outcome))
    if outcome.version is not None:
        versions.insert_version(connection, row.id, version=outcome.version, snapshot=snapshot)
    change_id = None
    if outcome.change is not None:
        change_id = changes.insert_change(connection, row.id, outcome.change)
        if outcome.alert is not None:
            changes.insert_alert(connection, change_id, alert=outcome.alert, due_at=outcome.checked_at)
    connection.execute(_UPDATE, {"article_id": row.id, **_article_columns(row, outcome)})
    given = tuple(url for url in (outcome.canonical_url, outcome.moved_to) if url)
    new_urls = tuple(url for url in given if url not in (row.url, row.canonical_url))
    if new_urls and row.same_as_id is None:
        addresses.take_addresses(
            connection, row.id, outlet_id=row.outlet_id, urls=new_urls, now=outcome.checked_at
        )
    return change_id


def _check_columns(outcome: model.CheckOutcome) -> rows.Columns:
    failure = outcome.failure
    return {
        "article_id": outcome.article_id,
        "checked_at": outcome.checked_at,
        "kind": outcome.kind,
        "status": outcome.status,
        "failure_kind": None if failure is None else failure.kind,
        "detail": "" if failure is None else failure.detail,
    }


def _article_columns(row: rows.Row, outcome: model.CheckOutcome) -> rows.Columns:
    url = outcome.moved_to or row.url
    return {
        "url": url,
        "host": rows.host_of(url),
        "canonical_url": outcome.canonical_url or row.canonical_url,
        "status": outcome.status,
        "etag": outcome.etag,
        "last_modified": outcome.last_modified,
        "body_digest": outcome.body_digest,
        "fingerprint": outcome.fingerprint,
        "last_checked_at": outcome.checked_at,
        "last_seen_at": outcome.checked_at if outcome.kind in _SEEN else row.last_seen_at,
        "failure_count": outcome.failure_count,
        "last_failure": codec.FAILURE.dump_optional(outcome.failure),
        "missing_count": outcome.missing_count,
        "missing_since": outcome.missing_since,
        "is_removed": outcome.is_removed,
        "is_flapping": outcome.is_flapping,
        "need": outcome.need,
        **_text_columns(row, outcome),
        **_schedule_columns(row, outcome),
        **leases.FREE,
    }


def _text_columns(row: rows.Row, outcome: model.CheckOutcome) -> rows.Columns:
    version = outcome.version
    is_revision = outcome.kind is model.CheckKind.NEW_VERSION
    article = None if version is None else version.article
    return {
        "latest_number": row.latest_number if version is None else version.number,
        "latest_content_hash": row.latest_content_hash if version is None else version.content_hash,
        "latest_chain_sha256": row.latest_chain_sha256 if version is None else version.chain_sha256,
        "latest_seen_at": row.latest_seen_at if version is None else version.seen_at,
        "headline": row.headline if article is None else article.headline,
        "language": row.language if article is None else article.language,
        "published_at": row.published_at or (None if article is None else article.published_at),
        "revision_count": outcome.revision_count,
        "last_revised_at": outcome.checked_at if is_revision else row.last_revised_at,
    }


def _schedule_columns(row: rows.Row, outcome: model.CheckOutcome) -> rows.Columns:
    topic_ids, next_check_at, reason = outcome.topic_ids, outcome.next_check_at, outcome.reason
    if row.same_as_id is not None:
        next_check_at, reason = None, addresses.reason_for(row.same_as_id)
    elif row.is_woken:
        # A feed spoke of the article after this check was claimed: what it said is not in the outcome.
        topic_ids = addresses.merge_topics(topic_ids, codec.STRINGS.load(row.topic_ids))
        next_check_at, reason = outcome.checked_at, row.reason
    return {
        "topic_ids": codec.STRINGS.dump(topic_ids),
        "is_watched": bool(topic_ids),
        "next_check_at": next_check_at,
        "reason": reason,
    }


def _article_for_check(row: rows.Row) -> model.ArticleForCheck:
    return model.ArticleForCheck(
        id=row.id,
        outlet_id=row.outlet_id,
        url=row.url,
        headers=codec.HEADERS.load(row.headers),
        topic_ids=codec.STRINGS.load(row.topic_ids),
        first_seen_at=row.first_seen_at,
        published_at=row.published_at,
        etag=row.etag,
        last_modified=row.last_modified,
        body_digest=row.body_digest,
        fingerprint=row.fingerprint,
        latest=_mark_of(row),
        last_seen_at=row.last_seen_at,
        revision_count=row.revision_count,
        last_revised_at=row.last_revised_at,
        failure_count=row.failure_count,
        last_failure=codec.FAILURE.load_optional(row.last_failure),
        missing_count=row.missing_count,
        missing_since=row.missing_since,
        is_removed=row.is_removed,
        is_flapping=row.is_flapping,
        due_at=row.next_check_at,
    )


def _mark_of(row: rows.Row) -> model.VersionMark | None:
    if row.latest_number == 0:
        return None
    return model.VersionMark(
        number=row.latest_number,
        content_hash=row.latest_content_hash,
        chain_sha256=row.latest_chain_sha256,
        seen_at=row.latest_seen_at,
    )


def _unknown(article_id: int) -> errors.NotFoundError:
    return errors.NotFoundError(f"There is no article {article_id}.")
