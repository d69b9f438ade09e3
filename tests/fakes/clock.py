from datetime import datetime, timedelta

from tests import builders


class FakeClock:
    """Stands still until told."""

    def __init__(self, now: datetime = builders.NOON) -> None:
        self.instant = now

    def now(self) -> datetime:
        return self.instant

    def advance(self, span: timedelta) -> None:
        self.instant += span
