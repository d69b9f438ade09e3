"""Retold: whether what seems to have come or gone is there by a pronoun, or only said once more without its verb.

"Kessler said" and "he said", "ten would be freed" and "to say it again: ten …". Refuses to say whom a pronoun stands for. Next: `echo`.
"""

from collections.abc import Iterable

from monitor import model
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.sources import AUXILIARIES
from monitor.core.claims.speaker import is_pronoun_speaking
from monitor.core.claims.tokens import find_tokens
from monitor.core.claims.verdict import Judgement


def is_spoken_by_pronoun(sentence: Sentence) -> bool:
    """Whether "he said" alone tells who speaks, so that a source on the other side may be he."""
    return sentence.language.is_inflected_by_rule and is_pronoun_speaking(sentence)


def is_retold(claim: model.Claim, definition: model.ClaimDefinition, judged: Iterable[Judgement]) -> bool:
    """Whether a number has the scope that no word marks, in a sentence without a verb, and another sentence has it with its
    scope: "ten captives would be freed", "in figures: 10 captives"."""
    default = definition.scopes.get("default")
    if default in (None, *definition.scopes) or claim.scope != default:
        return False
    if not AUXILIARIES.isdisjoint(find_tokens(claim.sentence).words):
        return False
    same = (claim.claim_id, claim.low, claim.high)
    others = [one.claim for one in judged if one.claim is not None]
    return any((one.claim_id, one.low, one.high) == same and one.scope != default for one in others)
