"""Echoes: whether a text still holds what seems to have gone from it, in words the engine could not read.

A claim that is found on one side only is news, or a wording that no lexicon foresaw. The number itself, unread and not
refused for any reason, the quoted words outside of their marks, or the actor and topic without any word for a stance
are signs of the latter: such a change is for the review list. Refuses to see an echo in what was read as something
else, denied or vetoed. Next: `engine`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor import model
from monitor.core.claims.attribution import find_attributions
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.find import find_refusal, judge_quantities
from monitor.core.claims.quantity import Quantity, find_quantities
from monitor.core.claims.reader import NO_NOUNS, language_of
from monitor.core.claims.sentence import Sentence, parse_sentence
from monitor.core.claims.stance import weigh_positions
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import find_tokens
from monitor.core.claims.verdict import Judgement, Why

#: Why such a change is not told at once; stands in its rule.
RULE = "the same stands unread on the other side"
#: Reasons that only say the engine did not understand.
_UNREAD = frozenset({None, Why.UNTIED, Why.LACKING, Why.NOUN_APART})
_ONE_SIDED = frozenset({model.ChangeKind.ADDED, model.ChangeKind.REMOVED})


def weigh_echoes(
    changes: Iterable[model.ClaimChange], *, old: Iterable[str], new: Iterable[str], compiled: Compiled
) -> tuple[model.ClaimChange, ...]:
    """Return the changes, those with an echo for review only; `old` and `new` are the sentences of both texts."""
    changes = tuple(changes)
    spoken = [(change.kind, _words_of(_side_of(change).value)) for change in changes if _is_quote(change)]
    sides = {model.ChangeKind.ADDED: tuple(old), model.ChangeKind.REMOVED: tuple(new)}
    definitions = {one.id: one for one in compiled.definitions}
    return tuple(
        replace(change, tier=model.Tier.REVIEW, rule=f"{change.rule}; {RULE}")
        if change.kind in _ONE_SIDED
        and not (_is_quote(change) and _has_other_speaker(change, spoken))
        and _has_echo(change, sides[change.kind], definitions[change.claim_id], compiled)
        else change
        for change in changes
    )


def _has_echo(
    change: model.ClaimChange,
    sentences: tuple[str, ...],
    definition: model.ClaimDefinition,
    compiled: Compiled,
) -> bool:
    claim = _side_of(change)
    if claim.type is model.ClaimType.QUOTE:
        return _words_of(claim.value) in _words_of(" ".join(sentences))
    parsed = (_parse(text, compiled) for text in sentences)
    if claim.low is None and claim.high is None:
        return definition.actor is not None and any(_is_unread_stance(one, definition) for one in parsed)
    return any(_is_unread_number(one, definition, claim, compiled) for one in parsed)


def _side_of(change: model.ClaimChange) -> model.Claim:
    """Return the claim that changed; of a change on both sides, the old one."""
    claim = change.old or change.new
    assert claim is not None  # noqa: S101  # a change has a side
    return claim


def _is_quote(change: model.ClaimChange) -> bool:
    return _side_of(change).type is model.ClaimType.QUOTE


def _has_other_speaker(change: model.ClaimChange, spoken: Sequence[tuple[model.ChangeKind, str]]) -> bool:
    """Whether the same words came or went with another speaker, so that they were read on both sides."""
    words = _words_of(_side_of(change).value)
    return any(kind is not change.kind and other == words for kind, other in spoken)


def _words_of(text: str) -> str:
    """Return the words of a text, one space on each side of every word."""
    return f" {' '.join(word for word in find_tokens(text).words if word.isalnum())} "


def _parse(text: str, compiled: Compiled) -> Sentence:
    code = language_of(text, "")
    return parse_sentence(text, matcher=compiled.matchers[code], language=LANGUAGES[code])


def _is_unread_number(
    sentence: Sentence, definition: model.ClaimDefinition, claim: model.Claim, compiled: Compiled
) -> bool:
    """Whether the claim's number stands in a sentence and was neither read as anything nor refused."""
    return any(
        judged.claim is None
        and judged.negation is None
        and _has_value(judged.one.quantity, claim)
        and _is_not_understood(sentence, judged, definition)
        for judged in _judge(sentence, compiled)
    )


def _judge(sentence: Sentence, compiled: Compiled) -> Iterator[Judgement]:
    quantities = find_quantities(sentence, compiled.nouns.names)
    yield from judge_quantities(
        sentence,
        compiled,
        quantities=quantities,
        attributions=find_attributions(sentence),
        earlier=NO_NOUNS,
    )


def _has_value(quantity: Quantity, claim: model.Claim) -> bool:
    return quantity.unit == claim.unit and quantity.low == (claim.high if claim.low is None else claim.low)


def _is_not_understood(sentence: Sentence, judged: Judgement, definition: model.ClaimDefinition) -> bool:
    refusal = find_refusal(sentence, judged.one, definition)
    why = refusal.why if refusal else None
    return why in _UNREAD or (why is Why.NOUN and not judged.one.nouns)


def _is_unread_stance(sentence: Sentence, definition: model.ClaimDefinition) -> bool:
    """Whether a sentence names the actor and the topic with no word known for a position."""
    if not all(sentence.hits.get(name or "") for name in (definition.topic, definition.actor)):
        return False
    # A word that is not in the tense its lexicon wants, or not denied as it wants, is none for a position.
    weighed = (word for _, words in weigh_positions(sentence, definition) for word in words)
    return all(word.why is Why.TENSE for word in weighed)
