"""Hedges and vetoes: what the words right around a number make of it.

"At least", "up to", "about" are classes of hedge; "aged", "phase", "$", "including" make a number something else than a
count. Both are read from the language's tables. Refuses nothing. Next: `quantity`.
"""

from monitor import model
from monitor.core.claims.lexicon import OWN, Hit
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.units import find_unit_start

#: Point to a number that is known.
_INDEFINITE = (("a",), ("an",), ("another",))
#: What closes an aside that opens so.
_PAIRS = {",": frozenset({",", ".", ")"}), "(": frozenset({")"})}
#: What opens an aside that closes so, and how long one may be, in tokens.
_OPENERS = {",": ",", ")": "(", "--": "--", "-": "-"}
_MAX_ASIDE = 12
#: Marks between a hedge and its number: "about $20".
_STEPPED_OVER = frozenset("-$€£₪")
#: Stand before one person, and so many words before an age at the most.
_SOMEBODY = frozenset({"a", "an", "his", "her", "my", "their"})
_SOMEBODY_REACH = 4
#: Steps back over articles, hyphens and marks to a hedge, and farthest before a number that its verb may stand, in tokens.
_MAX_STEPS = 5
MAX_SUBJECT = 14
#: Months that are verbs as well, and what stands before the day of one.
_ALSO_VERBS = frozenset({"may", "march"})
_BEFORE_DAY = frozenset(
    {"of", "on", "from", "since", "until", "by", "for", "before", "after", "starting", "beginning"}
)
_DATE_LENGTH = 3
_MARKS = frozenset(",;:()")
#: What a number is led to by, apart or glued: "עלה ל-64".
_LED = (("-",), ("ל",))
_POINTING = frozenset({"the", "those", "these", "this", "that", "its", "their"})


def find_hedge_before(
    sentence: Sentence, place: int, *, is_marked: bool = False, is_attribute: bool = False
) -> tuple[model.Hedge, int]:
    """Find the hedge that ends just before a number, articles, hyphens and "magnitude" between them stepped over. "Less than the 8%
    they want" compares with a number that stands, and hedges none, unless it is a mark ("passed the 60,000 mark"); "over
    a 60-day truce" (`is_attribute`) is no hedge but tells when."""
    at = place
    for _ in range(_MAX_STEPS):
        best: Hit | None = None
        for hit in sentence.ending.get(at - 1, ()):
            if hit.name.startswith("#before_") and (best is None or hit.first < best.first):
                best = hit
        if best is not None and is_attribute and _is_time_of(sentence, best, at):
            break
        if best is not None:
            return model.Hedge(best.name.removeprefix("#before_")), best.first
        mark = sentence.before(at, "#mark")
        further = min(mark, sentence.before(at, "#article"), find_unit_start(sentence, at))
        is_marked = is_marked or mark < at
        if further == at and at > 0 and sentence.words[at - 1] in _STEPPED_OVER:
            further = at - 1
        if further == at or (sentence.words[further] in _POINTING and not is_marked):
            break
        at = further
    return _find_passing(sentence, place), place


def _is_time_of(sentence: Sentence, hit: Hit, place: int) -> bool:
    """Whether a lone preposition leads to something that lasts: "over | a 60-day truce"."""
    is_lone = hit.first == hit.last and sentence.is_at(hit.first, "#preposition")
    return is_lone and sentence.words[place : place + 1] in _INDEFINITE


def _find_passing(sentence: Sentence, place: int) -> model.Hedge:
    """Find the hedge of a verb before its subject and the number: «تجاوزت حصيلة الحرب على غزة 60 ألفا»."""
    starters = parse_numerals(sentence.language.code).starters
    for kind in sentence.language.passing:
        for hit in sentence.hits.get(f"#passing_{kind}", ()):
            is_near = 0 < place - hit.last <= MAX_SUBJECT and (
                any(sentence.is_at(hit.last + step, "#tally") for step in (1, 2))
                or _is_told_later(sentence, hit, place)
            )
            between = sentence.words[hit.last + 1 : place]
            is_cut = any(word in _MARKS or word[0].isdigit() or word in starters for word in between)
            if is_near and not is_cut and not sentence.between(hit.last, place, "#breaker"):
                return kind
    return model.Hedge.EXACT


