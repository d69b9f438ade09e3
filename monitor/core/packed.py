"""Files that are packed in themselves, whatever their headers say: a sitemap's `.xml.gz`. Known by their first bytes.

Refuses what unpacks beyond a limit, and what is broken from its first byte; what ends early is kept as far as it goes.
Next: `feeds`, which reads what is inside.
"""

import zlib

_GZIP = b"\x1f\x8b"
#: As much as a body may have that came unpacked, by default (`CLAIMWATCH_FETCH_MAX_BYTES`).
MAX_BYTES = 10 * 1024 * 1024
#: A gzip file may be several, one after another; honest ones are one.
_MOST_PARTS = 16


def is_packed(body: bytes) -> bool:
    """Whether bytes begin as a gzip file does."""
    return body.startswith(_GZIP)


def unpack(body: bytes, *, limit: int = MAX_BYTES) -> bytes | None:
    """Return what a gzip file holds; None where that is more than `limit` bytes or nothing can be unpacked."""
    unpacked = bytearray()
    for _ in range(_MOST_PARTS):
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            unpacked += unpacker.decompress(body, limit + 1 - len(unpacked))
        except zlib.error:
            break
        body = unpacker.unused_data
        if len(unpacked) > limit or not is_packed(body):
            break
    return bytes(unpacked) if 0 < len(unpacked) <= limit else None
