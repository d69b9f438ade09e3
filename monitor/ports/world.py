"""World: the clock, the network and the channels, as the inside sees them. Next: `workers`."""

from datetime import datetime
from typing import Protocol

from monitor import model


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Fetcher(Protocol):
    """Asks the network. Never raises for expected trouble."""

    def fetch(self, request: model.FetchRequest) -> model.FetchedPage | model.Failure:
        """GET one URL, following redirects within the guard; any status is a page, no answer is a failure."""
        ...


class Channel(Protocol):
    """A way to somebody's screen: renders an alert and hands it over. One thread at a time."""

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        """Hand one delivery over. Returns what the server said, or the failure. Never raises for expected trouble."""
        ...

    def rest(self) -> None:
        """Let go of the server, as nothing more waits for it just now; the next `send` begins anew. Never raises."""
        ...
