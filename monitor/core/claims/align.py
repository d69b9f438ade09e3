"""Align: how alike two sentences are, and whether two sources or two quotes are the same one.

Word Dice, numbers left out: the number is what may have changed. Refuses nothing. Next: `compare`.
"""

import re
from functools import lru_cache

from monitor import model
from monitor.core.claims.lexicon import list_stems
from monitor.core.claims.names import fold_names, is_initials
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import find_script, find_tokens
from monitor.core.misspelling import is_misspelling

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_ARTICLES = frozenset({"the", "a", "an", "of", "in", "from", "for", "'s", "-", ".", ","})
#: Endings follow case, number and nationality: so many letters of a word tell it.
_STEM = 6
#: Make a people of a land, or stand in both names; so many letters are left of it at least.
_PEOPLES = ("ian", "ia", "i")
_SHORTEST = 3
#: Most words before a colon that name who speaks.
_ANNOUNCER = 6
#: So many spaces in a description of one noun, at most.
_SHORT = 2
#: Who is told of without a name, whatever is said of him. "The health ministry" is no such, nor "the prime minister".
_NAMELESS = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "officials",
        "source",
        "sources",
        "diplomat",
        "diplomats",
        "aide",
        "aides",
        "adviser",
        "advisers",
        "negotiator",
        "negotiators",
        "mediator",
        "mediators",
        "expert",
        "experts",
        "analyst",
        "analysts",
        "witness",
        "witnesses",
        "resident",
        "residents",
    ]
)
#: "The health ministry in Gaza" is "the territory's health ministry"; "Ana Kessler" is not "Ruth Kessler".
MIN_LIKENESS_SOURCE = 0.6


@lru_cache(maxsize=4096)
def find_words(text: str) -> frozenset[str]:
    """Return the set of words of a text, folded, without numbers and marks."""
    return frozenset(word for word in find_tokens(text).words if word[0].isalpha())


def likeness(one: str, other: str) -> float:
    """Return the Dice coefficient of two texts' words: 0 nothing in common, 1 the same words."""
    if one == other:
        return 1.0
    words, others = find_words(one), find_words(other)
    return 2 * len(words & others) / (len(words) + len(others) or 1)


@lru_cache(maxsize=4096)
def find_dates(text: str) -> frozenset[str]:
    """Return the months and years a text names, each month as its language writes it."""
    code = find_script(text) or "en"
    words = find_tokens(text).words
    numerals = parse_numerals(code)
    months = numerals.months.keys() - numerals.ambiguous_months
    named = (stem for word in words for stem in list_stems(word, LANGUAGES[code]) if stem in months)
    return frozenset({*named, *filter(_YEAR.match, words)})


@lru_cache(maxsize=4096)
def _name_words(text: str) -> frozenset[str]:
    """Return the words of a source by their beginnings: "Israel's army" is "the Israeli army"."""
    words = fold_names(find_tokens(text).words)
    return frozenset(_cut_ending(word) for word in words if word[0].isalpha() and word not in _ARTICLES)


def _cut_ending(word: str) -> str:
    """Return what tells a word: its beginning, without what makes a people of a land ("Qatari", "Egyptian")."""
    ending = next((one for one in _PEOPLES if word.endswith(one) and len(word) - len(one) >= _SHORTEST), "")
    return word.removesuffix(ending)[:_STEM]


def names_source(sentence: str, source: str) -> bool:
    """Whether a sentence names a source in some form: "On the Israeli reckoning" names Israel."""
    return _name_words(source) <= _name_words(sentence)


def is_announced(sentence: str, source: str) -> bool:
    """Whether a sentence begins with a few words and a colon that share a word with a source: "Senior official: …"."""
    words = find_tokens(sentence).words
    colon = words.index(":") if ":" in words else 0
    head = " ".join(words[:colon])
    return 0 < colon <= _ANNOUNCER and not _name_words(source).isdisjoint(_name_words(head))


def is_same_source(one: str | None, other: str | None) -> bool:
    """Whether two sources name the same: "Kessler" is "Ruth Kessler", "Israeli officials" are not "officials in Doha"."""
    if one is None or other is None:
        return one is other
    words, others = _name_words(one), _name_words(other)
    ends = [source.split()[-1] for source in (one, other) if source.islower() and source.count(" ") <= _SHORT]
    if len(ends) == len(set(ends)) + 1 and ends[0] in _NAMELESS:
        return True  # nobody is named: "a swaggering spokesman" is "a sheepish spokesman"
    if is_initials(one, other) or is_initials(other, one):
        return True
    others = _name_words(_mend(other, one))
    likeness_of_names = 2 * len(words & others) / (len(words) + len(others) or 1)
    return words <= others or others <= words or likeness_of_names >= MIN_LIKENESS_SOURCE


def _mend(source: str, other: str) -> str:
    """Return a source with the words it misspells as another has them: "a senior offical"."""
    missing = sorted(find_words(other) - find_words(source))
    for word in find_words(source) - find_words(other) if missing else ():
        spelt = next((one for one in missing if is_misspelling(word, one)), word)
        source = re.sub(rf"\b{re.escape(word)}\b", spelt, source, flags=re.IGNORECASE)
    return source


def is_same_quote(one: model.Claim, other: model.Claim) -> bool:
    """Whether two quotations have the same words, every one of them, whoever speaks."""
    return one.value == other.value or find_spoken(one) == find_spoken(other)


def find_spoken(quote: model.Claim) -> tuple[str, ...]:
    """Return the words of a quotation, folded, without marks."""
    return tuple(word for word in find_tokens(quote.value).words if word.isalnum())
