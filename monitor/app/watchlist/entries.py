"""The entries of a watchlist: each table of each file, checked against the form and knowing where it stands.

An entry that is wrong is kept out, its id remembered, so that everything else can still be checked. Refuses nothing
by raising. Next: `references`, what holds between entries.
"""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from monitor.app.problems import Place, Problem
from monitor.app.watchlist import form, table, wording
from monitor.app.watchlist.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One [[table]], or one [lexicon.NAME]."""

    section: str
    #: Its id (a lexicon's name); "" where none could be read.
    id: str
    #: None where it does not fit the form.
    form: table.Form | None
    source: Source
    #: Its place in the section: an index, or a lexicon's name.
    key: str | int

    def where(self, *path: str | int) -> Place:
        """Return the place of a key in this entry."""
        return self.source.where((self.section, self.key, *path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in one file."""

    #: Good and bad.
    entries: list[Entry]
    problems: list[Problem]
    #: Whether every entry is among them: a section could be misspelt.
    is_whole: bool


def find_entries(source: Source) -> Found:
    """Check one file against the form."""
    details = _find_errors(source)
    wrong = {error["loc"][:2] for error in details}
    entries = []
    for section, raws in source.data.items():
        if (section,) in wrong or section in form.SETTINGS:
            continue
        for key, raw in raws.items() if isinstance(raws, dict) else enumerate(raws):
            parsed = None if (section, key) in wrong else _parse_entry(section, key, raw)
            entries.append(Entry(section=section, id=_read_id(key, raw), form=parsed, source=source, key=key))
    return Found(
        entries=entries,
        problems=[_build_problem(source, error) for error in details],
        is_whole=not any(len(error["loc"]) == 1 for error in details),
    )


def _find_errors(source: Source) -> list[ErrorDetails]:
    try:
        form.WatchlistForm.model_validate(source.data)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _parse_entry(section: str, key: str | int, raw: object) -> table.Form:
    """Parse one entry that is known to be right, by the form of a file that has only it."""
    if isinstance(key, str):
        return form.WatchlistForm.model_validate({section: {key: raw}}).lexicon[key]
    parsed: table.Form = getattr(form.WatchlistForm.model_validate({section: [raw]}), section)[0]
    return parsed


def _read_id(key: str | int, raw: Any) -> str:
    if isinstance(key, str):
        return key
    found = raw.get("id") if isinstance(raw, dict) else None
    return found if isinstance(found, str) else ""


def _build_problem(source: Source, error: ErrorDetails) -> Problem:
    what, fix = wording.explain(error)
    # The form's own path holds marks that are in no file: the kind of a channel, "[key]".
    path: tuple[str | int, ...] = ()
    for part in error["loc"]:
        if (*path, part) in source.lines or (part not in wording.CHANNELS and part != "[key]"):
            path = (*path, part)
    return Problem(where=source.where(path), what=what, fix=fix)
