"""A user's own cases for `claims test`: pairs of texts with their changes, single texts with their claims.

Refuses, with file and line, what cannot be scored: it would count as a miss that no word can mend. Next: `trial`.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from monitor import errors, model
from monitor.app.cli import reading

_PAIR = '{"id", "old", "new", "changes": [{"claim", "kind", "old", "new"}]}'
_TEXT = '{"id", "text", "claims": [{"claim", …}]}'
_KINDS = ("changed", "hedge", "attribution", "added", "removed")
#: What a claim of a single text may be compared by: the keys of `claims find`.
_KEYS = frozenset(
    {"claim", "low", "high", "hedge", "attribution", "verb", "status", "sentence", "start", "end"}
)
_CHANGE_KEYS = frozenset({"claim", "kind", "old", "new"})
_NUMBERS = ("low", "high", "start", "end")
#: What has a few values only.
_VALUES = {
    "hedge": (*(hedge.value for hedge in model.Hedge), "reported"),
    "verb": tuple(verb.value for verb in model.VerbClass),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case; `old` is None for a single text."""

    id: str
    language: str
    old: str | None
    new: str
    wanted: tuple[dict[str, Any], ...]


def read_cases(name: str, claim_ids: Collection[str]) -> Iterator[Case]:
    """Read the cases of a file or standard input. Raises InputError with the line, what is wrong and what to write."""
    for where, record in reading.read_located(name):
        yield _parse_case(record, where=where, claim_ids=claim_ids)


def _parse_case(record: dict[str, Any], *, where: str, claim_ids: Collection[str]) -> Case:
    is_pair = "text" not in record
    label = "claims" if not is_pair else "changes" if "changes" in record else "expected_changes"
    texts = ("old", "new") if is_pair else ("text",)
    shape = _PAIR if is_pair else _TEXT
    for key in texts:
        if not isinstance(record.get(key), str):
            raise errors.InputError(f'{where}: no text under "{key}".', hint=f"Write {shape}, or {_TEXT}.")
    wanted = record.get(label)
    if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        key = "changes" if is_pair else label
        raise errors.InputError(
            f'{where}: no list of objects under "{key}".',
            hint=f"Write {shape}; an empty list where nothing is to be found.",
        )
    for one in wanted:
        _check_claim(one, where=where, claim_ids=claim_ids)
        _check_change(one, where=where) if is_pair else _check_values(one, where=where)
    return Case(
        id=str(record.get("id", where.rpartition(", ")[2])),
        language=str(record.get("lang", "")),
        old=record["old"] if is_pair else None,
        new=record[texts[-1]],
        wanted=tuple(wanted),
    )


def _check_claim(one: dict[str, Any], *, where: str, claim_ids: Collection[str]) -> None:
    if one.get("claim") not in claim_ids:
        raise errors.InputError(
            f'{where}: the watchlist has no claim {one.get("claim")!r} ("claim").',
            hint=f"It has: {', '.join(claim_ids) or 'none'}.",
        )


def _check_change(one: dict[str, Any], *, where: str) -> None:
    _check_keys(one, where=where, known=_CHANGE_KEYS, what="change")
    if one.get("kind") not in _KINDS:
        raise errors.InputError(
            f'{where}: {one.get("kind")!r} is no kind of change ("kind").', hint=f"Write {', '.join(_KINDS)}."
        )
    for key in ("old", "new"):
        if not isinstance(one.get(key), str):
            raise errors.InputError(
                f'{where}: a change has no text under "{key}".',
                hint='Write values as `claims compare` prints them: "22", ">=22", "none".',
            )


def _check_values(one: dict[str, Any], *, where: str) -> None:
    """Refuse values that no claim can have: text for a number, a hedge that is none."""
    _check_keys(one, where=where, known=_KEYS, what="claim")
    for key, value in one.items():
        if value is None:
            continue
        kinds, named = ((int, float), "number") if key in _NUMBERS else ((str,), "text")
        if not isinstance(value, kinds) or isinstance(value, bool):
            raise errors.InputError(
                f'{where}: {json.dumps(value, ensure_ascii=False)} is no {named} ("{key}").',
                hint=f"Write {'22, without quotes' if named == 'number' else 'it in quotes'}; null for none.",
            )
        if value not in _VALUES.get(key, (value,)):
            raise errors.InputError(
                f'{where}: {value!r} is no {key} ("{key}").',
                hint=f"Write {', '.join(_VALUES[key])}; null for none.",
            )


def _check_keys(one: dict[str, Any], *, where: str, known: frozenset[str], what: str) -> None:
    if unknown := sorted(one.keys() - known):
        raise errors.InputError(
            f'{where}: a {what} has no key "{unknown[0]}".', hint=f"Known: {', '.join(sorted(known))}."
        )
