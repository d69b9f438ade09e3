"""What a question costs: due work is found by an index, a list takes as many queries as one row."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

import storage
from monitor import model
from storage import tables as storage_tables
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

Statement = tuple[str, Any]


HOLD = model.Hold(until=NOON + minutes(60), reason="hourly digest")
HELD = builders.alert(dedupe_key="held", recipients=(builders.recipient(hold=HOLD),))
PUT_OFF = model.DeliveryOutcome(
    delivery_id=1, attempted_at=NOON, state=model.DeliveryState.HELD, attempt_count=0, hold=HOLD
)


@pytest.fixture
def store(sqlite_url: str):
    store = storage.build_store(sqlite_url)
    scenes.save_outlets(store)
    yield store
    store.close()


def statements_of(store: storage.Store, work: Callable[[], object]) -> list[Statement]:
    """Return what a piece of work runs."""
    seen: list[Statement] = []

    def see(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    sa.event.listen(store.database.engine, "before_cursor_execute", see)
    work()
    sa.event.remove(store.database.engine, "before_cursor_execute", see)
    return seen


def plan_of(store: storage.Store, statement: Statement) -> list[str]:
    with store.database.read() as connection:
        return [
            row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1])
        ]


def add_revised_article(store: storage.Store, name: str) -> None:
    article_id = scenes.add_article(store, f"https://ledger.example/{name}")
    scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=minutes(15))


@pytest.mark.parametrize(
    "work",
    [
        lambda store: store.claim_due_articles(now=NOON, lease=scenes.LEASE, owner="me", limit=5),
        lambda store: store.claim_due_deliveries(now=NOON, lease=scenes.LEASE, owner="me", limit=5),
        lambda store: scenes.add_revision(store, 1, at=minutes(30), alert=HELD),
        lambda store: store.load_delivery(1),
        lambda store: store.save_delivery(PUT_OFF),
        lambda store: store.resend(1, now=NOON),
        lambda store: store.load_article(1),
        lambda store: store.load_past(1),
        lambda store: scenes.check(store, 1),
        lambda store: store.find_article("https://ledger.example/a"),
        lambda store: store.find_changes(model.ChangeFilter(before_id=2)),
        lambda store: store.load_version_page(1, 1),
    ],
)
def test_no_table_is_read_from_end_to_end(store: storage.Store, work: Callable[[storage.Store], object]):
    add_revised_article(store, "a")
    add_revised_article(store, "b")
    # Of channels there are as many as the watchlist names.
    tables = tuple(f"SCAN {name}" for name in storage_tables.METADATA.tables if name != "channel")
    plans = [
        step
        for statement in statements_of(store, lambda: work(store))
        if statement[0].startswith(("SELECT", "UPDATE", "WITH"))
        for step in plan_of(store, statement)
    ]
    assert plans
    assert [step for step in plans if step.startswith(tables)] == []


@pytest.mark.parametrize(
    "work",
    [
        lambda store: store.find_changes(model.ChangeFilter()),
        lambda store: store.find_articles(),
        lambda store: store.find_alerts(),
        lambda store: store.find_observations(),
        lambda store: store.load_outlets(),
    ],
)
def test_a_long_list_takes_as_many_queries_as_a_short_one(
    store: storage.Store, work: Callable[[storage.Store], object]
):
    add_revised_article(store, "a")
    short = statements_of(store, lambda: work(store))
    for name in "bcde":
        add_revised_article(store, name)
    assert len(statements_of(store, lambda: work(store))) == len(short)


def test_an_unchanged_check_of_an_article_never_revised_is_few_statements(store: storage.Store):
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    outcome = builders.check_outcome(article_id=article_id, base_number=1)
    loading = statements_of(store, lambda: store.load_article(article_id))
    saving = statements_of(store, lambda: store.save_check(outcome, page=None))
    assert [sql for sql, _ in loading if "version" in sql or "FROM claim" in sql] == []
    # BEGIN, article, what is muted; and BEGIN, article, its host, check.
    assert (len(loading), len(saving)) == (3, 4)


def test_each_outlets_newest_word_is_found_by_an_index_however_many_articles_there_are(store: storage.Store):
    version = builders.version(claims=(builders.claim(22),))
    first = {"kind": model.CheckKind.FIRST_VERSION, "version": version, "topic_ids": ("negotiations",)}
    for name in "ab":
        scenes.check(store, scenes.add_article(store, f"https://ledger.example/{name}"), **first)
    article_id = scenes.add_article(store, "https://ledger.example/c")
    saving = statements_of(store, lambda: scenes.check(store, article_id, **first))
    loading = statements_of(store, lambda: store.load_slot(1))
    claiming = statements_of(
        store, lambda: store.claim_due_slots(now=NOON, lease=scenes.LEASE, owner="me", limit=5)
    )
    assert len([sql for sql, _ in saving if " word" in sql or " slot" in sql]) == 5
    steps = [
        step
        for statement in (*saving, *loading, *claiming)
        if statement[0].startswith(("SELECT", "UPDATE"))
        for step in plan_of(store, statement)
    ]
    # Of outlets there are few, and each of them is asked for.
    tables = tuple(f"SCAN {name}" for name in storage_tables.METADATA.tables if name != "outlet")
    assert [step for step in steps if step.startswith(tables)] == []
    assert any("ix_word_slot_id_outlet_id_said_at_article_id" in step for step in steps)
