"""Sentences: where each one begins and ends in English, Arabic and Hebrew text.

A light splitter by rule: it must be quick, the same on every run, and never cut inside a number or a name.
Refuses nothing; any text has sentences. Linear in the length of the text. Next: `diff`, `claims`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_STOPS = ".!?…؟۔"
#: Shown as nothing: they may stand at either side of a stop.
_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_CLOSERS = "\"'”’»)\\]}״׳" + _UNSEEN
_OPENERS = "\"'“‘«([{״" + _UNSEEN

#: Consumes a whole run of stops and closing marks at once: what follows it is looked at in code, so that a long
#: run of dots is read once only.
_STOP = re.compile(rf"\n|[{_STOPS}]++[{_CLOSERS}]*+")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+\Z")
_LAST_TOKEN = re.compile(r"[^\s(\[{/–—-]*\Z")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Stand before a name: a full stop after them never ends a sentence.
_TITLES = _names(
    "mr mrs ms dr prof gen lt col maj capt cmdr adm brig sgt cpl sen rep gov pres amb hon rev fr st msgr"
    " supt insp messrs mt ft vs"
)
#: Stand before a number: a full stop after them ends no sentence when a digit follows.
_BEFORE_NUMBER = _names(
    "no nos art para sec fig p pp vol ch approx ca c jan feb mar apr jun jul aug sep sept oct nov dec"
)
#: May end a sentence; they do when a word follows that usually begins one.
_AMBIGUOUS = _names("inc ltd co corp jr sr etc al bros dept est eg ie cf viz ave blvd univ assn")
_STARTERS = _names(
    "a an the this that these those there it its he she they we you his her their our in on at by for from"
    " to as after before since while when if but and or so yet however meanwhile also both all some many"
    " most more no not what who why how hamas israel officials under with according asked earlier later"
    " last"
)
#: How far back the word before a full stop is looked for; longer words are no abbreviations.
_LOOK_BACK = 16


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: characters `start` up to and without `end`."""

    start: int
    end: int


@lru_cache(maxsize=16)
def find_sentences(text: str) -> tuple[Span, ...]:
    """Find the sentences of a text, in order, without the white space around them; a line break ends one.

    Everything outside the spans is white space. The last few texts are remembered: claims, notices and the diff ask for
    the same ones.
    """
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0] == "\n" or _ends_sentence(text, start, stop):
            _add_span(spans, text, start, stop.end())
            start = stop.end()
    _add_span(spans, text, start, len(text))
    return tuple(spans)


def _add_span(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    trimmed = piece.strip()
    if trimmed:
        begin = start + len(piece) - len(piece.lstrip())
        spans.append(Span(begin, begin + len(trimmed)))


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether this run of stops and closing marks ends the sentence that began at `start`."""
    end = stop.end()
    if end == len(text):
        return True
    word = _LAST_TOKEN.search(text, max(start, stop.start() - _LOOK_BACK), stop.start())
    before = word[0].lstrip(_OPENERS) if word else ""
    if not text[end].isspace():
        return _is_glued(text[end], before, stop[0])
    following = _following(text, end)
    if following[:1].islower():
        return False
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return True
    is_first = stop.start() - start <= _LOOK_BACK and text[start : stop.start()].strip() == before
    return not _is_abbreviation(before, following, is_first=is_first)


def _following(text: str, at: int) -> str:
    """Return the start of the next word after white space and opening marks, at most 16 characters of it."""
    while at < len(text) and (text[at].isspace() or text[at] in _OPENERS):
        at += 1
    return text[at : at + _LOOK_BACK]


def _is_glued(after: str, before: str, stop: str) -> bool:
    """Whether a sentence ends although no space follows: usual in Arabic and Hebrew pages, never in a number."""
    is_caseless = after.isalpha() and after.lower() == after.upper()
    return is_caseless and (stop[0] in "؟۔!?" or (len(before) > 2 and before.isalpha()))


def _is_abbreviation(before: str, following: str, *, is_first: bool) -> bool:
    """Whether the full stop after `before` belongs to the word and not to the sentence."""
    word = before.replace(".", "").lower()
    if word in _TITLES or (is_first and word.isdigit()):
        return True
    if word in _BEFORE_NUMBER and following[:1].isdigit():
        return True
    if word in _AMBIGUOUS or _DOTTED.match(before + "."):
        return not _begins_sentence(following, word)
    return False


def _begins_sentence(following: str, word: str) -> bool:
    if word in {"am", "pm"}:
        return True
    first = _WORD.match(following)
    return first is not None and first[0].lower() in _STARTERS
