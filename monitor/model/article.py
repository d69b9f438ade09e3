"""Articles and their versions: what was extracted, what is stored, what a check needs and what it found.

Refuses naive times. Next: `diff` for how two versions differ, `alert` for what is told.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from monitor.model.alert import Alert
from monitor.model.change import Change
from monitor.model.claim import Claim, TextField
from monitor.model.doubt import BELIEVED, Doubt, Standing, standing_of
from monitor.model.instant import refuse_naive
from monitor.model.page import Failure, FetchedPage
from monitor.model.reach import OPEN, Reach

#: Stands between two paragraphs wherever a body is one string.
PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What an outlet published at one address, read from its page."""

    #: The page's own `rel=canonical` where it names an article of the same outlet, else the final URL.
    canonical_url: str
    headline: str
    subheadline: str = ""
    byline: str = ""
    #: Two-letter code ("en", "ar", "he", …) or None.
    language: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    #: The body, a paragraph each, white space folded.
    paragraphs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_naive(published_at=self.published_at, modified_at=self.modified_at)

    def text(self, field: TextField) -> str:
        """Return the text of one field; the body's paragraphs are joined by a blank line."""
        lines = {
            TextField.HEADLINE: self.headline,
            TextField.SUBHEADLINE: self.subheadline,
            TextField.BYLINE: self.byline,
        }
        return lines[field] if field in lines else PARAGRAPH_BREAK.join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text of an article, numbered from 1."""

    number: int
    #: See `core.fingerprint.content_hash`: every digit and sign counts. Prefixed by its own scheme version.
    content_hash: str
    article: Article
    claims: tuple[Claim, ...] = ()
    #: First seen.
    seen_at: datetime
    #: SHA-256 of the raw bytes, and the chain value (hex): see `core.evidence`.
    raw_sha256: str = ""
    chain_sha256: str = ""
    #: Who read the text from the page (`core.fingerprint.reader_of`); "": a release that did not say.
    read_by: str = ""
    #: What spoke against this text when it was first seen, and what became of it; None: nothing did.
    doubt: Doubt | None = None

    def __post_init__(self) -> None:
        refuse_naive(seen_at=self.seen_at)

    @property
    def standing(self) -> Standing:
        """Whether this text counts as what the outlet said."""
        return standing_of(self.doubt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """A later reading of a version's page, beside the text that was first read from it."""

    #: The version's.
    number: int
    article: Article
    content_hash: str
    read_by: str
    read_at: datetime

    def __post_init__(self) -> None:
        refuse_naive(read_at=self.read_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMark:
    """What is known of the newest believed version without its text."""

    number: int
    content_hash: str
    #: Of the newest stored version, where one in doubt came after this one: the chain skips none.
    chain_sha256: str
    seen_at: datetime
    #: The highest number given to a version, where ones in doubt came after this one.
    top_number: int = 0

    def __post_init__(self) -> None:
        refuse_naive(seen_at=self.seen_at)

    @property
    def stored_number(self) -> int:
        """The number of the newest stored version, in doubt or not."""
        return max(self.number, self.top_number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A version in doubt that waits for another check, and the change that will be told if it is confirmed."""

    version: Version
    change_id: int
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What tells an outlet's furniture from an article's own text; a few of each, newest first."""

    #: Paragraphs of the article's versions before the newest.
    earlier: tuple[tuple[str, ...], ...] = ()
    #: Paragraphs of other articles of the outlet, each as first read.
    others: tuple[tuple[str, ...], ...] = ()
    #: Headlines of other articles of the outlet, as its feeds gave them, watched or not.
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a text that differs is held against; loaded only then."""

    #: The newest believed version, its text as last read (see `Rereading`).
    latest: Version
    #: (number, content hash as last read) of every believed version, oldest first.
    history: tuple[tuple[int, str], ...]
    #: (number, headline as last read) of every believed version, oldest first.
    headlines: tuple[tuple[int, str], ...] = ()
    #: The page behind the newest believed version, where another reader than the present one read its text.
    page: FetchedPage | None = None
    surroundings: Surroundings = Surroundings()
    #: The version in doubt that waits, if one does.
    held: Held | None = None


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
