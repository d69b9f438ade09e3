"""Kinds of value that speak of time: when alerts come, in which hours nobody wants any, by which clock.

Each refuses a wrong value with what is wrong and what to write. Next: `rule_form` and `form`, which use them.
"""

import re
import zoneinfo
from datetime import time
from difflib import get_close_matches
from typing import Annotated

from pydantic import PlainValidator

from monitor import model
from monitor.app.watchlist import fields

#: As they are written, Monday first.
WEEK_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"
_WHEN = re.compile(
    rf"(?:(at once|hourly)|(daily) {_CLOCK}|(weekly) ({'|'.join(WEEK_DAYS)})[a-z]* {_CLOCK})", re.ASCII
)
_QUIET = re.compile(rf"{_CLOCK} ?[-–] ?{_CLOCK}", re.ASCII)
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*", re.ASCII)


def _read_when(value: object) -> model.When:
    """Read "at once", "hourly", "daily 07:00" or "weekly mon 07:00"."""
    found = _WHEN.fullmatch(" ".join(str(value).lower().split()))
    if not found:
        raise fields.build_refusal(
            f"{fields.quote(value)} is no time to be told",
            'write when = "at once", "hourly", "daily 07:00" or "weekly mon 07:00"',
        )
    plain, daily, day_hour, day_minute, weekly, day, hour, minute = found.groups()
    if plain:
        return model.When(cadence=model.Cadence(plain))
    if daily:
        return model.When(cadence=model.Cadence(daily), at=time(int(day_hour), int(day_minute)))
    return model.When(
        cadence=model.Cadence(weekly), weekday=WEEK_DAYS.index(day), at=time(int(hour), int(minute))
    )


def _read_quiet(value: object) -> model.QuietHours:
    """Read "22:00-07:00"."""
    found = _QUIET.fullmatch(str(value).strip())
    if not found or found.group(1, 2) == found.group(3, 4):
        raise fields.build_refusal(
            f"{fields.quote(value)} are no quiet hours",
            'write when they begin and end, two times of day: quiet = "22:00-07:00"',
        )
    hour, minute, end_hour, end_minute = map(int, found.groups())
    return model.QuietHours(start=time(hour, minute), end=time(end_hour, end_minute))


def read_zone(value: object) -> zoneinfo.ZoneInfo:
    """Read the name of a time zone as the IANA database has it."""
    name = str(value)
    try:
        if _ZONE.fullmatch(name):
            return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        pass
    near = get_close_matches(name, sorted(zoneinfo.available_timezones()), n=1)
    raise fields.build_refusal(
        f"{fields.quote(value)} is no time zone",
        f'did you mean "{near[0]}"?' if near else 'write its name, such as timezone = "Asia/Jerusalem"',
    )


When = Annotated[model.When, PlainValidator(_read_when, json_schema_input_type=str)]
Quiet = Annotated[model.QuietHours, PlainValidator(_read_quiet, json_schema_input_type=str)]
Zone = Annotated[zoneinfo.ZoneInfo, PlainValidator(read_zone, json_schema_input_type=str)]
