"""`ports.Roster`, `ports.SessionStore` and `ports.EditorialStore` in memory, and a door with them."""

from dataclasses import replace
from datetime import datetime

import report
from monitor import errors, model
from monitor.core import marks
from tests import builders
from tests.fakes import store
from tests.fakes.readings import FakeReadings

SECRETS = {"cw_read": model.Scope.READ, "cw_write": model.Scope.WRITE}


class FakeRoster:
    """A user's password is their name and "'s password"."""

    def __init__(self, *users: model.User) -> None:
        self.users = list(users)
        self.tokens = [builders.token(scope.value, scope, secret=secret) for secret, scope in SECRETS.items()]
        self.checked: list[str] = []

    def has_users(self) -> bool:
        return bool(self.users)

    def find_user(self, name: str) -> model.User | None:
        return next((user for user in self.users if user.name.casefold() == name.casefold()), None)

    def check_password(self, name: str, password: str) -> model.User | None:
        self.checked.append(name)
        user = self.find_user(name)
        return user if user and password == f"{user.name}'s password" else None

    def find_token(self, secret: str) -> model.Token | None:
        wanted = builders.token(secret=secret).sha256
        return next((token for token in self.tokens if token.sha256 == wanted), None)


class FakeWork:
    """Keeps marks where some readings show them, and what is to be sent again."""

    def __init__(self, readings: FakeReadings) -> None:
        self.readings = readings
        self.resent: list[int | str] = []

    def save_mark(self, mark: model.Mark) -> model.Mark:
        known = self.find_marks(mark.change_id)
        if marks.is_said_already(mark, known[-1] if known else None):
            return known[-1]
        kept = replace(mark, id=sum(len(one.marks) for one in self.readings.details) + 1)
        self.readings.details = tuple(
            self._add(detail, kept) if detail.reading.id == mark.change_id else detail
            for detail in self.readings.details
        )
        return kept

    def _add(self, detail: model.ChangeDetail, mark: model.Mark) -> model.ChangeDetail:
        given = (*detail.marks, mark)
        reading = replace(detail.reading, mark=marks.find_standing(given))
        return replace(detail, marks=given, reading=reading)

    def find_marks(self, change_id: int) -> tuple[model.Mark, ...]:
        return self.readings.load_change(change_id).marks

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        if delivery_id not in {one.id for alert in self.readings.alerts for one in alert.deliveries}:
            raise errors.NotFoundError(f"There is no delivery {delivery_id}.")
        self.resent.append(delivery_id)

    def resend_dead(self, channel_id: str | None, *, now: datetime) -> int:
        self.resent.append("dead")
        return 1


def build_door(*users: model.User, **fields) -> report.Door:
    """A door for these users, reachable from elsewhere."""
    return report.Door(
        **(
            {
                "roster": FakeRoster(*users),
                "sessions": store.FakeStore(),
                "is_loopback": False,
                "base_urls": ("http://testserver",),
            }
            | fields
        )
    )
