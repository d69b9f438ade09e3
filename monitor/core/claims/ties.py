"""Ties: what makes a number a definition's, by a word of its own, by one it shares with a neighbour, or by its noun alone.

Refuses words of another number's stretch, of another clause, and those that are somebody's ("their release").
Next: `find`, which chooses among the definitions that a number is tied to.
"""

from monitor import model
from monitor.core.claims import clauses
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.nouns import is_plural
from monitor.core.claims.overtaken import is_resumed
from monitor.core.claims.polarity import is_in_phrase
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tense import find_tense
from monitor.core.claims.verdict import Choice, How

#: What is a possessor's own stands this near behind its noun: "12 hostages' remains".
MAX_OWNED = 2
#: Say of those a number counts that they are there, wherever its noun stands.
_STAYING = frozenset({"remain", "remains", "remained"})
#: Part off some, "of them" behind.
_SOME = frozenset({"some", "many", "several", "most", "half", "few", "none", "more"})
#: Tell of some people, and not of how many there are.
_MEETING = frozenset(
    {
        "met",
        "meets",
        "treated",
        "treats",
        "interviewed",
        "interviews",
        "visited",
        "visits",
        "honoured",
        "honored",
        "examined",
        "filmed",
        "photographed",
        "mourned",
        "greeted",
        "embraced",
        "hugged",
        "welcomed",
        "addressed",
        "thanked",
        "phoned",
        "invited",
        "hosted",
        "recognised",
        "recognized",
    }
)
_MEETING_WITH = frozenset(
    {(verb, link) for verb in ("met", "spoke", "talked", "speaking", "meeting") for link in ("with", "to")}
)
#: What may stand between people and what they do, and what makes it done to them.
_AUXILIARIES = ("#adverb", "#past", "#future", "#being")
#: What leads a further predicate behind "and", the first of them as words of doubt: "are held and | are thought to be | alive".
MAX_ADDED = 6
_BELIEFS = ("#reported", "#belief")
_LEADING = (*_BELIEFS, "#adverb", "#past", "#future", "#being")
#: A verb that has one of these for its object is done to no number behind: "BRING THEM HOME: 48 hostages …".
_OBJECTS = frozenset({"them", "him", "her", "us"})
#: Begins a clause that only tells from when on: "has sacked 14 pilots since the strike began".
_SINCE = "since"
_PASSIVES = frozenset({"was", "were", "been", "being"})


def find_tie(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    definition: model.ClaimDefinition,
    *,
    how: How,
) -> Choice | None:
    """Find what ties a number to a definition in one way."""
    if how is How.NOUN:
        return Choice(definition, how) if _is_plain(sentence, counted[index], definition) else None
    find_word = _find_own if how is How.OWN_WORD else _find_shared
    hit = find_word(sentence, counted, index, definition)
    return Choice(definition, how, hit) if hit is not None else None


def _find_own(
    sentence: Sentence, counted: tuple[Counted, ...], index: int, definition: model.ClaimDefinition
) -> Hit | None:
    """Find the first required word in the number's own stretch."""
    one = counted[index]
    hits = [hit for hit in first_required(sentence, definition) if reaches(sentence, one, hit)]
    if _is_possessor(sentence, one):
        hits = [hit for hit in hits if hit.first <= one.noun_last + MAX_OWNED]
    if one.is_guessed:
        hits = [hit for hit in hits if _is_done_by(sentence, one, hit)]
    hits = [hit for hit in hits if not clauses.is_behind_opening(sentence, one, hit)]
    said = (hit for hit in hits if hit.first > one.quantity.last or not _is_aside(sentence, one))
    return next(said, None)


def _find_shared(
    sentence: Sentence, counted: tuple[Counted, ...], index: int, definition: model.ClaimDefinition
) -> Hit | None:
    """Find the required verb that a number has from a neighbour: "would free five hostages and Israel 250 prisoners",
    "33 hostages and 200 prisoners were freed"."""
    one = counted[index]
    if one.is_whole or one.is_guessed or _is_aside(sentence, one) or _is_possessor(sentence, one):
        return None
    if one.is_borrowed and (
        one.quantity.may_be_year or clauses.has_own_verb(sentence, one, definition.require)
    ):
        return None  # bare digits that may be a year need a word of their own
    for hit in first_required(sentence, definition):
        if index and _is_answer(sentence, counted[index - 1], one, hit):
            return hit
        if _is_shared(sentence, counted, index, hit) and _is_verb(sentence, one, hit):
            return hit
        if _is_listed_with(sentence, counted[:index], one, hit):
            return hit
    return None


