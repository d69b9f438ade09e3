"""Articles and their versions: what was extracted, what is stored, and what of it a new text is held against.

Refuses naive times. Next: `check` for what a check needs and found, `diff` for how two versions differ.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.change import Change
from monitor.model.claim import Claim, TextField
from monitor.model.doubt import Doubt, Standing, standing_of
from monitor.model.instant import refuse_naive
from monitor.model.page import FetchedPage

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
    #: The same of the lines beside the headline.
    subheadlines: tuple[tuple[int, str], ...] = ()
    bylines: tuple[tuple[int, str], ...] = ()
    #: The page behind the newest believed version, where another reader than the present one read its text.
    page: FetchedPage | None = None
    surroundings: Surroundings = Surroundings()
    #: The version in doubt that waits, if one does.
    held: Held | None = None
