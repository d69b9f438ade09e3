"""An outlet as the lines of a watchlist file, for people to paste: the file itself stays theirs.

What is written here, `entries` reads. Refuses nothing: callers leave out what the form refuses. Next: `form`.
"""

import json
from collections.abc import Mapping

from monitor import model

#: No remarks at all.
_NONE: Mapping[str, str] = {}


def render_outlet(outlet: model.Outlet, *, remarks: Mapping[str, str] = _NONE) -> str:
    """Return one [[outlets]] table as TOML; `remarks` (feed -> one line of text) stand behind their feeds."""
    lines = ["[[outlets]]", f"id = {_quote(outlet.id)}", f"name = {_quote(outlet.name)}"]
    if outlet.language:
        lines.append(f"language = {_quote(outlet.language)}")
    lines.append("feeds = [")
    for url in outlet.feeds:
        remark = remarks.get(url, "")
        lines.append(f"  {_quote(url)}," + (f"  # {remark}" if remark else ""))
    return "\n".join([*lines, "]"])


def _quote(text: str) -> str:
    """Return a basic string of TOML: JSON's escapes are among its own, but DEL must be escaped, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
