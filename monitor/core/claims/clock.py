"""Clock and calendar: numbers that are hours, or days of a list.

"Ends at six", "on 2, 9 and 16 May". Refuses "the toll stood at six". Next: `quantity`, which counts none of
them.
"""

from monitor.core.claims.sentence import Sentence

_HOURS, _MAX_DAY = 12, 31
#: Lead to an hour; behind all but "at" nothing but a mark may follow it.
_AT, _BY_THEN = "at", frozenset({"until", "till", "since", "before", "after"})
#: Right before "at" they say what something stands at.
_BEING = frozenset(
    {"is", "was", "are", "were", "be", "been", "it", "them", "given", "now", "still", "set", "currently"}
)
#: What stands, is put or counted "at" a number, and how far before it such a word may be.
_STANDING = frozenset(
    [
        "stand",
        "stands",
        "stood",
        "standing",
        "remain",
        "remains",
        "remained",
        "remaining",
        "stay",
        "stays",
        "stayed",
        "put",
        "puts",
        "putting",
        "hold",
        "holds",
        "held",
        "holding",
        "keep",
        "keeps",
        "kept",
        "keeping",
        "placed",
        "fixed",
        "capped",
        "estimate",
        "estimates",
        "estimated",
        "toll",
        "tally",
        "count",
        "number",
        "figure",
        "total",
        "dead",
        "injured",
        "missing",
        "level",
        "levels",
        "leaves",
        "left",
        "peak",
        "peaked",
        "steady",
        "unchanged",
        "offer",
        "demand",
        "claim",
        "reported",
        "listed",
        "valued",
        "pegged",
        "counted",
    ]
)
_STANDING_REACH = 8
_MARKS = frozenset(",;:.!?()")
#: Join the days of a list, and lead to one.
_JOINS = frozenset({",", "and", "or", "&", "-"})
_BEFORE_DAYS = frozenset(
    {"on", "of", "for", "from", "between", "until", "by", "starting", "beginning", "over"}
)
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)


def is_hour(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a bare number is the hour that something is at: the tokens `first` to `last`."""
    words = sentence.words
    if not sentence.language.is_inflected_by_rule or first < 2 or words[first - 1] not in _BY_THEN | {_AT}:
        return False
    is_closed = last + 1 >= len(words) or words[last + 1] in _MARKS
    if words[first - 1] in _BY_THEN:
        return is_closed
    if not is_closed and not sentence.is_at(last + 1, "#preposition", "#day", "#stop"):
        return False
    if words[first - 2] in _BEING:
        return False
    for place in range(first - 2, max(-1, first - 2 - _STANDING_REACH), -1):
        if words[place] in _STANDING:
            return False
        if words[place] in _MARKS:
            break
    return True


def may_be_hour(low: object, high: object) -> bool:
    """Whether a number is one on the dial."""
    return low == high and low in range(1, _HOURS + 1)


def is_listed_day(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a number is one of the days that a month stands behind ("on | 9 | and 16 May"), or before ("May 9 and | 16 |")."""
    if not sentence.language.is_inflected_by_rule or first != last:
        return False
    return _leads_to_month(sentence, first) or _follows_month(sentence, first)


def _leads_to_month(sentence: Sentence, place: int) -> bool:
    at = place + 1
    while at < len(sentence.words) and (sentence.words[at] in _JOINS or _is_day(sentence.words[at])):
        at += 1
    start = place
    while start > 0 and (sentence.words[start - 1] in _JOINS or _is_day(sentence.words[start - 1])):
        start -= 1
    is_month = _is_month(sentence, at) and _is_day(sentence.words[at - 1])
    return is_month and start > 0 and sentence.words[start - 1] in _BEFORE_DAYS


def _follows_month(sentence: Sentence, place: int) -> bool:
    words, start = sentence.words, place
    while start > 0 and (words[start - 1] in _JOINS or _is_day(words[start - 1])):
        start -= 1
    is_listed = start > 0 and _is_month(sentence, start - 1) and _is_day(words[start])
    behind = words[place + 1 : place + 2]
    return is_listed and (
        not behind or behind[0] in _MARKS or behind[0] in _JOINS or _leads(sentence, place + 1)
    )


def _leads(sentence: Sentence, place: int) -> bool:
    return sentence.is_at(place, "#preposition", "#breaker")


def _is_day(word: str) -> bool:
    return word.isdigit() and 1 <= int(word) <= _MAX_DAY


def _is_month(sentence: Sentence, place: int) -> bool:
    is_name = place < len(sentence.words) and sentence.words[place] in _MONTHS
    return is_name and sentence.cut(place, place)[0].isupper()
