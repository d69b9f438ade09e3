from datetime import UTC, datetime, timedelta

import pytest

from monitor import model
from tests.monitor.core.feed_texts import ITEM, atom, only, read, rss


def test_an_rss_item_becomes_an_entry():
    parsed = read(
        rss(
            "<item><title>22 hostages</title><link>https://ledger.example/a?utm_source=rss&amp;id=2</link>"
            "<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</description>"
            '<guid isPermaLink="false">tag:1</guid><author>Dana Oren</author>'
            "<pubDate>Mon, 01 Sep 2025 15:00:00 +0300</pubDate></item>",
            channel="<language>en</language><ttl>15</ttl>",
        )
    )
    assert parsed == model.ParsedFeed(
        format="rss20",
        title="The Ledger",
        language="en",
        ttl=timedelta(minutes=15),
        entries=(
            model.Entry(
                url="https://ledger.example/a?id=2",
                link="https://ledger.example/a?utm_source=rss&id=2",
                guid="tag:1",
                title="22 hostages",
                summary="One. Two & three.",
                author="Dana Oren",
                published_at=datetime(2025, 9, 1, 12, 0, tzinfo=UTC),
            ),
        ),
    )


def test_an_atom_entry_becomes_an_entry():
    entry = only(
        read(
            atom(
                '<entry><title type="html">20 &amp;lt; &lt;b&gt;22&lt;/b&gt;</title><id>tag:1</id>'
                '<link rel="self" href="https://ledger.example/self"/>'
                '<link rel="alternate" href="https://ledger.example/a"/>'
                '<link rel="enclosure" href="https://ledger.example/a.mp3"/>'
                "<summary>Talks &lt;go&gt; on</summary><author><name>Dana Oren</name></author>"
                "<published>2025-09-01T12:00:00Z</published><updated>2025-09-01T14:30:00+02:00</updated></entry>"
            )
        )
    )
    assert entry.url == "https://ledger.example/a"
    assert entry.title == "20 < 22"
    assert entry.summary == "Talks <go> on"
    assert entry.author == "Dana Oren"
    assert entry.published_at == datetime(2025, 9, 1, 12, 0, tzinfo=UTC)
    assert entry.updated_at == datetime(2025, 9, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<item><link>/a</link></item>", "https://ledger.example/a"),
        ("<item><link>b</link></item>", "https://ledger.example/news/b"),
        ("<item><link>\n https://ledger.example/a\n</link></item>", "https://ledger.example/a"),
        ('<item xml:base="https://other.example/x/"><link>b</link></item>', "https://other.example/x/b"),
        ("<item><guid>https://ledger.example/g</guid></item>", "https://ledger.example/g"),
        ("<item><link/><guid>https://ledger.example/g</guid></item>", "https://ledger.example/g"),
        (
            "<item><link>https://ledger.example/a</link><guid>https://ledger.example/g</guid></item>",
            "https://ledger.example/a",
        ),
        (
            (
                '<item><link>https://counter.example/~r/1</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner'
                '/ext/1.0">https://ledger.example/a</f:origLink></item>'
            ),
            "https://ledger.example/a",
        ),
        (
            (
                '<item><link>javascript:void(0)</link><a:link xmlns:a="http://www.w3.org/2005/Atom" '
                'type="text/html; charset=utf-8" href="https://ledger.example/a"/></item>'
            ),
            "https://ledger.example/a",
        ),
    ],
)
def test_the_best_usable_link_is_taken(item: str, expected: str):
    assert only(read(rss(item))).url == expected


def test_an_rdf_item_without_a_link_is_named_by_its_address():
    entry = only(
        read(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://ledger.example/a">'
            "<dc:date>2025-09-01T12:00:00</dc:date></item></rdf:RDF>"
        )
    )
    assert entry.url == "https://ledger.example/a"
    assert entry.published_at == entry.updated_at == datetime(2025, 9, 1, 12, 0, tzinfo=UTC)


def test_entries_without_a_usable_link_are_counted():
    parsed = read(
        rss(
            "<item><title>none</title></item><item><link>mailto:desk@ledger.example</link></item>"
            '<item><guid isPermaLink="false">https://ledger.example/g</guid></item>'
            '<item><enclosure url="https://ledger.example/a.mp3"/></item>' + ITEM
        )
    )
    assert len(parsed.entries) == 1
    assert parsed.linkless_count == 4


def test_an_atom_entry_with_only_an_update_has_no_publication_date():
    entry = only(read(atom('<entry><link href="/a"/><updated>2025-09-01T12:00:00Z</updated></entry>')))
    assert entry.published_at is None
    assert entry.updated_at == datetime(2025, 9, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, 0, 0, tzinfo=UTC)),
        ("2025-09-01 12:00", datetime(2025, 9, 1, 12, 0, tzinfo=UTC)),
        ("soon", None),
        ("9999-12-31T23:59:59-23:00", None),
    ],
)
def test_dates_are_read_in_utc_or_not_at_all(date: str, expected: datetime | None):
    entry = only(read(rss(f"<item><link>/a</link><pubDate>{date}</pubDate></item>")))
    assert entry.published_at == expected


def test_texts_are_kept_to_a_length_that_can_be_stored():
    long = "x" * 200_000
    entry = only(
        read(rss(f"<item><title>{long}</title><link>/a</link><description>{long}</description></item>"))
    )
    assert len(entry.title) <= 20_000
    assert len(entry.summary) <= 10_000
