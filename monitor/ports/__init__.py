"""Ports: what the inside asks of the outside. Adapters live in `fetch`, `storage`, `alerts` and `app`.

Each port has one hand-written fake in `tests/fakes`, held to the same contract suite as the real thing.
Imported as a module: `from monitor import ports`, `ports.Clock`.
"""

from monitor.ports.people import EditorialStore, MarkStore, Roster, SessionStore
from monitor.ports.readings import Readings
from monitor.ports.stores import (
    ArticleStore,
    ConsensusStore,
    FeedStore,
    MuteStore,
    Outbox,
    OutletStore,
    PulseStore,
    SubscriptionStore,
    ThreadStore,
)
from monitor.ports.workers import Dispatcher, Judge
from monitor.ports.world import Channel, Clock, Fetcher

__all__ = [
    "ArticleStore",
    "Channel",
    "Clock",
    "ConsensusStore",
    "Dispatcher",
    "EditorialStore",
    "FeedStore",
    "Fetcher",
    "Judge",
    "MarkStore",
    "MuteStore",
    "Outbox",
    "OutletStore",
    "PulseStore",
    "Readings",
    "Roster",
    "SessionStore",
    "SubscriptionStore",
    "ThreadStore",
]
