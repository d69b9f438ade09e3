"""Rewordings: a scope, source or position that seems to have changed because its sentence was written anew, in other words.

Refuses to call a change a rewording where the words that decided it are gone from the other side, or denied there: that
is news. Next: `echo`, which puts what is one on the review list.
"""

from difflib import SequenceMatcher

from monitor import model
from monitor.core.claims.align import likeness
from monitor.core.claims.polarity import holds, is_denied, is_in_phrase
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.stance import CONDITIONAL, find_veto
from monitor.core.claims.tokens import find_tokens

#: Least likeness of two sentences for a number to have left, or come to, the scope that no word marks.
MIN_LIKENESS_DEFAULT = 0.6
#: Two sentences with less of their words in the same order say one thing anew. Of 71 true changes of scope in the labelled
#: pairs none stood below it with a word for the other scope beside it, of 23 false ones 15.
MIN_LIKENESS_ORDERED = 0.55
#: The same for who says so: of 228 true changes of a source one stood below it, of 26 false ones 23.
MIN_LIKENESS_SOURCED = 0.48
#: Least likeness of two sentences for a word of one to be what the other says in another way.
MIN_LIKENESS_SAID = 0.2


def leaves_default(old: model.Claim, new: model.Claim, definition: model.ClaimDefinition) -> bool:
    """Whether a number of a sentence written anew only lost, or found, its words for a scope."""
    default = definition.scopes.get("default")
    if default in definition.scopes or default not in (old.scope, new.scope):
        return False
    return likeness(old.sentence, new.sentence) < MIN_LIKENESS_DEFAULT


def keeps_scope(
    before: tuple[model.Claim, Sentence],
    after: tuple[model.Claim, Sentence],
    *,
    definition: model.ClaimDefinition,
) -> bool:
    """Whether the words of one of the two scopes stand in both sentences, and the new one was written anew: in "would be
    swapped for 20 hostages" and "20 hostages, the text says, would be swapped" the number has its scope still."""
    (old, old_sentence), (new, new_sentence) = before, after
    is_kept = _has_mark(new_sentence, definition.scopes.get(old.scope)) or _has_mark(
        old_sentence, definition.scopes.get(new.scope)
    )
    return is_kept and _ordered_likeness(old.sentence, new.sentence) < MIN_LIKENESS_ORDERED


def has_source_anew(old: model.Claim, new: model.Claim) -> bool:
    """Whether who says so was only found in one wording of two that are unlike: "the outline, a Qatari diplomat said" and "a
    diplomat from Qatar told of an outline". A doubt or a denial that came or went is none such."""
    if old.verb is not new.verb and not {old.verb, new.verb} <= {None, model.VerbClass.NEUTRAL}:
        return False
    return _ordered_likeness(old.sentence, new.sentence) < MIN_LIKENESS_SOURCED


def list_marks(claim: model.Claim, definition: model.ClaimDefinition) -> set[str]:
    """List the lexicons whose words make a claim's position."""
    names = (definition.values.get(claim.value), definition.condition if claim.value == CONDITIONAL else None)
    return {name for name in names if name}


def holds_position(
    sentence: Sentence, claim: model.Claim, definition: model.ClaimDefinition, *, written: str
) -> bool:
    """Whether a sentence like the claim's own has a word for the same position that is not denied, whatever it is said
    of, and nothing vetoes: "turned down 3 percent" where the other side has "rejected the offer of 3 percent". `written` is its text."""
    if likeness(written, claim.sentence) < MIN_LIKENESS_SAID or find_veto(sentence, definition) is not None:
        return False
    return any(_has_mark(sentence, name) for name in list_marks(claim, definition))


def _has_mark(sentence: Sentence, lexicon: str | None) -> bool:
    """Whether a word of a lexicon stands in a sentence, as the lexicon wants it and not denied."""
    return any(
        holds(sentence, hit)
        and not is_in_phrase(sentence, hit)
        and (hit.needs == "not" or not is_denied(sentence, hit, apart=hit))
        for hit in sentence.hits.get(lexicon or "", ())
    )


def _ordered_likeness(old: str, new: str) -> float:
    """Return the share of words that stand in both sentences in the same order, 0 to 1 (Ratcliff and Obershelp)."""
    return SequenceMatcher(None, find_tokens(old).words, find_tokens(new).words, autojunk=False).ratio()
