"""A Slack of our own on loopback: `chat.postMessage`, as strict about payloads as Slack is, and told what to answer."""

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models import blocks

from tests.alerts.servers import run_sink

TOKEN = "xoxb-1-open-sesame"


@dataclass
class Slack:
    """What stands in its channels, the messages by their time stamps; and the error it is to answer next, one a post."""

    url: str = ""
    channels: set[str] = field(default_factory=lambda: {"C01", "#newsroom"})
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def delete(self, ts: str) -> None:
        """Remove a message, as people do."""
        del self.messages[ts]

    def answer(self, headers: dict[str, str], body: bytes) -> dict[str, Any]:
        """Judge one post."""
        token = headers.get("authorization", "")
        payload = json.loads(body)
        if error := self._refuse(token, payload):
            return {"ok": False, "error": error}
        ts = f"1725192000.{next(self._numbers):06}"
        self.messages[ts] = payload
        # Slack repeats the message.
        return {"ok": True, "channel": "C01", "ts": ts, "message": payload}

    def _refuse(self, token: str, payload: dict[str, Any]) -> str:
        if self.errors:
            return self.errors.pop(0)
        if token != f"Bearer {TOKEN}":
            return "invalid_auth"
        if payload["channel"] not in self.channels:
            return "channel_not_found"
        if payload.get("thread_ts") not in {None, *self.messages}:
            return "thread_not_found"
        return check_payload(payload)


def check_payload(payload: dict[str, Any]) -> str:
    """Return the error that Slack would answer; "" for a payload that it takes."""
    found = payload["blocks"]
    if len(found) > 50 or len(json.dumps(found, ensure_ascii=False)) > 11_000:
        return "msg_blocks_too_long"
    if not 0 < len(payload["text"]) <= 4_000:
        return "msg_too_long"
    parsed = [blocks.Block.parse(block) for block in found]
    # What slack-sdk reads back must be what was sent, and each model checks its own lengths.
    is_same = [block and block.to_dict() for block in parsed] == found
    return "" if is_same else "invalid_blocks"


@contextmanager
def run_slack() -> Iterator[Slack]:
    """Serve it on a free port."""
    slack = Slack()
    with run_sink(answer=slack.answer) as sink:
        slack.url = sink.url
        yield slack
