"""Twins: which addresses are the same article's, told by their form alone.

`identity_of` evens out what never tells articles apart (http, www, AMP, mobile and print forms), so equal identities are
one article. `is_twin` and `is_named_after` judge an address that a page itself names. All refuse in doubt: a twin that was
missed costs a second look, two articles taken for one would hide a change. Next: `own_address`, which asks.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from monitor.core import urls

#: Labels of hosts that serve the same articles to other devices.
_DEVICE_LABELS = frozenset({"www", "m", "mobile", "amp", "touch", "wap"})
#: First segments of a path that do so, where an article's own follow.
_DEVICE_SEGMENTS = frozenset({"amp", "m", "mobile", "print", "touch"})
_LAST_SEGMENTS = frozenset({"amp", "amp.html", "print", "print.html"})
_FORM_SUFFIX = re.compile(r"\.(?:amp|print)(?=\.html?$|$)", re.IGNORECASE)
_INDEX_FILE = re.compile(r"(?:index|default)\.(?:html?|php[0-9]?|aspx?|jsp|shtml)", re.IGNORECASE)
#: Parameters that choose the form an article is shown in: alone, or by one of these values.
_FORM_NAMES = frozenset({"amp", "print", "printable", "printer", "printerfriendly", "mobile", "ismobile"})
_FORM_FLAGS = frozenset({"", "0", "1", "true", "yes", "y", "amp", "print"})
_FORM_CHOICES = frozenset({"outputtype", "output", "format", "view", "mode", "layout", "device", "type"})
_FORMS = frozenset({"amp", "print", "printable", "printerfriendly", "mobile"})
#: What Google's AMP cache adds for itself.
_CACHE_NAMES = frozenset({"amp_js_v", "amp_gsa", "usqp", "amp_tf", "aoh", "csi"})
#: Where the reader came from, on an address whose path names the article and whose value is a word.
_SOURCE_NAMES = frozenset(
    {"source", "src", "from", "via", "feed", "share", "campaign", "ref", "cmp", "partner"}
)
#: An address inside one of an AMP cache or viewer: `s/` stands for https.
_AMP_CACHE = re.compile(r"/(?:c|v|a|wp|amp)/(?:s/)?([^/]+\.[^/]+/.*)")
_AMP_VIEWER = re.compile(r"(?:www\.)?(?:google|bing)\.[a-z.]{2,6}")

_CODES = "en ar he iw fr es de ru fa tr ur it pt zh ja ko hi bn ps ku az hy el nl pl uk sw so"
_NAMES = "english arabic hebrew french spanish german russian persian farsi turkish urdu"
#: Languages an outlet has editions in, as hosts, paths and `?lang=` write them. Not "id", which is a number.
_LANGUAGES = frozenset(f"{_CODES} {_NAMES}".split())
_LANGUAGE_NAMES = frozenset({"lang", "language", "locale", "hl"})
_PAGE = re.compile(r"(?:page|pg)=[0-9]{1,2}", re.IGNORECASE)
#: 2025/09/01, 2025-9-1, 20250901, and 2025/09 alone.
_DATE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}"
    r"(?:[01][0-9][0-3][0-9]|([/_-])[01]?[0-9](?:\1[0-3]?[0-9](?![0-9])|(?=/)))(?![0-9])"
)
_NUMBER = re.compile(r"[0-9]{5,}")
#: The port in an identity.
_PORT = re.compile(r"^//[^/?]*:([0-9]+)/")
_KEPT = "surrogateescape"
_WORD = re.compile(r"[^\W_]+")
_SLUG_LENGTH = 12
_SLUG_WORDS = 3
#: An address is named after a headline with this many words of it, and this share of its own words from it.
_NAMED_WORDS = 4
_NAMED_SHARE = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """What an address tells about its article."""

    path: str
    query: str
    #: The last part of the path as words, without the article's number.
    slug: tuple[str, ...]
    #: Article numbers, dates left out.
    numbers: frozenset[str]
    dates: frozenset[str]
    languages: frozenset[str]

    @property
    def has_slug(self) -> bool:
        """Whether the slug is long enough to be one article's."""
        return len(self.slug) >= _SLUG_WORDS or len("-".join(self.slug)) >= _SLUG_LENGTH


def identity_of(url: str) -> str:
    """Return what all forms of one article's address have in common: `//host/path?query`, or the text itself where it
    is no usable URL. Every number and every other parameter counts; parameters in any order."""
    canonical = urls.canonical_url(url)
    if canonical is None:
        return url
    parts = urlsplit(_leave_cache(canonical))
    path = "/".join(_plain_segments(parts.path))
    port = f":{parts.port}" if parts.port else ""
    query = "&".join(sorted(_plain_query(parts.query, is_named=_names_article(path))))
    return f"//{_plain_host(parts.hostname or '')}{port}/{path}" + (f"?{query}" if query else "")


def is_twin(url: str, other: str) -> bool:
    """Whether two addresses of one outlet, one of which is named by the other's page, are the same article's.

    Neither is a front page, port, language and date agree, and they share an article number, or a slug where not both have
    one. What a site writes on every page shares none."""
    if urls.is_front_page(url) or urls.is_front_page(other) or not is_same_port(url, other):
        return False
    one, two = _find_marks(identity_of(url)), _find_marks(identity_of(other))
    if one.languages != two.languages or (one.dates and two.dates and one.dates.isdisjoint(two.dates)):
        return False
    if one.numbers and two.numbers:
        return bool(one.numbers & two.numbers)
    if one.has_slug and one.slug == two.slug:
        return True
    return (one.path, one.query) == (two.path, two.query)


