"""Echoes: one text at several addresses of one outlet. Next: `core.echoes`, which says what that means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSight:
    """That a text was seen at an article's address which may be no article of its own."""

    #: Equal for equal body texts, whatever numbers stand in them; see `core.echoes`.
    key: str
    #: The key of the believed article in whose place it stands; "" where there was none.
    instead_of: str = ""
    #: The key of the headline it stands under, where that is not the one the article had: "" says nothing.
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """Another address of the outlet where the same text was seen."""

    url: str
    instead_of: str = ""
    headline: str = ""
