"""Rules: what each alert rule says of each event, and why. An event that no rule takes is untold, never lost.

Numbers are never noise: the least change a rule asks for holds back only what it can measure. Next: `alerting`, which asks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from monitor import model

#: The kinds of change whose two sides are numbers of one thing, and the types of claim that are numbers.
_MEASURED = frozenset({model.ChangeKind.VALUE, model.ChangeKind.RANGE})
#: A value that is printed without a range, its hedge first: "20", ">=20", "3.5 percent".
_PLAIN = re.compile(r"([<>=~?]*)(\d+(?:\.\d+)?)( \D+)?", re.ASCII)
_NUMBERS = frozenset({model.ClaimType.COUNT, model.ClaimType.DURATION, model.ClaimType.AMOUNT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a rule can ask about, beside the events themselves."""

    article_id: int
    outlet_id: str
    outlet_name: str
    topic_ids: tuple[str, ...]
    #: Two-letter code of the article's language, else of its outlet's; None: nobody knows.
    language: str | None = None
    #: What most outlets said of a claim, and what they, or the one that is told of, say now, as values are printed; None where that
    #: is not what is told.
    moved: tuple[str, str] | None = None


def ask_rules(
    event: model.Event, change: model.Change, subject: Subject, rules: Sequence[model.AlertRule]
) -> tuple[model.RuleAnswer, ...]:
    """Return what every rule says of an event, in the order of the watchlist."""
    return tuple(_ask(rule, event, change, subject) for rule in rules)


def _ask(
    rule: model.AlertRule, event: model.Event, change: model.Change, subject: Subject
) -> model.RuleAnswer:
    objection = next(_find_objections(rule, event, change, subject), None)
    remark = _find_remark(rule, event, change, subject) if objection is None else ""
    return model.RuleAnswer(rule_id=rule.id, is_taken=objection is None, why=objection or remark)


def _find_objections(
    rule: model.AlertRule, event: model.Event, change: model.Change, subject: Subject
) -> Iterator[str]:
    """Find why a rule does not ask for an event."""
    language = subject.language
    objections = (
        (rule.events and event.kind not in rule.events, f"does not name {event.kind}"),
        (rule.topics and not set(rule.topics) & set(subject.topic_ids), "is about other topics"),
        (rule.outlets and subject.outlet_id not in rule.outlets, "is about other outlets"),
        (rule.claims and event.claim_id not in rule.claims, "is about other claims"),
        (
            rule.languages and language and language not in rule.languages,
            f"is about other languages than {language}",
        ),
        (event.severity < rule.min_severity, f"wants {rule.min_severity.name.lower()} or more"),
        (rule.silent_only and not change.is_silent, "wants silent edits only"),
    )
    yield from (text for applies, text in objections if applies)
    if rule.min_change is not None:
        sizes = _find_sizes(event, change, subject, is_percent=rule.min_change.is_percent)
        if sizes and None not in sizes and max(filter(None, sizes), default=0) < rule.min_change.amount:
            size = max(size or 0 for size in sizes)
            yield f"wants a change of {rule.min_change} or more; this is {_print_size(size, rule.min_change)}"


def _find_remark(rule: model.AlertRule, event: model.Event, change: model.Change, subject: Subject) -> str:
    if rule.min_change is None:
        return ""
    sizes = _find_sizes(event, change, subject, is_percent=rule.min_change.is_percent)
    return "" if sizes and None not in sizes else "what its min_change cannot measure, it takes"


def _find_sizes(
    event: model.Event, change: model.Change, subject: Subject, *, is_percent: bool
) -> list[Decimal | None]:
    """Find how much the claim changes behind an event amount to, None for each that cannot be measured."""
    if subject.moved is not None:
        return [_measure_values(*subject.moved, is_percent=is_percent)]
    if event.kind is not model.EventKind.CLAIM_CHANGED:
        return []
    own = [one for one in change.claim_changes if one.claim_id == event.claim_id]
    # One claim may change in two scopes at once, each with an event of its own.
    named = [one for one in own if one.summary and one.summary in event.summary]
    return [find_size(one, is_percent=is_percent) for one in named or own]


def find_size(change: model.ClaimChange, *, is_percent: bool) -> Decimal | None:
    """Return by how much a claim's number changed, by itself or in percent of the old one; None where that is no number:
    a stance, another hedge, unit or negation, a side without a number, percent of nought."""
    old, new = change.old, change.new
    if change.kind not in _MEASURED or old is None or new is None or _traits(old) != _traits(new):
        return None
    if old.type not in _NUMBERS:
        return None
    sizes = [
        (abs(after - before), abs(before))
        for before, after in ((old.low, new.low), (old.high, new.high))
        if before is not None and after is not None
    ]
    return _measure(sizes, is_percent=is_percent)


def _measure_values(old: str, new: str, *, is_percent: bool) -> Decimal | None:
    """Return by how much a printed value differs from another, where both are plain numbers of one hedge and unit."""
    before, after = _PLAIN.fullmatch(old), _PLAIN.fullmatch(new)
    if not before or not after or (before[1], before[3]) != (after[1], after[3]):
        return None
    first, second = Decimal(before[2]), Decimal(after[2])
    return _measure([(abs(second - first), first)], is_percent=is_percent)


def _measure(sizes: Sequence[tuple[Decimal, Decimal]], *, is_percent: bool) -> Decimal | None:
    """Return the largest of some differences, by itself or in percent of what stood before."""
    if not sizes or (is_percent and any(not before for _, before in sizes)):
        return None
    return max(size / before * 100 if is_percent else size for size, before in sizes)


def _traits(claim: model.Claim) -> tuple[object, ...]:
    """Return what must be the same for two numbers to be measured against each other."""
    is_open = (claim.low is None, claim.high is None)
    return claim.type, claim.unit, claim.hedge, claim.is_reported, claim.is_negated, is_open


def _print_size(size: Decimal | int, least: model.LeastChange) -> str:
    """Print a size, cut and not rounded: less than 10% never reads as 10%."""
    cut = Decimal(size).quantize(Decimal("0.01"), ROUND_DOWN).normalize()
    return f"{cut:f}{'%' if least.is_percent else ''}"
