import binascii
import smtplib
import socket
from datetime import timedelta

import pytest

from alerts import replies
from monitor import model

KIND = model.FailureKind
HOUR = timedelta(hours=1)
TO = "desk@news.example"


def judge(code: int, words: str = "", *, about: str = TO) -> model.Failure:
    return replies.judge_reply(code, words.encode(), server="mx:25", about=about)


@pytest.mark.parametrize(
    ("code", "words", "kind", "wait", "why"),
    [
        (450, "4.2.0 greylisted, try later", KIND.SERVER_ERROR, None, "greylisting"),
        (451, "local error", KIND.SERVER_ERROR, None, "no enhanced code"),
        (421, "4.7.0 too many connections", KIND.SERVER_ERROR, None, "the server is busy"),
        (452, "4.2.2 mailbox full", KIND.SERVER_ERROR, HOUR, "nobody empties a mailbox in seconds"),
        (552, "5.2.2 mailbox full", KIND.SERVER_ERROR, HOUR, "a full mailbox passes, whatever the class"),
        (552, "exceeded storage allocation", KIND.SERVER_ERROR, HOUR, "552 is a full mailbox (RFC 5321)"),
        (550, "5.2.2 over quota", KIND.SERVER_ERROR, HOUR, "the enhanced code says more than 550"),
        (552, "5.3.1 mail system full", KIND.SERVER_ERROR, HOUR, "their disk is full"),
        (550, "5.4.5 daily sending quota exceeded", KIND.RATE_LIMITED, HOUR, "tomorrow it will be taken"),
        (299, "5.2.2 what", KIND.BAD_RESPONSE, None, "no code of the protocol"),
    ],
)
def test_what_passes_is_tried_again_and_not_too_soon(code, words, kind, wait, why):
    failure = judge(code, words)

    assert (failure.kind, failure.retry_after) == (kind, wait), why
    assert not failure.is_permanent
    assert not failure.is_of_channel


@pytest.mark.parametrize(
    ("code", "words", "about"),
    [
        (550, "5.1.1 no such user", TO),
        (550, "no such user", TO),
        (553, "5.1.3 bad address", TO),
        (554, "5.7.1 relay access denied", TO),
        (552, "5.3.4 message too big for system", replies.MESSAGE),
        (552, "5.2.3 too long for this mailbox", replies.MESSAGE),
        (554, "5.7.1 this looks like spam", replies.MESSAGE),
        (552, "5.3.4 message size exceeds the limit", replies.SENDER),
    ],
)
def test_a_refusal_of_this_message_or_address_is_for_good(code, words, about):
    failure = judge(code, words, about=about)

    assert (failure.kind, failure.is_permanent) == (KIND.CLIENT_ERROR, True)
    assert not failure.is_of_channel


@pytest.mark.parametrize(
    ("code", "about"),
    [
        (535, replies.LOGIN),
        (534, replies.LOGIN),
        (554, replies.US),
        (550, replies.SENDER),
        (530, TO),
        (530, replies.MESSAGE),
    ],
)
def test_a_refusal_of_the_login_the_sender_or_of_us_is_the_channels_and_kills_no_message(code, about):
    failure = judge(code, "5.7.0 no", about=about)

    assert (failure.is_of_channel, failure.is_permanent) == (True, False)


@pytest.mark.parametrize(
    ("error", "about"),
    [
        (smtplib.SMTPAuthenticationError(454, b"4.7.0 try later"), "the login"),
        (smtplib.SMTPDataError(451, b"try later"), "the message"),
        (smtplib.SMTPConnectError(421, b"busy"), "us"),
    ],
)
def test_a_conversation_that_ended_in_a_reply_names_the_step(error, about):
    failure = replies.judge_error(error, server="mx:25")

    assert f"to {about}:" in failure.detail
    assert not failure.is_of_channel


def test_an_unknown_host_is_told_as_a_name():
    failure = replies.judge_error(
        socket.gaierror(-2, "Name or service not known"), server="mx.nowhere.example:587"
    )

    assert failure.kind is KIND.DNS
    assert failure.detail == "mx.nowhere.example:587 is not known by name"


def test_a_name_that_nobody_can_look_up_is_told_as_a_name():
    failure = replies.judge_error(UnicodeError("label empty or too long"), server="mx..example:587")

    assert (failure.kind, failure.detail) == (KIND.DNS, "mx..example:587 is not known by name")


def test_a_question_at_the_login_that_nobody_can_read_passes():
    failure = replies.judge_error(binascii.Error("Incorrect padding"), server="mx:25")

    assert (failure.kind, failure.is_permanent) == (KIND.BAD_RESPONSE, False)
    assert failure.detail == "mx:25 answered, but not as a mail server does: Incorrect padding"


def test_a_server_of_another_kind_is_said_to_be_one():
    failure = replies.judge_error(smtplib.SMTPConnectError(-1, b"/1.1 400 Bad Request"), server="mx:80")

    assert (failure.kind, failure.is_permanent) == (KIND.BAD_RESPONSE, False)
    assert failure.detail == "mx:80 answered, but not as a mail server does: /1.1 400 Bad Request"


def test_a_login_no_method_is_offered_for_is_the_channels_trouble():
    failure = replies.judge_error(
        smtplib.SMTPNotSupportedError("SMTP AUTH extension not supported"), server="mx:25"
    )

    assert failure.is_of_channel
    assert failure.detail == "mx:25: SMTP AUTH extension not supported"


def test_a_reply_of_many_lines_is_one():
    failure = replies.judge_reply(550, b"5.1.1 no such\r\nuser \xff here", server="mx:25", about=TO)

    assert failure.detail == "mx:25 answered 550 to desk@news.example: 5.1.1 no such user \ufffd here"
