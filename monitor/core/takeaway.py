"""Takeaway: changes and observations as flat rows, each with what proves it. One list of columns serves every format.

Every column is described in `docs/reference/exports.md`. Refuses nothing. Next: `cells`, which writes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from monitor import model
from monitor.core.claims import printing

Cell = str | int | float | Decimal | bool | datetime | None
Row = Mapping[str, Cell]
Proofs = Mapping[tuple[int, int], model.Proof]
#: Stands between several values in one cell.
_AND = "; "


class CellKind(StrEnum):
    """What a column holds; each may be empty."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of an export."""

    name: str
    kind: CellKind = CellKind.TEXT


def _columns(**kinds: str) -> tuple[Column, ...]:
    """Make columns of "name name name" by kind, in the order they are written."""
    return tuple(
        Column(name=name, kind=CellKind(kind.partition("_")[0]))
        for kind, names in kinds.items()
        for name in names.split()
    )


_PROOF_NAMES = ("content_hash", "raw_sha256", "chain_sha256", "read_by")

CHANGE_COLUMNS = _columns(
    integer="change_id place article_id",
    text="outlet_id outlet url headline language topics",
    integer_2="old_version new_version",
    instant="last_seen_old_at first_seen_new_at",
    text_2="severity standing disclosure notice events claim_id claim_kind scope tier old_value new_value",
    number="old_low old_high new_low new_high",
    text_3="unit old_hedge new_hedge old_source new_source old_verb new_verb old_sentence new_sentence summary",
    boolean="is_told",
    text_4="reason " + " ".join(f"{side}_{name}" for side in ("old", "new") for name in _PROOF_NAMES),
)
CLAIM_COLUMNS = _columns(
    integer="observation_id",
    text="claim_id type scope value",
    number="low high",
    text_2="unit hedge",
    boolean="is_reported is_negated",
    text_3="source verb field sentence",
    integer_2="start end",
    text_4="rule",
    number_2="confidence",
    text_5="outlet_id outlet",
    integer_3="article_id",
    text_6="url headline language",
    integer_4="version",
    instant="from_at until_at gone_at",
    integer_5="change_id",
    text_7="standing " + " ".join(_PROOF_NAMES),
)


def list_change_rows(reading: model.ChangeReading, proofs: Proofs) -> Iterator[Row]:
    """Yield one row for each claim that changed; one row for a change in which none did."""
    for place, claim_change in enumerate(reading.change.claim_changes or (None,), start=1):
        row = _state_change(reading) | {"place": place} | _state_proofs(reading, proofs)
        yield (
            row
            | (_state_told(reading.change.events) if claim_change is None else {})
            | ({} if claim_change is None else _state_claim_change(reading.change, claim_change))
        )


def list_claim_row(one: model.ClaimObservation, proofs: Proofs) -> Row:
    """Return the row of one observation."""
    proof = proofs.get((one.article_id, one.version_number))
    claim = one.claim
    return {
        "observation_id": one.id,
        "claim_id": claim.claim_id,
        "type": claim.type.value,
        "scope": claim.scope,
        "value": printing.print_value(claim),
        **_state_side(claim, ""),
        "unit": claim.unit,
        "is_reported": claim.is_reported,
        "is_negated": claim.is_negated,
        "field": claim.field.value,
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "outlet_id": one.outlet_id,
        "outlet": one.outlet_name,
        "article_id": one.article_id,
        "url": proof.url if proof else None,
        "headline": one.headline,
        "language": proof.language if proof else None,
        "version": one.version_number,
        "from_at": one.from_at,
        "until_at": one.until_at,
        "gone_at": one.gone_at,
        "change_id": one.change_id,
        "standing": proof.standing.value if proof else None,
        **_state_proof(proof, ""),
    }


def _state_change(reading: model.ChangeReading) -> dict[str, Cell]:
    change, article = reading.change, reading.article
    is_textual = change.new_number is not None and change.old_number
    return {
        "change_id": reading.id,
        "article_id": article.id,
        "outlet_id": article.outlet_id,
        "outlet": article.outlet_name,
        "url": article.url,
        "headline": article.headline,
        "language": article.language,
        "topics": _AND.join(article.topic_ids),
        "old_version": change.old_number or None,
        "new_version": change.new_number,
        "last_seen_old_at": change.last_seen_old_at,
        "first_seen_new_at": change.first_seen_new_at,
        "severity": change.severity.name.lower(),
        "standing": change.standing.value,
        "disclosure": "disclosed" if change.notice else "silent" if change.is_silent and is_textual else None,
        "notice": change.notice,
        "events": _AND.join(dict.fromkeys(event.kind.value for event in change.events)),
    }


def _state_claim_change(change: model.Change, found: model.ClaimChange) -> dict[str, Cell]:
    own = tuple(event for event in change.events if event.claim_id == found.claim_id)
    unit = next((claim.unit for claim in (found.new, found.old) if claim), "")
    old_sentence = found.old.sentence if found.old else found.old_sentence
    new_sentence = found.new.sentence if found.new else found.new_sentence
    return {
        "claim_id": found.claim_id,
        "claim_kind": found.kind.value,
        "scope": found.scope,
        "tier": found.tier.value,
        "old_value": found.old_text,
        "new_value": found.new_text,
        "unit": unit,
        **_state_side(found.old, "old_"),
        **_state_side(found.new, "new_"),
        "old_sentence": old_sentence,
        "new_sentence": new_sentence,
        "summary": found.summary,
        **_state_told(own or change.events),
    }


def _state_side(claim: model.Claim | None, side: str) -> dict[str, Cell]:
    if claim is None:
        return {}
    return {
        f"{side}low": claim.low,
        f"{side}high": claim.high,
        f"{side}hedge": printing.print_hedge(claim),
        f"{side}source": claim.source,
        f"{side}verb": claim.verb.value if claim.verb else None,
    }


def _state_told(events: tuple[model.Event, ...]) -> dict[str, Cell]:
    """Say whether any of the events was told, and each one's reason."""
    reasons = (f"{event.kind.value}: {event.reason}" for event in events if event.reason)
    return {"is_told": any(event.is_told for event in events), "reason": _AND.join(dict.fromkeys(reasons))}


def _state_proofs(reading: model.ChangeReading, proofs: Proofs) -> dict[str, Cell]:
    article_id, change = reading.article.id, reading.change
    return {
        **_state_proof(proofs.get((article_id, change.old_number)), "old_"),
        **_state_proof(proofs.get((article_id, change.new_number or 0)), "new_"),
    }


def _state_proof(proof: model.Proof | None, side: str) -> dict[str, Cell]:
    return {f"{side}{name}": getattr(proof, name) for name in _PROOF_NAMES} if proof else {}
