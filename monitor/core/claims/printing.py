"""Printing: claims and changes as the batch door prints them, and as one plain sentence for people.

Values print as "20", ">=20", "<=20", "~20", "?20", "20-22", a pure scope change as "10 deal" -> "10 past", a source as
"Hamas (doubt)", nothing as "none". Refuses nothing. Next: `compare`, which makes the changes.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from monitor import model

NONE = "none"
_SIGNS = {
    model.Hedge.EXACT: "",
    model.Hedge.AT_LEAST: ">=",
    model.Hedge.AT_MOST: "<=",
    model.Hedge.ABOUT: "~",
}
_WORDS = {
    model.Hedge.EXACT: "",
    model.Hedge.AT_LEAST: "at least ",
    model.Hedge.AT_MOST: "at most ",
    model.Hedge.ABOUT: "about ",
}
_BOUNDS = {
    model.Hedge.EXACT: "",
    model.Hedge.AT_LEAST: "from ",
    model.Hedge.AT_MOST: "by ",
    model.Hedge.ABOUT: "around ",
}
#: Units that go without saying: in short, and in a sentence.
_BARE = frozenset({"", "days", "percent", "magnitude"})
_SPOKEN = frozenset({"", "magnitude"})
_CHANGED = frozenset(
    {
        model.ChangeKind.VALUE,
        model.ChangeKind.RANGE,
        model.ChangeKind.SCOPE,
        model.ChangeKind.STANCE,
        model.ChangeKind.INCONSISTENT,
    }
)


def print_value(claim: model.Claim) -> str:
    """Print a claim's value with its hedge; a stance, status or quote prints as its words."""
    if claim.low is None and claim.high is None:
        return _SIGNS[claim.hedge] + claim.value
    sign = _SIGNS[claim.hedge] or ("?" if claim.is_reported else "")
    unit = "" if claim.unit in _BARE else f" {claim.unit}"
    return f"{sign}{_print_bounds(claim, dash='-', grouped=False)}{unit}"


def print_hedge(claim: model.Claim) -> str:
    """Name a claim's hedge class; a numeric hedge takes precedence over "reported"."""
    if claim.hedge is model.Hedge.EXACT and claim.is_reported:
        return "reported"
    return str(claim.hedge)


def print_attribution(claim: model.Claim) -> str:
    """Print who says so, with the class of a verb that does not merely report."""
    if claim.source is None:
        return NONE
    if claim.verb in (None, model.VerbClass.NEUTRAL):
        return claim.source
    return f"{claim.source} ({claim.verb})"


def list_told(changes: Iterable[model.ClaimChange]) -> tuple[model.ClaimChange, ...]:
    """List the changes that are told to somebody; the rest are for the review list."""
    return tuple(change for change in changes if change.tier is not model.Tier.REVIEW)


def to_guide_record(change: model.ClaimChange) -> dict[str, str]:
    """Turn a change into the batch door's record: claim, kind, old, new."""
    kind = "changed" if change.kind in _CHANGED else str(change.kind)
    return {"claim": change.claim_id, "kind": kind, "old": change.old_text, "new": change.new_text}


def to_claim_record(claim: model.Claim) -> dict[str, Any]:
    """Return a claim as the label guide writes it: a scope, a stance or the quoted words stand under "status"."""
    return {
        "claim": claim.claim_id,
        "low": to_plain_number(claim.low),
        "high": to_plain_number(claim.high),
        "hedge": print_hedge(claim),
        "attribution": claim.source,
        "verb": claim.verb and claim.verb.value,
        "status": claim.value or claim.scope,
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
    }


def to_plain_number(value: Decimal | None) -> int | float | None:
    """Turn a number into one that JSON writes as people do: 20, 4.5."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def print_summary(
    change_kind: model.ChangeKind,
    *,
    title: str,
    old: model.Claim | None,
    new: model.Claim | None,
    texts: tuple[str, str],
    beside: model.Claim | None = None,
) -> str:
    """Say one change as a sentence's middle: "at least 20 living hostages; it said 22"; `beside` is another value that
    the text gave already."""
    if new is None:
        return f"nothing any more of {print_phrase(old, title)}" if old else title
    phrase = print_phrase(new, title)
    if old is None:
        return (
            f"{phrase}; it {f'also says {print_words(beside)}' if beside else 'said nothing of that before'}"
        )
    said = {
        model.ChangeKind.ATTRIBUTION: f"{phrase}, by {_by(new)}; it was {_by(old)}",
        model.ChangeKind.SCOPE: f"{phrase} ({new.scope}); it said {texts[0]}",
        model.ChangeKind.INCONSISTENT: f"both {print_words(old)} and {print_words(new)} {title}",
    }
    return said.get(change_kind, f"{phrase}; it said {print_words(old)}")


def print_phrase(claim: model.Claim, title: str) -> str:
    """Say a claim: "at least 20 living hostages", "length of the truce: 60 days"."""
    if claim.type is model.ClaimType.COUNT:
        return f"{print_words(claim)} {title}"
    if claim.type is model.ClaimType.QUOTE:
        return f"{claim.source or 'a speaker'}: {print_words(claim)}"
    return f"{title}: {print_words(claim)}"


def _by(claim: model.Claim) -> str:
    if claim.source is None:
        return "nobody named"
    verb = {model.VerbClass.DOUBT: " (claimed)", model.VerbClass.DENY: " (denied)"}
    return claim.source + verb.get(claim.verb or model.VerbClass.NEUTRAL, "")


def print_words(claim: model.Claim) -> str:
    """Say a value in words and digits."""
    if claim.low is None and claim.high is None:
        return (
            f"“{claim.value}”" if claim.type is model.ClaimType.QUOTE else _BOUNDS[claim.hedge] + claim.value
        )
    doubt = "reportedly " if claim.is_reported and claim.hedge is model.Hedge.EXACT else ""
    unit = "" if claim.unit in _SPOKEN else f" {claim.unit}"
    return f"{doubt}{_WORDS[claim.hedge]}{_print_bounds(claim, dash=' to ', grouped=True)}{unit}"


def _print_bounds(claim: model.Claim, *, dash: str, grouped: bool) -> str:
    bounds = [bound for bound in (claim.low, claim.high) if bound is not None]
    shown = [_print_number(bound, grouped=grouped) for bound in bounds]
    return shown[0] if shown[0] == shown[-1] else dash.join(shown)


def _print_number(value: Decimal, *, grouped: bool) -> str:
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
