"""A claim that moved makes articles that carry it due: the fake, SQLite and PostgreSQL."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

import storage
from monitor import model
from storage import engine, tables
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.storage import scenes

LATER = NOON + hours(12)


def heat(**fields) -> model.Heat:
    return model.Heat(
        **(
            {
                "claim_id": "hostages_alive",
                "value": "held: 20",
                "said": (Decimal(20), Decimal(20), ""),
                "topic_ids": ("negotiations",),
                "until": NOON + hours(6),
                "reason": "claim hostages_alive moved at The Coastal Ledger",
            }
            | fields
        )
    )


def add(store: scenes.AnyStore, name: str, *claims: model.Claim, **fields) -> int:
    """Add an article with one version that is not due for long."""
    article_id = scenes.add_article(store, f"https://ledger.example/{name}", **fields)
    scenes.check(
        store,
        article_id,
        kind=model.CheckKind.FIRST_VERSION,
        version=builders.version(claims=claims or (builders.claim(22),)),
        topic_ids=fields.get("topic_ids", ("negotiations",)),
        next_check_at=LATER,
    )
    return article_id


def move(store: scenes.AnyStore, article_id: int, *, minute=15, **fields) -> None:
    """Save the revision in which the claim moves."""
    scenes.add_revision(store, article_id, at=minutes(minute), heats=(heat(**fields),), next_check_at=LATER)


def test_articles_that_carry_the_claim_are_due_at_once_with_the_reason(store: scenes.AnyStore):
    mover, carrier = add(store, "a"), add(store, "b")
    move(store, mover)
    assert scenes.claim_articles(store, at=minutes(15)) == [carrier]
    loaded = store.load_article(carrier)
    assert (loaded.due_at, loaded.heated_at) == (NOON + minutes(15), NOON + minutes(15))
    reasons = {reading.id: reading.next_check_reason for reading in store.find_articles()}
    assert reasons[carrier] == "claim hostages_alive moved at The Coastal Ledger"
    assert store.load_article(mover).heated_at is None


@pytest.mark.parametrize(
    ("remark", "claim", "topic_id"),
    [
        ("it says the new value already", builders.claim(20), "negotiations"),
        ("it makes another claim", builders.claim(22, claim_id="hostages_dead"), "negotiations"),
        ("it is of another topic", builders.claim(22), "aid"),
    ],
)
def test_others_are_left_as_they_are(store: scenes.AnyStore, remark, claim, topic_id):
    mover = add(store, "a")
    add(store, "b", claim, topic_ids=(topic_id,))
    move(store, mover)
    assert scenes.claim_articles(store, at=minutes(15)) == [], remark


def test_only_what_the_newest_version_says_counts(store: scenes.AnyStore):
    mover, carrier = add(store, "a"), add(store, "b")
    scenes.add_revision(store, carrier, at=minutes(5), version={"claims": ()}, next_check_at=LATER)
    move(store, mover)
    assert scenes.claim_articles(store, at=minutes(15)) == []


def test_an_article_that_follows_does_not_heat_the_others_again_with_the_same_value(store: scenes.AnyStore):
    mover, follower, third = (add(store, name) for name in "abc")
    move(store, mover)
    for article_id in scenes.claim_articles(store, at=minutes(15)):
        scenes.check(store, article_id, at=minutes(15), next_check_at=LATER)
    move(store, follower, minute=20)
    assert scenes.claim_articles(store, at=minutes(20)) == []
    move(store, follower, minute=30, value="held: 19", said=(Decimal(19), Decimal(19), ""))
    assert third in scenes.claim_articles(store, at=minutes(30))
    scenes.check(store, third, at=minutes(31), next_check_at=LATER)
    move(store, mover, minute=420)
    assert third in scenes.claim_articles(store, at=hours(7))


def test_a_heat_that_is_over_goes_with_the_next_of_any_claim(database_url: str):
    store, built = storage.build_store(database_url), engine.build_engine(database_url)
    scenes.save_outlets(store)
    mover = add(store, "a")
    for number in range(3):
        move(store, mover, minute=15 + number, value=f"held: {number}")
    move(store, mover, minute=420, claim_id="hostages_dead", value="4", until=NOON + hours(13))
    with built.connect() as connection:
        kept = connection.execute(sa.select(tables.heat.c.claim_id)).scalars().all()
    built.dispose()
    store.close()
    assert kept == ["hostages_dead"]


def test_a_move_heats_a_few_dozen_articles_and_other_outlets_first(empty_store: scenes.AnyStore):
    store = empty_store
    wire = builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",))
    scenes.save_outlets(store, builders.outlet(), wire)
    scenes.poll(store, scenes.sighting("https://wire.example/w"), feed_id=2, outlet_id="wire")
    abroad = store.find_article("https://wire.example/w")
    scenes.check(
        store,
        abroad,
        kind=model.CheckKind.FIRST_VERSION,
        version=builders.version(claims=(builders.claim(22),)),
        next_check_at=LATER,
    )
    ids = [add(store, f"n{number}") for number in range(33)]
    move(store, ids[0])
    lanes = model.LaneRoom(limit=100)
    jobs = store.claim_due_articles(
        now=NOON + minutes(15), lease=scenes.LEASE, owner="me", limit=100, lanes=lanes
    )
    assert len(jobs) == 30
    assert abroad in {job.id for job in jobs}
