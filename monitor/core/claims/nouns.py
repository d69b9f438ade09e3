"""Nouns: which lexicons are nouns, and the nouns of a sentence that do not stand right behind a number.

"The hostages: 20 …", "340 were hurt", "22 alive, 28 dead: the toll of captives", "28 bodies of hostages". Refuses to choose:
all lexicons that a noun is of are named. Next: `heads`.
"""

from dataclasses import dataclass

from monitor.core.claims.lexicon import OWN, Hit
from monitor.core.claims.numerals import PERIOD
from monitor.core.claims.quantity import Quantity, list_candidates
from monitor.core.claims.sentence import Sentence

#: Farthest a noun may stand behind its number, in tokens, and unknown adjectives between them.
MAX_STEPS = 8
#: Farthest people that no list knows may stand behind theirs.
MAX_PEOPLE = 3
#: Stand before those who do something: "a strike by 95 attendants", "with 95 attendants out".
_DOERS = frozenset({"by", "with"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Which lexicons are nouns, and which say something of a noun (the first of a definition's `require`)."""

    names: frozenset[str]
    required: frozenset[str]
    #: Of the nouns, those of counts, and those of numbers with a unit.
    counted: frozenset[str]
    measured: frozenset[str]
    #: Of the nouns, those that take in people no list knows.
    open: frozenset[str] = frozenset()

    def fit(self, quantity: Quantity) -> frozenset[str]:
        """Name the nouns that a quantity may have."""
        return self.measured if quantity.is_measure else self.counted


def find_announced(sentence: Sentence, quantity: Quantity, nouns: Nouns) -> frozenset[str]:
    """Return the names of the first noun behind a headline's colon ("22 alive, 28 dead: the toll of captives")."""
    words = sentence.words
    colon = words.index(":") if ":" in words else 0
    said = [hit for name in nouns.required for hit in sentence.hits.get(name, ()) if hit.last < colon]
    if not quantity.last < colon or not any(hit.first == quantity.last + 1 for hit in said):
        return frozenset()
    names = nouns.fit(quantity)
    hits = [hit for name in names for hit in sentence.hits.get(name, ()) if hit.first > colon]
    first = min((hit.first for hit in hits), default=-1)
    return frozenset(hit.name for hit in hits if hit.first == first)


def find_whole(sentence: Sentence, place: int, quantity: Quantity, nouns: Nouns) -> frozenset[str]:
    """Return the names of the noun behind "of": "28 bodies of hostages", "28 جثة من الرهائن"."""
    behind = sentence.after(place, "#part")
    if behind == place:
        return frozenset()
    return frozenset(hit.name for hit in sentence.starting.get(behind, ()) if hit.name in nouns.fit(quantity))


def is_weak(sentence: Sentence, hit: Hit, nouns: Nouns) -> bool:
    """Whether a noun is also a word that says something of a noun ("12 dead", "12 dead ones"), and none that only stands
    inside of it ("left 12 people dead")."""
    return any(
        other.first <= hit.first
        and hit.last <= other.last
        and (not other.has_gap or hit.first == other.first or hit.last == other.last)
        for name in nouns.required
        for other in sentence.hits.get(name, ())
    )


def name_owner(sentence: Sentence, quantity: Quantity, nouns: Nouns) -> frozenset[str]:
    """Name the noun right before a number that its noun belongs to, where no "of" stands: in "جثامين أربعة أسرى" the
    bodies are counted as much as the captives."""
    if sentence.language.is_inflected_by_rule:
        return frozenset()
    hits = [
        hit for hit in sentence.ending.get(quantity.hedge_first - 1, ()) if hit.name in nouns.fit(quantity)
    ]
    return frozenset(hit.name for hit in hits if is_weak(sentence, hit, nouns))


def name_owners(sentence: Sentence, quantity: Quantity, nouns: Nouns) -> frozenset[str]:
    """Name the lexicons of a noun that "of" alone parts from a number: of "the bodies of 12 residents" the bodies are
    counted."""
    link = sentence.before(quantity.hedge_first, "#article") - 1
    if not sentence.language.is_inflected_by_rule or link < 1 or sentence.words[link] != "of":
        return frozenset()
    hits = (*sentence.ending.get(link - 1, ()), *sentence.ending.get(link, ()))
    names = frozenset(hit.name for hit in hits if not hit.name.startswith(OWN))
    return frozenset() if names.isdisjoint(nouns.counted) else names


def find_nouns_before(sentence: Sentence, quantity: Quantity, nouns: Nouns) -> frozenset[str]:
    """Return the names of the nearest noun to the left, or around it ("put 3% on the table")."""
    names = nouns.fit(quantity)
    hits = [
        hit
        for name in names
        for hit in sentence.hits.get(name, ())
        if hit.last < quantity.first or (hit.has_gap and hit.first < quantity.first)
    ]
    if quantity.unit != PERIOD:
        hits = [hit for hit in hits if not is_weak(sentence, hit, nouns)] or hits
    last = max((hit.last for hit in hits), default=-1)
    return frozenset(hit.name for hit in hits if hit.last == last)


def find_said(sentence: Sentence, quantity: Quantity, nouns: Nouns) -> frozenset[str]:
    """Return the names of the first word behind a bare number that is noun and predicate in one ("340 were hurt")."""
    hits = [
        hit
        for name in nouns.fit(quantity)
        for hit in sentence.hits.get(name, ())
        if 0 < hit.first - quantity.last <= MAX_STEPS
        and not sentence.between(quantity.last, hit.first, "#breaker", "#and")
        and is_weak(sentence, hit, nouns)
    ]
    first = min((hit.first for hit in hits), default=-1)
    return frozenset(hit.name for hit in hits if hit.first == first)


def find_people(sentence: Sentence, quantity: Quantity, nouns: Nouns) -> int:
    """Return the place of a plural right behind a number that looks like people and that no list knows ("95 attendants"),
    where a noun is open to anybody; else the number's own."""
    start = sentence.before(quantity.hedge_first, "#article")
    is_led_to = sentence.is_at(start - 1, "#preposition") and sentence.words[start - 1] not in _DOERS
    if not nouns.open or quantity.is_measure or quantity.is_none or is_led_to:
        return quantity.last
    for place in range(quantity.last + 1, min(quantity.last + 1 + MAX_PEOPLE, len(sentence.words))):
        if sentence.is_at(place, "#being", "#preposition", "#breaker", "#and", "#pronoun"):
            break
        if _is_people(sentence, place):
            return place
    return quantity.last


def find_list_end(sentence: Sentence, last: int, nouns: Nouns) -> int:
    """Return the last token of a list of people that a noun opens ("cleaners, porters and caterers | walked out"), the
    noun's own where it opens none."""
    at = last
    while sentence.language.is_inflected_by_rule:
        link = at + 2 if sentence.words[at + 1 : at + 2] == (",",) else at + 1
        start = sentence.after(link, "#and")
        is_clause = at == last and link > at + 1 and start > link  # "12 residents, and doctors have …"
        is_listed = (link > at + 1 or start > link) and not is_clause
        at = _find_listed(sentence, start, nouns) if is_listed else -1
        if at < 0:
            return last
        if start > link:
            return at if _is_told_of(sentence, at + 1, nouns) else last
    return last


def _find_listed(sentence: Sentence, place: int, nouns: Nouns) -> int:
    """Return the last token of a plural noun that begins here, one word before it at the most; -1 where none does."""
    numbers = list_candidates(sentence)
    for start in (place, place + 1):
        if start in numbers or start >= len(sentence.words) or sentence.is_at(start, "#determiner"):
            break
        ends = [hit.last for hit in sentence.starting.get(start, ()) if hit.name in nouns.counted]
        ends = [last for last in ends if sentence.words[last].endswith(("s", "men", "women"))]
        if ends or _is_people(sentence, start):
            return max(ends, default=start)
    return -1


def _is_told_of(sentence: Sentence, place: int, nouns: Nouns) -> bool:
    """Whether what those counted are or do follows: a list ends so, a second verb ("and delivers aid") does not."""
    if place >= len(sentence.words) or not sentence.words[place][0].isalnum():
        return True
    return sentence.is_at(place, "#being", "#past", "#future", "#preposition", "#adverb", *nouns.required)


def _is_people(sentence: Sentence, place: int) -> bool:
    word, language = sentence.words[place], sentence.language
    is_known = any(not hit.name.startswith(OWN) for hit in sentence.starting.get(place, ()))
    return word.endswith(language.people_endings) and word not in language.not_people and not is_known


def is_plural(word: str) -> bool:
    """Whether a word looks like an English plural."""
    return word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3
