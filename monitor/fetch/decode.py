"""Content-Encoding undone: gzip, deflate, brotli, zstd, to at most so many bytes.

Whole bodies in, whole bodies out: the limit on the wire has bounded the input. Refuses bombs (stopped at the limit,
never unpacked), truncated and broken data. httpx unpacks each chunk without a limit, and one of 64 KB can hold
gigabytes.
"""

import zlib
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]  # it ships no types
import zstandard

#: What we ask servers for; deflate is undone where it comes unasked.
ACCEPTED = "gzip, br, zstd"
#: The memory a zstd sender may ask a receiver for on the web (RFC 9659).
_ZSTD_WINDOW = 8 * 1024 * 1024
#: zstd's decompressor takes no output limit; a piece of so many bytes unpacks to 16 MB at the very most.
_ZSTD_PIECE = 512
#: Codings one upon another; nobody needs more than two, and each is another pass over the body.
_MOST_CODINGS = 4
#: Packed bodies one after another in one: empty ones cost time and never reach the limit.
_MOST_PARTS = 256
_GZIP_MAGIC = b"\x1f\x8b"


class TooLargeError(Exception):
    """A body passes the limit, on the wire or unpacked."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit / 1e6:g} MB")


class BrokenError(Exception):
    """The bytes are not what Content-Encoding says, or end early."""


def decode_body(body: bytes, content_encoding: str, *, limit: int) -> bytes:
    """Undo every coding that a Content-Encoding header names, last first. Raises TooLargeError, BrokenError."""
    names = content_encoding.lower().split(",")
    if len(names) > _MOST_CODINGS:
        raise BrokenError(f"it is packed {len(names)} times over")
    for name in reversed(names):
        decoder = _DECODERS.get(name.strip())
        if decoder is None:
            raise BrokenError(f"its content coding {name.strip()!r} is unknown")
        try:
            body = decoder(body, limit) if body else body
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise BrokenError(f"its {name.strip()} data is broken: {error}") from error
    return body


def _keep(body: bytes, _limit: int) -> bytes:
    return body


def _gunzip(body: bytes, limit: int) -> bytes:
    """Undo every member (RFC 1952 2.2); what comes after them and is none is ignored, as browsers do."""
    unpacked = bytearray()
    for _ in range(_MOST_PARTS):
        decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
        unpacked += decompressor.decompress(body, limit + 1 - len(unpacked))
        body = decompressor.unused_data
        if len(unpacked) > limit or not body.startswith(_GZIP_MAGIC):
            return _checked(bytes(unpacked), limit, is_whole=decompressor.eof)
    raise BrokenError(f"it has more than {_MOST_PARTS} parts")


def _undeflate(body: bytes, limit: int) -> bytes:
    # Some servers send the bare stream, without the zlib header that the standard asks for.
    has_header = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    decompressor = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
    unpacked = decompressor.decompress(body, limit + 1)
    return _checked(unpacked, limit, is_whole=decompressor.eof)


def _unbrotli(body: bytes, limit: int) -> bytes:
    decompressor = brotli.Decompressor()
    unpacked: bytes = decompressor.process(body, output_buffer_limit=limit + 1)
    return _checked(unpacked, limit, is_whole=decompressor.is_finished())


def _unzstd(body: bytes, limit: int) -> bytes:
    unpacked = bytearray()
    frame = None
    frame_count = 0
    for piece in _pieces(body):
        left = piece
        while left:
            if frame is None:
                frame_count += 1
                frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
            unpacked += frame.decompress(left)
            if len(unpacked) > limit:
                raise TooLargeError(limit)
            left = frame.unused_data
            frame = None if frame.eof else frame
            if frame_count > _MOST_PARTS:
                raise BrokenError(f"it has more than {_MOST_PARTS} parts")
    return _checked(bytes(unpacked), limit, is_whole=frame is None)


def _pieces(body: bytes) -> Iterator[bytes]:
    return (body[start : start + _ZSTD_PIECE] for start in range(0, len(body), _ZSTD_PIECE))


def _checked(unpacked: bytes, limit: int, *, is_whole: bool) -> bytes:
    if len(unpacked) > limit:
        raise TooLargeError(limit)
    if not is_whole:
        raise BrokenError("it ends early")
    return unpacked


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "": _keep,
    "identity": _keep,
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
