import io
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from monitor import model
from monitor.core import feeds
from tests import builders
from tests.builders import NOON, minutes
from tests.fakes import readings
from tests.fakes.morning import build_morning

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TOPIC = "/topics/negotiations"
HOSTILE = '<script>alert("x")</script> & ]]> <!channel>'


def read(client, path: str = f"{TOPIC}.atom") -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content)


def read_json(client, path: str = f"{TOPIC}.json") -> dict:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/feed+json"
    return answer.json()


def titles(feed: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


def links(node: ET.Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in node.findall(f"{ATOM}link")}


def change_first(morning: readings.FakeReadings, *, article=None, **fields) -> readings.FakeReadings:
    """Return the morning with another first change."""
    first, *rest = morning.details
    reading = first.reading
    reading = replace(
        reading,
        article=replace(reading.article, **(article or {})),
        change=replace(reading.change, **fields),
    )
    morning.details = (replace(first, reading=reading), *rest)
    return morning


@pytest.fixture
def moved(morning) -> readings.FakeReadings:
    """The morning, with a bulletin about a claim of its topic and one about an outlet."""
    consensus = builders.consensus_bulletin(topic_id="negotiations", created_at=NOON + minutes(300))
    outlet = builders.bulletin(created_at=NOON + minutes(200))
    morning.bulletins = (
        model.BulletinReading(id=2, bulletin=consensus),
        model.BulletinReading(id=1, bulletin=outlet),
    )
    return morning


def test_no_direction_that_an_article_sets_turns_a_feed_round(page, morning):
    event = builders.event(model.EventKind.HEADLINE_CHANGED, summary="Headline is now “\u202e02\u2066”.\x07")
    change_first(
        morning, article={"headline": "\u202e02 \u2067"}, claim_changes=(), events=(event,), notice="\u202eNo"
    )

    for path in (f"{TOPIC}.atom", f"{TOPIC}.json"):
        text = page.get(path).text
        assert not set("\u202e\u2066\u2067\x07") & set(text)
        assert "Headline is now “02”" in text


def test_a_feed_lists_changes_with_links_and_times(page):
    feed = read(page)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 7
    ledger = next(entry for entry in entries if links(entry)["alternate"].endswith("/changes/11"))
    assert links(ledger)["alternate"] == "http://testserver/changes/11"
    assert urlsplit(links(ledger)["related"]).scheme == "https"
    assert ledger.findtext(f"{ATOM}updated") == "2025-09-01T10:00:00+00:00"
    lines = ledger.findtext(f"{ATOM}summary").splitlines()
    assert "Hostages described as alive: 22 → 20" in lines
    assert any(line.startswith("Before: “") and "22 hostages" in line for line in lines)
    assert any(line.startswith("Now: “") and "20 hostages" in line for line in lines)
    assert any("last seen old" in line for line in lines)
    assert feed.findtext(f"{ATOM}updated") == "2025-09-01T10:50:00+00:00"
    terms = {category.get("term") for category in ledger.findall(f"{ATOM}category")}
    assert {"hostages_alive", "claim_changed", "severity-high"} <= terms


def test_an_entry_has_the_title_that_an_alert_has(page):
    assert "The Coastal Ledger: 20 living hostages; it said 22, no correction notice" in titles(read(page))


def test_a_change_that_nobody_was_told_of_has_the_title_it_would_have_had(open_page, morning):
    event = builders.event(model.EventKind.HEADLINE_CHANGED, summary="Headline is now “B”; it was “A”.")
    change_first(morning, events=(event,), claim_changes=())

    assert any(
        title.endswith("Headline is now “B”; it was “A”") for title in titles(read(open_page(morning)))
    )


def test_a_change_without_an_event_is_an_edit(open_page, morning):
    change_first(morning, events=(), claim_changes=())

    assert any(title.endswith("the text was edited") for title in titles(read(open_page(morning))))


def test_a_feed_uses_the_address_the_page_is_known_by_and_its_entries_keep_their_names(open_page, morning):
    here, there = read(open_page(morning)), read(open_page(morning, base_url="https://watch.example/"))

    assert there.findtext(f"{ATOM}id") == "https://watch.example/topics/negotiations.atom"
    assert links(there)["alternate"] == "https://watch.example/changes?topic=negotiations"
    ids = [[entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")] for feed in (here, there)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 7
    assert all(one.startswith("urn:uuid:") for one in ids[0])


def test_a_feed_without_changes_is_a_feed_and_the_same_every_time(open_page):
    client = open_page(readings.FakeReadings())

    assert read(client).findall(f"{ATOM}entry") == []
    assert client.get(f"{TOPIC}.atom").content == client.get(f"{TOPIC}.atom").content
    assert read_json(client)["items"] == []


@pytest.mark.parametrize(
    ("character", "shown"), [("\x00", ""), ("\x0b", ""), ("\x1b", ""), ("\ufffe", "\ufffd")]
)
def test_characters_that_xml_cannot_hold_are_left_out_or_replaced(open_page, morning, character, shown):
    names = {"headline": f"Odd{character}one", "outlet_name": f"The{character}Ledger"}
    feed = read(open_page(change_first(morning, article=names)))

    assert any(title.startswith(f"The{shown}Ledger") for title in titles(feed))
    assert any(f"Odd{shown}one" in node.text for node in feed.iter(f"{ATOM}content"))


def test_markup_in_an_article_stays_words(open_page, morning):
    claim = builders.claim_change(new=builders.claim(20, sentence=HOSTILE), summary=HOSTILE)
    names = {"headline": HOSTILE, "outlet_name": HOSTILE, "url": "javascript:alert(1)"}
    change_first(morning, article=names, claim_changes=(claim,), notice=HOSTILE)
    client = open_page(morning)

    html = next(node.text for node in read(client).iter(f"{ATOM}content") if "alert(" in node.text)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "javascript:" not in html
    item = next(item for item in read_json(client)["items"] if "alert(" in item["content_html"])
    assert "<script" not in item["content_html"]
    assert HOSTILE in item["content_text"]
    assert "external_url" not in item


def test_feedparser_reads_back_what_was_written(page):
    found = feedparser.parse(io.BytesIO(page.get(f"{TOPIC}.atom").content))

    assert not found.bozo
    assert len(found.entries) == 7
    for entry in found.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.title
        assert entry.updated_parsed
        assert "See the evidence" in entry.content[0].value


@pytest.mark.parametrize("kind", ["atom", "json"])
def test_our_own_reader_takes_both_kinds(page, kind):
    answer = page.get(f"{TOPIC}.{kind}")
    found = feeds.parse_feed(
        answer.content,
        url=f"https://watch.example{TOPIC}.{kind}",
        content_type=answer.headers["content-type"],
    )

    assert isinstance(found, model.ParsedFeed)
    assert len(found.entries) == 7


def test_a_json_feed_holds_what_the_atom_feed_holds(page):
    atom, json = read(page), read_json(page)

    assert json["version"] == "https://jsonfeed.org/version/1.1"
    assert json["feed_url"] == "http://testserver/topics/negotiations.json"
    for entry, item in zip(atom.findall(f"{ATOM}entry"), json["items"], strict=True):
        assert item["id"] == entry.findtext(f"{ATOM}id")
        assert item["title"] == entry.findtext(f"{ATOM}title")
        assert item["content_html"] == entry.findtext(f"{ATOM}content")
        assert item["content_text"] == entry.findtext(f"{ATOM}summary")
        assert item["url"] == links(entry)["alternate"]
        assert datetime.fromisoformat(item["date_modified"]).tzinfo


def test_a_right_to_left_article_keeps_its_direction(page):
    entry = next(
        entry for entry in read(page).findall(f"{ATOM}entry") if "صحيفة" in entry.findtext(f"{ATOM}title")
    )

    assert entry.findtext(f"{ATOM}title").startswith("\u2068صحيفة الساحل\u2069")
    assert 'dir="auto" lang="ar"' in entry.findtext(f"{ATOM}content")


def test_news_of_no_article_stands_in_its_topics_feed(open_page, moved):
    newest, *_ = read(open_page(moved)).findall(f"{ATOM}entry")

    assert newest.findtext(f"{ATOM}title").startswith("Gaza negotiations: Most outlets now say 20")
    assert links(newest) == {"alternate": "http://testserver/bulletins/2"}
    content = newest.findtext(f"{ATOM}content")
    assert "The Herald" in content
    assert "Officials said 20 hostages are alive." in content
    assert "2 more outlets on the page" in content
    assert len(read(open_page(moved)).findall(f"{ATOM}entry")) == 8


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 9),
        ("?outlet=ledger", 3),
        ("?kind=outlet_blocked", 1),
        ("?kind=consensus_moved", 1),
        ("?claim=hostages_alive&severity=high", 3),
        ("?topic=other", 0),
    ],
)
def test_a_feed_takes_the_filters_of_the_page(open_page, moved, query, count):
    client = open_page(moved)
    feed, listed = read(client, f"/changes.atom{query}"), read_json(client, f"/changes.json{query}")

    assert len(feed.findall(f"{ATOM}entry")) == len(listed["items"]) == count
    assert links(feed)["self"] == f"http://testserver/changes.atom{query}"
    assert links(feed)["alternate"] == f"http://testserver/changes{query}"


