"""The files of a watchlist: the one that was named, and those it includes, each with the lines of its keys.

Refuses what is no TOML, missing files and files that include one another, all as problems. Next: `entries`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.app.problems import Place, Problem
from monitor.app.watchlist.lines import KeyPath, find_lines

#: Every file as it is.
NO_DRAFTS: Mapping[Path, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file as read."""

    path: Path
    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest table around it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def where(self, path: KeyPath) -> Place:
        """Return the place of a key; which of a list's elements it is, its line says."""
        key = ".".join(part for part in path if isinstance(part, str))
        return Place(file=str(self.path), line=self.line(path), key=key)


def read_sources(path: Path, *, drafts: Mapping[Path, str] = NO_DRAFTS) -> tuple[list[Source], list[Problem]]:
    """Read a file and all it includes, the named one first, each file once; a draft (resolved path -> text) takes the
    place of what is in its file."""
    walk = _Walk(drafts)
    walk.visit(
        path,
        asked_by=Place(file=str(path), line=1),
        fix="write a new one with `claimwatch init`, or name another file",
    )
    return walk.sources, walk.problems


class _Walk:
    """Follows includes depth first."""

    def __init__(self, drafts: Mapping[Path, str]) -> None:
        self._drafts = drafts
        self.sources: list[Source] = []
        self.problems: list[Problem] = []
        self._open: list[Path] = []
        self._seen: set[Path] = set()

    def visit(self, path: Path, *, asked_by: Place, fix: str) -> None:
        identity = path.resolve()
        if identity in self._open:
            self._refuse(
                asked_by, f'"{path.name}" includes this file in turn', "take one of the two includes out"
            )
        if identity in self._seen:
            return
        self._seen.add(identity)
        if (source := self._read(path, asked_by, fix)) is None:
            return
        self.sources.append(source)
        self._open.append(identity)
        includes = source.data.get("include")
        for index, name in enumerate(includes if isinstance(includes, list) else ()):
            # Anything but text is told by the form.
            if isinstance(name, str):
                self.visit(
                    path.parent / name,
                    asked_by=source.where(("include", index)),
                    fix=f'name a file as seen from the folder of "{path.name}"',
                )
        self._open.pop()

    def _read(self, path: Path, asked_by: Place, fix: str) -> Source | None:
        try:
            text = self._drafts.get(path.resolve()) or path.read_bytes().decode("utf-8-sig")
            return Source(path=path, data=tomllib.loads(text), lines=find_lines(text))
        except FileNotFoundError:
            self._refuse(asked_by, f'there is no file "{path}"', fix)
        except OSError as error:
            self._refuse(asked_by, f'"{path}" cannot be read: {error.strerror}', fix)
        except UnicodeDecodeError:
            self._refuse(Place(file=str(path), line=1), "the file is not in UTF-8", "save it as UTF-8 text")
        except tomllib.TOMLDecodeError as error:
            line, what = _explain_syntax(str(error), text)
            self._refuse(Place(file=str(path), line=line), what, _SYNTAX_FIX)
        except RecursionError:
            self._refuse(
                Place(file=str(path), line=1),
                "lists stand in lists too deeply",
                "keep to the form of the example",
            )
        return None

    def _refuse(self, where: Place, what: str, fix: str) -> None:
        self.problems.append(Problem(where=where, what=what, fix=fix))


_SYNTAX_FIX = (
    'write key = "text", key = ["a", "b"], or a table name in brackets; close every quote and bracket'
)


def _explain_syntax(message: str, text: str) -> tuple[int, str]:
    """Split tomllib's "… (at line 3, column 5)" into line and words; the end of the document is its last line."""
    words, _, _ = message.partition(" (at ")
    found = re.search(r"\(at line (\d+), column \d+\)$", message)
    line = int(found[1]) if found else text.rstrip().count("\n") + 1
    return line, f"this is no TOML: {words[:1].lower()}{words[1:]}"
