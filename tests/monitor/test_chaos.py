"""The service against servers that misbehave in every way we know; `benchmarks/chaos.py` is the long run."""

from pathlib import Path

import pytest

from tests.fakes import chaos_run


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize("seed", [3, 8, 21])
def test_half_of_all_answers_ill_and_every_true_edit_is_found_and_no_other(tmp_path: Path, seed: int):
    report = chaos_run.ChaosRun(
        folder=tmp_path,
        seed=seed,
        outlet_count=3,
        stories_each=2,
        ill_share=0.5,
        patience=1.0,
        check_count=40,
    ).run()

    assert report.faults == []
    assert report.counts["versions"] == report.counts["texts published"] >= 20
    assert report.counts["removed"] == 1
    assert len(report.ills) > 12
