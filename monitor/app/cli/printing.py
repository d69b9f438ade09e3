"""What every command shares: the consoles, JSON lines, reading input, progress.

Standard output carries results alone; progress, hints and errors go to standard error.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from monitor import errors

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

#: Stands for standard input wherever a file is asked for.
STDIN = "-"


def print_json(value: Any) -> None:
    """Print one JSON value on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def print_instant(instant: datetime | None) -> str:
    """Return an instant as people read it, with its zone."""
    return "never" if instant is None else f"{instant:%Y-%m-%d %H:%M} UTC"


def read_bytes(name: str) -> bytes:
    """Read a file, or standard input for "-". Raises InputError."""
    if name == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except IsADirectoryError:
        raise errors.InputError(
            f"{name} is a folder.", hint="Give a file, or - for standard input."
        ) from None
    except OSError as error:
        raise errors.InputError(
            f"{name} cannot be read: {error.strerror}.", hint="Give a file, or - for standard input."
        ) from error


def read_text(name: str) -> str:
    """Read UTF-8 text from a file, or standard input for "-". Raises InputError."""
    try:
        return read_bytes(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.InputError(
            f"{name} is not UTF-8 text (byte {error.start}).", hint="Convert it, for instance with iconv."
        ) from error


def read_json_lines(name: str, *keys: str) -> Iterator[dict[str, Any]]:
    """Yield each JSON object of a file or standard input; each must have these keys, as text but for `id`.

    Raises InputError with the line's number.
    """
    stream = sys.stdin if name == STDIN else None
    lines = stream if stream is not None else iter(read_text(name).splitlines())
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{'standard input' if name == STDIN else name}, line {number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            raise errors.InputError(
                f"{where}: not JSON ({error}).", hint="Write one JSON object a line."
            ) from error
        missing = [
            key for key in keys if not isinstance(record, dict) or not isinstance(record.get(key), str)
        ]
        if missing:
            raise errors.InputError(
                f"{where}: no text under {', '.join(missing)}.", hint=f"Each line needs {', '.join(keys)}."
            )
        yield record


@contextmanager
def show_progress(title: str, total: int | None = None) -> Iterator[Any]:
    """Show a progress bar on standard error while the block runs; nothing where that is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn() if total else TextColumn(""),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(title, total=total)

        def advance(count: int = 1, *, to: float | None = None, title: str | None = None) -> None:
            if to is None:
                progress.update(task, advance=count, description=title)
            else:
                progress.update(task, completed=to, description=title)

        yield advance
