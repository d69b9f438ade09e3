import hashlib
import hmac
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import websub
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.monitor.core.feed_texts import ITEM, atom, read, rss
from tests.monitor.core.test_json_feeds import read as read_json

FEED = "https://ledger.example/news/rss.xml"
HUB = model.Hub(url="https://hub.example/", topic_url=FEED)
ATOM = 'xmlns:a="http://www.w3.org/2005/Atom"'


def page(*links: str, url: str = FEED) -> model.FetchedPage:
    return builders.page(b"", url=url, headers=tuple(("link", link) for link in links))


def find(*links: str, body: str = "", url: str = FEED) -> tuple[str, str] | None:
    hub = websub.find_hub(page(*links, url=url), read(body or rss(ITEM)))
    return hub and (hub.url, hub.topic_url)


@pytest.mark.parametrize(
    ("remark", "links", "found"),
    [
        ("none", [], None),
        (
            "both",
            ['<https://hub.example/>; rel="hub", </rss>; rel="self"'],
            ("https://hub.example/", "https://ledger.example/rss"),
        ),
        (
            "a header each",
            ["<https://hub.example/>; rel=hub", "</rss>; REL=Self"],
            ("https://hub.example/", "https://ledger.example/rss"),
        ),
        ("two relations", ['<https://hub.example/>; rel="other hub"'], ("https://hub.example/", FEED)),
        ("no address of its own", ['<https://hub.example/>; rel="hub"'], ("https://hub.example/", FEED)),
        (
            "the first with TLS",
            ['<http://a.example/>; rel="hub", <https://b.example/>; rel="hub"'],
            ("https://b.example/", FEED),
        ),
        ("without TLS", ['<http://hub.example/>; rel="hub"'], None),
        ("no web address", ['<mailto:hub@hub.example>; rel="hub"'], None),
        ("another relation", ['<https://hub.example/>; rel="hubs"; title="rel=hub"'], None),
        ("broken", ["<https://hub.example/ rel=hub", ";,<>"], None),
    ],
)
def test_the_headers_name_a_hub(remark, links, found):
    assert find(*links) == found, remark


def test_a_feed_names_its_hub():
    names = f'<a:link {ATOM} rel="hub" href="https://hub.example/"/><a:link {ATOM} rel="self" href="/rss"/>'
    assert find(body=rss(ITEM, channel=names)) == ("https://hub.example/", "https://ledger.example/rss")
    entry = '<link rel="hub" href="https://hub.example/"/><entry><link href="/a"/></entry>'
    assert find(body=atom(entry)) == ("https://hub.example/", FEED)


def test_a_json_feed_names_its_hubs():
    hubs = [
        {"type": "rssCloud", "url": "https://cloud.example/"},
        {"type": "WebSub", "url": "https://hub.example/"},
        {"type": "WebSub"},
        "https://no.example/",
    ]
    parsed = read_json(hubs=hubs, feed_url="https://ledger.example/feed.json")
    assert (parsed.hub_urls, parsed.self_url) == (
        ("https://hub.example/",),
        "https://ledger.example/feed.json",
    )
    assert read_json(hubs="https://hub.example/").hub_urls == ()


def test_a_feed_without_tls_may_have_a_hub_without():
    assert find("<http://hub.example/>; rel=hub", url="http://ledger.example/rss") is not None


def subscription(**fields) -> model.Subscription:
    return model.Subscription(**({"feed_id": 1, "hub": HUB, "token": "t0", "secret": "s0"} | fields))


def asked() -> model.Subscription:
    return websub.decide_asking(subscription(), now=NOON, token="t", secret="s")


def test_a_hub_is_asked_with_all_it_needs():
    asking = websub.decide_asking(model.Subscription(feed_id=1, hub=HUB), now=NOON, token="t", secret="s")
    assert (asking.token, asking.secret, asking.asked_at, asking.next_at) == ("t", "s", NOON, NOON + hours(1))
    request = websub.next_request(asking, push_url="https://push.example")
    assert (request.url, request.obeys_robots) == ("https://hub.example/", False)
    assert dict(request.form) == {
        "hub.mode": "subscribe",
        "hub.topic": FEED,
        "hub.callback": "https://push.example/websub/t",
        "hub.secret": "s",
        "hub.lease_seconds": "864000",
    }


def test_another_request_keeps_token_and_secret_and_comes_later_each_time():
    waits = []
    asking = subscription()
    for _ in range(7):
        asking = websub.decide_asking(asking, now=NOON, token="t", secret="s")
        waits.append((asking.next_at - NOON) / hours(1))
    assert (asking.token, asking.secret) == ("t0", "s0")
    assert waits == [1, 2, 4, 8, 16, 24, 24]


@pytest.mark.parametrize(
    ("next_at", "is_due"), [(None, True), (NOON, True), (NOON + timedelta(seconds=1), False)]
)
def test_a_hub_is_asked_when_it_is_time(next_at, is_due):
    assert websub.is_due(subscription(next_at=next_at), now=NOON) is is_due


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (builders.page(b"", status=202), ""),
        (
            builders.page(b"", url="https://hub.example/", status=404),
            "https://hub.example/ answered HTTP 404.",
        ),
        (
            builders.page(b"", url="https://hub.example/", status=302),
            "https://hub.example/ answered HTTP 302.",
        ),
        (builders.failure(), "no answer within 20 s"),
    ],
)
def test_a_hub_takes_a_request_or_says_why_not(answer, refusal):
    assert websub.find_refusal(answer) == refusal


