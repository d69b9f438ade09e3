"""Every watchlist in examples/ loads, its claims hold their own examples, and it watches in three languages."""

from pathlib import Path

import pytest

from monitor import model
from monitor.app import settings, watchlist

EXAMPLES = settings.shipped_watchlist().parent
WATCHLISTS = sorted(path for path in EXAMPLES.glob("*.toml") if not path.name.endswith(".claims.toml"))
NUMBERS = {model.ClaimType.COUNT, model.ClaimType.DURATION, model.ClaimType.AMOUNT}


@pytest.fixture(params=WATCHLISTS, ids=lambda path: path.stem)
def path(request) -> Path:
    return request.param


def test_three_stories_ship():
    assert [path.stem for path in WATCHLISTS] == ["earthquake", "gaza-negotiations", "pay-dispute"]


def test_a_shipped_watchlist_loads_without_any_secret(path):
    watch = watchlist.load_watchlist(path, environ={}).watch
    assert len(watch.outlets) >= 20
    assert {outlet.language for outlet in watch.outlets} == {"en", "ar", "he"}
    assert len(watch.topics) == 1
    assert watch.rules == watch.channels == ()


def test_each_shipped_number_has_examples_in_three_languages_and_counter_examples(path):
    for claim in watchlist.load_watchlist(path, environ={}).watch.claims:
        if claim.type in NUMBERS:
            assert any(text.isascii() for text in claim.examples), claim.id
            assert any("\u0621" <= char <= "\u064a" for text in claim.examples for char in text), claim.id
            assert any("\u05d0" <= char <= "\u05ea" for text in claim.examples for char in text), claim.id
        assert claim.counter_examples, claim.id


@pytest.mark.parametrize(
    ("name", "claims"),
    [
        (
            "earthquake",
            ["quake_dead", "quake_injured", "quake_missing", "quake_displaced", "quake_magnitude"],
        ),
        ("pay-dispute", ["pay_offer", "strike_days", "members_out", "talks_status"]),
    ],
)
def test_a_story_watches_these_claims(name, claims):
    watch = watchlist.load_watchlist(EXAMPLES / f"{name}.toml", environ={}).watch
    assert [claim.id for claim in watch.claims] == claims
