"""Evidence on the command line: what is stored is verified, bundles are written, and verified without a database."""

import hashlib
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

import storage
from monitor.core import evidence, fingerprint
from tests import builders
from tests.builders import minutes
from tests.storage import scenes

WATCHLIST = """
[[topics]]
id = "negotiations"
title = "Talks"
match = "hostage*"
[[outlets]]
id = "ledger"
name = "The Ledger"
feeds = ["https://ledger.example/rss"]
"""


@pytest.fixture
def store(folder: Path, sqlite_template: Path):
    (folder / "data").mkdir()
    (folder / "data" / "claimwatch.db").write_bytes(sqlite_template.read_bytes())
    found = storage.build_store("sqlite:///data/claimwatch.db")
    scenes.save_outlets(found)
    yield found
    found.close()


@pytest.fixture
def proven(store: storage.Store, folder: Path):
    """Store two versions with their evidence; the returned function runs SQL over it."""
    article_id = scenes.add_article(store)
    previous = None
    for number, text in enumerate(
        ("Israel says 22 hostages are alive.", "Israel says 20 hostages are alive."), start=1
    ):
        at = minutes(15 * (number - 1))
        snapshot = evidence.build_snapshot(builders.page(f"<p>version at {at}</p>"), previous)
        previous = snapshot.chain_sha256
        article = builders.article(text)
        fields = {
            "article": article,
            "content_hash": fingerprint.content_hash(article),
            "raw_sha256": snapshot.sha256,
            "chain_sha256": previous,
        }
        if number == 1:
            scenes.add_first_version(store, article_id, **fields)
        else:
            scenes.add_revision(store, article_id, at=at, version=fields)

    def execute(statement: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(folder / "data" / "claimwatch.db")) as database, database:
            return database.execute(statement, values).fetchall()

    return execute


@pytest.mark.parametrize("arguments", [[], ["--all"]])
def test_verify_counts_the_versions(run, proven, arguments):
    answer = run("verify", *arguments)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "Versions verified: 2. Articles with a broken chain: 0.\n"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE snapshot SET url = url || 'x' WHERE version_id = 1",
            "version 1 is not the one that was fetched",
        ),
        (
            "UPDATE snapshot SET status = 203 WHERE version_id = 2",
            "version 2 is not the one that was fetched",
        ),
        ("UPDATE snapshot SET body = X'28B52FFD' WHERE version_id = 1", "version 1 of article 1 is damaged"),
        ("UPDATE snapshot SET headers = '[' WHERE version_id = 1", "version 1 of article 1 is damaged"),
        ("UPDATE snapshot SET fetched_at = 'noon' WHERE version_id = 1", "version 1 cannot be read"),
        ("DELETE FROM snapshot WHERE version_id = 1", "No page is stored for version 1 of article 1"),
        (
            "UPDATE version SET paragraphs = '[\"23 are alive.\"]' WHERE number = 2",
            "text stored for version 2 is not",
        ),
        ("UPDATE version SET headline = 'x' WHERE number = 1", "text stored for version 1 is not"),
        ("UPDATE claim SET sentence = 'x' WHERE version_id = 2", "A claim stored for version 2"),
        ("UPDATE version SET seen_at = 'noon' WHERE number = 1", "Its versions cannot be read"),
        ("UPDATE version SET number = 7 WHERE number = 2", "No page is stored for version 2"),
    ],
)
def test_verify_finds_what_was_altered(run, proven, statement, said):
    proven(statement)
    answer = run("verify")
    assert answer.code == 1
    assert answer.out.startswith("Article 1, https://ledger.example/a: ")
    assert said in answer.out
    assert said in run("verify", "--json").out


def test_verify_names_each_version_that_was_altered_and_no_other(run, proven):
    proven("UPDATE snapshot SET status = 203")
    faults = [json.loads(line) for line in run("verify", "--all", "--json").out.splitlines()]
    assert [fault["version"] for fault in faults] == [1, 2]
    proven("UPDATE snapshot SET status = 200 WHERE version_id = 2")
    (fault,) = [json.loads(line) for line in run("verify", "--all", "--json").out.splitlines()]
    assert fault["version"] == 1


@pytest.mark.parametrize("column", ["is_watched = 0", "same_as_id = 1", "is_removed = 1"])
def test_verify_looks_at_articles_that_are_watched_no_more(run, proven, column):
    proven(f"UPDATE article SET {column}")
    assert "Versions verified: 2." in run("verify").err
    proven("UPDATE snapshot SET url = url || 'x' WHERE version_id = 2")
    assert run("verify").code == 1