def test_a_filter_there_is_none_of_is_refused(page):
    assert page.get("/changes.atom?severty=high").status_code == 422
    assert page.get(f"{TOPIC}.json?severity=grave").status_code == 422


def test_a_topic_not_watched_has_no_feed(page):
    assert page.get("/topics/weather.atom").status_code == 404
    assert page.get("/topics/weather.json").status_code == 404


def test_a_reader_that_was_away_pages_back_and_misses_nothing(open_page):
    morning = build_morning()
    first = morning.details[0]
    morning.details = tuple(
        replace(first, reading=replace(first.reading, id=number)) for number in range(120, 0, -1)
    )
    morning.bulletins = tuple(
        model.BulletinReading(id=number, bulletin=builders.bulletin()) for number in range(170, 0, -1)
    )
    client = open_page(morning)
    seen: list[str] = []
    url: str | None = "/changes.atom?outlet=ledger"
    while url:
        feed = read(client, url.removeprefix("http://testserver"))
        seen += [links(entry)["alternate"] for entry in feed.findall(f"{ATOM}entry")]
        url = links(feed).get("next")

    assert len(seen) == len(set(seen)) == 290
    assert "before=71&bulletin_before=121" in read_json(client, "/changes.json")["next_url"]


def test_a_feed_of_bulletins_alone_pages_back_too(open_page):
    bulletins = tuple(
        model.BulletinReading(id=number, bulletin=builders.bulletin()) for number in range(60, 0, -1)
    )
    client = open_page(readings.FakeReadings(bulletins=bulletins))
    first = read_json(client, "/changes.json")

    assert first["next_url"] == "http://testserver/changes.json?bulletin_before=11"
    assert first["home_page_url"] == "http://testserver/changes"
    assert len(read_json(client, "/changes.json?bulletin_before=11")["items"]) == 10


