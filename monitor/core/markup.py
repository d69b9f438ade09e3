"""Markup to plain text, for the short texts a feed carries. Refuses nothing: any text gives a text that can be stored.

Articles are not read here but by `extract`, which keeps paragraphs.
"""

import html
import re

from selectolax.lexbor import LexborHTMLParser

#: Markup beyond this many characters is not read: a title or summary that long is an attack or a mistake.
MAX_MARKUP = 20_000
#: Longest summary that is kept, in characters: it is matched against topics and shown, never compared.
MAX_SUMMARY = 10_000

# Words on both sides of these tags are apart, even where no white space stands between them.

_BREAKING_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|pre|"
    r"section|table|td|th|tr|ul)\b",
    re.IGNORECASE,
)
_TAG_OPENS = re.compile(r"<[a-zA-Z/!?]")
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNSEEN_TAGS = ["script", "style", "template", "noscript", "iframe", "svg", "head", "title"]


def find_text(markup: str) -> str:
    """Return what a reader would see of a piece of HTML: tags gone, entities decoded, white space folded."""
    shortened = markup[:MAX_MARKUP]
    if not _TAG_OPENS.search(shortened):
        return fold_space(html.unescape(shortened))
    tree = LexborHTMLParser(_BREAKING_TAG.sub(lambda tag: " " + tag[0], shortened))
    tree.strip_tags(_UNSEEN_TAGS)
    return fold_space(tree.root.text(separator="") if tree.root else "")


def fold_space(text: str) -> str:
    """Return a text with every run of white space as one space, without characters that no database takes."""
    return " ".join(_UNSTORABLE.sub("", text).split())
