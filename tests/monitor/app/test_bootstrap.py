"""The wiring: settings reach the parts they are for. What the parts do together is in tests/acceptance."""

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from monitor import errors, model
from monitor.app import bootstrap, clock, parts, settings
from tests import builders
from tests.acceptance import outlet as outlets
from tests.acceptance.conftest import build_loaded, build_settings
from tests.fakes.clock import FakeClock


def test_the_budget_of_the_settings_is_the_policys(tmp_path: Path):
    knobs = bootstrap.build_policy(build_settings(tmp_path, budget_per_hour=42))
    assert knobs.recheck.budget_per_hour == 42


@pytest.mark.parametrize(("contact", "end"), [("", ""), ("desk@news.example", " (desk@news.example)")])
@pytest.mark.server
@pytest.mark.enable_socket
def test_outlets_are_told_who_asks(tmp_path: Path, contact: str, end: str):
    found = build_settings(tmp_path, contact=contact, allowed_addresses=(ip_network("127.0.0.0/8"),))
    fetcher = bootstrap.build_fetcher(found, clock.SystemClock())
    with outlets.run_outlet(outlets.Outlet()) as outlet:
        page = fetcher.fetch(model.FetchRequest(url=outlet.feed, obeys_robots=False))
    fetcher.close()
    assert isinstance(page, model.FetchedPage)
    assert outlet.agents == [f"claimwatch/{bootstrap.__version__}{end}"]


@pytest.mark.server
@pytest.mark.enable_socket
def test_what_a_dead_process_held_is_taken_back_at_the_next_start(tmp_path: Path):
    found, run_clock = build_settings(tmp_path), FakeClock()
    loaded = build_loaded(outlets.Outlet(port=9))
    first = bootstrap.build_service(found, loaded, run_clock=run_clock)
    first.prepare()
    held = first.store.claim_due_feeds(
        now=run_clock.now(), lease=timedelta(hours=1), owner=first.seat.owner, limit=9
    )
    # It dies: nothing is given back, but the kernel frees its seat.
    first.seat.close()
    second = bootstrap.build_service(found, loaded, run_clock=run_clock)
    assert second.seat.owner == first.seat.owner
    second.prepare()
    again = second.store.claim_due_feeds(
        now=run_clock.now(), lease=timedelta(hours=1), owner="anybody", limit=9
    )
    assert [job.id for job in again] == [job.id for job in held]
    assert second.stop()
    assert first.stop()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(errors.StorageError, match="cannot be made: Not a directory") as caught:
        bootstrap.build_store(settings.Settings(_env_file=None, data_dir=tmp_path / "file" / "below"))
    assert "CLAIMWATCH_DATA_DIR" in caught.value.hint
    with pytest.raises(errors.StorageError, match="cannot be written"):
        bootstrap.seat.Seat(tmp_path / "file")


def test_a_job_goes_to_the_part_that_does_it(tmp_path: Path):
    done = []

    class Part:
        def poll_feed(self, number: int) -> None:
            done.append(("poll", number))

        def check_article(self, claimed: model.ClaimedArticle) -> None:
            done.append(("check", claimed.article.id))

        def send(self, number: int) -> None:
            done.append(("deliver", number))

        def compare(self, number: int) -> None:
            done.append(("compare", number))

    run = parts.build_runner(Part(), Part(), Part())
    for number, kind in enumerate(model.JobKind):
        run(builders.job(number, kind=kind))
    assert done == [(kind.value, number) for number, kind in enumerate(model.JobKind)]