@pytest.mark.parametrize("column", ["body", "headers", "url", "final_url"])
def test_a_flipped_bit_in_what_was_fetched_is_found(run, proven, column):
    """In three places, another bit each time; `tests/monitor/core` flips more."""
    ((whole,),) = proven(f"SELECT CAST({column} AS BLOB) FROM snapshot WHERE version_id = 2")
    for place in (0, len(whole) // 2, len(whole) - 1):
        altered = bytearray(whole)
        altered[place] ^= 1 << (place % 8)
        proven(
            f"UPDATE snapshot SET {column} = CAST(? AS {'BLOB' if column == 'body' else 'TEXT'}) WHERE version_id = 2",
            bytes(altered),
        )
        assert run("verify").code == 1, place


def test_a_bundle_is_verified_without_a_database(run, proven, folder):
    answer = run("export", "bundle", "1", "-o", "a.zip")
    assert answer.code == 0, answer.err
    assert answer.out.startswith("Written: a.zip, ")
    packed = (folder / "a.zip").read_bytes()
    assert hashlib.sha256(packed).hexdigest() in answer.err
    for file in (folder / "data").iterdir():
        file.unlink()
    (folder / "data").rmdir()
    answer = run("verify", "a.zip")
    assert (answer.code, answer.out) == (0, "")
    assert "every file is what was put into it" in answer.err
    with zipfile.ZipFile("a.zip") as archive:
        archive.extractall(folder)
    assert run("verify", "claimwatch-change-1-ledger").code == 0
    assert not (folder / "data").exists()
    (folder / "a.zip").write_bytes(packed[:500] + bytes([packed[500] ^ 1]) + packed[501:])
    answer = run("verify", "a.zip", "--json")
    assert answer.code == 1
    assert json.loads(answer.out.splitlines()[0])["bundle"] == "a.zip"
    assert run("verify", "a.zip").out.startswith("a.zip")
    (folder / "claimwatch-change-1-ledger" / "README.txt").write_text("All is well.")
    assert "claimwatch-change-1-ledger: README.txt: " in run("verify", "claimwatch-change-1-ledger").out


def test_a_bundle_of_the_same_change_is_the_same_bytes(run, proven, folder):
    run("export", "bundle", "1", "-o", "a.zip")
    proven("UPDATE article SET headline = 'Later', canonical_url = 'https://ledger.example/later'")
    run("export", "bundle", "1")
    assert (folder / "a.zip").read_bytes() == (folder / "claimwatch-change-1-ledger.zip").read_bytes()


def test_a_bundle_that_would_prove_nothing_is_not_written(run, proven, folder):
    proven("UPDATE snapshot SET status = 203 WHERE version_id = 1")
    answer = run("export", "bundle", "1", "-o", "a.zip")
    assert answer.code == 1
    assert "The stored evidence of change 1 is damaged: data/chain/0001.json" in answer.err
    assert not (folder / "a.zip").exists()


def test_wrong_use_of_bundles_is_told(run, proven):
    assert run("export", "bundle", "99").code == 2
    assert run("export", "bundle", "1", "-o", "no/such/folder.zip").code == 2
    assert run("verify", "nothing.zip").code == 2
    assert run("verify", "--all", "a.zip").code == 2


def test_changes_and_claims_are_exported(run, proven, folder):
    answer = run("export", "changes", "-o", "changes.csv", "--since", "2025-09-01", "--excel")
    assert (answer.code, answer.out.startswith("Written: changes.csv, ")) == (0, True)
    head, row, _ = (folder / "changes.csv").read_bytes().split(b"\r\n")
    assert head.startswith(b"\xef\xbb\xbfchange_id,")
    assert b"hostages_alive" in row
    run("export", "claims", "-f", "jsonl", "-o", "claims.jsonl")
    told = [json.loads(line) for line in (folder / "claims.jsonl").read_text().splitlines()]
    assert [one["value"] for one in told] == ["22", "20"]
    assert len(told[0]["chain_sha256"]) == 64
    run("export", "claims", "-f", "parquet", "-o", "claims.parquet", "--until", "2025-09-01T12:05+00:00")
    assert (folder / "claims.parquet").read_bytes().startswith(b"PAR1")


def test_wrong_use_of_exports_is_told(run, proven):
    answer = run("export", "changes", "--since", "yesterday")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert run("export", "claims", "-o", "no/such/folder.csv").code == 2
    assert run("export", "changes", "--format", "pdf").code == 2


def test_a_report_is_one_file(run, proven, folder):
    (folder / "w.toml").write_text(WATCHLIST, encoding="utf-8")
    answer = run(
        "export", "report", "negotiations", "-w", "w.toml", "--since", "2025-09-01", "--until", "2025-09-02"
    )
    assert (answer.code, answer.out.startswith("Written: claimwatch-negotiations.html, ")) == (0, True), (
        answer.err
    )
    text = (folder / "claimwatch-negotiations.html").read_text("utf-8")
    said = re.sub(r"<[^>]+>", "", text)
    assert "From 1 Sep 2025, 00:00 UTC until 2 Sep 2025, 00:00 UTC. 1 change at 1 outlet" in said
    assert run("export", "report", "other", "-w", "w.toml").code == 2
