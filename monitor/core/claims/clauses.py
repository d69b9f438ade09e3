"""Clauses: where one that is about something else begins, and whose words a verb of saying brings.

"…, והמשפחות חזרו" begins anew, "experts have named two" has a verb of its own, "the mother of a hostage said that 20 …" names
who speaks and counts nobody. Refuses to parse: a few words around the number tell. Next: `ties`, `veto`, `denial`.
"""

from collections.abc import Collection

from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import OWN, Hit
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.sources import AUXILIARIES, EDGES

#: Begin a subject.
_OPEN_SUBJECT = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})
#: End like participles, and are none.
_NO_PARTICIPLES = frozenset(
    {"according", "including", "during", "morning", "evening", "nothing", "something", "everything", "king"}
)
#: Most words from a verb of saying to what is said, and from a source's opening to a word inside it.
MAX_LISTENER = 5
#: What goes on about the same subject behind "and".
_SAID_ON = ("#adverb", "#being", "#past", "#future", "#reported", "#pronoun", "#preposition")
_PASSED_ON = ("#verb_neutral", "#verb_doubt", "#verb_deny", "#verb_quoting", "#belief")
#: Stand before their subject behind "only if …", and for it.
_STANDING_IN = frozenset({"it", "they", "he", "she"})
_INVERTED = frozenset({"will", "would", "can", "could", "shall"})


