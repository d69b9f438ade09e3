"""Mail over SMTP: one delivery, one connection, one message.

Holds no words of a mail (`email_message`) and no judgement of replies (`replies`). The password is never in any text that leaves
here, even where a server repeats it.
"""

import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage
from functools import partial

from alerts import address, email_message, mime, network, replies, settings, text
from monitor import model

_MAX_WORDS = 300


class EmailSender:
    """Sends through one mail server."""

    def __init__(self, channel: settings.EmailChannel, *, base_url: str, context: ssl.SSLContext) -> None:
        self._channel = channel
        self._base_url = base_url
        self._context = context
        self._sender = address.parse_address(channel.sender)
        self._unsubscribe = channel.unsubscribe and address.parse_address(channel.unsubscribe).addr_spec
        self._envelope = address.parse_address(channel.envelope or channel.sender).addr_spec

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        """Hand one delivery to the mail server. Returns its words ("250 queued as …"), or the failure."""
        try:
            recipient = address.parse_address(delivery.recipient.address)
        except ValueError as error:
            return model.Failure(kind=model.FailureKind.CLIENT_ERROR, is_permanent=True, detail=str(error))
        mail = email_message.render_email(
            delivery,
            base_url=self._base_url,
            from_address=self._channel.sender,
            unsubscribe=self._unsubscribe,
        )
        answer = self._converse(mail, recipient.addr_spec)
        if isinstance(answer, model.Failure):
            return replace(answer, detail=self._hide_password(answer.detail))
        return self._hide_password(answer)

    def _converse(self, mail: EmailMessage, recipient: str) -> str | model.Failure:
        try:
            smtp = self._connect()
            try:
                with network.limit(self._channel.longest, lambda: _hang_up(smtp)):
                    self._log_in(smtp)
                    return self._hand_over(smtp, mail, recipient)
            finally:
                # The server has answered for the message by now; how it says goodbye changes nothing.
                with suppress(OSError, smtplib.SMTPException):
                    smtp.quit()
                smtp.close()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            return replies.judge_error(error, server=self._server)

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
            code, reply = take()
            if code // 100 != 2:
                return replies.judge_reply(code, reply, server=self._server, about=about)
            said = f"{code} {replies.read_words(reply)}"
        return said

    def _hide_password(self, words: str) -> str:
        """Return a text without the password, in case the server repeats what it was sent: as it is, or in the two
        forms that a login sends."""
        password = self._channel.password.get_secret_value()
        for secret in (f"\0{self._channel.username}\0{password}", password) if password else ():
            words = words.replace(b64encode(secret.encode()).decode(), "•••").replace(secret, "•••")
        return text.shorten(words, _MAX_WORDS)


def _hang_up(smtp: smtplib.SMTP) -> None:
    """End a conversation from another thread: whoever waits for the server reads its end."""
    if smtp.sock is not None:
        with suppress(OSError):  # it ended by itself
            smtp.sock.shutdown(socket.SHUT_RDWR)
