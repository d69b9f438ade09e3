"""Echoes: one text at several addresses of one outlet. Next: `core.echoes`, which says what that means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSight:
    """That a text was seen at an article's address which may be no article of its own."""

    #: Equal for equal body texts, whatever numbers stand in them; see `core.echoes`. "": only whose text it is, is asked.
    key: str
    #: The key of the believed article in whose place it stands; "" where there was none.
    instead_of: str = ""
    #: The key of the headline it stands under, where that is not the one the article had: "" says nothing.
    headline: str = ""
    #: `core.entries.key_of_title` of its headline, where that is not the one the article had.
    title: str = ""
    #: `core.fingerprint.content_hash` of a text that stands in the place of another.
    content_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """An address of the outlet where the same text was seen, or whose own text it is."""

    url: str
    #: Feeds call it what the text is headed, and never so the article where it was seen; or its newest text is this one.
    is_own: bool = False
    instead_of: str = ""
    headline: str = ""
