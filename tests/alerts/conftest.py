import ssl

import pytest

from tests.alerts import servers


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's context and the client's."""
    return servers.make_certificate(tmp_path_factory.mktemp("certificate"))
