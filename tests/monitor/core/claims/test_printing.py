"""Values and changes as the batch door and as people read them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitor import model
from monitor.core import claims
from monitor.core.claims import printing
from tests import builders


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "20"),
        ({"hedge": model.Hedge.AT_LEAST, "high": None}, ">=20"),
        ({"hedge": model.Hedge.AT_MOST, "low": None, "high": Decimal(20)}, "<=20"),
        ({"hedge": model.Hedge.ABOUT}, "~20"),
        ({"is_reported": True}, "?20"),
        ({"is_reported": True, "hedge": model.Hedge.ABOUT}, "~20"),
        ({"high": Decimal(22)}, "20-22"),
        ({"low": Decimal("4.50"), "high": Decimal("4.50")}, "4.5"),
        ({"low": Decimal(58000), "high": Decimal(58000)}, "58000"),
        ({"low": None, "high": None}, ""),
    ],
)
def test_a_value_prints_with_the_sign_of_its_hedge(fields, text):
    assert claims.print_value(builders.claim(**fields)) == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "none"),
        ({"source": "Hamas", "verb": model.VerbClass.NEUTRAL}, "Hamas"),
        ({"source": "Hamas", "verb": model.VerbClass.DOUBT}, "Hamas (doubt)"),
    ],
)
def test_a_source_prints_with_the_class_of_a_verb_that_doubts(fields, text):
    assert claims.print_attribution(builders.claim(20, **fields)) == text


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("value", "changed"),
        ("scope", "changed"),
        ("stance", "changed"),
        ("hedge", "hedge"),
        ("added", "added"),
    ],
)
def test_a_record_calls_every_kind_of_new_value_changed(kind, printed):
    record = claims.to_guide_record(builders.claim_change(kind=model.ChangeKind(kind)))
    assert record == {"claim": "hostages_alive", "kind": printed, "old": "22", "new": "20"}


def summary(kind, old, new, title="living hostages"):
    return printing.print_summary(model.ChangeKind(kind), title=title, old=old, new=new, texts=("old", "new"))


def test_a_summary_says_the_new_value_and_the_old_one():
    least = builders.claim(20, hedge=model.Hedge.AT_LEAST, high=None)
    assert summary("value", builders.claim(22), least) == "at least 20 living hostages; it said 22"


def test_a_summary_groups_thousands_and_says_units():
    old, new = builders.claim(58000), builders.claim(59000, is_reported=True)
    assert summary("value", old, new) == "reportedly 59,000 living hostages; it said 58,000"
    days = {"type": model.ClaimType.DURATION, "unit": "days"}
    said = summary("value", builders.claim(60, **days), builders.claim(42, **days), "length of the truce")
    assert said == "length of the truce: 42 days; it said 60 days"


def test_a_summary_tells_what_came_and_what_went():
    assert summary("added", None, builders.claim()) == "20 living hostages; it said nothing of that before"
    assert summary("removed", builders.claim(), None) == "nothing any more of 20 living hostages"


def test_a_summary_names_the_sources_of_a_new_attribution():
    old = builders.claim(source="Israel", verb=model.VerbClass.NEUTRAL)
    new = builders.claim(source="Hamas", verb=model.VerbClass.DOUBT)
    assert summary("attribution", old, new) == "20 living hostages, by Hamas (claimed); it was Israel"
    assert (
        summary("attribution", old, builders.claim()) == "20 living hostages, by nobody named; it was Israel"
    )


def test_a_summary_of_a_scope_or_an_inconsistency_says_both():
    assert (
        summary("scope", builders.claim(scope="deal"), builders.claim(scope="past"))
        == "20 living hostages (past); it said old"
    )
    assert summary("inconsistent", builders.claim(22), builders.claim(20)) == "both 22 and 20 living hostages"


def test_a_summary_quotes_the_speaker():
    words = builders.claim(None, type=model.ClaimType.QUOTE, source="Haddad")
    said = summary("value", replace(words, value="in days"), replace(words, value="in weeks"))
    assert said == "Haddad: “in weeks”; it said “in days”"


def test_a_stance_prints_as_its_value():
    stance = replace(builders.claim(None, type=model.ClaimType.STANCE), value="refuses")
    assert claims.print_value(stance) == "refuses"
    assert printing.print_phrase(stance, "The union on a strike") == "The union on a strike: refuses"
