"""Heads: what each number of a sentence counts, and which stretch of the sentence is its own.

"20 hostages" has its noun behind it; "10 live and 18 dead hostages" and "28 of them" take theirs from nearby, "Twenty
are alive" from the sentence before. Refuses to guess when another noun stands behind the number ("8 rockets").
Next: `find`.
"""

from dataclasses import dataclass, replace

from monitor.core.claims.lexicon import OWN, Hit
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.sentence import Sentence

#: Farthest a noun may stand behind its number, in tokens, and unknown adjectives between them.
MAX_STEPS = 8
MAX_UNKNOWN = 2
#: Two numbers joined by "and" share one noun only this close together.
MAX_SHARED = 8
#: And one subject with their own nouns when no more than this lies between.
MAX_JOIN = 4
_MARKS = frozenset(",;:.!?()\"'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Which lexicons are nouns, and which say something of a noun (the first of a definition's `require`)."""

    names: frozenset[str]
    required: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A quantity with its noun (lexicon names) and its window: tokens `left` to `right`, both included."""

    quantity: Quantity
    nouns: frozenset[str] = frozenset()
    #: Last token of the noun behind the number; the number's own when there is none.
    noun_last: int
    #: The noun was taken from elsewhere.
    is_borrowed: bool = False
    #: "of them", "20 of the 48 hostages".
    is_part: bool = False
    left: int = 0
    right: int = 0
    #: Last token of the last noun of one subject ("10 live hostages and 18 bodies | would be …").
    subject_last: int = -1
    #: "20 of the *48* hostages": what is said of the part is not said of the whole.
    is_whole: bool = False


def find_counted(
    sentence: Sentence,
    quantities: tuple[Quantity, ...],
    *,
    nouns: Nouns,
    earlier: frozenset[str],
) -> tuple[Counted, ...]:
    """Tie each quantity to its noun; `earlier` are the nouns of the sentence before."""
    heads: list[Counted] = []
    for index in range(len(quantities) - 1, -1, -1):
        following = heads[-1] if heads else None
        heads.append(_find_head(sentence, quantities[index], following, nouns=nouns, earlier=earlier))
    heads.reverse()
    return tuple(_with_window(sentence, heads, index) for index in range(len(heads)))


def _find_head(
    sentence: Sentence,
    quantity: Quantity,
    following: Counted | None,
    *,
    nouns: Nouns,
    earlier: frozenset[str],
) -> Counted:
    if quantity.is_dual and not quantity.unit:
        names = frozenset(hit.name for hit in sentence.starting[quantity.first] if hit.name in nouns.names)
        return Counted(quantity=quantity, nouns=names, noun_last=quantity.last)
    place = max(quantity.last, quantity.reach) + 1
    unknown = 0
    is_part = False
    for _ in range(MAX_STEPS):
        found = _nouns_at(sentence, place, nouns, quantity)
        if found is not None:
            last, names = found
            is_part = is_part or sentence.is_at(last + 1, "#part")
            return Counted(quantity=quantity, nouns=names, noun_last=last, is_part=is_part)
        if _shares(following, place, quantity) and following is not None:
            is_whole = is_part or sentence.is_at(quantity.last + 1, "#part")
            return Counted(
                quantity=quantity,
                nouns=following.nouns,
                noun_last=place - 1 if not is_whole else following.noun_last,
                is_borrowed=True,
                is_part=is_whole,
            )
        is_part = is_part or sentence.is_at(place, "#part")
        step = _step(sentence, place, following=following, unknown=unknown)
        if step is None:
            break
        place, unknown = step
    else:
        unknown = MAX_UNKNOWN + 1
    if unknown or quantity.is_none:
        return Counted(quantity=quantity, noun_last=quantity.last)
    is_pronoun = sentence.is_at(quantity.last + 1, "#pronoun")
    names = _nouns_before(sentence, quantity, nouns)
    if not names and (is_pronoun or not sentence.between(-1, quantity.first, "#breaker")):
        names = earlier
    return Counted(
        quantity=quantity, nouns=names, noun_last=quantity.last, is_borrowed=True, is_part=is_pronoun
    )


def _shares(following: Counted | None, place: int, quantity: Quantity) -> bool:
    """Whether the next quantity begins here, so that its noun serves both."""
    if following is None or following.quantity.first - quantity.last > MAX_SHARED:
        return False
    return place in (following.quantity.first, following.quantity.hedge_first)


def _nouns_at(
    sentence: Sentence, place: int, nouns: Nouns, quantity: Quantity
) -> tuple[int, frozenset[str]] | None:
    """Return the last token and the names of the noun that begins here; None when there is none."""
    hits = [hit for hit in sentence.starting.get(place, ()) if hit.name in nouns.names]
    hits = [hit for hit in hits if not _is_modifier(sentence, hit, quantity)]
    if not hits:
        return None
    last = max(hit.last for hit in hits)
    names = frozenset(hit.name for hit in hits)
    if all(_is_weak(sentence, hit, nouns) for hit in hits):
        names |= _nouns_before(sentence, quantity, nouns)
    return last, names


def _is_weak(sentence: Sentence, hit: Hit, nouns: Nouns) -> bool:
    """Whether a noun is also a word that says something of a noun ("12 dead", "12 dead ones")."""
    return any(
        other.first == hit.first and other.last == hit.last and other.name in nouns.required
        for other in sentence.starting[hit.first]
    )


def _is_modifier(sentence: Sentence, hit: Hit, quantity: Quantity) -> bool:
    """Whether a singular noun only qualifies the plural behind it ("20 hostage families")."""
    if hit.form != "base" or quantity.high == 1 or not sentence.language.is_inflected_by_rule:
        return False
    if sentence.words[hit.last].endswith("s") or hit.last + 1 >= len(sentence.words):
        return False
    following = sentence.words[hit.last + 1]
    return following.endswith("s") and len(following) > 3 and not _is_known(sentence, hit.last + 1)


def _is_known(sentence: Sentence, place: int) -> bool:
    return bool(sentence.starting.get(place))


def _step(
    sentence: Sentence, place: int, *, following: Counted | None, unknown: int
) -> tuple[int, int] | None:
    """Step over one word between a number and its noun; None when the search ends here."""
    if place >= len(sentence.words):
        return None
    if sentence.is_at(place, "#pronoun"):
        return None
    if sentence.is_at(place, "#part"):
        return place + 1, unknown
    behind = sentence.after(place, "#determiner")
    if behind > place:
        return behind, unknown
    own = [hit for hit in sentence.starting.get(place, ()) if not hit.name.startswith(OWN)]
    if own and not sentence.is_at(place, "#being"):
        return max(hit.last for hit in own) + 1, unknown
    if _is_link(sentence, place) and following is not None:
        return _behind_link(sentence, place, following=following, unknown=unknown)
    if sentence.words[place] in _MARKS or sentence.is_at(place, "#being", "#preposition", "#breaker", "#and"):
        if own and following is not None:
            return max(hit.last for hit in own) + 1, unknown
        return None
    return _step_unknown(sentence, place, unknown)


def _is_link(sentence: Sentence, place: int) -> bool:
    return sentence.words[place] == "," or sentence.is_at(place, "#and")


def _behind_link(
    sentence: Sentence, place: int, *, following: Counted, unknown: int
) -> tuple[int, int] | None:
    """Step over "and" when the next number stands right behind it."""
    behind = place + 1 if sentence.words[place] == "," else sentence.after(place, "#and")
    behind = sentence.after(behind, "#and")
    start = following.quantity.hedge_first
    at = behind
    while at < start and (sentence.is_at(at, "#article") or sentence.words[at] in ("-",)):
        at = max(sentence.after(at, "#article"), at + 1)
    return (start, unknown) if at >= start else None


def _step_unknown(sentence: Sentence, place: int, unknown: int) -> tuple[int, int] | None:
    """Step over an unknown adjective; an unknown plural is the noun itself, and not one of ours."""
    word = sentence.words[place]
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "ious")) and len(word) > 3
    too_many = unknown >= MAX_UNKNOWN or not sentence.language.is_inflected_by_rule
    if is_plural or too_many or not word[0].isalpha():
        # One more than allowed: the number has a noun, and it is none of ours.
        return (len(sentence.words), MAX_UNKNOWN + 1)
    return place + 1, unknown + 1


def _nouns_before(sentence: Sentence, quantity: Quantity, nouns: Nouns) -> frozenset[str]:
    """Return the names of the nearest noun to the left."""
    hits = [hit for name in nouns.names for hit in sentence.hits.get(name, ()) if hit.last < quantity.first]
    hits = [hit for hit in hits if not _is_weak(sentence, hit, nouns)] or hits
    last = max((hit.last for hit in hits), default=-1)
    return frozenset(hit.name for hit in hits if hit.last == last)


def _with_window(sentence: Sentence, heads: list[Counted], index: int) -> Counted:
    """Add the stretch of the sentence that belongs to a number and to no other."""
    head = heads[index]
    left = _border(sentence, heads[index - 1], head) + 1 if index else 0
    right = _right_of(sentence, heads, index)
    is_whole = index > 0 and _is_part_of(sentence, heads[index - 1], head)
    if is_whole:
        left, right = head.quantity.first, head.noun_last
    elif index + 1 < len(heads) and _is_part_of(sentence, head, heads[index + 1]):
        right = _right_of(sentence, heads, index + 1)
    subject = index
    while subject + 1 < len(heads) and _is_joined(sentence, heads[subject], heads[subject + 1]):
        subject += 1
    return replace(
        head,
        left=min(left, head.quantity.hedge_first),
        right=max(right, head.noun_last),
        subject_last=heads[subject].noun_last,
        is_whole=is_whole,
    )


def _is_part_of(sentence: Sentence, one: Counted, other: Counted) -> bool:
    """Whether a number is part of the next: "20 of the 48 hostages", "20 hostages out of 48"."""
    places = (one.quantity.last + 1, one.noun_last + 1)
    links = [place for place in places if sentence.is_at(place, "#part") and place < other.quantity.first]
    return one.is_part and any(other.quantity.hedge_first - place <= MAX_JOIN for place in links)


def _right_of(sentence: Sentence, heads: list[Counted], index: int) -> int:
    if index + 1 >= len(heads):
        return len(sentence.words) - 1
    return _border(sentence, heads[index], heads[index + 1]) - 1


def _is_joined(sentence: Sentence, one: Counted, other: Counted) -> bool:
    """Whether two numbers with their nouns are one subject or object: "33 hostages and 200 prisoners"."""
    gap = other.quantity.hedge_first - one.noun_last
    return 1 < gap <= MAX_JOIN and any(_is_link(sentence, one.noun_last + step) for step in (1, 2))


def _border(sentence: Sentence, one: Counted, other: Counted) -> int:
    """Find the place between two numbers where the words of one end: the last link, else the last preposition."""
    stop = min(other.quantity.hedge_first, other.quantity.first)
    between = range(stop - 1, one.quantity.last, -1)
    for place in between:
        if sentence.words[place] in ",;:(-" or sentence.is_at(place, "#and", "#breaker"):
            return place
    return next((p for p in between if p > one.noun_last and sentence.is_at(p, "#preposition")), stop)
