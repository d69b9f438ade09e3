from collections.abc import Iterator

import pytest

from tests.monitor.fetch.asker import Asker
from tests.monitor.fetch.web import Web


@pytest.fixture
def web() -> Web:
    """A network that answers 404 until it is told more."""
    return Web()


@pytest.fixture
def asker() -> Iterator[Asker]:
    """Builds fetchers that are closed in the end."""
    asker = Asker()
    yield asker
    for fetcher in asker.fetchers:
        fetcher.close()
