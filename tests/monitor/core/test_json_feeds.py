import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import feeds, json_feeds

URL = "https://ledger.example/news/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def read(*items: Any, **members: Any) -> model.ParsedFeed:
    body = json.dumps({"version": VERSION, "title": "The  Ledger", "items": items} | members).encode()
    parsed = feeds.parse_feed(body, url=URL, content_type="application/feed+json")
    assert isinstance(parsed, model.ParsedFeed), parsed
    return parsed


def test_a_json_item_becomes_an_entry():
    parsed = read(
        {
            "id": "tag:1",
            "url": "https://ledger.example/a?utm_source=json&id=2",
            "title": "22  hostages",
            "summary": "One\nTwo",
            "authors": [{"name": "Dana Oren"}, {"url": "https://x.example"}, {"name": "Avi Bar"}],
            "date_published": "2025-09-01T15:00:00+03:00",
            "date_modified": "2025-09-01t12:30:00z",
        },
        language="en",
    )
    assert parsed == model.ParsedFeed(
        format="json11",
        title="The Ledger",
        language="en",
        entries=(
            model.Entry(
                url="https://ledger.example/a?id=2",
                link="https://ledger.example/a?utm_source=json&id=2",
                guid="tag:1",
                title="22 hostages",
                summary="One Two",
                author="Dana Oren, Avi Bar",
                published_at=datetime(2025, 9, 1, 12, 0, tzinfo=UTC),
                updated_at=datetime(2025, 9, 1, 12, 30, tzinfo=UTC),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("version", "format_name"),
    [
        (VERSION, "json11"),
        ("https://jsonfeed.org/version/1", "json10"),
        ("http://www.jsonfeed.org/version/1/", "json10"),
        ("1.0", "json10"),
        (1.1, "json11"),
        ("https://jsonfeed.org/version/1.2", "json"),
    ],
)
def test_the_version_is_told(version: object, format_name: str):
    assert read(version=version).format == format_name


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"url": "/a"}, "https://ledger.example/a"),
        ({"url": "a", "id": "https://ledger.example/id"}, "https://ledger.example/news/a"),
        ({"id": "https://ledger.example/id"}, "https://ledger.example/id"),
        ({"id": 20, "external_url": "https://other.example/b"}, "https://other.example/b"),
        ({"url": "mailto:x", "id": "https://ledger.example/id"}, "https://ledger.example/id"),
    ],
)
def test_the_best_usable_link_is_taken(item: dict[str, Any], expected: str):
    assert read(item).entries[0].url == expected


def test_entries_without_a_usable_link_are_counted():
    parsed = read({"id": "20"}, {"url": None}, "no item", {"url": "/a"})
    assert len(parsed.entries) == 1
    assert parsed.linkless_count == 3


@pytest.mark.parametrize(
    ("item", "summary"),
    [
        ({"content_text": "20 < 22"}, "20 < 22"),
        ({"content_html": "<p>One</p><p>Two</p>"}, "One Two"),
        ({"summary": " ", "content_html": "<p>One</p>"}, "One"),
        ({"summary": ["x"]}, ""),
        ({"summary": "x" * 20_000}, "x" * 10_000),
    ],
)
def test_the_summary_is_plain_text(item: dict[str, Any], summary: str):
    assert read({"url": "/a"} | item).entries[0].summary == summary


@pytest.mark.parametrize(
    "item",
    [
        {"author": {"name": "Dana Oren"}},
        {"authors": [{"name": "Dana Oren"}, 20]},
        {"authors": "nobody", "author": {"name": "Dana Oren"}},
    ],
)
def test_authors_of_both_versions_are_read(item: dict[str, Any]):
    assert read({"url": "/a"} | item).entries[0].author == "Dana Oren"


def test_members_of_a_wrong_type_lose_only_themselves():
    entry = read({"url": "/a", "id": True, "title": 20, "author": 1, "date_published": "soon"}).entries[0]
    assert entry == model.Entry(url="https://ledger.example/a", link="/a", title="20")


def test_a_date_without_a_zone_is_utc_and_one_out_of_range_is_none():
    entry = read(
        {"url": "/a", "date_published": "2025-09-01T12:00:00", "date_modified": "0001-01-01T00:00:00+05:00"}
    ).entries[0]
    assert entry.published_at == datetime(2025, 9, 1, 12, 0, tzinfo=UTC)
    assert entry.updated_at is None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "broken JSON"),
        (b"[" * 100_000, "broken JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "broken JSON"),
        (b"[]", "a JSON list"),
        (b"{}", "names no JSON Feed version"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 20}', "has no items"),
        (b'\xef\xbb\xbf {"version": "2.0", "items": []}', "names no JSON Feed version"),
    ],
)
def test_json_that_is_no_feed_is_refused_and_named(body: bytes, words: str):
    failure = feeds.parse_feed(body, url=URL)
    assert isinstance(failure, model.Failure)
    assert failure.kind is model.FailureKind.NOT_A_FEED
    assert words in failure.detail


def test_half_an_emoji_is_left_out():
    body = b'{"version": "1", "items": [{"url": "/a", "title": "20 \\ud83d held"}]}'
    parsed = json_feeds.parse_json_feed(body, url=URL)
    assert isinstance(parsed, model.ParsedFeed)
    assert parsed.entries[0].title == "20 held"


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_NAMES = st.sampled_from(
    ["id", "url", "title", "summary", "authors", "author", "date_published", "content_html"]
)


@given(items=st.lists(st.dictionaries(_NAMES, _JSON, max_size=5), max_size=3))
def test_any_members_are_read_without_an_error(items: list[dict[str, Any]]):
    parsed = read(*items)
    assert len(parsed.entries) + parsed.linkless_count == len(items)


@pytest.mark.parametrize(
    ("said", "older"),
    [("https://ledger.example/2.json", "https://ledger.example/2.json"), ("", None), (2, None), (None, None)],
)
def test_it_says_where_its_older_entries_are(said, older):
    parsed = feeds.parse_feed(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [], "next_url": said}).encode(),
        url=URL,
    )
    assert isinstance(parsed, model.ParsedFeed)
    assert parsed.older_url == older
