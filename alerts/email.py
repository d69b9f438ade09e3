"""Mail over SMTP: one delivery, one message.

Holds no words of a mail (`email_message`), no word of the protocol (`conversation`) and no judgement of replies (`replies`). The password
is never in any text that leaves here, even where a server repeats it.
"""

import ssl
from base64 import b64encode
from dataclasses import replace

from alerts import address, conversation, email_message, settings, text
from monitor import model

_MAX_WORDS = 300


class EmailSender:
    """Sends through one mail server."""

    def __init__(self, channel: settings.EmailChannel, *, base_url: str, context: ssl.SSLContext) -> None:
        self._channel = channel
        self._base_url = base_url
        self._unsubscribe = channel.unsubscribe and address.parse_address(channel.unsubscribe).addr_spec
        self._conversation = conversation.Conversation(
            channel,
            # The machine's own name may be unknown outside, and slow to look up.
            greeting=address.parse_address(channel.sender).domain,
            envelope=address.parse_address(channel.envelope or channel.sender).addr_spec,
            context=context,
        )

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
        answer = self._conversation.hand_over(mail, recipient.addr_spec)
        if isinstance(answer, model.Failure):
            return replace(answer, detail=self._hide_password(answer.detail))
        return self._hide_password(answer)

    def rest(self) -> None:
        """Leave the mail server."""
        self._conversation.end()

    def _hide_password(self, words: str) -> str:
        """Return a text without the password, in case the server repeats what it was sent: as it is, or in the two
        forms that a login sends."""
        password = self._channel.password.get_secret_value()
        for secret in (f"\0{self._channel.username}\0{password}", password) if password else ():
            words = words.replace(b64encode(secret.encode()).decode(), "•••").replace(secret, "•••")
        return text.shorten(words, _MAX_WORDS)
