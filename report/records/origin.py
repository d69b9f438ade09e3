"""Origins: articles of several outlets that are copies of one text."""

from datetime import datetime

from report.records.record import Record


class Copy(Record):
    """One article of the same text; `share` is how much of the shorter text stood in the one it was held against."""

    article_id: int
    outlet_id: str
    outlet_name: str
    headline: str
    first_seen_at: datetime
    share: float
    credit: str


class Origin(Record):
    """One text and its copies, the first seen first; the article asked for is among them."""

    id: int
    copies: tuple[Copy, ...]
