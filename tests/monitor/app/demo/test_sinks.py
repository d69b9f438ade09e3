import json
import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from monitor.app.demo import sinks

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[sinks.MailSink]:
    sink = sinks.MailSink(tmp_path / "mail")
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[sinks.SlackSink]:
    sink = sinks.SlackSink(tmp_path / "slack")
    sink.start()
    yield sink
    sink.stop()


def message(message_id: str | None = "<alert-1@claimwatch.example>") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@claimwatch.example", "desk@news.example", "20 → 22"
    if message_id:
        mail["Message-ID"] = message_id
    mail.set_content("Twenty-two, and nobody said so. חטופים رهائن")
    return mail


def send(sink: sinks.MailSink, *mails: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", sink.port) as client:
        for mail in mails:
            client.send_message(mail)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_mail_is_kept_as_it_was_sent(mail: sinks.MailSink, tmp_path: Path):
    send(mail, message())
    (kept,) = (tmp_path / "mail").iterdir()
    assert kept.name == "alert-1@claimwatch.example.1.eml"
    assert kept.read_bytes() == message().as_bytes().replace(b"\n", b"\r\n")


def test_a_mail_that_comes_twice_is_kept_twice_and_counted(mail: sinks.MailSink, tmp_path: Path):
    send(mail, message(), message(), message("<alert-2@claimwatch.example>"))
    assert mail.message_ids() == {"alert-1@claimwatch.example": 2, "alert-2@claimwatch.example": 1}
    assert "alert-1@claimwatch.example.2.eml" in files(tmp_path / "mail")


def test_a_message_id_cannot_leave_the_folder(mail: sinks.MailSink, tmp_path: Path):
    send(mail, message("<../../outside@example>"))
    assert files(tmp_path) == ["mail"]
    assert files(tmp_path / "mail") == [".._.._outside@example.1.eml"]


def test_a_mail_without_a_message_id_is_kept(mail: sinks.MailSink):
    send(mail, message(None))
    assert list(mail.message_ids().values()) == [1]


def test_long_message_ids_that_begin_alike_are_kept_apart(mail: sinks.MailSink):
    long_id = "x" * 160
    send(mail, message(f"<{long_id}1@example>"), message(f"<{long_id}2@example>"))
    assert list(mail.message_ids().values()) == [1, 1]


def test_counting_goes_on_where_an_earlier_sink_stopped(tmp_path: Path):
    for _ in range(2):
        sink = sinks.MailSink(tmp_path)
        sink.start()
        send(sink, message())
        sink.stop()
    assert sink.message_ids() == {"alert-1@claimwatch.example": 2}


def test_a_file_that_was_being_written_when_the_process_was_killed_is_not_counted(tmp_path: Path):
    (tmp_path / ".half.1.eml").write_bytes(b"Subject: ha")
    assert sinks.MailSink(tmp_path).message_ids() == {}


def test_a_payload_is_kept_and_answered_as_slack_does(slack: sinks.SlackSink, tmp_path: Path):
    payload = {"text": "22 → 20", "blocks": [{"type": "divider"}]}
    answer = httpx.post(slack.url, json=payload)
    assert (answer.status_code, answer.text) == (200, "ok")
    (kept,) = (tmp_path / "slack").iterdir()
    assert kept.suffix == ".json"
    assert json.loads(kept.read_text()) == payload


def test_a_payload_that_comes_twice_is_counted(slack: sinks.SlackSink):
    for text in ("a", "a", "b"):
        httpx.post(slack.url, json={"text": text})
    assert sorted(slack.payload_digests().values()) == [1, 2]


def test_what_is_no_payload_is_refused(slack: sinks.SlackSink, tmp_path: Path):
    answer = httpx.post(slack.url, content=b"{")
    assert (answer.status_code, answer.text) == (400, "invalid_payload")
    assert files(tmp_path / "slack") == []


@pytest.mark.parametrize("kind", [sinks.MailSink, sinks.SlackSink])
def test_a_taken_port_is_said_at_once(tmp_path: Path, kind: type[sinks.MailSink] | type[sinks.SlackSink]):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        sink = kind(tmp_path, port=taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            sink.start()
        sink.stop()


@pytest.mark.parametrize("kind", [sinks.MailSink, sinks.SlackSink])
def test_stopping_what_never_started_does_nothing(
    tmp_path: Path, kind: type[sinks.MailSink] | type[sinks.SlackSink]
):
    kind(tmp_path).stop()
    assert files(tmp_path) == []
