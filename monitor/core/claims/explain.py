"""Explain: how the engine read a text, stage by stage; and how it compared two.

Runs the engine's own steps and keeps what they answered: what was refused, and why. Decides nothing, so that what is
shown is what happened. Next: `trace` for the shapes, `reasons` for the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitor import model
from monitor.core.claims import pairing, reasons, trace
from monitor.core.claims.align import likeness
from monitor.core.claims.attribution import Attribution, find_attributions
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.dated import judge_dates, weigh_date
from monitor.core.claims.denial import find_doubt
from monitor.core.claims.engine import Engine, Step
from monitor.core.claims.find import is_counted_in, is_mere_part, is_other, judge_quantities
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.number import is_code
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.quantity import MAX_QUANTITIES, Quantity, find_quantities
from monitor.core.claims.reader import may_tell
from monitor.core.claims.refusal import PART, find_refusal
from monitor.core.claims.scope import find_scope
from monitor.core.claims.script import parse_text
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.stance import choose_position, find_veto, weigh_positions
from monitor.core.claims.subject import stand_in
from monitor.core.claims.ties import find_tie
from monitor.core.claims.verdict import WAYS, Choice, How, Judgement, Refusal, Why


def explain_text(engine: Engine, text: str) -> trace.Trace:
    """Explain how a text was read."""
    sentences = tuple(_explain_sentence(engine.compiled, text, step) for step in engine.read_sentences(text))
    quotes = tuple(claim for claim in engine.find_in_text(text) if claim.type is model.ClaimType.QUOTE)
    return trace.Trace(text=text, sentences=sentences, quotes=quotes)


def explain_comparison(engine: Engine, old: str, new: str) -> trace.Comparison:
    """Explain how two texts were read and compared."""
    before, after = (explain_text(engine, text) for text in (old, new))
    equal = [
        pair
        for claim_id in engine.definitions
        for pair in pairing.pair_claims(
            [claim for claim in before.claims if claim.claim_id == claim_id],
            [claim for claim in after.claims if claim.claim_id == claim_id],
            pairing.is_equal,
        )
    ]
    changes = tuple(
        trace.Compared(
            change=change,
            likeness=likeness(change.old.sentence, change.new.sentence)
            if change.old and change.new
            else None,
            tier_reason=reasons.say_tier(change, engine.definitions[change.claim_id]),
        )
        for change in engine.compare_texts(old, new)
    )
    return trace.Comparison(old=before, new=after, equal=tuple(equal), changes=changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """A sentence where it stands, and what is looked for in it."""

    sentence: Sentence
    compiled: Compiled
    start: int
    #: It may hold a claim.
    is_told: bool

    def cut(self, first: int, last: int) -> trace.Stretch:
        """Return the words from one place to another, both included."""
        spans = self.sentence.spans
        return trace.Stretch(
            text=self.sentence.cut(first, last),
            start=self.start + spans[first][0],
            end=self.start + spans[last][1],
        )

    def at(self, hit: Hit | None) -> trace.Stretch | None:
        """Return a hit's words."""
        return self.cut(hit.first, hit.last) if hit else None

    def shift(self, claim: model.Claim | None) -> model.Claim | None:
        """Put a claim of the sentence where the sentence stands."""
        return claim and replace(claim, start=claim.start + self.start, end=claim.end + self.start)


def _explain_sentence(compiled: Compiled, text: str, step: Step) -> trace.SentenceTrace:
    span = step.span
    written = text[span.start : span.end]
    sentence = parse_text(written, compiled, fallback=step.fallback)
    stand_in(sentence, compiled, step.earlier)
    is_told = may_tell(sentence, compiled, step.earlier)
    scene = _Scene(sentence=sentence, compiled=compiled, start=span.start, is_told=is_told)
    attributions = find_attributions(sentence)
    quantities = find_quantities(sentence, compiled.nouns.names)
    judged = judge_quantities(
        sentence, compiled, quantities=quantities, attributions=attributions, earlier=step.earlier
    )
    present = sentence.hits.keys() | step.earlier
    return trace.SentenceTrace(
        at=trace.Stretch(text=written, start=span.start, end=span.end),
        language=sentence.language.code,
        is_notice=step.is_notice,
        unread_characters=_count_unread(sentence),
        tokens=tuple(scene.cut(place, place) for place in range(len(sentence.words))),
        terms=tuple(
            trace.Term(lexicon=hit.name, at=scene.cut(hit.first, hit.last), needs=hit.needs)
            for hit in sorted((hit for hits in sentence.hits.values() for hit in hits), key=_place_of)
        ),
        sources=tuple(
            trace.Source(name=one.source, verb=one.verb, is_doubting=one.is_reported) for one in attributions
        ),
        numbers=tuple(_explain_numbers(scene, quantities, judged, is_notice=step.is_notice)),
        dates=() if step.is_notice else tuple(_explain_dates(scene, attributions)),
        unread=tuple(_find_unread(scene, quantities)),
        positions=() if step.is_notice else tuple(_explain_positions(scene)),
        lacking=tuple(_find_lacking(compiled, present)),
        claims=() if step.is_notice else tuple(filter(None, map(scene.shift, step.reading.claims))),
    )


