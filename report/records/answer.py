"""Answers: what each route of the API gives as a whole."""

import pydantic

from report.records.change import Change, ListedChange
from report.records.claim import Observation
from report.records.coverage import Alert, Article, Check, Outlet
from report.records.mark import Mark
from report.records.origin import Origin
from report.records.record import Record
from report.records.text import Diff, Version


class ChangeList(Record):
    """One page of changes, newest first; ask for the next with `before`, null at the end."""

    items: tuple[ListedChange, ...]
    next_before: int | None


class ChangeDetail(Record):
    """Everything about one change."""

    id: int
    article: Article
    change: Change
    diff: Diff | None
    old: Version
    new: Version | None
    alert: Alert | None
    previous_id: int | None
    next_id: int | None
    #: Null where the article's text is its own.
    origin: Origin | None
    #: What people said of it, oldest first.
    marks: tuple[Mark, ...]


class ArticleDetail(Record):
    """One article with its versions (oldest first), changes, and last checks (newest first)."""

    article: Article
    versions: tuple[Version, ...]
    changes: tuple[ListedChange, ...]
    checks: tuple[Check, ...]
    #: Every address it is or was known under.
    addresses: tuple[str, ...]
    #: Null where its text is its own.
    origin: Origin | None


class ClaimDetail(Record):
    """What every outlet said of one claim: the newest page of it, oldest first; ask for older ones with `before`, null at the end."""

    claim_id: str
    title: str
    observations: tuple[Observation, ...]
    next_before: int | None


class OutletList(Record):
    items: tuple[Outlet, ...]


class AlertList(Record):
    """One page of alerts, newest first."""

    items: tuple[Alert, ...]
    next_before: int | None


class ArticleList(Record):
    """One page of watched articles, newest first."""

    items: tuple[Article, ...]
    next_before: int | None


class Problem(pydantic.BaseModel):
    """Trouble, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
