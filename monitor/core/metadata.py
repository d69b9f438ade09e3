"""Metadata: an article's headline, subheadline, byline, language and times, read from the facts of its part.

Text in, text out; no tree. Refuses to invent: what no fact says is empty or None. Next: `extract`.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from monitor.core import fingerprint, normal

_SUFFIX_BREAK = re.compile(r"\s+[|\-–—•·:]\s+|\s*[|»]\s*")
_BY = re.compile(r"(?:by|von|par|מאת|بقلم|كتب|كتبت|written by|reporting by)\s*:?\s+", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_THREE_LETTERS = {"eng": "en", "ara": "ar", "heb": "he", "iw": "he"}
_SCRIPTS = (("ar", re.compile("[\u0600-\u06ff]+")), ("he", re.compile("[\u0590-\u05ff]+")))
#: A text is in a script when this share of it is: names and quotes in another one do not count.
_SCRIPT_SHARE = 0.3
_LATIN = re.compile("[A-Za-z]+")
#: White space before a zone: "10:04 +0300".
_BEFORE_ZONE = re.compile(r"(?<=\d)\s+(?=[+-]\d|Z|UTC|GMT)")


def read_headline(part: fingerprint.ArticlePart) -> str:
    """Read the headline: as the page shows it, else as its metadata say, without the outlet's name behind it."""
    if shown := part.fact("h1"):
        return shown
    title = part.fact("title_og", "title_ld", "title_twitter", "title")
    return _without_outlet(title, part.fact("site"))


def _without_outlet(title: str, site: str) -> str:
    """Drop " - The Outlet" where it is the site's name, or a short tail without a digit behind a bar or a dash."""
    breaks = list(_SUFFIX_BREAK.finditer(title))
    if not breaks:
        return title
    head, tail = title[: breaks[-1].start()], title[breaks[-1].end() :]
    is_name = tail.casefold() == site.casefold() if site else len(tail.split()) <= 4
    if not is_name or any(char.isdigit() for char in tail) or len(head.split()) < 3:
        return title
    return head.rstrip()


def read_subheadline(part: fingerprint.ArticlePart, *, headline: str, paragraphs: Sequence[str]) -> str:
    """Read the standfirst the page shows, else its description where that is more than the headline or the text."""
    if shown := part.fact("standfirst"):
        return shown
    described = part.fact("subtitle_ld", "description_og", "description_ld", "description")
    # Descriptions cut from the text end in dots; what they say is in the text already.
    core = described.rstrip(" .…[]")
    if not core or core in headline or core in normal.fold_space(" ".join(paragraphs)):
        return ""
    return described


def read_byline(part: fingerprint.ArticlePart) -> str:
    """Read who wrote it, without "By"."""
    names = [part.fact(name) for name in ("author_ld", "author_meta", "byline")]
    byline = next((name for name in names if name and not name.startswith(("http:", "https:", "@"))), "")
    return _BY.sub("", byline, count=1).strip() if _BY.match(byline) else byline


def read_language(part: fingerprint.ArticlePart, paragraphs: Sequence[str]) -> str | None:
    """Read the two-letter language; a script that contradicts what the page says wins."""
    guess = _guess_language(" ".join(paragraphs)[:4000])
    named = _LANGUAGE.fullmatch(part.fact("language", "language_ld", "language_meta", "language_og"))
    code = named[1].lower() if named else None
    code = _THREE_LETTERS.get(code, code) if code else None
    # Persian and Urdu are written in Arabic letters, Yiddish in Hebrew ones: what the page says is finer.
    if guess is None or (code and code in {"ar": "ar fa ur ps ckb", "he": "he yi"}[guess].split()):
        return code
    return guess


def _guess_language(text: str) -> str | None:
    letters = _count_letters(_LATIN, text)
    counts = {code: _count_letters(script, text) for code, script in _SCRIPTS}
    code = max(counts, key=lambda key: counts[key])
    total = letters + sum(counts.values())
    return code if total and counts[code] > total * _SCRIPT_SHARE else None


def _count_letters(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def read_instant(text: str) -> datetime | None:
    """Read an ISO 8601 or RFC 5322 time as aware UTC; one without a zone counts as UTC; None when it is none."""
    compact = _BEFORE_ZONE.sub("", text).removesuffix("UTC").removesuffix("GMT")
    for read, form in ((datetime.fromisoformat, compact), (parsedate_to_datetime, text)):
        try:
            instant = read(form)
            return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
