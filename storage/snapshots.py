"""Snapshots: the response behind a version, its body compressed with zstd. Holds no judgement about it.

Next: `versions`, which stores one with each version.
"""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import zstandard

from monitor import errors, model
from storage import codec, tables

_MICROSECOND = timedelta(microseconds=1)


def snapshot_row(page: model.FetchedPage) -> dict[str, Any]:
    """Return a page as the columns of a snapshot, all but its version. Costs milliseconds: call it before a write."""
    return {
        "url": page.url,
        "final_url": page.final_url,
        "moved_to": page.moved_to,
        "status": page.status,
        "headers": codec.HEADERS.dump(page.headers),
        "fetched_at": page.fetched_at,
        "elapsed_us": page.elapsed // _MICROSECOND,
        # A compressor must not be shared between threads; a new one costs a tenth of a millisecond.
        "body": zstandard.ZstdCompressor(write_checksum=True).compress(page.body),
    }


def find_page(connection: sa.Connection, article_id: int, number: int) -> model.FetchedPage | None:
    """Return the page behind one version, or None where it is not there or cannot be unpacked."""
    try:
        return load_snapshot(connection, article_id, number).page
    except (errors.NotFoundError, errors.StorageError):
        return None


def load_snapshot(connection: sa.Connection, article_id: int, number: int) -> model.Snapshot:
    """Load the evidence behind one version. Raises NotFoundError, and StorageError for one that cannot be unpacked."""
    row = connection.execute(
        sa.select(tables.snapshot, tables.version.c.raw_sha256, tables.version.c.chain_sha256)
        .join(tables.version, tables.version.c.id == tables.snapshot.c.version_id)
        .where(tables.version.c.article_id == article_id, tables.version.c.number == number)
    ).one_or_none()
    if row is None:
        raise errors.NotFoundError(f"No page is stored for version {number} of article {article_id}.")
    try:
        headers = codec.HEADERS.load(row.headers)
        body = zstandard.ZstdDecompressor().decompress(row.body)
    except (ValueError, zstandard.ZstdError):
        raise errors.StorageError(
            f"The page stored for version {number} of article {article_id} is damaged.",
            hint="Restore a backup.",
        ) from None
    page = model.FetchedPage(
        url=row.url,
        final_url=row.final_url,
        moved_to=row.moved_to,
        status=row.status,
        headers=headers,
        body=body,
        fetched_at=row.fetched_at,
        elapsed=row.elapsed_us * _MICROSECOND,
    )
    return model.Snapshot(page=page, sha256=row.raw_sha256, chain_sha256=row.chain_sha256)
