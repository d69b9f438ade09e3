"""Where hubs call: verification, denial, pushes."""

import hashlib
import hmac

import pytest

from monitor import model
from monitor.core import websub
from report import pushes
from tests import builders
from tests.builders import NOON, minutes
from tests.fakes.store import FakeStore
from tests.storage import scenes

HUB = model.Hub(url="https://hub.example/", topic_url="https://ledger.example/rss")
BODY = b"<rss/>"


@pytest.fixture
def store() -> FakeStore:
    """A store with a subscription that was asked for, its token and secret "t" and "s"."""
    store = FakeStore()
    store.save_outlets([builders.outlet()], now=NOON - minutes(60))
    store.save_poll(
        builders.poll_outcome(hub=HUB, polled_at=NOON - minutes(60), next_poll_at=NOON + minutes(60))
    )
    base = store.load_subscription(1)
    store.save_subscription(websub.decide_asking(base, now=NOON, token="t", secret="s"), base=base)
    return store


@pytest.fixture
def calls(open_page, store, morning):
    return open_page(morning, subscriptions=store)


def verify(calls, token: str = "t", **parameters: str):
    sent = {
        "mode": "subscribe",
        "topic": HUB.topic_url,
        "challenge": "c<b>1",
        "lease_seconds": "600",
    } | parameters
    return calls.get(f"/websub/{token}", params={f"hub.{name}": value for name, value in sent.items()})


def sign(body: bytes = BODY, secret: str = "s") -> dict[str, str]:
    return {"X-Hub-Signature": f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"}


def is_due(store: FakeStore) -> bool:
    return scenes.claim_feeds(store) == [1]


def test_a_subscription_that_was_asked_for_is_confirmed_as_plain_text(calls, store):
    answer = verify(calls)
    assert (answer.status_code, answer.text) == (200, "c<b>1")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert store.load_subscription(1).state is model.SubscriptionState.ACTIVE


@pytest.mark.parametrize(
    ("remark", "token", "parameters"),
    [
        ("another address", "u", {}),
        ("another feed", "t", {"topic": "https://other.example/"}),
        ("the end of it", "t", {"mode": "unsubscribe"}),
        ("nothing known", "t", {"mode": "publish"}),
    ],
)
def test_what_was_not_asked_for_is_not_confirmed(calls, store, remark, token, parameters):
    answer = verify(calls, token, **parameters)
    assert answer.status_code == 404, remark
    assert "c<b>1" not in answer.text
    assert store.load_subscription(1).state is model.SubscriptionState.NONE


def test_a_subscription_is_confirmed_once(calls):
    assert [verify(calls).status_code for _ in range(2)] == [200, 404]


def test_a_denial_is_taken_note_of(calls, store):
    assert verify(calls, mode="denied", reason="too many").status_code == 200
    assert store.load_subscription(1).state is model.SubscriptionState.DENIED
    assert store.load_subscription(1).detail == "The hub refused: too many."


def test_a_signed_push_makes_its_feed_due(calls, store):
    verify(calls)
    assert not is_due(store)
    assert calls.post("/websub/t", content=BODY, headers=sign()).status_code == 202
    assert is_due(store)


@pytest.mark.parametrize(
    ("remark", "body", "headers"),
    [
        ("no signature", BODY, {}),
        ("a wrong one", BODY, sign(secret="other")),
        ("of another body", BODY, sign(b"other")),
        ("too large a body", bytes(pushes.MOST_BYTES + 1), sign(bytes(pushes.MOST_BYTES + 1))),
    ],
)
def test_a_push_that_cannot_be_believed_is_answered_alike_and_ignored(calls, store, remark, body, headers):
    verify(calls)
    assert calls.post("/websub/t", content=body, headers=headers).status_code == 202, remark
    assert not is_due(store), remark


def test_a_push_where_nobody_subscribed_is_gone(calls, store):
    assert calls.post("/websub/u", content=BODY, headers=sign()).status_code == 410
    assert calls.post("/websub/t", content=BODY, headers=sign()).status_code == 410
    assert not is_due(store)


def test_a_feed_that_left_the_watchlist_is_neither_verified_nor_pushed_to(calls, store):
    store.save_outlets([builders.outlet(feeds=("https://ledger.example/other",))], now=NOON)
    assert verify(calls).status_code == 404
    assert verify(calls, mode="denied").status_code == 404

    store.save_outlets([builders.outlet()], now=NOON)
    verify(calls)
    store.save_outlets([], now=NOON)
    assert calls.post("/websub/t", content=BODY, headers=sign()).status_code == 410
    assert not is_due(store)


def test_a_page_that_hubs_cannot_reach_has_no_such_address(page):
    assert page.post("/websub/t", content=BODY).status_code == 404
    assert page.get("/websub/t").status_code == 404
    assert "/websub" not in page.get("/api/openapi.json").text
