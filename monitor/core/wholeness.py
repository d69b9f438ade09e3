"""Whether a page or a feed came whole. A server that dies halfway sends half of it with a good status, often with a good length.

Judged by the page's tags alone, read as a browser reads them: what stands in a script, a comment or an attribute is no tag. HTML may
leave out `</body>` and `</html>`, but nobody leaves the `<article>` open, or the `<div>` that the text stands in; a forgotten end tag of one box around
the rest is sloppy, not cut. Refuses to guess from the text: an article may end anywhere. Next: `extract`, which reads no
page that was cut; `decide`, which believes a page that ends so at every look; `feeds`, which says of a feed that it was cut.
"""

import re
from collections import Counter

#: The usual end: nothing follows it but scripts and comments. Looked for first, since it is soon found.
_USUAL_END = re.compile(
    r"</(?:body|html)\s*>(?:\s|</(?:body|html)\s*>|<!--(?:[^-]|-(?!->))*-->|<script\b[^>]*>(?:[^<]|<(?!/script))*</script\s*>)*\Z",
    re.IGNORECASE,
)
_USUAL_CHARS = 3_000
#: Elements whose end tag HTML does not let anybody leave out; pages are built of them.
_CONTAINERS = frozenset(
    {
        "article",
        "aside",
        "blockquote",
        "div",
        "figure",
        "footer",
        "form",
        "header",
        "main",
        "nav",
        "ol",
        "section",
        "table",
        "ul",
    }
)
_ATTRIBUTES = r"""(?:[^=>]+|=\s*(?:"[^"]*"|'[^']*')?)*"""
_NAME_ENDS = r"(?![^\s/>])"
#: A comment, an element whose content is no markup, or a tag; each ends in ">", or the page ends within it. Its end
#: may be missing, so that it matches wherever it begins to, and no page costs more than its length.
_TOKEN = re.compile(
    r"<(?:!--(?:-?(?=>)|(?:[^-]+|-(?!-!?>))*(?:--!?(?=>))?)|[!?][^>]*"
    rf"|(/?)({'|'.join(sorted(_CONTAINERS))}|body|br|html|p){_NAME_ENDS}{_ATTRIBUTES}"
    rf"|(script|style|title|textarea|iframe|xmp|noembed|noframes){_NAME_ENDS}{_ATTRIBUTES}"
    rf"(?:>(?:[^<]+|<(?!/\3{_NAME_ENDS}))*(?:</\3[^>]*)?)?"
    rf"|/?[a-z]{_ATTRIBUTES})(?P<end>>?)",
    re.IGNORECASE,
)
#: Their end tags end the page.
_ENDS = frozenset({"body", "html"})
#: Nobody forgets the end of these.
_STORY = frozenset({"article", "main"})
#: So many of the others may stay open at the end of a page that came whole.
_FORGOTTEN = 1
#: Text of its own from which a container is one that text stands in.
_LINE = 25
_TAIL = 60
#: Feeds and sitemaps cannot leave out the end of their root.
_FEED_END = re.compile(rb"</(?:[\w.-]{1,60}:)?(?:rss|feed|rdf|urlset|sitemapindex)\s*>", re.IGNORECASE)
_TOLD_WORD = re.compile(r"\S*\d\S*")


class _Boxes:
    """The elements that are open, from the outside in."""

    def __init__(self) -> None:
        self._names: list[str] = []
        #: Whether text stands in each directly.
        self._has_text: list[bool] = []
        self._count: Counter[str] = Counter()
        #: Whether the page itself has ended. Text behind an end tells that it was another page's, put into this one.
        self.is_ended = False

    def follow(self, name: str, *, is_end: bool) -> None:
        """Follow a tag."""
        if name in _CONTAINERS:
            (self._close if is_end else self._open)(name)
        elif name in _ENDS:
            self.is_ended = self.is_ended or is_end
        elif not is_end:
            self.is_ended = False
            self.note_text()

    def note_text(self) -> None:
        """Note that text stands in the innermost element."""
        if self._names:
            self._has_text[-1] = True

    def _open(self, name: str) -> None:
        """Open an element in the innermost one."""
        self._names.append(name)
        self._has_text.append(name in _STORY)
        self._count[name] += 1

    def _close(self, name: str) -> None:
        """Close the innermost element of that name, and what was forgotten within it; no such element: nothing."""
        is_found = not self._count[name]
        while not is_found:
            last = self._names.pop()
            self._has_text.pop()
            self._count[last] -= 1
            is_found = last == name

    @property
    def are_open(self) -> bool:
        """Whether more is open than somebody may forget to close."""
        return not self.is_ended and (len(self._names) > _FORGOTTEN or any(self._has_text))


def is_cut_short(html: str) -> bool:
    """Whether a page ends inside a tag, a script or a comment, or before its text does. Linear in the page."""
    if _USUAL_END.search(html, max(0, len(html) - _USUAL_CHARS)):
        return False
    boxes = _Boxes()
    at = 0
    for token in _TOKEN.finditer(html):
        if not token["end"]:
            return not boxes.is_ended
        if token.start() - at >= _LINE and len(html[at : token.start()].strip()) >= _LINE:
            boxes.note_text()
        if token[2]:
            boxes.follow(token[2].lower(), is_end=bool(token[1]))
        at = token.end()
    if html[at:].strip():
        boxes.note_text()
    return boxes.are_open


def describe_end(html: str) -> str:
    """Return the last characters of a page, equal for pages that end alike: words with a digit are left out."""
    return " ".join(_TOLD_WORD.sub(" ", html[-_TAIL:]).split())


def is_feed_cut_short(body: bytes) -> bool:
    """Whether a feed or sitemap in XML, known not to be well-formed, is so for want of its end, whatever else ails it."""
    return _FEED_END.search(body.replace(b"\0", b"")) is None
