"""What a try says of its channel: refused it is switched off, its dead letters are told over another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import model, policy
from monitor.core import channels
from tests import builders
from tests.builders import NOON, hours, minutes

KNOBS = policy.ChannelPolicy()
STATE = model.DeliveryState
LOGIN = builders.failure(is_of_channel=True, detail="mx answered 535 to the login: no")
GONE = builders.failure(model.FailureKind.GONE, is_of_channel=True, is_permanent=True, detail="no_service")
REFUSED = builders.failure(
    model.FailureKind.CLIENT_ERROR, is_permanent=True, detail="mx answered 550 to a@b.example: nobody here"
)
ROOM = model.ChannelAddress(id="room")
DESK = model.ChannelAddress(id="desk", addresses=("desk@news.example",))
ARCHIVE = model.ChannelAddress(id="archive")
TROUBLE = model.AlertRule(id="trouble", events=tuple(model.DELIVERY_EVENTS), channels=("desk", "room"))
COUNTS = model.AlertRule(id="counts", claims=("hostages_alive",), channels=("desk", "room"))


class Channel:
    """One channel; what becomes of it is what is known at the next try."""

    def __init__(self, *rules: model.AlertRule, others=(ROOM, ARCHIVE)) -> None:
        self.watch = model.Watch(channels=(DESK, *others), rules=rules or (TROUBLE,))
        self.standing: model.ChannelStanding | None = None
        self.told: list[model.DeliveryOutcome] = []

    def answer(
        self,
        answer: model.Failure | None = None,
        at: timedelta = timedelta(0),
        *,
        state: model.DeliveryState | None = None,
        delivery: model.DeliveryForSend | None = None,
    ) -> model.DeliveryOutcome:
        """Try once; a permanent failure of one message is its death, None that it was taken."""
        dead = answer is not None and answer.is_permanent and not answer.is_of_channel
        state = state or (STATE.SENT if answer is None else STATE.DEAD if dead else STATE.WAITING)
        outcome = model.DeliveryOutcome(
            delivery_id=1,
            attempted_at=NOON + at,
            state=state,
            attempt_count=1,
            failure=answer,
            reason=answer.detail if answer else "250 ok",
        )
        delivery = replace(delivery or builders.delivery(), standing=self.standing)
        decided = channels.decide_trouble(delivery, outcome, watch=self.watch, knobs=KNOBS)
        self.standing = decided.standing or self.standing
        self.told += [decided] if decided.bulletin else []
        return decided

    @property
    def kinds(self) -> list[str]:
        return [one.bulletin.event.kind.value for one in self.told if one.bulletin]


def recipients(outcome: model.DeliveryOutcome) -> list[str]:
    return [one.channel_id for one in outcome.alert.recipients] if outcome.alert else []


def test_a_channel_that_works_costs_nothing():
    outcome = Channel().answer()

    assert (outcome.standing, outcome.bulletin, outcome.alert) == (None, None, None)


def test_trouble_that_is_not_the_channels_says_nothing_of_it():
    channel = Channel()

    assert (
        channel.answer(builders.failure(model.FailureKind.SERVER_ERROR, detail="greylisted")).standing is None
    )


def test_a_channel_that_is_gone_is_switched_off_at_once_and_its_alert_waits():
    channel = Channel()
    outcome = channel.answer(GONE)

    assert outcome.state is STATE.WAITING
    assert outcome.standing is not None
    assert (outcome.standing.off_since, outcome.standing.reason) == (NOON, "no_service")
    assert recipients(outcome) == ["room"]
    assert outcome.bulletin is not None
    assert outcome.bulletin.event.summary == (
        "The channel desk is switched off, since it is refused: no_service. Its alerts wait. "
        'Put it right, then try it with "claimwatch alerts test desk".'
    )


def test_a_login_that_is_refused_again_and_again_switches_the_channel_off_once():
    channel = Channel()
    for minute in (0, 1, 2, 9):
        assert channel.answer(LOGIN, minutes(minute)).standing.off_since is None
    outcome = channel.answer(LOGIN, minutes(10), state=STATE.DEAD)

    assert (outcome.state, outcome.next_attempt_at) == (STATE.WAITING, NOON + minutes(10))
    assert (outcome.reason, channel.standing.reason) == (LOGIN.detail, LOGIN.detail)
    assert channel.standing.off_since == NOON + minutes(10)
    channel.answer(LOGIN, minutes(11))
    assert channel.standing.off_since == NOON + minutes(10), "already off: another worker was at it"
    assert channel.kinds == ["channel_off"]


def test_two_refusals_are_no_run_however_long_between():
    channel = Channel()
    channel.answer(LOGIN)
    assert channel.answer(LOGIN, hours(5)).standing.off_since is None


def test_a_message_that_is_taken_ends_the_run_and_switches_the_channel_on():
    channel = Channel()
    channel.answer(LOGIN)
    channel.answer(GONE, minutes(1))
    channel.answer(None, minutes(2))

    assert channel.standing == model.ChannelStanding(channel_id="desk")


def test_a_clock_that_was_set_back_makes_no_run_longer_than_it_was():
    channel = Channel()
    channel.answer(LOGIN, hours(2))
    for minute in (0, 1, 2):
        assert channel.answer(LOGIN, minutes(minute)).standing.off_since is None
    assert channel.standing.refused_since == NOON


def test_a_dead_letter_is_told_over_another_channel_with_why_and_what_to_do():
    outcome = Channel().answer(REFUSED)

    assert recipients(outcome) == ["room"]
    assert outcome.alert is not None
    assert outcome.alert.severity is model.Severity.HIGH
    assert outcome.bulletin is not None
    assert outcome.bulletin.about == "Claimwatch"
    assert outcome.bulletin.event.summary == (
        "An alert to desk@news.example over desk was given up: mx answered 550 to a@b.example: nobody here. "
        '"claimwatch alerts resend --all-dead --channel desk" sends what was given up again.'
    )


def test_dead_letters_that_follow_are_told_together_an_hour_later():
    channel = Channel()
    for minute in (0, 10, 20, 59):
        channel.answer(REFUSED, minutes(minute))
    assert len(channel.told) == 1
    channel.answer(REFUSED, minutes(60))

    (_, second) = channel.told
    assert second.bulletin.event.summary.startswith("4 alerts over desk were given up. The last: An alert to")
    assert channel.standing.untold_dead_count == 0


@pytest.mark.parametrize(
    ("deaths", "words"), [(1, "1 more alert was given up"), (2, "2 more alerts were given up")]
)
def test_dead_letters_with_none_after_them_are_told_with_the_next_try(deaths, words):
    channel = Channel()
    channel.answer(REFUSED)
    for minute in range(deaths):
        channel.answer(REFUSED, minutes(minute + 1))
    channel.answer(None, hours(2))

    assert channel.told[-1].bulletin.event.summary.startswith(f"{words} over desk of late.")


def test_a_clock_that_was_set_back_does_not_keep_dead_letters_back():
    channel = Channel()
    channel.answer(REFUSED, hours(9))
    channel.answer(REFUSED)

    assert len(channel.told) == 2


def test_rules_about_certain_claims_reach_no_operator_so_all_other_channels_do():
    outcome = Channel(COUNTS).answer(REFUSED)

    assert recipients(outcome) == ["room", "archive"]
    assert outcome.alert.rule_ids == ("delivery-trouble",)


def test_a_rule_that_tells_only_the_failing_channel_reaches_no_operator_either():
    outcome = Channel(replace(TROUBLE, channels=("desk",))).answer(REFUSED)

    assert recipients(outcome) == ["room", "archive"]


def test_where_there_is_no_other_channel_the_bulletin_says_why_nobody_was_told():
    outcome = Channel(others=()).answer(GONE)

    assert outcome.alert is None
    assert outcome.bulletin.event.reason == "no other channel than desk is set up"
    assert not outcome.bulletin.event.is_told


def test_news_of_a_dead_letter_that_dies_itself_is_told_to_nobody():
    channel = Channel()
    news = builders.sent_bulletin(channel.answer(REFUSED).bulletin)
    outcome = Channel().answer(REFUSED, delivery=builders.delivery(alert=news))

    assert (outcome.standing, outcome.bulletin) == (None, None)


def test_a_digest_that_dies_with_other_alerts_in_it_is_told():
    news = builders.sent_bulletin(Channel().answer(REFUSED).bulletin)
    digest = model.DigestForSend(reason="daily digest", until=NOON, alerts=(news, builders.alert_for_send()))
    outcome = Channel().answer(REFUSED, delivery=builders.delivery(alert=news, digest=digest))

    assert outcome.bulletin is not None


def test_a_channel_without_addresses_is_named_alone():
    to_room = builders.delivery(recipient=builders.recipient("room", ""))
    outcome = Channel().answer(REFUSED, delivery=to_room)

    assert outcome.bulletin.event.summary.startswith("An alert to room was given up:")
    assert recipients(outcome) == ["desk"]


def test_two_channels_that_fail_in_one_instant_are_two_alerts():
    to_room = builders.delivery(recipient=builders.recipient("room", ""))
    keys = {Channel().answer(REFUSED, delivery=one).alert.dedupe_key for one in (None, to_room)}

    assert len(keys) == 2


@pytest.mark.parametrize("kind", sorted(model.UNREACHED_KINDS))
def test_a_server_that_is_back_after_minutes_is_said_to_be_and_one_whose_line_broke_is_not(kind):
    channel = Channel()
    nobody = builders.failure(kind, detail="mx refused the connection")
    channel.answer(nobody)
    channel.answer(nobody, minutes(1))
    assert channel.standing.unreached_since == NOON
    assert channel.answer(None, minutes(2)).is_back
    assert channel.standing.unreached_since is None
    channel.answer(nobody, minutes(10))
    assert not channel.answer(None, minutes(11)).is_back


def test_a_server_that_answers_with_trouble_of_its_own_was_reached():
    channel = Channel()
    channel.answer(builders.failure(model.FailureKind.SERVER_ERROR))

    assert channel.standing is None
    assert not channel.answer(None, hours(1)).is_back


def test_the_alerts_of_a_digest_that_dies_are_counted():
    channel = Channel()
    channel.answer(REFUSED, delivery=builders.digest(left_out_count=3))
    assert channel.told[0].bulletin.event.summary.startswith(
        "A digest of 5 alerts to desk@news.example over desk was given up:"
    )
    channel.answer(REFUSED, at=hours(1))
    assert channel.told[1].bulletin.event.summary.startswith(
        "An alert to desk@news.example over desk was given up:"
    )


def test_what_dies_since_its_channel_left_the_watchlist_can_be_sent_once_it_is_back():
    channel = Channel()
    channel.watch = replace(channel.watch, channels=(ROOM,))
    channel.answer(state=STATE.DEAD)
    assert channel.told[0].bulletin.event.summary.endswith(
        '"claimwatch alerts resend --all-dead --channel desk" sends what was given up again, once the channel is back.'
    )
