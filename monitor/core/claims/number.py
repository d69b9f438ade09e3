"""Numbers: one number, in digits of any script or in words, and the place behind it.

"58,000", "1.9 thousand", "two dozen", "ثمانية وأربعون", "ארבעה עשר". Knows nothing of units, hedges or what is counted.
Refuses digits too long to be a number. Next: `quantity`, which makes quantities of them.
"""

import re
from decimal import Decimal

from monitor import model
from monitor.core.claims.fraction import add_fraction
from monitor.core.claims.numerals import Numerals
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.units import find_unit_before

#: Most digits of a number that is read: one with more is an identifier.
MAX_DIGITS = 12
_GROUPED = re.compile(r"\d{1,3}(?:[,٬'\u2019 ]\d{3})+(?:[.٫]\d+)?\Z")
_PLAIN = re.compile(r"\d+(?:[.٫]\d+)?\Z")
_NOT_A_DIGIT = re.compile(r"[^\d.]")
#: No noun begins with these.
_NOT_COUNTED = ("#preposition", "#part", *(f"#after_{hedge}" for hedge in model.Hedge))
_POINTING = frozenset({"this", "that", "the", "which", "latest", "last"})
#: Scales that are only letters stand right behind the digits ("5m", "58k").
_LETTER_SCALES = ("m", "k")


def is_glued(sentence: Sentence, place: int) -> bool:
    """Whether nothing stands between a token and the one before it."""
    return sentence.spans[place - 1][1] == sentence.spans[place][0]


def is_code(sentence: Sentence, place: int) -> bool:
    """Whether digits are glued to a Latin letter before them ("F16" is a name), or to a letter in brackets ("401(k)")."""
    if _is_paragraph(sentence, place):
        return True
    if place == 0 or not is_glued(sentence, place):
        return False
    word = sentence.words[place - 1]
    return word.isascii() and word.isalpha() and find_unit_before(sentence, place) == ""


def _is_paragraph(sentence: Sentence, place: int) -> bool:
    opening, letter, closing = (*sentence.words[place + 1 : place + 4], "", "", "")[:3]
    is_bracketed = (opening, closing) == ("(", ")") and len(letter) == 1 and letter.isalpha()
    return is_bracketed and is_glued(sentence, place + 1)


def is_pronoun(sentence: Sentence, place: int) -> bool:
    """Whether "one" stands for what was named before: "this one will", "the one that ended"."""
    words = sentence.words
    if words[place] != "one" or place == 0 or words[place - 1] not in _POINTING:
        return False
    return place + 1 == len(words) or sentence.is_at(place + 1, "#past", "#future", "#relative")


def count_digits(word: str) -> int:
    """Count the digits of a folded number."""
    return len(_NOT_A_DIGIT.sub("", word).replace(".", ""))


def read_number(sentence: Sentence, numerals: Numerals, place: int) -> tuple[Decimal, int] | None:
    """Read one number: its value and the place behind it."""
    words = sentence.words
    if place >= len(words):
        return None
    for phrase, value in numerals.phrases.get(words[place], ()):
        end = place + len(phrase)
        if words[place:end] == phrase and not _is_scale(sentence, numerals, end):
            if (
                numerals.values.get(words[end - 1]) == value
            ):  # "a hundred (and five)": words add up from the second on
                return _read_words(sentence, numerals, end - 1)
            return Decimal(value), end
    if words[place] in numerals.dual_scales and _counts(sentence, numerals, place + 1):
        return Decimal(numerals.dual_scales[words[place]]), place + 1
    read = _read_digits if words[place][0].isdigit() else _read_words
    found = read(sentence, numerals, place)
    return found and add_fraction(sentence, numerals, *_read_rest(sentence, numerals, *found))


def _read_rest(sentence: Sentence, numerals: Numerals, value: Decimal, end: int) -> tuple[Decimal, int]:
    """Add what "and" joins to thousands where digits stand ("64 ألفا و368", "64 אלף ו-368"); a number as great or
    greater is one of its own ("50 ألفا و60 ألفا")."""
    words = sentence.words
    scale = numerals.values.get(words[end - 1], 0)
    if numerals.is_strict or scale < 1000 or numerals.joiners.isdisjoint(words[end : end + 1]):
        return value, end
    place = end + 2 if words[end + 1 : end + 2] == ("-",) else end + 1
    rest = read_number(sentence, numerals, place)
    return (value + rest[0], rest[1]) if rest is not None and rest[0] < scale else (value, end)


def _counts(sentence: Sentence, numerals: Numerals, place: int) -> bool:
    """Whether what a number counts may stand at a place: a word that joins nothing."""
    word = sentence.words[place] if place < len(sentence.words) else ""
    return word.isalpha() and word not in numerals.joiners and not sentence.is_at(place, *_NOT_COUNTED)


def _is_scale(sentence: Sentence, numerals: Numerals, place: int) -> bool:
    return place < len(sentence.words) and numerals.values.get(sentence.words[place], 0) >= 100


