from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.fakes import readings

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client) -> ET.Element:
    answer = client.get("/topics/negotiations.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content)


def test_the_feed_lists_changes_with_links_and_times(page):
    feed = read(page)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 7
    assert entries[1].findtext(f"{ATOM}title") == "The Coastal Ledger: Hostages described as alive: 22 → 20"
    assert entries[1].find(f"{ATOM}link").get("href") == "http://testserver/changes/11"
    assert entries[1].findtext(f"{ATOM}updated") == "2025-09-01T10:00:00+00:00"
    assert "last seen old" in entries[1].findtext(f"{ATOM}summary")
    assert feed.findtext(f"{ATOM}updated") == "2025-09-01T10:50:00+00:00"


def test_the_feed_uses_the_address_the_page_is_known_by(open_page, morning):
    feed = read(open_page(morning, base_url="https://watch.example/"))
    assert feed.findtext(f"{ATOM}id") == "https://watch.example/topics/negotiations.atom"


def test_a_feed_without_changes_is_a_feed(open_page):
    assert read(open_page(readings.FakeReadings())).findall(f"{ATOM}entry") == []


@pytest.mark.parametrize("character", ["\x00", "\x0b", "￾", "\x1b"])
def test_characters_that_xml_cannot_hold_are_replaced(open_page, morning, character):
    detail = morning.details[0]
    article = replace(
        detail.reading.article, headline=f"Odd{character}one", outlet_name=f"The{character}Ledger"
    )
    morning.details = (replace(detail, reading=replace(detail.reading, article=article)),)
    assert "The�Ledger" in read(open_page(morning)).findtext(f"{ATOM}entry/{ATOM}title")


def test_a_topic_not_watched_has_no_feed(page):
    assert page.get("/topics/weather.atom").status_code == 404
