"""Ids for outlets that a program proposes: what the watchlist takes, and unlike those that are taken.

Next: `opml` and the command line, which propose outlets.
"""

import re
from collections.abc import Collection

from monitor.core import urls


def find_outlet_id(wanted: str, *, taken_ids: Collection[str]) -> str:
    """Return an id made of a name; one that is taken gets a number."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", wanted.lower()).strip("-_") or "outlet"
    number = 1
    found = plain
    while found in taken_ids:
        number += 1
        found = f"{plain}-{number}"
    return found


def find_site_label(url: str) -> str:
    """Return the part of a URL's site that people call it by ("ledger" of www.ledger.co.uk); an address as it is."""
    site = urls.site_of(url)
    return site if site.replace(".", "").isdecimal() else site.partition(".")[0]
