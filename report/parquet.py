"""Parquet: rows in columns for data tools, with types. Needs the extra `parquet` (pyarrow), which is large and not for everyone."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from monitor import errors
from monitor.core import takeaway


class _Spout:
    """What pyarrow writes to: keeps what is written until it is taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.closed = False

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def take(self) -> bytes:
        taken, self._parts = b"".join(self._parts), []
        return taken


def open_writer() -> Callable[[Iterator[Sequence[takeaway.Row]], Sequence[takeaway.Column]], Iterator[bytes]]:
    """Return what writes pages of rows as a Parquet file, a row group a page. Raises InputError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise errors.InputError(
            "Parquet needs the extra “parquet”.",
            hint="Install it: pip install 'claimwatch[parquet]'; or take csv or jsonl.",
        ) from None

    kinds = {
        takeaway.CellKind.TEXT: pa.string(),
        takeaway.CellKind.INTEGER: pa.int64(),
        takeaway.CellKind.NUMBER: pa.float64(),
        takeaway.CellKind.BOOLEAN: pa.bool_(),
        takeaway.CellKind.INSTANT: pa.timestamp("us", tz="UTC"),
    }

    def write(pages: Iterator[Sequence[takeaway.Row]], columns: Sequence[takeaway.Column]) -> Iterator[bytes]:
        schema = pa.schema([(column.name, kinds[column.kind]) for column in columns])
        spout = _Spout()
        with parquet.ParquetWriter(spout, schema) as writer:
            for page in pages:
                rows = [
                    {column.name: _plain(row.get(column.name), column) for column in columns} for row in page
                ]
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                yield spout.take()
        yield spout.take()

    return write


def _plain(cell: takeaway.Cell, column: takeaway.Column) -> Any:
    if cell is None:
        return None
    if column.kind is takeaway.CellKind.NUMBER:
        return float(cell)  # type: ignore[arg-type]
    if isinstance(cell, str):
        # Half a surrogate pair cannot be encoded.
        return cell.encode("utf-8", "replace").decode()
    return cell
