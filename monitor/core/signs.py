"""Signs: the numbers, modals, hedges, negations and words with an opposite of one sentence, each with its class.

What the claims engine's own tables know is read with them, so that "8" and "eight", "some 20" and "about 20" are the same
sign. Refuses what is no news: clock times and dates of a stamp or dateline, "day 345". Next: `unexplained`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from monitor import model
from monitor.core import furniture, weighty
from monitor.core.claims.lexicon import Matcher
from monitor.core.claims.number import is_glued
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.quantity import MAX_QUANTITIES, Quantity, find_quantities
from monitor.core.claims.sentence import Sentence, parse_sentence, parse_tokens
from monitor.core.claims.tables import LANGUAGES, list_own_entries
from monitor.core.claims.tokens import find_script, is_cut
from monitor.core.sign_words import DENIALS, MODALS, OPPOSITES

#: Words of weight looked at in one sentence; prose has a handful.
MAX_WORDS = 60

_FILLERS = frozenset(
    [
        "a",
        "an",
        "some",
        "any",
        "every",
        "each",
        "another",
        "more",
        "fewer",
        "less",
        "last",
        "both",
        "كل",
        "بعض",
        "أكثر",
        "أقل",
        "أول",
        "نحو",
        "כל",
        "כמה",
        "יותר",
        "פחות",
        "אחד",
        "אחת",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One word, phrase or number of weight: characters `start` to `end` of its sentence."""

    kind: model.DeltaKind
    #: Signs of one kind and key say the same.
    key: str
    start: int
    end: int
    #: Numbers: what is counted, as far as the next word tells; and the hedge class, "exact" where there is none.
    noun: str = ""
    hedge: str = ""
    #: Tells something only where it stands in the place of another sign: "dozens", "accepted".
    is_weak: bool = False
    #: The day or year of a date, which tells something only where it takes another's place.
    is_date: bool = False
    #: A number word that tells something only in the place of a number: "a", "some", "more".
    is_filler: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What one sentence holds, each in reading order."""

    #: In digits or words, with their hedges.
    numbers: tuple[Sign, ...]
    words: tuple[Sign, ...]
    #: Where in the text the limits ended the search for numbers; its length where they did not.
    end: int


_NUMBER_MARKS = frozenset("-$€£₪¥")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\Z")

#: Begins the key of a verb of saying: how far it vouches for what is said. It answers another one only.
SAYING = "saying:"
#: The key of a "one" in letters, and of the English article that says as much.
ONE = "one"


def find_signs(text: str) -> Signs:
    """Find the signs of one sentence; its script decides the language, English where it is another's."""
    sentence = read_sentence(text)
    quantities = find_quantities(sentence)
    end = _find_end(sentence, quantities)
    numbers = [*_find_numbers(sentence, quantities), *_find_codes(sentence, quantities)]
    words = [*_find_words(sentence), *_find_vague(sentence, quantities)]
    words += [sign for sign in numbers if not _is_plain(sign)]
    return Signs(
        numbers=_in_order(sign for sign in numbers if _is_plain(sign) and sign.end <= end),
        words=_in_order(sign for sign in words if sign.kind is not model.DeltaKind.NUMBER or sign.end <= end)[
            :MAX_WORDS
        ],
        end=end,
    )


def read_sentence(text: str) -> Sentence:
    """Read a sentence with the tables of its language, the modals and the opposites."""
    code = find_script(text) or "en"
    return parse_sentence(text, matcher=_matcher(code), language=LANGUAGES[code])


def _find_end(sentence: Sentence, quantities: tuple[Quantity, ...]) -> int:
    """Return where in a text the limits ended the search for numbers; its length where they did not."""
    if len(quantities) == MAX_QUANTITIES:
        return sentence.spans[quantities[-1].last][1]
    return sentence.spans[-1][1] if is_cut(sentence.text, sentence.spans) else len(sentence.text)


def fold_words(text: str) -> str:
    """Return the words of one sentence as they are compared, each between two spaces."""
    return f" {' '.join(parse_tokens(text, LANGUAGES[find_script(text) or 'en']).words)} "


def _is_plain(sign: Sign) -> bool:
    """Whether a sign is a number like any other: "no" and a spelled "one" are weighed as words are."""
    return sign.kind is model.DeltaKind.NUMBER and not sign.is_weak and sign.key != ONE


