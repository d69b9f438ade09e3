from dataclasses import replace

import pytest

from monitor import model
from monitor.core import heat
from tests import builders
from tests.builders import NOON

TOLD = builders.event(model.EventKind.CLAIM_CHANGED, claim_id="hostages_alive", is_told=True)


def find(brief, *changes, events=(TOLD,), **fields):
    change = builders.change(claim_changes=changes or (builders.claim_change(),), events=events)
    return heat.find_heats(brief, builders.article_for_check(**fields), change, now=NOON)


def test_a_told_value_heats_its_claim_for_some_hours(ledger_brief):
    (found,) = find(ledger_brief)

    assert (found.claim_id, found.value) == ("hostages_alive", "held: 20")
    assert found.said == (20, 20, "")
    assert found.topic_ids == builders.article_for_check().topic_ids
    assert found.until == NOON + heat.SPAN
    assert found.reason.startswith("claim hostages_alive moved at ")


def test_an_outlet_that_left_the_watchlist_is_named_by_its_id(ledger_brief):
    (found,) = find(ledger_brief, outlet_id="gone")

    assert found.reason == "claim hostages_alive moved at gone"


@pytest.mark.parametrize(
    ("remark", "fields"),
    [
        ("a hedge is no figure", {"kind": model.ChangeKind.HEDGE}),
        ("weak evidence", {"tier": model.Tier.REVIEW}),
        ("another claim was told", {"claim_id": "hostages_dead"}),
        ("it is said no more", {"new": None}),
    ],
)
def test_what_is_not_a_told_value_heats_nobody(ledger_brief, remark, fields):
    assert find(ledger_brief, builders.claim_change(**fields)) == (), remark


def test_what_nobody_was_told_heats_nobody(ledger_brief):
    assert find(ledger_brief, events=(replace(TOLD, is_told=False),)) == ()
    assert find(ledger_brief, topic_ids=()) == ()
    assert heat.find_heats(ledger_brief, builders.article_for_check(), None, now=NOON) == ()
