from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import alerting, rules
from tests import builders

SUBJECT = rules.Subject(
    article_id=7,
    outlet_id="ledger",
    outlet_name="The Coastal Ledger",
    topic_ids=("negotiations",),
    language="ar",
)


def rule(**fields):
    return model.AlertRule(**({"id": "counts", "channels": ("desk",)} | fields))


def least(words: str) -> model.LeastChange:
    return model.LeastChange(amount=Decimal(words.rstrip("%")), is_percent=words.endswith("%"))


def moved(old, new, **fields):
    """A claim that went from one value to another; `fields` of both sides."""
    sides = {"old": builders.claim(old, **fields), "new": builders.claim(new, **fields)}
    return builders.claim_change(**sides, summary=f"now {new}; it said {old}")


def ask(asked, *, subject=SUBJECT, claims=None, **event):
    claims = (builders.claim_change(),) if claims is None else claims
    about = {"kind": model.EventKind.CLAIM_CHANGED, "claim_id": "hostages_alive"} | event
    change = builders.change(claim_changes=claims)
    [answer] = rules.ask_rules(builders.event(**about), change, subject, [asked])
    return answer


@pytest.mark.parametrize(
    ("language", "is_taken", "why"),
    [
        ("ar", True, ""),
        ("en", False, "is about other languages than en"),
        # A number is not missed because nobody could tell the language.
        (None, True, ""),
    ],
)
def test_a_rule_about_languages_takes_its_own_and_the_unknown(language, is_taken, why):
    answer = ask(rule(languages=("ar", "he")), subject=replace(SUBJECT, language=language))

    assert answer == model.RuleAnswer(rule_id="counts", is_taken=is_taken, why=why)


@pytest.mark.parametrize(
    ("old", "new", "asked", "is_taken"),
    [
        (22, 20, "2", True),
        (22, 21, "2", False),
        (20, 22, "10%", True),
        (22, 20, "10%", False),
        (100, 110, "10%", True),
        (0, 1, "2", False),
        (0, 1, "50%", True),
        (-10, -12, "20%", True),
    ],
)
def test_a_change_below_the_least_is_not_taken(old, new, asked, is_taken):
    assert ask(rule(min_change=least(asked)), claims=(moved(old, new),)).is_taken is is_taken


@pytest.mark.parametrize(
    ("old", "new", "asked", "why"),
    [
        (22, 21, "2", "wants a change of 2 or more; this is 1"),
        (10_000, 10_999, "10%", "wants a change of 10% or more; this is 9.99%"),
        (300_001, 330_000, "10%", "wants a change of 10% or more; this is 9.99%"),
    ],
)
def test_the_reason_names_both_sizes_and_never_rounds_up(old, new, asked, why):
    assert ask(rule(min_change=least(asked)), claims=(moved(old, new),)).why == why


def test_a_range_is_measured_at_the_end_that_moved_most():
    old, new = builders.claim(20), builders.claim(20)
    wider = builders.claim_change(
        kind=model.ChangeKind.RANGE,
        old=replace(old, high=Decimal(22)),
        new=replace(new, high=Decimal(25)),
    )

    assert rules.find_size(wider, is_percent=False) == 3


HEDGED = builders.claim(21, hedge=model.Hedge.AT_LEAST, high=None)


@pytest.mark.parametrize(
    "change",
    [
        builders.claim_change(kind=model.ChangeKind.SCOPE, old=builders.claim(22), new=builders.claim(21)),
        builders.claim_change(kind=model.ChangeKind.STANCE),
        builders.claim_change(old=None),
        builders.claim_change(new=None),
        builders.claim_change(old=builders.claim(22), new=HEDGED),
        builders.claim_change(old=HEDGED, new=builders.claim(21, hedge=model.Hedge.AT_MOST, low=None)),
        builders.claim_change(old=builders.claim(22), new=builders.claim(21, is_reported=True)),
        builders.claim_change(old=builders.claim(22), new=builders.claim(21, is_negated=True)),
        builders.claim_change(old=builders.claim(1, unit="USD"), new=builders.claim(2, unit="EUR")),
        moved(1, 2, type=model.ClaimType.DATE),
        moved(None, None, type=model.ClaimType.QUOTE),
        moved(None, None),
    ],
)
def test_what_cannot_be_measured_is_never_held_back_and_says_so(change):
    answer = ask(rule(min_change=least("1000000")), claims=(change,))

    assert rules.find_size(change, is_percent=False) is None
    assert answer.is_taken
    assert answer.why == "what its min_change cannot measure, it takes"


