"""Mutes in the in-memory store."""

from dataclasses import replace
from datetime import datetime

from monitor import errors, model
from tests.fakes import store_items as items
from tests.fakes import store_people


class FakeMutes(store_people.FakePeople):
    """The MuteStore port on what is held."""

    def save_mute(self, mute: model.Mute) -> int:
        if mute.article_id is not None:
            items.find(self._articles, mute.article_id, "article")
        self._ended |= {other.id for other in self._mutes.values() if other.until <= mute.begun_at}
        number = len(self._mutes) + 1
        self._mutes[number] = replace(mute, id=number)
        return number

    @property
    def _open_mutes(self) -> tuple[model.Mute, ...]:
        return tuple(mute for mute in self._mutes.values() if mute.id not in self._ended)

    def end_mute(self, mute_id: int, *, now: datetime) -> None:
        if mute_id not in {mute.id for mute in self.find_mutes(since=now)}:
            raise errors.NotFoundError(f"There is no mute {mute_id}, or it is over.")
        self._mutes[mute_id] = replace(self._mutes[mute_id], until=now)
        self._ended.add(mute_id)

    def find_mutes(self, *, since: datetime) -> tuple[model.Mute, ...]:
        return tuple(mute for mute in self._mutes.values() if mute.until > since)
