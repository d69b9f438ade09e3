"""`claimwatch db reextract`: stored pages read again."""

import json
from pathlib import Path

import pytest

import storage
from monitor import model
from monitor.core import evidence, fingerprint
from tests import builders
from tests.builders import NOON, minutes
from tests.monitor.core.watched import FILLER, LIVING, html
from tests.storage import scenes

WATCHLIST = """
[[topics]]
id = "negotiations"
title = "T"
match = "hostage*"
[[outlets]]
id = "ledger"
name = "The Ledger"
feeds = ["https://ledger.example/rss"]
[[claims]]
id = "hostages_alive"
type = "count"
title = "living hostages"
noun = "@hostage"
require = ["@alive"]
scopes = {default = "held"}
[lexicon.hostage]
en = ["hostage"]
[lexicon.alive]
en = ["alive"]
"""


@pytest.fixture
def store(folder: Path, sqlite_template: Path):
    (folder / "watchlist.toml").write_text(WATCHLIST)
    (folder / "data").mkdir()
    (folder / "data" / "claimwatch.db").write_bytes(sqlite_template.read_bytes())
    store = storage.build_store(f"sqlite:///{folder / 'data' / 'claimwatch.db'}")
    scenes.save_outlets(store)
    yield store
    store.close()


def add_versions(store: storage.Store, *texts: tuple[str, str]) -> int:
    """Store an article whose versions' (stored texts, texts of their pages) are these, 15 minutes apart."""
    article_id = scenes.add_article(store)
    chain = None
    for number, (stored, now) in enumerate(texts, start=1):
        at = NOON + minutes(15 * (number - 1))
        snapshot = evidence.build_snapshot(builders.page(html(now), fetched_at=at), chain)
        chain = snapshot.chain_sha256
        article = builders.article(
            stored,
            *FILLER,
            canonical_url="https://ledger.example/a",
            headline="Talks resume in Doha as families wait",
        )
        version = builders.version(
            number,
            article=article,
            content_hash=fingerprint.content_hash(article),
            seen_at=at,
            raw_sha256=snapshot.sha256,
            chain_sha256=chain,
        )
        kind = model.CheckKind.NEW_VERSION if number > 1 else model.CheckKind.FIRST_VERSION
        outcome = builders.check_outcome(
            article_id=article_id, checked_at=at, kind=kind, version=version, base_number=number - 1
        )
        store.save_check(outcome, page=snapshot.page)
    return article_id


ALIKE = (LIVING.format(20), LIVING.format(20))
#: The first reading took a box for a paragraph of the article.
DRIFTED = ("Read also: 44 hurt in a crash.", LIVING.format(20))
EDITED = (LIVING.format(22), LIVING.format(22))


@pytest.fixture
def drifted(store):
    """An article with three versions: the second is the extractor's, the third the outlet's."""
    return add_versions(store, ALIKE, DRIFTED, EDITED)


def test_pages_that_read_as_before_are_fine(run, store):
    add_versions(store, ALIKE, EDITED)

    answer = run("db", "reextract")

    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("Versions read again: 2, otherwise than stored: 0")


def test_drift_is_told_from_edits_and_nothing_is_written(run, store, drifted):
    answer = run("db", "reextract")

    assert answer.code == 1
    assert answer.out.splitlines() == [
        "Article 1, The Coastal Ledger: https://ledger.example/a",
        "  version 2, 2025-09-01 12:15 UTC: body read otherwise",
        "    not read now: Read also: 44 hurt in a crash.",
        f"    read now: {LIVING.format(20)}",
        "    in this one page: hostages_alive added none → 20",
        "  version 1 to 2: no change of the outlet's: both pages say the same",
        "    as stored: hostages_alive removed 20 → none",
        "  version 2 to 3: the change stays, its claims are others",
        "    as stored: hostages_alive added none → 22",
        "    as read now: hostages_alive value 20 → 22",
    ]
    assert "vanishes 1" in answer.err
    assert store.load_rereadings(drifted) == ()


def test_as_json_lines(run, store, drifted):
    record = json.loads(run("db", "reextract", "--json").out)

    assert (record["article"], record["versions"][0]["number"]) == (1, 2)
    assert [change["verdict"] for change in record["changes"]] == ["vanishes", "other_claims"]
    assert record["changes"][1]["present"] == [
        {"claim": "hostages_alive", "kind": "value", "old": "20", "new": "22"}
    ]


def test_applied_readings_are_kept_and_found_again_as_they_are(run, store, drifted):
    before = store.load_article_detail(drifted)

    answer = run("db", "reextract", "--apply")

    assert answer.code == 0
    assert "Kept as later readings: 1." in answer.err
    assert [one.number for one in store.load_rereadings(drifted)] == [2]
    assert store.load_article_detail(drifted) == before
    assert run("db", "reextract").code == 0


def test_a_page_that_is_no_article_now_or_gone_is_told(run, store):
    add_versions(store, ALIKE, (LIVING.format(22), ""))
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM snapshot WHERE version_id = 1")

    answer = run("db", "reextract", "--apply")

    assert answer.code == 1
    assert "No page is stored for version 1" in answer.out
    assert "cannot be told" in answer.out


def test_only_what_was_asked_for_is_read(run, store, drifted):
    assert "read again: 2," in run("db", "reextract", "--since", "2025-09-01T12:30").err
    assert "read again: 0," in run("db", "reextract", "--since", "2025-09-02").err
    assert "read again: 0," in run("db", "reextract", "--outlet", "gazette").err
    assert "read again: 3," in run("db", "reextract", "--outlet", "ledger", "--article", "1").err
    assert run("db", "reextract", "--article", "99").code == 2
    assert run("db", "reextract", "--since", "yesterday").code == 2
