"""The demo from end to end: every planted event is found and nothing else, and a kill changes nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from monitor import errors, model
from monitor.app.demo import replay

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    """One whole replay, and the folder it left."""
    folder = tmp_path_factory.mktemp("replay") / "demo"
    told: list[replay.Progress] = []
    return replay.Replay(folder=folder, on_progress=told.append).run(), folder, told


pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.mark.enable_socket
def test_every_planted_event_is_found_and_no_other(replayed):
    result, _, _ = replayed

    assert [planted.id for planted in result.missed] == []
    assert [finding.event.summary for finding in result.unplanned] == []
    assert result.is_complete
    assert len(result.planted) >= 25


@pytest.mark.enable_socket
def test_the_coverage_is_as_large_as_promised(replayed):
    result, _, _ = replayed

    assert result.outlet_count >= 6
    assert result.totals.article_count >= 30
    assert result.totals.version_count >= 90


@pytest.mark.enable_socket
def test_each_alert_arrived_once_by_mail_and_once_by_slack(replayed):
    result, folder, _ = replayed

    assert len(result.mail) == len(result.slack) == result.totals.alert_count > 20
    assert result.duplicate_count == 0
    assert len(list((folder / "mail").glob("*.eml"))) == result.totals.alert_count


@pytest.mark.enable_socket
def test_what_was_told_is_what_the_plan_wanted_told(replayed):
    result, _, _ = replayed

    told = {finding.planted.id for finding in result.findings if finding.event.is_told}
    assert told == {planted.id for planted in result.planted if planted.is_alert}


@pytest.mark.enable_socket
def test_a_headline_test_is_one_alert(replayed):
    result, _, _ = replayed

    flapping = [f for f in result.findings if f.event.kind is model.EventKind.FLAPPING and f.event.is_told]
    assert len(flapping) == 1


@pytest.mark.enable_socket
def test_progress_runs_to_the_end(replayed):
    _, _, told = replayed

    assert [progress.share for progress in told] == sorted(progress.share for progress in told)
    assert told[-1].share == 1.0


def test_a_folder_with_something_else_in_it_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("three years of work")

    with pytest.raises(errors.InputError, match="no demo's"):
        replay.Replay(folder=tmp_path).run()

    assert (tmp_path / "thesis.txt").read_text() == "three years of work"


@pytest.mark.enable_socket
def test_killed_twice_the_replay_ends_as_one_left_alone():
    done = subprocess.run(
        [sys.executable, "benchmarks/kill_replay.py", "--kills", "2", "--seed", "7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 differ" in done.stdout
