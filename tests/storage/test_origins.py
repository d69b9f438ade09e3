"""Which articles are copies of one text: the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import model
from monitor.core import likeness
from tests import builders
from tests.builders import NOON, minutes
from tests.monitor.core.test_likeness import ELSEWHERE, WIRE
from tests.storage import scenes

OUTLETS = ("courier", "herald", "ledger", "post")


@pytest.fixture
def press(empty_store: scenes.AnyStore) -> scenes.AnyStore:
    """A store that watches four outlets, one article of each seen: the courier's first."""
    names = [
        builders.outlet(id=name, name=name.title(), feeds=(f"https://{name}.example/rss",))
        for name in OUTLETS
    ]
    scenes.save_outlets(empty_store, *names)
    for number, name in enumerate(OUTLETS, start=1):
        at = NOON + minutes(number)
        sighting = scenes.sighting(f"https://{name}.example/a", title=f"The {name}'s headline")
        scenes.poll(empty_store, sighting, feed_id=number, outlet_id=name, polled_at=at)
    return empty_store


def read(
    store: scenes.AnyStore, article_id: int, *paragraphs: str, number: int = 1, at: timedelta = timedelta(0)
) -> None:
    """Save a version of an article that says this."""
    text = builders.article(*paragraphs, headline=f"Headline {article_id}")
    is_first = number == 1
    scenes.check(
        store,
        article_id,
        at=at,
        kind=model.CheckKind.FIRST_VERSION if is_first else model.CheckKind.NEW_VERSION,
        version=builders.version(number, article=text, seen_at=NOON + at),
        bands=likeness.find_bands(text),
        change=None if is_first else builders.change(old_number=number - 1, new_number=number),
    )


def copies(store: scenes.AnyStore, article_id: int) -> list[int]:
    origin = store.load_origin(article_id)
    return [] if origin is None else [copy.article_id for copy in origin.copies]


def test_copies_are_one_origin_the_first_seen_first(press: scenes.AnyStore):
    for article_id in (3, 1, 4):
        read(press, article_id, *WIRE, at=minutes(10 + article_id))
    read(press, 2, *ELSEWHERE, at=minutes(20))

    assert [copies(press, article_id) for article_id in (1, 2, 3, 4)] == [[1, 3, 4], [], [1, 3, 4], [1, 3, 4]]
    origin = press.load_origin(4)
    assert origin
    assert origin.copies[0] == model.Copy(
        article_id=1,
        outlet_id="courier",
        outlet_name="Courier",
        headline="Headline 1",
        first_seen_at=NOON + minutes(1),
        share=1.0,
        credit="Coastal Wire",
    )
    assert press.find_origins([1, 2, 3, 4, 99]) == {1: origin.id, 3: origin.id, 4: origin.id}
    assert press.load_origin(99) is None


def test_an_article_and_its_changes_show_the_origin_and_the_addresses(press: scenes.AnyStore):
    read(press, 1, *WIRE)
    read(press, 3, *WIRE[:3])
    read(press, 3, *WIRE[:2], "It ends here.", number=2, at=minutes(9))
    detail = press.load_article_detail(3)
    assert detail.origin == press.load_origin(3)
    assert detail.origin
    assert detail.addresses == ("https://ledger.example/a",)
    assert press.load_change(detail.changes[0].id).origin == detail.origin


def test_an_update_that_some_copies_take_over_leaves_one_origin(press: scenes.AnyStore):
    updated = tuple(line.replace("20 living", "22 living") for line in WIRE)
    for article_id in (1, 2, 3):
        read(press, article_id, *WIRE)
    read(press, 1, *updated, number=2, at=minutes(30))
    read(press, 4, *updated, at=minutes(40))
    assert copies(press, 2) == [1, 2, 3, 4]


def test_a_copy_that_is_rewritten_is_none_any_more_and_may_be_one_again(press: scenes.AnyStore):
    for article_id in (1, 2, 3):
        read(press, article_id, *WIRE)
    read(press, 2, *ELSEWHERE, number=2, at=minutes(30))
    assert (copies(press, 2), copies(press, 1)) == ([], [1, 3])
    read(press, 2, *WIRE, number=3, at=minutes(60))
    assert copies(press, 1) == [1, 2, 3]