def is_original(url: str, amp_url: str) -> bool:
    """Whether an address may be the original's that an AMP page names, as it must: it names one article, and tells of no
    other number, date or language than the AMP page's own address."""
    one, two = _find_marks(identity_of(url)), _find_marks(identity_of(amp_url))
    is_other = any(
        ours and theirs and ours.isdisjoint(theirs)
        for ours, theirs in ((one.numbers, two.numbers), (one.dates, two.dates))
    )
    return one.languages == two.languages and not is_other and _names_article(one.path)


def is_same_port(url: str, other: str) -> bool:
    """Whether two addresses are of one port, or both of their scheme's own: another port is another server."""
    return _PORT.findall(identity_of(url)) == _PORT.findall(identity_of(other))


def is_named_after(url: str, headline: str) -> bool:
    """Whether an address has a slug made of this headline's words, with every number in it the headline's too."""
    slug = _find_marks(identity_of(url)).slug
    words = set(_words(headline))
    known = [word for word in slug if word in words]
    if any(word.isdigit() and word not in words for word in slug):
        return False
    return len(known) >= _NAMED_WORDS and len(known) >= _NAMED_SHARE * len(slug)


def _leave_cache(url: str) -> str:
    """Return the original of an address in an AMP cache or viewer."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_viewer = _AMP_VIEWER.fullmatch(host) and parts.path.startswith("/amp/")
    inner = _AMP_CACHE.match(parts.path) if is_viewer or host.endswith(".ampproject.org") else None
    return urls.canonical_url(f"https://{inner[1]}?{parts.query}") or url if inner else url


def _plain_host(host: str) -> str:
    """Return a host without the labels for devices; the registrable domain always stays."""
    site = urls.site_of(f"//{host}")
    if not host.endswith(f".{site}"):
        return host
    labels = [label for label in host[: -len(site) - 1].split(".") if label not in _DEVICE_LABELS]
    return ".".join((*labels, site))


def _plain_segments(path: str) -> list[str]:
    """Return the segments of a path as they are in every form of the article: composed, escaped, in their own case."""
    segments = [
        quote(unicodedata.normalize("NFC", _read(part)), safe="", errors=_KEPT)
        for part in path.split("/")
        if part
    ]
    if segments and _INDEX_FILE.fullmatch(segments[-1]):
        segments.pop()
    if segments:
        segments[-1] = _FORM_SUFFIX.sub("", segments[-1])
    if segments and segments[-1].lower() in _LAST_SEGMENTS and _can_lose(segments[:-1]):
        segments.pop()
    # "mobile" and "print" are sections too: only what stands before an article of its own is a form of it.
    if segments and segments[0].lower() in _DEVICE_SEGMENTS:
        is_amp = segments[0].lower() == "amp" and len(segments) > _SLUG_WORDS - 1
        if is_amp or _names_article("/".join(segments[1:])):
            del segments[0]
    return segments


def _can_lose(segments: list[str]) -> bool:
    return len(segments) > 1 or _names_article("/".join(segments))


def _names_article(path: str) -> bool:
    """Whether a path by itself names one article: its last part is a slug or holds an article number."""
    marks = _find_marks(f"//host/{path}")
    return bool(marks.numbers) or len(marks.slug) >= _SLUG_WORDS


def _plain_query(query: str, *, is_named: bool) -> list[str]:
    return [part for part in query.split("&") if part and not _is_form(part, is_named=is_named)]


def _is_form(parameter: str, *, is_named: bool) -> bool:
    """Whether a parameter chooses a form of the article or says where its reader came from."""
    name, _, value = parameter.partition("=")
    name, value = unquote(name).lower(), unquote(value).lower()
    if name in _FORM_NAMES and value in _FORM_FLAGS:
        return True
    if name in _FORM_CHOICES and value in _FORMS:
        return True
    return name in _CACHE_NAMES or (is_named and name in _SOURCE_NAMES and not re.search("[0-9]", value))


def _find_marks(identity: str) -> _Marks:
    parts = urlsplit(identity)
    path = _read(parts.path)
    segments = [segment.partition(".")[0] for segment in path.split("/") if segment]
    query = [part for part in parts.query.split("&") if part and not _PAGE.fullmatch(part)]
    shown = _DATE.sub(" ", f"{path}?{_read(parts.query)}")
    return _Marks(
        path=path,
        query="&".join(query),
        slug=tuple(word for word in _words(segments[-1] if segments else "") if not _NUMBER.fullmatch(word)),
        numbers=frozenset(_NUMBER.findall(shown)),
        dates=frozenset(re.sub("[^0-9]", "", match[0]) for match in _DATE.finditer(path)),
        languages=_find_languages(parts.hostname or "", segments, query),
    )


def _find_languages(host: str, segments: list[str], query: list[str]) -> frozenset[str]:
    asked = [part.partition("=") for part in query]
    named = [value.lower()[:2] for name, _, value in asked if name.lower() in _LANGUAGE_NAMES]
    found = {*host.split(".")[:-2], *(segment.lower() for segment in segments[:-1]), *named} & _LANGUAGES
    return frozenset(found)


def _read(escaped: str) -> str:
    """Undo the escapes of a part of an address; bytes that are no UTF-8 stay apart from one another."""
    return unquote(escaped, errors=_KEPT)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())
