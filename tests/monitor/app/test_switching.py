"""A channel that was switched off is on again with other settings."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

import alerts
from monitor import model
from monitor.app import settings, switching, watchlist
from tests import builders
from tests.builders import NOON
from tests.fakes import store as fake
from tests.storage import scenes

URL = "https://hooks.slack.example/services/one"


def load(url: str = URL) -> watchlist.Loaded:
    shipped = watchlist.load_definitions(settings.shipped_watchlist())
    return watchlist.Loaded(
        path=settings.shipped_watchlist(),
        channels={"desk": alerts.SlackChannel(url=SecretStr(url))},
        watch=replace(shipped, channels=(model.ChannelAddress(id="desk"),)),
    )


@pytest.fixture
def store() -> fake.FakeStore:
    """A store whose channel was switched off with these settings."""
    held = fake.FakeStore()
    scenes.save_outlets(held)
    article_id = scenes.add_article(held)
    scenes.add_first_version(held, article_id)
    scenes.add_revision(held, article_id, at=builders.minutes(15))
    digest = switching.sign_settings(load(), "desk")
    off = model.ChannelStanding(channel_id="desk", off_since=NOON, settings_digest=digest)
    held.save_delivery(
        model.DeliveryOutcome(
            delivery_id=1,
            attempted_at=NOON,
            state=model.DeliveryState.WAITING,
            attempt_count=1,
            standing=off,
        )
    )
    return held


def test_the_same_settings_leave_it_off(store):
    switching.switch_on_changed(store, load(), now=NOON)

    assert [one.channel_id for one in store.load_off_channels()] == ["desk"]


def test_other_settings_switch_it_on(store):
    switching.switch_on_changed(store, load(f"{URL}/new"), now=NOON)

    assert store.load_off_channels() == ()


def test_a_channel_that_left_the_watchlist_stays_off(store):
    switching.switch_on_changed(store, replace(load(), channels={}), now=NOON)

    assert len(store.load_off_channels()) == 1


def test_a_digest_tells_settings_apart_and_shows_no_secret():
    digests = {switching.sign_settings(load(url), "desk") for url in (URL, URL, f"{URL}/new")}

    assert len(digests) == 2
    assert not any("hooks" in digest for digest in digests)
