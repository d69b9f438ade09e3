"""The replay: recorded coverage against the ordinary service, with a clock that jumps from tick to tick.

Everything between the clock and the sinks is what `claimwatch run` uses. The clock's place is kept in the folder, so a
killed replay goes on where it was. Refuses to clear a folder that no replay made. Next: `findings`, `table`.
"""

import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import uvicorn
from pydantic import SecretStr

import alerts
from monitor import errors, model, policy
from monitor.app import bootstrap, page_server, settings, watchlist
from monitor.app.demo import coverage, findings, sinks, site

STATE_FILE = "replay.json"
UNFINISHED_FILE = f".{STATE_FILE}.part"

#: The clock jumps this far at a time; nothing planted stands shorter.
STEP = timedelta(minutes=15)
#: One price for the whole replay, so that a resumed one keeps to the same schedule; see `core.schedule`.
PRICE = 0.02
KNOBS = policy.Policy(
    recheck=policy.RecheckPolicy(floor=STEP, budget_per_hour=600),
    poll=policy.PollPolicy(
        shortest=timedelta(minutes=30),
        longest=timedelta(minutes=30),
        shortest_in_rush=timedelta(minutes=30),
        unknown=timedelta(minutes=30),
    ),
)
#: A job that takes longer than this in the replay hangs.
PATIENCE_S = 60.0

MAIL_CHANNEL = "desk-mail"
SLACK_CHANNEL = "desk-slack"
#: What the newsroom of the demo wants to be told at once.
RULES = (
    model.AlertRule(
        id="claims",
        events=tuple(kind for kind in model.EventKind if kind.value.startswith("claim_")),
        channels=(MAIL_CHANNEL, SLACK_CHANNEL),
    ),
    model.AlertRule(
        id="articles",
        events=(
            model.EventKind.CORRECTION_NOTICE,
            model.EventKind.REVERTED,
            model.EventKind.FLAPPING,
            model.EventKind.ARTICLE_REMOVED,
            model.EventKind.ARTICLE_RETURNED,
        ),
        channels=(MAIL_CHANNEL, SLACK_CHANNEL),
    ),
)


class ReplayClock:
    """Stands still between ticks."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """Return the replayed instant."""
        with self._lock:
            return self._now

    def jump(self, to: datetime) -> None:
        """Move on."""
        with self._lock:
            self._now = to


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a resumed replay must know: the instant it had reached, and the port that stored addresses hold."""

    now: datetime
    port: int

    def write(self, folder: Path) -> None:
        """Keep it, whole or not at all."""
        unfinished = folder / UNFINISHED_FILE
        unfinished.write_text(json.dumps({"now": self.now.isoformat(), "port": self.port}))
        unfinished.replace(folder / STATE_FILE)


