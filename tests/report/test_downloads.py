"""What is taken away over HTTP is what was asked for, as a file."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import pyarrow.parquet
import pytest

from monitor import errors
from monitor.core import bundle, takeaway
from tests.builders import exhibits
from tests.fakes.readings import FakeReadings, article_reading


@pytest.fixture
def proven() -> FakeReadings:
    """Readings of one change whose evidence is sound."""
    found = exhibits.exhibit(article_reading())
    chained = exhibits.chained(*exhibits.TEXTS)
    return FakeReadings(
        details=(found.detail,),
        snapshots={(1, version.number): snapshot for version, snapshot in chained},
    )


def test_a_bundle_is_handed_out_that_verifies(open_page, proven):
    answer = open_page(proven).get("/changes/12/bundle.zip")
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="claimwatch-change-12-ledger.zip"' in answer.headers["content-disposition"]
    assert bundle.verify_archive(answer.content) == ()


def test_the_readable_page_in_a_bundle_loads_nothing_and_escapes_all(open_page, proven):
    hostile = "<img src=x onerror=alert(1)>"
    detail = proven.details[0]
    reading = replace(detail.reading, article=replace(detail.reading.article, outlet_name=hostile))
    proven.details = (replace(detail, reading=reading),)
    packed = open_page(proven).get("/changes/12/bundle.zip").content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        page = archive.read("claimwatch-change-12-ledger/data/change.html").decode()
    assert hostile not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "<script" not in page
    assert "<link" not in page
    assert "20 رهينة" in page
    assert "The text changed and no correction notice came with it." in page


def test_damaged_evidence_is_not_handed_out(open_page, proven):
    page = proven.snapshots[1, 2].page
    proven.snapshots = {
        **proven.snapshots,
        (1, 2): replace(proven.snapshots[1, 2], page=replace(page, status=203)),
    }
    assert open_page(proven).get("/changes/12/bundle.zip").status_code == 503
    assert open_page(proven).get("/changes/99/bundle.zip").status_code == 404


def test_a_change_leads_to_its_bundle(page):
    assert 'href="/changes/11/bundle.zip"' in page.get("/changes/11").text


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_changes_are_the_same_in_every_format(page):
    listed = rows_of(page.get("/changes.csv"))
    told = [json.loads(line) for line in page.get("/changes.jsonl").text.split("\n")[:-1]]
    table = pyarrow.parquet.read_table(io.BytesIO(page.get("/changes.parquet").content))
    assert len(listed) == len(told) == table.num_rows > 5
    assert [int(row["change_id"]) for row in listed] == [row["change_id"] for row in told]
    assert table.column("change_id").to_pylist() == [row["change_id"] for row in told]
    assert str(table.schema.field("first_seen_new_at").type) == "timestamp[us, tz=UTC]"
    assert table.column("new_sentence").to_pylist() == [row["new_sentence"] for row in told]
    assert any("رهينة" in (row["new_sentence"] or "") or row["language"] == "ar" for row in told)


def test_claims_are_the_same_in_every_format(page):
    listed = rows_of(page.get("/claims.csv"))
    told = [json.loads(line) for line in page.get("/claims.jsonl").text.split("\n")[:-1]]
    table = pyarrow.parquet.read_table(io.BytesIO(page.get("/claims.parquet").content))
    assert len(listed) == len(told) == table.num_rows > 5
    assert table.column_names == list(told[0]) == [column.name for column in takeaway.CLAIM_COLUMNS]
    assert all(row["chain_sha256"] and row["sentence"] for row in told)


def test_filters_of_the_page_and_a_period_hold(page):
    everything = rows_of(page.get("/changes.csv"))
    some = rows_of(page.get("/changes.csv?outlet=sahil"))
    assert {row["outlet_id"] for row in some} == {"sahil"}
    newest = max(row["first_seen_new_at"] for row in everything)
    assert rows_of(page.get("/changes.csv", params={"until": newest})) == [
        row for row in everything if row["first_seen_new_at"] < newest
    ]
    assert {
        row["first_seen_new_at"] for row in rows_of(page.get("/changes.csv", params={"since": newest}))
    } == {newest}
    assert rows_of(page.get("/changes.csv?since=2030-01-01")) == []
    assert {row["claim_id"] for row in rows_of(page.get("/claims.csv?claim=hostages_alive&outlet="))} == {
        "hostages_alive"
    }
    assert page.get("/changes.csv?since=yesterday").status_code == 422
    assert page.get("/claims.csv?kind=silent_edit").status_code == 422


def test_a_file_begins_with_a_mark_only_for_excel(page):
    assert page.get("/claims.csv").content.startswith(b"observation_id,")
    assert page.get("/claims.csv?excel=1").content.startswith(b"\xef\xbb\xbfobservation_id,")
    answer = page.get("/changes.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="claimwatch-changes.csv"'


def test_an_export_of_nothing_is_a_file_with_its_columns(open_page):
    nothing = open_page(FakeReadings())
    assert nothing.get("/changes.csv").content.count(b"\r\n") == 1
    assert nothing.get("/changes.jsonl").content == b""
    assert pyarrow.parquet.read_table(io.BytesIO(nothing.get("/claims.parquet").content)).num_rows == 0


def test_a_database_that_is_away_is_an_error_and_no_empty_file(open_page):
    readings = FakeReadings(trouble=errors.StorageError("away"))
    assert open_page(readings).get("/changes.jsonl").status_code == 503