def test_when_all_others_are_rewritten_what_is_left_is_no_copy(press: scenes.AnyStore):
    read(press, 1, *WIRE)
    read(press, 2, *WIRE)
    read(press, 2, *ELSEWHERE, number=2, at=minutes(30))
    assert (copies(press, 1), copies(press, 2)) == ([], [])
    read(press, 3, *WIRE, at=minutes(40))
    assert copies(press, 1) == [1, 3]


def test_a_late_copy_of_an_earlier_text_is_found(press: scenes.AnyStore):
    longer = (*WIRE, *(line.replace("Nurses", "Ward nurses") for line in ELSEWHERE))
    read(press, 1, *WIRE)
    read(press, 1, *longer, number=2, at=minutes(30))
    read(press, 2, *WIRE, at=minutes(40))
    assert copies(press, 2) == [1, 2]


def test_two_articles_of_one_outlet_are_no_copies(press: scenes.AnyStore):
    scenes.poll(press, scenes.sighting("https://courier.example/again"), feed_id=1, outlet_id="courier")
    read(press, 1, *WIRE)
    read(press, 5, *WIRE)
    assert copies(press, 1) == []


def test_what_was_seen_more_than_two_weeks_before_is_no_origin(press: scenes.AnyStore):
    read(press, 1, *WIRE)
    read(press, 2, *WIRE, at=timedelta(days=15))
    assert copies(press, 2) == []


def test_an_article_that_turned_out_to_be_another_counts_once(press: scenes.AnyStore):
    scenes.poll(press, scenes.sighting("https://courier.example/again"), feed_id=1, outlet_id="courier")
    for article_id in (1, 2, 5):
        read(press, article_id, *WIRE)
    assert copies(press, 2) == [1, 5, 2] or copies(press, 2) == [5, 1, 2]
    scenes.check(press, 5, at=minutes(5), canonical_url="https://courier.example/a")
    assert copies(press, 2) == [1, 2]


def test_a_text_too_short_to_tell_is_no_copy(press: scenes.AnyStore):
    read(press, 1, "Hamas says yes.")
    read(press, 2, "Hamas says yes.")
    assert copies(press, 1) == []


def test_a_text_in_doubt_is_neither_a_copy_nor_the_end_of_one_until_it_is_confirmed(press: scenes.AnyStore):
    for article_id in (1, 3):
        read(press, article_id, *WIRE, at=minutes(10 + article_id))
    text = builders.article(*ELSEWHERE, headline="Headline 3")
    doubt = model.Doubt(kind=model.DoubtKind.REPLACED, detail="Another text stands in its place.")
    scenes.check(
        press,
        3,
        at=minutes(20),
        kind=model.CheckKind.SUSPECT,
        doubt_count=1,
        version=builders.version(2, article=text, seen_at=NOON + minutes(20), doubt=doubt),
        change=builders.change(old_number=1, new_number=2, doubt=doubt),
    )
    assert copies(press, 3) == [1, 3]
    read(press, 4, *WIRE, at=minutes(21))
    assert copies(press, 4) == [1, 3, 4]

    held = press.load_past(3).held
    assert held
    judged = replace(doubt, standing=model.Standing.CONFIRMED, judged_at=NOON + minutes(23))
    verdict = model.Verdict(
        version=replace(held.version, doubt=judged),
        change_id=held.change_id,
        change=replace(held.change, doubt=judged),
    )
    scenes.check(
        press,
        3,
        at=minutes(23),
        kind=model.CheckKind.CONFIRMED,
        verdict=verdict,
        bands=likeness.find_bands(text),
    )
    read(press, 2, *ELSEWHERE, at=minutes(24))
    assert [copies(press, article_id) for article_id in (1, 2, 3)] == [[1, 4], [2, 3], [2, 3]]
