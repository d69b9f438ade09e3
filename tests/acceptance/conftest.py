from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

import alerts
from monitor import model, ports
from monitor.app import bootstrap, settings, watchlist
from monitor.app.demo import sinks
from tests.acceptance import outlet as outlets

Build = Callable[..., bootstrap.Service]


@pytest.fixture
def outlet() -> Iterator[outlets.Outlet]:
    with outlets.run_outlet(outlets.Outlet()) as outlet:
        yield outlet


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[sinks.MailSink]:
    sink = sinks.MailSink(tmp_path / "mail")
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[sinks.SlackSink]:
    sink = sinks.SlackSink(tmp_path / "slack")
    sink.start()
    yield sink
    sink.stop()


def build_settings(folder: Path, **given: Any) -> settings.Settings:
    """Settings for loopback alone, whatever the environment says."""
    values: dict[str, Any] = {
        "_env_file": None,
        "data_dir": folder,
        "host_gap": 0,
        "allowed_addresses": (ip_network("127.0.0.0/8"),),
        "worker_threads": 4,
        "base_url": "http://watch.example",
    }
    return settings.Settings(**(values | given))


def build_loaded(
    outlet: outlets.Outlet, *, mail: sinks.MailSink | None = None, slack: sinks.SlackSink | None = None
) -> watchlist.Loaded:
    """The shipped topics and claims, over one local outlet, told by mail and Slack."""
    shipped = watchlist.load_definitions(settings.shipped_watchlist())
    channels: dict[str, Any] = {}
    if mail:
        channels["mail"] = alerts.EmailChannel(
            host="127.0.0.1", port=mail.port, tls="none", sender="Claimwatch <alerts@watch.example>"
        )
    if slack:
        channels["room"] = alerts.SlackChannel(url=SecretStr(slack.url))
    addresses = {"mail": ("desk@news.example",), "room": ("",)}
    return watchlist.Loaded(
        path=settings.shipped_watchlist(),
        channels=channels,
        watch=replace(
            shipped,
            outlets=(
                model.Outlet(id="gazette", name="The Harbour Gazette", feeds=(outlet.feed,), language="en"),
            ),
            channels=tuple(model.ChannelAddress(id=name, addresses=addresses[name]) for name in channels),
            rules=(model.AlertRule(id="all", channels=tuple(channels)),) if channels else (),
        ),
    )


@pytest.fixture
def build_service() -> Iterator[Build]:
    """Build the ordinary service; it is stopped when the test ends."""
    built = []

    def build(found: settings.Settings, loaded: watchlist.Loaded, clock: ports.Clock) -> bootstrap.Service:
        built.append(bootstrap.build_service(found, loaded, run_clock=clock))
        built[-1].prepare()
        return built[-1]

    yield build
    for service in built:
        assert service.stop()
