"""Articles: the ArticleStore port. An article is claimed, loaded for its check, and the check is saved.

Next: `checks`, which saves one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from monitor import errors, model
from storage import (
    addresses,
    checks,
    codec,
    echoes,
    engine,
    hosts,
    leases,
    mutes,
    rereadings,
    rows,
    snapshots,
    tables,
    versions,
)

_ARTICLE = tables.article
_LOADED = sa.select(
    _ARTICLE.c.id,
    _ARTICLE.c.host,
    _ARTICLE.c.outlet_id,
    _ARTICLE.c.url,
    tables.outlet.c.headers,
    tables.outlet.c.reach,
    _ARTICLE.c.topic_ids,
    _ARTICLE.c.language,
    _ARTICLE.c.first_seen_at,
    _ARTICLE.c.published_at,
    _ARTICLE.c.etag,
    _ARTICLE.c.last_modified,
    _ARTICLE.c.body_digest,
    _ARTICLE.c.fingerprint,
    _ARTICLE.c.latest_number,
    _ARTICLE.c.believed_number,
    _ARTICLE.c.doubt_count,
    _ARTICLE.c.latest_content_hash,
    _ARTICLE.c.latest_chain_sha256,
    _ARTICLE.c.latest_seen_at,
    _ARTICLE.c.last_checked_at,
    _ARTICLE.c.last_seen_at,
    _ARTICLE.c.whole_at,
    _ARTICLE.c.revision_count,
    _ARTICLE.c.last_revised_at,
    _ARTICLE.c.heated_at,
    _ARTICLE.c.failure_count,
    _ARTICLE.c.last_failure,
    _ARTICLE.c.missing_count,
    _ARTICLE.c.missing_since,
    _ARTICLE.c.is_removed,
    _ARTICLE.c.is_flapping,
    _ARTICLE.c.is_blocked,
    _ARTICLE.c.next_check_at,
).join(tables.outlet, tables.outlet.c.id == _ARTICLE.c.outlet_id)
_LOAD = _LOADED.where(_ARTICLE.c.id == sa.bindparam("article_id"))
_LOAD_MANY = _LOADED.where(_ARTICLE.c.id.in_(sa.bindparam("ids", type_=sa.Integer, expanding=True)))
_LIVE_NEEDS = (
    sa.select(_ARTICLE.c.host, sa.func.sum(_ARTICLE.c.need))
    .where(_ARTICLE.c.is_listed.is_(True), _ARTICLE.c.next_check_at.is_not(None))
    .group_by(_ARTICLE.c.host)
)


class Articles:
    """Articles, versions, and their schedule."""

    database: engine.Database

    def claim_due_articles(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        """Claim and load articles that are due, in the order of `core.turns`, as far as their lanes, the hosts, have
        room."""

        def work(connection: sa.Connection) -> list[tuple[str, model.ArticleForCheck]]:
            ids = hosts.claim_articles(
                connection, now=now, lease=lease, owner=owner, limit=limit, lanes=lanes
            )
            if not ids:
                return []
            found = {row.id: row for row in connection.execute(_LOAD_MANY, {"ids": ids})}
            muted = mutes.load_mutes(connection)
            return [(found[one].host, _article_for_check(found[one], muted)) for one in ids]

        return tuple(
            model.Job(
                kind=model.JobKind.CHECK,
                id=article.id,
                lane=host,
                claimed=model.ClaimedArticle(article=article, at=now),
            )
            for host, article in self.database.write(work)
        )

    def load_article(self, article_id: int) -> model.ArticleForCheck:
        """Load one article. Raises NotFoundError."""
        with self.database.read() as connection:
            row = connection.execute(_LOAD, {"article_id": article_id}).one_or_none()
            if row is None:
                raise errors.NotFoundError(f"There is no article {article_id}.")
            return _article_for_check(row, mutes.load_mutes(connection))

    def load_past(self, article_id: int, *, read_by: str | None = None) -> model.Past:
        """Load an article's newest version and the hashes of all, each as last read; with the page behind it where
        another than `read_by` read it. Raises NotFoundError where there is no version."""
        with self.database.read() as connection:
            past = versions.load_past(connection, article_id, read_by=read_by)
        if past is None:
            raise errors.NotFoundError(f"There is no version of article {article_id}.")
        return past

    def find_echoes(
        self, article_id: int, sight: model.TextSight, *, since: datetime
    ) -> tuple[model.Echo, ...]:
        """Find the other articles of an article's outlet where a text was seen since then, and those whose own it is."""
        with self.database.read() as connection:
            seen = echoes.find_echoes(connection, article_id, sight.key, since=since)
            return (*seen, *echoes.find_owners(connection, article_id, sight))

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
        return self.database.write(partial(checks.save_check, outcome=outcome, snapshot=snapshot))

    def save_quiet_checks(self, outcomes: Sequence[model.CheckOutcome]) -> None:
        """Record checks that found nothing new in one transaction, and release their leases.

        Raises StaleError when anything happened to one of the articles since it was loaded; nothing is written then."""
        if loud := [outcome.article_id for outcome in outcomes if not outcome.is_quiet]:
            raise ValueError(f"the checks of articles {loud} found something")
        self.database.write(partial(checks.save_quiet_checks, outcomes=outcomes))

    def save_rereadings(
        self, article_id: int, readings: Sequence[model.Rereading], *, fingerprint: str | None
    ) -> None:
        """Keep later readings beside the versions' first ones, in one transaction.

        Where the newest version is among them, its hash and this fingerprint become the article's. Raises
        NotFoundError for a version that is not there."""
        work = partial(
            rereadings.insert_rereadings,
            article_id=article_id,
            rereadings=readings,
            fingerprint=fingerprint,
        )
        self.database.write(work)

    def sum_live_needs(self) -> Mapping[str, float]:
        """Return the sum of the stored `need` of all articles still scheduled, by host."""
        with self.database.read() as connection:
            return dict(connection.execute(_LIVE_NEEDS).all())

    def release_leases(self, owner: str) -> int:
        """Give back every feed, article and delivery this owner holds; they are due as before. Returns how many."""
        return self.database.write(
            lambda connection: (
                hosts.release(connection, owner)
                + leases.release(connection, tables.feed, owner)
                + leases.release(connection, tables.delivery, owner)
                + leases.release(connection, tables.slot, owner)
            )
        )