def test_what_a_reader_has_is_not_sent_again(page):
    first = page.get(f"{TOPIC}.atom")
    again = page.get(f"{TOPIC}.atom", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert parsedate_to_datetime(first.headers["last-modified"]) == builders.NOON.replace(hour=10, minute=50)
    other = page.get(f"{TOPIC}.json", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_date_alone_holds_nothing_back(page):
    first = page.get(f"{TOPIC}.atom")

    answer = page.get(f"{TOPIC}.atom", headers={"If-Modified-Since": first.headers["last-modified"]})
    assert answer.status_code == 200


def test_a_text_that_was_confirmed_is_an_update_of_its_entry(open_page, morning):
    doubt = model.Doubt(
        kind=model.DoubtKind.COLLAPSED,
        detail="Most of it is gone.",
        standing=model.Standing.CONFIRMED,
        judged_at=NOON + minutes(60),
    )
    before = read(open_page(morning))
    after = read(open_page(change_first(morning, doubt=doubt)))

    def times(feed):
        return {
            entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated")
            for entry in feed.findall(f"{ATOM}entry")
        }

    changed = {name for name, at in times(after).items() if times(before)[name] != at}
    assert len(changed) == 1
    assert changed <= set(times(before))


def test_pages_name_their_feeds(page):
    shown = page.get("/changes?outlet=ledger&severity=high").text

    for kind in ("atom", "json"):
        assert f'href="/changes.{kind}?outlet=ledger&amp;severity=high"' in shown
        assert f'href="/topics/negotiations.{kind}"' in shown
        assert f'href="/topics/negotiations.{kind}"' in page.get("/").text
    assert 'href="/changes.atom"' in page.get("/changes").text
    assert 'href="/changes.json?claim=hostages_alive"' in page.get("/claims/hostages_alive").text


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/outlets/ledger", "The Coastal Ledger: changes in its coverage"),
        ("/claims/ceasefire_days", "Length of the ceasefire: changes in the coverage"),
    ],
)
def test_an_outlet_and_a_claim_have_feeds_of_their_own(page, path, title):
    answer = page.get(f"{path}.json").json()
    assert (answer["title"], answer["feed_url"]) == (title, f"http://testserver{path}.json")
    name = path.split("/")[1].removesuffix("s")
    filtered = page.get("/changes.json", params={name: path.rpartition("/")[2]}).json()
    assert [one["id"] for one in answer["items"]] == [one["id"] for one in filtered["items"]]
    assert answer["items"]
    atom = page.get(f"{path}.atom")
    assert atom.headers["content-type"].startswith("application/atom+xml")
    assert page.get(f"{path}x.atom").status_code == 404
    assert page.get(f"{path}x.json").status_code == 404
