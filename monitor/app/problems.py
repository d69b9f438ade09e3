"""What is wrong in a setting or a watchlist: where, what, and what to write; and how a list of it is raised and shown.

Refuses to repeat values that may be secrets: whoever makes a problem leaves them out. Next: `settings`, `watchlist`.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor import errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A key in a file, or a setting."""

    #: "" for settings.
    file: str = ""
    line: int = 0
    #: "outlets.feeds", or the name of an environment variable; "" for the file as a whole.
    key: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.key}".rstrip() if self.file else self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that somebody has to put right."""

    where: Place
    what: str
    #: What to write instead.
    fix: str


def build_error(subject: str, problems: Sequence[Problem]) -> errors.ConfigError:
    """Return the error that carries all problems of one subject ("watchlist.toml", "The settings"), file by file and
    line by line."""
    files = list(dict.fromkeys(problem.where.file for problem in problems))
    in_order = sorted(problems, key=lambda problem: (files.index(problem.where.file), problem.where.line))
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return errors.ConfigError(
        f"{subject}: {count} to put right.",
        problems=tuple((str(problem.where), problem.what, problem.fix) for problem in in_order),
    )


def render_problems(error: errors.ConfigError) -> str:
    """Write an error for a terminal: its sentence, then each problem on three lines."""
    lines = [str(error)]
    for where, what, fix in error.problems:
        lines += ["", where, f"  wrong: {what}", f"  to do: {fix}"]
    return "\n".join(lines)


def find_nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the known word that this one is probably a slip of, or None; `cutoff` is difflib's ratio, 0 to 1."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return matches[0] if matches else None


def suggest(word: str, known: Iterable[str], *, kind: str) -> str:
    """Say what to write for an unknown word: the nearest known one, or all there are."""
    known = sorted(known)
    if nearest := find_nearest(word, known):
        return f'did you mean "{nearest}"?'
    return f"{kind} here: {', '.join(known)}" if known else f"there are no {kind} here yet"
