"""How far our feed reader agrees with two public suites: gofeed's feeds with their JSON twins, and feedparser's feeds
with an `Expect:` comment in each.

    .venv/bin/python benchmarks/feeds_agreement.py [FOLDER]

FOLDER (or the environment variable CLAIMWATCH_FEEDS) holds `gofeed/` and `feedparser/`. Says "not here" and ends well
where it is missing. Many feeds of the suites have entries without a link, which we count and drop; those are read once
more with a link put into every entry, so that titles and dates can be compared. Every feed is also read in broken
copies. Ends with exit code 1 when any input crashes the reader or holds it longer than the limit.
"""

import ast
import json
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pebble

from monitor import model
from monitor.core import feeds, markup, urls

LIMIT_S = 5.0
BROKEN_COPIES = 3
BASE = "http://127.0.0.1:8097/feed.xml"
FIELDS = ("entries", "link", "title", "published", "updated")

_HEADER = re.compile(r"^\s*Header:\s*([\w-]+):\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_EXPECT = re.compile(r"Expect:\s*(.*?)\s*(?:-->|$)", re.MULTILINE)
_ENTRY_TAG = re.compile(rb"<(?:\w+:)?(item|entry)\b[^>]*(?<!/)>")


@dataclass(frozen=True)
class Fact:
    #: One of FIELDS; "entries" expects their count.
    field: str
    #: Which entry.
    index: int
    expected: Any


@dataclass(frozen=True)
class Case:
    suite: str
    path: Path
    body: bytes
    url: str
    content_type: str | None
    facts: tuple[Fact, ...]


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CLAIMWATCH_FEEDS", "feeds"))
    if not folder.is_dir():
        print(f"not here: {folder} (give the folder as an argument or in CLAIMWATCH_FEEDS)")
        return 0
    cases = [*find_gofeed(folder / "gofeed"), *find_feedparser(folder / "feedparser")]
    tallies: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    samples: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    trouble: list[str] = []
    with pebble.ProcessPool(max_workers=2) as pool:
        runs = [
            (case, pool.schedule(read_all, args=(case,), timeout=LIMIT_S * (BROKEN_COPIES + 2)))
            for case in cases
        ]
        for case, run in runs:
            try:
                plain, linked, crashes = run.result()
            except TookTooLong:
                trouble.append(f"{case.path}: longer than {LIMIT_S} s")
                continue
            trouble += [f"{case.path}: {crash}" for crash in crashes]
            for fact in case.facts:
                verdict = compare(fact, plain=plain, linked=linked, url=case.url)
                tallies[case.suite, fact.field][verdict] += 1
                samples[case.suite, fact.field, verdict].append(f"{case.path.name}: {fact.expected!r}")
    show(tallies, samples)
    print(f"\n{len(cases)} feeds, each with {BROKEN_COPIES} broken copies: {len(trouble)} crashed or hung")
    print("\n".join(trouble))
    return 1 if trouble else 0


def read_all(case: Case) -> tuple[Any, Any, list[str]]:
    """Read a case as it is, with links put in, and in broken copies; the last gives names of what was raised."""
    crashes = []

    def read(body: bytes) -> Any:
        try:
            return feeds.parse_feed(body, url=case.url, content_type=case.content_type)
        except Exception as error:  # noqa: BLE001  # finding those is what this is for
            crashes.append(f"{type(error).__name__}: {error}")
            return None

    plain = read(case.body)
    linked = read(put_links(case.body)) if getattr(plain, "linkless_count", 0) else plain
    dice = random.Random(case.path.name)
    for _ in range(BROKEN_COPIES):
        read(break_bytes(case.body, dice))
    return plain, linked, crashes


def break_bytes(body: bytes, dice: random.Random) -> bytes:
    broken = bytearray(body[: dice.randrange(len(body) // 2, len(body) + 1)] if body else body)
    for _ in range(min(8, len(broken))):
        broken[dice.randrange(len(broken))] = dice.choice(b"<>&;#/\"'[]!\x00\xff\xd8 x9")
    return bytes(broken)


def put_links(body: bytes) -> bytes:
    counter = iter(range(1_000_000))

    def put(tag: re.Match[bytes]) -> bytes:
        link = f"http://put.example/{next(counter)}"
        form = f"<link>{link}</link>" if tag[1] == b"item" else f'<link rel="alternate" href="{link}"/>'
        return tag[0] + form.encode()

    return _ENTRY_TAG.sub(put, body)


def compare(fact: Fact, *, plain: Any, linked: Any, url: str) -> str:
    """Return "agrees", or the reason why not."""
    if not isinstance(plain, model.ParsedFeed):
        return "we say it is no feed"
    if fact.field == "entries":
        is_equal = len(plain.entries) + plain.linkless_count == fact.expected
        return "agrees" if is_equal else "another number of entries"
    source = linked if plain.linkless_count and fact.field != "link" else plain
    if not isinstance(source, model.ParsedFeed) or fact.index >= len(source.entries):
        return "its entry has no link that we can read"
    return compare_entry(fact, source.entries[fact.index], url=url)


def compare_entry(fact: Fact, entry: model.Entry, *, url: str) -> str:
    if fact.field == "title":
        texts = {markup.fold_space(fact.expected), markup.find_text(fact.expected)}
        return "agrees" if entry.title in texts else "another text"
    if fact.field == "link":
        return "agrees" if entry.url == urls.canonical_url(fact.expected, base=url) else "another link"
    instant = entry.published_at if fact.field == "published" else entry.updated_at
    if instant == fact.expected:
        return "agrees"
    return "we read no date" if instant is None else "another date"


def find_gofeed(folder: Path) -> Iterator[Case]:
    data = folder / "testdata"
    for path in sorted(data.rglob("*.xml")) + sorted(data.rglob("*json/*.json")):
        twin = (
            path.with_suffix(".json")
            if path.suffix == ".xml"
            else path.with_name(f"{path.stem}_expected.json")
        )
        if path.stem.endswith("_expected"):
            continue
        facts = find_twin_facts(json.loads(twin.read_text("utf-8"))) if twin.is_file() else ()
        yield Case("gofeed", path, path.read_bytes(), "http://127.0.0.1/", None, tuple(facts))


def find_twin_facts(twin: dict[str, Any]) -> Iterator[Fact]:
    items = twin.get("items") or twin.get("entries") or []
    yield Fact("entries", 0, len(items))
    for index, item in enumerate(items):
        links = [link for link in item.get("links") or [] if isinstance(link, dict)]
        alternate = next(
            (link.get("href") for link in links if link.get("rel", "alternate") == "alternate"), None
        )
        if link := item.get("link") or item.get("url") or alternate:
            yield Fact("link", index, link)
        if title := item.get("title"):
            yield Fact("title", index, title)
        published = ("publishedParsed", "pubDateParsed", "date_published")
        updated = ("updatedParsed", "date_modified")
        for field, names in (("published", published), ("updated", updated)):
            if text := next((item[name] for name in names if item.get(name)), None):
                yield Fact(field, index, datetime.fromisoformat(text.upper()).astimezone(UTC))


def find_feedparser(folder: Path) -> Iterator[Case]:
    for path in sorted((folder / "tests").rglob("*.xml")):
        body = path.read_bytes()
        head = read_comment(body)
        headers = {name.lower(): value for name, value in _HEADER.findall(head)}
        found = _EXPECT.search(head)
        yield Case(
            "feedparser",
            path,
            body,
            headers.get("content-location", BASE),
            headers.get("content-type"),
            tuple(find_expected_facts(found[1])) if found else (),
        )


def read_comment(body: bytes) -> str:
    if b"\0" in body[:64]:
        encoding = "utf-32" if body[:4].count(0) > 2 else "utf-16"
        return body.decode(encoding + ("-le" if body[:1] != b"\0" else "-be"), "replace")
    return body.decode("utf-8", "replace")


def find_expected_facts(expression: str) -> Iterator[Fact]:
    """Read `entries[0]['title'] == 'x' and …` without running it."""
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            yield from find_fact(ast.unparse(node.left), node.comparators[0])


def find_fact(left: str, right: ast.expr) -> Iterator[Fact]:
    try:
        expected = ast.literal_eval(right)
    except (ValueError, SyntaxError):
        return
    match = re.fullmatch(r"entries\[(\d+)\](?:\['(\w+)'\]|\.(\w+))", left)
    name = (match[2] or match[3]) if match else left
    index = int(match[1]) if match else 0
    if name == "len(entries)":
        yield Fact("entries", 0, expected)
    elif name in {"link", "title"} and match:
        yield Fact(name, index, expected)
    elif name in {"published_parsed", "updated_parsed"} and isinstance(expected, tuple):
        yield Fact(name.removesuffix("_parsed"), index, datetime(*expected[:6], tzinfo=UTC))


def show(
    tallies: dict[tuple[str, str], Counter[str]], samples: dict[tuple[str, str, str], list[str]]
) -> None:
    for suite in ("gofeed", "feedparser"):
        for field in FIELDS:
            tally = tallies[suite, field]
            total = tally.total()
            share = f"{tally['agrees'] / total:.1%}" if total else "-"
            print(f"{suite:10} {field:9} {tally['agrees']:4} of {total:4} agree  {share}")
            for reason, count in tally.most_common():
                if reason != "agrees":
                    print(
                        f"    {count:4} {reason}, for instance {'; '.join(samples[suite, field, reason][:6])}"
                    )


if __name__ == "__main__":
    sys.exit(main())
