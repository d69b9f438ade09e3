"""Windows: which stretch of a sentence belongs to each of its numbers, and which numbers stand together.

A number's words end at the last link ("and", a comma, a clause's end) before the next number. A part and its whole
("20 of the 48") share a stretch, and it is the part that is spoken of. Refuses nothing. Next: `find`.
"""

from dataclasses import replace

from monitor import model
from monitor.core.claims.heads import Counted, find_head, is_link
from monitor.core.claims.lexicon import OWN
from monitor.core.claims.nouns import Nouns
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.quantity import AFTER, Quantity
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.shares import end_of_whole, is_shared_out
from monitor.core.claims.tables import YEAR
from monitor.core.claims.units import find_unit

#: Two numbers with their own nouns are one subject when no more than this lies between.
MAX_JOIN = 4
#: What opens an aside, and what closes it.
_ASIDES = {",": ",", "(": ")", "--": "--", "-": "-"}


def find_counted(
    sentence: Sentence,
    quantities: tuple[Quantity, ...],
    *,
    nouns: Nouns,
    earlier: frozenset[str],
) -> tuple[Counted, ...]:
    """Tie each quantity to its noun and its words; `earlier` are the nouns of the sentence before."""
    heads: list[Counted] = []
    for quantity in reversed(quantities):
        following = heads[-1] if heads else None
        head = find_head(sentence, quantity, following, nouns=nouns, earlier=earlier)
        head = _count_nobody(sentence, head, nouns=nouns)
        heads.append(_with_rate(sentence, _with_late_hedge(sentence, head, following), nouns=nouns))
    heads.reverse()
    return tuple(_with_window(sentence, heads, index) for index in range(len(heads)))


def _count_nobody(sentence: Sentence, head: Counted, *, nouns: Nouns) -> Counted:
    """Take what "no one" counts from the word that is said of it, if that is a noun too: "nobody has been killed"."""
    quantity = head.quantity
    if not quantity.is_none or head.nouns:
        return head
    for at in range(quantity.last + 1, len(sentence.words)):
        names = frozenset(hit.name for hit in sentence.starting.get(at, ()) if hit.name in nouns.counted)
        if names or not sentence.is_at(at, "#being", "#adverb", "#reported"):
            return replace(head, nouns=names, is_borrowed=True)
    return head


def _with_late_hedge(sentence: Sentence, head: Counted, following: Counted | None) -> Counted:
    """Take in a hedge behind the noun, and behind its adjective where that follows it: "20 hostages or more", "20 رهينة
    على الأقل"; one that stands before the next number is that number's."""
    quantity, last = head.quantity, head.noun_last
    if quantity.hedge is not model.Hedge.EXACT or head.is_borrowed or last == quantity.last:
        return head
    limit = following.quantity.first if following else len(sentence.words) + 1
    is_adjective = not sentence.language.is_inflected_by_rule and not _ends_phrase(sentence, last + 1)
    for place in (last + 1, last + 2) if is_adjective else (last + 1,):
        for kind, name in AFTER:
            behind = sentence.after(place, name)
            # "Plus" alone joins what follows.
            if sentence.after(place, "#and") < behind < limit and behind > place:
                return replace(head, quantity=replace(quantity, hedge=kind), noun_last=behind - 1)
    return head


def _with_rate(sentence: Sentence, head: Counted, *, nouns: Nouns) -> Counted:
    """Mark a number of so many for each of something as a ratio, but not so many a day: "30 prisoners for each hostage"."""
    quantity, numerals = head.quantity, parse_numerals(sentence.language.code)
    start = head.noun_last + 1
    is_adjective = not sentence.language.is_inflected_by_rule and not _ends_phrase(sentence, start)
    if _is_dealt_out(sentence, head, nouns):
        return replace(head, quantity=replace(quantity, vetoes=(*quantity.vetoes, "ratio")))
    for place in (start, start + 1) if is_adjective else (start,):
        behind = sentence.after(place, "#veto_after_ratio")
        if behind > place and not quantity.is_measure and find_unit(sentence, numerals, behind)[0] is None:
            return replace(head, quantity=replace(quantity, vetoes=(*quantity.vetoes, "ratio")))
    return head


def _is_dealt_out(sentence: Sentence, head: Counted, nouns: Nouns) -> bool:
    """Whether "each" of those that are counted stands in a number's clause: "each captive was traded for 50 detainees"."""
    for place, word in enumerate(sentence.words):
        if word not in sentence.language.distributives:
            continue
        hits = (*sentence.starting.get(place + 1, ()), *sentence.starting.get(place + 2, ()))
        is_one = any(hit.name in nouns.counted and hit.form == "base" for hit in hits)
        first, last = sorted((place, head.quantity.first))
        is_cut = "," in sentence.words[first:last] or sentence.between(first, last, "#breaker", "#and")
        if is_one and not is_cut:
            return True
    return False


