"""What a mail server's reply means for a delivery, and what it means that the conversation ended early.

The one place where SMTP codes are judged: by the code, by its enhanced form where there is one (RFC 3463), and by the step it answers.
Three ways: it passes (4xx, a full mailbox, a quota); the message or its address is refused for good; or the server refuses the whole
channel, its login or its sender, which is no fault of the message. Next: `network`, where nobody answered.
"""

import re
import smtplib
from datetime import timedelta

from alerts import network, text
from monitor import model

#: What a reply can be about, beside an address: who sends, what is sent, the login, the whole conversation.
SENDER = "the sender"
MESSAGE = "the message"
LOGIN = "the login"
US = "us"

_ENHANCED = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})\b")
#: (subject, detail) of RFC 3463 that tell of a full mailbox or disk, and of a used-up quota (4.5, "system congestion", is what
#: large providers answer to a sender over its daily limit). Both pass, whatever the class says, but not within minutes.
_FULL = frozenset({(2, 2), (3, 1)})
_QUOTA = frozenset({(4, 5)})
#: The message is larger than the mailbox or the server ever takes.
_TOO_LARGE = frozenset({(2, 3), (3, 4)})
_PATIENCE = timedelta(hours=1)
#: The status of what is no reply: smtplib's own.
_NONSENSE = -1


def read_words(reply: bytes | str) -> str:
    """Return a server's reply on one line."""
    words = reply.decode("utf-8", errors="replace") if isinstance(reply, bytes) else reply
    return text.clean_text(words).strip()


def judge_reply(code: int, reply: bytes | str, *, server: str, about: str) -> model.Failure:
    """Say what a reply to one step means (RFC 5321, 4.2.1): 4xx passes; 5xx waits for a person, but for what is full."""
    words = read_words(reply)
    if code < 0:
        return _judge_nonsense(words, server=server)
    fault = _find_fault(words)
    is_full = fault in _FULL or (code == 552 and fault not in _TOO_LARGE)
    kind, is_permanent, is_of_channel, patience = model.FailureKind.BAD_RESPONSE, False, False, None
    if fault in _QUOTA and code // 100 in {4, 5}:
        kind, patience = model.FailureKind.RATE_LIMITED, _PATIENCE
    elif is_full and code // 100 in {4, 5}:
        kind, patience = model.FailureKind.SERVER_ERROR, _PATIENCE
    elif code // 100 == 4:
        kind = model.FailureKind.SERVER_ERROR
    elif code // 100 == 5:
        kind = model.FailureKind.CLIENT_ERROR
        # 530 is "a login is needed", at whichever step it comes (RFC 4954).
        is_of_channel = code == 530 or (about in {SENDER, LOGIN, US} and fault not in _TOO_LARGE)
        is_permanent = not is_of_channel
    return model.Failure(
        kind=kind,
        is_permanent=is_permanent,
        is_of_channel=is_of_channel,
        retry_after=patience,
        detail=f"{server} answered {code} to {about}: {words}",
        status=code,
    )


def _judge_nonsense(words: str, *, server: str) -> model.Failure:
    """Say that whoever answers there speaks another protocol, or garbles this one; it may pass."""
    detail = f"{server} answered, but not as a mail server does: {words}"
    return model.Failure(kind=model.FailureKind.BAD_RESPONSE, detail=detail, status=_NONSENSE)


def _find_fault(words: str) -> tuple[int, int] | None:
    """Return subject and detail of a reply's enhanced code, where it has one."""
    found = _ENHANCED.match(words)
    return found and (int(found[2]), int(found[3]))


def judge_error(error: OSError | smtplib.SMTPException | ValueError, *, server: str) -> model.Failure:
    """Say what it means that the conversation ended early. Trouble on the way passes; a refusal may not."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return judge_reply(error.smtp_code, error.smtp_error, server=server, about=LOGIN)
        case smtplib.SMTPDataError():
            return judge_reply(error.smtp_code, error.smtp_error, server=server, about=MESSAGE)
        case smtplib.SMTPResponseException():
            return judge_reply(error.smtp_code, error.smtp_error, server=server, about=US)
        case smtplib.SMTPException() if not isinstance(error, smtplib.SMTPServerDisconnected):
            # The server offers no STARTTLS, no login, or none that we know.
            detail = f"{server}: {read_words(str(error))}"
            return model.Failure(kind=model.FailureKind.BAD_RESPONSE, is_of_channel=True, detail=detail)
        case ValueError() if not isinstance(error, UnicodeError | OSError):
            # What it asked at the login is no base64.
            return _judge_nonsense(read_words(str(error)), server=server)
        case _:
            return network.judge_unreachable(error, server=server)
