"""The demo's words; that it finds what it should is in tests/monitor/app/demo."""

import json

import pytest

from monitor import model
from monitor.app.cli import demo_table
from monitor.app.demo import coverage, findings, replay
from tests import builders
from tests.builders import hours
from tests.monitor.app.cli.conftest import told_to_stop


@pytest.fixture
def ended(folder):
    """A demo folder whose clock stands at the end of an unwatched replay."""
    place = folder / "demo"
    place.mkdir()
    replay.State(now=coverage.load_coverage().ends_at, port=0).write(place)
    return str(place)


def reading(article: model.ArticleReading, number: int, change: model.Change) -> model.ChangeReading:
    return model.ChangeReading(id=number, article=article, change=change, alert_id=None)


ARTICLE = model.ArticleReading(
    id=1,
    outlet_id="ledger",
    outlet_name="The Coastal Ledger of Record",
    url="https://ledger.example/a",
    headline="Talks",
    language="en",
    topic_ids=(),
    first_seen_at=builders.NOON,
    published_at=None,
    last_checked_at=None,
    last_seen_at=None,
    next_check_at=None,
    next_check_reason="",
    version_count=2,
    is_removed=False,
    is_flapping=False,
    failure=None,
)


@pytest.fixture
def result() -> findings.Result:
    counted = reading(
        ARTICLE,
        1,
        builders.change(
            last_seen_old_at=builders.NOON, first_seen_new_at=builders.NOON + hours(1), is_silent=True
        ),
    )
    back = reading(
        ARTICLE,
        2,
        builders.change(last_seen_old_at=builders.NOON, first_seen_new_at=builders.NOON + hours(26)),
    )
    claim = builders.claim_change(claim_id="hostages_alive", old_text="20", new_text="22")
    words = "Published a notice: an earlier version of [this] article gave another number of hostages than it does."
    found = (
        findings.Finding(
            change=counted, event=builders.event(is_told=True), claim_change=claim, planted=None
        ),
        findings.Finding(
            change=counted, event=builders.event(summary=words), claim_change=None, planted=None
        ),
        findings.Finding(
            change=back, event=builders.event(summary="Is back."), claim_change=None, planted=None
        ),
    )
    recorded = coverage.load_coverage()
    totals = model.Totals(
        article_count=1,
        version_count=2,
        change_count=2,
        check_count=9,
        alert_count=1,
        waiting_delivery_count=0,
        dead_delivery_count=0,
        oldest_due_at=None,
        oldest_waiting_at=None,
        last_activity_at=None,
    )
    return findings.Result(
        findings=found,
        planted=recorded.planted[:1],
        totals=totals,
        outlet_count=1,
        ordinary_count=0,
        mail={"a": 2},
        slack={},
    )


def test_the_table_is_calm_at_80_columns(result, folder, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    demo_table.print_result(result, folder)
    table, _, rest = capsys.readouterr().out.partition("\n\n")
    lines = [line.rstrip() for line in table.splitlines()]
    assert max(map(len, lines)) <= 80
    assert lines[0].split("  ")[0] == "window, UTC"
    assert lines[1].startswith("01 Sep 12:00–13:00  The Coastal Ledger")
    assert "hostages alive: 20 → 22" in table
    # The second event of one change stands under the first, and the window of the third names both days.
    assert sum(line.startswith("01 Sep 12:00–13:00") for line in lines) == 1
    assert "[this]" in table
    assert any(line.startswith("  02 Sep 14:00") for line in lines)
    assert "Planted  1 events, 0 found, 3 found that nobody planted" in rest
    assert "1 messages sent twice" in rest


def test_in_a_pipe_no_summary_is_broken(result, folder, monkeypatch, capsys):
    monkeypatch.delenv("COLUMNS", raising=False)
    demo_table.print_result(result, folder)
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.startswith(" ") and "Published a notice" in line]
    assert line.rstrip().endswith("no")
    assert "than it does." in line


def test_json_has_the_same(result):
    found = json.loads(json.dumps(demo_table.describe_result(result), default=str))
    assert [finding["new"] for finding in found["findings"]] == ["22", None, None]
    assert (found["missed"], found["not_planted"], found["sent_twice"]) == ([result.planted[0].id], 3, 1)


@pytest.mark.server
@pytest.mark.enable_socket
def test_a_demo_that_missed_events_says_which_and_exits_1(run, ended):
    answer = run("demo", "--resume", "--no-page", "--folder", ended)
    assert answer.code == 1
    assert answer.out.count("MISSED ") > 20
    assert f"claimwatch demo --page --resume --folder {ended}" in answer.err


@pytest.mark.server
@pytest.mark.enable_socket
def test_the_page_stays_up_until_a_signal(run, ended):
    with told_to_stop(lambda: True):
        answer = run("demo", "--resume", "--page", "--json", "--folder", ended)
    assert answer.code == 1
    assert json.loads(answer.out)["outlets"] >= 6
    assert "The page: http://127.0.0.1:" in answer.err
