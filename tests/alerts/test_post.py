import logging
import socket
import ssl
import threading
import time
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest
from pydantic import SecretStr

import alerts
from alerts import network, post
from monitor import model
from tests import builders
from tests.alerts.servers import Sink, run_sink
from tests.fakes.clock import FakeClock

KIND = model.FailureKind
loopback = [pytest.mark.server, pytest.mark.enable_socket]


def send(url: str, *, trust=None, timeout: float = 5) -> str | model.Failure:
    channel = alerts.build_channel(
        alerts.SlackChannel(url=SecretStr(url), timeout=timeout),
        base_url="https://watch.example",
        clock=FakeClock(),
        tls=trust,
    )
    return channel.send(builders.delivery())


@pytest.mark.parametrize(
    ("status", "headers", "body", "expected"),
    [
        pytest.param(
            429,
            {"Retry-After": "30"},
            b"rate_limited",
            (KIND.RATE_LIMITED, False, timedelta(seconds=30)),
            id="too many: wait as told",
        ),
        pytest.param(
            503,
            {"Retry-After": "Mon, 01 Sep 2025 12:02:00 GMT", "Date": "Mon, 01 Sep 2025 12:00:00 GMT"},
            b"",
            (KIND.SERVER_ERROR, False, timedelta(minutes=2)),
            id="a date counts from the server's own clock",
        ),
        pytest.param(500, {}, b"oops", (KIND.SERVER_ERROR, False, None), id="server trouble passes"),
        pytest.param(408, {}, b"", (KIND.SERVER_ERROR, False, None), id="so does a slow request"),
        pytest.param(400, {}, b"no_text", (KIND.CLIENT_ERROR, True, None), id="this message is refused"),
    ],
)
def test_an_answer_says_whether_trying_again_helps(status, headers, body, expected):
    failure = post.judge_answer(
        status, words=body.decode(), headers=httpx.Headers(headers), host="hooks.test"
    )

    assert (failure.kind, failure.is_permanent, failure.retry_after) == expected
    assert not failure.is_of_channel
    assert failure.status == status
    assert failure.detail == f"hooks.test answered {status}" + (f": {body.decode()}" if body else "")


@pytest.mark.parametrize(
    ("status", "words", "kind", "is_gone"),
    [
        pytest.param(404, "no_service", KIND.NOT_FOUND, True, id="Slack has deleted the webhook"),
        pytest.param(404, "not found", KIND.NOT_FOUND, False, id="a receiver may be set up anew"),
        pytest.param(410, "channel_is_archived", KIND.GONE, True, id="Slack's channel is archived"),
        pytest.param(410, "", KIND.GONE, True, id="gone is gone"),
        pytest.param(403, "invalid_token", KIND.CLIENT_ERROR, True, id="Slack has withdrawn the token"),
        pytest.param(403, "", KIND.CLIENT_ERROR, False, id="not allowed"),
        pytest.param(401, "", KIND.CLIENT_ERROR, False, id="the secret is another"),
        pytest.param(302, "", KIND.CLIENT_ERROR, False, id="moved: no redirect is followed"),
    ],
)
def test_an_answer_about_the_address_is_the_channels_trouble_and_not_the_messages(
    status, words, kind, is_gone
):
    failure = post.judge_answer(status, words=words, headers=httpx.Headers(), host="hooks.test")

    assert failure.is_of_channel
    assert (failure.kind, failure.is_permanent) == (kind, is_gone)


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ("", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("120", timedelta(minutes=2)),
        ("9" * 5_000, timedelta(seconds=999_999_999)),
        ("Mon, 01 Sep 2025 11:00:00 GMT", timedelta(0)),
        ("Mon, 01 Sep 2025 12:00:00", None),
    ],
)
def test_a_wait_that_cannot_be_read_is_none(asked, wait):
    headers = httpx.Headers(
        [(b"Retry-After", asked.encode("latin-1")), (b"Date", b"Mon, 01 Sep 2025 12:00:00 GMT")]
    )

    assert post.find_wait(headers) == wait


