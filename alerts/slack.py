"""Slack by incoming webhook: one delivery, one post.

Holds no words (`slack_message`) and no reading of answers (`post`): only what Slack says in its own terms.
"""

import json
import ssl

from alerts import post, settings, slack_errors, slack_message
from monitor import model


class SlackSender:
    """Sends to the one Slack channel that its webhook was made for."""

    def __init__(self, channel: settings.SlackChannel, *, base_url: str, context: ssl.SSLContext) -> None:
        self._channel = channel
        self._base_url = base_url
        self._context = context

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        """Post one delivery. Returns Slack's words ("200 ok"), or the failure."""
        payload = slack_message.render_slack(
            delivery, base_url=self._base_url, has_buttons=self._channel.has_buttons
        )
        answer = post.exchange_json(
            self._channel.url,
            json.dumps(payload).encode(),
            headers={},
            context=self._context,
            timeout=self._channel.timeout,
        )
        if isinstance(answer, model.Failure):
            return answer
        # A page: a proxy or a network's sign-in took the message in Slack's place. Slack says "ok", its look-alikes say JSON.
        if answer.body.lstrip().startswith(b"<"):
            return slack_errors.judge_stranger(answer)
        return answer.told

    def rest(self) -> None:
        """Do nothing: each post is a conversation of its own."""
