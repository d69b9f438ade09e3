"""Whether a page or a feed came whole. A server that dies halfway sends half of it with a good status, often with a good length.

Judged by the page alone: HTML may leave out `</body>` and `</html>`, but nobody may leave a `<div>` or an `<article>` open. A
page that lacks both and has one open was cut, and so was one that ends inside a tag, a script or a comment. Refuses to guess from the text: an article may end anywhere. Next:
`extract`, which reads no page that was cut; `feeds`, which says of a feed that it was.
"""

import re

_END = re.compile(r"</(?:body|html)\b", re.IGNORECASE)
#: Elements whose end tag HTML does not let anybody leave out; pages are built of them.
_CONTAINER = re.compile(r"<(/?)(?:article|div|main|section)\b", re.IGNORECASE)
_OPEN_TAG = re.compile(r"<[a-z/!][^<>]*\Z", re.IGNORECASE)
#: No tag is longer.
_TAG = 2_000
#: Feeds and sitemaps cannot leave out the end of their root.
_FEED_END = re.compile(rb"</(?:[\w.-]{1,60}:)?(?:rss|feed|rdf|urlset|sitemapindex)\s*>", re.IGNORECASE)
_UNREAD = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))


def is_cut_short(html: str) -> bool:
    """Whether a page ends inside an element that must be closed, a tag or a comment. Linear in the page."""
    if _END.search(html):
        return False
    if _OPEN_TAG.search(html, max(0, len(html) - _TAG)) or any(
        html.rfind(start) > html.rfind(end) for start, end in _UNREAD
    ):
        return True
    marks = [match[1] for match in _CONTAINER.finditer(html)]
    return marks.count("") > marks.count("/")


def is_feed_cut_short(body: bytes) -> bool:
    """Whether a feed or sitemap in XML, known not to be well-formed, is so for want of its end, whatever else ails it."""
    return _FEED_END.search(body.replace(b"\0", b"")) is None
