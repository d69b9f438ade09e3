"""Respelt: whether what seems to have come or gone only stands misspelt on the other side.

"Hamas has rejcted disarmament" says what "Hamas has rejected disarmament" says, though no lexicon has the word, and "שיבעה"
is seven. The other side's sentence is read again with its misspelt words mended. Refuses scripts but the Latin one, where one
letter is another word, but for number words. Next: `echo`.
"""

from monitor import model
from monitor.core.claims.align import find_words, likeness
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.find import judge_quantities
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.quantity import find_quantities
from monitor.core.claims.script import language_of, parse_text
from monitor.core.claims.stance import find_positions
from monitor.core.claims.tokens import find_tokens
from monitor.core.misspelling import is_misspelling

#: Least likeness of two sentences for one to be the other misspelt.
MIN_LIKENESS = 0.6
#: Fewest letters of a number word that one letter may be wrong in.
_LEAST_NUMBER = 4


def holds_misspelt(text: str, claim: model.Claim, compiled: Compiled) -> bool:
    """Whether a sentence holds a claim once its misspelt words are spelt as they are in the claim's."""
    if likeness(text, claim.sentence) < MIN_LIKENESS:
        return False
    mended = _mend(text, claim.sentence)
    return mended != text and any(
        one.claim_id == claim.claim_id
        and (one.value, one.low, one.high) == (claim.value, claim.low, claim.high)
        for one in _find_claims(mended, compiled)
    )


def _find_claims(text: str, compiled: Compiled) -> list[model.Claim]:
    """Find the positions and the numbers of a sentence that stands by itself; nobody is asked who says so."""
    sentence = parse_text(text, compiled)
    quantities = find_quantities(sentence, compiled.nouns.names)
    judged = judge_quantities(sentence, compiled, quantities=quantities, attributions=(), earlier=frozenset())
    counts = [one.claim for one in judged if one.claim is not None]
    return [*find_positions(sentence, compiled, attributions=()), *counts]


def _mend(text: str, pattern: str) -> str:
    """Put each word that is misspelt for one of another text as that one has it."""
    words, spans = find_tokens(text)
    numbers = parse_numerals(language_of(text)).values
    missing = sorted(find_words(pattern) - find_words(text))
    pieces, end = [], 0
    for word, (start, stop) in zip(words, spans, strict=True):
        spelt = next(
            (
                other
                for other in missing
                if is_misspelling(word, other)
                or (other in numbers and word not in numbers and _is_slip(word, other))
            ),
            None,
        )
        if spelt is not None:
            pieces += [text[end:start], spelt]
            end = stop
    return "".join([*pieces, text[end:]])


def _is_slip(word: str, number: str) -> bool:
    """Whether a word is a number word but for one letter too many, too few or wrong, or two that changed places."""
    if word.isascii() or min(len(word), len(number)) < _LEAST_NUMBER - 1 or len(number) < _LEAST_NUMBER:
        return False
    short, long = sorted((word, number), key=len)
    at = next((i for i in range(len(short)) if short[i] != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_swap = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return is_swap or short[at + 1 :] == long[at + 1 :]
