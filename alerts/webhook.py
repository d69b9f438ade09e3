"""Your own receiver: one delivery, one signed JSON post that can be told from a repetition.

Holds no words (`webhook_message`) and no reading of answers (`post`). How to check a signature: docs/reference/alerts.md.
"""

import hashlib
import hmac
import json
import ssl
from urllib.parse import quote

from alerts import post, settings, webhook_message
from monitor import model, ports

SIGNATURE_HEADER = "Claimwatch-Signature"
TIMESTAMP_HEADER = "Claimwatch-Timestamp"


class WebhookSender:
    """Sends to one URL, signed where there is a secret."""

    def __init__(
        self,
        channel: settings.WebhookChannel,
        *,
        base_url: str,
        clock: ports.Clock,
        context: ssl.SSLContext,
    ) -> None:
        self._channel = channel
        self._base_url = base_url
        self._clock = clock
        self._context = context

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        """Post one delivery. Returns what the receiver said, or the failure."""
        payload = webhook_message.render_webhook(delivery, base_url=self._base_url)
        body = json.dumps(payload).encode()
        timestamp = str(int(self._clock.now().timestamp()))
        # Percent-encoded: a header is ASCII, a recipient's address need not be.
        headers = {
            "Idempotency-Key": quote(delivery.key, safe=":@+", errors="replace"),
            TIMESTAMP_HEADER: timestamp,
        }
        if secret := self._channel.secret.get_secret_value():
            headers[SIGNATURE_HEADER] = sign(body, timestamp=timestamp, secret=secret)
        return post.post_json(
            self._channel.url,
            body,
            headers=headers,
            context=self._context,
            timeout=self._channel.timeout,
        )

    def rest(self) -> None:
        """Do nothing: each post is a conversation of its own."""


def sign(body: bytes, *, timestamp: str, secret: str) -> str:
    """Return "v1=" and the hex HMAC-SHA256, under the secret, of the timestamp, a full stop and the body."""
    return "v1=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
