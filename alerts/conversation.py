"""A conversation with a mail server: begun for the first mail, kept up while more wait, ended when something is refused.

Where no other mail waits it is one connection for one mail. Holds no words of a mail and no judgement of replies (`replies`).
Next: `email`, which makes the mails.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from functools import partial
from typing import Any

from alerts import mime, network, replies, settings
from monitor import model

#: Connecting, TLS and the greeting may each take as long as the timeout.
_WAITS = 3


class Conversation:
    """Hands mails to one server, one at a time; not for two threads at once."""

    def __init__(
        self, channel: settings.EmailChannel, *, greeting: str, envelope: str, context: ssl.SSLContext
    ) -> None:
        """`greeting`: the domain to say hello by; `envelope`: the address that bounces go to."""
        self._channel = channel
        self._greeting = greeting
        self._envelope = envelope
        self._context = context
        self._smtp: smtplib.SMTP | None = None
        #: Whether the mail in hand was handed in: from then on only the server's answer tells whether it was taken.
        self._is_handed_in = False

    def hand_over(self, mail: EmailMessage, recipient: str) -> str | model.Failure:
        """Hand over one mail to one address. Returns the server's last words, or the failure, with which the conversation is over.

        Servers leave or refuse after so many mails, minutes or mistakes. So what fails on a line that was used before, and
        before the mail itself was handed in, is asked again over a new one, and only its answer counts.
        """
        if self._smtp is not None:
            answer = self._converse(self._smtp, mail, recipient)
            if self._is_handed_in or not isinstance(answer, model.Failure):
                return answer
        try:
            self._smtp = smtp = self._connect()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            return replies.judge_error(error, server=self._server)
        return self._converse(smtp, mail, recipient, before=self._log_in)

    def end(self) -> None:
        """Say goodbye, if a conversation is going on."""
        if self._smtp is None:
            return
        smtp, self._smtp = self._smtp, None
        # The server has answered for every mail by now; how it says goodbye changes nothing.
        with network.limit(self._channel.timeout, lambda: _hang_up(smtp)):
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    @property
    def _server(self) -> str:
        return f"{self._channel.host}:{self._channel.port}"

    def _connect(self) -> smtplib.SMTP:
        channel = self._channel
        if channel.tls == "tls":
            smtp: smtplib.SMTP = _LineOverTls(
                channel.host, channel.port, self._greeting, timeout=channel.timeout, context=self._context
            )
        else:
            smtp = _Line(channel.host, channel.port, self._greeting, timeout=channel.timeout)
        return smtp

    def _converse(
        self,
        smtp: smtplib.SMTP,
        mail: EmailMessage,
        recipient: str,
        *,
        before: Callable[[smtplib.SMTP], None] = lambda _: None,
    ) -> str | model.Failure:
        is_taken = self._is_handed_in = False
        try:
            with network.limit(self._channel.longest, lambda: _hang_up(smtp)):
                before(smtp)
                answer = self._put(smtp, mail, recipient)
            is_taken = not isinstance(answer, model.Failure)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            answer = replies.judge_error(error, server=self._server)
        finally:
            if not is_taken:
                self.end()
        return answer

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        if self._channel.tls == "starttls":
            smtp.starttls(context=self._context)
        if self._channel.username:
            smtp.login(self._channel.username, self._channel.password.get_secret_value())
        else:
            smtp.ehlo_or_helo_if_needed()

    def _put(self, smtp: smtplib.SMTP, mail: EmailMessage, recipient: str) -> str | model.Failure:
        """Hand over by the protocol's own steps: `send_message` would drop the server's last words."""
        is_ascii = recipient.isascii()
        if not is_ascii and not smtp.has_extn("smtputf8"):
            detail = f"{self._server} takes no address with letters beyond ASCII before the @ (SMTPUTF8)"
            return model.Failure(kind=model.FailureKind.CLIENT_ERROR, is_permanent=True, detail=detail)
        options = () if is_ascii else ("SMTPUTF8", "BODY=8BITMIME")
        content = mail.as_bytes(policy=mime.POLICY if is_ascii else mime.UTF8_POLICY)
        steps: tuple[tuple[str, Callable[[], tuple[int, bytes]]], ...] = (
            (replies.SENDER, partial(smtp.mail, self._envelope, options)),
            (recipient, partial(smtp.rcpt, recipient)),
            (replies.MESSAGE, partial(smtp.data, content)),
        )
        said = ""
        for about, take in steps:
            self._is_handed_in = about == replies.MESSAGE
            code, reply = take()
            if code // 100 != 2:
                return replies.judge_reply(code, reply, server=self._server, about=about)
            said = f"{code} {replies.read_words(reply)}"
        return said


class _Line(smtplib.SMTP):
    """A line that is given up where the server's greeting takes too long as a whole."""

    def connect(
        self, host: str = "localhost", port: int = 0, source_address: Any = None
    ) -> tuple[int, bytes]:
        """Connect, and read the greeting, which may have as many lines as a server likes."""
        with network.limit(_WAITS * self.timeout, lambda: _hang_up(self)):
            return super().connect(host, port, source_address)


class _LineOverTls(_Line, smtplib.SMTP_SSL):
    """The same, with TLS from the first byte."""


def _hang_up(smtp: smtplib.SMTP) -> None:
    """End a conversation from another thread: whoever waits for the server reads its end."""
    if smtp.sock is not None:
        with suppress(OSError):  # it ended by itself
            smtp.sock.shutdown(socket.SHUT_RDWR)