def _in_order(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    return tuple(sorted(signs, key=lambda sign: (sign.start, sign.end, sign.kind, sign.key)))


@lru_cache(maxsize=8)
def _matcher(code: str) -> Matcher:
    """Build the matcher of a language's tables, the modals and the opposites."""
    entries = list_own_entries(LANGUAGES[code])
    entries += [(f"modal:{name}", term, "") for name, terms in MODALS[code].items() for term in terms]
    entries += [("denial", term, "") for term in DENIALS[code]]
    for axis, poles in enumerate(OPPOSITES[code]):
        for pole, terms in zip("+-", poles, strict=True):
            entries += [(f"pole:{axis}{pole}", term, "") for term in terms]
    return Matcher(LANGUAGES[code], entries)


def _find_numbers(sentence: Sentence, quantities: tuple[Quantity, ...]) -> Iterator[Sign]:
    for quantity in quantities:
        if furniture.is_furniture(sentence, quantity):
            continue
        first, last = _reach(sentence, quantity)
        start, end = sentence.spans[first][0], sentence.spans[last][1]
        noun = furniture.word_at(sentence, last + 1)
        is_english = sentence.language.is_inflected_by_rule
        is_one = quantity.low == quantity.high == 1 and not _has_digit(sentence.text[start:end])
        yield Sign(
            kind=model.DeltaKind.POLARITY if quantity.is_none else model.DeltaKind.NUMBER,
            key="not" if quantity.is_none else ONE if is_one else _key(sentence, quantity),
            start=start,
            end=end,
            noun=noun,
            hedge=quantity.hedge.value,
            is_date=furniture.is_date(sentence, quantity),
            # "A week" counts nothing unless it takes a number's place; nor does "one of the".
            is_weak=(is_english and quantity.is_dual) or (is_one and (noun == "of" or not is_english)),
        )


def _reach(sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    """Return the first and last token of a number with its hedge and unit, the article of "a month" with it."""
    first = min(_before_mark(sentence, quantity.first), quantity.hedge_first)
    if quantity.is_dual and sentence.before(first, "#article") == first - 1:
        first -= 1
    return first, max(quantity.last, quantity.reach)


def _before_mark(sentence: Sentence, first: int) -> int:
    """Return the place of the minus or currency right before a number, else the number's own."""
    at = first - 1
    if at < 0 or sentence.words[at] not in _NUMBER_MARKS or not is_glued(sentence, first):
        return first
    is_dash = at > 0 and is_glued(sentence, at) and sentence.words[at - 1].isalnum()
    return first if is_dash else at


def _key(sentence: Sentence, quantity: Quantity) -> str:
    """Name a value: 20, 20.0 and "twenty" are the same; the 20th of a month is no 20."""
    unit = "date" if furniture.is_date(sentence, quantity) else quantity.unit
    at = _before_mark(sentence, quantity.first)
    minus = "-" if at < quantity.first and sentence.words[at] == "-" else ""
    return f"{minus}{quantity.low.normalize():f}-{quantity.high.normalize():f} {unit}"


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _find_codes(sentence: Sentence, quantities: tuple[Quantity, ...]) -> Iterator[Sign]:
    """Find what has digits and is no quantity: times, scores, numbers too long to read."""
    read = {
        place
        for quantity in quantities
        for place in range(quantity.first, max(quantity.last, quantity.reach) + 1)
    }
    for place, word in enumerate(sentence.words):
        if place in read or not _has_digit(word):
            continue
        if _CLOCK.match(word) and furniture.is_dated(sentence, place):
            continue
        start, end = sentence.spans[place]
        yield Sign(kind=model.DeltaKind.NUMBER, key=word, start=start, end=end, hedge="exact")


def _find_words(sentence: Sentence) -> Iterator[Sign]:
    """Find modals, doubts, negations and words with an opposite."""
    stronger: set[int] = set()
    for name, hits in sentence.hits.items():
        if name in ("denial", "#negation") or name.startswith("modal:"):
            stronger |= {hit.first for hit in hits}
    for name, hits in sentence.hits.items():
        kind, key = _sort_hit(name)
        if kind is None:
            continue
        for hit in hits:
            if kind is model.DeltaKind.HEDGE and hit.first in stronger:
                continue  # "may" doubts too, it is a modal first; "denied" is a negation
            start, end = sentence.spans[hit.first][0], sentence.spans[hit.last][1]
            is_weak = name.startswith("pole:") or key.startswith(SAYING)
            yield Sign(kind=kind, key=key, start=start, end=end, is_weak=is_weak)


def _sort_hit(name: str) -> tuple[model.DeltaKind | None, str]:
    """Return the kind and key of the hits of a name; None for those that say nothing here."""
    if name.startswith("modal:"):
        return model.DeltaKind.MODAL, name.removeprefix("modal:")
    if name.startswith("pole:"):
        return model.DeltaKind.POLARITY, name.removeprefix("pole:")
    if name in ("#negation", "denial"):
        return model.DeltaKind.POLARITY, "not"
    if name == "#belief" or name.startswith("#verb_"):
        return model.DeltaKind.HEDGE, SAYING + name
    return (model.DeltaKind.HEDGE, "reported") if name == "#reported" else (None, "")


def _find_vague(sentence: Sentence, quantities: tuple[Quantity, ...]) -> Iterator[Sign]:
    """Find number words that are no quantity: "dozens", "half", "some"; they tell where one takes another's place."""
    reaches = [_reach(sentence, quantity) for quantity in quantities]
    read = {place for first, last in reaches for place in range(first, last + 1)}
    for place, word in enumerate(sentence.words):
        is_article = sentence.language.is_inflected_by_rule and word in ("a", "an")
        if place in read or not word.isalpha() or not (is_article or weighty.find_numbers(word)):
            continue
        if not is_article and furniture.word_at(sentence, place + 1) in furniture.DAY_WORDS:
            continue  # "the third day", "last week"
        unit = _unit_behind(sentence, place) if is_article else ""
        yield Sign(
            kind=model.DeltaKind.NUMBER,
            key=unit or (ONE if is_article else word),
            start=sentence.spans[place][0],
            end=sentence.spans[place + 1 if unit else place][1],
            noun=furniture.word_at(sentence, place + 1),
            is_weak=True,
            is_filler=word in _FILLERS and not unit,
        )


def _unit_behind(sentence: Sentence, place: int) -> str:
    """Return the key of "a month", which is "30 days"; "" where no unit follows the article."""
    units = parse_numerals(sentence.language.code).units
    name, factor = units.get(furniture.word_at(sentence, place + 1), ("", ""))
    return f"{factor}-{factor} {name}" if name else ""
