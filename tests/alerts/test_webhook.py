import hashlib
import hmac
import json

import pytest
from pydantic import SecretStr

import alerts
from monitor import model
from tests import builders
from tests.alerts.servers import run_sink
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]


def send(url: str, delivery: model.DeliveryForSend | None = None, *, secret: str = "") -> str | model.Failure:
    channel = alerts.build_channel(
        alerts.WebhookChannel(url=SecretStr(url), secret=SecretStr(secret)),
        base_url="https://watch.example",
        clock=FakeClock(),
    )
    return channel.send(delivery or builders.delivery())


def test_a_receiver_can_check_who_sent_it_and_when():
    with run_sink() as sink:
        assert send(sink.url, secret="open sesame") == "200 ok"

    (post,) = sink.posts
    timestamp = post.headers["claimwatch-timestamp"]
    expected = hmac.new(b"open sesame", timestamp.encode() + b"." + post.body, hashlib.sha256).hexdigest()
    assert post.headers["claimwatch-signature"] == f"v1={expected}"
    assert int(timestamp) == builders.NOON.timestamp()
    assert json.loads(post.body)["schema"] == "claimwatch.alert/1"


def test_without_a_secret_nothing_is_signed():
    with run_sink() as sink:
        send(sink.url)

    assert "claimwatch-signature" not in sink.posts[0].headers


def test_a_repetition_can_be_told_by_its_key():
    with run_sink() as sink:
        send(sink.url)
        send(sink.url, builders.delivery(attempt_count=1))
        send(sink.url, builders.delivery(key="2:دسك:desk@news.example"))

    keys = [post.headers["idempotency-key"] for post in sink.posts]
    assert keys[0] == keys[1] == "1:desk:desk@news.example"
    assert keys[2] == "2:%D8%AF%D8%B3%D9%83:desk@news.example"
