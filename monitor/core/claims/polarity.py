"""Polarity: whether a word is denied where it stands, and whether a hit meets what its lexicon asked of it.

"will not disarm", "is not willing", "no deal was reached"; "not only" and "no more than" deny nothing.
Refuses to reach over the end of a clause. Next: `find` for numbers, `stance` for positions.
"""

from monitor import model
from monitor.core.claims.deeds import is_done, is_done_to
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tables import YEAR
from monitor.core.claims.tense import find_tense
from monitor.core.claims.verdict import Why

#: Farthest a negation may stand before the word it denies, in tokens.
MAX_REACH = 4
#: The same for a verb that denies ("denied that a deal had been reached") and for "no".
MAX_DENIAL = 9
MAX_NONE = 2
_ASKS = frozenset({"?", "؟"})


def is_denied(sentence: Sentence, hit: Hit, *, apart: Hit | None = None) -> bool:
    """Whether a negation governs a hit."""
    return find_negation(sentence, hit, apart=apart) is not None


def find_negation(sentence: Sentence, hit: Hit, *, apart: Hit | None = None) -> Hit | None:
    """Find the negation that governs a hit; "no" must stand right before its noun phrase. One inside `apart`, a word that
    says more ("no deal", "رفضت"), denies nothing."""
    for name, reach in (
        ("#negation", MAX_REACH),
        ("#refusal", MAX_REACH),
        ("#verb_deny", MAX_DENIAL),
        ("#zero", MAX_NONE),
    ):
        for negation in sentence.hits.get(name, ()):
            if apart is not None and apart.first <= negation.first and negation.last <= apart.last:
                continue
            is_near = negation.last < hit.first <= negation.last + reach
            is_cut = sentence.between(negation.last, hit.first, "#breaker", "#and")
            is_cut = is_cut or ":" in sentence.words[negation.last : hit.first]
            if is_near and not is_cut:
                return negation
    return None


def is_in_phrase(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word is only part of a phrase with a meaning of its own: "no longer alive" is not "alive", "cost of living"
    no life."""
    return any(
        one.first <= hit.first and hit.last <= one.last and one.last - one.first > hit.last - hit.first
        for name in ("#no_negation", "#phrase")
        for one in sentence.hits.get(name, ())
    )


def find_status_refusal(
    sentence: Sentence, hit: Hit, *, topic: Hit, definition: model.ClaimDefinition, value: str
) -> Why | None:
    """Find why a word of a status does not hold of its topic: the value is told of other topics, that one is denied, or a
    year is named and vetoes."""
    own = definition.topics.get(value)
    if own is not None and not any(
        one.first <= topic.last and topic.first <= one.last for one in sentence.hits.get(own, ())
    ):
        return Why.OTHER_TOPIC
    if is_denied(sentence, topic, apart=hit):
        return Why.TOPIC_NEGATED
    return Why.YEAR if "year" in definition.veto and is_of_year(sentence, hit) else None


def is_of_year(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word's own clause tells of a year that is named: "rejected a deal in 2019", "in 2019, members rejected"; not
    "rejected 4% in 2026", where the number is the year's."""
    return any(_tells_of(sentence, hit, year) for year in sentence.hits.get(YEAR, ()))


def _tells_of(sentence: Sentence, hit: Hit, year: Hit) -> bool:
    words = sentence.words
    if words[year.last - 1] != "in":
        return False
    first, last = min(hit.last, year.last), max(hit.first, year.first)
    between = words[first + 1 : last]
    if year.first <= 1 and between[:1] == (",",):
        is_parted = "," in between[1:]
    else:
        is_parted = any(word == "," or word[0].isdigit() for word in between)
    return not (is_parted or sentence.between(first, last, "#breaker", "#and"))


def _is_ruled_out(sentence: Sentence, hit: Hit) -> bool:
    """Whether a thing is denied, and not only that it was done ("denied it had agreed") or ruled out ("denied it had
    refused to agree")."""
    negation = find_negation(sentence, hit)
    if negation is None:
        return False
    if sentence.is_at(negation.first, "#verb_deny"):
        is_deed = find_tense(sentence, hit) == "past" or sentence.between(negation.last, hit.first, "#past")
        return not is_deed
    return not any(
        0 < negation.first - denial.last <= MAX_DENIAL
        and not sentence.between(denial.last, negation.first, "#breaker", "#and")
        for denial in sentence.hits.get("#verb_deny", ())
    )


def holds(sentence: Sentence, hit: Hit) -> bool:
    """Whether a hit stands in the tense, or is denied, as its lexicon wants ("@agree.past", "@agree.not")."""
    if hit.needs == "not":
        return _is_ruled_out(sentence, hit)
    if hit.needs == "done":
        return is_done(sentence, hit)
    return not hit.needs or find_tense(sentence, hit) == hit.needs


def has_object(sentence: Sentence, hit: Hit, topic: Hit) -> bool:
    """Whether an attribute is the verb of what follows: "המתווה *כולל* את שחרורם", "כולל גם 20", "ההצעה, כך נמסר, *כוללת*
    הפוגה"."""
    if not sentence.is_at(hit.last, "#containing"):
        return False
    is_other = any(one.name == topic.name for one in sentence.starting.get(hit.last + 1, ()))
    if is_other or "," in sentence.words[topic.last : hit.first]:
        return True
    behind = sentence.words[hit.last + 1 : hit.last + 2]
    is_counted = bool(behind) and behind[0][0].isdigit()
    return is_counted or sentence.is_at(hit.last + 1, "#article", "#adverb")


def find_word_refusal(sentence: Sentence, hit: Hit, topic: Hit) -> Why | None:
    """Find why a word of a position does not hold where it stands; what "is being signed" is not signed yet."""
    if _is_asked(sentence, hit):
        return Why.ASKED
    is_under_way = hit.needs == "past" and sentence.words[hit.first - 1] == "being"
    if is_under_way or has_object(sentence, hit, topic) or not holds(sentence, hit):
        return Why.TENSE
    if hit.needs == "done" and not is_done_to(sentence, hit, topic):
        return Why.OTHER_OBJECT
    return Why.NEGATED if hit.needs != "not" and is_denied(sentence, hit) else None


def _is_asked(sentence: Sentence, hit: Hit) -> bool:
    """Whether a sentence begins with the question that a word stands in ("Has a deal been reached?", its answer behind or not); a
    headline's "Deal reached?" says so all the same."""
    words = sentence.words
    if _ASKS.isdisjoint(words[hit.last + 1 :]):
        return False
    return words[sentence.find_opening()] in sentence.language.question_openers
