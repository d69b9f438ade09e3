import tomllib

from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.app.watchlist import pasting
from tests import builders

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))


def test_an_outlet_is_written_as_the_watchlist_has_it():
    outlet = builders.outlet(feeds=("https://ledger.example/a", "https://ledger.example/b"), language="en")
    assert pasting.render_outlet(outlet, remarks={"https://ledger.example/b": "30 entries"}) == (
        '[[outlets]]\nid = "ledger"\nname = "The Coastal Ledger"\nlanguage = "en"\nfeeds = [\n'
        '  "https://ledger.example/a",\n  "https://ledger.example/b",  # 30 entries\n]'
    )


def test_strangers_text_turns_no_line_of_the_file_round():
    outlet = model.Outlet(id="a", name="Ledger\u202eMBH", feeds=("https://ledger.example/\u2066rss",))
    remarks = {outlet.feeds[0]: "The Ledger\u202e\x9b31m, \u200fידיעות"}
    text = pasting.render_outlet(outlet, remarks=remarks)
    assert 'name = "Ledger\\u202eMBH"' in text
    assert '"https://ledger.example/\\u2066rss",  # The Ledger31m, \u200fידיעות' in text


@given(name=TEXTS, feeds=st.lists(TEXTS))
def test_whatever_an_outlet_is_called_its_lines_are_toml(name, feeds):
    outlet = model.Outlet(id="a", name=name, feeds=tuple(feeds))
    (read,) = tomllib.loads(pasting.render_outlet(outlet))["outlets"]
    assert (read["name"], read["feeds"]) == (name, feeds)
