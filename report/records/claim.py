"""Claims: in one text, changed between two, and as they stood over time."""

from datetime import datetime

from monitor import model
from report.records.record import Number, Record


class Claim(Record):
    """One claim in one text; `start` and `end` are offsets into the text of its `field`."""

    claim_id: str
    type: model.ClaimType
    scope: str
    low: Number | None
    high: Number | None
    hedge: model.Hedge
    is_reported: bool
    is_negated: bool
    unit: str
    value: str
    source: str | None
    verb: model.VerbClass | None
    field: model.TextField
    start: int
    end: int
    sentence: str


class ClaimChange(Record):
    """One claim that differs; `old_text` and `new_text` print as "20", ">=20", "~20", "none"."""

    claim_id: str
    scope: str
    kind: model.ChangeKind
    tier: model.Tier
    old_text: str
    new_text: str
    old_sentence: str
    new_sentence: str
    summary: str
    rule: str
    old: Claim | None
    new: Claim | None


class Observation(Record):
    """One claim in one version, for as long as that version stood (`until_at` null: it still does)."""

    claim: Claim
    outlet_id: str
    outlet_name: str
    article_id: int
    headline: str
    version_number: int
    from_at: datetime
    until_at: datetime | None
    change_id: int | None
