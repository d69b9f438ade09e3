"""Every other service, through Apprise: one delivery, one notification.

Apprise says whether a service took a message, and why not only in its log: these lines are the service's own words here, and
a status in them says what it does for our other channels. Holds no words of its own (`apprise_message`).
"""

import re
from urllib.parse import unquote

import httpx
from pydantic import SecretStr

from alerts import apprise_message, apprise_service, post, settings, text
from monitor import model

_STATUS = re.compile(r"error=(\d{3})\b")
_MAX_WORDS = 300
#: Shorter parts are words such as "json", or no secret worth the name.
_LEAST_SECRET = 6
#: The server that an address names: what stands before its port, path or end, with a full stop in it.
_SERVER = re.compile(r"^[^:]+://(?:[^/@?]*@)?([\w-]+(?:\.[\w-]+)+)(?=[:/?]|$)")


class AppriseSender:
    """Sends to the one service that an Apprise URL names."""

    def __init__(self, channel: settings.AppriseChannel, *, base_url: str) -> None:
        self._timeout = channel.timeout
        self._url = channel.url
        self._base_url = base_url
        self._service = apprise_service.load_service(channel.url)

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        """Hand one delivery over. Returns who took it, or the failure."""
        import apprise

        notice = apprise_message.render_notice(delivery, base_url=self._base_url)
        is_grave = delivery.alert.alert.severity is model.Severity.HIGH
        caller = apprise.Apprise()
        caller.add(self._service)
        with caller.notify(
            title=notice.title,
            body=notice.body,
            body_format=apprise.NotifyFormat.TEXT,
            notify_type=apprise.NotifyType.WARNING if is_grave else apprise.NotifyType.INFO,
            timeout=self._timeout,
        ) as result:
            name = text.clean_text(str(self._service.service_name))
            if result:
                return f"{name} took it"
            if result.timeout_count:
                return model.Failure(kind=model.FailureKind.TIMEOUT, detail=f"{name} did not answer in time")
            said = " ".join(entry.message for entry in result.logs())
        return judge_words(hide_secrets(said, self._url), name=name)

    def rest(self) -> None:
        """Do nothing: each post is a conversation of its own."""


def judge_words(said: str, *, name: str) -> model.Failure:
    """Say what Apprise's log lines mean: by the HTTP status in them where there is one; else it may pass."""
    words = text.shorten(text.clean_text(said).strip(), _MAX_WORDS)
    if status := _STATUS.search(said):
        return post.judge_answer(int(status[1]), words=words, headers=httpx.Headers(), host=name)
    is_connection = "connection" in said.lower()
    return model.Failure(
        kind=model.FailureKind.CONNECTION if is_connection else model.FailureKind.SERVER_ERROR,
        detail=f"{name} did not take it: {words or 'Apprise does not say why'}",
    )


def hide_secrets(words: str, url: SecretStr) -> str:
    """Return words without the parts of an address that may be secrets: all long ones but a server's name."""
    secret = url.get_secret_value()
    # Where there is no full stop in it, what stands in the server's place may be a token.
    server = _SERVER.search(secret)
    parts = re.split(r"[/?&=@:,]+", secret)
    for part in sorted({*parts, *map(unquote, parts)}, key=len, reverse=True):
        if len(part) >= _LEAST_SECRET and not (server and part == server[1]):
            words = words.replace(part, "…")
    return words
