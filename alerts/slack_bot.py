"""Slack by bot token: one delivery, one `chat.postMessage`, in the thread of its subject.

Goes through `post` and not slack-sdk's client: that one follows the environment's proxies, logs requests, and knows no trust
of ours. Holds no words (`slack_message`), and no meaning of Slack's errors (`slack_errors`).
"""

import json
import ssl
from contextlib import suppress
from typing import Any

from pydantic import SecretStr

from alerts import post, settings, slack_errors, slack_message, subjects
from monitor import errors, model, ports

#: Bytes: Slack repeats the message in its answer.
_MAX_ANSWER = 200_000


class SlackBotSender:
    """Sends to one Slack channel as the app whose token it has."""

    def __init__(
        self,
        channel: settings.SlackBotChannel,
        *,
        base_url: str,
        context: ssl.SSLContext,
        threads: ports.ThreadStore | None,
    ) -> None:
        self._channel = channel
        self._base_url = base_url
        self._context = context
        self._threads = threads

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        """Post one delivery below the first message on its subject, or as the first. Returns where it stands, or the failure."""
        place = f"{delivery.recipient.channel_id} {self._channel.channel}"
        subject = subjects.find_subject(delivery)
        anchor = self._threads.load_thread(place, subject) if self._threads and subject else None
        answer = self._post(delivery, anchor=anchor)
        if anchor and isinstance(answer, model.Failure) and slack_errors.is_thread_lost(answer):
            anchor = None
            answer = self._post(delivery, anchor=None)
        if isinstance(answer, model.Failure):
            return answer
        if self._threads and subject and anchor is None:
            # It is sent: were this to fail the delivery, it would be sent twice. The next one begins a thread instead.
            with suppress(errors.StorageError):
                self._threads.save_thread(place, subject, anchor=answer["ts"])
        return f"ok: {answer.get('channel', '')} {answer['ts']}"

    def rest(self) -> None:
        """Do nothing: each post is a conversation of its own."""

    def _post(self, delivery: model.DeliveryForSend, *, anchor: str | None) -> dict[str, Any] | model.Failure:
        payload = slack_message.render_slack(
            delivery, base_url=self._base_url, has_buttons=self._channel.has_buttons
        )
        payload["channel"] = self._channel.channel
        if anchor:
            payload["thread_ts"] = anchor
            # Replies are seen by those who follow the thread; what is grave is shown to the whole channel, too.
            payload["reply_broadcast"] = delivery.alert.alert.severity is model.Severity.HIGH
        answer = post.exchange_json(
            SecretStr(f"{self._channel.api_url.rstrip('/')}/chat.postMessage"),
            json.dumps(payload).encode(),
            headers={"Authorization": f"Bearer {self._channel.token.get_secret_value()}"},
            context=self._context,
            timeout=self._channel.timeout,
            max_answer=_MAX_ANSWER,
        )
        return answer if isinstance(answer, model.Failure) else slack_errors.judge_answer(answer)
