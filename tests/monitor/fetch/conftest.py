import pytest

from tests.monitor.fetch.web import Web


@pytest.fixture
def web() -> Web:
    """A network that answers 404 until it is told more."""
    return Web()
