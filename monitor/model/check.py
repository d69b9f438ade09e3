"""Checks of articles: what one needs, and all that it found.

Refuses naive times. Next: `article` for the texts, `alert` for what is told.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from monitor.model.alert import Alert
from monitor.model.article import Version, VersionMark
from monitor.model.change import Change
from monitor.model.doubt import BELIEVED
from monitor.model.echo import TextSight
from monitor.model.instant import refuse_naive
from monitor.model.mute import Mute
from monitor.model.page import Failure
from monitor.model.reach import OPEN, Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleForCheck:
    """Just what most checks of an article need; a text that differs needs its `Past` too."""

    id: int
    outlet_id: str
    #: The address to fetch.
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    #: Topics it is watched for; empty: a candidate, seen in a feed but not yet matched on its text.
    topic_ids: tuple[str, ...] = ()
    #: Two-letter code of the newest believed text's language.
    language: str | None = None
    first_seen_at: datetime
    published_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    #: SHA-256 of the body last read, hex: an equal body is not read again.
    body_digest: str | None = None
    #: `core.fingerprint.fingerprint` of the article part last read.
    fingerprint: str | None = None
    #: The newest believed version; None before the first good check.
    latest: VersionMark | None = None
    #: When it was last asked for, whatever came of it.
    last_checked_at: datetime | None = None
    #: When the newest version was last confirmed to be what the outlet shows.
    last_seen_at: datetime | None = None
    #: When the server last sent a good page, instead of its word that nothing changed (304).
    whole_at: datetime | None = None
    #: Texts found so far beyond the first, and when the last version came. Going back to an earlier text is a version
    #: but no further text.
    revision_count: int = 0
    last_revised_at: datetime | None = None
    #: When a claim that it carries moved elsewhere last.
    heated_at: datetime | None = None
    #: Failed checks in a row, whatever the kind.
    failure_count: int = 0
    #: Kind of the last check's failure, or None when it was good.
    last_failure: Failure | None = None
    #: Checks in a row that said "missing", and when the first of them was.
    missing_count: int = 0
    missing_since: datetime | None = None
    is_removed: bool = False
    #: Whether it is flapping and somebody was told.
    is_flapping: bool = False
    #: Whether a wall stood before it since it was last read.
    is_blocked: bool = False
    #: Texts in doubt seen in a row, the last of which waits to be confirmed; 0: none waits.
    doubt_count: int = 0
    #: How its outlet answers.
    reach: Reach = OPEN
    #: What is told to nobody for a while, of any article.
    mutes: tuple[Mute, ...] = ()
    #: The time the last check asked for, before it was claimed.
    due_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(
            first_seen_at=self.first_seen_at,
            published_at=self.published_at,
            last_checked_at=self.last_checked_at,
            last_seen_at=self.last_seen_at,
            whole_at=self.whole_at,
            heated_at=self.heated_at,
            last_revised_at=self.last_revised_at,
            missing_since=self.missing_since,
            due_at=self.due_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """A claim that moved, so that articles which carry it are due at once."""

    claim_id: str
    #: What it came to, scope and value: while this is heated, it heats nobody again.
    value: str
    #: Lower and upper bound and value of the claim as it is now: who says so already has no need of a look.
    said: tuple[Decimal | None, Decimal | None, str]
    topic_ids: tuple[str, ...]
    until: datetime
    reason: str

    def __post_init__(self) -> None:
        refuse_naive(until=self.until)


class CheckKind(StrEnum):
    """What one check of an article came to."""

    FIRST_VERSION = "first_version"
    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not_modified"
    """The server answered 304."""
    SUSPECT = "suspect"
    """A new text that is in doubt: stored, and told when another check confirms it."""
    CONFIRMED = "confirmed"
    """The text in doubt was found again."""
    OFF_TOPIC = "off_topic"
    """A candidate whose text matches no topic: not stored, not looked at again."""
    FAILED = "failed"


_QUIET = frozenset({CheckKind.UNCHANGED, CheckKind.NOT_MODIFIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check said of the version in doubt that waited: confirmed or not, and whom that is told."""

    #: The version and its change as they stand from now on.
    version: Version
    change_id: int
    change: Change
    alert: Alert | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """All that must be recorded of one check, whatever happened. Saved in one transaction or not at all."""

    article_id: int
    checked_at: datetime
    kind: CheckKind
    #: Number of the newest stored version when the check began (0: none). Saving is refused when it has moved on.
    base_number: int
    #: What was read, for first_version, new_version and suspect.
    version: Version | None = None
    #: What like texts of other outlets are found by: see `core.likeness`.
    bands: tuple[int, ...] = ()
    #: The topics it is watched for from now on; a candidate's are decided on its first text.
    topic_ids: tuple[str, ...] = ()
    #: What is new about it, where anything is (a removal has a change but no version).
    change: Change | None = None
    #: What the change makes worth a look elsewhere.
    heats: tuple[Heat, ...] = ()
    #: Set where the text may be no article of its own: whether it stands at other addresses of the outlet is asked first.
    sight: TextSight | None = None
    #: Other articles of the outlet to be looked at now.
    witness_count: int = 0
    #: Set when the change is told to anybody.
    alert: Alert | None = None
    #: Set when a version in doubt was judged; it is recorded before `version` and `change`.
    verdict: Verdict | None = None
    failure: Failure | None = None
    #: The article's page state from now on.
    canonical_url: str | None = None
    moved_to: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    fingerprint: str | None = None
    revision_count: int = 0
    failure_count: int = 0
    missing_count: int = 0
    missing_since: datetime | None = None
    is_removed: bool = False
    is_flapping: bool = False
    is_blocked: bool = False
    doubt_count: int = 0
    #: Expected worth of the next check (see `core.schedule`); the budget is shared out by it.
    need: float = 0.0
    #: None: never again.
    next_check_at: datetime | None
    #: Why then.
    reason: str
    #: What a good check left out or could not read, in plain words; "" where there is nothing to say.
    note: str = ""

    def __post_init__(self) -> None:
        refuse_naive(
            checked_at=self.checked_at, missing_since=self.missing_since, next_check_at=self.next_check_at
        )

    @property
    def believed(self) -> Version | None:
        """The newest believed version, where this check brought one: what was read, or what it confirmed."""
        found = (self.version, self.verdict.version if self.verdict else None)
        return next((one for one in found if one and one.standing in BELIEVED), None)

    @property
    def is_quiet(self) -> bool:
        """Whether the check found the article where and as it was: nine in ten do."""
        told = self.version or self.change or self.alert or self.verdict
        news = told or self.canonical_url or self.moved_to or self.note
        return self.kind in _QUIET and not news
