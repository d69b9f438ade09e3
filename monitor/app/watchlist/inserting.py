"""A TOML text with an outlet more, or with more feeds in one; every other character stays as it is.

No library for TOML that keeps comments keeps the order of tables, too. Refuses to promise that the result is right:
`writing` reads it back. Next: `writing`.
"""

from collections.abc import Mapping, Sequence

from monitor import model
from monitor.app.watchlist import lines, pasting


def insert_outlet(text: str, outlet: model.Outlet, *, remarks: Mapping[str, str]) -> str:
    """Return the text with one [[outlets]] table more: behind the last one, or at the end."""
    block = pasting.render_outlet(outlet, remarks=remarks)
    places = lines.find_places(text)
    ends = [end for path, end in places.table_ends.items() if path[0] == "outlets"]
    place = _end_of_line(text, max(ends)) if ends else len(text.rstrip())
    before = text[:place]
    added = f"{before and chr(10) * 2}{block}".replace("\n", _line_end(text))
    return f"{before}{added}{text[place:] or _line_end(text)}"


def insert_feeds(text: str, index: int, feeds: Sequence[str], *, remarks: Mapping[str, str]) -> str:
    """Return the text with more feeds at the end of an outlet's; `index` is the outlet's place among [[outlets]].

    Raises KeyError where the outlet has no such list."""
    last, bracket = lines.find_places(text).closings["outlets", index, "feeds"]
    comma = "" if last.text in {"[", ","} else ","
    if "\n" not in text[last.end : bracket.end]:
        added = ", ".join(map(pasting.quote, feeds))
        gap = "" if last.text == "[" else " "
        return f"{text[: last.end]}{comma}{gap}{added}{text[last.end :]}"
    place = _end_of_line(text, last.end)
    start = text.rfind("\n", 0, last.end) + 1
    indent = text[start : len(text) - len(text[start:].lstrip(" \t"))] or "  "
    rows = (f"{_line_end(text)}{indent}{pasting.render_feed(url, remarks.get(url, ''))}" for url in feeds)
    return f"{text[: last.end]}{comma}{text[last.end : place]}{''.join(rows)}{text[place:]}"


def _end_of_line(text: str, offset: int) -> int:
    """Return where the line ends in which `offset` is, before its line break."""
    place = text.find("\n", offset)
    if place < 0:
        return len(text)
    return place - 1 if text[place - 1] == "\r" else place


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
