"""Leads: where a page sends its reader on to at once: a Refresh header or element, or a script's first line.

Refuses what comes after a while (a page that reloads itself was meant to be read) and what stands in `noscript`.
Next: `looks`; `outcome` judges where it leads.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Seconds; a page that is left later than that was meant to be read.
_AT_ONCE = 10
_REFRESH = re.compile(r"\s*(\d{0,5})(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*[\"']?([^\"']+)", re.IGNORECASE)
_LOCATION = re.compile(
    # A page that leaves a frame it was put in writes to its top or parent.
    r"(?<!top\.)(?<!parent\.)location(?:(?:\.href)?\s*=\s*|\.(?:replace|assign)\(\s*)[\"']([^\"'\s]+)[\"']"
)
#: Characters of a script, and elements of a page, that are looked at.
_SCRIPT = 4_000
_ELEMENTS = 20


def parse_refresh(value: str) -> str | None:
    """Return where a Refresh header or element leads to at once, as written; None: nowhere, or later."""
    match = _REFRESH.match(value)
    return match[2].strip() if match and int(match[1] or 0) <= _AT_ONCE else None


def find_refresh(tree: LexborHTMLParser) -> str | None:
    """Find where a page's meta element leads to, as written."""
    for node in tree.css("meta[http-equiv]")[:_ELEMENTS]:
        is_refresh = (node.attributes.get("http-equiv") or "").lower() == "refresh"
        if is_refresh and not _stands_in_noscript(node):
            return parse_refresh(node.attributes.get("content") or "")
    return None


def find_script_target(tree: LexborHTMLParser) -> str | None:
    """Find the address that a script sets as the page's own, as written."""
    for node in tree.css("script")[:_ELEMENTS]:
        if match := _LOCATION.search(node.text()[:_SCRIPT]):
            return match[1]
    return None


def _stands_in_noscript(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag != "noscript":
        parent = parent.parent
    return parent is not None
