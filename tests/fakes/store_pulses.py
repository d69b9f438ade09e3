"""How the service itself stands, in the in-memory store."""

from datetime import datetime

from monitor import errors, model
from tests.fakes import store_slots


class FakePulses(store_slots.FakeSlots):
    """The PulseStore port on what is held."""

    def load_pulse(self, *, now: datetime) -> model.PulseForBeat:
        pulse, revision = self._pulse
        totals = self.load_totals(now=now)
        seen = [one.last_seen_at for one in self._articles.values()]
        polled = [feed.last_good_at for feed in self._feeds.values() if feed.is_listed]
        last_good_at = max(filter(None, (*seen, *polled)), default=None)
        polls = [
            feed.poll for feed in self._feeds.values() if feed.is_listed and feed.poll and feed.poll.failure
        ]
        failing = [poll for poll in polls if poll and (last_good_at is None or poll.polled_at > last_good_at)]
        failing.sort(key=lambda poll: poll.polled_at)
        waits = sorted(self._find_waits(now=now), key=lambda wait: (wait[0], wait[1].id))
        waiting = waits[0][1] if waits else None
        return model.PulseForBeat(
            pulse=pulse,
            revision=revision,
            mutes=self._open_mutes,
            outlet_count=len(self._listed),
            failing_count=len({poll.outlet_id for poll in failing}),
            failure=failing[-1].failure if failing else None,
            last_good_at=last_good_at,
            last_activity_at=totals.last_activity_at,
            oldest_due_at=totals.oldest_due_at,
            oldest_waiting_at=totals.oldest_waiting_at,
            waiting_channel_id=waiting.recipient.channel_id if waiting else "",
            waiting_failure=waiting.last_failure if waiting else None,
        )

    def save_pulse(self, outcome: model.PulseOutcome) -> None:
        if self._pulse[1] != outcome.base_revision:
            raise errors.StaleError("Another beat was recorded meanwhile.")
        self._pulse = (outcome.pulse, outcome.base_revision + 1)
        for news in outcome.news:
            self._save_bulletin(news.bulletin, news.alert)
