"""Tallied: a number that stands behind its noun and is the noun's own: "Hostages: 20", "the number of hostages rose to 20".

Refuses a number that the sentence goes on with: "he told the villagers: 20 of …". Next: `heads`, which borrows nouns.
"""

from monitor.core.claims.lexicon import Hit
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.sources import AUXILIARIES

#: Most words between a tally and its noun ("the number of living …"), and between a noun and its colon.
MAX_BETWEEN = 4
#: The article, between a noun and its number.
_DEFINITE = (("ال",), ("ה", "-"), ("ה",))
_ENDS = frozenset(".,;:!?)") | {"--"}


def is_tallied(sentence: Sentence, quantity: Quantity, names: frozenset[str]) -> bool:
    """Whether the nearest noun of these names before a number has it as its own number."""
    hits = [hit for name in names for hit in sentence.hits.get(name, ()) if hit.last < quantity.hedge_first]
    noun = max(hits, key=lambda hit: hit.last, default=None)
    if noun is not None and _is_attribute(sentence, noun, quantity):
        return True
    if noun is None or not _ends_clause(sentence, max(quantity.last, quantity.reach) + 1):
        return False
    return _is_label(sentence, noun, quantity.hedge_first) or _is_counted(
        sentence, noun, quantity.hedge_first
    )


def _is_attribute(sentence: Sentence, noun: Hit, quantity: Quantity) -> bool:
    """Whether a number with an article stands right behind a plural, which it counts: "الرهائن الـ48", "החטופים ה-48"; "החטוף
    ה-48" is the 48th."""
    between = sentence.words[noun.last + 1 : quantity.first]
    is_definite = between in _DEFINITE and noun.last + 1 <= quantity.hedge_first
    if not is_definite:
        return False
    word, language = sentence.words[noun.last], sentence.language
    return not word.endswith("ه") if language.code == "ar" else word.endswith(language.plural_endings)


def _ends_clause(sentence: Sentence, place: int) -> bool:
    """Whether a clause ends at a place, or only says when and where from there on."""
    is_end = place >= len(sentence.words) or sentence.words[place] in _ENDS
    return is_end or sentence.is_at(place, "#breaker", "#preposition", "#day", "#stop")


def _is_label(sentence: Sentence, noun: Hit, place: int) -> bool:
    """Whether a noun opens the sentence, and a colon stands between it and a number: "Hostages in Gaza: 20"."""
    is_near = noun.first <= 1 and place - 1 - noun.last <= MAX_BETWEEN + 1
    is_told = not AUXILIARIES.isdisjoint(
        sentence.words[noun.last + 1 : place]
    )  # "The villagers were there: 12"
    return is_near and sentence.words[place - 1] == ":" and not is_told


def _is_counted(sentence: Sentence, noun: Hit, place: int) -> bool:
    """Whether a tally of a noun is said to be, or to have become, a number: "the number of hostages fell to 20"."""
    near = [hit for hit in sentence.hits.get("#tally", ()) if 0 <= noun.first - hit.last - 1 <= MAX_BETWEEN]
    is_english = sentence.language.is_inflected_by_rule
    if not any(not is_english or sentence.words[hit.last + 1] == "of" for hit in near):
        return False
    is_turned = sentence.words[place - 1] in parse_numerals(sentence.language.code).turning
    has_turned = is_turned and bool(sentence.hits.get("#change"))  # in Arabic it stands before the tally
    return has_turned or sentence.between(noun.last, place, "#change", "#being")
