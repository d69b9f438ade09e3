"""Speakers: who is named where no verb of saying brings a quotation, and whether a pronoun stands for one.

"Envoy Ruth Kessler: …"; the name that the sentence before begins with; "he said". Refuses to guess where a pronoun is all
there is. Next: `quote`.
"""

from monitor import model
from monitor.core.claims.attribution import VERBS, Attribution
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.sources import (
    AUXILIARIES,
    EDGES,
    MAX_SOURCE,
    PRONOUNS,
    cut_source,
    find_before,
    find_before_aside,
    is_aside,
    is_stop,
)


def find_announcer(sentence: Sentence, colon: int) -> Attribution | None:
    """Find who is named right before a colon: "Envoy Ruth Kessler, in Doha: …"."""
    start, end = find_before(sentence, colon)
    if start >= end or is_aside(sentence, start, end):
        start, end = find_before_aside(sentence, start)
    is_verb = any(start <= hit.first < end for _, name in VERBS for hit in sentence.hits.get(name, ()))
    if is_verb or not PRONOUNS.isdisjoint(sentence.words[start:end]):
        return None
    source = cut_source(sentence, start, end)
    is_name = not sentence.language.is_inflected_by_rule or any(map(str.isupper, source))
    if not source or not is_name:
        return None
    return Attribution(
        source=source, verb=model.VerbClass.NEUTRAL, first=colon, last=len(sentence.words), place=colon
    )


def find_subject(sentence: Sentence) -> Attribution | None:
    """Find who a sentence is about: the name it begins with, up to its verb."""
    words = sentence.words
    end = next((at for at in range(len(words)) if words[at] in EDGES or words[at] in AUXILIARIES), 0)
    is_name = words[:1] == ("the",) or any(sentence.cut(at, at)[0].isupper() for at in range(1, end))
    if not 0 < end <= MAX_SOURCE or not is_name or words[0] in PRONOUNS:
        return None
    end = _end_of_name(sentence, end)
    return Attribution(
        source=cut_source(sentence, 0, end), verb=model.VerbClass.NEUTRAL, first=0, last=len(words), place=0
    )


def _end_of_name(sentence: Sentence, end: int) -> int:
    """Return where the name ends that a sentence begins with: "Samir Haddad | spoke on Monday"."""
    end = next((at for at in range(1, end) if is_stop(sentence, at)), end)
    capitals = [at for at in range(1, end) if sentence.cut(at, at)[0].isupper()]
    return capitals[-1] + 1 if capitals else end


def is_pronoun_speaking(sentence: Sentence) -> bool:
    """Whether "he said" stands for whoever spoke before; a verb alone does, where verbs need no subject."""
    if not sentence.language.is_inflected_by_rule:
        return any(sentence.hits.get(name) for _, name in VERBS)
    return any(
        word in ("he", "she", "they")
        for _, name in VERBS
        for hit in sentence.hits.get(name, ())
        for word in (
            *sentence.words[max(0, hit.first - 1) : hit.first],
            *sentence.words[hit.last + 1 : hit.last + 2],
        )
    )
