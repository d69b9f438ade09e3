"""Slack by an app, over real sockets: two changes of one article, the second below the first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

import alerts
from monitor import model
from monitor.app.demo import replay
from tests.acceptance import outlet as outlets
from tests.acceptance.conftest import Build, build_loaded, build_settings
from tests.alerts import slack_server
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]


@pytest.fixture
def slack() -> Iterator[slack_server.Slack]:
    with slack_server.run_slack() as slack:
        yield slack


def test_the_second_change_of_an_article_stands_below_the_first(
    tmp_path: Path, outlet: outlets.Outlet, slack: slack_server.Slack, build_service: Build
):
    loaded = build_loaded(outlet)
    room = alerts.SlackBotChannel(token=SecretStr(slack_server.TOKEN), channel="#newsroom", api_url=slack.url)
    watch = replace(
        loaded.watch,
        channels=(model.ChannelAddress(id="room", addresses=("",)),),
        rules=(model.AlertRule(id="all", channels=("room",)),),
    )
    clock = FakeClock()
    service = build_service(
        build_settings(tmp_path), replace(loaded, watch=watch, channels={"room": room}), clock
    )
    for sentence in (outlets.BEFORE, outlets.AFTER, outlets.AFTER.replace("22", "18")):
        outlet.sentence = sentence
        replay.run_tick(service)
        clock.advance(timedelta(hours=1))

    (anchor, first), (_, second) = slack.messages.items()
    assert "thread_ts" not in first
    assert second["thread_ts"] == anchor
    assert second["reply_broadcast"] is True
    assert "18" in second["text"]