def load_state(folder: Path) -> State | None:
    """Load what an earlier replay kept in the folder, or None."""
    try:
        kept = json.loads((folder / STATE_FILE).read_text())
    except FileNotFoundError:
        return None
    return State(now=datetime.fromisoformat(kept["now"]), port=kept["port"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the replay tells while it runs."""

    now: datetime
    #: 0 to 1.
    share: float
    mail_count: int
    slack_count: int


@dataclass(kw_only=True)
class Replay:
    """One run over a folder."""

    folder: Path
    is_resumed: bool = False
    on_progress: Callable[[Progress], None] = field(default=lambda _: None)

    def run(self) -> findings.Result:
        """Replay to the end. Raises InputError for a folder that is not ours, StorageError."""
        state = self._prepare_folder()
        recorded = coverage.load_coverage()
        clock = ReplayClock(state.now if state else recorded.starts_at)
        with ExitStack() as stack:
            outlets = site.DemoSite(recorded, clock, port=state.port if state else 0)
            # Before anything else is written: a replay killed from here on can be resumed.
            State(now=clock.now(), port=outlets.port).write(self.folder)
            mail = sinks.MailSink(self.folder / "mail")
            slack = sinks.SlackSink(self.folder / "slack")
            for server in (outlets, mail, slack):
                server.start()
                stack.callback(server.stop)
            service = build_replay_service(self.folder, recorded, outlets, clock, mail=mail, slack=slack)
            stack.callback(service.stop)
            service.prepare()
            while clock.now() < recorded.ends_at:
                State(now=clock.now(), port=outlets.port).write(self.folder)
                run_tick(service)
                clock.jump(clock.now() + STEP)
                self._tell(recorded, clock.now(), mail, slack)
            run_tick(service)
            return findings.find_result(
                service.store,
                recorded,
                outlets.base_urls,
                mail=mail.message_ids(),
                slack=slack.payload_digests(),
            )

    def _prepare_folder(self) -> State | None:
        state = load_state(self.folder)
        if self.is_resumed and state:
            return state
        names = {path.name for path in self.folder.iterdir()} if self.folder.exists() else set()
        if state is None and names - {UNFINISHED_FILE}:
            raise errors.InputError(
                f"{self.folder} holds something that is no demo's.",
                hint="Give --folder a new or empty folder.",
            )
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return None

    def _tell(
        self, recorded: coverage.Coverage, now: datetime, mail: sinks.MailSink, slack: sinks.SlackSink
    ) -> None:
        self.on_progress(
            Progress(
                now=now,
                share=(now - recorded.starts_at) / (recorded.ends_at - recorded.starts_at),
                mail_count=len(mail.message_ids()),
                slack_count=len(slack.payload_digests()),
            )
        )


def run_tick(service: bootstrap.Service) -> None:
    """Do all that is due at this instant: what one job makes due (articles, deliveries) too."""
    while service.scheduler.tick():
        if not service.dispatcher.wait_idle(PATIENCE_S):
            raise errors.StalledError("The replay hangs.", hint="The log says which job was last.")


def build_replay_service(
    folder: Path,
    recorded: coverage.Coverage,
    outlets: site.DemoSite,
    clock: ReplayClock,
    *,
    mail: sinks.MailSink,
    slack: sinks.SlackSink,
) -> bootstrap.Service:
    """Wire the ordinary service to the demo's outlets and sinks; topics and claims are the shipped ones."""
    shipped = watchlist.load_definitions(settings.shipped_watchlist())
    watch = replace(
        shipped,
        outlets=recorded.outlets(outlets.base_urls),
        channels=(
            model.ChannelAddress(id=MAIL_CHANNEL, addresses=("desk@newsroom.example",)),
            model.ChannelAddress(id=SLACK_CHANNEL),
        ),
        rules=RULES,
    )
    loaded = watchlist.Loaded(
        watch=watch,
        channels={
            MAIL_CHANNEL: alerts.EmailChannel(
                host="127.0.0.1", port=mail.port, tls="none", sender="Claimwatch <alerts@claimwatch.example>"
            ),
            SLACK_CHANNEL: alerts.SlackChannel(url=SecretStr(slack.url)),
        },
        path=settings.shipped_watchlist(),
    )
    return bootstrap.build_service(
        build_replay_settings(folder), loaded, knobs=KNOBS, run_clock=clock, price=lambda _: PRICE
    )


def build_replay_settings(folder: Path) -> settings.Settings:
    """Return settings that know only this folder and loopback, whatever the environment says."""
    # Any, because mypy sees only the fields of a settings class.
    source: dict[str, Any] = {"_env_file": None}
    return settings.Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'claimwatch.db'}",
        users_file=folder / "users.toml",
        host_gap=0,
        allowed_addresses=(ip_network("127.0.0.0/8"),),
        worker_threads=8,
        **source,
    )


@contextmanager
def open_page(folder: Path) -> Iterator[tuple[uvicorn.Server, str]]:
    """Build the page over a replayed folder on a free port; yields the server and its address."""
    found = build_replay_settings(folder).model_copy(update={"port": find_free_port()})
    recorded = coverage.load_coverage()
    shipped = watchlist.load_definitions(settings.shipped_watchlist())
    store = bootstrap.build_store(found)
    watch = replace(shipped, outlets=recorded.outlets({m.id: "" for m in recorded.mastheads}))
    try:
        yield (
            page_server.build_page(found, watch, store, ReplayClock(recorded.ends_at)),
            f"http://{found.host}:{found.port}",
        )
    finally:
        store.close()


def find_free_port(wanted: int = 8000) -> int:
    """Return the wanted port when it is free on loopback, else any free one."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise AssertionError("the kernel always has a free port")
