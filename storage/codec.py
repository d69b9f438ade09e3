"""The one codec between nested values of the model and the JSON text they are stored as.

Decimals are strings and instants ISO 8601, so nothing is rounded. A field that a later release adds has a default,
so old rows stay readable. Next: `rows`, which calls it.
"""

import json
from typing import Generic, TypeVar

import pydantic

from monitor import model

T = TypeVar("T")


class Codec(Generic[T]):
    """Writes and reads one type."""

    def __init__(self, kind: type[T]) -> None:
        self._adapter = pydantic.TypeAdapter(kind)

    def dump(self, value: T) -> str:
        """Return the value as JSON text."""
        # Not dump_json: it refuses half a surrogate pair, which a feed can bring and the column type replaces.
        return json.dumps(self._adapter.dump_python(value, mode="json"), ensure_ascii=False)

    def load(self, text: str) -> T:
        """Return the value written as this JSON text."""
        return self._adapter.validate_json(text)

    def dump_optional(self, value: T | None) -> str | None:
        return None if value is None else self.dump(value)

    def load_optional(self, text: str | None) -> T | None:
        return None if text is None else self.load(text)


class StringsCodec:
    """Writes and reads a tuple of strings; on the busiest path, so without a validator."""

    def dump(self, value: tuple[str, ...]) -> str:
        """Return the strings as a JSON list."""
        return json.dumps(value, ensure_ascii=False)

    def load(self, text: str) -> tuple[str, ...]:
        """Return the strings written as this JSON list."""
        return () if text == "[]" else tuple(json.loads(text))


STRINGS = StringsCodec()
HEADERS: Codec[tuple[tuple[str, str], ...]] = Codec(tuple[tuple[str, str], ...])
FAILURE = Codec(model.Failure)
REACH = Codec(model.Reach)
PULSE = Codec(model.Pulse)
DOUBT = Codec(model.Doubt)
RHYTHM = Codec(model.PollRhythm)
DIFF = Codec(model.Diff)
CLAIM_CHANGE = Codec(model.ClaimChange)
ANSWERS: Codec[tuple[model.RuleAnswer, ...]] = Codec(tuple[model.RuleAnswer, ...])
CONSENSUS = Codec(model.Consensus)
DELTA = Codec(model.UnexplainedDelta)
EVIDENCE: Codec[tuple[model.Saying, ...]] = Codec(tuple[model.Saying, ...])
