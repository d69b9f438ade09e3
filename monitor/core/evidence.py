"""Evidence: what proves a version. Each snapshot is chained to the one before, so that none can be changed, dropped
or moved unseen.

A chain value is the SHA-256 (hex) of the canonical JSON (UTF-8, keys sorted, no spaces) of
`{"scheme": 1, "previous": hex or null, "body": SHA-256 of the raw bytes, "url", "final_url", "moved_to", "status",
"headers": [[name, value], …] in the order received, "fetched_at": ISO 8601 in UTC with microseconds}`. JSON marks where every
part begins and ends, so no two different facts are framed alike. Refuses nothing; `find_broken` says where it breaks. Next: `bundle`, which hands it to others.
"""

import hashlib
import json
from collections.abc import Sequence

from monitor import model

_SCHEME = 1


def frame_link(previous: str | None, page: model.FetchedPage) -> bytes:
    """Return the bytes whose SHA-256 is the chain value of a page that follows `previous` (None: the first of its article)."""
    facts = {
        "scheme": _SCHEME,
        "previous": previous,
        "body": page.sha256,
        "url": page.url,
        "final_url": page.final_url,
        "moved_to": page.moved_to,
        "status": page.status,
        "headers": [list(header) for header in page.headers],
        "fetched_at": page.fetched_at.isoformat(timespec="microseconds"),
    }
    # ASCII only: a lone surrogate in a header could not be encoded otherwise.
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def chain_hash(previous: str | None, page: model.FetchedPage) -> str:
    """Return the chain value of a page that follows `previous` (None: the first of its article), 64 hex digits."""
    return hashlib.sha256(frame_link(previous, page)).hexdigest()


def build_snapshot(page: model.FetchedPage, previous: str | None) -> model.Snapshot:
    """Build the evidence of a page that follows the chain value `previous` (None: the first of its article)."""
    return model.Snapshot(page=page, sha256=page.sha256, chain_sha256=chain_hash(previous, page))


def verify_chain(snapshots: Sequence[model.Snapshot]) -> int | None:
    """Return the index of the first snapshot that does not prove what it claims, or None where all do.

    The snapshots of one article, oldest first, from its first version on.
    """
    return next(iter(find_broken(snapshots)), None)


def find_broken(snapshots: Sequence[model.Snapshot | None]) -> tuple[int, ...]:
    """Find every snapshot of one article that does not prove what it claims, by index; oldest first, from version 1 on.

    None stands for one that is gone; the one behind it can follow nothing. One that was altered does not speak against those behind
    it: each may follow the value that is stored for the one before, or the one that should be.
    """
    broken = []
    values: set[str | None] = {None}
    for index, snapshot in enumerate(snapshots):
        if snapshot is None:
            values = set()
            continue
        sound = [build_snapshot(snapshot.page, previous) for previous in values]
        if snapshot in sound:
            values = {snapshot.chain_sha256}
        else:
            broken.append(index)
            values = {snapshot.chain_sha256, *(one.chain_sha256 for one in sound)}
    return tuple(broken)
