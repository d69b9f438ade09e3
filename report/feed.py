"""A feed as Atom (RFC 4287). Refuses characters that XML cannot hold."""

import re
from xml.etree import ElementTree as ET

from report.views import entries, words

_ATOM = "http://www.w3.org/2005/Atom"
#: XML 1.0, section 2.2: everything that is no Char.
_NO_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def write_atom(found: entries.Feed) -> bytes:
    """Write one page of a feed as UTF-8."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(root, "id", found.own_url)
    _add(root, "title", found.title)
    _add_link(root, "self", found.own_url, media_type="application/atom+xml")
    _add_link(root, "alternate", found.page_url, media_type="text/html")
    if found.older_url:
        _add_link(root, "next", found.older_url, media_type="application/atom+xml")
    _add(root, "icon", found.icon_url)
    _add(root, "generator", "Claimwatch")
    _add(root, "updated", found.updated_at.isoformat())
    for entry, html, text in found.items:
        _add_entry(root, entry, html=html, text=text)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def summarise(entry: entries.Entry) -> str:
    """Say an entry in plain lines."""
    claims = [
        line
        for claim in entry.claim_lines
        for line in (
            f"{claim.title}: {claim.old} → {claim.new}",
            f"Before: {f'“{claim.old_sentence}”' if claim.old_sentence else 'nothing'}",
            f"Now: {f'“{claim.new_sentence}”' if claim.new_sentence else 'nothing'}",
        )
    ]
    evidence = [
        f"{one.outlet_name}: {one.value}, since {words.stamp_words(one.since)}. “{one.sentence}”"
        for one in entry.evidence
    ]
    last = (entry.window, entry.disclosure, entry.notice, entry.doubt)
    return "\n".join(filter(None, (entry.headline, *claims, *entry.lines, *evidence, *last)))


def _add_entry(root: ET.Element, entry: entries.Entry, *, html: str, text: str) -> None:
    node = ET.SubElement(root, "entry")
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _add_link(node, "alternate", entry.url, media_type="text/html")
    if entry.article_url:
        _add_link(node, "related", entry.article_url)
    _add(node, "published", entry.published_at.isoformat())
    _add(node, "updated", entry.updated_at.isoformat())
    _add(ET.SubElement(node, "author"), "name", entry.author)
    for term, label in entry.tags:
        ET.SubElement(node, "category", {"term": _clean(term), "label": _clean(label)})
    _add(node, "summary", text)
    _add(node, "content", html, type="html")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _clean(text)


def _add_link(parent: ET.Element, rel: str, href: str, *, media_type: str = "") -> None:
    attributes = {"rel": rel, "href": _clean(href)} | ({"type": media_type} if media_type else {})
    ET.SubElement(parent, "link", attributes)


def _clean(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
