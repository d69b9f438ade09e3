"""Records: the shapes the API answers with, version 1. A field may be added, none renamed, removed or given another meaning.

Each is read off the reading of the same name by `model_validate`. Times are ISO 8601 in UTC; numbers are JSON numbers.
"""

from report.records.answer import (
    AlertList,
    ArticleDetail,
    ArticleList,
    ChangeDetail,
    ChangeList,
    ClaimDetail,
    OutletList,
    Problem,
)
from report.records.bulletin import Bulletin, BulletinList
from report.records.change import ListedChange
from report.records.claim import Observation
from report.records.coverage import Alert, Article, Feed, Outlet
from report.records.mark import Mark, MarkList, Resent, list_marks
from report.records.search import SearchHit, SearchList, SearchPassage, SearchPiece

__all__ = [
    "Alert",
    "AlertList",
    "Article",
    "ArticleDetail",
    "ArticleList",
    "Bulletin",
    "BulletinList",
    "ChangeDetail",
    "ChangeList",
    "ClaimDetail",
    "Feed",
    "ListedChange",
    "Mark",
    "MarkList",
    "Observation",
    "Outlet",
    "OutletList",
    "Problem",
    "Resent",
    "SearchHit",
    "SearchList",
    "SearchPassage",
    "SearchPiece",
    "list_marks",
]
