"""`claimwatch alerts backtest`."""

import json

import pytest

from tests.monitor.app.cli import test_stored

store, told, watchlist = test_stored.store, test_stored.told, test_stored.watchlist

LONG_AGO = ("--since", "520w")


@pytest.fixture
def rules(folder):
    file = folder / "new.toml"
    file.write_text(test_stored.WATCHLIST + test_stored.RULES.replace('"desk"', '"room"'))
    return file


def test_it_shows_what_comes_what_goes_and_why(told, run, rules):
    answer = run("alerts", "backtest", "--rules", str(rules), *LONG_AGO)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0].startswith("1 changes and 0 bulletins since 20")
    assert lines[0].endswith(f"by the rules of {rules}, as if nothing had been muted.")
    table = {line[:26].strip(): line[26:].split() for line in lines[2:] if not line.startswith(" ")}
    assert table["alerts"] == ["1", "1"]
    assert table["channel desk, messages"] == ["1", "0"]
    assert table["channel room, messages"] == ["0", "1"]
    assert "Only now: 1" in lines
    assert "No longer: 1" in lines
    assert any("http://127.0.0.1:8000/changes/1" in line for line in lines)


def test_json_is_one_object_with_every_count(told, run, rules):
    (line,) = run("alerts", "backtest", "--rules", str(rules), *LONG_AGO, "--json").out.splitlines()
    found = json.loads(line)
    assert (found["changes"], found["alerts"], found["messages"]) == (
        1,
        {"then": 1, "now": 1},
        {"then": 1, "now": 1},
    )
    assert found["rules"] == [
        {"name": "counts", "then": 1, "now": 0},
        {"name": "r", "then": 0, "now": 1},
    ]
    assert found["days"] == [{"name": "2025-09-01", "then": 1, "now": 1}]
    assert [found["lists"][name]["count"] for name in ("only_now", "no_longer", "same")] == [1, 1, 0]
    (example,) = found["lists"]["only_now"]["examples"]
    assert (example["event"], example["channels"]) == ("1", ["room"])


def test_nothing_is_written_or_sent(told, run, rules):
    before = told.find_alerts()
    run("alerts", "backtest", "--rules", str(rules), *LONG_AGO)
    assert told.find_alerts() == before


def test_the_present_rules_are_run_where_no_other_are_named(told, run):
    answer = run("alerts", "backtest", *LONG_AGO, "--examples", "0")
    assert "by the present rules" in answer.out
    assert "No longer: 1" in answer.out
    assert "/changes/1" not in answer.out


def test_mutes_hold_back_where_they_are_asked_for(told, run, rules):
    run("alerts", "mute", "--article", "1", "--for", "3d")
    muted = run("alerts", "backtest", "--rules", str(rules), *LONG_AGO, "--with-mutes").out
    # It was found before anybody muted it.
    assert "Only now: 1" in muted
    assert "what was muted held back" in muted


def test_rules_that_are_wrong_and_spans_that_are_none_are_refused(told, run, folder):
    (folder / "bad.toml").write_text('[[alerts]]\nid = "r"\nchannels = ["none"]\n')
    assert run("alerts", "backtest", "--rules", str(folder / "bad.toml")).code == 2
    assert run("alerts", "backtest", "--since", "ever").code == 2
