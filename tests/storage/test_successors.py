"""An article that goes on under another address of its outlet: the fake, SQLite and PostgreSQL."""

from datetime import timedelta

from monitor import model
from monitor.core import likeness
from tests import builders
from tests.builders import NOON, minutes
from tests.monitor.core.test_likeness import ELSEWHERE, WIRE
from tests.storage import scenes

OLD, NEW = "https://ledger.example/talks-begin", "https://ledger.example/talks-end"


def add_two(store: scenes.AnyStore) -> tuple[int, int]:
    """See the old address in a feed at noon, and the new one in a poll after it."""
    old_id = scenes.add_article(store, OLD)
    return old_id, add_new(store, at=minutes(1))


def add_new(store: scenes.AnyStore, *, at: timedelta) -> int:
    scenes.poll(store, scenes.sighting(NEW), polled_at=NOON + at)
    new_id = store.find_article(NEW)
    assert new_id is not None
    return new_id


def read(store: scenes.AnyStore, article_id: int, *paragraphs: str, at: timedelta = timedelta(0)) -> None:
    text = builders.article(*paragraphs)
    scenes.check(
        store,
        article_id,
        at=at,
        kind=model.CheckKind.FIRST_VERSION,
        version=builders.version(article=text, seen_at=NOON + at),
        bands=likeness.find_bands(text),
    )


def miss(store: scenes.AnyStore, article_id: int, *, at: timedelta, kind=model.FailureKind.NOT_FOUND) -> None:
    """Save two checks that missed an article, the second at this time."""
    for count in (1, 2):
        miss_once(store, article_id, at=at - minutes(2 - count), count=count, kind=kind)


def miss_once(
    store: scenes.AnyStore,
    article_id: int,
    *,
    at: timedelta,
    count: int = 1,
    kind=model.FailureKind.NOT_FOUND,
    **fields: object,
) -> None:
    is_missing = kind in model.MISSING_KINDS
    scenes.check(
        store,
        article_id,
        at=at,
        kind=model.CheckKind.FAILED,
        failure=builders.failure(kind),
        missing_count=count if is_missing else 0,
        missing_since=NOON + at if is_missing else None,
        next_check_at=NOON + at + minutes(300),
        **fields,
    )


def test_an_article_whose_address_is_gone_goes_on_where_its_text_stands(store: scenes.AnyStore):
    old_id, new_id = add_two(store)
    read(store, old_id, *WIRE)
    read(store, new_id, *WIRE, at=minutes(5))
    assert store.load_article(old_id).url == OLD
    miss(store, old_id, at=minutes(10))

    assert store.load_article(old_id).url == NEW
    assert store.find_article(NEW) == store.find_article(OLD) == old_id
    assert scenes.claim_articles(store, at=minutes(10)) == [old_id]
    detail = store.load_article_detail(old_id)
    assert detail.addresses == (OLD, NEW)
    assert detail.article.next_check_reason == f"its text stands at {NEW} now"
    retired = store.load_article_detail(new_id)
    assert (retired.article.same_as_id, retired.article.next_check_at) == (old_id, None)
    assert len(retired.versions) == 1
    assert [reading.id for reading in store.find_articles()] == [old_id]
    # What was stored of the later one is still evidence.
    assert [reading.id for reading in store.find_articles(with_retired=True)][-1] == old_id
    assert len(store.find_articles(with_retired=True)) == 2


def test_it_is_found_as_well_when_the_new_address_comes_after_the_old_is_gone(store: scenes.AnyStore):
    old_id = scenes.add_article(store, OLD)
    read(store, old_id, *WIRE)
    miss(store, old_id, at=minutes(10))
    new_id = add_new(store, at=minutes(15))
    read(store, new_id, WIRE[0].replace("Negotiators", "Delegates"), *WIRE[1:], at=minutes(20))
    assert store.load_article(old_id).url == NEW
    assert store.load_article_detail(new_id).article.same_as_id == old_id
    assert scenes.claim_articles(store, at=minutes(20)) == [old_id]
    version = builders.version(2, seen_at=NOON + minutes(21))
    scenes.check(store, old_id, at=minutes(21), kind=model.CheckKind.NEW_VERSION, version=version)
    assert [each.number for each in store.load_article_detail(old_id).versions] == [1, 2]


def test_the_younger_of_two_is_retired_where_it_is_the_one_that_went(store: scenes.AnyStore):
    old_id, new_id = add_two(store)
    read(store, old_id, *WIRE)
    read(store, new_id, *WIRE, at=minutes(5))
    miss(store, new_id, at=minutes(10))
    assert store.load_article(old_id).url == OLD
    assert store.load_article_detail(new_id).article.same_as_id == old_id


def test_one_missed_check_joins_nothing_nor_does_an_heir_that_is_missing_itself(store: scenes.AnyStore):
    ids = add_two(store)
    for minute, article_id in enumerate(ids):
        read(store, article_id, *WIRE, at=minutes(minute))
    miss_once(store, ids[0], at=minutes(10))
    miss_once(store, ids[1], at=minutes(11))
    miss_once(store, ids[0], at=minutes(20), count=2)
    assert are_apart(store, *ids)


def test_the_new_address_is_asked_for_without_what_the_old_one_said_of_its_page(store: scenes.AnyStore):
    old_id, new_id = add_two(store)
    for minute, article_id in enumerate((old_id, new_id)):
        read(store, article_id, *WIRE, at=minutes(minute))
    validators = {"etag": '"old"', "last_modified": "Mon, 02 Mar 2026 12:00:00 GMT"}
    miss_once(store, old_id, at=minutes(10), count=2, **validators)
    loaded = store.load_article(old_id)
    assert (loaded.url, loaded.etag, loaded.last_modified) == (NEW, None, None)


