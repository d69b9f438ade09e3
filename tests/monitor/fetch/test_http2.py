import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest

from monitor import model
from monitor.fetch import client
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

CERTIFICATE = Path(__file__).with_name("ledger.pem")


class Http2Server:
    """Says "20 held" over HTTP/2 to every request of one connection; names the paths it was asked for."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        context.set_alpn_protocols(["h2"])
        with contextlib.suppress(OSError):
            plain, _ = self.listener.accept()
            with plain, context.wrap_socket(plain, server_side=True) as connection:
                self.converse(connection)

    def converse(self, connection: ssl.SSLSocket) -> None:
        protocol = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        protocol.initiate_connection()
        connection.sendall(protocol.data_to_send())
        while received := connection.recv(65536):
            for event in protocol.receive_data(received):
                if isinstance(event, h2.events.RequestReceived):
                    self.paths.append(dict(event.headers)[b":path"].decode())
                    protocol.send_headers(event.stream_id, [(":status", "200"), ("etag", '"1"')])
                    protocol.send_data(event.stream_id, b"20 held", end_stream=True)
            connection.sendall(protocol.data_to_send())


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Http2Server]:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    server = Http2Server()
    yield server
    server.listener.close()
    server.thread.join(5)


def test_http2_is_spoken_where_it_is_offered_and_one_connection_serves_all(server: Http2Server):
    fetcher = client.build_fetcher(
        clock=FakeClock(),
        user_agent="claimwatch/0.1 (x)",
        allowed_addresses=[ipaddress.ip_network("127.0.0.1/32")],
        host_gap=timedelta(0),
        resolver=lambda _host, _port: ("127.0.0.1",),
    )
    for path in ("/a", "/b"):
        request = model.FetchRequest(url=f"https://ledger.example:{server.port}{path}", obeys_robots=False)
        page = fetcher.fetch(request)
        assert isinstance(page, model.FetchedPage), page
        assert page.body == b"20 held"
        assert page.header("etag") == '"1"'
    fetcher.close()
    assert server.paths == ["/a", "/b"]
