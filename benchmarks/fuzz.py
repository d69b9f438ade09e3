"""Fuzzing of what reads strangers' bytes: feed, page, charset, url, diff.

`python benchmarks/fuzz.py feed --minutes 10 [--findings FOLDER]`. Guided by coverage where atheris is installed (`pip install atheris`,
no dependency of ours), else by mutating the seeds blindly. Each target never raises, ends in time, and keeps its laws;
an input that breaks one is written to the folder, and `--replay FILE` runs it again. Exits 1 where anything was found.
"""

import argparse
import contextlib
import json
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1]))

with contextlib.suppress(ImportError):
    import atheris

    _MODULES = ("monitor.core", "monitor.model", "feedparser")
    with atheris.instrument_imports(include=list(_MODULES)):
        from monitor.core import diff, encoding, extract, feeds, fingerprint, outcome, urls

from monitor import model
from monitor.core import diff, encoding, extract, feeds, fingerprint, outcome, urls
from tests.monitor.core import feed_texts, pages

#: One input may take so long; pages are stopped after ten seconds in the service.
LIMIT_S = 10
_LONGEST = 20_000
_NOW = datetime(2025, 9, 1, tzinfo=UTC)
_URL = "https://ledger.example/news/a"
_CONTENT_TYPES = (
    None, "", "text/html", "text/html; charset=utf-8", "text/html;charset=windows-1256", "text/html; charset=utf-16",
    "application/xml; charset=iso-8859-8-i", "text/plain; charset=\x00", "text/html; charset=utf-7", "application/json",
)  # fmt: skip


def fuzz_feed(data: bytes) -> None:
    """Entries have addresses of the web, and are read alike twice."""
    content_type, body = _split_type(data)
    found = feeds.parse_feed(body, url="https://ledger.example/rss", content_type=content_type)
    if isinstance(found, model.ParsedFeed):
        assert all(entry.url is None or urls.is_web_url(entry.url) for entry in found.entries)
        assert found == feeds.parse_feed(body, url="https://ledger.example/rss", content_type=content_type)


def fuzz_page(data: bytes) -> None:
    """An article has a headline and a text, keeps no markup of scripts, invents no digit, and is read alike twice."""
    content_type, body = _split_type(data)
    headers = (("content-type", content_type),) if content_type else ()
    page = model.FetchedPage(
        url=_URL, final_url=_URL, status=200, headers=headers, body=body, fetched_at=_NOW
    )
    outcome.classify_response(page, is_feed=False)
    reading = extract.read_page(page)
    again = extract.read_page(page, known_fingerprint=reading.fingerprint)
    if reading.article is None:
        assert reading.failure is not None
        return
    assert again.is_unchanged
    assert reading.article.headline
    assert reading.article.paragraphs
    assert fingerprint.content_hash(reading.article) == fingerprint.content_hash(reading.article)
    source = encoding.decode_page(body, content_type=content_type)
    if "&" not in source:  # what is written as a reference stands in no source
        body_text = reading.article.text(model.TextField.BODY)
        assert all(body_text.count(digit) <= source.count(digit) for digit in "0123456789")


def fuzz_charset(data: bytes) -> None:
    """Text without a byte beyond ASCII is that text, whatever is declared in it."""
    content_type, body = _split_type(data)
    text = encoding.decode_page(body, content_type=content_type)
    text.encode("utf-8", "surrogatepass")
    if body.isascii() and body.isalnum() and content_type is None:
        assert text == body.decode("ascii")


def fuzz_url(data: bytes) -> None:
    """A canonical address is its own canonical address, and of the web."""
    text = data.decode("utf-8", "surrogateescape")
    base, _, url = text.partition("\n")
    for found in (urls.canonical_url(text), urls.canonical_url(url, base=base)):
        if found is not None:
            assert urls.canonical_url(found) == found
            assert urls.is_web_url(found)
            assert urls.host_of(found)
            urls.is_front_page(found)
            assert urls.is_same_site(found, found)
    urls.is_same_site(base, url)


def fuzz_diff(data: bytes) -> None:
    """A diff holds both texts, character by character, and is empty where they are one."""
    old, _, new = data.decode("utf-8", "replace").partition("\x00")
    found = diff.compare_texts(model.TextField.BODY, old, new)
    assert diff.apply_diff(found) == (old, new)
    before, after = (
        model.Article(canonical_url=_URL, headline="H", paragraphs=tuple(text.split("\n\n")))
        for text in (old, new)
    )
    assert diff.compare_articles(before, after).is_empty == (before.paragraphs == after.paragraphs)


def _split_type(data: bytes) -> tuple[str | None, bytes]:
    return _CONTENT_TYPES[data[0] % len(_CONTENT_TYPES)] if data else None, data[1:]


def _feed_seeds() -> Iterator[bytes]:
    yield feed_texts.rss(feed_texts.ITEM * 2, channel="<ttl>60</ttl>").encode()
    yield feed_texts.atom(
        '<entry><title type="html">Talks &amp; 20</title><link href="/a"/><id>urn:1</id>'
        "<updated>2025-09-01T10:00:00Z</updated></entry>"
    ).encode()
    yield json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": _URL}]}
    ).encode()
    yield (
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news='
        b'"http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://ledger.example/a</loc><news:news><news:title>T'
        b"</news:title><news:publication_date>2025-09-01</news:publication_date></news:news></url></urlset>"
    )
    yield '<?xml version="1.0" encoding="windows-1256"?><rss><channel><item><title>محادثات</title></item></channel></rss>'.encode(
        "windows-1256"
    )


