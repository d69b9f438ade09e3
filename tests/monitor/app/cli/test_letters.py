"""`claimwatch alerts resend --all-dead`, `enable`, and where a channel that is off is named."""

import json

import pytest

from monitor import model
from tests.alerts.servers import run_sink
from tests.builders import NOON, minutes
from tests.monitor.app.cli import test_stored

store, told, watchlist = test_stored.store, test_stored.told, test_stored.watchlist

OFF = model.ChannelStanding(channel_id="desk", refusal_count=3, off_since=NOON, reason="no_service")
SAID = (
    "The channel desk is switched off since 2025-09-01 12:00 UTC (no_service): its alerts wait. "
    'Put it right, then: "claimwatch alerts test desk".'
)


@pytest.fixture
def off(told):
    """The store with its channel switched off."""
    (job,) = told.claim_due_deliveries(now=NOON + minutes(20), lease=minutes(1), owner="me", limit=9)
    waiting = model.DeliveryOutcome(
        delivery_id=job.id,
        attempted_at=NOON,
        state=model.DeliveryState.WAITING,
        attempt_count=1,
        next_attempt_at=NOON,
        standing=OFF,
    )
    told.save_delivery(waiting)
    return told


def test_all_that_was_given_up_is_due_again(run, told):
    assert run("alerts", "resend", "--all-dead").out == "Nothing was given up.\n"
    test_stored.give_up(told)
    assert (
        run("alerts", "resend", "--all-dead", "--channel", "room").out == "Nothing over room was given up.\n"
    )
    answer = run("alerts", "resend", "--all-dead", "--channel", "desk")
    assert answer.out == "Deliveries over desk due again: 1.\n"


@pytest.mark.parametrize("arguments", [(), ("3", "--all-dead"), ("3", "--channel", "desk")])
def test_what_to_send_again_is_said_in_one_way(run, told, arguments):
    answer = run("alerts", "resend", *arguments)
    assert answer.code == 2
    assert "Either a number or --all-dead" in answer.err


def test_a_channel_that_is_off_is_named_by_the_list_and_the_doctor(run, off, watchlist):
    assert run("alerts", "list").err == f"{SAID}\n"
    assert SAID in json.loads(run("doctor", "--json").out)["troubles"]


def test_a_channel_is_switched_on_by_hand(run, off):
    assert (
        run("alerts", "enable", "desk").err == "Channel desk is on again: what waited for it is sent now.\n"
    )
    assert off.load_off_channels() == ()
    assert run("alerts", "enable", "desk").out == "Channel desk was not off.\n"


@pytest.mark.server
@pytest.mark.enable_socket
def test_a_channel_is_switched_on_when_a_sample_is_taken_and_not_before(run, off, watchlist, monkeypatch):
    watchlist.write_text(
        test_stored.WATCHLIST + '[[channels]]\nid = "desk"\ntype = "slack"\nurl = "env:ROOM_URL"\n'
    )
    with run_sink() as sink:
        monkeypatch.setenv("ROOM_URL", sink.url)
        sink.status, sink.body = 404, b"no_service"
        assert run("alerts", "test", "desk").code == 1
        assert off.load_off_channels() != ()
        sink.status = 200
        assert run("alerts", "test", "desk").code == 0
    assert off.load_off_channels() == ()
