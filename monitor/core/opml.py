"""OPML 2.0 (opml.org): lists of feeds, as feed readers exchange them; into outlets, and out of outlets.

Refuses what is no OPML, broken XML and XML with entities, each with its line. Folders of other programs mean topics
more often than publishers, so feeds are put together by site; our own files say the outlet. Next: `strict_xml`.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from monitor import errors, model
from monitor.core import controls, markup, outlet_ids, strict_xml, urls

#: Ours, so that an outlet with feeds on two sites comes back as one.
_NAMESPACE = "urn:claimwatch:opml"
_LANGUAGE = re.compile(r"[a-z]{2}")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlFeed:
    """One feed of a list."""

    url: str
    title: str = ""
    #: The page it belongs to, as the file says; "" when it does not.
    site_url: str = ""
    language: str | None = None
    #: The outlet it belongs to (id and name) where the file is our own; "" elsewhere.
    outlet_id: str = ""
    outlet_name: str = ""
    line: int


def parse_opml(body: bytes) -> tuple[OpmlFeed, ...]:
    """Return the feeds of an OPML file in its order, however deep they stand. Raises InputError with the line."""
    document = strict_xml.parse_xml(body)
    hint = "Export the list again from the program that wrote it, as OPML."
    if document.problem:
        raise errors.InputError(f"This is no OPML that can be read: {document.problem}.", hint=hint)
    if document.root is None or document.root.name != "opml":
        name = document.root.name if document.root else ""
        raise errors.InputError(f"This is no OPML: it begins with <{name}>.", hint=hint)
    return tuple(_find_feeds(document.root))


def find_outlets(feeds: Sequence[OpmlFeed], *, taken_ids: Collection[str]) -> tuple[model.Outlet, ...]:
    """Put feeds together to outlets, in order: by the outlet they name, else by site; an id in `taken_ids`, or used
    before, gets a number. A feed given twice is kept once."""
    groups: dict[str, list[OpmlFeed]] = {}
    seen = set()
    for feed in feeds:
        if feed.url not in seen:
            seen.add(feed.url)
            groups.setdefault(feed.outlet_id or f"//{urls.site_of(_home_of(feed))}", []).append(feed)
    used = set(taken_ids)
    outlets = []
    for group in groups.values():
        outlets.append(_build_outlet(group, used))
        used.add(outlets[-1].id)
    return tuple(outlets)


def render_opml(outlets: Sequence[model.Outlet], *, title: str) -> str:
    """Write outlets as OPML 2.0: one folder an outlet, one entry a feed. Selectors and headers have no place in it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:claimwatch="{_NAMESPACE}">',
        f"  <head><title>{escape(_NOT_XML.sub('', title))}</title></head>",
        "  <body>",
    ]
    for outlet in outlets:
        lines.append(
            f"    <outline text={_attribute(outlet.name)} claimwatch:outlet={_attribute(outlet.id)}>"
        )
        lines += (f"      <outline {_describe_feed(outlet, url)}/>" for url in outlet.feeds)
        lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>"])


def _find_feeds(root: strict_xml.Element) -> Iterator[OpmlFeed]:
    """Yield every outline with a feed's address; what stands in an outlet's folder is that outlet's."""
    left = [(root, "", "")]
    while left:
        element, outlet_id, outlet_name = left.pop()
        found = element.attributes
        if element.name == "outline" and found.get("outlet"):
            outlet_id, outlet_name = found["outlet"], _name_of(found)
        if element.name == "outline" and (url := found.get("xmlurl", "").strip()):
            language = found.get("language", "").strip().lower()[:2]
            yield OpmlFeed(
                url=url,
                title=_name_of(found),
                site_url=found.get("htmlurl", "").strip(),
                language=language if _LANGUAGE.fullmatch(language) else None,
                outlet_id=outlet_id,
                outlet_name=outlet_name,
                line=element.line,
            )
        left += ((child, outlet_id, outlet_name) for child in reversed(element.children))


def _name_of(found: dict[str, str]) -> str:
    return controls.drop_controls(markup.fold_space(found.get("title") or found.get("text") or ""))


def _home_of(feed: OpmlFeed) -> str:
    return feed.site_url if urls.is_web_url(feed.site_url) else feed.url


def _build_outlet(group: Sequence[OpmlFeed], taken_ids: Collection[str]) -> model.Outlet:
    first = group[0]
    wanted = first.outlet_id or outlet_ids.find_site_label(_home_of(first))
    outlet_id = outlet_ids.find_outlet_id(wanted, taken_ids=taken_ids)
    # Several feeds of a site are called by their sections: only a single one may give the whole its name.
    name = first.outlet_name or (first.title if len(group) == 1 else "") or urls.site_of(_home_of(first))
    languages = {feed.language for feed in group}
    return model.Outlet(
        id=outlet_id,
        name=name or outlet_id,
        feeds=tuple(feed.url for feed in group),
        language=languages.pop() if len(languages) == 1 else None,
    )


def _describe_feed(outlet: model.Outlet, url: str) -> str:
    name = outlet.name if len(outlet.feeds) == 1 else f"{outlet.name}: {url.partition('://')[2]}"
    said = f"type={_attribute('rss')} text={_attribute(name)} xmlUrl={_attribute(url)}"
    return f"{said} language={_attribute(outlet.language)}" if outlet.language else said


def _attribute(text: str) -> str:
    """Return a text as an attribute's value, quoted; line ends are kept by their numbers."""
    return quoteattr(_storable(text))


def _storable(text: str) -> str:
    """Return a text without the characters that no XML can hold."""
    return _NOT_XML.sub("", text)
