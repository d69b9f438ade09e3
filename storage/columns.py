"""Column types: text any database takes, instants in UTC, decimals to the last digit. Refuses naive times.

Next: `tables`, which uses them; `codec`, for what is stored as JSON.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal

import sqlalchemy as sa

from monitor.model import instant

#: What PostgreSQL cannot hold in text: NUL, and halves of surrogate pairs (JSON feeds can bring both).
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Text(sa.types.TypeDecorator[str]):
    """Text of any length. A character no database takes becomes U+FFFD, one for one, so offsets stay true."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  its signature
        if value is None:
            return None
        if value.isascii() and "\0" not in value:  # Most text is, and searching it costs.
            return str(value)  # An enum would be another type to psycopg.
        return _UNSTORABLE.sub("\ufffd", value)


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware instant in UTC. SQLite drops the zone, so it is put back on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002  its signature
        instant.refuse_naive(value=value)
        return value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002  its signature
        if value is None or value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(sa.types.TypeDecorator[Decimal]):
    """A decimal as its own text: a float column would turn 3.50 into 3.5 and lose digits."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  its signature
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Decimal | None:  # noqa: ARG002  its signature
        return None if value is None else Decimal(value)
