import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import outlet_ids


@pytest.mark.parametrize(
    ("wanted", "taken", "expected"),
    [
        ("ledger", (), "ledger"),
        ("ledger", ("ledger",), "ledger-2"),
        ("ledger", ("ledger", "ledger-2"), "ledger-3"),
        ("The Coastal Ledger!", (), "the-coastal-ledger"),
        ("הארץ", (), "outlet"),
        ("", ("outlet",), "outlet-2"),
    ],
)
def test_an_id_is_made_of_a_name_and_is_unlike_those_taken(wanted, taken, expected):
    assert outlet_ids.find_outlet_id(wanted, taken_ids=taken) == expected


@given(st.text())
def test_every_id_is_one_that_a_watchlist_takes(wanted):
    found = outlet_ids.find_outlet_id(wanted, taken_ids=())
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", found)


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://www.ledger.co.uk/rss", "ledger"),
        ("https://edition.ledger.example/rss", "ledger"),
        ("http://127.0.0.1:8000/feed", "127.0.0.1"),
        ("no address", ""),
    ],
)
def test_a_site_is_called_by_its_own_label(url, label):
    assert outlet_ids.find_site_label(url) == label
