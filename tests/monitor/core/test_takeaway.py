"""Rows and cells: what is taken away is all there, and safe to open."""

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from monitor import model
from monitor.core import cells, takeaway
from tests import builders
from tests.builders import exhibits, minutes
from tests.fakes.readings import article_reading


@pytest.fixture
def proofs():
    return {(1, version.number): builders.proof(version) for version, _ in exhibits.chained(*exhibits.TEXTS)}


def reading(**fields) -> model.ChangeReading:
    change = builders.change(**fields)
    return model.ChangeReading(id=12, article=article_reading(), change=change, alert_id=None)


def read_csv(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline="")))


def test_no_row_has_a_cell_without_a_column(proofs):
    (row,) = takeaway.list_change_rows(reading(), proofs)
    assert row.keys() - {column.name for column in takeaway.CHANGE_COLUMNS} == set()
    observed = replace(observation(), id=7)
    row = takeaway.list_claim_row(observed, proofs)
    assert row.keys() == {column.name for column in takeaway.CLAIM_COLUMNS}


def observation(**fields) -> model.ClaimObservation:
    return model.ClaimObservation(
        **(
            {
                "claim": builders.claim(20, source="the army", verb=model.VerbClass.NEUTRAL),
                "outlet_id": "ledger",
                "outlet_name": "The Coastal Ledger",
                "article_id": 1,
                "headline": "Hamas to free 8 hostages",
                "version_number": 2,
                "from_at": builders.NOON,
                "until_at": None,
                "change_id": 12,
            }
            | fields
        )
    )


def test_a_change_is_a_row_for_each_claim_with_its_own_reason(proofs):
    days = builders.claim_change(
        claim_id="days", old=None, old_text="none", new_text="60", new_sentence="60 days"
    )
    events = (
        builders.event(claim_id="hostages_alive", is_told=True, reason="rule counts"),
        builders.event(model.EventKind.CLAIM_ADDED, claim_id="days", reason="no rule names claim_added"),
    )
    first, second = takeaway.list_change_rows(
        reading(claim_changes=(builders.claim_change(), days), events=events), proofs
    )
    assert (first["place"], first["old_value"], first["new_value"], first["is_told"]) == (1, "22", "20", True)
    assert (first["new_low"], first["old_sentence"]) == (20, "Israel says 22 hostages are alive.")
    assert (second["place"], second["is_told"]) == (2, False)
    assert second["reason"] == "claim_added: no rule names claim_added"
    assert second["new_sentence"] == "Israel says 20 hostages are alive."
    assert first["events"] == "claim_changed; claim_added"
    assert first["old_raw_sha256"] == proofs[1, 1].raw_sha256
    assert first["new_chain_sha256"] == proofs[1, 2].chain_sha256
    assert first["disclosure"] == "silent"


def test_a_change_without_claims_is_one_row(proofs):
    gone = builders.event(model.EventKind.ARTICLE_REMOVED, reason="muted")
    found = reading(claim_changes=(), events=(gone,), new_number=None, old_number=3)
    (row,) = takeaway.list_change_rows(found, proofs)
    assert (row["events"], row["is_told"], row["reason"]) == (
        "article_removed",
        False,
        "article_removed: muted",
    )
    assert row["new_version"] is None
    assert row["disclosure"] is None
    assert "new_raw_sha256" not in row
    (noticed,) = takeaway.list_change_rows(reading(notice="Corrected."), {})
    assert noticed["disclosure"] == "disclosed"


def test_an_observation_names_its_sentence_and_its_proof(proofs):
    row = takeaway.list_claim_row(replace(observation(), id=7), proofs)
    assert (row["observation_id"], row["value"], row["low"], row["hedge"]) == (7, "20", 20, "exact")
    assert (row["source"], row["verb"], row["sentence"]) == (
        "the army",
        "neutral",
        "Israel says 20 hostages are alive.",
    )
    assert row["read_by"] == "0.1.0/3/abcdef012345"
    assert row["url"] == "https://ledger.example/a"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n1",
        " =1",
        "\uff1d1+1",
        "\uff20x",
        "\u00a0=1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(text):
    column = takeaway.Column(name="headline")
    body = cells.write_csv_head([column]) + cells.write_csv([{"headline": text}], [column])
    assert read_csv(body)[0]["headline"] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["20", ">=20", "~20", "a=b", "قالت إسرائيل", 'said "no", twice\r\nand left', "1-2", ""]
)
def test_any_other_text_is_written_as_it_is(text):
    columns = [takeaway.Column(name="headline"), takeaway.Column(name="b")]
    body = cells.write_csv_head(columns) + cells.write_csv([{"headline": text}], columns)
    assert read_csv(body)[0] == {"headline": text, "b": ""}


def test_numbers_times_and_yes_are_plain_in_both_formats(proofs):
    half = observation(
        claim=builders.claim(20, low=Decimal("-1.50"), high=None), until_at=builders.NOON + minutes(1)
    )
    row = takeaway.list_claim_row(replace(half, id=7), proofs)
    columns = takeaway.CLAIM_COLUMNS
    found = read_csv(cells.write_csv_head(columns) + cells.write_csv([row], columns))[0]
    assert (found["low"], found["high"], found["until_at"]) == ("-1.50", "", "2025-09-01T12:01:00Z")
    assert (found["is_negated"], found["version"], found["confidence"]) == ("false", "2", "1.0")
    told = json.loads(cells.write_json_lines([row], columns))
    assert (told["low"], told["high"], told["until_at"]) == (-1.5, None, "2025-09-01T12:01:00Z")
    assert list(told) == [column.name for column in columns]


def test_json_lines_hold_every_text_as_it_is_one_object_a_line(proofs):
    hostile = replace(observation(), headline="=1\n\u2028x\ud800")
    row = takeaway.list_claim_row(replace(hostile, id=7), {})
    body = cells.write_json_lines([row, row], takeaway.CLAIM_COLUMNS)
    assert body.count(b"\n") == 2
    assert json.loads(body.split(b"\n")[0])["headline"] == "=1\n\u2028x?"
    whole = cells.write_json_lines([{"low": Decimal(3)}], [takeaway.Column(name="low")])
    assert whole == b'{"low": 3}\n'
    assert cells.write_csv([{"low": True}], [takeaway.Column(name="low")]) == b"true\r\n"


def test_every_column_is_described_in_its_table():
    page = (Path(__file__).parents[3] / "docs" / "reference" / "exports.md").read_text("utf-8")
    _, changes, claims = page.split("\n## ")
    for table, columns in ((changes, takeaway.CHANGE_COLUMNS), (claims, takeaway.CLAIM_COLUMNS)):
        named = re.findall(
            r"`(\w+)`", "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
        )
        assert sorted(named) == sorted(column.name for column in columns)
