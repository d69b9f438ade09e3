"""Wall signs: what one kind of page that stands where an article should be looks like, as a value.

Refuses to judge. Next: `gate_signs` and `error_signs` for the patterns, `walls`, which weighs them.
"""

import re
from dataclasses import dataclass

from monitor import model

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """What one kind of wall looks like. Patterns are searched in lower-case text with plain quotes."""

    kind: model.FailureKind
    meaning: str
    #: Fits a whole title, or a piece of one between bars and dashes.
    title: re.Pattern[str]
    #: Wording of the page.
    wording: re.Pattern[str]
    #: Pieces of markup that nothing else has, in lower case.
    markup: tuple[str, ...] = ()
    #: Such as stand on ordinary pages of a site too: they tell only where there is nothing else.
    tags: tuple[str, ...] = ()
    #: Fits a part of an address that we were led to.
    address: re.Pattern[str] = _NEVER


def any_of(*patterns: str) -> re.Pattern[str]:
    """Join patterns to one that ignores case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def segment(*names: str) -> str:
    """Return the pattern of a whole segment of a path, with or without a file's ending."""
    return rf"://[^?#]*/(?:{'|'.join(names)})(?:\.\w{{2,5}})?(?:[/?#]|$)"


def host(*names: str) -> str:
    """Return the pattern of a host that begins with one of these labels."""
    return rf"://(?:www\.)?(?:{'|'.join(names)})[.-]"
