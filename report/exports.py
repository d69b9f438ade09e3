"""Exports: pages of rows loaded one after the other, and written as they come. Holds one page at a time. Next: `parquet`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import chain

from monitor import model, ports
from monitor.core import cells, takeaway

#: Rows are loaded by so many.
_PAGE = 500

Pages = Iterator[Sequence[takeaway.Row]]


class Format(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSONL: "application/jsonl",
    Format.PARQUET: "application/vnd.apache.parquet",
}


def export_changes(
    readings: ports.Readings, query: model.ChangeFilter, *, form: Format, is_for_excel: bool = False
) -> Iterator[bytes]:
    """Write every change that fits, newest first, in pieces. Raises InputError where the format needs what is not installed."""
    write = _find_writer(form, is_for_excel=is_for_excel)
    return write(_load_changes(readings, query), takeaway.CHANGE_COLUMNS)


def export_claims(
    readings: ports.Readings, query: model.ObservationFilter, *, form: Format, is_for_excel: bool = False
) -> Iterator[bytes]:
    """Write every observation that fits, in the order they were stored. Raises InputError as `export_changes`."""
    write = _find_writer(form, is_for_excel=is_for_excel)
    return write(_load_claims(readings, query), takeaway.CLAIM_COLUMNS)


def _load_changes(readings: ports.Readings, query: model.ChangeFilter) -> Pages:
    before_id = None
    while found := readings.find_changes(replace(query, before_id=before_id, limit=_PAGE)):
        proofs = readings.load_proofs(sorted({one.article.id for one in found}))
        yield [row for one in found for row in takeaway.list_change_rows(one, proofs)]
        before_id = found[-1].id


def _load_claims(readings: ports.Readings, query: model.ObservationFilter) -> Pages:
    after_id = 0
    while found := readings.find_observed(replace(query, after_id=after_id, limit=_PAGE)):
        proofs = readings.load_proofs(sorted({one.article_id for one in found}))
        yield [takeaway.list_claim_row(one, proofs) for one in found]
        after_id = found[-1].id


def _find_writer(
    form: Format, *, is_for_excel: bool
) -> Callable[[Pages, Sequence[takeaway.Column]], Iterator[bytes]]:
    match form:
        case Format.CSV:
            return lambda pages, columns: chain(
                [(cells.EXCEL_MARK if is_for_excel else b"") + cells.write_csv_head(columns)],
                (cells.write_csv(page, columns) for page in pages),
            )
        case Format.JSONL:
            return lambda pages, columns: (cells.write_json_lines(page, columns) for page in pages)
        case Format.PARQUET:
            from report import parquet

            return parquet.open_writer()
