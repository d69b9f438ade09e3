"""Mutes in the in-memory store."""

from dataclasses import replace
from datetime import datetime

from monitor import errors, model
from tests.fakes import store_holdings
from tests.fakes import store_items as items


class FakeMutes(store_holdings.FakeHoldings):
    """The MuteStore port on what is held."""

    def save_mute(self, mute: model.Mute) -> int:
        if mute.article_id is not None:
            items.find(self._articles, mute.article_id, "article")
        for number, other in list(self._mutes.items()):
            if other.until <= mute.begun_at:
                del self._mutes[number]
        self._mute_count += 1
        self._mutes[self._mute_count] = replace(mute, id=self._mute_count)
        return self._mute_count

    def end_mute(self, mute_id: int, *, now: datetime) -> None:
        if mute_id not in {mute.id for mute in self.find_mutes(now=now)}:
            raise errors.NotFoundError(f"There is no mute {mute_id}, or it is over.")
        del self._mutes[mute_id]

    def find_mutes(self, *, now: datetime) -> tuple[model.Mute, ...]:
        return tuple(mute for mute in self._mutes.values() if mute.until > now)