def _article_for_check(row: rows.Row, muted: tuple[model.Mute, ...]) -> model.ArticleForCheck:
    return model.ArticleForCheck(
        id=row.id,
        outlet_id=row.outlet_id,
        url=row.url,
        headers=codec.HEADERS.load(row.headers),
        topic_ids=codec.STRINGS.load(row.topic_ids),
        language=row.language,
        first_seen_at=row.first_seen_at,
        published_at=row.published_at,
        etag=row.etag,
        last_modified=row.last_modified,
        body_digest=row.body_digest,
        fingerprint=row.fingerprint,
        latest=_mark_of(row),
        last_checked_at=row.last_checked_at,
        last_seen_at=row.last_seen_at,
        whole_at=row.whole_at,
        revision_count=row.revision_count,
        last_revised_at=row.last_revised_at,
        heated_at=row.heated_at,
        failure_count=row.failure_count,
        last_failure=codec.FAILURE.load_optional(row.last_failure),
        missing_count=row.missing_count,
        missing_since=row.missing_since,
        is_removed=row.is_removed,
        is_flapping=row.is_flapping,
        is_blocked=row.is_blocked,
        doubt_count=row.doubt_count,
        reach=rows.reach_of(row),
        mutes=muted,
        due_at=row.next_check_at,
    )


def _mark_of(row: rows.Row) -> model.VersionMark | None:
    if row.believed_number == 0:
        return None
    return model.VersionMark(
        number=row.believed_number,
        top_number=row.latest_number if row.latest_number > row.believed_number else 0,
        content_hash=row.latest_content_hash,
        chain_sha256=row.latest_chain_sha256,
        seen_at=row.latest_seen_at,
    )
