"""`run`, `page` and `poll` in this process, against a local outlet; as processes they are in tests/acceptance."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from monitor import errors
from monitor.app import page_server, settings
from monitor.app.cli import run as run_module
from tests.acceptance import outlet as outlets
from tests.alerts.servers import run_sink
from tests.monitor.app.cli.conftest import told_to_stop

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

WATCHLIST = """
[[topics]]
id = "talks"
title = "The talks"
match = "Gaza AND hostage*"
[[outlets]]
id = "gazette"
name = "The Harbour Gazette"
feeds = ["{base}/feed.xml"]
[[outlets]]
id = "away"
name = "The Away"
feeds = ["{base}/nothing.xml"]
[[channels]]
id = "room"
type = "slack"
url = "env:ROOM_URL"
[[alerts]]
id = "all"
channels = ["room"]
"""


@pytest.fixture
def outlet() -> Iterator[outlets.Outlet]:
    with outlets.run_outlet(outlets.Outlet()) as outlet:
        yield outlet


@pytest.fixture
def desk(folder: Path, outlet: outlets.Outlet, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a watchlist of a local outlet and a room."""
    (folder / "watchlist.toml").write_text(WATCHLIST.format(base=outlet.base))
    monkeypatch.setenv("CLAIMWATCH_ALLOWED_ADDRESSES", "127.0.0.0/8")
    monkeypatch.setenv("CLAIMWATCH_HOST_GAP", "0")
    monkeypatch.setenv("ROOM_URL", "http://127.0.0.1:9/none")
    return folder


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port: int, path: str) -> str:
    try:
        return httpx.get(f"http://127.0.0.1:{port}{path}").text
    except httpx.TransportError:
        return ""


def test_run_reads_serves_and_ends_on_a_signal(run, desk, outlet):
    port = find_port()
    with told_to_stop(lambda: '"is_reachable":true' in ask(port, "/readyz").replace(" ", "")):
        answer = run("run", "--port", str(port))
    assert (answer.code, answer.out) == (0, "")
    assert f"Watching 2 outlets. The page: http://127.0.0.1:{port}\n" in answer.err
    assert "Stopping: finishing what is in hand …\n" in answer.err
    assert '"event": "stopped"' in answer.err

    with told_to_stop(lambda: "The Harbour Gazette" in ask(port, "/outlets")):
        answer = run("page", "--port", str(port))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"The page: http://127.0.0.1:{port}\n"


def test_poll_once_reads_feeds_and_articles_and_says_what_came(run, desk, outlet):
    answer = run("poll", "--once")
    assert answer.code == 0
    away, gazette = sorted(answer.out.splitlines())
    assert away.startswith("away: ")
    assert "nothing.xml" in away
    assert gazette == f"gazette: 1 entry  {outlet.feed}"
    assert "/2026/talks" in outlet.asked
    assert answer.err == ""


def test_poll_of_one_outlet_asks_no_other_and_exits_1_when_it_is_blind(run, desk, outlet):
    answer = run("poll", "away", "--once", "--json")
    assert answer.code == 1
    (record,) = [json.loads(line) for line in answer.out.splitlines()]
    assert (record["outlet"], record["entries"], record["failure"]) == ("away", 0, "not_found")
    assert "/feed.xml" not in outlet.asked


def test_poll_goes_on_until_it_is_told_to_stop(run, desk, outlet):
    with told_to_stop(lambda: "/2026/talks" in outlet.asked):
        answer = run("poll", "gazette")
    assert answer.code == 0
    assert answer.out.count("\n") == 1


def test_poll_names_the_outlets_there_are(run, desk):
    answer = run("poll", "ledger")
    assert answer.code == 2
    assert answer.err == "The watchlist has no outlet ledger. It has: gazette, away.\n"


def test_a_sample_goes_over_a_channel_and_the_answer_is_shown(run, desk, monkeypatch):
    with run_sink() as sink:
        monkeypatch.setenv("ROOM_URL", sink.url)
        answer = run("alerts", "test", "room")
        assert (answer.code, answer.err) == (0, "")
        assert answer.out == "room: handed over. The server said: 200 ok\n"
        assert len(sink.posts) == 1

        sink.status, sink.body = 404, b"no_service"
        answer = run("alerts", "test", "room")
        assert (answer.code, answer.out) == (1, "")
        assert "no_service" in answer.err
        assert "s3cret" not in answer.err
        answer = run("alerts", "test", "room", "--json")
        assert json.loads(answer.out)["is_sent"] is False


@pytest.mark.parametrize("command", ["run", "page"])
@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_an_open_page_is_refused_before_anything_is_begun(run, desk, command, host):
    answer = run(command, "--host", host)
    assert answer.code == 2
    assert answer.err.startswith(
        f"The page has no users, so it does not listen on {host}, where others could"
    )
    assert "claimwatch page add-user NAME --role editor" in answer.err
    assert "CLAIMWATCH_ALLOW_OPEN_PAGE=true" in answer.err
    assert not (desk / "data").exists()


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_that_is_not_ours_is_refused(run, desk, monkeypatch, host):
    monkeypatch.setenv("CLAIMWATCH_ALLOW_OPEN_PAGE", "true")
    answer = run("run", "--host", host)
    assert answer.code == 2
    assert answer.err.startswith(f"The page cannot have {host}:8000: ")
    assert answer.err.count("\n") == 1


def test_a_port_that_is_taken_is_told_before_anything_is_begun(run, desk):
    with page_server.bind_page("127.0.0.1", 0) as taken:
        answer = run("run", "--port", str(taken.getsockname()[1]))
    assert answer.code == 2
    assert "Address already in use. Stop what uses it, or give --port" in answer.err
    assert not (desk / "data").exists()


@pytest.mark.parametrize("command", [["run"], ["page"], ["poll", "--once"], ["alerts", "list"]])
def test_a_data_folder_that_cannot_be_made_is_told(run, desk, command):
    (desk / "data").write_text("a file in the way")
    answer = run(*command, *(["--port", str(find_port())] if command[0] in {"run", "page"} else []))
    assert answer.code == 1
    assert answer.err.startswith("The data folder data cannot be made: File exists.")
    assert answer.err.count("\n") == 1


def test_a_page_is_open_where_the_settings_allow_it():
    with page_server.bind_page("0.0.0.0", 0, is_open_allowed=True) as bound:
        assert bound.getsockname()[0] == "0.0.0.0"
    with page_server.bind_page("::1", 0) as bound:
        assert bound.getsockname()[0] == "::1"
    with pytest.raises(errors.InputError):
        page_server.bind_page("0.0.0.0", 0)


def test_links_follow_the_page_unless_they_are_set(folder):
    plain = settings.Settings(_env_file=None)
    assert run_module.move_page(plain, host="::1", port=None).base_url == "http://[::1]:8000"
    assert run_module.move_page(plain, host=None, port=81).base_url == "http://127.0.0.1:81"
    named = settings.Settings(_env_file=None, base_url="https://watch.example")
    assert run_module.move_page(named, host=None, port=81).base_url == "https://watch.example"
