"""Parts: what the service is put together of, each wired by itself. Next: `bootstrap`, which wires them to one another."""

import secrets
from collections.abc import Callable
from datetime import timedelta

import storage
from monitor import (
    comparer,
    desk,
    dispatch,
    model,
    pipeline,
    policy,
    ports,
    scheduler,
    subscriber,
    watchman,
)
from monitor.app import budget, clock, courier, heartbeat, judge
from monitor.app.settings import Settings
from monitor.fetch import visit


def build_scheduler(
    store: storage.Store,
    *,
    run_clock: ports.Clock,
    dispatcher: dispatch.LaneDispatcher,
    owner: str,
    lease: timedelta,
    beat: Callable[[], object],
) -> scheduler.Scheduler:
    """Build what finds the jobs that are due; all of them are kept in the same store."""
    return scheduler.Scheduler(
        clock=run_clock,
        feeds=store,
        articles=store,
        outbox=store,
        slots=store,
        dispatcher=dispatcher,
        owner=owner,
        lease=lease,
        beat=beat,
    )


def build_watchman(
    settings: Settings, store: storage.Store, *, own_judge: ports.Judge, run_clock: ports.Clock
) -> watchman.Watchman:
    """Build what feels the service's pulse, and what tells somebody outside."""
    outside = heartbeat.Heartbeat(
        url=settings.heartbeat_url, every=timedelta(minutes=settings.heartbeat_minutes)
    )
    return watchman.Watchman(
        clock=run_clock,
        judge=own_judge,
        pulses=store,
        count_seconds=clock.count_seconds,
        on_beat=outside.note if settings.heartbeat_url else lambda _: None,
    )


def build_price(
    store: storage.Store,
    *,
    fetcher: visit.Fetcher,
    watch: model.Watch,
    knobs: policy.Policy,
    run_clock: ports.Clock,
) -> Callable[[model.ArticleForCheck], float]:
    """Return what an article's check costs now, from what all of its budget and its host's pace leave."""
    return budget.CheckBudget(
        articles=store,
        clock=run_clock,
        per_hour=knobs.recheck.budget_per_hour,
        gap_of=fetcher.gap_of,
        by_outlet={
            outlet.id: outlet.budget_per_hour
            for outlet in watch.outlets
            if outlet.budget_per_hour is not None
        },
    ).price


def build_pipeline(
    settings: Settings,
    watch: model.Watch,
    store: storage.Store,
    *,
    fetcher: visit.Fetcher,
    own_judge: judge.PooledJudge,
    run_clock: ports.Clock,
    price: Callable[[model.ArticleForCheck], float],
) -> pipeline.Pipeline:
    """Build what polls and checks; the pipeline and its desk read and write the same store at the same price."""
    return pipeline.Pipeline(
        outlets=store,
        clock=run_clock,
        fetcher=fetcher,
        judge=own_judge,
        feeds=store,
        articles=store,
        price=price,
        front_desk=desk.Desk(judge=own_judge, articles=store, price=price),
        after_poll=build_subscriber(settings, store, fetcher=fetcher, run_clock=run_clock),
        rendered_outlets=frozenset(outlet.id for outlet in watch.outlets if outlet.is_rendered),
    )


def build_subscriber(
    settings: Settings, store: storage.Store, *, fetcher: ports.Fetcher, run_clock: ports.Clock
) -> Callable[[int], object]:
    """Return what asks a feed's hub after a poll; nothing where hubs cannot reach us."""
    if not settings.push_url:
        return lambda _: None
    return subscriber.Subscriber(
        clock=run_clock,
        fetcher=fetcher,
        subscriptions=store,
        push_url=settings.push_url,
        draw=lambda: secrets.token_urlsafe(32),
    ).keep


def build_runner(
    work: pipeline.Pipeline, carrier: courier.Courier, against: comparer.Comparer
) -> Callable[[model.Job], None]:
    """Return the function that does one job."""

    def run(job: model.Job) -> None:
        if job.claimed is not None:
            work.check_article(job.claimed)
        elif job.kind is model.JobKind.POLL:
            work.poll_feed(job.id)
        elif job.kind is model.JobKind.COMPARE:
            against.compare(job.id)
        else:
            carrier.send(job.id)

    return run
