"""Takeaways: what exports ask for, a page at a time, so that the largest costs no more memory than the smallest.

Next: `observing`, for which claims are observations.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from monitor import model
from storage import engine, observing, shown, tables

_VERSION = tables.version


class Takeaways:
    """The part of the read side that exports use."""

    database: engine.Database

    def find_observed(self, query: model.ObservationFilter) -> tuple[model.ClaimObservation, ...]:
        """Find a page of observations, in the order they were stored."""
        select = (
            observing.select_observations(
                topic_id=query.topic_id, claim_id=query.claim_id, current_only=False, article_ids=None
            )
            .where(tables.claim.c.id > query.after_id)
            .order_by(tables.claim.c.id)
            .limit(query.limit)
        )
        if query.outlet_id is not None:
            select = select.where(tables.article.c.outlet_id == query.outlet_id)
        if query.since is not None:
            select = select.where(_VERSION.c.seen_at >= query.since)
        if query.until is not None:
            select = select.where(_VERSION.c.seen_at < query.until)
        with self.database.read() as connection:
            return tuple(shown.observation_of(row) for row in connection.execute(select))

    def load_proofs(self, article_ids: Sequence[int]) -> dict[tuple[int, int], model.Proof]:
        """Load what proves each stored version of these articles, by article and number."""
        columns = [_VERSION.c[name] for name in _PROOF]
        select = (
            sa.select(_VERSION.c.article_id, *columns, tables.snapshot.c.fetched_at)
            .outerjoin(tables.snapshot, tables.snapshot.c.version_id == _VERSION.c.id)
            .where(_VERSION.c.article_id.in_(article_ids))
        )
        with self.database.read() as connection:
            return {
                (row.article_id, row.number): model.Proof(
                    number=row.number,
                    url=row.canonical_url,
                    headline=row.headline,
                    language=row.language,
                    seen_at=row.seen_at,
                    standing=model.Standing(row.standing),
                    content_hash=row.content_hash,
                    raw_sha256=row.raw_sha256,
                    chain_sha256=row.chain_sha256,
                    read_by=row.read_by,
                    fetched_at=row.fetched_at,
                )
                for row in connection.execute(select)
            }


_PROOF = (
    "number",
    "canonical_url",
    "headline",
    "language",
    "seen_at",
    "standing",
    "content_hash",
    "raw_sha256",
    "chain_sha256",
    "read_by",
)
