"""Tense: whether a verb speaks of what is to come or of what is over, by its form and the auxiliaries before it.

Arabic and Hebrew say most of it in the word itself; there the lexicons list the forms and this only reads auxiliaries.
Refuses to guess: "" where nothing says. Next: `find`, which picks scopes by it.
"""

from monitor.core.claims.lexicon import OWN, Hit
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.sentence import Sentence

#: How far before a base form ("release") its auxiliary may stand, in tokens; and before the verb it is joined to.
MAX_REACH = 5
MAX_SHARED_REACH = 9
#: How far before a participle that is wished for its wish may stand: "sees ten hostages and the bodies of six freed".
MAX_CAUSED_REACH = 14
#: Verbs whose past is their base form.
_PAST_AS_BASE = frozenset({"set", "let", "put", "cut"})
#: Go on behind a participle that has no object.
_PHRASES = ("#preposition", "#and", "#breaker", "#day")
_RELATIVES = frozenset({"who", "which", "that"})
#: Stand between a subject and what is said of it.
_LEADING = ("#adverb", "#past", "#being")
#: Longest stretch between a subject and its verb, and what ends it.
MAX_SUBJECT = 16
_PARTING = frozenset(',;:()"') | {"--", "that", "which", "who", "will", "would"}
_EDGES = frozenset(',;:"()!?.') | {"--"}


def find_tense(sentence: Sentence, hit: Hit) -> str:
    """Name the tense of a hit: "future", "past" or ""."""
    if hit.is_future or _is_direction(sentence, hit):
        return "future" if hit.is_future else ""
    auxiliary = _auxiliary(sentence, hit)
    if auxiliary:
        return auxiliary
    if hit.form == "past" and not _is_present(sentence, hit):
        return "future" if _is_to_come(sentence, hit) else "past"
    if hit.form == "s" and hit.first > 0 and not sentence.is_at(hit.first - 1, "#determiner", "#preposition"):
        return "past"
    if hit.form != "base":
        return ""
    return _tell_unmarked(sentence, hit) or _shared(sentence, hit) or _inherited(sentence, hit)


def _tell_unmarked(sentence: Sentence, hit: Hit) -> str:
    """Name the tense of a verb whose past is its base form; "" where it is none, or nothing says."""
    if sentence.words[hit.first] not in _PAST_AS_BASE:
        return ""
    if _is_to_come(sentence, hit):
        return "future"
    return "past" if _has_subject(sentence, hit) else ""


def _is_direction(sentence: Sentence, hit: Hit) -> bool:
    """Whether a term begins with a preposition and so is no verb, whatever "that" stands before it: "إلى غزة"."""
    return not sentence.language.is_inflected_by_rule and sentence.is_at(hit.first, "#preposition")


def _has_subject(sentence: Sentence, hit: Hit) -> bool:
    """Whether a name stands before a verb, a day or an aside between them: "the group on Sunday set free 105"."""
    at = _skip_aside(sentence, hit.first)
    return (
        at > 0
        and sentence.words[at - 1][0].isalpha()
        and not any(one.name.startswith(OWN) for one in sentence.ending.get(at - 1, ()))
    )


def _skip_aside(sentence: Sentence, place: int) -> int:
    """Step back over a day, an adverb and what stands between two commas."""
    at = place
    while at > 0:
        before = min(sentence.before(at, name) for name in ("#stop", "#day", "#adverb"))
        if sentence.words[at - 1] == ",":
            before = next((one for one in range(at - 2, 0, -1) if sentence.words[one] == ","), at)
        if before == at:
            break
        at = before
    return at


def _auxiliary(sentence: Sentence, hit: Hit) -> str:
    """Walk back to the nearest auxiliary; a bent verb lets only adverbs stand between."""
    is_bent = hit.form in ("past", "s")
    at = hit.first
    while at > 0 and hit.first - at <= MAX_REACH:
        auxiliaries = [one for one in sentence.ending.get(at - 1, ()) if one.name in ("#future", "#past")]
        if auxiliaries and (_leads_to_noun(sentence, at, hit) or _is_causative(sentence, at, hit)):
            return ""
        if auxiliaries and _is_reported_deed(sentence, at):
            return "past"
        if auxiliaries and not (is_bent and sentence.is_at(at - 1, "#adverb")):
            # The longest speaks: "led to" is over, whatever "to" says.
            return min(auxiliaries, key=lambda one: one.first).name.removeprefix("#")
        if sentence.words[at - 1] in _EDGES or sentence.is_at(at - 1, "#breaker", "#and"):
            return ""
        is_adverb = sentence.words[at - 1].endswith("ly") or sentence.is_at(at - 1, "#adverb")
        if is_bent and not is_adverb:
            return ""
        at -= 1
    return ""


def _leads_to_noun(sentence: Sentence, at: int, hit: Hit) -> bool:
    """Whether the "to" before a place leads to those spoken of, and not to the verb: "offered 4% to the 30 on strike",
    "up to 30 are on strike", "came to cheer the 30 on strike"."""
    if at >= hit.first or sentence.words[at - 1] != "to":
        return False
    starters = parse_numerals(sentence.language.code).starters
    is_told_of = sentence.is_at(
        hit.first, "#preposition"
    )  # "on strike" may be said of whoever stands before it
    return any(
        sentence.is_at(place, "#article")
        or sentence.words[place][0].isdigit()
        or sentence.words[place] in starters
        for place in range(at, hit.first if is_told_of else at + 1)
    )


def _is_causative(sentence: Sentence, at: int, hit: Hit) -> bool:
    """Whether "has" before a place has somebody do something, and is no auxiliary: "the draft has the army | letting ten go"."""
    return hit.form == "ing" and at < hit.first and sentence.words[at - 1] in ("has", "have", "had")


