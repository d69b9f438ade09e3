"""The ordinary service over one folder, with a clock that runs as fast as it is told, for `faults.py`.

Alerts are written as a check writes them (version, change, alert and deliveries in one transaction); what sends them is what
`claimwatch run` wires. Nothing is fetched.
"""

import shutil
import socket
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

import alerts
import storage
from monitor import errors, model
from monitor.app import bootstrap, settings, watchlist
from monitor.app.demo import replay
from tests import builders
from tests.builders import NOON
from tests.fakes.clock import FakeClock
from tests.storage import scenes

PEOPLE = ("desk@news.example", "night@news.example", "web@news.example")
MINUTE = timedelta(minutes=1)


def find_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def write_template(path: Path) -> Path:
    """Write a database with one article in one version, to be copied: making one anew takes longer than most cases."""
    store = storage.build_store(f"sqlite:///{path}")
    scenes.save_outlets(store)
    article_id = scenes.add_article(store)
    version = builders.version(claims=(builders.claim(22),))
    scenes.check(store, article_id, kind=model.CheckKind.FIRST_VERSION, version=version, next_check_at=None)
    store.close()
    return path


@dataclass(kw_only=True)
class Rig:
    """A service with a mail channel ("mail") and a channel that posts ("room"), of which one or both are told."""

    folder: Path
    mail_port: int
    web_url: str
    room_is_slack: bool = True
    clock: Any = field(default_factory=FakeClock)
    service: bootstrap.Service = field(init=False)
    raised: set[tuple[str, str]] = field(default_factory=set)

    def copy(self, template: Path) -> "Rig":
        """Begin with a copy of the template."""
        shutil.copyfile(template, self.folder / "claimwatch.db")
        return self

    def start(self) -> "Rig":
        """Wire the service anew, as a restart does."""
        url = SecretStr(self.web_url)
        room = (
            alerts.SlackChannel(url=url, timeout=1)
            if self.room_is_slack
            else alerts.WebhookChannel(url=url, timeout=1)
        )
        mail = alerts.EmailChannel(
            host="127.0.0.1", port=self.mail_port, tls="none", sender="watch@news.example", timeout=1
        )
        watch = model.Watch(
            channels=(
                model.ChannelAddress(id="mail", addresses=PEOPLE),
                model.ChannelAddress(id="room"),
            ),
            rules=(model.AlertRule(id="all", channels=("mail", "room")),),
        )
        found = settings.Settings(
            _env_file=None,
            data_dir=self.folder,
            database_url=f"sqlite:///{self.folder / 'claimwatch.db'}",
            base_url="http://watch.example",
        )
        loaded = watchlist.Loaded(path=self.folder, channels={"mail": mail, "room": room}, watch=watch)
        self.service = bootstrap.build_service(found, loaded, run_clock=self.clock)
        self.service.prepare()
        return self

    def stop(self) -> None:
        """Stop as SIGTERM does."""
        self.service.stop()

    @property
    def store(self) -> storage.Store:
        return self.service.store

    def tell(self, *whom: str, over: str = "mail") -> None:
        """Raise an alert for these people, or for a channel that is its own address. Raises StorageError."""
        number = self.store.load_totals(now=self.clock.now()).alert_count + 1
        at = self.clock.now() - NOON
        alert = builders.alert(
            dedupe_key=f"alert {number}",
            title=f"Alert {number}: 22 -> 20 living hostages",
            recipients=tuple(model.Recipient(channel_id=over, address=one) for one in whom or ("",)),
            created_at=self.clock.now(),
        )
        scenes.add_revision(self.store, 1, at=at, alert=alert, next_check_at=None)
        self.raised |= {(str(number), one) for one in whom or ("",)}

    def work(self) -> None:
        """Do all that is due now. What the database refuses is left for the next time, as the service does."""
        try:
            replay.run_tick(self.service)
        except errors.StorageError:
            self.service.dispatcher.wait_idle(60)

    def waiting(self) -> list[model.DeliveryReading]:
        """Return what waits for a channel that is on, soonest first."""
        off = {one.channel_id for one in self.store.load_off_channels()}
        found = [
            one
            for alert in self.store.find_alerts(state=model.DeliveryState.WAITING, limit=1000)
            for one in alert.deliveries
            if one.state is model.DeliveryState.WAITING and one.channel_id not in off
        ]
        return sorted(found, key=lambda one: one.next_attempt_at or NOON)

    def settle(self, *, longest: timedelta = timedelta(days=3)) -> timedelta:
        """Work and let the clock run until nothing waits. Returns how long that took by the clock."""
        began: datetime = self.clock.now()
        self.work()
        while (waiting := self.waiting()) and self.clock.now() - began < longest:
            due = waiting[0].next_attempt_at or began
            # What is due and was not sent is under a lease that has to run out.
            step = due - self.clock.now()
            self.clock.advance(step if step > timedelta(0) else MINUTE)
            self.work()
        took: timedelta = self.clock.now() - began
        return took

    def dead(self) -> set[tuple[str, str]]:
        """Return (alert, recipient) of all dead letters."""
        return {
            (alert.title.removeprefix("Alert ").partition(":")[0], one.address)
            for alert in self.store.find_alerts(state=model.DeliveryState.DEAD, limit=1000)
            for one in alert.deliveries
            if one.state is model.DeliveryState.DEAD and alert.title.startswith("Alert ")
        }
