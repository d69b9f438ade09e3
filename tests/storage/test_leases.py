"""Leases on PostgreSQL: a claim waits for nobody, and passes over no more than what another holds."""

import pytest
import sqlalchemy as sa

import storage
from tests.storage import scenes

pytestmark = pytest.mark.postgres


@pytest.fixture
def store(postgres_url: str):
    store = storage.build_store(postgres_url)
    scenes.save_outlets(store)
    yield store
    store.close()


@pytest.mark.parametrize(("held", "expected"), [("article WHERE id = 1", [2]), ("outlet", [1, 2])])
def test_articles_are_claimed_at_once_though_another_holds_a_row(
    store: storage.Store, held: str, expected: list[int]
):
    for name in "ab":
        scenes.add_article(store, f"https://ledger.example/{name}")
    with store.database.engine.begin() as other:
        other.execute(sa.text(f"SELECT 1 FROM {held} FOR UPDATE"))
        assert scenes.claim_articles(store) == expected
