"""How a claim stood before an alert, held to by the fake, SQLite and PostgreSQL."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

WIRE = {"article_id": 2, "outlet_id": "wire", "outlet_name": "Wire"}


@pytest.fixture
def store(empty_store: scenes.AnyStore) -> scenes.AnyStore:
    """A store with one article at each of two outlets, not checked yet."""
    scenes.save_outlets(
        empty_store,
        builders.outlet(),
        builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",)),
    )
    scenes.poll(empty_store, scenes.sighting())
    scenes.poll(empty_store, scenes.sighting("https://wire.example/a"), feed_id=2, outlet_id="wire")
    return empty_store


def first_say(store: scenes.AnyStore, article_id: int, *claims: model.Claim, at: timedelta, **fields: Any):
    version = builders.version(claims=claims, seen_at=NOON + at)
    scenes.check(store, article_id, at=at, kind=model.CheckKind.FIRST_VERSION, version=version, **fields)


def history_after(store: scenes.AnyStore, **change: Any) -> tuple[model.ClaimPoint, ...]:
    """Return the history of the first article's edit from 22 to 20, a quarter past twelve."""
    first_say(store, 1, builders.claim(22), at=timedelta(0))
    said = {"change": builders.change(**change)} if change else {}
    scenes.add_revision(store, 1, at=minutes(15), **said)
    (job,) = store.claim_due_deliveries(now=NOON + minutes(15), lease=scenes.LEASE, owner="me", limit=1)
    return store.load_delivery(job.id).alert.history


def test_what_other_outlets_said_stands_in_the_order_it_was_seen(store: scenes.AnyStore):
    at_least = builders.claim(20, high=None, hedge=model.Hedge.AT_LEAST)
    first_say(store, 2, at_least, at=minutes(10))

    assert history_after(store) == (
        builders.point(22),
        builders.point(20, at=minutes(10), high=None, text=">=20", **WIRE),
        builders.point(20, at=minutes(15)),
    )


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (builders.claim(9, claim_id="dead"), "another claim"),
        (builders.claim(9, scope="deal"), "another scope of the claim"),
        (builders.claim(9, unit="percent"), "another unit"),
        (builders.claim(None), "no number"),
    ],
)
def test_what_cannot_be_held_against_it_is_left_out(store: scenes.AnyStore, claim: model.Claim, why: str):
    first_say(store, 2, claim, at=minutes(10))

    assert [point.text for point in history_after(store)] == ["22", "20"], why


def test_the_same_claim_in_another_story_is_another_thing(store: scenes.AnyStore):
    first_say(store, 2, builders.claim(9), at=minutes(10), topic_ids=("floods",))

    assert [point.text for point in history_after(store)] == ["22", "20"]


def test_what_was_seen_after_the_change_is_left_out_so_that_every_try_tells_the_same(store: scenes.AnyStore):
    first_say(store, 2, builders.claim(19), at=minutes(16))

    assert [point.text for point in history_after(store)] == ["22", "20"]


def test_a_text_in_doubt_says_nothing_yet(store: scenes.AnyStore):
    first_say(store, 2, builders.claim(22), at=minutes(1))
    doubt = model.Doubt(kind=model.DoubtKind.COLLAPSED, detail="Most of it is gone.")
    scenes.check(
        store,
        2,
        at=minutes(5),
        kind=model.CheckKind.NEW_VERSION,
        version=builders.version(2, claims=(builders.claim(2),), seen_at=NOON + minutes(5), doubt=doubt),
    )

    assert [point.text for point in history_after(store)] == ["22", "22", "20"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"events": (builders.event(model.EventKind.HEADLINE_CHANGED, is_told=True),)}, "no claim is told"),
        ({"claim_changes": ()}, "there is no claim"),
        (
            {
                "claim_changes": (
                    builders.claim_change(
                        old=builders.claim(None, type=model.ClaimType.STANCE),
                        new=builders.claim(None, type=model.ClaimType.STANCE),
                    ),
                )
            },
            "a stance is no number",
        ),
    ],
)
def test_a_message_about_no_number_has_no_history(store: scenes.AnyStore, change: dict[str, Any], why: str):
    assert history_after(store, **change) == (), why


def test_a_claim_that_is_gone_has_the_history_of_what_it_was(store: scenes.AnyStore):
    gone = builders.claim_change(kind=model.ChangeKind.REMOVED, new=None, new_text="none")
    points = history_after(store, claim_changes=(gone,))

    assert [point.low for point in points] == [Decimal(22), Decimal(20)]
