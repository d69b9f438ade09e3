"""Memento (RFC 7089): an article's versions as captures of its address in time, in words that archive tools know.

Refuses nothing. Every capture is listed, of texts in doubt too: it is what the server sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import quote

#: What an address may hold as it is; all else is escaped, so that it can stand between angle brackets and in a header.
_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One version: where its bytes are, and when they were fetched."""

    url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMap:
    """All captures of one address, oldest first; at least one."""

    original: str
    #: Addresses of the map itself, as links and as JSON, and of the gate.
    map_url: str
    json_url: str
    gate_url: str
    captures: tuple[Capture, ...]


def write_links(found: TimeMap) -> str:
    """Write a TimeMap in the link format (RFC 6690), a link a line."""
    first, last = found.captures[0], found.captures[-1]
    lines = [
        _link(found.original, rel="original"),
        _link(
            found.map_url,
            rel="self",
            type="application/link-format",
            **{"from": print_date(first.at), "until": print_date(last.at)},
        ),
        _link(found.gate_url, rel="timegate"),
        *(
            _link(one.url, rel=_name_place(place, found.captures), datetime=print_date(one.at))
            for place, one in enumerate(found.captures)
        ),
    ]
    return ",\n".join(lines) + "\n"


def state_map(found: TimeMap) -> dict[str, Any]:
    """State a TimeMap as JSON, in the shape that archive tools share."""
    captures = [{"uri": one.url, "datetime": _print_instant(one.at)} for one in found.captures]
    return {
        "original_uri": found.original,
        "timegate_uri": found.gate_url,
        "timemap_uri": {"link_format": found.map_url, "json_format": found.json_url},
        "mementos": {"first": captures[0], "last": captures[-1], "list": captures},
    }


def write_relations(*, original: str, map_url: str, gate_url: str) -> str:
    """Write the Link header that a capture and a gate carry."""
    return ", ".join(
        (
            _link(original, rel="original"),
            _link(map_url, rel="timemap", type="application/link-format"),
            _link(gate_url, rel="timegate"),
        )
    )


def find_capture(captures: Sequence[Capture], wanted: datetime | None) -> Capture:
    """Find what stood at an instant: the last capture until then, the first where none was yet; None: the newest."""
    until = [one for one in captures if wanted is None or one.at <= wanted]
    return until[-1] if until else captures[0]


def parse_date(words: str) -> datetime | None:
    """Read an HTTP date; None where it is none."""
    try:
        found = parsedate_to_datetime(words)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def print_date(instant: datetime) -> str:
    """Write an instant as an HTTP date, which knows whole seconds: "Mon, 01 Sep 2025 12:00:00 GMT"."""
    return format_datetime(instant.astimezone(UTC), usegmt=True)


def _name_place(place: int, captures: Sequence[Capture]) -> str:
    ends = [name for name, end in (("first", 0), ("last", len(captures) - 1)) if place == end]
    return " ".join((*ends, "memento"))


def _link(url: str, **attributes: str) -> str:
    return f"<{quote(url, safe=_SAFE)}>" + "".join(
        f'; {name}="{value}"' for name, value in attributes.items()
    )


def _print_instant(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
