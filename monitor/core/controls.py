"""Characters of strangers' text that take hold of what stands around them: on a terminal, or in a file that people read.

Control characters but tab and line break, and directions set from outside (Unicode UAX 9: embeddings, overrides, isolates).
Refuses nothing else: the marks and joiners that Arabic, Hebrew and Persian need stay. Texts are stored as they came; this
is for what is shown. Next: `monitor.app.cli.printing`, `monitor.app.watchlist.pasting`; `alerts.text` for messages.
"""

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def drop_controls(text: str) -> str:
    """Return the text without them."""
    return _CONTROL.sub("", text)


def escape_controls(quoted: str) -> str:
    """Return a quoted string of JSON or TOML that means the same, with them as escapes."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
