"""A judge that decides nothing by itself."""

from dataclasses import replace
from datetime import timedelta

from monitor import model
from tests import builders


class FakeJudge:
    """Answers with what the test prepared, and keeps what it was asked."""

    def __init__(self) -> None:
        self.sightings: tuple[model.Sighting, ...] = ()
        self.outcome: dict = {}
        self.ahead_urls: tuple[str, ...] = ()
        self.poll: dict = {}
        self.asked: list[tuple] = []
        self.answers: list[tuple] = []
        self.compared: list[model.SlotForCompare] = []
        self.news: tuple[model.News, ...] = ()
        self.beats: list[tuple] = []
        self.is_well = True
        self.reached: dict = {"reach": model.Reach(polls=model.Refusals(count=1))}

    def decide_poll(self, feed, response, *, now):
        self.asked.append((feed, response))
        failure = response if isinstance(response, model.Failure) else None
        return builders.poll_outcome(
            feed_id=feed.id,
            polled_at=now,
            next_poll_at=now + timedelta(minutes=10),
            sightings=self.sightings,
            ahead_urls=self.ahead_urls,
            failure=failure,
            **self.poll,
        )

    def decide_further(self, feed, polled, response):
        self.asked.append((feed, response))
        return replace(polled, ahead_urls=polled.ahead_urls[1:])

    def decide_quickly(self, article, response, *, now, price):
        return None

    def decide_reach(self, known, answer):
        self.answers.append((known, answer))
        return model.ReachOutcome(outlet_id=known.outlet_id, base_revision=known.revision, **self.reached)

    def decide_compare(self, known, *, now):
        self.compared.append(known)
        outcome = model.CompareOutcome(slot_id=known.id, base_revision=known.revision, consensus=None)
        return replace(outcome, news=self.news)

    def decide_pulse(self, known, *, now, elapsed):
        self.beats.append((known, now, elapsed))
        return model.PulseOutcome(
            base_revision=known.revision,
            pulse=replace(known.pulse, beat_at=now),
            is_well=self.is_well,
            news=self.news,
        )

    def name_reader(self, outlet_id):
        return f"reader of {outlet_id}"

    def decide_check(self, article, response, *, past, now, price):
        self.asked.append((article, response, price, past))
        return builders.check_outcome(
            article_id=article.id, checked_at=now, next_check_at=now + timedelta(minutes=5), **self.outcome
        )