def _page_seeds() -> Iterator[bytes]:
    for layout in (pages.wire, pages.tabloid, pages.broadcaster, pages.arabic, pages.hebrew):
        yield layout("Israel says 20 hostages are alive.").encode()


_SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "feed": _feed_seeds,
    "page": _page_seeds,
    "charset": lambda: iter(
        (
            b'<meta charset="windows-1255"><p>20 \xe7\xe8\xe5\xf4\xe9\xed</p>',
            b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-16"?><p>20</p>',
            "<p>٢٠ رهينة</p>".encode("utf-16"),
            b'<meta http-equiv="content-type" content="text/html; charset=iso-8859-6"><p>\xd1\xe7</p>',
        )
    ),
    "url": lambda: iter(
        (
            b"https://ledger.example/a\nhttps://Ledger.example:443/b/../c?utm_source=x&id=1#top",
            "https://مثال.example/خبر?q=%D8%A7\n//cdn.example/%zz".encode(),
            b"http://user:pw@[::ffff:127.0.0.1]:8080/amp/?amp=1\n../../x;jsessionid=1",
        )
    ),
    "diff": lambda: iter(
        (
            b"Israel says 20 are alive. Talks go on.\n\nThe end.\x00Israel says 22 are alive. Talks go on.",
            "ישראל אומרת ש-20 חיים. “לא”, אמר.\x00ישראל אומרת ש-22 חיים.".encode(),
            b"A b c d. E f g.\x00E f g. A b c d.",
        )
    ),
}
TARGETS: dict[str, Callable[[bytes], None]] = {
    "feed": fuzz_feed,
    "page": fuzz_page,
    "charset": fuzz_charset,
    "url": fuzz_url,
    "diff": fuzz_diff,
}


class TooSlowError(Exception):
    """An input took longer than the limit."""


def _mutate(rng: random.Random, seeds: list[bytes], tokens: list[bytes]) -> bytes:
    """Make an input from the seeds: splice, repeat, drop, flip, insert what seeds are made of."""
    data = bytearray(bytes([rng.randrange(256)]) + rng.choice(seeds))
    for _ in range(rng.randrange(1, 8)):
        place, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
        kind = rng.randrange(6)
        if kind == 0:
            data[place:end] = b""
        elif kind == 1:
            data[place:place] = rng.choice(tokens) * rng.choice((1, 1, 2, 50))
        elif kind == 2:
            data[place:place] = data[place:end]
        elif kind == 3:
            data[place:end] = rng.choice(seeds)[place:end]
        elif kind == 4 and place < len(data):
            data[place] ^= 1 << rng.randrange(8)
        else:
            data[place:place] = rng.randbytes(rng.randrange(1, 5))
    return bytes(data[:_LONGEST])


def run_blindly(
    target: Callable[[bytes], None], seeds: list[bytes], *, seconds: float, findings: Path
) -> int:
    """Try mutated seeds until time is up; returns how many broke something."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    signal.signal(signal.SIGALRM, stop)
    rng = random.Random(time.time_ns())
    tokens = [token for seed in seeds for token in re.findall(rb"<[^>]{1,40}>|\w+|[^\w\s]+", seed)]
    found_count = tried_count = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = _mutate(rng, seeds, tokens)
        tried_count += 1
        signal.setitimer(signal.ITIMER_REAL, LIMIT_S)
        try:
            target(data)
        except Exception as error:  # noqa: BLE001  whatever it is, it is a finding
            found_count += 1
            kept = findings / f"{type(error).__name__}-{found_count}"
            kept.write_bytes(data)
            print(f"{kept}: {error!r:.300}", flush=True)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    print(f"{tried_count} inputs, {found_count} findings", flush=True)
    return found_count


def run_guided(
    target: Callable[[bytes], None], seeds: list[bytes], *, seconds: float, findings: Path
) -> None:
    """Let atheris look for inputs; does not return: libFuzzer ends the process, with 77 where it found something."""
    corpus = findings / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(b"\x03" + seed)
    flags = (
        f"-max_total_time={seconds:.0f}",
        f"-timeout={LIMIT_S}",
        "-rss_limit_mb=2048",
        f"-max_len={_LONGEST}",
    )
    atheris.Setup([sys.argv[0], str(corpus), *flags, f"-artifact_prefix={findings}/"], target)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--findings", type=Path)
    parser.add_argument("--replay", type=Path)
    chosen = parser.parse_args()
    target, seeds = TARGETS[chosen.target], list(_SEEDS[chosen.target]())
    if chosen.replay:
        target(chosen.replay.read_bytes())
        return 0
    findings = chosen.findings or Path(tempfile.mkdtemp(prefix=f"fuzz-{chosen.target}-"))
    findings.mkdir(parents=True, exist_ok=True)
    print(f"{chosen.target}, {chosen.minutes:g} minutes, findings in {findings}", flush=True)
    if "atheris" in sys.modules:
        run_guided(target, seeds, seconds=60 * chosen.minutes, findings=findings)
    return 1 if run_blindly(target, seeds, seconds=60 * chosen.minutes, findings=findings) else 0


if __name__ == "__main__":
    sys.exit(main())
