"""Origins: articles of several outlets that are copies of one text, and how that is known.

Made by `core.origins` and storage; shown by the page and the API. Next: `reading`, which shows them with an article.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.article import Article
from monitor.model.instant import refuse_naive


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeArticle:
    """An article whose text may be the same as another's: they share a band."""

    id: int
    #: The origin it is a copy of, None where it is none's.
    origin_id: int | None = None
    #: Its newest text.
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """That a text is a copy: of which origin, told by its likeness to which article."""

    origin_id: int
    #: The article it is most like; None where it is the origin itself.
    like_id: int | None
    #: How much of the shorter of the two texts stands in the other, 0 to 1.
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article among those of one origin."""

    article_id: int
    outlet_id: str
    outlet_name: str
    headline: str
    first_seen_at: datetime
    #: How much of the shorter text stood in the one it was held against, 0 to 1.
    share: float
    #: The agency it names as its source, as written; "" where it names none.
    credit: str = ""

    def __post_init__(self) -> None:
        refuse_naive(first_seen_at=self.first_seen_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One text and its copies, the first seen first. Its id is that of one of its articles."""

    id: int
    copies: tuple[Copy, ...]