def _is_reported_deed(sentence: Sentence, at: int) -> bool:
    """Whether "to have" stands behind a word of doubt: who "is believed to have left" has left, if at all."""
    is_perfect = sentence.words[max(0, at - 2) : at] == ("to", "have")
    hits = (*sentence.ending.get(at - 3, ()), *sentence.ending.get(at - 1, ()))
    return is_perfect and any(hit.name in ("#reported", "#belief") for hit in hits)


def _is_present(sentence: Sentence, hit: Hit) -> bool:
    """Whether "is" or "are" stands right before a participle ("are returned")."""
    return hit.first > 0 and sentence.words[hit.first - 1] in ("is", "are")


def _is_caused(sentence: Sentence, hit: Hit) -> bool:
    """Whether a participle is only wished for: "wants 20 hostages returned", "to have them freed"."""
    for at in range(hit.first - 1, max(-1, hit.first - 1 - MAX_CAUSED_REACH), -1):
        if at < hit.first - 1 and any(one.name == "#causer" for one in sentence.ending.get(at, ())):
            return True
        if sentence.words[at] in _EDGES or sentence.words[at] in _RELATIVES or sentence.is_at(at, "#breaker"):
            break
    return False


def _is_to_come(sentence: Sentence, hit: Hit) -> bool:
    """Whether a participle tells of nothing done: it is wished for, asked for, or shares "would be"."""
    return _is_caused(sentence, hit) or _is_subjunctive(sentence, hit) or _is_elided(sentence, hit)


def _is_subjunctive(sentence: Sentence, hit: Hit) -> bool:
    """Whether a bare "be" makes a participle what is asked for: "it proposes that 20 hostages | be freed"."""
    return sentence.words[max(0, hit.first - 1) : hit.first] == ("be",)


def _is_elided(sentence: Sentence, hit: Hit) -> bool:
    """Whether a participle without an object has its auxiliary from one before "and": "ten would be let go and the remains
    of six | handed over"."""
    behind, words = hit.last + 1, sentence.words
    is_led = sentence.is_at(hit.last, "#preposition") or sentence.is_at(behind, *_PHRASES)
    has_object = behind < len(words) and words[behind][0].isalnum() and not is_led
    if has_object or not sentence.language.is_inflected_by_rule:
        return False
    auxiliaries = [
        one.last
        for one in sentence.hits.get("#future", ())
        if one.last < hit.first and words[one.last + 1 : one.last + 2] == ("be",)
    ]
    if not auxiliaries:
        return False
    between = auxiliaries[-1], hit.first
    is_joined = sentence.between(*between, "#and")
    return is_joined and not sentence.between(*between, "#breaker", "#past")


def _shared(sentence: Sentence, hit: Hit) -> str:
    """Take the auxiliary of the verb before "and": "would end the war and bring 20 hostages home"."""
    start = sentence.before(hit.first, "#and")
    is_noun = "of" in sentence.words[hit.last + 1 : hit.last + 2]
    if start == hit.first or is_noun or not sentence.language.is_inflected_by_rule:
        return ""
    for at in range(start - 1, max(-1, start - 1 - MAX_SHARED_REACH), -1):
        if any(one.name == "#future" for one in sentence.ending.get(at, ())):
            return "future"
        if sentence.words[at] in _EDGES or sentence.is_at(at, "#breaker"):
            break
    return ""


def _inherited(sentence: Sentence, hit: Hit) -> str:
    """Take the tense of an earlier form of the same lexicon ("would free five and hand over six"); a noun has none ("walked
    out on the first day of a five-day *strike*")."""
    units = parse_numerals(sentence.language.code).units
    if sentence.words[max(0, hit.first - 2)] == "-" and sentence.words[hit.first - 1] in units:
        return ""
    earlier = [
        one for one in sentence.hits.get(hit.name, ()) if one.last < hit.first and one.needs == hit.needs
    ]
    return find_tense(sentence, earlier[-1]) if earlier else ""


def is_predicate(sentence: Sentence, subject: Hit, hit: Hit) -> bool:
    """Whether a word is the verb of a subject, and what stands between only says more of that: "talks
    between the drivers and the firm over pay have been suspended"."""
    start = hit.first
    while (before := min(sentence.before(start, name) for name in _LEADING)) < start:
        start = before
    start = min(start, _find_second(sentence, hit))
    if start == hit.first or not subject.last < start <= subject.last + MAX_SUBJECT:
        return False
    is_parted = not _PARTING.isdisjoint(sentence.words[subject.last + 1 : start])
    is_parted = is_parted or sentence.between(subject.last, start, "#breaker", "#past")
    return sentence.is_at(subject.last + 1, "#preposition", "#part", "#companion") and not is_parted


def _find_second(sentence: Sentence, hit: Hit) -> int:
    """Find the "and" that joins a verb, its auxiliaries before it, as a further predicate: "ran late and are to resume", "… and collapsed"; the
    verb's own place where there is none."""
    start = hit.first
    while (
        before := min(sentence.before(start, name) for name in ("#adverb", "#past", "#future", "#being"))
    ) < start:
        start = before
    link = sentence.before(start, "#and")
    is_finite = start < hit.first or hit.form == "past"
    return link if link < start and is_finite else hit.first


def is_object(sentence: Sentence, noun: Hit, verb: Hit) -> bool:
    """Whether a noun stands right behind its verb, articles between: "turned down the deal" reached last week."""
    at = verb.last + 1
    while at < noun.first and sentence.is_at(at, "#determiner"):
        at += 1
    return at == noun.first
