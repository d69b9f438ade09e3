"""Mail over SMTP: one delivery, one connection, one message; and what a server's reply means for a delivery.

Replies are judged in one place, `judge_reply`. Holds no words of a mail (`email_message`). The password is never in
any text that leaves here, even where a server repeats it.
"""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

from alerts import address, email_message, network, settings, text
from monitor import model

_MAX_WORDS = 300


class EmailSender:
    """Sends through one mail server."""

    def __init__(self, channel: settings.EmailChannel, *, base_url: str, context: ssl.SSLContext) -> None:
        self._channel = channel
        self._base_url = base_url
        self._context = context
        self._sender = address.parse_address(channel.sender)

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        """Hand one delivery to the mail server. Returns its words ("250 queued as …"), or the failure."""
        try:
            recipient = address.parse_address(delivery.recipient.address)
        except ValueError as error:
            return model.Failure(kind=model.FailureKind.CLIENT_ERROR, is_permanent=True, detail=str(error))
        mail = email_message.render_email(
            delivery, base_url=self._base_url, from_address=self._channel.sender
        )
        answer = self._converse(mail, recipient.addr_spec)
        if isinstance(answer, model.Failure):
            return replace(answer, detail=self._hide_password(answer.detail))
        return self._hide_password(answer)

    def _converse(self, mail: EmailMessage, recipient: str) -> str | model.Failure:
        try:
            smtp = self._connect()
            try:
                self._log_in(smtp)
                return self._hand_over(smtp, mail, recipient)
            finally:
                # The server has answered for the message by now; how it says goodbye changes nothing.
                with suppress(OSError, smtplib.SMTPException):
                    smtp.quit()
                smtp.close()
        except (OSError, smtplib.SMTPException) as error:
            return judge_error(error, server=self._server)

    @property
    def _server(self) -> str:
        return f"{self._channel.host}:{self._channel.port}"

    def _connect(self) -> smtplib.SMTP:
        channel = self._channel
        # Greets by the sender's domain: the machine's own name may be unknown outside, and slow to look up.
        greeting = self._sender.domain
        if channel.tls == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                channel.host, channel.port, greeting, timeout=channel.timeout, context=self._context
            )
        else:
            smtp = smtplib.SMTP(channel.host, channel.port, greeting, timeout=channel.timeout)
        return smtp

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        if self._channel.tls == "starttls":
            smtp.starttls(context=self._context)
        if self._channel.username:
            smtp.login(self._channel.username, self._channel.password.get_secret_value())
        else:
            smtp.ehlo_or_helo_if_needed()

    def _hand_over(self, smtp: smtplib.SMTP, mail: EmailMessage, recipient: str) -> str | model.Failure:
        """Hand over by the protocol's own steps: `send_message` would drop the server's last words."""
        steps: tuple[tuple[str, Callable[[Any], tuple[int, bytes]], str | bytes], ...] = (
            ("the sender", smtp.mail, self._sender.addr_spec),
            (recipient, smtp.rcpt, recipient),
            ("the message", smtp.data, mail.as_bytes()),
        )
        said = ""
        for about, command, argument in steps:
            code, reply = command(argument)
            if code // 100 != 2:
                return judge_reply(code, reply, server=self._server, about=about)
            said = f"{code} {read_words(reply)}"
        return said

    def _hide_password(self, words: str) -> str:
        """Return a text without the password, in case the server repeats what it was sent: as it is, or in the two
        forms that a login sends."""
        password = self._channel.password.get_secret_value()
        for secret in (f"\0{self._channel.username}\0{password}", password) if password else ():
            words = words.replace(b64encode(secret.encode()).decode(), "•••").replace(secret, "•••")
        return text.shorten(words, _MAX_WORDS)


def read_words(reply: bytes | str) -> str:
    """Return a server's reply on one line."""
    words = reply.decode("utf-8", errors="replace") if isinstance(reply, bytes) else reply
    return text.clean_text(words).strip()


def judge_reply(code: int, reply: bytes | str, *, server: str, about: str) -> model.Failure:
    """Say what a reply means (RFC 5321, 4.2.1): 4xx passes (greylisting, a full queue), 5xx waits for a person."""
    kind, is_permanent = {
        4: (model.FailureKind.SERVER_ERROR, False),
        5: (model.FailureKind.CLIENT_ERROR, True),
    }.get(code // 100, (model.FailureKind.BAD_RESPONSE, False))
    return model.Failure(
        kind=kind,
        is_permanent=is_permanent,
        detail=f"{server} answered {code} to {about}: {read_words(reply)}",
        status=code,
    )


def judge_error(error: OSError | smtplib.SMTPException, *, server: str) -> model.Failure:
    """Say what it means that the conversation ended early. Trouble on the way passes; a refusal may not."""
    match error:
        case smtplib.SMTPResponseException():
            about = "the login" if isinstance(error, smtplib.SMTPAuthenticationError) else "us"
            return judge_reply(error.smtp_code, error.smtp_error, server=server, about=about)
        case smtplib.SMTPException() if not isinstance(error, smtplib.SMTPServerDisconnected):
            # The server offers no STARTTLS, no login, or none that we know.
            detail = f"{server}: {read_words(str(error))}"
            return model.Failure(kind=model.FailureKind.BAD_RESPONSE, is_permanent=True, detail=detail)
        case _:
            return network.judge_unreachable(error, server=server)
