"""A hub is asked for a subscription, and for the next lease of it."""

from dataclasses import replace
from itertools import count

import pytest

from monitor import model, subscriber
from monitor.core import websub
from tests import builders
from tests.builders import NOON, hours
from tests.fakes.clock import FakeClock
from tests.fakes.fetcher import FakeFetcher
from tests.fakes.store import FakeStore

HUB = model.Hub(url="https://hub.example/", topic_url="https://ledger.example/rss")


@pytest.fixture
def work() -> subscriber.Subscriber:
    store, clock = FakeStore(), FakeClock()
    store.save_outlets([builders.outlet()], now=clock.now())
    store.save_poll(builders.poll_outcome(hub=HUB))
    numbers = count()
    return subscriber.Subscriber(
        clock=clock,
        fetcher=FakeFetcher({HUB.url: builders.page(b"", url=HUB.url, status=202)}),
        subscriptions=store,
        push_url="https://push.example",
        draw=lambda: f"drawn{next(numbers)}",
    )


def known(work: subscriber.Subscriber) -> model.Subscription:
    found = work.subscriptions.load_subscription(1)
    assert found is not None
    return found


def test_a_hub_is_asked_once_until_it_is_time_again(work):
    work.keep(1)
    work.keep(1)
    (request,) = work.fetcher.requests
    assert request == websub.next_request(known(work), push_url="https://push.example")
    assert (known(work).token, known(work).secret) == ("drawn0", "drawn1")
    work.clock.advance(hours(1))
    work.keep(1)
    assert len(work.fetcher.requests) == 2


def test_a_hub_that_refuses_is_not_expected_to_verify(work):
    work.fetcher.routes[HUB.url] = builders.page(b"", url=HUB.url, status=400)
    work.keep(1)
    assert (known(work).asked_at, known(work).detail) == (None, "https://hub.example/ answered HTTP 400.")
    assert known(work).next_at == work.clock.now() + hours(1)


def verify(work: subscriber.Subscriber) -> None:
    asking = known(work)
    active = websub.decide_verified(asking, topic=HUB.topic_url, lease_seconds=864_000, now=NOON)
    assert work.subscriptions.save_subscription(active, base=asking)


def test_a_hub_may_verify_before_it_answers_even_if_its_answer_is_lost(work):
    def answer(_request: model.FetchRequest) -> model.Failure:
        verify(work)
        return builders.failure()

    work.fetcher.routes[HUB.url] = answer
    work.keep(1)
    assert (known(work).state, known(work).detail) == (model.SubscriptionState.ACTIVE, "")


def test_a_lease_is_renewed_before_it_is_over(work):
    work.keep(1)
    verify(work)
    work.clock.advance(hours(8 * 24 - 1))
    work.keep(1)
    work.clock.advance(hours(2))
    work.keep(1)
    assert [dict(request.form)["hub.secret"] for request in work.fetcher.requests] == ["drawn1"] * 2
    assert known(work).state is model.SubscriptionState.ACTIVE


def test_a_feed_without_a_hub_and_one_another_asks_for_are_left_alone(work):
    draw = work.draw

    def draw_slowly() -> str:
        work.subscriptions.save_subscription(replace(known(work), detail="by another"), base=known(work))
        return draw()

    replace(work, draw=draw_slowly).keep(1)
    work.subscriptions.save_poll(builders.poll_outcome())
    work.keep(1)
    assert work.fetcher.requests == []