class TestOnLoopback:
    pytestmark = loopback

    @pytest.fixture
    def sink(self):
        with run_sink() as sink:
            yield sink

    def test_an_answer_is_cut_and_put_on_one_line(self, sink: Sink):
        sink.status, sink.body = 500, b"<html>\n" + b"oops " * 10_000

        answer = send(sink.url)

        assert isinstance(answer, model.Failure)
        assert answer.detail.startswith("127.0.0.1 answered 500: <html> oops oops")
        assert len(answer.detail) < 400

    def test_an_answer_without_an_end_is_not_waited_for(self):
        with socket.create_server(("127.0.0.1", 0)) as endless:
            done = threading.Event()

            def answer() -> None:
                connection, _ = endless.accept()
                with connection:
                    connection.recv(100)
                    with suppress(OSError):  # whoever asked may have heard enough
                        connection.sendall(b"HTTP/1.1 500 Oops\r\n\r\n" + b"no " * 50_000)
                    done.wait(5)

            thread = threading.Thread(target=answer)
            thread.start()
            failure = send(f"http://127.0.0.1:{endless.getsockname()[1]}/x", timeout=2)
            done.set()
            thread.join()

        assert isinstance(failure, model.Failure)
        assert failure.detail.startswith("127.0.0.1 answered 500: no no")

    def test_an_answer_that_comes_byte_by_byte_is_not_waited_for(self):
        sent = []
        with socket.create_server(("127.0.0.1", 0)) as slow:

            def answer() -> None:
                connection, _ = slow.accept()
                with connection, suppress(OSError):  # whoever asked has heard enough
                    connection.recv(100)
                    connection.sendall(b"HTTP/1.1 500 Oops\r\n\r\n")
                    for _ in range(500):
                        connection.sendall(b"x")
                        sent.append(1)
                        time.sleep(0.02)

            thread = threading.Thread(target=answer)
            thread.start()
            failure = send(f"http://127.0.0.1:{slow.getsockname()[1]}/x", timeout=0.2)
            thread.join()

        assert isinstance(failure, model.Failure)
        assert failure.detail.startswith("127.0.0.1 answered 500: x")
        assert len(sent) < 500

    @pytest.mark.parametrize(
        ("drop", "is_tls"), [(b"X-Slow: ", True), (b"HTTP/1.1 102 Processing\r\n\r\n", False)]
    )
    def test_an_answer_that_never_comes_to_the_point_is_hung_up_on(self, certificate, drop, is_tls):
        ours, theirs = certificate
        is_over = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as slow:

            def drip() -> None:
                accepted, _ = slow.accept()
                with suppress(OSError), _wrap(accepted, ours if is_tls else None) as connection:
                    connection.recv(100_000)
                    connection.sendall(b"" if drop.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\n")
                    while not is_over.wait(0.05):
                        connection.sendall(drop)

            thread = threading.Thread(target=drip, daemon=True)
            thread.start()
            url = f"http{'s' if is_tls else ''}://127.0.0.1:{slow.getsockname()[1]}/x"
            answer = send(url, trust=theirs, timeout=0.5)
            is_over.set()
            thread.join()

        assert answer == model.Failure(kind=KIND.TIMEOUT, detail="127.0.0.1 did not answer in time")

    @pytest.mark.parametrize("is_held", [True, False])
    def test_what_was_taken_is_taken_though_the_words_after_it_never_come(self, is_held):
        """Taken for lost, it would be sent again, a dozen times."""
        is_over = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as server:

            def answer() -> None:
                connection, _ = server.accept()
                with connection:
                    connection.recv(100_000)
                    connection.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\nok")
                    if is_held:
                        is_over.wait(5)

            thread = threading.Thread(target=answer, daemon=True)
            thread.start()
            said = send(f"http://127.0.0.1:{server.getsockname()[1]}/x", timeout=1)
            is_over.set()
            thread.join()

        assert said == "202 ok"

    def test_a_sign_in_page_in_slacks_place_is_no_delivery(self, sink: Sink):
        sink.body = b"\n<!DOCTYPE html><title>Welcome to the hotel</title>"

        answer = send(sink.url)

        assert isinstance(answer, model.Failure)
        assert (answer.kind, answer.is_permanent, answer.is_of_channel) == (KIND.BAD_RESPONSE, False, True)
        assert answer.detail.startswith("127.0.0.1 answered 200, but not as Slack does: <!DOCTYPE")
        assert "sign-in page" in alerts.explain_failure(answer)

    def test_the_answer_is_asked_for_unpacked(self, sink: Sink):
        send(sink.url)

        assert sink.posts[0].headers["accept-encoding"] == "identity"

    def test_a_redirect_is_not_followed(self, sink: Sink):
        sink.status, sink.headers = 307, {"Location": sink.url}

        assert isinstance(send(sink.url), model.Failure)
        assert len(sink.posts) == 1

    def test_the_address_is_in_no_log_and_no_answer(self, sink: Sink, caplog: pytest.LogCaptureFixture):
        sink.status = 404
        with caplog.at_level(logging.DEBUG):
            answer = send(sink.url)

        assert sink.posts[0].path == "/services/T0/B0/s3cret"
        assert "s3cret" not in caplog.text + repr(answer)

    def test_nobody_listening_is_told_as_refused(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            answer = send(f"http://127.0.0.1:{free.getsockname()[1]}/x")

        assert answer == model.Failure(kind=KIND.CONNECTION, detail="127.0.0.1 refused the connection")

    def test_a_server_that_says_nothing_is_a_timeout(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            answer = send(f"http://127.0.0.1:{silent.getsockname()[1]}/x", timeout=0.2)

        assert answer == model.Failure(kind=KIND.TIMEOUT, detail="127.0.0.1 did not answer in time")

    def test_a_server_that_hangs_up_may_do_better_later(self):
        with socket.create_server(("127.0.0.1", 0)) as rude:

            def hang_up() -> None:
                connection, _ = rude.accept()
                connection.recv(100)
                connection.close()

            thread = threading.Thread(target=hang_up)
            thread.start()
            answer = send(f"http://127.0.0.1:{rude.getsockname()[1]}/x")
            thread.join()

        assert answer == model.Failure(kind=KIND.CONNECTION, detail="127.0.0.1 broke off the connection")

    def test_tls_is_checked(self, certificate):
        server, client = certificate
        with run_sink(server) as sink:
            assert send(sink.url, trust=client) == "200 ok"
            answer = send(sink.url)

        assert isinstance(answer, model.Failure)
        assert answer.kind is KIND.TLS
        assert "self-signed certificate" in answer.detail


def _wrap(connection: socket.socket, context: ssl.SSLContext | None) -> socket.socket:
    return context.wrap_socket(connection, server_side=True) if context else connection


def test_an_unknown_host_is_told_as_a_name():

    error = httpx.ConnectError("x")
    error.__cause__ = socket.gaierror(-2, "Name or service not known")

    assert network.judge_unreachable(error, server="hooks.test") == model.Failure(
        kind=KIND.DNS, detail="hooks.test is not known by name"
    )
