"""What is taken away over HTTP is what was asked for, as a file."""

import io
import zipfile
from dataclasses import replace

import pytest

from monitor.core import bundle
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