def _place_of(hit: Hit) -> tuple[int, int, str]:
    return hit.first, hit.last, hit.name


def _count_unread(sentence: Sentence) -> int:
    """Count the characters behind the last token that was looked at."""
    end = sentence.spans[-1][1] if sentence.spans else 0
    return sum(1 for char in sentence.text[end:] if char.isalnum())


def _explain_numbers(
    scene: _Scene, quantities: tuple[Quantity, ...], judged: list[Judgement], *, is_notice: bool
) -> Iterator[trace.Number]:
    places = {one.one.quantity.first: index for index, one in enumerate(judged)}
    for quantity in quantities:
        number = _describe(scene, quantity)
        if is_notice:
            yield replace(number, refused="inside a correction notice")
        elif is_other(quantity):
            refused = ", ".join(dict.fromkeys(reasons.say_veto(name) for name in quantity.vetoes))
            yield replace(number, refused=refused)
        elif not scene.is_told:
            yield replace(number, refused="no word of the sentence is watched")
        else:
            yield _explain_judgement(scene, number, judged, places[quantity.first])


def _describe(scene: _Scene, quantity: Quantity) -> trace.Number:
    hedge_first = quantity.hedge_first
    hedge = scene.cut(hedge_first, quantity.first - 1) if hedge_first < quantity.first else None
    return trace.Number(
        at=scene.cut(quantity.first, quantity.last),
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        hedge=quantity.hedge,
        hedge_word=hedge,
    )


def _explain_judgement(
    scene: _Scene, number: trace.Number, judged: list[Judgement], index: int
) -> trace.Number:
    """Add what became of a number that may count something."""
    verdict, sentence = judged[index], scene.sentence
    one = verdict.one
    scope = find_scope(sentence, one, verdict.choice.definition) if verdict.choice else None
    return replace(
        number,
        hedge=one.quantity.hedge,
        nouns=tuple(sorted(one.nouns)),
        is_borrowed=one.is_borrowed,
        window=scene.cut(one.left, one.right),
        options=tuple(
            _explain_option(scene, judged, index, definition) for definition in scene.compiled.counted
        ),
        scope_reason=reasons.say_scope(sentence, scope) if scope else "",
        doubt_word=scene.at(verdict.doubt if verdict.claim else find_doubt(sentence, one)),
        negation_word=scene.at(verdict.negation),
        claim=scene.shift(verdict.claim),
    )


def _explain_option(
    scene: _Scene, judged: list[Judgement], index: int, definition: model.ClaimDefinition
) -> trace.Option:
    """Explain whether a number is a definition's claim."""
    verdict = judged[index]
    answer = _judge_option(scene.sentence, judged, index, definition)
    if isinstance(answer, Choice):
        reason = reasons.say_choice(scene.sentence, answer)
        return trace.Option(claim_id=definition.id, how=answer.how, word=scene.at(answer.hit), reason=reason)
    reason = reasons.say_refusal(scene.sentence, verdict, definition, answer)
    return trace.Option(claim_id=definition.id, why=answer.why, word=scene.at(answer.hit), reason=reason)


