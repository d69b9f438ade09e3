"""What the pipeline notes of an outlet after each answer."""

from dataclasses import replace

import pytest

from monitor import model
from tests import builders
from tests.monitor.watching import FEED, build_pipeline, poll


@pytest.fixture
def work():
    return build_pipeline()


def refused() -> model.Failure:
    return builders.failure(model.FailureKind.BLOCKED)


def test_a_refused_poll_is_noted_of_its_outlet(work):
    work.fetcher.routes[FEED] = refused()
    poll(work)

    ((known, answer),) = work.judge.answers
    assert (known.outlet_id, answer.is_poll, answer.failure.kind) == ("ledger", True, "blocked")
    assert work.outlets.load_reach("ledger").revision == 1


def test_a_good_answer_of_an_outlet_that_lets_us_in_is_not_noted(work):
    poll(work)

    assert work.judge.answers == []


def test_a_good_poll_that_finds_the_outlet_silent_is_noted(work):
    long = model.Silence(since=work.clock.now(), is_long=True)
    work.judge.poll = {"silence": long}
    poll(work)

    ((_, answer),) = work.judge.answers
    assert answer.silence == long


def test_an_answer_that_another_one_overtook_is_noted_on_what_that_left(work):
    work.fetcher.routes[FEED] = refused()
    decide, store = work.judge.decide_reach, work.outlets

    def overtaken(known, answer):
        if known.revision == 0:
            store.save_reach(model.ReachOutcome(outlet_id="ledger", base_revision=0, reach=model.OPEN))
        return decide(known, answer)

    work.judge.decide_reach = overtaken
    poll(work)

    assert [known.revision for known, _ in work.judge.answers] == [0, 1]
    assert store.load_reach("ledger").revision == 2


def test_an_answer_that_changes_nothing_is_not_written(work):
    work.fetcher.routes[FEED] = refused()
    work.judge.reached = {"reach": model.OPEN}
    poll(work)

    assert len(work.judge.answers) == 1
    assert work.outlets.load_reach("ledger").revision == 0


def test_answers_that_are_always_overtaken_end(work):
    work.fetcher.routes[FEED] = refused()
    decide = work.judge.decide_reach
    work.judge.decide_reach = lambda known, answer: replace(decide(known, answer), base_revision=99)
    poll(work)

    assert len(work.judge.answers) == 5


def test_a_bulletin_is_stored_with_the_answer_that_brought_it(work):
    work.fetcher.routes[FEED] = refused()
    event = builders.event(model.EventKind.OUTLET_BLOCKED)
    now = work.clock.now()
    work.judge.reached["bulletin"] = model.Bulletin(
        about="The Coastal Ledger", outlet_id="ledger", event=event, since=now, created_at=now
    )
    poll(work)

    assert [one.bulletin.event for one in work.outlets.find_bulletins()] == [event]
