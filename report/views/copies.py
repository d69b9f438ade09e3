"""Copies: the other articles with the text of one, and who had it first. Next: `article` and `change`, which show it."""

from dataclasses import dataclass
from datetime import datetime

from monitor import model


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """One article of the same text."""

    article_id: int
    outlet_name: str
    headline: str
    first_seen_at: datetime
    #: "all of it", "86% of the shorter text".
    share: str
    #: The agency it names, "" where it names none.
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesView:
    """All of them, the first seen first."""

    #: Others than the article shown.
    other_count: int
    #: Whether the article shown was seen first.
    is_first: bool
    lines: tuple[CopyLine, ...]


def show_copies(origin: model.Origin | None, *, article_id: int) -> CopiesView | None:
    """Lay out the copies of an origin beside one of its articles; None where there is no origin."""
    if origin is None:
        return None
    return CopiesView(
        other_count=sum(copy.article_id != article_id for copy in origin.copies),
        is_first=origin.copies[0].article_id == article_id,
        lines=tuple(_show_copy(copy) for copy in origin.copies),
    )


def _show_copy(copy: model.Copy) -> CopyLine:
    # Rounded down: 99.6 percent is not all of it.
    percent = int(copy.share * 100)
    return CopyLine(
        article_id=copy.article_id,
        outlet_name=copy.outlet_name,
        headline=copy.headline,
        first_seen_at=copy.first_seen_at,
        share="all of it" if percent == 100 else f"{percent}% of the shorter text",
        credit=copy.credit,
    )
