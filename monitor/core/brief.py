"""The brief: all that decisions depend on beside the item itself, compiled once from the watchlist and the policy.

Refuses a watchlist that cannot work (QueryError, DefinitionError). Next: `polls` and `decide`, which read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from monitor import model, policy
from monitor.core import claims, own_selectors, topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that decisions depend on beside the item itself, compiled once."""

    watch: model.Watch
    policy: policy.Policy
    engine: claims.Engine
    queries: tuple[tuple[str, topics.Query], ...]
    outlets: Mapping[str, model.Outlet]

    def find_topics(self, *texts: str) -> tuple[str, ...]:
        """Return the ids of the topics these texts match, taken together."""
        return tuple(topic_id for topic_id, query in self.queries if query.matches(*texts))

    def name_outlet(self, outlet_id: str) -> str:
        """Return an outlet's name, its id where it left the watchlist."""
        outlet = self.outlets.get(outlet_id)
        return outlet.name if outlet else outlet_id

    def heed(self, mutes: tuple[model.Mute, ...]) -> "Brief":
        """Return it with what is muted now, as the item came loaded with."""
        return replace(self, watch=replace(self.watch, mutes=mutes)) if mutes else self

    def find_selectors(self, outlet_id: str) -> tuple[str, ...]:
        """Return the outlet's own selectors (see `own_selectors`), none for one that left the watchlist."""
        outlet = self.outlets.get(outlet_id)
        return own_selectors.list_selectors(outlet) if outlet else ()


def build_brief(watch: model.Watch, knobs: policy.Policy) -> Brief:
    """Compile the watchlist. Raises QueryError or DefinitionError where it cannot work."""
    return Brief(
        watch=watch,
        policy=knobs,
        engine=claims.build_engine(watch.claims, watch.lexicons),
        queries=tuple((topic.id, topics.parse_query(topic.match)) for topic in watch.topics),
        outlets={outlet.id: outlet for outlet in watch.outlets},
    )
