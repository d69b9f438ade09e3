import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch import decode

LIMIT = 1_000_000


def deflate_bare(body: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(body) + compressor.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    " Deflate ": deflate_bare,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "": bytes,
    "identity": bytes,
}


@pytest.mark.parametrize("coding", PACKERS)
@given(body=st.binary(max_size=2000))
def test_every_coding_is_undone(coding: str, body: bytes):
    assert decode.decode_body(PACKERS[coding](body), coding, limit=LIMIT) == body


def test_two_codings_are_undone_last_first():
    assert decode.decode_body(brotli.compress(gzip.compress(b"20")), "gzip, br", limit=LIMIT) == b"20"


def test_several_zstd_frames_are_one_body():
    body = zstandard.compress(b"20 " * 500) + zstandard.compress(b"held")
    assert decode.decode_body(body, "zstd", limit=LIMIT) == b"20 " * 500 + b"held"


def test_an_empty_body_needs_no_undoing():
    assert decode.decode_body(b"", "gzip, br", limit=LIMIT) == b""


@pytest.mark.parametrize("coding", ["gzip", "deflate", " Deflate ", "br", "zstd"])
def test_a_bomb_is_stopped_at_the_limit(coding: str):
    bomb = PACKERS[coding](b"0" * 9_000_000)
    assert len(bomb) < 60_000
    with pytest.raises(decode.TooLargeError, match="1 MB"):
        decode.decode_body(bomb, coding, limit=LIMIT)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_the_limit_itself_is_not_too_large(coding: str):
    assert len(decode.decode_body(PACKERS[coding](b"0" * LIMIT), coding, limit=LIMIT)) == LIMIT


@pytest.mark.parametrize("coding", ["gzip", "deflate", " Deflate ", "br", "zstd"])
def test_data_that_ends_early_is_broken(coding: str):
    body = bytes(n * n % 251 for n in range(5000))
    with pytest.raises(decode.BrokenError, match="ends early"):
        decode.decode_body(PACKERS[coding](body)[:-20], coding, limit=LIMIT)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_data_of_another_coding_is_broken(coding: str):
    with pytest.raises(decode.BrokenError):
        decode.decode_body(b"<html>20</html>", coding, limit=LIMIT)


def test_an_unknown_coding_is_broken():
    with pytest.raises(decode.BrokenError, match="'lzma' is unknown"):
        decode.decode_body(b"20", "lzma", limit=LIMIT)


def test_a_zstd_window_beyond_that_of_the_web_is_broken():
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    body = compressor.compress(b"0" * 20_000_000) + compressor.flush()
    with pytest.raises(decode.BrokenError):
        decode.decode_body(body, "zstd", limit=LIMIT)


def test_several_gzip_members_are_one_body_and_padding_after_them_is_none():
    body = gzip.compress(b"20 " * 500) + gzip.compress(b"held")
    for padding in (b"", b"\0" * 512):
        assert decode.decode_body(body + padding, "gzip", limit=LIMIT) == b"20 " * 500 + b"held"


def test_a_last_member_that_ends_early_is_broken():
    with pytest.raises(decode.BrokenError, match="ends early"):
        decode.decode_body(gzip.compress(b"20 ") + gzip.compress(b"held")[:-9], "gzip", limit=LIMIT)


def test_members_are_counted_against_the_limit_together():
    assert len(decode.decode_body(gzip.compress(b"0" * 1000) * 2, "gzip", limit=2000)) == 2000
    with pytest.raises(decode.TooLargeError):
        decode.decode_body(gzip.compress(b"0" * 1000) * 3, "gzip", limit=2000)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_empty_parts_without_end_are_broken(coding: str):
    with pytest.raises(decode.BrokenError, match="more than 256 parts"):
        decode.decode_body(PACKERS[coding](b"") * 50_000, coding, limit=LIMIT)


def test_what_is_packed_over_and_over_is_not_unpacked():
    body = b"20"
    for _ in range(5):
        body = gzip.compress(body)
    with pytest.raises(decode.BrokenError, match="packed 5 times"):
        decode.decode_body(body, ", ".join(["gzip"] * 5), limit=LIMIT)
