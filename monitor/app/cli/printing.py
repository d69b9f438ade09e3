"""What commands print with: two consoles, JSON on one line, an instant in words, progress.

Standard output carries results alone; progress, hints and errors go to standard error. Strangers' text takes hold of no
terminal: what could is left out, and escaped in JSON. Next: `reading`.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from monitor import model
from monitor.core import controls

#: Wider than any row.
_PIPE_WIDTH = 1000


class _PlainConsole(Console):
    """Prints all text without control characters and without directions set from outside."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as rich does; its own control codes are no text, and stay."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(controls.drop_controls(segment.text), segment.style)


out = _PlainConsole(highlight=False, soft_wrap=True)
err = _PlainConsole(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """Print one JSON value on one line, at once: whoever reads the pipe waits for it."""
    text = json.dumps(value, ensure_ascii=False, default=_jsonable)
    sys.stdout.write(controls.escape_controls(text) + "\n")
    sys.stdout.flush()


def print_line(text: str, *, style: str = "") -> None:
    """Print a line as it is: brackets in it are no markup."""
    out.print(Text(text, style=style))


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal, or COLUMNS; in a pipe nothing has to fit."""
    is_bounded = out.is_terminal or "COLUMNS" in os.environ
    (out if is_bounded else _PlainConsole(width=_PIPE_WIDTH)).print(table, soft_wrap=False)


def print_trouble(text: str) -> None:
    """Print what is wrong, on standard error."""
    err.print(Text(text, style="red"))


def print_hint(text: str) -> None:
    """Print what is no result, on standard error."""
    err.print(Text(text))


def print_unread(label: str, text: str | model.Article) -> None:
    """Say on standard error how much of a text no claim was looked for in; nothing where all of it was read."""
    from monitor.core import claims

    count = claims.count_unread(text)
    if count:
        name = "Standard input" if label == "-" else label
        print_hint(f"{name}: {count:,} characters were left unread (docs/claims.md, Limits, stated).")


def print_instant(instant: datetime | None) -> str:
    """Return an instant as people read it, with its zone."""
    return "never" if instant is None else f"{instant:%Y-%m-%d %H:%M} UTC"


@contextmanager
def show_progress(title: str, total: int | None = None) -> Iterator[Any]:
    """Show a progress bar on standard error while the block runs; nothing where that is no terminal.

    Yields a function: `advance(count)`, or `advance(to=…)`, with `title=…` to say something else.
    """
    from rich import progress

    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}"),
        progress.BarColumn(bar_width=30),
        progress.TaskProgressColumn() if total else progress.TextColumn(""),
        progress.TimeElapsedColumn(),
    )
    with progress.Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as shown:
        task = shown.add_task(title, total=total)

        def advance(count: int = 1, *, to: float | None = None, title: str | None = None) -> None:
            if to is None:
                shown.update(task, advance=count, description=title)
            else:
                shown.update(task, completed=to, description=title)

        yield advance


def _jsonable(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
