"""Fetchers for tests with real servers: only 127.0.0.1 stands for the public internet."""

import ipaddress
from datetime import timedelta

from monitor import model
from monitor.fetch import client
from tests.fakes.clock import FakeClock

LOOPBACK = ipaddress.ip_network("127.0.0.1/32")


class Asker:
    """Builds fetchers that are closed in the end."""

    def __init__(self) -> None:
        self.fetchers: list[client.HttpFetcher] = []

    def build(self, **settings: object) -> client.HttpFetcher:
        settings = {"allowed_addresses": [LOOPBACK], "host_gap": timedelta(0)} | settings
        self.fetchers.append(
            client.build_fetcher(clock=FakeClock(), user_agent="claimwatch/0.1 (x)", **settings)
        )
        return self.fetchers[-1]

    def ask(self, url: str, **settings: object) -> model.FetchedPage | model.Failure:
        return self.build(**settings).fetch(model.FetchRequest(url=url, obeys_robots=False))


def kind_of(fetched: model.FetchedPage | model.Failure) -> model.FailureKind | None:
    return fetched.kind if isinstance(fetched, model.Failure) else None
