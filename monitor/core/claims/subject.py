"""Subjects: who a sentence begins with, and the "it" of the next one that stands for them.

"The union met on Monday. It refuses …" tells of the union. Such a position is uncertain: whether it came or went is for review.
Refuses languages whose verbs need no subject, and a pronoun behind anything else. Next: `stance`.
"""

from collections.abc import Iterable
from dataclasses import replace

from monitor import model
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.sentence import Sentence

#: Words of a sentence that may hold its first noun, and how sure it is that the next sentence goes on about that.
MAX_SUBJECT = 4
CONFIDENCE = 0.4
_PRONOUNS = frozenset({"it", "they"})


def name_subjects(hits: Iterable[Hit], compiled: Compiled) -> frozenset[str]:
    """Name the lexicons of the actor that a sentence begins with, behind an article at most."""
    return frozenset(hit.name for hit in hits if hit.first <= 1 and hit.name in compiled.actors)


def stand_in(sentence: Sentence, compiled: Compiled, earlier: frozenset[str]) -> frozenset[str]:
    """Let the pronoun that opens a sentence stand for the actors of the one before (`earlier`), those that it names itself
    left out. Returns the lexicons of those it stands for."""
    if not sentence.language.is_inflected_by_rule or sentence.words[0] not in _PRONOUNS:
        return frozenset()
    names = frozenset(name for name in compiled.actors & earlier if not sentence.hits.get(name))
    for name in names:
        hit = Hit(name, 0, 0, "base", is_future=False, needs="", has_gap=False)
        sentence.hits[name].append(hit)
        sentence.starting[0].append(hit)
        sentence.ending[0].append(hit)
    return names


def mark_uncertain(
    claims: Iterable[model.Claim], compiled: Compiled, names: frozenset[str]
) -> tuple[model.Claim, ...]:
    """Return positions, those of actors that only a pronoun named with less confidence."""
    uncertain = {one.id for one in compiled.posed if one.actor in names}
    return tuple(
        replace(claim, confidence=CONFIDENCE, rule=f"{claim.rule}, its actor in the sentence before")
        if claim.claim_id in uncertain
        else claim
        for claim in claims
    )