def test_two_addresses_that_both_answer_stay_two_articles(store: scenes.AnyStore):
    ids = add_two(store)
    for minute, article_id in enumerate(ids):
        read(store, article_id, *WIRE, at=minutes(minute))
    miss(store, ids[0], at=minutes(10), kind=model.FailureKind.BLOCKED)
    assert are_apart(store, *ids)


def are_apart(store: scenes.AnyStore, *ids: int) -> bool:
    return [store.load_article_detail(one).article.same_as_id for one in ids] == [None] * len(ids)


def test_the_next_bulletin_of_the_same_form_is_no_successor(store: scenes.AnyStore):
    """Neither one that came before the old address was gone, nor one that came after."""
    old_id, new_id = add_two(store)
    read(store, old_id, "The bulletin of 3 September.", *WIRE)
    read(store, new_id, "The bulletin of 4 September.", *WIRE, at=minutes(5))
    miss(store, old_id, at=minutes(10))
    scenes.poll(store, scenes.sighting(f"{NEW}-again"), polled_at=NOON + minutes(11))
    read(store, 3, "The bulletin of 5 September.", *WIRE, at=minutes(12))
    assert are_apart(store, old_id, new_id, 3)
    assert store.load_article(old_id).url == OLD


def test_two_articles_that_were_there_together_are_no_successors(store: scenes.AnyStore):
    old_id, new_id = add_two(store)
    read(store, old_id, *WIRE)
    read(store, new_id, *WIRE, at=minutes(5))
    scenes.check(store, old_id, at=minutes(6))
    miss(store, old_id, at=minutes(10))
    assert are_apart(store, old_id, new_id)


def test_two_articles_that_were_new_in_one_poll_are_no_successors(store: scenes.AnyStore):
    scenes.poll(store, scenes.sighting(OLD), scenes.sighting(NEW))
    read(store, 1, *WIRE)
    read(store, 2, *WIRE, at=minutes(5))
    miss(store, 1, at=minutes(10))
    assert are_apart(store, 1, 2)


def test_an_article_with_another_figure_is_followed_where_it_moved_by_its_own_word(store: scenes.AnyStore):
    """A redirect and a canonical address are strong signs: no text is asked."""
    for minute, sign in enumerate(("moved_to", "canonical_url")):
        old = f"{OLD}-{sign}"
        old_id = scenes.add_article(store, old)
        read(store, old_id, *WIRE)
        edited = builders.article(*(line.replace("20 living", "22 living") for line in WIRE))
        version = builders.version(2, article=edited, seen_at=NOON + minutes(5))
        scenes.check(
            store,
            old_id,
            at=minutes(5 + minute),
            kind=model.CheckKind.NEW_VERSION,
            version=version,
            **{sign: f"{NEW}-{sign}"},
        )
        assert store.find_article(f"{NEW}-{sign}") == old_id, sign


def test_another_text_and_another_outlet_are_no_successors(empty_store: scenes.AnyStore):
    store = empty_store
    wire = builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",))
    scenes.save_outlets(store, builders.outlet(), wire)
    ids = add_two(store)
    scenes.poll(store, scenes.sighting("https://wire.example/a"), feed_id=2, outlet_id="wire")
    read(store, ids[0], *WIRE)
    read(store, ids[1], *ELSEWHERE)
    read(store, 3, *WIRE)
    miss(store, ids[0], at=minutes(10))
    assert store.load_article(ids[0]).url == OLD
    assert are_apart(store, *ids, 3)


def test_an_article_that_was_never_read_has_no_successor(store: scenes.AnyStore):
    old_id = scenes.add_article(store, OLD)
    miss(store, old_id, at=minutes(10))
    assert store.load_article(old_id).url == OLD


def test_a_text_in_doubt_has_no_successor(store: scenes.AnyStore):
    """What stood at the address for one check may have been the other article itself."""
    old_id, new_id = add_two(store)
    read(store, old_id, *ELSEWHERE)
    read(store, new_id, *WIRE, at=minutes(5))
    doubt = model.Doubt(kind=model.DoubtKind.REPLACED, detail="Another text stands in its place.")
    scenes.check(
        store,
        old_id,
        at=minutes(10),
        kind=model.CheckKind.SUSPECT,
        doubt_count=1,
        version=builders.version(2, article=builders.article(*WIRE), seen_at=NOON + minutes(10), doubt=doubt),
        change=builders.change(old_number=1, new_number=2, doubt=doubt),
    )
    miss(store, old_id, at=minutes(13))
    assert are_apart(store, old_id, new_id)


def test_an_article_that_was_retired_during_its_check_takes_no_other_in(store: scenes.AnyStore):
    first_id = scenes.add_article(store, "https://ledger.example/first")
    old_id, new_id = add_two(store)
    for minute, article_id in enumerate((old_id, new_id)):
        read(store, article_id, *WIRE, at=minutes(minute))
    scenes.check(store, first_id, at=minutes(5), canonical_url=OLD)
    miss_once(store, old_id, at=minutes(6), count=2)
    found = [store.load_article_detail(one).article.same_as_id for one in (first_id, old_id, new_id)]
    assert found == [None, first_id, None]
