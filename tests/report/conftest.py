import warnings
from collections.abc import Callable

import pytest

with warnings.catch_warnings():
    # Starlette prefers another client library than the one we and FastAPI are pinned to; either serves here.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

import report
from monitor import model
from tests.fakes.clock import FakeClock
from tests.fakes.morning import WATCH, build_morning
from tests.fakes.readings import FakeReadings

Open = Callable[..., TestClient]


@pytest.fixture
def morning() -> FakeReadings:
    return build_morning()


@pytest.fixture
def open_page() -> Open:
    """Open the page over some readings."""

    def open_page(
        readings: FakeReadings,
        *,
        watch: model.Watch = WATCH,
        clock: FakeClock | None = None,
        peer: str = "testclient",
        **options,
    ) -> TestClient:
        app = report.build_app(readings, clock or FakeClock(), watch=watch, **options)
        return TestClient(app, raise_server_exceptions=False, client=(peer, 50000))

    return open_page


@pytest.fixture
def page(open_page: Open, morning: FakeReadings) -> TestClient:
    return open_page(morning)
