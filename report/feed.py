"""A topic's changes as an Atom feed (RFC 4287). Refuses characters that XML cannot hold."""

import re
from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as ET

from monitor import model
from report.views import moves

_ATOM = "http://www.w3.org/2005/Atom"
#: XML 1.0, section 2.2: everything that is no Char.
_NO_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def write_atom(
    found: Sequence[model.ChangeReading],
    *,
    topic: model.Topic,
    watch: model.Watch,
    address: str,
    now: datetime,
) -> bytes:
    """Write the feed as UTF-8; `address` is the page's own, without a final slash; `found` is newest first."""
    own = f"{address}/topics/{topic.id}.atom"
    feed = ET.Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", own)
    _add(feed, "title", f"{topic.title}: changes in the coverage")
    ET.SubElement(feed, "link", {"rel": "self", "href": own})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": f"{address}/"})
    _add(feed, "updated", (found[0].change.first_seen_new_at if found else now).isoformat())
    for reading in found:
        _add_entry(feed, moves.list_move(reading, watch=watch), address=address)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add_entry(feed: ET.Element, move: moves.Move, *, address: str) -> None:
    entry = ET.SubElement(feed, "entry")
    own = f"{address}/changes/{move.id}"
    _add(entry, "id", own)
    _add(entry, "title", f"{move.outlet_name}: {move.summary}")
    ET.SubElement(entry, "link", {"rel": "alternate", "href": own})
    _add(entry, "updated", move.first_seen_new_at.isoformat())
    _add(ET.SubElement(entry, "author"), "name", move.outlet_name)
    for line in move.claim_lines:
        ET.SubElement(entry, "category", {"term": line.claim_id, "label": _clean(line.title)})
    _add(entry, "summary", _summarise(move))


def _summarise(move: moves.Move) -> str:
    claims = [f"{line.title}: {line.old} → {line.new}. “{line.new_sentence}”" for line in move.claim_lines]
    parts = [move.headline, *claims, *move.events, f"{move.window}.", move.disclosure.capitalize()]
    return "\n".join(part for part in parts if part)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
