"""Outlets with `render = true`, where the browser is there and where it is not."""

import shutil
import sys
from pathlib import Path

import pytest

from monitor import errors
from monitor.app import watchlist
from tests.monitor.app.watchlist.test_problems import GOOD, OUTLET


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "watchlist.toml"
    path.write_text(f"{GOOD}{OUTLET}render = true\n", encoding="utf-8")
    return path


def problem_of(file: Path, environ: dict[str, str]) -> tuple[str, str, str]:
    with pytest.raises(errors.ConfigError) as caught:
        watchlist.load_watchlist(file, environ=environ)
    (problem,) = caught.value.problems
    return problem


def test_the_outlet_is_read(file):
    assert watchlist.load_definitions(file).outlets[0].is_rendered


def test_a_chromium_that_is_not_there_is_told_with_its_place_and_what_to_install(file):
    where, what, fix = problem_of(file, {"CLAIMWATCH_BROWSER": "/nowhere"})
    assert where.endswith("watchlist.toml:9 outlets.render")
    assert what == "There is no Chromium at /nowhere."
    assert "pip install 'claimwatch[browser]'" in fix


def test_without_the_extra_it_is_told_what_to_install(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "playwright", None)
    _, what, fix = problem_of(file, {})
    assert what == "Rendering needs Playwright, which is not installed."
    assert "pip install 'claimwatch[browser]'" in fix


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium: apt-get install chromium")
def test_with_both_there_the_watchlist_is_fine(file):
    assert watchlist.load_watchlist(file, environ={}).watch.outlets[0].is_rendered
