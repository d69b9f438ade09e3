"""Text that others wrote, made safe to stand in a message: cleaned, isolated, cut, linked.

Holds no markup: HTML is escaped by Jinja2, Slack's own characters in `slack_message`. Next: `message`, which uses it.
"""

import re
import textwrap
import unicodedata
from urllib.parse import quote, urlsplit

from monitor.core import bidi

#: Embeddings, overrides and isolates that others wrote: they could turn round the text that follows.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = frozenset("\u2028\u2029")
_SPACES = re.compile(r"\s+")
#: What `clean_text` changes: few texts hold any of it.
_UNCLEAN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|[^\\S ]|\\s{2}")
_UNSAFE = re.compile(r"[\s<>\"'\\^`{|}]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
#: Characters a line, its last space left out.
_FLOW = 75
_WRAPPER = textwrap.TextWrapper(_FLOW, break_long_words=False, break_on_hyphens=False)
#: Where a line begins with what means something there (RFC 3676, 4.4).
_STUFFED = re.compile(r"^(?=>|From | )", re.MULTILINE)
#: Languages written from right to left.
RTL_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def clean_text(text: str) -> str:
    """Return the text on one line: white space folded, no control character, no direction control, no half of a
    surrogate pair. Joiners stay: Persian and Arabic need them."""
    if not _UNCLEAN.search(text):
        return text
    kept = "".join(_clean_character(character) for character in text)
    return _SPACES.sub(" ", kept)


def _clean_character(character: str) -> str:
    if character in _BIDI_CONTROLS:
        return ""
    if character in _LINE_ENDS:
        return " "
    match unicodedata.category(character):
        case "Cc":
            return " "
        case "Cs":
            return "\ufffd"
        case _:
            return character


#: What stands between isolates keeps its own direction.
isolate = bidi.isolate
isolate_foreign = bidi.isolate_foreign


def shorten(text: str, length: int) -> str:
    """Return the text, or its beginning up to the last whole word with " …", in at most `length` characters. An isolate
    that is cut is closed: it would turn round what follows."""
    if len(text) <= length:
        return text
    # No isolate stands in another: others' own are cleaned away.
    head = text[: length - 3] if bidi.FSI in text else text[: length - 2]
    head = head.rsplit(" ", 1)[0] if " " in head[length // 2 :] else head
    is_open = head.count(bidi.FSI) > head.count(bidi.PDI)
    return f"{head} …{bidi.PDI if is_open else ''}"


def flow(text: str) -> str:
    """Return a text in lines of at most 76 characters, those that were broken ending in a space, as `format=flowed` has
    it (RFC 3676): narrow windows join and break them anew. Links are never broken. A line that would be taken for a
    quotation (">") or a mailbox's mark ("From ") begins with a space, which mail programs take away."""
    lines = (" \n".join(_WRAPPER.wrap(line)) if len(line) > _FLOW else line for line in text.split("\n"))
    return _STUFFED.sub(" ", "\n".join(lines))


def find_link(url: str) -> str:
    """Return an http(s) address that can stand in an attribute, a header or a Slack link, else "". Signs that end
    one of those are percent-encoded; an address that hides a line break or a name behind "@" is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    is_usable = parts.scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc
    if not is_usable or _UNSAFE.search(host) or _CONTROL.search(url):
        return ""
    return _UNSAFE.sub(lambda sign: quote(sign.group()), url)
