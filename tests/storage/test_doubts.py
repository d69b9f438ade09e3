"""Versions in doubt, as every store keeps them: held, confirmed, not confirmed; no news before that."""

from dataclasses import replace

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

DOUBT = model.Doubt(kind=model.DoubtKind.COLLAPSED, detail="90 of 100 words (90%) of the text are gone.")


@pytest.fixture
def held(store, article_id) -> scenes.AnyStore:
    """A store with one article that said 22, and a version in doubt that says 20."""
    scenes.add_first_version(store, article_id)
    scenes.add_revision(
        store,
        article_id,
        at=minutes(15),
        kind=model.CheckKind.SUSPECT,
        doubt_count=1,
        version={"doubt": DOUBT, "article": builders.article(headline="Page not loaded", language="ar")},
        change=builders.change(doubt=DOUBT, events=(builders.event(reason="held"),)),
        alert=None,
    )
    return store


def judge(store: scenes.AnyStore, standing: model.Standing, **fields: object) -> model.Verdict:
    held = store.load_past(1).held
    assert held is not None
    doubt = replace(DOUBT, standing=standing, judged_at=NOON + minutes(18))
    is_told = standing is model.Standing.CONFIRMED
    events = (builders.event(is_told=is_told, reason="judged"), builders.event(model.EventKind.REVERTED))
    verdict = model.Verdict(
        version=replace(held.version, doubt=doubt),
        change_id=held.change_id,
        change=replace(held.change, doubt=doubt, events=events, severity=model.Severity.MEDIUM),
        alert=builders.alert() if is_told else None,
    )
    changed = scenes.check(store, 1, at=minutes(18), verdict=verdict, **fields)
    assert fields.get("version") or changed == held.change_id
    return verdict


def test_a_version_in_doubt_leaves_what_is_believed_as_it_was(held):
    state, past = held.load_article(1), held.load_past(1)

    assert (state.latest.number, state.latest.stored_number, state.doubt_count) == (1, 2, 1)
    assert state.latest.content_hash == builders.version(1).content_hash
    assert state.latest.chain_sha256 == builders.version(2).chain_sha256
    assert (state.last_seen_at, state.last_revised_at) == (NOON, None)
    assert (past.latest.number, [number for number, _ in past.history]) == (1, [1])
    assert (past.held.version.number, past.held.version.doubt, past.held.change.doubt) == (2, DOUBT, DOUBT)
    assert past.held.change.events == (builders.event(reason="held"),)


def test_a_version_in_doubt_is_no_news_but_is_found_by_its_label(held):
    assert held.find_changes(model.ChangeFilter()) == ()
    (found,) = held.find_changes(model.ChangeFilter(standings=(model.Standing.WAITING,)))
    assert found.change.doubt == DOUBT
    assert len(held.find_changes(model.ChangeFilter(standings=None))) == 1
    detail = held.load_article_detail(1)
    assert [version.standing for version in detail.versions] == ["sound", "waiting"]
    assert (len(detail.changes), detail.article.is_in_doubt) == (1, True)
    assert (detail.article.headline, detail.article.language) == ("Hamas to free 8 hostages", "en")
    assert held.load_change(found.id).new.doubt == DOUBT


def test_its_claims_are_nothing_that_the_outlet_said(held):
    for current_only in (True, False):
        (one,) = held.find_observations(current_only=current_only)
        assert (one.claim.low, one.version_number, one.until_at) == (22, 1, None)


def test_a_check_from_before_it_is_stale(held):
    outcome = builders.check_outcome(article_id=1, base_number=1)
    with pytest.raises(Exception, match="moved on"):
        held.save_check(outcome, page=None)


def test_confirmed_it_is_the_newest_version_and_its_change_is_told(held):
    verdict = judge(held, model.Standing.CONFIRMED, kind=model.CheckKind.CONFIRMED)

    state, past = held.load_article(1), held.load_past(1)
    assert (state.latest, state.doubt_count) == (builders.mark_of(verdict.version), 0)
    assert (state.last_seen_at, state.last_revised_at) == (NOON + minutes(18),) * 2
    assert (past.latest.doubt, past.held) == (verdict.version.doubt, None)
    assert [number for number, _ in past.history] == [1, 2]
    (found,) = held.find_changes(model.ChangeFilter())
    assert (found.change.events, found.change.severity) == (verdict.change.events, model.Severity.MEDIUM)
    assert found.change.first_seen_new_at == NOON + minutes(15)
    (alert,) = held.find_alerts()
    assert (alert.change_id, len(alert.deliveries)) == (found.id, 1)
    assert [one.claim.low for one in held.find_observations(current_only=True)] == [20]
    assert held.load_article_detail(1).article.headline == "Page not loaded"


