import email
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from email.policy import default

import pytest
from pydantic import SecretStr

import alerts
from monitor import model
from tests import builders
from tests.alerts.servers import Mailbox, run_mail_server
from tests.fakes.clock import FakeClock

pytestmark = [
    pytest.mark.server,
    pytest.mark.enable_socket,
    # aiosmtpd 1.4 reads its session's deprecated attributes itself.
    pytest.mark.filterwarnings("ignore:Session.login_data is deprecated:DeprecationWarning"),
    # It also warns that it allows a login without TLS, which is what the test is about.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
]

PASSWORD = SecretStr("open sesame")


def send(
    port: int, delivery: model.DeliveryForSend | None = None, *, trust: ssl.SSLContext | None = None, **fields
) -> str | model.Failure:
    defaults = {
        "host": "127.0.0.1",
        "tls": "none",
        "sender": "Claimwatch <alerts@watch.example>",
        "timeout": 5,
    }
    channel = alerts.build_channel(
        alerts.EmailChannel(port=port, **defaults | fields),
        base_url="https://watch.example",
        clock=FakeClock(),
        tls=trust,
    )
    answer = channel.send(delivery or builders.delivery())
    channel.rest()
    return answer


def fail(port: int, delivery: model.DeliveryForSend | None = None, **fields) -> model.Failure:
    answer = send(port, delivery, **fields)
    assert isinstance(answer, model.Failure)
    return answer


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    with run_mail_server(mailbox) as port:
        yield port


def test_a_mail_arrives_whole_and_the_servers_own_words_come_back(mailbox, port):
    assert send(port) == "250 queued as 4cWz1"

    mail = email.message_from_bytes(mailbox.mails[0], policy=default)
    assert mailbox.envelopes == [("alerts@watch.example", ["desk@news.example"])]
    assert mail["Subject"] == "The Coastal Ledger: 22 -> 20 living hostages"
    assert "Israel says [20] hostages are alive." in mail.get_body(("plain",)).get_content()
    assert not mail.defects


def test_a_line_that_is_a_full_stop_does_not_end_the_mail(mailbox, port):
    send(port, builders.delivery(alert=builders.alert_for_send(headline=".\r\n.\r\nQUIT")))

    body = email.message_from_bytes(mailbox.mails[0], policy=default).get_body(("plain",)).get_content()
    assert "Evidence: https://watch.example/changes/1" in body


def test_every_try_carries_the_same_message_id(mailbox, port):
    mailbox.answers["DATA"] = "DROP"
    assert not fail(port).is_permanent
    del mailbox.answers["DATA"]
    send(port)

    first, second = (email.message_from_bytes(raw)["Message-ID"] for raw in mailbox.mails)
    assert first == second


@pytest.mark.parametrize(
    ("step", "answer", "kind", "is_permanent", "why"),
    [
        ("RCPT", "451 4.7.1 greylisted", model.FailureKind.SERVER_ERROR, False, "greylisting passes"),
        ("RCPT", "550 5.1.1 no such user", model.FailureKind.CLIENT_ERROR, True, "nobody is there"),
        ("MAIL", "553 5.7.1 not your address", model.FailureKind.CLIENT_ERROR, False, "sender refused"),
        ("MAIL", "421 4.3.2 shutting down", model.FailureKind.SERVER_ERROR, False, "down for a while"),
        ("DATA", "452 4.3.1 disk full", model.FailureKind.SERVER_ERROR, False, "their disk is full"),
        ("DATA", "554 5.7.1 spam", model.FailureKind.CLIENT_ERROR, True, "the message is refused"),
    ],
)
def test_a_refusal_says_whether_trying_again_helps(mailbox, port, step, answer, kind, is_permanent, why):
    mailbox.answers[step] = answer

    failure = fail(port)

    assert (failure.kind, failure.is_permanent) == (kind, is_permanent), why
    assert failure.status == int(answer[:3])
    assert answer[4:] in failure.detail
    assert not mailbox.mails


def test_a_line_that_drops_after_data_is_tried_again(mailbox, port):
    mailbox.answers["DATA"] = "DROP"

    failure = fail(port)

    assert failure.kind is model.FailureKind.CONNECTION
    assert not failure.is_permanent


def test_a_server_that_leaves_without_goodbye_has_the_mail_all_the_same(mailbox, port):
    mailbox.answers["QUIT"] = "DROP"

    assert send(port) == "250 queued as 4cWz1"


def test_a_login_is_made_when_there_is_a_user_name(mailbox):
    with run_mail_server(mailbox, wants_login=True) as port:
        assert send(port, username="desk", password=PASSWORD) == "250 queued as 4cWz1"

    assert mailbox.logins == [(b"desk", b"open sesame")]


def test_a_server_that_wants_a_login_is_told_apart(mailbox):
    with run_mail_server(mailbox, wants_login=True) as port:
        failure = fail(port)

    assert failure.status == 530
    assert "CLAIMWATCH_SMTP_USERNAME" in alerts.explain_failure(failure)


