"""New coverage, as every store keeps it: a row like a change's, beside the lists of changes."""

from typing import Any

import pytest

from monitor import model
from monitor.core import likeness
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.monitor.core.test_likeness import ELSEWHERE, WIRE
from tests.storage import scenes


def read_first(
    store: scenes.AnyStore, article_id: int, paragraphs: tuple[str, ...] = WIRE, **fields: Any
) -> int:
    """Read an article for the first time. Returns the change's id."""
    version = builders.version(article=builders.article(paragraphs=paragraphs), claims=(builders.claim(22),))
    event = builders.event(model.EventKind.NEW_COVERAGE, severity=model.Severity.INFO, is_told=True)
    change_id = scenes.check(
        store,
        article_id,
        kind=model.CheckKind.FIRST_VERSION,
        version=version,
        bands=likeness.find_bands(version.article),
        change=builders.change(
            old_number=0,
            new_number=1,
            severity=model.Severity.INFO,
            is_silent=False,
            claim_changes=(),
            events=(event,),
        ),
        alert=builders.alert(dedupe_key=f"{article_id}:1"),
        **fields,
    )
    assert change_id is not None
    return change_id


def test_it_is_told_by_the_outbox_and_has_a_page(store, article_id):
    change_id = read_first(store, article_id)

    (delivery_id,) = scenes.claim_deliveries(store)
    sent = store.load_delivery(delivery_id).alert
    assert (sent.change_id, sent.change.is_coverage, sent.article_id) == (change_id, True, article_id)
    assert sent.origin is None
    detail = store.load_change(change_id)
    assert detail.old == detail.new
    assert detail.alert is not None


def test_it_is_in_no_list_or_count_of_changes_but_where_it_is_asked_for(store, article_id):
    change_id = read_first(store, article_id)
    edit_id = scenes.add_revision(store, article_id, at=hours(1))

    assert [one.id for one in store.find_changes(model.ChangeFilter())] == [edit_id]
    asked = model.ChangeFilter(kind=model.EventKind.NEW_COVERAGE)
    assert [one.id for one in store.find_changes(asked)] == [change_id]
    everything = model.ChangeFilter(with_coverage=True)
    assert [one.id for one in store.find_changes(everything)] == [edit_id, change_id]
    assert store.load_totals(now=NOON).change_count == 1
    assert store.load_outlets()[0].change_count == 1
    assert [one.id for one in store.load_article_detail(article_id).changes] == [edit_id]
    assert store.load_change(edit_id).previous_id is None


def test_its_claims_began_with_no_change(store, article_id):
    read_first(store, article_id)

    assert [one.change_id for one in store.find_observations()] == [None]


def test_a_copy_brings_the_origin_it_is_a_copy_of(store):
    ledger, gazette = (
        builders.outlet(id=name, feeds=(f"https://{name}.example/rss",)) for name in ("ledger", "gazette")
    )
    scenes.save_outlets(store, ledger, gazette)
    first_id = scenes.add_article(store)
    scenes.poll(store, scenes.sighting("https://gazette.example/b"), feed_id=2, outlet_id="gazette")
    second_id = store.find_article("https://gazette.example/b")
    read_first(store, first_id)
    read_first(store, second_id, at=minutes(5))

    loaded = [store.load_delivery(one).alert for one in sorted(scenes.claim_deliveries(store, at=hours(1)))]
    assert loaded[1].origin is not None
    assert [copy.article_id for copy in loaded[1].origin.copies] == [first_id, second_id]


@pytest.mark.parametrize("edited", [WIRE, (*WIRE, "It was mended since.")])
def test_a_text_that_stood_at_another_address_of_its_outlet_is_told_to_nobody(store, article_id, edited):
    read_first(store, article_id)
    moved_id = scenes.add_article(store, "https://ledger.example/moved")
    assert len(scenes.claim_deliveries(store)) == 1

    change_id = read_first(store, moved_id, edited, at=minutes(5))

    assert scenes.claim_deliveries(store, at=minutes(5)) == []
    (event,) = store.load_change(change_id).reading.change.events
    assert (event.is_told, event.reason) == (False, "its text stood at https://ledger.example/a before")


def test_another_text_of_the_same_outlet_is_told(store, article_id):
    read_first(store, article_id)
    other_id = scenes.add_article(store, "https://ledger.example/b")
    read_first(store, other_id, ELSEWHERE, at=minutes(5))
    assert len(scenes.claim_deliveries(store, at=minutes(5))) == 2


def test_the_same_form_with_another_number_is_told(store, article_id):
    read_first(store, article_id, (*WIRE, "The toll stands at 1,204."))
    other_id = scenes.add_article(store, "https://ledger.example/b")
    read_first(store, other_id, (*WIRE, "The toll stands at 1,310."), at=minutes(5))
    assert len(scenes.claim_deliveries(store, at=minutes(5))) == 2


def test_an_address_whose_page_names_a_known_article_is_told_to_nobody(store, article_id):
    read_first(store, article_id)
    other_id = scenes.add_article(store, "https://ledger.example/section/b")
    url = "https://ledger.example/a"
    read_first(store, other_id, ELSEWHERE, at=minutes(5), canonical_url=url)
    assert len(scenes.claim_deliveries(store, at=minutes(5))) == 1
