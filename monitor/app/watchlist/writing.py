"""What `sources add --write` does to a watchlist: outlets and feeds added to its file, nothing else touched.

A draft is made first, read back, and compared with what it should say; so is the whole watchlist it is part of. Refuses
a draft that says anything else, a file that changed meanwhile, and the watchlist that ships with Claimwatch.
Next: `inserting`, where the text goes.
"""

import copy
import difflib
import os
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor import errors, model
from monitor.app import settings, watchlist
from monitor.app.watchlist import inserting, sources

_PASTE = "Leave --write out, and paste what is printed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file of the watchlist as it is, and as it is to be."""

    path: Path
    old: bytes
    new: bytes

    def render_difference(self) -> str:
        """Return the lines that differ, as `diff -u` shows them."""
        old, new = (found.decode("utf-8-sig").splitlines() for found in (self.old, self.new))
        name = str(self.path)
        return "\n".join(difflib.unified_diff(old, new, name, f"{name} (new)", lineterm=""))

    def save(self) -> None:
        """Put the new text in the place of the old, whole or not at all. Raises InputError."""
        target = self.path.resolve()
        try:
            if target.read_bytes() != self.old:
                raise errors.InputError(f"{self.path} was changed meanwhile.", hint="Run the command again.")
            _replace(target, self.new)
        except OSError as error:
            raise errors.InputError(
                f"{self.path} cannot be written: {error.strerror}.", hint=_PASTE
            ) from None


def draft_outlet(path: Path, outlet: model.Outlet, *, remarks: Mapping[str, str]) -> Draft:
    """Draft a watchlist with one outlet more, in the file that has its last outlet. Raises ConfigError, InputError."""
    files = _read(path)
    file = next((each for each in reversed(files) if each.data.get("outlets")), files[0])
    record: dict[str, Any] = {"id": outlet.id, "name": outlet.name, "feeds": list(outlet.feeds)}
    if outlet.language:
        record["language"] = outlet.language

    def add(data: dict[str, Any]) -> None:
        data.setdefault("outlets", []).append(record)

    return _draft(path, file, lambda text: inserting.insert_outlet(text, outlet, remarks=remarks), expect=add)


def draft_feeds(path: Path, outlet_id: str, feeds: Sequence[str], *, remarks: Mapping[str, str]) -> Draft:
    """Draft a watchlist with more feeds in one of its outlets. Raises ConfigError, InputError."""
    file, index = next(
        (file, index)
        for file in _read(path)
        for index, raw in enumerate(file.data.get("outlets", ()))
        if raw.get("id") == outlet_id
    )

    def add(data: dict[str, Any]) -> None:
        data["outlets"][index]["feeds"] += feeds

    return _draft(
        path, file, lambda text: inserting.insert_feeds(text, index, feeds, remarks=remarks), expect=add
    )


def _read(path: Path) -> list[sources.Source]:
    """Read the files of a watchlist that is right as it is, and may be written. Raises ConfigError, InputError."""
    if path.resolve() == settings.shipped_watchlist().resolve():
        raise errors.InputError(
            "The watchlist is the one that ships with Claimwatch, which is not written into.",
            hint="Make your own with `claimwatch init`, or name it with --watchlist.",
        )
    watchlist.load_definitions(path)
    return sources.read_sources(path)[0]


def _draft(
    path: Path,
    file: sources.Source,
    write: Callable[[str], str],
    *,
    expect: Callable[[dict[str, Any]], None],
) -> Draft:
    """Write the draft of one file; it must say what `expect` makes of what the file says, and the watchlist be right."""
    old = file.path.read_bytes()
    expected = copy.deepcopy(dict(file.data))
    expect(expected)
    try:
        new = write(old.decode("utf-8-sig"))
        is_right = tomllib.loads(new) == expected
    except (KeyError, tomllib.TOMLDecodeError):
        is_right = False
    if not is_right:
        raise errors.InputError(f"{file.path} is written in a way that --write cannot add to.", hint=_PASTE)
    watchlist.load_definitions(path, drafts={file.path.resolve(): new})
    mark = "utf-8-sig" if old.startswith(b"\xef\xbb\xbf") else "utf-8"
    return Draft(path=file.path, old=old, new=new.encode(mark))


def _replace(target: Path, body: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
        draft = Path(stream.name)
        try:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
            shutil.copymode(target, draft)
            draft.replace(target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