def has_new_subject(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a comma and a definite noun with "and" glued to it stand between two places, both left out."""
    words, openers = sentence.words, sentence.language.new_subjects
    if not openers:
        return False
    return any(
        words[place] == "," and words[place + 1].startswith(openers) for place in range(first + 1, last - 1)
    )


def is_joined_beside(sentence: Sentence, first: int, last: int, *, is_told: bool) -> bool:
    """Whether ", and" and a subject of its own begin a clause between two places, both left out: "52 died, and the roads
    that may …", not "20, and perhaps more, may …". Where all was told before (`is_told`), no subject is asked for."""
    for at in range(first + 1, last - 1):
        start = sentence.after(at + 1, "#and") if sentence.words[at] == "," else at
        if start <= at + 1 or start > last or "," in sentence.words[start:last]:
            continue
        if is_told or any(not sentence.is_at(place, *_SAID_ON) for place in range(start, last)):
            return True
    return False


def is_about_other(sentence: Sentence, first: int, last: int, *, own: Collection[str | None]) -> bool:
    """Whether a clause about something else than lexicons of `own` begins between two places, both left out: "Israel refuses, |
    and the movement will agree only if", not "refuses, and will agree only if"."""
    language = sentence.language
    for at in range(first + 1, last):
        is_comma = sentence.words[at] == ","
        start = sentence.after(at + 1 if is_comma else at, "#breaker")
        if is_comma and start == at + 1:
            start = sentence.after(start, "#and")
            is_glued = bool(language.prefixes) and sentence.words[start].startswith(language.joiners)
            if start == at + 1 and not is_glued:
                continue
        elif start == at:
            continue
        while start < last and sentence.is_at(start, *_SAID_ON):
            start += 1
        noun = sentence.after(start, "#article")
        places = {start, noun}
        names = {hit.name for place in places for hit in sentence.starting.get(place, ())}
        is_subject = noun > start or any(not name.startswith(OWN) for name in names)
        if start < last and is_subject and names.isdisjoint(own):
            return True
    return False


def has_own_verb(sentence: Sentence, one: Counted, said: Collection[str] = ()) -> bool:
    """Whether a number is the object of a verb that is none of `said`: "and doctors have examined three", "and the army
    named the first two", "killed 1,200 and abducted 251"."""
    if not sentence.language.is_inflected_by_rule:
        return False
    end = one.quantity.hedge_first
    while end > one.left and sentence.is_at(end - 1, "#determiner"):
        if sentence.words[end - 1].endswith("ed"):
            break
        end -= 1
    verb = end - 1
    if verb < max(one.left, 1):
        return False
    is_known = any(hit.name in said for hit in sentence.ending.get(verb, ()))
    is_verb = sentence.words[verb].endswith("ed") or sentence.words[verb - 1] in AUXILIARIES
    return is_verb and not is_known and sentence.words[verb] not in AUXILIARIES


def is_of_source(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a word only names who says so: "relatives of a hostage said that 20 …", "20 …, a hostage's mother said",
    "according to the Hostage Families' Council"."""
    if any(
        0 < hit.first - opener.last <= MAX_LISTENER and not _is_parted(sentence, opener.last, hit.first)
        for opener in sentence.hits.get("#source", ())
    ):
        return True
    verbs = [verb for name in _PASSED_ON for verb in sentence.hits.get(name, ())]
    if hit.last < one.quantity.first:
        return any(
            _brings(sentence, one, hit, verb) or _is_told_by(sentence, one, hit, verb) for verb in verbs
        )
    return any(_trails(sentence, one, hit, verb) for verb in verbs)


def _brings(sentence: Sentence, one: Counted, hit: Hit, verb: Hit) -> bool:
    """Whether a verb behind a word brings the number: "the mother of a hostage told us that 20", "… says at least 20"."""
    start = sentence.before(one.quantity.hedge_first, "#article")
    if not hit.last < verb.first < start or _is_parted(sentence, hit.last, verb.first):
        return False
    behind = range(verb.last + 1, min(verb.last + 1 + MAX_LISTENER, start))
    is_opened = any(sentence.words[at] == "that" or sentence.is_at(at, "#speech") for at in behind)
    return is_opened or verb.last + 1 == start


def _is_told_by(sentence: Sentence, one: Counted, hit: Hit, verb: Hit) -> bool:
    """Whether a word stands between a verb and "that", the number behind: "قالت هيئة العائلات إن 20", "told the families that
    20"."""
    if not 0 < hit.first - verb.last <= MAX_LISTENER or _is_parted(sentence, verb.last, hit.first):
        return False
    behind = range(hit.last + 1, min(hit.last + 1 + MAX_LISTENER, one.quantity.first))
    that = next((at for at in behind if sentence.words[at] == "that" or sentence.is_at(at, "#speech")), None)
    return that is not None and not _is_parted(sentence, hit.last, that)


def _trails(sentence: Sentence, one: Counted, hit: Hit, verb: Hit) -> bool:
    """Whether a word behind the number stands with a trailing verb: ", the mother of a hostage said", ", said the …"."""
    words = sentence.words
    comma = max((at for at in range(one.noun_last + 1, hit.first) if words[at] == ","), default=-1)
    if comma < 0:
        return False
    if verb.first == comma + 1:  # to whom and where it was said as well
        return not sentence.between(verb.last, hit.first, "#breaker", "#and")
    is_behind = 0 < verb.first - hit.last <= MAX_LISTENER and not _is_parted(sentence, hit.last, verb.first)
    return is_behind and (verb.last + 1 >= len(words) or words[verb.last + 1] in EDGES)


def _is_parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a mark or another clause stands between two places."""
    is_marked = not EDGES.isdisjoint(sentence.words[first + 1 : last])
    return is_marked or sentence.between(first, last, "#breaker")


def is_inverted(sentence: Sentence, subject: Hit) -> bool:
    """Whether a verb stands before its subject, and so the clause before belongs to it: "Only if the guns fall silent | will
    the army leave", "…, the army says, | will it leave"."""
    words, start = sentence.words, sentence.before(subject.first, "#article")
    if start > 0 and words[start - 1] in _INVERTED:
        return True
    return any(
        words[at] in _INVERTED and words[at + 1] in _STANDING_IN for at in range(subject.last, len(words) - 1)
    )


def is_behind_opening(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a number stands in the clause or phrase that opens a sentence, and a word behind its comma, where the subject
    comes: "Still holding 12 villagers, the gang | will not let go …", "While 12 villagers are held, the gang …"."""
    words = sentence.words
    if hit.first < one.quantity.first or "," not in words or not sentence.language.is_inflected_by_rule:
        return False
    start = sentence.after(sentence.find_opening(), "#adverb")
    is_opening = sentence.is_at(start, "#breaker") or _is_participle(words[start])
    comma = words.index(",")
    if not is_opening or not one.noun_last < comma < hit.first:
        return False
    return words[comma + 1] in _OPEN_SUBJECT or sentence.cut(comma + 1, comma + 1)[0].isupper()


def _is_participle(word: str) -> bool:
    return word.endswith("ing") and word not in _NO_PARTICIPLES
