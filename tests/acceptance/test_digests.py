"""Quiet hours and mutes, through the whole service: nothing while they last, one mail when they end."""

import email
from dataclasses import replace
from datetime import time, timedelta
from email import policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor import model
from monitor.app import bootstrap
from monitor.app.demo import replay, sinks
from tests.acceptance import outlet as outlets
from tests.acceptance.conftest import Build, build_loaded, build_settings
from tests.builders import NOON
from tests.fakes.clock import FakeClock

HOUR = timedelta(hours=1)

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

#: The clock begins at 12:00 UTC, which is 15:00 in Jerusalem.
AFTERNOON = model.ChannelAddress(
    id="mail",
    addresses=("desk@news.example",),
    zone=ZoneInfo("Asia/Jerusalem"),
    quiet=model.QuietHours(start=time(15, 30), end=time(18)),
)


@pytest.fixture
def service(
    database_url: str, tmp_path: Path, outlet: outlets.Outlet, mail: sinks.MailSink, build_service: Build
) -> bootstrap.Service:
    loaded = build_loaded(outlet, mail=mail)
    quiet = replace(loaded, watch=replace(loaded.watch, channels=(AFTERNOON,)))
    return build_service(build_settings(tmp_path, database_url=database_url), quiet, FakeClock())


def work(service: bootstrap.Service, *, after: timedelta = timedelta()) -> None:
    service.clock.advance(after)
    replay.run_tick(service)


def mails(folder: Path) -> list[email.message.EmailMessage]:
    return [
        email.message_from_bytes(file.read_bytes(), policy=policy.default)
        for file in sorted((folder / "mail").glob("*.eml"))
    ]


def test_what_is_found_in_quiet_hours_is_one_mail_when_they_end(service, outlet, tmp_path):
    work(service)
    for sentence in (outlets.AFTER, outlets.BEFORE):
        outlet.sentence = sentence
        work(service, after=HOUR)
        assert mails(tmp_path) == []
    held = [one for alert in service.store.find_alerts() for one in alert.deliveries]
    assert {one.state for one in held} == {model.DeliveryState.HELD}
    assert {one.next_attempt_at for one in held} == {NOON + 3 * HOUR}

    work(service, after=HOUR)

    (mail,) = mails(tmp_path)
    assert mail["Subject"].startswith("Quiet hours 15:30-18:00: 2 alerts")
    words = mail.get_body(("plain",)).get_content()
    assert "Gaza hostage and ceasefire negotiations" in words
    assert words.count("http://watch.example/changes/") == 2
    assert {one.state for alert in service.store.find_alerts() for one in alert.deliveries} == {
        model.DeliveryState.SENT
    }
    work(service, after=HOUR)
    assert len(mails(tmp_path)) == 1


def test_what_is_muted_is_found_and_told_to_nobody(service, outlet, tmp_path):
    work(service)
    mute = model.Mute(article_id=1, begun_at=NOON, until=NOON + 4 * HOUR, why="a live page")
    service.store.save_mute(mute)
    outlet.sentence = outlets.AFTER
    work(service, after=HOUR)

    (change,) = service.store.find_changes(model.ChangeFilter())
    assert {event.is_told for event in change.change.events} == {False}
    reasons = [event.reason for event in change.change.events if any(one.is_taken for one in event.answers)]
    assert set(reasons) == {"muted until 1 Sep 2025, 16:00 UTC: a live page"}
    assert service.store.find_alerts() == ()
