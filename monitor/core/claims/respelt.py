"""Respelt: whether what seems to have come or gone only stands misspelt on the other side.

"Hamas has rejcted disarmament" says what "Hamas has rejected disarmament" says, though no lexicon has the word. The other
side's sentence is read again with its misspelt words mended. Refuses scripts but the Latin one, where one letter is another
word. Next: `echo`.
"""

from monitor import model
from monitor.core.claims.align import find_words, likeness
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.script import parse_text
from monitor.core.claims.stance import find_positions
from monitor.core.claims.tokens import find_tokens
from monitor.core.misspelling import is_misspelling

#: Least likeness of two sentences for one to be the other misspelt.
MIN_LIKENESS = 0.6


def holds_misspelt(text: str, claim: model.Claim, compiled: Compiled) -> bool:
    """Whether a sentence holds a stance or status once its misspelt words are spelt as they are in the claim's."""
    if likeness(text, claim.sentence) < MIN_LIKENESS:
        return False
    mended = _mend(text, claim.sentence)
    if mended == text:
        return False
    found = find_positions(parse_text(mended, compiled), compiled, attributions=())
    return any(one.claim_id == claim.claim_id and one.value == claim.value for one in found)


def _mend(text: str, pattern: str) -> str:
    """Put each word that is misspelt for one of another text as that one has it."""
    words, spans = find_tokens(text)
    missing = sorted(find_words(pattern) - find_words(text))
    pieces, end = [], 0
    for word, (start, stop) in zip(words, spans, strict=True):
        spelt = next((other for other in missing if is_misspelling(word, other)), None)
        if spelt is not None:
            pieces += [text[end:start], spelt]
            end = stop
    return "".join([*pieces, text[end:]])
