"""Shown: rows to what the page and the API show of them, one function a noun. Nothing here is written back.

Next: `readings`, which reads the rows.
"""

import sqlalchemy as sa

from monitor import model
from storage import codec, rows, tables


def select_articles() -> rows.Query:
    """Select articles with their outlet's name, as `article_of` reads them."""
    article, outlet = tables.article, tables.outlet
    return sa.select(
        article.c.id,
        article.c.outlet_id,
        outlet.c.name.label("outlet_name"),
        article.c.canonical_url,
        article.c.headline,
        article.c.language,
        article.c.topic_ids,
        article.c.first_seen_at,
        article.c.published_at,
        article.c.last_checked_at,
        article.c.last_seen_at,
        article.c.next_check_at,
        article.c.reason,
        article.c.latest_number,
        article.c.is_removed,
        article.c.is_flapping,
        article.c.doubt_count,
        article.c.last_failure,
        article.c.same_as_id,
    ).join(outlet, outlet.c.id == article.c.outlet_id)


def article_of(row: rows.Row) -> model.ArticleReading:
    """Return the article a row of `select_articles` holds."""
    failure = codec.FAILURE.load_optional(row.last_failure)
    return model.ArticleReading(
        id=row.id,
        outlet_id=row.outlet_id,
        outlet_name=row.outlet_name,
        url=row.canonical_url,
        headline=row.headline,
        language=row.language,
        topic_ids=codec.STRINGS.load(row.topic_ids),
        first_seen_at=row.first_seen_at,
        published_at=row.published_at,
        last_checked_at=row.last_checked_at,
        last_seen_at=row.last_seen_at,
        next_check_at=row.next_check_at,
        next_check_reason=row.reason,
        version_count=row.latest_number,
        is_removed=row.is_removed,
        is_flapping=row.is_flapping,
        is_in_doubt=row.doubt_count > 0,
        failure=None if failure is None else failure.kind,
        same_as_id=row.same_as_id,
    )


def check_of(row: rows.Row) -> model.CheckReading:
    """Return the check a row holds."""
    return model.CheckReading(
        checked_at=row.checked_at,
        kind=model.CheckKind(row.kind),
        status=row.status,
        failure=None if row.failure_kind is None else model.FailureKind(row.failure_kind),
        detail=row.detail,
    )


def feed_of(row: rows.Row) -> model.FeedReading:
    """Return the feed a row holds; the detail is the failure's, or what was wrong with the bytes."""
    failure = codec.FAILURE.load_optional(row.last_failure)
    return model.FeedReading(
        id=row.id,
        outlet_id=row.outlet_id,
        url=row.url,
        last_polled_at=row.last_polled_at,
        last_good_at=row.last_good_at,
        next_poll_at=row.next_poll_at,
        reason=row.reason,
        failure_count=row.failure_count,
        failure=None if failure is None else failure.kind,
        detail=row.problem if failure is None else failure.detail,
        entry_count=row.entry_count,
        moved_from=row.listed_url if row.listed_url != row.url else None,
    )


def delivery_of(row: rows.Row) -> model.DeliveryReading:
    """Return the delivery a row holds."""
    return model.DeliveryReading(
        id=row.id,
        channel_id=row.channel_id,
        address=row.address,
        state=model.DeliveryState(row.state),
        attempt_count=row.attempt_count,
        last_attempt_at=row.last_attempt_at,
        next_attempt_at=row.next_attempt_at,
        reason=row.reason,
        digest_id=row.digest_id,
        held_for=row.held_for,
    )


def observation_of(row: rows.Row) -> model.ClaimObservation:
    """Return the observation a row of `filters.select_observations` holds."""
    return model.ClaimObservation(
        claim=rows.claim_of(row),
        outlet_id=row.outlet_id,
        outlet_name=row.outlet_name,
        article_id=row.article_id,
        headline=row.headline,
        version_number=row.number,
        from_at=row.from_at,
        until_at=row.until_at,
        change_id=row.change_id,
        id=row.id,
        gone_at=row.gone_at,
    )
