import json
import os
import stat

import pytest
from typer.testing import CliRunner

from monitor import errors
from monitor.app import cli, settings

GOOD = '[[topics]]\nid = "t"\ntitle = "T"\nmatch = "hostage*"\n'


@pytest.fixture(autouse=True)
def bare(tmp_path, monkeypatch):
    """Run in an empty folder with no variable of ours."""
    for name in [name for name in os.environ if name.startswith(settings.PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(cli.app, arguments)


def test_a_fine_watchlist_is_summed_up(bare):
    (bare / "w.toml").write_text(GOOD)
    result = run("config", "check", "w.toml")
    assert result.exit_code == 0
    assert result.stdout == (
        "w.toml is fine: 1 topic, 0 outlets, 0 feeds, 0 claims, 0 channels, 0 alert rules.\n"
    )
    assert "No alert rules" in result.stderr


def test_a_fine_watchlist_as_json(bare):
    (bare / "w.toml").write_text(GOOD)
    result = run("config", "check", "w.toml", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "is_fine": True,
        "file": "w.toml",
        "topics": 1,
        "outlets": 0,
        "feeds": 0,
        "claims": 0,
        "channels": 0,
        "alert_rules": 0,
        "problems": [],
    }


def test_rules_keep_it_quiet(bare):
    channel = '[[channels]]\nid = "c"\ntype = "webhook"\nurl = "https://x.example"\n'
    (bare / "w.toml").write_text(GOOD + channel + '[[alerts]]\nid = "r"\nchannels = ["c"]\n')
    result = run("config", "check", "w.toml")
    assert "1 channel, 1 alert rule." in result.stdout
    assert result.stderr == ""


def test_problems_are_listed_and_the_exit_code_is_1(bare):
    (bare / "w.toml").write_text(GOOD + "matsch = 1\n[[outlet]]\n")
    result = run("config", "check", "w.toml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "w.toml: 2 problems to put right.",
        "",
        "w.toml:5 topics.matsch",
        '  wrong: there is no key "matsch"',
        '  to do: did you mean "match"?',
        "",
        "w.toml:6 outlet",
        '  wrong: there is no section "outlet"',
        '  to do: did you mean "outlets"?',
    ]


def test_problems_as_json(bare):
    (bare / "w.toml").write_text("x = 1\n")
    result = run("config", "check", "w.toml", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["is_fine"] is False
    assert found["problems"][0]["where"] == "w.toml:1 x"
    assert set(found["problems"][0]) == {"where", "what", "fix"}


def test_secrets_are_found_in_the_env_file(bare):
    (bare / "watchlist.toml").write_text('[[channels]]\nid = "c"\ntype = "slack"\nurl = "env:ROOM_URL"\n')
    assert "ROOM_URL is not set" in run("config", "check").stdout
    (bare / ".env").write_text("ROOM_URL=https://hooks.example/a\n")
    assert run("config", "check").exit_code == 0


def test_a_bad_setting_fails_the_check_too(bare, monkeypatch):
    monkeypatch.setenv("CLAIMWATCH_PORT", "x")
    result = run("config", "check")
    assert result.exit_code == 1
    assert "CLAIMWATCH_PORT" in result.stdout


def test_the_schema_is_json():
    result = run("config", "schema")
    assert result.exit_code == 0
    assert "outlets" in json.loads(result.stdout)["properties"]


def test_the_schema_of_the_webhook_is_json():
    result = run("config", "schema", "--webhook")
    assert result.exit_code == 0
    assert "AlertMessage" in json.loads(result.stdout)["$defs"]


def test_init_writes_a_folder_that_checks_fine(bare, monkeypatch):
    result = run("init", "my desk")
    assert result.exit_code == 0
    folder = bare / "my desk"
    assert (folder / "watchlist.toml").read_bytes() == settings.shipped_watchlist().read_bytes()
    assert (folder / ".env").read_text(encoding="utf-8") == settings.render_env()
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    assert "config check" in result.stderr
    monkeypatch.chdir(folder)
    assert run("config", "check").stdout.startswith("watchlist.toml is fine: 1 topic, ")


@pytest.mark.parametrize("taken", ["watchlist.toml", ".env", "gaza-negotiations.claims.toml"])
def test_init_overwrites_nothing(bare, taken):
    (bare / taken).write_text("mine")
    result = run("init")
    assert isinstance(result.exception, errors.InputError)
    assert taken in str(result.exception)
    assert [path.name for path in bare.iterdir()] == [taken]
    assert (bare / taken).read_text() == "mine"


def test_init_says_so_where_it_cannot_write(bare):
    (bare / "file").touch()
    result = run("init", "file/below")
    assert isinstance(result.exception, errors.InputError)
    assert "cannot be written to" in str(result.exception)


def test_the_watchlist_may_be_named_as_everywhere(bare):
    (bare / "w.toml").write_text(GOOD)
    for option in ("-w", "--watchlist"):
        result = run("config", "check", option, "w.toml")
        assert (result.exit_code, result.stdout[:14]) == (0, "w.toml is fine")


def test_two_watchlists_are_refused(bare):
    (bare / "w.toml").write_text(GOOD)
    result = run("config", "check", "w.toml", "-w", "w.toml")
    assert result.exit_code != 0
    assert isinstance(result.exception, errors.InputError) or "Two watchlists" in result.stderr
