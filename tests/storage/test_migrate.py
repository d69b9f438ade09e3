"""Migrations, on SQLite and PostgreSQL: from zero they equal the tables."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import autogenerate
from alembic.runtime import migration

import storage
from monitor import errors, model
from monitor.core import search_query
from storage import engine, tables
from tests import builders
from tests.builders import NOON
from tests.storage import processes, scenes


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bare.db"
    url: str = request.getfixturevalue("bare_postgres_url")
    return url


def open_and_close(url: str) -> None:
    storage.build_store(url).close()


#: What takes each revision back, newest first.
UNDONE = {
    "0031": (
        "DROP INDEX ix_change_edit",
        "DROP INDEX ix_claim_claim_id_id",
        "CREATE INDEX ix_claim_claim_id ON claim (claim_id)",
    ),
    "0030": ("DROP TABLE mark", "DROP TABLE session", "ALTER TABLE change DROP COLUMN review_state"),
    "0029": ("DROP TABLE version_search", "DROP INDEX ix_version_seen_at_id"),
    "0028": ("ALTER TABLE channel DROP COLUMN unreached_since",),
    "0027": ("DROP INDEX ix_delivery_channel_id_address_last_attempt_at",),
    "0026": ("DROP TABLE pulse",),
    "0025": (
        "DROP INDEX ix_claim_version_id_claim_id",
        "CREATE INDEX ix_claim_version_id ON claim (version_id)",
    ),
    "0024": ("DROP TABLE channel",),
    "0023": ("DROP TABLE thread",),
    "0022": ("DROP TABLE word", "DROP TABLE slot", "ALTER TABLE bulletin DROP COLUMN detail"),
    "0021": (
        "DROP TABLE mute",
        "ALTER TABLE event DROP COLUMN answers",
        "ALTER TABLE bulletin DROP COLUMN answers",
        (
            "CREATE TABLE delivery_kept AS SELECT id, alert_id, key, channel_id, address, state, attempt_count, last_attempt_at,"
            " next_attempt_at, last_failure, reason, leased_until, lease_owner FROM delivery"
        ),
        "DROP TABLE delivery",
        (
            "CREATE TABLE delivery (id INTEGER PRIMARY KEY,"
            " alert_id INTEGER NOT NULL CONSTRAINT fk_delivery_alert_id REFERENCES alert (id),"
            " key TEXT NOT NULL CONSTRAINT uq_delivery_key UNIQUE, channel_id TEXT NOT NULL, address TEXT NOT NULL,"
            " state TEXT NOT NULL, attempt_count INTEGER DEFAULT 0 NOT NULL, last_attempt_at TIMESTAMP,"
            " next_attempt_at TIMESTAMP, last_failure TEXT, reason TEXT DEFAULT '' NOT NULL,"
            " leased_until TIMESTAMP, lease_owner TEXT)"
        ),
        "INSERT INTO delivery SELECT * FROM delivery_kept",
        "DROP TABLE delivery_kept",
        "CREATE INDEX ix_delivery_alert_id ON delivery (alert_id)",
        "CREATE INDEX ix_delivery_state_next_attempt_at ON delivery (state, next_attempt_at)",
    ),
    "0020": (
        "DROP INDEX ix_bulletin_claim_id",
        *(
            f"ALTER TABLE bulletin DROP COLUMN {name}"
            for name in ("about", "topic_id", "claim_id", "scope", "old_text", "new_text")
        ),
        "ALTER TABLE bulletin DROP COLUMN evidence",
        "ALTER TABLE bulletin DROP COLUMN evidence_left_out",
    ),
    "0019": ("ALTER TABLE text_sight DROP COLUMN headline",),
    "0018": ("DROP TABLE text_sight",),
    "0017": ("ALTER TABLE article DROP COLUMN is_blocked",),
    "0016": ("ALTER TABLE host DROP COLUMN refusal_count", "ALTER TABLE host DROP COLUMN held_until"),
    "0015": ("DROP TABLE heat", "ALTER TABLE article DROP COLUMN heated_at"),
    "0014": (
        "DROP TABLE delivery",
        "DROP TABLE alert",
        "DROP TABLE bulletin",
        "ALTER TABLE outlet DROP COLUMN reach",
        "ALTER TABLE outlet DROP COLUMN reach_revision",
        (
            "CREATE TABLE alert (id INTEGER PRIMARY KEY,"
            " change_id INTEGER NOT NULL CONSTRAINT fk_alert_change_id REFERENCES change (id),"
            " dedupe_key TEXT NOT NULL CONSTRAINT uq_alert_dedupe_key UNIQUE, severity INTEGER NOT NULL,"
            " title TEXT NOT NULL, rule_ids TEXT NOT NULL, created_at TIMESTAMP NOT NULL)"
        ),
        "CREATE INDEX ix_alert_change_id ON alert (change_id)",
        (
            "CREATE TABLE delivery (id INTEGER PRIMARY KEY, alert_id INTEGER NOT NULL REFERENCES alert (id),"
            " key TEXT NOT NULL UNIQUE, channel_id TEXT NOT NULL, address TEXT NOT NULL, state TEXT NOT NULL,"
            " attempt_count INTEGER DEFAULT 0 NOT NULL, last_attempt_at TIMESTAMP, next_attempt_at TIMESTAMP,"
            " last_failure TEXT, reason TEXT DEFAULT '' NOT NULL, leased_until TIMESTAMP, lease_owner TEXT)"
        ),
        "CREATE INDEX ix_delivery_alert_id ON delivery (alert_id)",
    ),
    "0013": (
        "DROP INDEX ix_article_outlet_id_guid_sha256",
        "CREATE INDEX ix_article_outlet_id ON article (outlet_id)",
        "ALTER TABLE article DROP COLUMN guid_sha256",
    ),
    "0012": ("ALTER TABLE feed DROP COLUMN rhythm", "ALTER TABLE article DROP COLUMN whole_at"),
    "0011": ("DROP TABLE likeness", "DROP TABLE copy"),
    "0010": ("DROP TABLE subscription",),
    "0009": (
        "ALTER TABLE version DROP COLUMN standing",
        "ALTER TABLE version DROP COLUMN doubt",
        "ALTER TABLE change DROP COLUMN standing",
        "ALTER TABLE change DROP COLUMN doubt",
        "ALTER TABLE article DROP COLUMN believed_number",
        "ALTER TABLE article DROP COLUMN doubt_count",
    ),
    "0008": (
        "ALTER TABLE article DROP COLUMN bumped_number",
        "ALTER TABLE article DROP COLUMN vain_bump_count",
    ),
    "0007": (
        "DROP INDEX ix_article_is_listed_host_band_next_check_at_need",
        "DROP INDEX ix_article_lease_owner",
        "DROP INDEX ix_feed_is_listed_next_poll_at",
        "CREATE INDEX ix_article_is_listed_is_watched_next_check_at_need ON article (is_listed)",
        "ALTER TABLE article DROP COLUMN band",
        "DROP TABLE host",
    ),
    "0006": (),
    "0005": ("DROP TABLE rereading", "ALTER TABLE version DROP COLUMN read_by"),
    "0004": ("ALTER TABLE feed DROP COLUMN entry_keys", "ALTER TABLE article DROP COLUMN entry_titles"),
    "0003": ("ALTER TABLE change DROP COLUMN unread_chars",),
    "0002": (
        "DROP TABLE unexplained",
        "ALTER TABLE claim_change DROP COLUMN tier",
        "ALTER TABLE change DROP COLUMN unexplained_left_out",
    ),
}


def forget_revisions(connection: sa.Connection, *, since: str) -> None:
    """Make a database what it was at an earlier revision."""
    for revision, statements in UNDONE.items():
        for statement in statements if revision > since else ():
            connection.execute(sa.text(statement))
    connection.execute(sa.text("UPDATE alembic_version SET version_num = :since"), {"since": since})


def _is_compared(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or not str(name).startswith("version_search")


def test_from_zero_the_migrations_make_the_tables_of_the_code(bare_url: str):
    open_and_close(bare_url)
    built = engine.build_engine(bare_url)
    with built.connect() as connection:
        # A virtual table and what SQLite keeps of it are no tables that can be compared.
        context = migration.MigrationContext.configure(connection, opts={"include_name": _is_compared})
        assert autogenerate.compare_metadata(context, tables.METADATA) == []
    built.dispose()


def test_a_database_that_is_up_to_date_is_opened_as_it_is(bare_url: str):
    open_and_close(bare_url)
    store = storage.build_store(bare_url)
    store.ping()
    assert store.load_totals(now=NOON).article_count == 0
    store.close()


def test_processes_that_start_at_once_migrate_one_after_another(bare_url: str):
    assert processes.run_together(open_and_close, [(bare_url,)] * 4) == [0] * 4
    store = storage.build_store(bare_url)
    store.ping()
    store.close()


def test_a_database_newer_than_the_code_is_refused_with_what_to_do(database_url: str):
    built = engine.build_engine(database_url)
    with built.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    built.dispose()
    with pytest.raises(errors.StorageError, match=r"newer release .*9999.* Install that release"):
        storage.build_store(database_url)


def test_a_claim_change_of_the_first_release_gets_its_tier_as_a_column(database_url: str):
    built, store = engine.build_engine(database_url), storage.build_store(database_url)
    scenes.save_outlets(store)
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    tiers = (model.Tier.REVIEW, model.Tier.NOW, model.Tier.DIGEST)
    changes = tuple(builders.claim_change(tier=tier, summary='says "tier": "review" of it') for tier in tiers)
    scenes.add_revision(
        store, article_id, at=timedelta(minutes=1), change=builders.change(claim_changes=changes)
    )
    store.close()
    with built.begin() as connection:
        connection.execute(sa.text("UPDATE claim_change SET tier = 'now'"))
        forget_revisions(connection, since="0001")
    open_and_close(database_url)
    with built.connect() as connection:
        found = connection.execute(sa.select(tables.claim_change.c.tier).order_by(tables.claim_change.c.id))
        assert tuple(found.scalars()) == tiers
    built.dispose()


def test_the_addresses_of_an_earlier_release_are_found_in_every_form(database_url: str):
    built, store = engine.build_engine(database_url), storage.build_store(database_url)
    scenes.save_outlets(store)
    scenes.add_article(store, "https://www.ledger.example/a")
    store.close()
    old, twin = "0" * 64, "1" * 64
    with built.begin() as connection:
        connection.execute(sa.update(tables.address).values(url_sha256=old))
        # What that release took for another article.
        again = sa.select(tables.article).where(tables.article.c.id == 1)
        columns = dict(connection.execute(again).mappings().one()) | {"id": 2}
        connection.execute(sa.insert(tables.article), columns)
        row = {"outlet_id": "ledger", "url_sha256": twin, "url": "http://ledger.example/a", "article_id": 2}
        connection.execute(sa.insert(tables.address), row)
        forget_revisions(connection, since="0005")
    open_and_close(database_url)
    store = storage.build_store(database_url)
    assert store.find_article("https://m.ledger.example/a") == 1
    store.close()
    with built.connect() as connection:
        found = connection.execute(sa.select(tables.address.c.url).order_by(tables.address.c.article_id))
        assert found.scalars().all() == ["https://www.ledger.example/a", "http://ledger.example/a"]
    built.dispose()


def test_alerts_and_deliveries_of_an_earlier_release_are_kept_under_their_numbers(database_url: str):
    built, store = engine.build_engine(database_url), storage.build_store(database_url)
    scenes.save_outlets(store)
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=timedelta(minutes=1), alert=None)
    store.close()
    at = "2025-09-01 12:15:00.000000"
    with built.begin() as connection:
        forget_revisions(connection, since="0013")
        connection.execute(sa.text(f"INSERT INTO alert VALUES (7, 1, 'a', 3, 'Title', '[]', '{at}')"))
        columns = f"9, 7, 'k', 'desk', 'desk@news.example', 'waiting', 0, NULL, '{at}'"
        connection.execute(sa.text(f"INSERT INTO delivery VALUES ({columns}, NULL, '', NULL, NULL)"))
    store = storage.build_store(database_url)
    (alert,) = store.find_alerts()
    assert (alert.id, alert.change_id, alert.title) == (7, 1, "Title")
    assert [delivery.id for delivery in alert.deliveries] == [9]
    assert store.load_delivery(9).alert.change_id == 1
    store.close()
    built.dispose()


def test_a_bulletin_of_an_earlier_release_is_kept_with_its_alert_and_number(database_url: str):
    built, store = engine.build_engine(database_url), storage.build_store(database_url)
    scenes.save_outlets(store)
    outcome = model.ReachOutcome(outlet_id="ledger", base_revision=0, reach=model.OPEN)
    told = replace(outcome, bulletin=builders.bulletin(), alert=builders.alert(dedupe_key="a"))
    assert [store.save_reach(told), store.save_reach(replace(outcome, base_revision=1))] == [1, None]
    store.close()
    with built.begin() as connection:
        forget_revisions(connection, since="0018")
    store = storage.build_store(database_url)
    (found,) = store.find_bulletins()
    assert (found.id, found.bulletin) == (1, builders.bulletin())
    assert store.load_bulletin(1).alert.deliveries[0].state is model.DeliveryState.WAITING
    assert store.save_reach(replace(told, base_revision=2)) == 2
    store.close()
    built.dispose()


def test_the_texts_of_an_earlier_release_are_found(database_url: str):
    built, store = engine.build_engine(database_url), storage.build_store(database_url)
    scenes.save_outlets(store)
    article_id = scenes.add_article(store)
    text = builders.article(headline="Talks", language="en", paragraphs=("22 hostages wait.",))
    scenes.add_first_version(store, article_id, article=text)
    for place in range(1, 4):
        scenes.add_revision(store, article_id, at=timedelta(minutes=place), version={"article": text})
    store.close()
    with built.begin() as connection:
        forget_revisions(connection, since="0028")
    store = storage.build_store(database_url)
    query = model.SearchFilter(
        terms=search_query.parse_query('"22 hostages"'),
        outlet_id="ledger",
        claim_id="hostages_alive",
        language="en",
    )
    assert [hit.version.number for hit in store.find_texts(query).hits] == [4, 3, 2, 1]
    store.close()
    built.dispose()