def _is_told_later(sentence: Sentence, hit: Hit, place: int) -> bool:
    """Whether only a day parts a number from the verb, behind its tally: "מספר הקונים עבר אמש את רף ה-60 אלף"."""
    at = hit.last + 1
    behind = sentence.after(at, "#day")
    while behind > at:
        at = behind
        behind = max(sentence.after(at, name) for name in ("#day", "#article", "#mark", "#preposition"))
        behind += sentence.words[behind : behind + 1] in _LED
    is_dated = hit.last + 1 < at == place
    return is_dated and any(tally.last < hit.first for tally in sentence.hits.get("#tally", ()))


def _is_apart(sentence: Sentence, place: int, hit: Hit) -> bool:
    """Whether "a" parts a label from a number that is none of it: "stage a three-day strike"."""
    return hit.name == "#veto_before_label" and sentence.words[hit.last + 1 : place] in _INDEFINITE


def is_age(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a number stands alone between marks behind somebody: "Ruth Amory, 52, said", "his wife (58)"."""
    words = sentence.words
    closing = words[last + 1] if last + 1 < len(words) else "."
    if first < 2 or _PAIRS.get(words[first - 1]) is None or closing not in _PAIRS[words[first - 1]]:
        return False
    person = first - 2
    if not sentence.language.is_inflected_by_rule:  # no capitals: whoever it is, no word that is watched
        is_known = any(not hit.name.startswith(OWN) for hit in sentence.ending.get(person, ()))
        return closing != "." and words[person].isalpha() and not is_known
    is_named = person > 0 and sentence.cut(person, person)[0].isupper()
    return is_named or not _SOMEBODY.isdisjoint(words[max(0, person - _SOMEBODY_REACH) : person])


def _is_verb(sentence: Sentence, hit: Hit) -> bool:
    """Whether "number" says how many there are, and labels nothing: "the dead now number 44"."""
    at = hit.first - 1
    if sentence.words[hit.first : hit.last + 1] != ("number",) or at < 0:
        return False
    is_plural = sentence.words[at].endswith("s") and sentence.words[at] != "'s"
    is_opened = at > 0 and sentence.words[at - 1] == "the"
    names = {one.name for one in sentence.ending.get(at, ())}
    return is_plural or is_opened or not names.isdisjoint(("#adverb", "#future"))


def _is_day_of_month(sentence: Sentence, place: int) -> bool:
    """Whether a month that is also a verb stands behind its day: "the event of 3 March", not "on Friday 20 march"."""
    words = sentence.words[max(0, place - 2) : place + 1]
    is_dated = len(words) == _DATE_LENGTH and words[0] in _BEFORE_DAY and words[2] in _ALSO_VERBS
    return is_dated and sentence.cut(place, place)[0].isupper()


def _is_part_behind_aside(sentence: Sentence, place: int) -> bool:
    """Whether an aside parts a number from the word that makes it a part: "1,200 men, among them, the ministry said, 140 …"."""
    words = sentence.words
    opener = _OPENERS.get(words[place - 1]) if place else None
    if opener is None:
        return False
    least = max(0, place - 1 - _MAX_ASIDE)
    opening = next((at for at in range(place - 2, least, -1) if words[at] == opener), 0)
    return any(hit.name == "#veto_before_including" for hit in sentence.ending.get(opening - 1, ()))


def find_vetoes(sentence: Sentence, *, before: set[int], behind: set[int]) -> tuple[str, ...]:
    """Name the vetoes that end just before one set of places, an article stepped over, or begin at the other."""
    ending = [
        hit.name.removeprefix("#veto_before_")
        for place in before
        for hit in sentence.ending.get(sentence.before(place, "#article") - 1, ())
        if hit.name.startswith("#veto_before_")
        and not _is_apart(sentence, place, hit)
        and not _is_verb(sentence, hit)
    ]
    if any(_is_part_behind_aside(sentence, place) for place in before):
        ending.append("including")
    if any(_is_day_of_month(sentence, place) for place in behind):
        ending.append("date")
    beginning = [
        hit.name.removeprefix("#veto_after_")
        for place in behind
        for hit in sentence.starting.get(place, ())
        if hit.name.startswith("#veto_after_")
    ]
    return tuple(sorted({*ending, *beginning}))
