import email
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from pydantic import SecretStr

import alerts
from alerts.email import EmailSender
from monitor import model
from tests import builders
from tests.alerts.servers import Mailbox, run_mail_server
from tests.fakes.clock import FakeClock

pytestmark = [
    pytest.mark.server,
    pytest.mark.enable_socket,
    # aiosmtpd 1.4 reads its session's deprecated attributes itself.
    pytest.mark.filterwarnings("ignore:Session.login_data is deprecated:DeprecationWarning"),
    # It also warns that it allows a login without TLS.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
]

TAKEN = "250 queued as 4cWz1"


@contextmanager
def channel_to(mailbox: Mailbox, *, wants_login: bool = False, **fields: Any) -> Iterator[EmailSender]:
    """Serve a mailbox, and build the channel that sends to it."""
    with run_mail_server(mailbox, wants_login=wants_login) as port:
        channel = build(port, **fields)
        yield channel
        channel.rest()


def build(port: int, **fields: Any) -> EmailSender:
    settings = {"host": "127.0.0.1", "tls": "none", "sender": "alerts@watch.example", "timeout": 5} | fields
    channel = alerts.build_channel(
        alerts.EmailChannel(port=port, **settings), base_url="https://watch.example", clock=FakeClock()
    )
    assert isinstance(channel, EmailSender)
    return channel


def delivery(number: int, address: str = "desk@news.example") -> model.DeliveryForSend:
    return builders.delivery(key=f"{number}:desk:{address}", recipient=builders.recipient(address=address))


class Moody(Mailbox):
    """Takes one mail a connection; what it says or does to the next is in its hands."""

    def __init__(self, step: str, mood: Callable[[Any], str]) -> None:
        super().__init__()
        self.step, self.mood = step, mood
        self.known: list[object] = []

    def _say(self, step: str, server: Any, session: object, said: str) -> str:
        return self.mood(server) if step == self.step and session in self.known else said

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd's name)
        said = await super().handle_MAIL(server, session, envelope, address, options)
        return self._say("MAIL", server, session, said)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        said = await super().handle_RCPT(server, session, envelope, address, options)
        return self._say("RCPT", server, session, said)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        said = await super().handle_DATA(server, session, envelope)
        said = self._say("DATA", server, session, said)
        self.known.append(session)
        return said


def leave(server: Any) -> str:
    server.transport.close()
    return "421 4.3.2 gone"


def test_mails_that_wait_go_over_one_connection_with_one_login():
    mailbox = Mailbox()
    with channel_to(mailbox, wants_login=True, username="desk", password=SecretStr("open sesame")) as channel:
        assert [channel.send(delivery(number)) for number in range(3)] == [TAKEN] * 3

    assert (mailbox.connection_count, len(mailbox.logins)) == (1, 1)
    ids = [email.message_from_bytes(raw)["Message-ID"] for raw in mailbox.mails]
    assert len(set(ids)) == 3


def test_a_channel_at_rest_begins_anew():
    mailbox = Mailbox()
    with channel_to(mailbox) as channel:
        channel.rest()
        channel.send(delivery(1))
        channel.rest()
        assert channel.send(delivery(2)) == TAKEN

    assert mailbox.connection_count == 2


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
@pytest.mark.parametrize(
    "mood", [leave, lambda _: "421 4.7.0 too many messages in this connection", lambda _: "451 4.7.1 later"]
)
def test_a_server_that_has_enough_of_a_connection_is_asked_over_a_new_one(step, mood):
    mailbox = Moody(step, mood)
    with channel_to(mailbox) as channel:
        assert [channel.send(delivery(number)) for number in range(3)] == [TAKEN] * 3

    assert mailbox.connection_count == 3
    assert len(mailbox.mails) == 3


def test_a_refusal_is_the_servers_answer_over_a_connection_of_its_own_and_the_next_mail_goes():
    mailbox = Moody("RCPT", lambda _: "421 4.7.0 too many mistakes")
    mailbox.answers["RCPT"] = "550 5.1.1 no such user"
    with channel_to(mailbox) as channel:
        mailbox.answers.clear()
        channel.send(delivery(1))
        mailbox.answers["RCPT"] = "550 5.1.1 no such user"
        refused = channel.send(delivery(2, "nobody@news.example"))
        mailbox.answers.clear()
        assert channel.send(delivery(3)) == TAKEN

    assert isinstance(refused, model.Failure)
    assert (refused.status, refused.is_permanent) == (550, True)
    assert [to for _, (to,) in mailbox.envelopes] == ["desk@news.example"] * 2


@pytest.mark.parametrize("mood", [leave, lambda _: "452 4.3.1 disk full"])
def test_a_mail_that_was_handed_in_is_never_handed_in_twice_by_one_try(mood):
    mailbox = Moody("DATA", mood)
    with channel_to(mailbox) as channel:
        first, second, third = (channel.send(delivery(number)) for number in range(3))

    assert (first, third) == (TAKEN, TAKEN)
    assert isinstance(second, model.Failure)
    assert not second.is_permanent
    assert len(mailbox.mails) == 3, "the second was taken once, before the line dropped"


def test_a_server_that_never_says_goodbye_is_hung_up_on():
    with socket.create_server(("127.0.0.1", 0)) as server:
        is_over = threading.Event()

        def talk() -> None:
            connection, _ = server.accept()
            with connection, connection.makefile("rb") as lines, suppress(OSError):
                connection.sendall(b"220 mx.test\r\n")
                for line in iter(lines.readline, b"QUIT\r\n"):
                    verb = line[:4].strip().upper()
                    connection.sendall(b"354 go on\r\n" if verb == b"DATA" else b"250 ok\r\n")
                    while verb == b"DATA" and lines.readline() != b".\r\n":
                        pass
                    if verb == b"DATA":
                        connection.sendall(b"250 taken\r\n")
                while not is_over.wait(0.02):
                    connection.sendall(b"2")

        thread = threading.Thread(target=talk)
        thread.start()
        channel = build(server.getsockname()[1], timeout=0.2)
        assert channel.send(delivery(1)) == "250 taken"
        channel.rest()
        is_over.set()
        thread.join()
