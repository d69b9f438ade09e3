"""Beside: whether a veto word is about another count, or parts nothing off.

"Crews found *more bodies*, bringing the toll to 163", "the number *of the dead* is 119", "80 are missing at the *market hall*, the only
place …". Refuses what it cannot see: the word vetoes then. Next: `veto`, `refusal`.
"""

from monitor import model
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.sentence import Sentence

#: Say of a place that there is no other.
_ONLY = frozenset({"only", "sole", "last"})
_PLACES = frozenset({"place", "site", "spot", "building", "location", "scene"})
#: Tell who of those counted is meant.
_TELLING_WHO = frozenset({"who", "that", "whose"})


def is_beside_count(sentence: Sentence, one: Counted, hit: Hit, definition: model.ClaimDefinition) -> bool:
    """Whether a veto word is about another count, is only what a tally counts, or names the only place there is."""
    if not sentence.language.is_inflected_by_rule:
        return False
    return (
        _is_tally_of(sentence, hit)
        or _is_only_place(sentence, hit)
        or _is_other_count(sentence, one, hit, definition)
    )


def _is_tally_of(sentence: Sentence, hit: Hit) -> bool:
    """Whether a veto word only says what a tally counts: "the number | of the dead | is 119"."""
    is_told = _TELLING_WHO.isdisjoint(sentence.words[hit.last + 1 : hit.last + 2])
    return sentence.words[hit.first] == "of" and is_told and sentence.before(hit.first, "#tally") < hit.first


def _is_only_place(sentence: Sentence, hit: Hit) -> bool:
    """Whether what a veto word names is said to be the only place: "at the | market hall |, the only site still searched"."""
    comma, article, only, place = (*sentence.words[hit.last + 1 : hit.last + 5], "", "", "", "")[:4]
    return (comma, article) == (",", "the") and only in _ONLY and place in _PLACES


def _is_other_count(sentence: Sentence, one: Counted, hit: Hit, definition: model.ClaimDefinition) -> bool:
    """Whether a veto word that itself counts stands before a clause in which a tally is moved to the number: "pulled out
    | more bodies |, lifting the death toll to 163", "… and the death toll rose to 163"."""
    words, start = sentence.words, one.quantity.hedge_first
    links = [at for at in range(hit.last + 1, start - 1) if _opens_clause(sentence, at)]
    if not links or parse_numerals(sentence.language.code).turning.isdisjoint(words[links[-1] : start]):
        return False
    own = [word for name in definition.require for word in sentence.hits.get(name, ())]
    is_count = any(hit.first <= word.first and word.last <= hit.last for word in own)
    return is_count and any(links[-1] < word.first and word.last < start for word in own)


def _opens_clause(sentence: Sentence, place: int) -> bool:
    """Whether a comma and a participle stand here, or "and" and a noun."""
    words = sentence.words
    if words[place] == ",":
        return words[place + 1].endswith("ing")
    return sentence.is_at(place, "#and") and sentence.is_at(place + 1, "#article")
