from datetime import UTC, datetime

import pytest

from monitor.core import memento
from tests.builders import NOON, hours

BASE = "https://page.example/articles/1"
CAPTURES = tuple(
    memento.Capture(url=f"{BASE}/versions/{number}/raw", at=NOON + hours(number)) for number in (1, 2, 3)
)


def time_map(*captures: memento.Capture, original: str = "https://ledger.example/a?b=c") -> memento.TimeMap:
    return memento.TimeMap(
        original=original,
        map_url=f"{BASE}/timemap",
        json_url=f"{BASE}/timemap.json",
        gate_url=f"{BASE}/timegate",
        captures=captures,
    )


def test_a_time_map_is_written_as_the_rfc_shows_it():
    assert memento.write_links(time_map(*CAPTURES)).split(",\n") == [
        '<https://ledger.example/a?b=c>; rel="original"',
        (
            f'<{BASE}/timemap>; rel="self"; type="application/link-format"; '
            'from="Mon, 01 Sep 2025 13:00:00 GMT"; until="Mon, 01 Sep 2025 15:00:00 GMT"'
        ),
        f'<{BASE}/timegate>; rel="timegate"',
        f'<{BASE}/versions/1/raw>; rel="first memento"; datetime="Mon, 01 Sep 2025 13:00:00 GMT"',
        f'<{BASE}/versions/2/raw>; rel="memento"; datetime="Mon, 01 Sep 2025 14:00:00 GMT"',
        f'<{BASE}/versions/3/raw>; rel="last memento"; datetime="Mon, 01 Sep 2025 15:00:00 GMT"\n',
    ]


def test_one_capture_is_the_first_and_the_last():
    assert 'rel="first last memento"' in memento.write_links(time_map(CAPTURES[0]))


def test_the_same_is_stated_as_json():
    told = memento.state_map(time_map(*CAPTURES))
    assert told["mementos"]["last"] == {"uri": f"{BASE}/versions/3/raw", "datetime": "2025-09-01T15:00:00Z"}
    assert len(told["mementos"]["list"]) == 3
    assert told["timemap_uri"]["json_format"] == f"{BASE}/timemap.json"


def test_an_address_cannot_end_its_link_or_leave_a_header():
    hostile = 'https://ledger.example/é> ; rel="memento"\r\nx: y%20'
    said = memento.write_relations(original=hostile, map_url="m", gate_url="g")
    assert said.startswith("<https://ledger.example/%C3%A9%3E%20;%20rel=%22memento%22%0D%0Ax:%20y%20>; rel")
    assert said.isascii()


@pytest.mark.parametrize(
    ("wanted", "number"),
    [(None, 3), (NOON, 1), (NOON + hours(1), 1), (NOON + hours(2.5), 2), (NOON + hours(9), 3)],
)
def test_the_gate_leads_to_what_stood_then(wanted, number):
    assert memento.find_capture(CAPTURES, wanted) == CAPTURES[number - 1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mon, 01 Sep 2025 12:00:00 GMT", NOON),
        ("Mon, 01 Sep 2025 12:00:00 -0000", NOON),
        ("Mon, 01 Sep 2025 14:00:00 +0200", datetime(2025, 9, 1, 12, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_http_dates_are_read(words, found):
    assert memento.parse_date(words) == found