def _ends_phrase(sentence: Sentence, place: int) -> bool:
    """Whether no adjective stands here: a mark, or a word that begins something else."""
    words = sentence.words
    is_word = place < len(words) and words[place].isalpha()
    return not is_word or sentence.is_at(place, "#and", "#breaker", "#preposition", "#part", "#pronoun")


def _with_window(sentence: Sentence, heads: list[Counted], index: int) -> Counted:
    """Add the stretch of the sentence that belongs to a number and to no other."""
    head = heads[index]
    left = _left_of(sentence, heads, index)
    right = _right_of(sentence, heads, index)
    is_whole = is_shared_out(sentence, head.quantity) or (
        index > 0 and _is_part_of(sentence, heads[index - 1], head)
    )
    closing = _find_closing(sentence, head) if _is_after_whole(heads, index) else None
    if closing is not None:
        right = min(right, closing - 1)
    if is_whole:
        left, right = head.quantity.first, end_of_whole(sentence, head, limit=right)
    elif index + 1 < len(heads) and _is_part_of(sentence, head, heads[index + 1]):
        right = _right_of(sentence, heads, index + 1)
    subject = index
    while subject + 1 < len(heads) and _is_joined(sentence, heads[subject], heads[subject + 1]):
        subject += 1
    following = heads[index + 1] if index + 1 < len(heads) else head
    closing = _find_closing(sentence, following) if following is not head else None
    return replace(
        head,
        aside=range(following.quantity.hedge_first, closing or 0),
        left=min(left, head.quantity.hedge_first),
        right=max(right, head.noun_last),
        shared=_find_shared(sentence, heads, index),
        subject_last=heads[subject].noun_last,
        is_whole=is_whole,
    )


def _find_shared(sentence: Sentence, heads: list[Counted], index: int) -> range:
    """Find the words before the first of the numbers that "and" alone joins: "nine years ago a storm left | 60 dead and 90
    hurt"."""
    first = index
    while first and _is_chained(sentence, heads[first - 1], heads[first]):
        first -= 1
    return (
        range(_left_of(sentence, heads, first), heads[first].quantity.hedge_first)
        if first < index
        else range(0)
    )


def _is_chained(sentence: Sentence, one: Counted, other: Counted) -> bool:
    """Whether two numbers stand together, and no comma between them."""
    between = sentence.words[one.noun_last + 1 : other.quantity.hedge_first]
    return _is_joined(sentence, one, other) and "," not in between


def _is_part_of(sentence: Sentence, one: Counted, other: Counted) -> bool:
    """Whether a number is part of the next: "20 of the 48 hostages", "20 hostages out of 48"."""
    places = (one.quantity.last + 1, one.noun_last + 1)
    links = [place for place in places if sentence.is_at(place, "#part") and place < other.quantity.first]
    return one.is_part and any(other.quantity.hedge_first - place <= MAX_JOIN for place in links)


def _left_of(sentence: Sentence, heads: list[Counted], index: int) -> int:
    """Find where the words of a number begin. A measure before a count only qualifies a noun ("the toll from a
    6.8-magnitude quake passed 1,000"), and hides none of its words in the same clause."""
    if index == 0:
        return 0
    before, head = heads[index - 1], heads[index]
    is_qualifier = before.quantity.is_measure and not head.quantity.is_measure
    if is_qualifier and not _is_parted(sentence, before, head):
        return _left_of(sentence, heads, index - 1)
    return _border(sentence, before, head)[1]


def _is_parted(sentence: Sentence, one: Counted, other: Counted) -> bool:
    """Whether a mark, "and" or another clause stands between two numbers."""
    between = range(one.quantity.last + 1, other.quantity.hedge_first)
    return any(
        sentence.words[place] in ",;:(" or sentence.is_at(place, "#and", "#breaker") for place in between
    )


def _right_of(sentence: Sentence, heads: list[Counted], index: int) -> int:
    if index + 1 >= len(heads):
        return len(sentence.words) - 1
    if _find_closing(sentence, heads[index + 1]) is not None:
        return _right_of(sentence, heads, index + 1)
    if _is_place(sentence, heads[index], heads[index + 1]):
        return _right_of(sentence, heads, index + 1)
    right = _border(sentence, heads[index], heads[index + 1])[0]
    if _find_closing(sentence, heads[index]) == right + 1:
        return (
            heads[index + 1].quantity.hedge_first - 1
        )  # "cooks in Bayport, 2,100 of them, will walk out for five days"
    return right


def _is_after_whole(heads: list[Counted], index: int) -> bool:
    """Whether a number before counts the same, so that this one may part off some of those."""
    return any(not one.nouns.isdisjoint(heads[index].nouns) for one in heads[:index])


