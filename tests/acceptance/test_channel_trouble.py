"""A channel that is refused, through the whole service: switched off, told by mail, on again with other settings."""

import email
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import policy
from pathlib import Path

import pytest
from pydantic import SecretStr

import alerts
from monitor.app.demo import replay, sinks
from tests.acceptance import outlet as outlets
from tests.acceptance.conftest import Build, build_loaded, build_settings
from tests.alerts.servers import Sink, run_sink
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]


@pytest.fixture
def room() -> Iterator[Sink]:
    with run_sink() as sink:
        yield sink


def subjects(folder: Path) -> list[str]:
    mails = (
        email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in folder.glob("*.eml")
    )
    return [str(mail["Subject"]) for mail in mails]


def test_a_deleted_webhook_loses_no_alert_and_is_told_by_mail(
    tmp_path: Path, outlet: outlets.Outlet, mail: sinks.MailSink, room: Sink, build_service: Build
):
    room.status, room.body = 404, b"no_service"
    loaded = build_loaded(outlet, mail=mail)
    both = tuple(replace(rule, channels=("mail", "room")) for rule in loaded.watch.rules)
    channel = replace(loaded.watch.channels[0], id="room", addresses=("",))
    watch = replace(loaded.watch, rules=both, channels=(*loaded.watch.channels, channel))
    loaded = replace(
        loaded,
        watch=watch,
        channels={**loaded.channels, "room": alerts.SlackChannel(url=SecretStr(room.url))},
    )
    clock, found = FakeClock(), build_settings(tmp_path)
    service = build_service(found, loaded, clock)
    replay.run_tick(service)
    outlet.sentence = outlets.AFTER
    clock.advance(timedelta(hours=1))
    replay.run_tick(service)

    assert len(room.posts) == 1
    assert [one.channel_id for one in service.store.load_off_channels()] == ["room"]
    assert any("The channel room is switched off" in subject for subject in subjects(tmp_path / "mail"))
    assert len(subjects(tmp_path / "mail")) == 2

    room.status, room.body = 200, b"ok"
    clock.advance(timedelta(days=2))
    replay.run_tick(service)
    assert len(room.posts) == 1, "nothing is tried while it is off"

    mended = alerts.SlackChannel(url=SecretStr(f"{room.url}/new"))
    service = build_service(found, replace(loaded, channels={**loaded.channels, "room": mended}), clock)
    replay.run_tick(service)

    assert service.store.load_off_channels() == ()
    assert len(room.posts) == 2
    assert b"22" in room.posts[1].body