def test_a_wrong_password_is_the_channels_trouble_and_never_shown_even_when_the_server_repeats_it(mailbox):
    mailbox.answers["AUTH"] = "535 5.7.8 wrong: hunter2 AGRlc2sAaHVudGVyMg=="
    with run_mail_server(mailbox, wants_login=True) as port:
        failure = fail(port, username="desk", password=SecretStr("hunter2"))

    assert (failure.is_of_channel, failure.is_permanent) == (True, False)
    assert failure.detail == f"127.0.0.1:{port} answered 535 to the login: 5.7.8 wrong: ••• •••"


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_tls_protects_the_mail_from_the_first_byte_or_after_starttls(mailbox, certificate, tls):
    server, client = certificate
    with run_mail_server(mailbox, tls=tls, context=server, wants_login=True) as port:
        answer = send(port, tls=tls, trust=client, username="desk", password=PASSWORD)

    assert answer == "250 queued as 4cWz1"


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_stops_the_login_and_says_why(mailbox, certificate, tls):
    server, _ = certificate
    with run_mail_server(mailbox, tls=tls, context=server) as port:
        failure = fail(port, tls=tls, username="desk", password=PASSWORD)

    assert failure.kind is model.FailureKind.TLS
    assert "self-signed certificate" in failure.detail
    assert not mailbox.logins


def test_a_server_without_starttls_is_never_spoken_to_in_the_clear(mailbox, port):
    failure = fail(port, tls="starttls", username="desk", password=PASSWORD)

    assert (failure.kind, failure.is_of_channel) == (model.FailureKind.BAD_RESPONSE, True)
    assert "STARTTLS" in failure.detail
    assert not mailbox.logins


def test_tls_on_a_plain_port_points_at_the_tls_setting(port):
    failure = fail(port, tls="tls")

    assert failure.kind is model.FailureKind.TLS
    assert "465" in alerts.explain_failure(failure)


def test_nobody_listening_is_told_as_refused_and_passes():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        failure = fail(free.getsockname()[1])

    assert (failure.kind, failure.is_permanent) == (model.FailureKind.CONNECTION, False)
    assert "refused the connection" in failure.detail


def test_a_server_that_says_nothing_is_a_timeout():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        answer = alerts.build_channel(
            alerts.EmailChannel(
                host="127.0.0.1",
                port=silent.getsockname()[1],
                tls="none",
                sender="a@watch.example",
                timeout=0.2,
            ),
            base_url="https://watch.example",
            clock=FakeClock(),
        ).send(builders.delivery())

    assert isinstance(answer, model.Failure)
    assert answer.kind is model.FailureKind.TIMEOUT


def test_a_server_that_never_comes_to_the_point_is_hung_up_on():
    with socket.create_server(("127.0.0.1", 0)) as server:
        is_over = threading.Event()

        def drip() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.sendall(b"220 mx.test\r\n")
                while not is_over.wait(0.05):
                    connection.sendall(b"2")

        thread = threading.Thread(target=drip)
        thread.start()
        failure = fail(server.getsockname()[1], longest=0.3)
        is_over.set()
        thread.join()

    assert (failure.kind, failure.is_permanent) == (model.FailureKind.CONNECTION, False)


def test_a_greeting_without_an_end_is_hung_up_on():
    with socket.create_server(("127.0.0.1", 0)) as server:
        is_over = threading.Event()

        def greet() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                while not is_over.wait(0.05):
                    connection.sendall(b"220-one moment\r\n")

        thread = threading.Thread(target=greet, daemon=True)
        thread.start()
        failure = fail(server.getsockname()[1], timeout=0.2)
        is_over.set()
        thread.join()

    assert (failure.kind, failure.is_permanent) == (model.FailureKind.CONNECTION, False)


def test_a_server_that_talks_nonsense_is_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"SSH-2.0-OpenSSH\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        failure = fail(server.getsockname()[1])
        thread.join()

    assert (failure.kind, failure.is_permanent) == (model.FailureKind.BAD_RESPONSE, False)


@pytest.mark.parametrize("address", ["", "desk", "desk@news.example\r\nRCPT TO:<x@y.example>", "@"])
def test_an_address_that_is_none_is_refused_before_anybody_is_asked(mailbox, port, address):
    failure = fail(port, builders.delivery(recipient=builders.recipient(address=address)))

    assert failure.is_permanent
    assert "is no mail address" in failure.detail
    assert not mailbox.envelopes


def test_a_domain_in_another_script_is_written_as_the_mail_system_knows_it(mailbox, port):
    send(port, builders.delivery(recipient=builders.recipient(address="desk@بريد.example")))

    assert mailbox.envelopes[0][1] == ["desk@xn--ngbof4h.example"]


def test_bounces_go_to_the_envelope_sender_and_readers_see_the_other(mailbox, port):
    send(port, envelope="bounces@watch.example")

    assert mailbox.envelopes[0][0] == "bounces@watch.example"
    assert email.message_from_bytes(mailbox.mails[0])["From"] == "Claimwatch <alerts@watch.example>"


def test_whoever_takes_people_off_is_named_without_the_name_before_the_address(mailbox, port):
    send(port, unsubscribe="The desk <desk-admin@news.example>")

    mail = email.message_from_bytes(mailbox.mails[0])
    assert mail["List-Unsubscribe"] == "<mailto:desk-admin@news.example?subject=unsubscribe%20desk>"


def test_a_name_in_another_script_is_sent_to_where_the_server_takes_it(mailbox):
    to = builders.recipient(address="دسك@news.example")
    with run_mail_server(mailbox, takes_utf8=True) as port:
        assert send(port, builders.delivery(recipient=to)) == "250 queued as 4cWz1"

    assert mailbox.envelopes[0][1] == ["دسك@news.example"]
    assert "To: دسك@news.example".encode() in mailbox.mails[0]


def test_a_name_in_another_script_is_given_up_where_the_server_takes_none(mailbox, port):
    failure = fail(port, builders.delivery(recipient=builders.recipient(address="دسك@news.example")))

    assert failure.is_permanent
    assert "takes no address with letters beyond ASCII" in failure.detail
    assert not mailbox.envelopes
