"""MuteStore, held to by the fake, SQLite and PostgreSQL."""

from dataclasses import replace

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, hours
from tests.storage import scenes


def test_a_mute_is_kept_as_it_was_made_under_a_number(store: scenes.AnyStore, article_id: int):
    article = builders.mute(article_id=article_id)
    others = builders.mute(article_id=None, claim_id="held", outlet_id="ledger", topic_id="talks", why="")
    assert [store.save_mute(article), store.save_mute(others)] == [1, 2]
    assert store.find_mutes(since=NOON) == (replace(article, id=1), replace(others, id=2))


def test_a_mute_ends_by_the_clock(store: scenes.AnyStore, article_id: int):
    store.save_mute(builders.mute(article_id=article_id))
    assert len(store.find_mutes(since=NOON + hours(2))) == 1
    assert store.find_mutes(since=NOON + hours(3)) == ()


def test_a_mute_can_be_ended_once_before_its_time(store: scenes.AnyStore, article_id: int):
    store.save_mute(builders.mute(article_id=article_id))
    store.end_mute(1, now=NOON + hours(1))
    assert store.find_mutes(since=NOON + hours(1)) == ()
    with pytest.raises(errors.NotFoundError, match="mute 1"):
        store.end_mute(1, now=NOON + hours(1))


def test_a_mute_that_ran_out_cannot_be_ended(store: scenes.AnyStore, article_id: int):
    store.save_mute(builders.mute(article_id=article_id))
    with pytest.raises(errors.NotFoundError):
        store.end_mute(1, now=NOON + hours(3))


def test_an_article_that_is_not_there_cannot_be_muted(store: scenes.AnyStore):
    with pytest.raises(errors.NotFoundError, match="article 99"):
        store.save_mute(builders.mute(article_id=99))
    assert store.find_mutes(since=NOON) == ()


def test_articles_and_outlets_are_loaded_with_what_is_muted(store: scenes.AnyStore, article_id: int):
    mute = replace(builders.mute(article_id=article_id), id=1)
    store.save_mute(mute)
    (job,) = store.claim_due_articles(now=NOON, lease=scenes.LEASE, owner="me", limit=1)
    assert job.claimed.article.mutes == (mute,)
    assert store.load_article(article_id).mutes == (mute,)
    assert store.load_reach("ledger").mutes == (mute,)
    store.end_mute(1, now=NOON)
    assert store.load_article(article_id).mutes == ()


def test_what_ran_out_is_loaded_no_more_once_another_is_made(store: scenes.AnyStore, article_id: int):
    store.save_mute(builders.mute(article_id=article_id))
    later = builders.mute(article_id=article_id, begun_at=NOON + hours(3), until=NOON + hours(4))
    number = store.save_mute(later)
    assert store.load_article(article_id).mutes == (replace(later, id=number),)


def test_numbers_of_mutes_are_not_given_out_twice(store: scenes.AnyStore, article_id: int):
    mute = builders.mute(article_id=article_id)
    store.end_mute(store.save_mute(mute), now=NOON)
    assert store.save_mute(mute) == 2


def test_a_muted_event_is_stored_with_what_the_rules_said(store: scenes.AnyStore, article_id: int):
    scenes.add_first_version(store, article_id)
    answers = (
        model.RuleAnswer(rule_id="counts", is_taken=True, why="what its min_change cannot measure, it takes"),
        model.RuleAnswer(rule_id="all", is_taken=False, why="is about other claims"),
    )
    events = (builders.event(reason="muted until 1 Sep 2025, 15:00 UTC", answers=answers),)
    change_id = scenes.add_revision(
        store, article_id, at=hours(1), change=builders.change(events=events), alert=None
    )
    assert store.load_change(change_id).reading.change.events == events


def test_mutes_of_the_past_are_found_until_they_truly_ended(store: scenes.AnyStore, article_id: int):
    mute = builders.mute(article_id=article_id)
    ended, ran_out = store.save_mute(mute), store.save_mute(mute)
    store.end_mute(ended, now=NOON + hours(1))
    found = store.find_mutes(since=NOON - hours(1))
    assert [(one.id, one.until) for one in found] == [
        (ended, NOON + hours(1)),
        (ran_out, NOON + hours(3)),
    ]
    assert [one.id for one in store.find_mutes(since=NOON + hours(1))] == [ran_out]
