"""Commands over what is stored: sources, alerts, doctor, verify, db."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import storage
from monitor import model
from monitor.core import evidence
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

WATCHLIST = """
[[topics]]
id = "t"
title = "T"
match = "hostage*"
[[outlets]]
id = "ledger"
name = "The Ledger [late]"
language = "en"
feeds = ["https://ledger.example/rss"]
[[outlets]]
id = "gazette"
name = "The Gazette"
feeds = ["https://gazette.example/rss"]
"""
RULES = """
[[channels]]
id = "desk"
type = "webhook"
url = "https://hooks.example/a"
[[alerts]]
id = "r"
channels = ["desk"]
"""


@pytest.fixture
def watchlist(folder: Path) -> Path:
    file = folder / "watchlist.toml"
    file.write_text(WATCHLIST)
    return file


@pytest.fixture
def store(folder: Path, watchlist: Path, sqlite_template: Path):
    (folder / "data").mkdir()
    (folder / "data" / "claimwatch.db").write_bytes(sqlite_template.read_bytes())
    store = storage.build_store(f"sqlite:///{folder / 'data' / 'claimwatch.db'}")
    scenes.save_outlets(
        store, model.Outlet(id="ledger", name="The Ledger [late]", feeds=("https://ledger.example/rss",))
    )
    yield store
    store.close()


@pytest.fixture
def told(store: storage.Store) -> storage.Store:
    """A store with one article in two versions and one alert."""
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=minutes(15))
    return store


def give_up(store: storage.Store) -> int:
    (job,) = store.claim_due_deliveries(
        now=builders.NOON + minutes(20), lease=minutes(1), owner="me", limit=9
    )
    store.save_delivery(
        model.DeliveryOutcome(
            delivery_id=job.id,
            attempted_at=builders.NOON + minutes(20),
            state=model.DeliveryState.DEAD,
            attempt_count=12,
            reason="the server said [550] no such desk",
        )
    )
    return job.id


def fail_poll(store: storage.Store) -> None:
    failure = builders.failure(detail="ledger.example did not answer.")
    store.save_poll(builders.poll_outcome(failure=failure))


def test_sources_say_how_each_feed_was(run, store):
    fail_poll(store)
    answer = run("sources", "list")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "ledger: The Ledger [late] (en)",
        "  https://ledger.example/rss",
        "    timeout: ledger.example did not answer. Last good: never.",
        "gazette: The Gazette",
        "  https://gazette.example/rss",
        "    not polled yet",
    ]


def test_sources_say_where_a_feed_moved_what_was_wrong_with_it_and_what_its_hub_does(run, store):
    hub = model.Hub(url="https://hub.example/", topic_url="https://ledger.example/rss")
    scenes.poll(store, hub=hub, moved_to="https://feeds.example/ledger", problem="some may have been missed")
    assert run("sources", "list").out.splitlines()[2:4] == [
        "    fine at 2025-09-01 12:00 UTC, now at https://feeds.example/ledger; some may have been missed",
        "gazette: The Gazette",
    ]
    base = store.load_subscription(1)
    store.save_subscription(replace(base, lease_until=NOON + minutes(60)), base=base)
    said = "    hub https://hub.example/ tells of changes until 2025-09-01 13:00 UTC; "
    assert run("sources", "list").out.splitlines()[3] == f"{said}no push yet"
    store.save_push(1, now=NOON, spacing=minutes(1))
    assert run("sources", "list").out.splitlines()[3] == f"{said}last push 2025-09-01 12:00 UTC"
    base = store.load_subscription(1)
    store.save_subscription(replace(base, detail="The hub refused: full."), base=base)
    assert (
        run("sources", "list").out.splitlines()[3] == "    hub https://hub.example/: The hub refused: full."
    )


def test_sources_as_json_lines(run, store):
    scenes.poll(store)
    first, second = (json.loads(line) for line in run("sources", "list", "--json").out.splitlines())
    assert (first["outlet"], first["failure"]) == ("ledger", None)
    assert first["last_good_at"].startswith("2025-09-01T12:00:00")
    assert second["last_polled_at"] is None
    assert "fine at 2025-09-01 12:00 UTC" in run("sources", "list").out


def test_a_watchlist_without_outlets_says_so(run, folder):
    (folder / "w.toml").write_text(WATCHLIST.partition("[[outlets]]")[0])
    assert run("sources", "list", "-w", "w.toml").out == "The watchlist has no outlets.\n"


def test_alerts_are_listed_with_their_deliveries(run, told):
    number = give_up(told)
    first, second = run("alerts", "list").out.splitlines()
    assert first.startswith("2025-09-01 12:15 UTC  ")
    assert (
        second == f"  delivery {number} to desk desk@news.example: dead, 12 tries: "
        "the server said [550] no such desk"
    )
    record = json.loads(run("alerts", "list", "--json", "--state", "dead").out)
    assert (record["delivery"], record["state"], record["tries"]) == (number, "dead", 12)


def test_no_alerts_is_said_in_words_and_as_no_json(run, store):
    assert run("alerts", "list").out == "No alerts yet.\n"
    assert run("alerts", "list", "--state", "dead").out == "No alert with a dead delivery.\n"
    assert run("alerts", "list", "--json").out == ""


def test_a_delivery_that_was_given_up_is_sent_again(run, told):
    number = give_up(told)
    assert run("alerts", "resend", str(number)).out == f"Delivery {number} is due again.\n"
    assert "waiting, 0 tries" in run("alerts", "list").out
    answer = run("alerts", "resend", "99")
    assert answer.code == 2
    assert answer.err.count("\n") == 1


def test_a_channel_that_is_not_there_is_named_with_those_that_are(run, watchlist):
    assert "It has: none yet" in run("alerts", "test", "desk").err
    watchlist.write_text(WATCHLIST + RULES)
    answer = run("alerts", "test", "mail")
    assert answer.code == 2
    assert answer.err == "The watchlist has no channel mail. It has: desk.\n"


def test_doctor_is_content_when_nothing_is_wrong(run, store, watchlist):
    watchlist.write_text(WATCHLIST + RULES)
    scenes.poll(store)
    answer = run("doctor")
    assert (answer.code, answer.err) == (0, "")
    assert "last activity  2025-09-01 12:00 UTC" in answer.out
    assert answer.out.endswith("Nothing is wrong.\n")


def test_doctor_tells_all_that_is_wrong(run, told):
    give_up(told)
    fail_poll(told)
    answer = run("doctor", "--json")
    found = json.loads(answer.out)
    assert answer.code == 1
    assert found["versions"] == 2
    rules, unreachable, dead = found["troubles"]
    assert rules.startswith("No alert rules are set")
    assert unreachable.startswith("The Ledger [late] is unreachable: ledger.example did not answer.")
    assert dead.startswith("Deliveries given up: 1;")
    assert "! The Ledger [late] is unreachable" in run("doctor").out


def test_doctor_looks_at_the_rest_when_one_part_is_wrong(run, folder, watchlist, monkeypatch):
    (folder / "data").write_text("a file in the way")
    watchlist.write_text("x = 1\n")
    found = json.loads(run("doctor", "--json").out)
    broken, blocked = found["troubles"]
    assert "watchlist.toml:1 x" in broken
    assert blocked.startswith("The data folder data cannot be made: File exists.")
    monkeypatch.setenv("CLAIMWATCH_PORT", "x")
    (trouble,) = json.loads(run("doctor", "--json").out)["troubles"]
    assert "CLAIMWATCH_PORT" in trouble


@pytest.fixture
def proven(store: storage.Store, folder: Path):
    """Store one version with its evidence; the returned function runs SQL over it."""
    snapshot = evidence.build_snapshot(builders.page("<p>version at 0:00:00</p>"), None)
    article_id = scenes.add_article(store)
    scenes.add_first_version(
        store, article_id, raw_sha256=snapshot.sha256, chain_sha256=snapshot.chain_sha256
    )

    def execute(statement: str) -> None:
        with closing(sqlite3.connect(folder / "data" / "claimwatch.db")) as database, database:
            database.execute(statement)

    return execute


def test_the_database_is_made(run, folder):
    answer = run("db", "upgrade")
    assert (answer.code, answer.out) == (0, "The database is up to date.\n")
    assert (folder / "data" / "claimwatch.db").exists()


@pytest.mark.parametrize("command", [["db", "upgrade"], ["alerts", "list"], ["verify"], ["poll", "--once"]])
def test_a_file_that_is_no_database_is_told_in_one_sentence(run, folder, watchlist, command):
    (folder / "data").mkdir()
    (folder / "data" / "claimwatch.db").write_text("This is a novel, and a long one. " * 100)
    answer = run(*command)
    assert (answer.code, answer.out) == (1, "")
    assert "is not a SQLite database" in answer.err
    assert answer.err.count("\n") == 1


def test_a_newer_database_is_refused(run, proven):
    proven("UPDATE alembic_version SET version_num = 'ffff'")
    answer = run("alerts", "list")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
