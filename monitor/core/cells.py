"""Cells: rows as CSV and as JSON Lines.

CSV is opened in spreadsheets, which run a cell that begins like a formula: a text that does is written with an apostrophe before it. JSON Lines
holds every text as it is. Next: `takeaway`, for the rows.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from monitor.core import takeaway

#: Excel takes a file for UTF-8 only when it begins with this; every other reader does without, and some stumble over it.
EXCEL_MARK = b"\xef\xbb\xbf"
#: What a spreadsheet may take for a formula, half and full width, also behind white space that it skips.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FIRST = ("\t", "\r", "\n")


def write_csv_head(columns: Sequence[takeaway.Column]) -> bytes:
    """Write the line of the columns' names."""
    return _write_line([column.name for column in columns])


def write_csv(rows: Iterable[takeaway.Row], columns: Sequence[takeaway.Column]) -> bytes:
    """Write rows as RFC 4180 has them, in UTF-8; instants in UTC, numbers exact, yes as "true"."""
    return b"".join(_write_line([_print_cell(row.get(column.name)) for column in columns]) for row in rows)


def write_json_lines(rows: Iterable[takeaway.Row], columns: Sequence[takeaway.Column]) -> bytes:
    """Write rows as JSON objects, one a line, in UTF-8; what is not known is null."""
    lines = (
        json.dumps({column.name: _plain(row.get(column.name)) for column in columns}, ensure_ascii=False)
        for row in rows
    )
    # A line ends at \n alone, and JSON escapes that in texts. Half a surrogate pair cannot be encoded.
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def defuse(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run."""
    is_live = text.startswith(_FIRST) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if is_live else text


def _write_line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _print_cell(cell: takeaway.Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return _print_instant(cell)
        case Decimal():
            return f"{cell:f}"
        case str():
            return defuse(cell)
        case _:
            return str(cell)


def _plain(cell: takeaway.Cell) -> Any:
    match cell:
        case datetime():
            return _print_instant(cell)
        case Decimal():
            return int(cell) if cell == cell.to_integral_value() else float(cell)
        case _:
            return cell


def _print_instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