def _judge_option(
    sentence: Sentence, judged: list[Judgement], index: int, definition: model.ClaimDefinition
) -> Choice | Refusal:
    """Return what ties a number to a definition, or why it is not its claim."""
    verdict = judged[index]
    refusal = find_refusal(sentence, verdict.one, definition)
    if refusal is not None:
        return refusal
    counted = tuple(one.one for one in judged)
    ties = [find_tie(sentence, counted, index, definition, how=how) for how in WAYS]
    before = [one.choice for one in judged[:index]]
    if is_counted_in(sentence, verdict.one, definition, before=before):
        return Refusal(Why.VETO, PART)
    if not any(ties[:-1]) and ties[-1] and is_mere_part(sentence, counted, index, definition):
        return Refusal(Why.PART)
    if not any(ties):
        return Refusal(Why.UNTIED, definition.require[0]) if definition.require else Refusal(Why.NOUN_APART)
    assert verdict.choice is not None  # noqa: S101 - what is tied to one is given to one
    if verdict.choice.definition is not definition:
        return Refusal(Why.TAKEN, verdict.choice.definition.id)
    return Refusal(Why.NEGATED, hit=verdict.negation) if verdict.negation else verdict.choice


def _explain_dates(scene: _Scene, attributions: tuple[Attribution, ...]) -> Iterator[trace.Date]:
    """Explain every date of a sentence that may hold a date claim."""
    for date, verdict in judge_dates(scene.sentence, scene.compiled, attributions=attributions):
        yield trace.Date(
            at=scene.cut(date.quantity.first, date.quantity.last),
            value=date.value,
            options=tuple(_explain_date(scene, verdict, one) for one in scene.compiled.dated),
            claim=scene.shift(verdict.claim),
        )


def _explain_date(scene: _Scene, verdict: Judgement, definition: model.ClaimDefinition) -> trace.Option:
    """Explain whether a date is a definition's claim."""
    answer = weigh_date(scene.sentence, verdict.one, definition)
    choice = verdict.choice
    if choice and choice.definition is definition:
        answer = Refusal(Why.NEGATED, hit=verdict.negation) if verdict.negation else answer
    elif choice and not isinstance(answer, Refusal):
        answer = Refusal(Why.TAKEN, choice.definition.id)
    if isinstance(answer, Refusal):
        reason = reasons.say_refusal(scene.sentence, verdict, definition, answer)
        return trace.Option(claim_id=definition.id, why=answer.why, word=scene.at(answer.hit), reason=reason)
    return trace.Option(claim_id=definition.id, how=How.NOUN, reason=f"@{definition.noun} is what it dates")


def _find_unread(scene: _Scene, quantities: tuple[Quantity, ...]) -> Iterator[trace.Unread]:
    """Find digits and number words that no quantity took in."""
    sentence = scene.sentence
    numerals = parse_numerals(sentence.language.code)
    taken = {place for one in quantities for place in range(one.first, max(one.last, one.reach) + 1)}
    for place, word in enumerate(sentence.words):
        is_number = word[0].isdigit() or word in numerals.vague
        if is_number and place not in taken:
            reason = reasons.say_unread(
                sentence,
                place,
                is_code=is_code(sentence, place),
                is_full=len(quantities) == MAX_QUANTITIES and place > quantities[-1].last,
            )
            yield trace.Unread(at=scene.cut(place, place), reason=reason)


def _explain_positions(scene: _Scene) -> Iterator[trace.Position]:
    """Explain every word for a stance or status whose topic stands in the sentence."""
    sentence = scene.sentence
    for definition in scene.compiled.posed:
        veto = find_veto(sentence, definition)
        for _, weighed in weigh_positions(sentence, definition):
            best = choose_position(weighed) if veto is None else None
            for one in weighed:
                vetoed = f'vetoed by @{veto.name}: "{reasons.cut(sentence, veto)}"' if veto else ""
                yield trace.Position(
                    claim_id=definition.id,
                    value=one.value,
                    word=scene.cut(one.hit.first, one.hit.last),
                    topic=scene.cut(one.topic.first, one.topic.last),
                    cost=one.cost,
                    why=Why.VETO if veto else one.why or (None if one is best else Why.TAKEN),
                    reason=vetoed or reasons.say_position(sentence, one, is_best=one is best),
                )


def _find_lacking(compiled: Compiled, present: frozenset[str] | set[str]) -> Iterator[tuple[str, str]]:
    """Name each definition that a sentence cannot hold, with the lexicons it has no term of."""
    for definition in (*compiled.counted, *compiled.dated, *compiled.posed):
        need = next((need for need in compiled.needs[definition.id] if need.isdisjoint(present)), None)
        if need is not None:
            yield definition.id, " or @".join(sorted(need))
