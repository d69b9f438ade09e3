from dataclasses import replace

import pytest

from monitor import errors
from tests.builders import NOON, minutes
from tests.fakes import readings


def test_alive_asks_nobody(open_page):
    store = readings.FakeReadings(trouble=errors.StorageError("away"))
    assert open_page(store).get("/healthz").json() == {"status": "alive"}


def test_ready_lists_outlets_and_an_unreachable_one_does_not_make_it_unready(page):
    answer = page.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["outlets"][0] == {
        "id": "northern",
        "name": "Northern Post",
        "sight": "blind",
        "is_reachable": False,
        "unreachable_since": "2025-09-01T06:00:00Z",
        "problem": "Unreachable since 1 Sep 2025, 06:00 UTC: no answer.",
    }


@pytest.mark.parametrize(
    ("name", "age", "key", "is_ok"),
    [
        ("oldest_due_at", 15, "checks", True),
        ("oldest_due_at", 16, "checks", False),
        ("oldest_waiting_at", 60, "deliveries", True),
        ("oldest_waiting_at", 61, "deliveries", False),
    ],
)
def test_late_work_makes_it_unready(open_page, morning, name, age, key, is_ok):
    morning.totals = replace(morning.totals, **{name: NOON - minutes(age)})
    answer = open_page(morning).get("/readyz")
    assert answer.status_code == (200 if is_ok else 503)
    assert (answer.json()["is_ready"], answer.json()[key]["is_ok"]) == (is_ok, is_ok)
    assert bool(answer.json()[key]["problem"]) != is_ok


def test_a_database_that_does_not_answer_makes_it_unready(open_page):
    answer = open_page(readings.FakeReadings(trouble=errors.StorageError("postgres://secret"))).get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == {
        "is_ok": False,
        "problem": "The database does not answer.",
        "since": None,
    }
    assert "secret" not in answer.text
