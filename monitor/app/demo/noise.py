"""What differs between two fetches of one page though the article is the same: nonces, counters, order, ages.

A template leaves marks where noise goes; `fill` puts it in. Everything is a pure function of the page, the time and
the request's number, so a replay can be repeated. Next: `pages`.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

#: Private-use characters, which no text of ours holds, stand around a mark's name.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")

#: Minutes and hours as each language shortens them; ages are in minutes up to two hours.
_UNITS = {"en": ("min", "h"), "he": ("דק'", "שע'"), "ar": ("د", "س")}
_TWO_HOURS = 120

#: The names a template may use, as `{{ noise.nonce }}`.
NAMES = (
    "nonce",
    "request_id",
    "csrf",
    "build",
    "ad_slot",
    "share_count",
    "comment_count",
    "reader_count",
    "like_count",
    "age",
    "served_at",
    "experiment",
)

#: What templates are given: each name's mark.
MARKS: Mapping[str, str] = {name: f"{_OPEN}{name}{_CLOSE}" for name in NAMES}


def page_noise(
    address: str,
    *,
    language: str,
    published_at: datetime,
    modified_at: datetime,
    now: datetime,
    request_count: int,
) -> dict[str, str]:
    """Return a value for every name. Counters grow with the page's age and jump about with each request."""
    digest = hashlib.sha256(f"{address}|{now.isoformat()}|{request_count}".encode()).hexdigest()
    minutes_out = max(0, int((now - published_at).total_seconds() // 60))
    popularity = int(hashlib.sha256(address.encode()).hexdigest()[:2], 16) + 20
    jitter = int(digest[:2], 16)
    return {
        "nonce": digest[:22],
        "request_id": f"{digest[22:30]}-{digest[30:34]}-{digest[34:38]}",
        "csrf": digest[38:62],
        "build": f"{now:%Y%m%d}.{int(digest[62:], 16) % 7}",
        "ad_slot": f"gpt-{int(digest[2:8], 16)}",
        "share_count": str(minutes_out * popularity // 90 + jitter % 13),
        "comment_count": str(minutes_out * popularity // 1600 + jitter % 3),
        "reader_count": f"{popularity * 9 + jitter:,}",
        "like_count": str(minutes_out * popularity // 150 + jitter % 5),
        "age": _age(now - modified_at, language),
        "served_at": f"{now:%Y-%m-%dT%H:%M:%S}.{jitter:03}Z",
        "experiment": "AB"[jitter % 2] + digest[8:12],
    }


def _age(span: timedelta, language: str) -> str:
    minutes, hours = _UNITS[language]
    elapsed = max(0, int(span.total_seconds() // 60))
    return f"{elapsed} {minutes}" if elapsed < _TWO_HOURS else f"{elapsed // 60} {hours}"


def fill(skeleton: str, values: Mapping[str, str]) -> str:
    """Put the values where the marks are."""
    return _MARK.sub(lambda mark: values[mark[1]], skeleton)
