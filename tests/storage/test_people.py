"""MarkStore and SessionStore, held to by the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.storage import scenes

SEEN, CONFIRMED, NONE = model.MarkKind.SEEN, model.MarkKind.CONFIRMED, model.MarkKind.NOT_A_CHANGE
ANYTHING = model.ChangeFilter(standings=None)


def mark(store: scenes.AnyStore, kind: model.MarkKind, *, after: int = 0, **fields) -> model.Mark:
    return store.save_mark(builders.mark(kind, at=NOON + minutes(after), **fields))


def test_marks_are_kept_in_order_under_numbers(revised: scenes.AnyStore):
    seen = mark(revised, SEEN)
    note = mark(revised, model.MarkKind.NOTE, after=1, text="אושר\x00 “yes”", by="token:archive")
    assert (seen.id, note.id) == (1, 2)
    kept = replace(note, text=revised.find_marks(1)[1].text)
    assert revised.find_marks(1) == revised.load_change(1).marks == (seen, kept)
    assert kept.text.startswith("אושר")


def test_a_change_stands_as_its_last_mark_says_and_loses_nothing(revised: scenes.AnyStore):
    before = revised.load_change(1)
    assert before.reading.mark is None
    mark(revised, SEEN)
    wrong = mark(revised, NONE, after=1, text="A caption.")
    mark(revised, model.MarkKind.NOTE, after=2, text="See the print edition.")
    (listed,) = revised.find_changes(ANYTHING)
    assert listed.mark == revised.load_change(1).reading.mark == wrong
    assert replace(revised.load_change(1).reading, mark=None) == before.reading
    mark(revised, model.MarkKind.REOPENED, after=3)
    assert revised.find_changes(ANYTHING)[0].mark is None
    assert len(revised.find_marks(1)) == 4


def test_the_same_mark_twice_in_a_row_is_one(revised: scenes.AnyStore):
    first = mark(revised, SEEN)
    assert mark(revised, SEEN, after=1) == first
    mark(revised, SEEN, after=2, by="noa")
    mark(revised, SEEN, after=3)
    assert len(revised.find_marks(1)) == 3


def test_a_change_that_is_not_there_cannot_be_marked(revised: scenes.AnyStore):
    with pytest.raises(errors.NotFoundError, match="change 99"):
        mark(revised, SEEN, change_id=99)
    with pytest.raises(errors.NotFoundError, match="change 99"):
        revised.find_marks(99)


def test_lists_can_ask_how_changes_stand_with_their_reviewers(wide: scenes.AnyStore):
    mark(wide, SEEN, change_id=1)
    mark(wide, NONE, change_id=2, text="An advertisement.")
    by_state = {
        state: [one.id for one in wide.find_changes(model.ChangeFilter(review_states=(state,)))]
        for state in model.ReviewState
    }
    assert by_state == {"unreviewed": [3], "seen": [1], "confirmed": [], "not_a_change": [2]}
    assert {one.id: one.mark and one.mark.kind for one in wide.find_changes(model.ChangeFilter())} == {
        1: SEEN,
        2: NONE,
        3: None,
    }
    both = model.ChangeFilter(review_states=(model.ReviewState.SEEN, model.ReviewState.UNREVIEWED))
    assert {one.id for one in wide.find_changes(both)} == {1, 3}


def test_what_was_marked_is_counted_for_review_no_more(revised: scenes.AnyStore):
    now = NOON + hours(1)
    assert revised.load_totals(now=now).review_count == 1
    mark(revised, model.MarkKind.NOTE, text="Looking into it.")
    assert revised.load_totals(now=now).review_count == 1
    mark(revised, CONFIRMED)
    assert revised.load_totals(now=now).review_count == 0
    mark(revised, model.MarkKind.REOPENED)
    assert revised.load_totals(now=now).review_count == 1


def test_a_session_is_found_by_what_its_cookie_hashes_to(empty_store: scenes.AnyStore):
    session = builders.session()
    empty_store.save_session(session)
    assert empty_store.load_session(session.sha256) == session
    assert empty_store.load_session("0" * 64) is None


def test_a_session_ends_once(empty_store: scenes.AnyStore):
    session = builders.session()
    empty_store.save_session(session)
    for later in (1, 2):
        empty_store.end_session(session.sha256, now=NOON + hours(later))
    empty_store.end_session("0" * 64, now=NOON)
    assert empty_store.load_session(session.sha256) == replace(session, ends_at=NOON + hours(1))


def test_a_place_is_known_by_who_signed_in_from_there(empty_store: scenes.AnyStore):
    empty_store.save_session(builders.session())
    assert empty_store.has_session_from("dana", "192.0.2.7")
    assert not empty_store.has_session_from("dana", "192.0.2.8")
    assert not empty_store.has_session_from("noa", "192.0.2.7")


def test_sessions_long_over_are_forgotten(empty_store: scenes.AnyStore):
    old = builders.session("old", address="192.0.2.1")
    empty_store.save_session(old)
    for days, is_known in ((30, True), (31, False)):
        begun_at = old.ends_at + timedelta(days=days)
        later = builders.session(f"later {days}", begun_at=begun_at, ends_at=begun_at + hours(1))
        empty_store.save_session(later)
        assert empty_store.has_session_from("dana", "192.0.2.1") is is_known
