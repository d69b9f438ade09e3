"""A pipeline on fakes, and one poll of its feed."""

from datetime import timedelta

from monitor import desk, model, pipeline
from tests import builders
from tests.fakes.clock import FakeClock
from tests.fakes.fetcher import FakeFetcher
from tests.fakes.judge import FakeJudge
from tests.fakes.store import FakeStore

FEED = "https://ledger.example/rss"
PAGE = "https://ledger.example/a"


def build_pipeline() -> pipeline.Pipeline:
    store, clock, judge = FakeStore(), FakeClock(), FakeJudge()
    store.save_outlets([builders.outlet()], now=clock.now())
    return pipeline.Pipeline(
        outlets=store,
        clock=clock,
        fetcher=FakeFetcher(
            {FEED: builders.page(b"<rss/>", url=FEED), PAGE: builders.page(b"<html/>", url=PAGE)}
        ),
        judge=judge,
        feeds=store,
        articles=store,
        price=lambda _: 0.25,
        front_desk=desk.Desk(judge=judge, articles=store, price=lambda _: 0.25),
    )


def poll(work) -> model.PollOutcome:
    (job,) = work.feeds.claim_due_feeds(
        now=work.clock.now(), lease=timedelta(minutes=10), owner="desk/1", limit=10
    )
    return work.poll_feed(job.id)
