"""Echoes: one text at several addresses of one outlet. Next: `core.echoes`, which says what that means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSight:
    """That a text was seen at an article's address which may be no article of its own."""

    #: Equal for equal body texts, whatever numbers stand in them; see `core.echoes`.
    key: str
    #: The key of the believed text in whose place it stands; "" where there was none.
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """Another address of the outlet where the same text was seen."""

    url: str
    instead_of: str = ""