def _is_plain(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether the noun is enough; a bare count then wants it at the number, or "of them"."""
    if one.quantity.high == 1 and (one.is_part or _is_some_member(sentence, one)):
        return False  # "one of the hostages" says nothing of how many there are
    if one.is_guessed or _is_of_things(sentence, one) or _is_met(sentence, one):
        return False
    is_at_noun = not one.is_borrowed or one.is_part or one.noun_last > one.quantity.last
    is_at_noun = is_at_noun or stays(sentence, one)
    return not definition.require and (is_at_noun or definition.type is not model.ClaimType.COUNT)


def stays(sentence: Sentence, one: Counted) -> bool:
    """Whether those a number counts are said to be there still: "took 251 captives; 50 remain"."""
    return not _STAYING.isdisjoint(sentence.words[one.quantity.last + 1 : one.quantity.last + 2])


def _is_of_things(sentence: Sentence, one: Counted) -> bool:
    """Whether things or people of those counted are spoken of, who need not be all there are: "posters of 20 hostages"; not
    "the fate of 20 hostages", "families of the 20"."""
    link = one.quantity.hedge_first - 1
    owner = sentence.words[link - 1] if link > 0 and sentence.words[link] == "of" else ""
    return is_plural(owner) and not sentence.is_at(link - 1, "#tally") and not sentence.ending.get(link - 1)


def _is_of_some(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a word stands in an aside on some of those counted: "33 hostages, some of them | dead |, would be freed"."""
    between = sentence.words[one.noun_last + 1 : hit.first]
    if "," not in between:
        return False
    aside = one.noun_last + 1 + len(between) - between[::-1].index(",")
    is_some = sentence.words[aside] in _SOME and sentence.is_at(aside + 1, "#pronoun")
    return is_some or sentence.words[aside] in sentence.language.some_of_them


def _is_met(sentence: Sentence, one: Counted) -> bool:
    """Whether somebody only had to do with those counted, who need not be all there are: "met | eight captives"; not "met the
    eight captives"."""
    start = one.quantity.hedge_first
    before = sentence.words[max(0, start - 2) : start]
    return not _MEETING.isdisjoint(before[-1:]) or before in _MEETING_WITH


def _is_some_member(sentence: Sentence, one: Counted) -> bool:
    """Whether the word for one stands right before those it is one of: "أحد الرهائن", "אחת החטופות"."""
    is_before = one.noun_last > one.quantity.last
    return is_before and sentence.words[one.quantity.first] in sentence.language.members


def _is_done_by(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a word is what those counted do: its auxiliaries alone lie between, or "by" does."""
    if hit.last < one.quantity.first:
        doer = sentence.before(one.quantity.hedge_first, "#article") - 1
        return sentence.words[doer] == "by" and doer - hit.last <= 1
    start = hit.first
    while (before := min(sentence.before(start, name) for name in _AUXILIARIES)) < start:
        start = before
    is_suffered = hit.form == "past" and sentence.words[hit.first - 1] in _PASSIVES
    return not is_suffered and (start <= one.noun_last + 1 or _is_second_verb(sentence, one, hit))


def _is_aside(sentence: Sentence, one: Counted) -> bool:
    """Whether a number only divides another (", 250 of them lifers"): what is said before is not said of it."""
    before = one.quantity.hedge_first - 1
    is_set_off = before >= 0 and sentence.words[before] in (",", "-", "--", "(", ";")
    return is_set_off and sentence.is_at(one.quantity.last + 1, "#pronoun")


def _is_possessor(sentence: Sentence, one: Counted) -> bool:
    """Whether something of theirs is spoken of, and not those counted: "48 hostages' families called for a release"."""
    mark = sentence.words[one.noun_last + 1 : one.noun_last + 2]
    if mark == ("'s",):
        return True
    # A lone mark may as well close a quotation that was opened before.
    is_plural = sentence.words[one.noun_last].endswith("s")
    return mark == ("'",) and is_plural and "'" not in sentence.words[: one.noun_last]


def first_required(sentence: Sentence, definition: model.ClaimDefinition) -> list[Hit]:
    hits = [hit for name in definition.require[:1] for hit in sentence.hits.get(name, ())]
    return [
        hit for hit in hits if not _is_owned(sentence, hit, definition) and not is_in_phrase(sentence, hit)
    ]


def _is_verb(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a hit can serve a further number: a verb in some tense, or one side of an exchange."""
    is_exchange = sentence.between(hit.last, one.quantity.first, "#exchange")
    return is_exchange or bool(find_tense(sentence, hit))


def _is_shared(sentence: Sentence, counted: tuple[Counted, ...], index: int, hit: Hit) -> bool:
    """Whether a verb serves a number and its neighbours: "would free five hostages and Israel 250 prisoners",
    "33 hostages and 200 prisoners were freed"."""
    one = counted[index]
    is_exchange = sentence.between(hit.last, one.quantity.first, "#exchange")
    if index and hit.last < (one.quantity.first if is_exchange else counted[index - 1].quantity.first):
        # Up to its hedge: the "as" of "as many as 18" begins no clause.
        return not sentence.between(hit.last, min(one.quantity.hedge_first, one.quantity.first), "#breaker")
    if index and counted[index - 1].noun_last < hit.first and _is_added(sentence, one, hit):
        return True
    is_behind = one.noun_last < one.subject_last < hit.first
    return is_behind and not sentence.between(one.subject_last, hit.first, "#breaker", "#and")


def _is_added(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a number is added to those a verb before it was said of: "12 would walk free, | along with | 30 others"."""
    start = sentence.before(one.quantity.hedge_first, "#article")
    link = sentence.before(start, "#and")
    is_near = hit.last < link <= hit.last + MAX_ADDED
    return is_near and start - link > 1 and not sentence.between(hit.last, link, "#breaker", "#and")


def _is_listed_with(sentence: Sentence, before: tuple[Counted, ...], one: Counted, hit: Hit) -> bool:
    """Whether a noun has a list behind "of" that the number stands in: "the return of ten hostages and 90 prisoners"."""
    start = sentence.after(sentence.after(hit.last + 1, "#part"), "#article")
    is_listing = start > hit.last + 1 and sentence.language.is_inflected_by_rule
    return is_listing and any(
        other.quantity.hedge_first == start and other.subject_last >= one.noun_last for other in before
    )


def _is_answer(sentence: Sentence, before: Counted, one: Counted, hit: Hit) -> bool:
    """Whether a verb stands between what is given in exchange and a number that it brings: "תמורת 12 פרות ימסור הכפר
    40 עיזים"."""
    is_given = sentence.between(before.left - 1, before.quantity.first, "#exchange")
    is_between = before.noun_last < hit.first and hit.last < one.quantity.first
    return is_given and is_between and not sentence.between(hit.last, one.quantity.first, "#breaker", "#and")


def _is_owned(sentence: Sentence, hit: Hit, definition: model.ClaimDefinition) -> bool:
    """Whether a hit is somebody's ("demand their release"), and so says nothing of a number; unless it is the very noun
    that is counted ("the town's dead number 12")."""
    owner = sentence.words[hit.first - 1] if hit.first > 0 else ""
    is_counted = any(
        one.first == hit.first and one.last == hit.last
        for one in sentence.hits.get(definition.noun or "", ())
    )
    return owner in ("their", "its") or (owner == "'s" and not is_counted)


def _is_second_verb(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether "and" joins a word as a further predicate of the same subject: "300 ushers logged off and walked out",
    "640 drivers now parked up and on strike", "20 are held and believed alive"."""
    at = hit.first
    while (start := min(sentence.before(at, name) for name in _LEADING)) < at:
        at = start
    link = sentence.before(at, "#and")
    is_joined = link < at and link - 1 > one.noun_last and sentence.words[link - 1] != ","
    is_led = sentence.before(hit.first, "#being") < hit.first or sentence.is_at(at, *_BELIEFS)
    is_predicate = hit.form == "past" or is_led or sentence.is_at(hit.first, "#preposition")
    return is_joined and is_predicate and not sentence.between(one.noun_last, link, "#and")


def reaches(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a hit lies in a number's window with no border of a clause between."""
    if not one.left <= hit.first or hit.last > one.right or hit.first in one.aside:
        return False
    if hit.first > one.noun_last and _is_of_some(sentence, one, hit):
        return False
    if hit.first > one.noun_last:
        is_later = _SINCE in sentence.words[one.noun_last + 1 : hit.first]
        is_later = is_later or clauses.has_new_subject(sentence, one.noun_last, hit.first)
        if is_later or sentence.between(one.noun_last, hit.first, "#breaker"):
            return False
        return not sentence.between(one.noun_last, hit.first, "#and") or _is_second_verb(sentence, one, hit)
    if hit.last < one.quantity.first:
        is_theirs = not _OBJECTS.isdisjoint(sentence.words[hit.first : hit.last + 2])
        is_parted = sentence.between(hit.last, one.quantity.first, "#breaker")
        return not is_theirs and (not is_parted or is_resumed(sentence, hit, one.quantity.first))
    return True