def _find_closing(sentence: Sentence, head: Counted) -> int | None:
    """Find the mark that ends an aside on some of those counted before: "1,450 nurses, 212 of them from wards, are out"."""
    words, start = sentence.words, head.quantity.hedge_first
    is_part = "including" in head.quantity.vetoes or sentence.is_at(head.quantity.last + 1, "#pronoun")
    opening = next(
        (at for at in range(start - 1, max(-1, start - 1 - MAX_JOIN), -1) if words[at] in _ASIDES), -1
    )
    if not is_part or opening < 0:
        return None
    behind = range(head.noun_last + 1, len(words))
    return next((at for at in behind if words[at] == _ASIDES[words[opening]]), None)


def _is_place(sentence: Sentence, one: Counted, other: Counted) -> bool:
    """Whether a number only tells where those counted are, or for how long: "3,200 drivers at three depots walked out",
    "the 8% over two years on offer"."""
    place = max(one.noun_last, one.quantity.reach) + 1
    behind = sentence.after(place, "#preposition")
    is_behind = behind > place and behind in (other.quantity.first, other.quantity.hedge_first)
    is_alike = other.quantity.is_measure and other.quantity.unit == one.quantity.unit
    return is_behind and not ((other.nouns and not other.is_guessed) or is_alike)


def _is_joined(sentence: Sentence, one: Counted, other: Counted) -> bool:
    """Whether two numbers with their nouns are one subject or object: "33 hostages and 200 prisoners"."""
    if (
        sentence.is_at(other.quantity.last + 1, "#pronoun")
        and "," in sentence.words[one.noun_last : other.quantity.first]
    ):
        return False  # "120 came, 14 of them died"
    last, steps = one.noun_last, [1, 2]
    behind = sentence.after(one.quantity.last + 1, "#pronoun")
    if behind > last + 1:  # "20 of them alive and 28 dead"
        last, steps = sentence.after(behind, "#adverb"), [1]
    start = other.quantity.hedge_first
    link = sentence.before(start, "#article") - 1
    if other.owners:  # "ten hostages and the bodies of 18 others"
        start = _find_phrase(sentence, link, least=last + 1)
    gap = start - last
    return 1 < gap <= MAX_JOIN and any(is_link(sentence, last + step) for step in steps)


def _is_conjoined(sentence: Sentence, place: int) -> bool:
    """Whether "and" is glued to a term that begins here ("ויוחזרו"), or to "that" ("وأن")."""
    language = sentence.language
    is_glued = bool(language.prefixes) and sentence.words[place].startswith(language.joiners)
    names = [hit.name for hit in sentence.starting.get(place, ())]
    return is_glued and any(name == "#speech" or not name.startswith(OWN) for name in names)


def _find_phrase(sentence: Sentence, place: int, *, least: int) -> int:
    """Find where the nouns begin that "of" ties to a number: "discuss | the return of the remains of six"."""
    start = place
    while start > least and sentence.words[start] == "of":
        hits = [hit.first for hit in sentence.ending.get(start - 1, ()) if not hit.name.startswith(OWN)]
        start = sentence.before(min(hits, default=start - 1), "#article")
        start -= sentence.words[start - 1] == "of"
    return max(start, least)


def _is_mark(sentence: Sentence, place: int) -> bool:
    """Whether a mark parts words here; the hyphen of a name does not ("Umm al-Nasr")."""
    words, spans = sentence.words, sentence.spans
    if words[place] != "-" or not sentence.language.is_inflected_by_rule:
        return words[place] in ",;:(-"
    is_glued = spans[place - 1][1] == spans[place][0] and spans[place][1] == spans[place + 1][0]
    return not (is_glued and words[place - 1].isalpha() and words[place + 1].isalpha())


def _border(sentence: Sentence, one: Counted, other: Counted) -> tuple[int, int]:
    """Find where the words of one number end and those of the next begin: around the last link between them, else
    the last preposition."""
    stop = min(other.quantity.hedge_first, other.quantity.first)
    between = range(stop - 1, one.quantity.last, -1)
    for place in between:
        if place < one.noun_last < stop and (sentence.words[place] == "," or sentence.is_at(place, "#and")):
            continue  # inside of "nurses and porters"
        if _is_mark(sentence, place) or sentence.is_at(place, "#and", "#breaker"):
            return place - 1, place + 1
        if _is_conjoined(sentence, place):
            return place - 1, place
    place = next((p for p in between if p > one.noun_last and sentence.is_at(p, "#preposition")), stop)
    if sentence.is_at(
        place, YEAR
    ):  # "one in the valley | in 1968 killed 3,400": the year is of the verb behind it
        return place - 1, place
    if place == stop:
        place = next((p for p in between if p > one.noun_last and sentence.words[p] == "of"), stop)
        if sentence.before(stop, "#article") == place + 1 < stop + 1:
            start = _find_phrase(sentence, place, least=max(one.noun_last, one.quantity.reach) + 1)
            return start - 1, start
    return place - 1, place + 1
