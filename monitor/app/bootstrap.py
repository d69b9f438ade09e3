"""The only wiring, with `parts`: settings and a watchlist in, a service out. Nothing is built at import.

Next: `cli.run`, which runs what is built here until it is told to stop; `page_server`, which shows it.
"""

import functools
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

import alerts
import storage
from monitor import (
    __version__,
    comparer,
    dispatch,
    errors,
    model,
    pipeline,
    policy,
    ports,
    scheduler,
)
from monitor.app import clock, courier, judge, parts, seat, switching
from monitor.app.settings import Settings
from monitor.app.watchlist import Loaded
from monitor.fetch import browser, client, visit

log = structlog.get_logger()

TICK = timedelta(seconds=1)
#: SIGTERM must be over within 10 s; the rest is for the page, and for closing what is open.
FINISH_WITHIN_S = 7.0
#: Reading pages is half of all CPU work: one process for every two cores.
READING_PROCESSES = max(1, (os.cpu_count() or 1) // 2)
READING_LIMIT = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everything that runs, put together. Use as: start, then stop; or tick by hand (the demo does)."""

    watch: model.Watch
    clock: ports.Clock
    seat: seat.Seat
    store: storage.Store
    fetcher: visit.Fetcher
    judge: judge.PooledJudge
    pipeline: pipeline.Pipeline
    dispatcher: dispatch.LaneDispatcher
    scheduler: scheduler.Scheduler
    #: Switches on the channels whose settings were changed since they were switched off.
    switch_on_changed: Callable[..., None]

    def prepare(self) -> None:
        """Make the stored outlets those of the watchlist, and take back what a dead process held."""
        held_count = self.store.release_leases(self.seat.owner)
        self.store.save_outlets(self.watch.outlets, now=self.clock.now())
        self.switch_on_changed(now=self.clock.now())
        log.info("ready", action="start", outlets=len(self.watch.outlets), taken_back=held_count)

    def start(self) -> None:
        """Begin to work in the background."""
        self.prepare()
        self.scheduler.start(every=TICK)

    def stop(self) -> bool:
        """Finish what is in hand, give back the rest, close everything. False when something did not finish."""
        self.scheduler.stop()
        self.fetcher.stop()
        is_done = self.dispatcher.stop(FINISH_WITHIN_S)
        self.judge.stop()
        self.fetcher.close()
        self.store.release_leases(self.seat.owner)
        self.store.close()
        self.seat.close()
        log.info("stopped", action="stop", finished=is_done)
        return is_done


def build_policy(settings: Settings) -> policy.Policy:
    """Return the knobs, with what the settings replace."""
    return policy.Policy(recheck=policy.RecheckPolicy(budget_per_hour=settings.budget_per_hour))


def build_store(settings: Settings) -> storage.Store:
    """Open the database, made and upgraded as needed. Raises StorageError."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.StorageError(
            f"The data folder {settings.data_dir} cannot be made: {error.strerror}.",
            hint="Let CLAIMWATCH_DATA_DIR name another one.",
        ) from None
    return storage.build_store(settings.database_url)


def build_fetcher(settings: Settings, system_clock: ports.Clock) -> client.HttpFetcher:
    """Build the guarded client."""
    return client.build_fetcher(
        clock=system_clock,
        user_agent=name_agent(settings),
        timeout=timedelta(seconds=settings.fetch_timeout),
        max_bytes=settings.fetch_max_bytes,
        allowed_addresses=settings.allowed_addresses,
        host_gap=timedelta(seconds=settings.host_gap),
    )


def build_service_fetcher(settings: Settings, watch: model.Watch, system_clock: ports.Clock) -> visit.Fetcher:
    """Build the guarded client, with a browser where an outlet asks for one. Raises ConfigError where it is missing."""
    plain = build_fetcher(settings, system_clock)
    if not any(outlet.is_rendered for outlet in watch.outlets):
        return plain
    if os.geteuid() == 0:
        log.warning("the browser's sandbox is off", action="start", detail="it refuses to run as root")
    return browser.RenderingFetcher(
        plain,
        functools.partial(
            browser.Browser,
            user_agent=name_agent(settings),
            timeout=timedelta(seconds=settings.fetch_timeout),
            max_bytes=settings.fetch_max_bytes,
            executable=browser.find_chromium(settings.browser),
        ),
    )


def name_agent(settings: Settings) -> str:
    """Return the User-Agent that outlets see."""
    return " ".join(filter(None, (f"claimwatch/{__version__}", settings.contact and f"({settings.contact})")))


def build_channels(
    settings: Settings,
    loaded: Loaded,
    channel_clock: ports.Clock,
    *,
    threads: ports.ThreadStore | None = None,
) -> Mapping[str, ports.Channel]:
    """Build every channel of the watchlist; without `threads` each message stands alone."""
    return {
        channel_id: alerts.build_channel(
            config, base_url=settings.base_url, clock=channel_clock, threads=threads
        )
        for channel_id, config in loaded.channels.items()
    }


def build_service(
    settings: Settings,
    loaded: Loaded,
    *,
    knobs: policy.Policy | None = None,
    run_clock: ports.Clock | None = None,
    price: Callable[[model.ArticleForCheck], float] | None = None,
) -> Service:
    """Wire a service; nothing runs yet. `knobs`, `run_clock` and `price` replace the real ones (the demo does)."""
    knobs = knobs or build_policy(settings)
    run_clock = run_clock or clock.SystemClock()
    store = build_store(settings)
    own_seat = seat.Seat(settings.data_dir)
    fetcher = build_service_fetcher(settings, loaded.watch, run_clock)
    own_judge = judge.PooledJudge(loaded.watch, knobs, processes=READING_PROCESSES, limit=READING_LIMIT)
    price = price or parts.build_price(
        store, fetcher=fetcher, watch=loaded.watch, knobs=knobs, run_clock=run_clock
    )
    work = parts.build_pipeline(
        settings, loaded.watch, store, fetcher=fetcher, own_judge=own_judge, run_clock=run_clock, price=price
    )
    carrier = _build_courier(
        settings, loaded, store=store, run_clock=run_clock, knobs=knobs, owner=own_seat.owner
    )
    against = comparer.Comparer(clock=run_clock, judge=own_judge, slots=store)
    run = parts.build_runner(work, carrier, against)
    dispatcher = dispatch.LaneDispatcher(run, threads=settings.worker_threads, rest=carrier.rest)
    return Service(
        watch=loaded.watch,
        clock=run_clock,
        seat=own_seat,
        store=store,
        fetcher=fetcher,
        judge=own_judge,
        pipeline=work,
        dispatcher=dispatcher,
        switch_on_changed=functools.partial(switching.switch_on_changed, store, loaded),
        scheduler=parts.build_scheduler(
            store,
            run_clock=run_clock,
            dispatcher=dispatcher,
            owner=own_seat.owner,
            lease=knobs.lease,
            beat=parts.build_watchman(settings, store, own_judge=own_judge, run_clock=run_clock).beat,
        ),
    )


def _build_courier(
    settings: Settings,
    loaded: Loaded,
    *,
    store: storage.Store,
    run_clock: ports.Clock,
    knobs: policy.Policy,
    owner: str,
) -> courier.Courier:
    """Build what carries alerts to the channels of the watchlist."""
    channels = build_channels(settings, loaded, run_clock, threads=store)
    return courier.Courier(
        clock=run_clock,
        outbox=store,
        channels=channels,
        policy=knobs,
        owner=owner,
        watch=loaded.watch,
        digest_of=functools.partial(switching.sign_settings, loaded),
    )
