"""Units: what a number is a number of, by the words right behind or before it.

"4.5 percent", "a three-day", "$1.2 billion", "magnitude 6.8", "6.8 on the Richter scale", "4.5 في المئة". A scale read
without its name ("the quake measured 6.8") is for `amount`. Refuses to look past the words next to the number.
Next: `quantity`.
"""

from monitor.core.claims.numerals import Numerals, Unit
from monitor.core.claims.sentence import Sentence

_PREFIX = "#unit_"
#: Highest number that can be read off a scale of magnitudes.
MAX_MAGNITUDE = 10
MAGNITUDE = "magnitude"
PERCENT = "percent"
DEGREES = "degrees"
#: What `unit = "money"` of a definition takes in.
MONEY = "money"
CURRENCIES = frozenset({"USD", "EUR", "GBP", "ILS"})


def find_unit(sentence: Sentence, numerals: Numerals, place: int) -> tuple[Unit | None, int]:
    """Find the longest unit that begins at a place, a hyphen or an adjective ("five further days") stepped over: the
    unit and the place behind it, or None and the place itself."""
    words = sentence.words
    at = place + 1 if words[place : place + 1] == ("-",) else place
    if at == place and not numerals.unit_adjectives.isdisjoint(words[place : place + 1]):
        at += 1
    longest = numerals.unit_words.get(words[at], 0) if at < len(words) else 0
    for length in range(longest, 0, -1):
        unit = numerals.units.get(" ".join(words[at : at + length]))
        if unit is not None and at + length <= len(words):
            return unit, at + length
    return None, place


def find_unit_start(sentence: Sentence, place: int) -> int:
    """Find where the unit begins that ends right before a place; the place itself where there is none."""
    starts = [hit.first for hit in sentence.ending.get(place - 1, ()) if hit.name.startswith(_PREFIX)]
    return min(starts, default=place)


def find_unit_before(sentence: Sentence, place: int) -> str:
    """Name the unit that ends right before a place, "" where there is none."""
    for hit in sentence.ending.get(place - 1, ()):
        if hit.name.startswith(_PREFIX):
            return hit.name.removeprefix(_PREFIX)
    return ""
