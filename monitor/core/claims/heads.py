"""Heads: what each number of a sentence counts.

"20 hostages" has its noun behind it; "10 live and 18 dead hostages" and "28 of them" take theirs from nearby, "Twenty
are alive" from the sentence before. Refuses to guess when another noun stands behind the number ("8 rockets").
Next: `windows`, for the words that belong to each number.
"""

from dataclasses import dataclass, replace

from monitor.core.claims.lexicon import OWN, Hit
from monitor.core.claims.member import is_member
from monitor.core.claims.nouns import (
    MAX_STEPS,
    Nouns,
    find_announced,
    find_list_end,
    find_nouns_before,
    find_people,
    find_said,
    find_whole,
    is_plural,
    is_weak,
    name_owner,
    name_owners,
)
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tallied import is_tallied

MAX_UNKNOWN = 2
#: Two numbers joined by "and" share one noun only this close together.
MAX_SHARED = 8
_MARKS = frozenset(",;:.!?()\"'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A quantity with its noun (lexicon names) and its window: tokens `left` to `right`, both included."""

    quantity: Quantity
    nouns: frozenset[str] = frozenset()
    #: Last token of the noun behind the number; the number's own when there is none.
    noun_last: int
    #: The noun was taken from elsewhere.
    is_borrowed: bool = False
    #: … and from the sentence before.
    is_carried: bool = False
    #: No list has its noun; it looks like people.
    is_guessed: bool = False
    #: "of them", "20 of the 48 hostages".
    is_part: bool = False
    left: int = 0
    right: int = 0
    #: Tokens inside `left` to `right` that are said of some of those counted: ", 20 of them alive,".
    aside: range = range(0)
    #: Tokens before a number that "and" joins this one to: what they say holds for both.
    shared: range = range(0)
    #: Last token of the last noun of one subject ("10 live hostages and 18 bodies | would be …").
    subject_last: int = -1
    #: The lexicons of the noun that "of" leads on from: "the *remains* of six captives".
    owners: frozenset[str] = frozenset()
    #: "20 of the *48* hostages": what is said of the part is not said of the whole.
    is_whole: bool = False


def find_head(
    sentence: Sentence,
    quantity: Quantity,
    following: Counted | None,
    *,
    nouns: Nouns,
    earlier: frozenset[str],
) -> Counted:
    """Find what a number counts; `following` is the next number of the sentence, `earlier` the nouns of the one before."""
    if quantity.is_dual and not quantity.unit:
        names = frozenset(hit.name for hit in sentence.starting[quantity.first] if hit.name in nouns.counted)
        if any(hit.form == "construct" for hit in sentence.ending.get(quantity.first - 1, ())):
            names = frozenset()  # "جثتي رهينتين": the bodies are counted, and of whom they are
        return Counted(quantity=quantity, nouns=names, noun_last=quantity.last)
    if following is not None and is_member(
        sentence, quantity, following.quantity, noun_last=following.noun_last, said=nouns.required
    ):
        return Counted(quantity=quantity, noun_last=quantity.last)
    head = _walk_to_noun(sentence, quantity, following, nouns=nouns, earlier=earlier)
    owners, last = name_owners(sentence, quantity, nouns), head.noun_last
    if not head.is_borrowed and last > quantity.last and not quantity.is_measure:
        last = find_list_end(sentence, last, nouns)
    return replace(head, owners=owners, noun_last=last) if owners or last > head.noun_last else head


def _walk_to_noun(
    sentence: Sentence,
    quantity: Quantity,
    following: Counted | None,
    *,
    nouns: Nouns,
    earlier: frozenset[str],
) -> Counted:
    """Walk on from a number to its noun; where it has none of its own, borrow one."""
    place = max(quantity.last, quantity.reach) + 1
    unknown, is_part = 0, False
    for _ in range(MAX_STEPS):
        is_part = is_part or sentence.is_at(place, "#part")
        found = _nouns_at(sentence, place, nouns, quantity)
        if found is not None:
            last, names = found
            if not is_part and _disagrees(sentence, place, quantity):
                break
            is_part = is_part or sentence.is_at(last + 1, "#part")
            return Counted(quantity=quantity, nouns=names, noun_last=last, is_part=is_part)
        if following is not None and not unknown and _shares(following, place, quantity):
            return _shared(quantity, following, place, is_part=is_part)
        step = _step(sentence, place, following, unknown)
        if step is None:
            break
        place, unknown = step
    else:
        unknown = MAX_STEPS
    if unknown or quantity.is_none or _is_mere_one(sentence, quantity, nouns):
        people = find_people(sentence, quantity, nouns)
        is_guessed = people > quantity.last
        names = nouns.open if is_guessed else frozenset()
        return Counted(quantity=quantity, nouns=names, noun_last=people, is_guessed=is_guessed)
    return _borrow(sentence, quantity, nouns=nouns, earlier=earlier)


def _disagrees(sentence: Sentence, place: int, quantity: Quantity) -> bool:
    """Whether "one" counts something else than the noun found: a plural ("one deal that frees the hostages"), or, in
    languages where it stands behind its noun, whatever comes later."""
    if quantity.high != 1:
        return False
    is_behind_noun = not sentence.language.is_inflected_by_rule and place > quantity.last + 1
    return is_behind_noun or any(hit.form == "s" for hit in sentence.starting[place])


def _is_mere_one(sentence: Sentence, quantity: Quantity, nouns: Nouns) -> bool:
    """Whether "one" without a noun only stands for another word ("a deal, one that …", "تسوية واحدة")."""
    is_word = quantity.high == 1 and not sentence.words[quantity.first][0].isdigit()
    is_part = sentence.is_at(quantity.last + 1, "#pronoun", "#part")
    is_behind = any(hit.name in nouns.fit(quantity) for hit in sentence.ending.get(quantity.first - 1, ()))
    return is_word and quantity.first > 0 and not is_part and not is_behind


def _shared(quantity: Quantity, following: Counted, place: int, *, is_part: bool) -> Counted:
    """Take the noun of the next number: "10 live and 18 dead hostages", "20 of the 48 hostages"."""
    last = following.noun_last if is_part else place - 1
    return Counted(
        quantity=quantity, nouns=following.nouns, noun_last=last, is_borrowed=True, is_part=is_part
    )


def _borrow(sentence: Sentence, quantity: Quantity, *, nouns: Nouns, earlier: frozenset[str]) -> Counted:
    """Take the nearest noun before a number that has none behind it, or one of the sentence before."""
    is_part = sentence.is_at(quantity.last + 1, "#pronoun")
    said, is_carried = find_said(sentence, quantity, nouns), False
    names = find_nouns_before(sentence, quantity, nouns)
    if names:
        names |= said  # "310 are dead; 90 are missing": the dead are not counted twice
    else:
        is_open = is_part or not sentence.between(-1, quantity.first, "#breaker")
        carried = earlier & nouns.fit(quantity) if is_open else frozenset()
        is_carried = bool(carried) and not said
        names = said | carried
    names = names or find_announced(sentence, quantity, nouns)
    return Counted(
        quantity=quantity,
        nouns=names,
        noun_last=quantity.last,
        is_borrowed=not is_tallied(sentence, quantity, names),
        is_carried=is_carried,
        is_part=is_part,
    )


def _shares(following: Counted, place: int, quantity: Quantity) -> bool:
    """Whether the next quantity begins here, so that its noun serves both."""
    is_near = following.quantity.first - quantity.last <= MAX_SHARED
    return is_near and place in (following.quantity.first, following.quantity.hedge_first)


def _nouns_at(
    sentence: Sentence, place: int, nouns: Nouns, quantity: Quantity
) -> tuple[int, frozenset[str]] | None:
    """Return the last token and the names of the noun that begins here; None when there is none."""
    hits = [hit for hit in sentence.starting.get(place, ()) if hit.name in nouns.fit(quantity)]
    hits = [hit for hit in hits if not _is_modifier(sentence, hit, quantity)]
    if not hits:
        return None
    last = max(hit.last for hit in hits)
    if head := _find_plural(sentence, last, quantity, nouns):
        last, hits = head[0].last, head
    names = frozenset(hit.name for hit in hits) | name_owner(sentence, quantity, nouns)
    if all(is_weak(sentence, hit, nouns) for hit in hits):
        head = [hit for hit in sentence.starting.get(last + 1, ()) if hit.name in nouns.fit(quantity)]
        if head and sentence.language.is_inflected_by_rule:  # "26 dead hostages": the noun comes last
            return max(hit.last for hit in head), names | {hit.name for hit in head}
        names |= (
            find_nouns_before(sentence, quantity, nouns)
            or find_whole(sentence, last + 1, quantity, nouns)
            or find_announced(sentence, quantity, nouns)
        )
    return last, names


def _find_plural(sentence: Sentence, place: int, quantity: Quantity, nouns: Nouns) -> list[Hit]:
    """Find the plural noun behind a singular one, which is what is counted: "15 resident deaths"."""
    is_singular = quantity.high != 1 and not is_plural(sentence.words[place])
    behind = sentence.starting.get(place + 1, ()) if is_singular else ()
    return [hit for hit in behind if hit.name in nouns.fit(quantity) and hit.form == "s"]


def _is_modifier(sentence: Sentence, hit: Hit, quantity: Quantity) -> bool:
    """Whether a singular noun only qualifies the plural behind it ("20 hostage families")."""
    if hit.form != "base" or quantity.high == 1 or not sentence.language.is_inflected_by_rule:
        return False
    if quantity.is_measure:
        return False  # of "a 7.0-magnitude quake" there are not seven: what ends in "s" behind it is its verb
    if sentence.words[hit.last].endswith("s") or hit.last + 1 >= len(sentence.words):
        return False
    following = sentence.words[hit.last + 1]
    return following.endswith("s") and len(following) > 3 and not sentence.starting.get(hit.last + 1)


def _skip_known(sentence: Sentence, place: int, following: Counted | None) -> int:
    """Return the place behind a word that may stand between a number and its noun, or the place itself."""
    if sentence.is_at(place, "#pronoun") or _is_dash(sentence, place):
        return place
    if sentence.is_at(place, "#part"):
        return place + 1
    behind = sentence.after(place, "#determiner")
    if behind > place:
        return behind
    own = [hit.last + 1 for hit in sentence.starting.get(place, ()) if not hit.name.startswith(OWN)]
    if own and (following is not None or not sentence.is_at(place, "#being")):
        return max(own)
    if following is not None and is_link(sentence, place):
        return _behind_link(sentence, place, following)
    return place


def is_link(sentence: Sentence, place: int) -> bool:
    """Whether "and", "or", a comma joins equals here."""
    return place < len(sentence.words) and (sentence.words[place] == "," or sentence.is_at(place, "#and"))


def _behind_link(sentence: Sentence, place: int, following: Counted) -> int:
    """Step over "and" when the next number stands right behind it, else stay."""
    start = following.quantity.hedge_first
    at = sentence.after(place + 1 if sentence.words[place] == "," else place, "#and")
    while at < start and (sentence.is_at(at, "#article") or sentence.words[at] == "-"):
        at = max(sentence.after(at, "#article"), at + 1)
    return start if at >= start else place


def _ends(sentence: Sentence, place: int) -> bool:
    """Whether the search for a noun ends here: the number has none of its own."""
    if place >= len(sentence.words) or sentence.words[place] in _MARKS:
        return True
    if _is_dash(sentence, place):
        return True
    return sentence.is_at(place, "#being", "#preposition", "#breaker", "#and", "#pronoun", "#source")


def _is_dash(sentence: Sentence, place: int) -> bool:
    """Whether a hyphen stands apart, and so is a dash."""
    if place >= len(sentence.words):
        return False
    is_apart = sentence.spans[place - 1][1] < sentence.spans[place][0]
    return sentence.words[place] == "-" and is_apart and sentence.language.is_inflected_by_rule


def _step(sentence: Sentence, place: int, following: Counted | None, unknown: int) -> tuple[int, int] | None:
    """Go one word on, counting unknown ones; None where the search ends. An unknown plural is a noun, and none of
    ours: the search goes to the sentence's end."""
    behind = _skip_known(sentence, place, following)
    if behind > place and not _is_other_noun(sentence, place, behind):
        return behind, unknown
    if _ends(sentence, place):
        return None
    word = sentence.words[place]
    is_strange = is_plural(word) or unknown == MAX_UNKNOWN or not word[0].isalpha()
    if is_strange or not sentence.language.is_inflected_by_rule:
        return len(sentence.words), MAX_STEPS
    return place + 1, unknown + 1


def _is_other_noun(sentence: Sentence, place: int, behind: int) -> bool:
    """Whether a known plural ends the phrase though it is none of the nouns: "9 soldiers were killed"."""
    own = [hit for hit in sentence.starting.get(place, ()) if not hit.name.startswith(OWN)]
    is_single = (
        behind == place + 1 and bool(own) and not sentence.is_at(place, "#part", "#pronoun", "#determiner")
    )
    is_told_of = is_single and own[0].form in ("base", "s") and _ends_or_tells(sentence, behind)
    return is_told_of and is_plural(sentence.words[place])


def _ends_or_tells(sentence: Sentence, place: int) -> bool:
    """Whether a phrase ends here, or something is told of it."""
    is_end = place >= len(sentence.words) or sentence.words[place] in _MARKS
    return is_end or sentence.is_at(place, "#being", "#past")