def test_not_confirmed_it_stays_as_a_label_and_alerts_nobody(held):
    judge(held, model.Standing.UNCONFIRMED)

    state = held.load_article(1)
    assert (state.latest.number, state.latest.stored_number, state.doubt_count) == (1, 2, 0)
    assert held.load_past(1).held is None
    assert held.find_changes(model.ChangeFilter()) == ()
    (found,) = held.find_changes(model.ChangeFilter(standings=(model.Standing.UNCONFIRMED,)))
    assert found.change.events[0].reason == "judged"
    assert held.find_alerts() == ()
    assert held.load_totals(now=NOON + minutes(20)).change_count == 1


def test_a_version_after_one_that_was_not_confirmed_has_the_next_number(held):
    version = builders.version(3, claims=(builders.claim(21),), seen_at=NOON + minutes(18))
    judge(
        held,
        model.Standing.UNCONFIRMED,
        kind=model.CheckKind.NEW_VERSION,
        version=version,
        change=builders.change(old_number=1, new_number=3),
    )

    assert [number for number, _ in held.load_past(1).history] == [1, 3]
    first, last = held.find_observations()
    assert (first.claim.low, first.until_at) == (22, last.from_at)
    assert last.claim.low == 21


def test_one_doubt_may_follow_another(held):
    doubt = replace(DOUBT, kind=model.DoubtKind.STRANGE)
    version = builders.version(3, seen_at=NOON + minutes(18), doubt=doubt)
    judge(
        held,
        model.Standing.CONFIRMED,
        kind=model.CheckKind.SUSPECT,
        doubt_count=1,
        version=version,
        change=builders.change(old_number=2, new_number=3, doubt=doubt),
    )

    state, past = held.load_article(1), held.load_past(1)
    assert (state.latest.number, state.latest.stored_number) == (2, 3)
    assert (past.latest.number, past.held.version.number) == (2, 3)


def test_changes_in_doubt_are_not_counted_for_review(store, article_id):
    scenes.add_first_version(store, article_id)
    change = builders.change(doubt=DOUBT, unexplained=(builders.delta(),))
    scenes.add_revision(
        store,
        article_id,
        at=minutes(15),
        version={"doubt": DOUBT},
        change=change,
        kind=model.CheckKind.SUSPECT,
    )

    assert store.load_totals(now=NOON + minutes(20)).review_count == 0


def test_a_text_in_doubt_says_nothing_of_whose_copy_its_article_is(empty_store):
    store = empty_store
    text = builders.article(*(f"Line {word} of the agency's story of the day." for word in "abcdefghij"))
    bands = tuple(range(24))
    scenes.save_outlets(
        store, builders.outlet(), builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",))
    )
    scenes.poll(store, scenes.sighting())
    scenes.poll(store, scenes.sighting("https://wire.example/a"), feed_id=2, outlet_id="wire")
    for number in (2, 1):
        scenes.add_first_version(store, number, article=text)
        scenes.check(
            store,
            number,
            kind=model.CheckKind.NEW_VERSION,
            bands=bands,
            version=builders.version(2, article=text),
        )
    before = store.load_article_detail(1).article
    scenes.check(
        store,
        1,
        at=minutes(15),
        kind=model.CheckKind.SUSPECT,
        doubt_count=1,
        version=builders.version(3, doubt=DOUBT, article=builders.article("Page not loaded.")),
        change=builders.change(old_number=2, new_number=3, doubt=DOUBT),
    )

    assert before == replace(
        store.load_article_detail(1).article,
        **{
            name: getattr(before, name)
            for name in (
                "is_in_doubt",
                "version_count",
                "last_checked_at",
                "next_check_at",
                "next_check_reason",
            )
        },
    )


def test_what_makes_an_article_due_leaves_the_second_look_at_a_text_in_doubt_its_distance(held):
    def due_after_update(minute: int) -> object:
        updated = scenes.sighting(updated_at=NOON + minutes(minute))
        scenes.poll(held, updated, polled_at=NOON + minutes(minute))
        return held.load_article(1).due_at

    assert due_after_update(16) == NOON + minutes(19)
    assert due_after_update(18) == NOON + minutes(19)


def test_a_text_in_doubt_is_not_looked_at_at_once_though_a_feed_spoke_of_it_meanwhile(store, article_id):
    scenes.add_first_version(store, article_id)
    assert scenes.claim_articles(store, at=minutes(15)) == [article_id]
    scenes.poll(store, scenes.sighting(updated_at=NOON + minutes(14)), polled_at=NOON + minutes(15))
    scenes.add_revision(
        store,
        article_id,
        at=minutes(15),
        kind=model.CheckKind.SUSPECT,
        doubt_count=1,
        version={"doubt": DOUBT},
        change=builders.change(doubt=DOUBT),
        alert=None,
        next_check_at=NOON + minutes(18),
    )
    assert store.load_article(article_id).due_at == NOON + minutes(18)
