"""An outlet as the lines of a watchlist file, for people to paste, and for `inserting`.

What is written here, `entries` reads. Refuses nothing: callers leave out what the form refuses. Next: `form`.
"""

import json
from collections.abc import Mapping

from monitor import model
from monitor.core import controls

#: No remarks at all.
_NONE: Mapping[str, str] = {}


def render_outlet(outlet: model.Outlet, *, remarks: Mapping[str, str] = _NONE) -> str:
    """Return one [[outlets]] table as TOML; `remarks` (feed -> one line of text) stand behind their feeds."""
    lines = ["[[outlets]]", f"id = {quote(outlet.id)}", f"name = {quote(outlet.name)}"]
    if outlet.language:
        lines.append(f"language = {quote(outlet.language)}")
    lines.append("feeds = [")
    lines += (f"  {render_feed(url, remarks.get(url, ''))}" for url in outlet.feeds)
    return "\n".join([*lines, "]"])


def render_feed(url: str, remark: str) -> str:
    """Return a feed as an element of a list, with the comma and the remark behind it."""
    return f"{quote(url)}," + (f"  # {controls.drop_controls(remark)}" if remark else "")


def quote(text: str) -> str:
    """Return a basic string of TOML: JSON's escapes are among its own, but DEL must be escaped, too, and is; so is
    what would turn the file's text round."""
    return controls.escape_controls(json.dumps(text, ensure_ascii=False))