@pytest.mark.parametrize(
    ("lease_seconds", "lease"),
    [(1000, timedelta(seconds=1000)), (10**12, timedelta(days=30)), (None, hours(1)), (0, hours(1))],
)
def test_a_verified_subscription_is_active_and_renewed_before_its_end(lease_seconds, lease):
    active = websub.decide_verified(asked(), topic=FEED, lease_seconds=lease_seconds, now=NOON)
    assert active is not None
    assert (active.state, active.asked_at, active.failure_count) == (model.SubscriptionState.ACTIVE, None, 0)
    assert (active.lease_until, active.next_at) == (NOON + lease, NOON + lease * 0.8)


def test_what_nobody_asked_for_is_not_verified():
    assert websub.decide_verified(subscription(), topic=FEED, lease_seconds=10, now=NOON) is None
    assert websub.decide_verified(asked(), topic="https://other.example/", lease_seconds=10, now=NOON) is None


@pytest.mark.parametrize(
    ("reason", "detail"), [("full", "The hub refused: full."), ("", "The hub refused: no reason given.")]
)
def test_a_denied_subscription_is_asked_for_again_a_day_later(reason, detail):
    denied = websub.decide_denied(asked(), topic=FEED, reason=reason, now=NOON)
    assert denied is not None
    assert (denied.state, denied.lease_until, denied.next_at) == (
        model.SubscriptionState.DENIED,
        None,
        NOON + hours(24),
    )
    assert denied.detail == detail
    assert websub.decide_denied(asked(), topic="https://other.example/", reason="", now=NOON) is None


def sign(body: bytes, secret: str = "s0", *, method: str = "sha256") -> str:
    return f"{method}={hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()}"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_push_that_is_signed_is_genuine(method):
    assert websub.is_signed(b"<rss/>", sign(b"<rss/>", method=method), secret="s0")
    assert websub.is_signed(b"<rss/>", f" {sign(b'<rss/>', method=method).upper()} ", secret="s0")


@pytest.mark.parametrize(
    "signature",
    [
        *("", "sha256", "sha256=", "=", "sha256=é", sign(b"other"), sign(b"<rss/>", "s1")),
        *(sign(b"<rss/>", method="md5"), sign(b"<rss/>").replace("sha256", "sha1"), sign(b"<rss/>")[:-1]),
    ],
)
def test_a_push_that_is_not_signed_rightly_is_not(signature):
    assert not websub.is_signed(b"<rss/>", signature, secret="s0")


def test_nothing_is_signed_with_no_secret():
    assert not websub.is_signed(b"", sign(b"", ""), secret="")


@given(st.binary(max_size=20), st.text(max_size=60))
def test_no_signature_can_be_guessed_or_break_anything(body, signature):
    assert not websub.is_signed(body, signature, secret="s0")


PUSHED = {"lease_until": NOON + hours(9), "pushed_at": NOON - minutes(60)}


@pytest.mark.parametrize(
    ("remark", "state", "is_delivering"),
    [
        ("it does", PUSHED, True),
        ("no push yet", PUSHED | {"pushed_at": None}, False),
        ("no push for a day", PUSHED | {"pushed_at": NOON - hours(24)}, False),
        ("the lease is over", PUSHED | {"lease_until": NOON}, False),
        ("no lease", PUSHED | {"lease_until": None}, False),
    ],
)
def test_a_hub_delivers_while_its_pushes_come(remark, state, is_delivering):
    assert websub.is_delivering(subscription(**state), now=NOON) is is_delivering, remark


@pytest.mark.parametrize(
    ("remark", "usual", "fields", "last_polled_at", "expected"),
    [
        ("three times as long", 10, {}, NOON - minutes(10), 30),
        ("an hour at most", 25, {}, NOON - minutes(10), 60),
        ("as it is, where that is more", 90, {}, NOON - minutes(10), 90),
        ("a push that found nothing is followed up", 10, {"is_unchanged": True}, NOON - minutes(70), None),
        ("so is one before any poll", 10, {"is_unchanged": True}, None, None),
        ("a push that found something is done with", 10, {}, NOON - minutes(70), 30),
        ("nothing new, and no push since", 10, {"is_unchanged": True}, NOON - minutes(10), 30),
        ("a failure is tried again as ever", 10, {"failure": builders.failure()}, NOON - minutes(10), None),
    ],
)
def test_a_feed_that_is_pushed_is_polled_more_seldom(remark, usual, fields, last_polled_at, expected):
    polled = builders.poll_outcome(next_poll_at=NOON + minutes(usual), **fields)
    wait = websub.find_next_poll(subscription(**PUSHED), polled, last_polled_at=last_polled_at)
    assert wait == (None if expected is None else minutes(expected)), remark


def test_a_feed_without_a_subscription_is_polled_as_ever():
    assert websub.find_next_poll(None, builders.poll_outcome(), last_polled_at=None) is None
    assert websub.find_next_poll(subscription(), builders.poll_outcome(), last_polled_at=None) is None
