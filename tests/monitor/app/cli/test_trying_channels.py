"""`claimwatch alerts test` for each kind of channel: a real server on loopback, its own words, and what to change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.alerts import servers, slack_server
from tests.monitor.app.cli.conftest import Run

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]


@pytest.fixture
def sink() -> Iterator[servers.Sink]:
    with servers.run_sink() as sink:
        yield sink


@pytest.fixture
def slack() -> Iterator[slack_server.Slack]:
    with slack_server.run_slack() as slack:
        yield slack


def write(folder: Path, channel: str, **secrets: str) -> None:
    (folder / "watchlist.toml").write_text(f'[[channels]]\nid = "room"\n{channel}', encoding="utf-8")
    (folder / ".env").write_text(
        "".join(f"{name}={value}\n" for name, value in secrets.items()), encoding="utf-8"
    )


def test_a_slack_app_is_tried(folder: Path, run: Run, slack: slack_server.Slack):
    write(
        folder,
        f'type = "slack"\ntoken = "env:TOKEN"\nchannel = "C01"\napi = "{slack.url}"\n',
        TOKEN=slack_server.TOKEN,
    )
    answer = run("alerts", "test", "room")
    assert (answer.code, answer.out) == (0, "room: handed over. The server said: ok: C01 1725192000.000000\n")
    assert next(iter(slack.messages.values()))["text"].startswith("[Test]")

    slack.errors = ["not_in_channel"]
    answer = run("alerts", "test", "room")
    assert answer.code == 1
    assert "127.0.0.1 answered not_in_channel" in answer.err
    assert "/invite @" in answer.err
    assert slack_server.TOKEN not in answer.out + answer.err


def test_a_slack_webhook_is_tried(folder: Path, run: Run, sink: servers.Sink):
    write(folder, 'type = "slack"\nurl = "env:HOOK"\n', HOOK=sink.url)
    assert run("alerts", "test", "room").code == 0

    sink.status, sink.body = 404, b"no_service"
    answer = run("alerts", "test", "room")
    assert answer.code == 1
    assert "127.0.0.1 answered 404: no_service" in answer.err
    assert "Make a new Slack webhook" in answer.err
    assert "s3cret" not in answer.err


def test_a_webhook_is_tried(folder: Path, run: Run, sink: servers.Sink):
    write(folder, f'type = "webhook"\nurl = "{sink.url}"\nsecret = "env:KEY"\n', KEY="k3y-of-the-desk")
    assert run("alerts", "test", "room").code == 0
    assert "claimwatch-signature" in sink.posts[0].headers

    sink.status, sink.body = 401, b"who are you?"
    answer = run("alerts", "test", "room")
    assert answer.code == 1
    assert "answered 401: who are you?" in answer.err
    assert "Check the webhook’s URL and secret" in answer.err


def test_a_service_of_apprise_is_tried(folder: Path, run: Run, sink: servers.Sink):
    write(folder, 'type = "apprise"\nurl = "env:SERVICE"\n', SERVICE=sink.url.replace("http:", "json:"))
    answer = run("alerts", "test", "room")
    assert (answer.code, answer.out) == (0, "room: handed over. The server said: JSON took it\n")

    sink.status = 403
    answer = run("alerts", "test", "room")
    assert answer.code == 1
    assert "JSON answered 403" in answer.err
    assert "s3cret" not in answer.err