def _read_digits(sentence: Sentence, numerals: Numerals, place: int) -> tuple[Decimal, int] | None:
    word = sentence.words[place]
    if count_digits(word) > MAX_DIGITS or not (_GROUPED.match(word) or _PLAIN.match(word)):
        return None
    value = Decimal(_NOT_A_DIGIT.sub("", word.replace("٫", ".")))
    end = place + 1
    end = _skip_hyphen(sentence, numerals, end)
    if not _is_scale(sentence, numerals, end):
        return _read_dozen(sentence, numerals, end, value) or (value, end)
    if sentence.words[end] in _LETTER_SCALES and not is_glued(sentence, end):
        return value, end
    return value * numerals.values[sentence.words[end]], end + 1


def _read_words(sentence: Sentence, numerals: Numerals, place: int) -> tuple[Decimal, int] | None:
    """Read number words by adding and multiplying as they come."""
    words = sentence.words
    if (
        words[place] not in numerals.values
        or words[place] in numerals.vague
        or words[place] in _LETTER_SCALES
    ):
        return _read_dozen(sentence, numerals, place, Decimal(1))
    total, group, at = 0, 0, place
    while at < len(words):
        value = numerals.values.get(words[at], 0)
        if value and _fits(total, group, value) and not (at > place and _is_next(sentence, numerals, at)):
            total, group = _add(total, group, value)
        elif at == place or not _joins(sentence, numerals, at, group=group, total=total):
            break
        at += 1
    count = Decimal(total + group)
    return _read_dozen(sentence, numerals, at, count) or (count, at)


def _read_dozen(
    sentence: Sentence, numerals: Numerals, place: int, count: Decimal
) -> tuple[Decimal, int] | None:
    at = _skip_hyphen(sentence, numerals, place)
    if at < len(sentence.words) and sentence.words[at] in numerals.dozens:
        return count * 12, at + 1
    return None


def _skip_hyphen(sentence: Sentence, numerals: Numerals, place: int) -> int:
    """Step over a hyphen that joins a number to "dozen" or "hundred": "two-dozen", "5-thousand"."""
    if place + 1 >= len(sentence.words) or sentence.words[place] != "-" or not is_glued(sentence, place + 1):
        return place
    scale = sentence.words[place + 1]
    is_scale = scale not in _LETTER_SCALES and numerals.values.get(scale, 0) >= 100
    return place + 1 if is_scale or scale in numerals.dozens else place


def _is_next(sentence: Sentence, numerals: Numerals, at: int) -> bool:
    """Whether a number word belongs to what follows it, not to the number before: "twenty four-year-olds"."""
    words = sentence.words
    if not numerals.is_strict or at + 2 >= len(words) or words[at - 1] == "-" or words[at + 1] != "-":
        return False
    return is_glued(sentence, at + 1) and is_glued(sentence, at + 2) and words[at + 2] not in numerals.values


def _fits(total: int, group: int, value: int) -> bool:
    """Whether a number word can go on a number: a smaller part, a teen ("ארבעה עשר"), tens after ones, a scale.

    Scales go down ("two million three thousand"); a dual one ("ألفان") has its factor in it."""
    if value >= 1000:
        step = 10 ** (len(str(value)) - 1)
        return total % (step * 1000) == 0 and (group == 0 or value == step)
    if group == 0 or (value == 100 and group < 100 and group % 10):
        return True
    rest = group % 100
    if rest == 0:
        return value < 100
    is_tens_behind_ones = rest < 10 and value in range(10, 100, 10)
    return is_tens_behind_ones or (rest >= 20 and rest % 10 == 0 and value < 10)


def _add(total: int, group: int, value: int) -> tuple[int, int]:
    """Put one more number word on (thousands so far, the rest)."""
    if value >= 1000:
        return total + value * (group or 1), 0
    # "Twelve hundred" as well as "five hundred".
    if value == 100 and 0 < group < 100:
        return total, group * 100
    return total, group + value


def _is_rival(sentence: Sentence, numerals: Numerals, place: int, count: int) -> bool:
    """Whether the scale at a place makes what stands before it a number of its own, beside one that has that scale: "five
    hundred and | six hundred", not "five hundred and six thousand"."""
    scale = numerals.values.get(sentence.words[place], 0) if place < len(sentence.words) else 0
    return numerals.is_strict and 100 <= scale <= count and count % (scale * 10) >= scale


def _joins(sentence: Sentence, numerals: Numerals, at: int, *, group: int, total: int) -> bool:
    """Whether a hyphen or "and" here goes on with the same number ("twenty-four", "two hundred and six")."""
    word = sentence.words[at]
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    value = numerals.values.get(following, 0)
    if not value or not _fits(total, group, value) or _is_rival(sentence, numerals, at + 2, total + group):
        return False
    if word == "-" and numerals.is_strict and value >= 100:
        return is_glued(sentence, at) and is_glued(sentence, at + 1)
    if word == "-":
        # "Twenty-four", "ארבעה-עשר".
        return (group >= 20 and value < 10) or (group < 10 and value == 10 and not numerals.is_strict)
    if value >= 100 and group:
        return False
    is_big = group >= 100 or (total > 0 and group == 0)
    return word in numerals.joiners and value < 1000 and (is_big or not numerals.is_strict)
