"""Facts: values of ours as plain JSON, one form for each: the same value is the same bytes.

Refuses what JSON has no word for. Next: `exhibit`, which says which facts a bundle holds.
"""

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import IntEnum
from typing import Any


def plain_value(value: Any) -> Any:
    """Turn a value into what JSON can say: instants in UTC ("2025-09-01T12:00:00Z"), numbers exact as text, grades by name."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    match value:
        case Mapping():
            return {str(key): plain_value(item) for key, item in value.items()}
        case tuple() | list():
            return [plain_value(item) for item in value]
        case IntEnum():
            return value.name.lower()
        case datetime():
            return print_instant(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return value


def print_instant(instant: datetime) -> str:
    """Write an instant in UTC as RFC 3339 has it, to the microsecond where it has any."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def write_json(value: Any) -> bytes:
    """Write facts for people and programs: keys sorted, two spaces in, ASCII only."""
    # ASCII: half a surrogate pair, which pages hold, could not be encoded otherwise.
    return json.dumps(plain_value(value), indent=2, sort_keys=True, ensure_ascii=True).encode("ascii") + b"\n"
