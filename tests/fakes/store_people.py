"""Marks and sessions in the in-memory store."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor import model
from monitor.core import marks
from tests.fakes import store_holdings
from tests.fakes import store_items as items


class FakePeople(store_holdings.FakeHoldings):
    """The ports MarkStore and SessionStore on what is held."""

    def save_mark(self, mark: model.Mark) -> model.Mark:
        last = self.find_marks(mark.change_id)[-1:]
        if marks.is_said_already(mark, last[0] if last else None):
            return last[0]
        kept = replace(mark, id=len(self._marks) + 1)
        self._marks.append(kept)
        return kept

    def find_marks(self, change_id: int) -> tuple[model.Mark, ...]:
        items.find(self._changes, change_id, "change")
        return tuple(mark for mark in self._marks if mark.change_id == change_id)

    def _review_state(self, change_id: int) -> model.ReviewState:
        mark = marks.find_standing(self.find_marks(change_id))
        return model.ReviewState.UNREVIEWED if mark is None else model.ReviewState(mark.kind)

    def save_session(self, session: model.Session) -> None:
        oldest = session.begun_at - timedelta(days=30)
        self._sessions = {key: one for key, one in self._sessions.items() if one.ends_at >= oldest}
        self._sessions[session.sha256] = session

    def load_session(self, sha256: str) -> model.Session | None:
        return self._sessions.get(sha256)

    def end_session(self, sha256: str, *, now: datetime) -> None:
        session = self._sessions.get(sha256)
        if session is not None and session.ends_at > now:
            self._sessions[sha256] = replace(session, ends_at=now)

    def has_session_from(self, user_name: str, address: str) -> bool:
        return any((one.user_name, one.address) == (user_name, address) for one in self._sessions.values())
