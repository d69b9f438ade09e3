"""Answers: a question and the bare number that answers it stand for one sentence.

"How many are out? Nine hundred." counts what the question asks for, and takes its unit from the sentence before ("They
want five percent. What were they offered? Two."). Refuses answers of more than a few words: they have nouns of their own.
Next: `engine`, which reads the two as one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.core import sentences
from monitor.core.claims import units
from monitor.core.claims.lexicon import OWN
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.script import language_of
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tokens import find_tokens

#: Most words and marks of a bare answer: "About 4.5 per cent."
MAX_ANSWER = 5
MAX_ANSWER_CHARS = 60
#: Most words and marks of a statement whose number leaves out its unit, what leads to one, and the greatest.
MAX_STATEMENT = 10
_LEADING = frozenset({"for", "of", "to"})
_MOST_PERCENT = 100
#: Stands among the nouns of a sentence that had a percentage; an answer leaves out no other unit.
_PERCENT = "#unit percent"
_ASKS = "?؟"


def join_answers(text: str, spans: Iterable[sentences.Span]) -> Iterator[sentences.Span]:
    """Join each question of a text with a bare number behind it, in the same paragraph."""
    last: sentences.Span | None = None
    for span in spans:
        if last is not None and _is_answered(text, last, span):
            span = sentences.Span(last.start, span.end)  # noqa: PLW2901
        elif last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _is_answered(text: str, question: sentences.Span, answer: sentences.Span) -> bool:
    is_near = text[question.end - 1] in _ASKS and "\n" not in text[question.end : answer.start]
    if not is_near or answer.end - answer.start > MAX_ANSWER_CHARS:
        return False
    written = text[answer.start : answer.end]
    words = find_tokens(written).words
    signs = parse_numerals(language_of(written)).signs
    return len(words) <= MAX_ANSWER and any(word[0].isdigit() or word in signs for word in words)


def name_units(quantities: Iterable[Quantity]) -> frozenset[str]:
    """Name the unit of numbers that an answer in the next sentence may leave out."""
    return frozenset(_PERCENT for one in quantities if one.unit == units.PERCENT)


def take_unit(
    sentence: Sentence, quantities: tuple[Quantity, ...], earlier: frozenset[str]
) -> tuple[Quantity, ...]:
    """Give a bare number behind a question the unit of the sentence before; "how many" asks for none."""
    if _PERCENT in earlier and len(quantities) == 1 and _is_closing(sentence, quantities[0]):
        return (replace(quantities[0], unit=units.PERCENT),)
    if len(quantities) > 1 and quantities[-2].unit == units.PERCENT:
        start = _find_clause(sentence, quantities[-2].reach, quantities[-1].hedge_first)
        if start and _is_closing(sentence, quantities[-1], start=start):
            return (*quantities[:-1], replace(quantities[-1], unit=units.PERCENT))
    asks = sentence.words.index("?") if _PERCENT in earlier and "?" in sentence.words else -1
    if asks < 0 or "many" in sentence.words[:asks]:
        return quantities
    return tuple(
        replace(one, unit=units.PERCENT) if one.first > asks and not one.unit else one for one in quantities
    )


def _find_clause(sentence: Sentence, first: int, last: int) -> int:
    """Find where the clause begins that a mark, "and" or "while" parts from a number before: "offers 3 percent; | the union wants
    9"; 0 where none does."""
    marks = [at for at in range(first + 1, last) if sentence.words[at] in ",;"]
    links = [at for at in range(first + 1, last) if sentence.is_at(at, "#and", "#breaker")]
    return max((*marks, *links), default=-1) + 1


def _is_closing(sentence: Sentence, quantity: Quantity, *, start: int = 0) -> bool:
    """Whether a bare number ends a short sentence, or its last clause from `start` on, right behind a watched word, or where one
    leads to it: "The union wants nine", "It raised its offer to six"; not "the talks begin at nine"."""
    is_last = quantity.last + 2 >= len(sentence.words) <= start + MAX_STATEMENT
    start = sentence.before(quantity.hedge_first, "#article") - 1
    if not is_last or quantity.unit or quantity.vetoes or start < 0 or quantity.high > _MOST_PERCENT:
        return False
    is_said = any(not hit.name.startswith(OWN) for hit in sentence.ending.get(start, ()))
    return sentence.language.is_inflected_by_rule and (is_said or sentence.words[start] in _LEADING)
