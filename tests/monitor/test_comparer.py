"""The shell around comparisons: load, decide, save; and begin anew where a word came meanwhile."""

from dataclasses import replace

import pytest
import structlog.testing

from monitor import comparer, errors, model
from tests import builders
from tests.builders import NOON
from tests.fakes.clock import FakeClock
from tests.fakes.judge import FakeJudge
from tests.fakes.store import FakeStore
from tests.storage import scenes


@pytest.fixture
def work() -> comparer.Comparer:
    """One slot with one word, due."""
    store = FakeStore()
    scenes.save_outlets(store)
    speak(store)
    return comparer.Comparer(clock=FakeClock(), judge=FakeJudge(), slots=store)


def speak(store: FakeStore, url: str = "https://ledger.example/a") -> None:
    article_id = scenes.add_article(store, url)
    version = builders.version(claims=(builders.claim(22),))
    scenes.check(
        store, article_id, kind=model.CheckKind.FIRST_VERSION, version=version, topic_ids=("negotiations",)
    )


def test_what_is_decided_is_saved_and_the_slot_is_not_due_again(work):
    work.judge.news = (model.News(bulletin=builders.consensus_bulletin(), alert=builders.alert()),)
    with structlog.testing.capture_logs() as logs:
        work.compare(1)

    assert [known.positions[0].outlet_id for known in work.judge.compared] == ["ledger"]
    assert len(work.slots.find_alerts()) == 1
    assert [entry["kind"] for entry in logs] == ["consensus_moved"]
    assert work.slots.claim_due_slots(now=NOON, lease=scenes.LEASE, owner="me", limit=9) == ()


def test_a_word_that_comes_meanwhile_is_heard(work):
    decide = work.judge.decide_compare

    def overtaken(known, *, now):
        if len(work.judge.compared) == 0:
            speak(work.slots, "https://ledger.example/b")
        return decide(known, now=now)

    work.judge.decide_compare = overtaken
    assert work.compare(1) is not None
    assert [known.revision for known in work.judge.compared] == [1, 2]


def test_words_that_keep_coming_are_waited_for(work):
    decide = work.judge.decide_compare
    work.judge.decide_compare = lambda known, *, now: replace(decide(known, now=now), base_revision=99)
    assert work.compare(1) is None
    assert len(work.judge.compared) == 5


def test_a_slot_that_is_not_there_is_not_found(work):
    with pytest.raises(errors.NotFoundError):
        work.compare(7)