@pytest.mark.parametrize("kind", [kind for kind in model.EventKind if kind != model.EventKind.CLAIM_CHANGED])
def test_the_least_change_holds_back_no_other_event(kind):
    assert ask(rule(min_change=least("1000000")), kind=kind).is_taken


def test_each_scope_of_a_claim_is_measured_by_itself():
    held, deal = moved(22, 21), replace(moved(8, 18), scope="deal")
    asked = rule(min_change=least("2"))
    small = ask(asked, claims=(held, deal), summary=f"Now says {held.summary}.")
    large = ask(asked, claims=(held, deal), summary=f"Now says {deal.summary}.")

    assert (small.is_taken, large.is_taken) == (False, True)


def test_an_event_that_names_none_of_its_claims_scopes_goes_by_the_largest():
    asked = rule(min_change=least("2"))

    assert ask(asked, claims=(moved(22, 21), moved(8, 18)), summary="Went back.").is_taken


def test_a_rule_without_a_least_change_says_nothing_of_it():
    assert ask(rule()).why == ""


@given(
    st.integers(-1000, 1000),
    st.integers(-1000, 1000),
    st.decimals(min_value="0.01", max_value=2000, places=2),
)
@settings(max_examples=60)
def test_a_number_is_taken_just_when_it_moves_by_the_least_or_more(old, new, amount):
    asked = rule(min_change=model.LeastChange(amount=amount))

    assert ask(asked, claims=(moved(old, new),)).is_taken == (abs(new - old) >= amount)


@pytest.mark.parametrize(
    ("old", "new", "asked", "is_taken"),
    [
        ("20", "21", "2", False),
        ("20", "22", "2", True),
        ("20", "21", "10%", False),
        ("3.5 percent", "3.7 percent", "0.5", False),
        ("?20", "?21", "2", False),
        (">=20", ">=21", "2", False),
        # Nothing to measure by: another unit, a hedge, a range, a stance, nought.
        ("3.5 percent", "3.7 USD", "5", True),
        ("20", ">=21", "5", True),
        ("20-22", "21", "5", True),
        ("refuses", "agreed", "5", True),
        ("0", "1", "200%", True),
    ],
)
def test_a_move_across_outlets_is_measured_by_its_plain_values(old, new, asked, is_taken):
    event = builders.event(model.EventKind.CONSENSUS_MOVED, claim_id="hostages_alive")
    bulletin = builders.consensus_bulletin(event=event, old_text=old, new_text=new)
    watch = model.Watch(
        rules=(rule(min_change=least(asked), min_severity=model.Severity.INFO),),
        channels=(model.ChannelAddress(id="desk"),),
    )
    told, _ = alerting.decide_bulletin(bulletin, watch=watch)

    assert told.event.answers[0].is_taken is is_taken


@pytest.mark.parametrize("kind", [model.EventKind.OUTLET_DIVERGES, model.EventKind.OUTLET_LAST])
@pytest.mark.parametrize(
    ("most", "own", "is_taken"), [("20", "21", False), ("20", "25", True), (None, "21", True)]
)
def test_an_outlet_that_says_otherwise_is_measured_by_what_most_say(kind, most, own, is_taken):
    event = builders.event(kind, claim_id="hostages_alive")
    said = (builders.saying("ledger", part=model.Part.OTHER, value=own),)
    said += (builders.saying("herald", part=model.Part.NEW, value=most),) if most else ()
    bulletin = builders.consensus_bulletin(
        outlet_id="ledger", event=event, old_text="", new_text=own, evidence=said
    )
    subject = alerting.find_subject(bulletin, language=None)

    assert ask(rule(min_change=least("5")), subject=subject, kind=kind).is_taken is is_taken
