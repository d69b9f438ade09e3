"""Which scope a number has."""

import pytest

from tests.monitor.core.claims import stories
from tests.monitor.core.claims.stories import definition, engine

ENGINE = stories.engine(
    rescue={"ar": ("أنقذت", "إنقاذ")},
    rescue_past={"ar": ("أنقذت",)},
    coming={"ar": ("@rescue.future",)},
    over={"ar": ("@rescue_past",)},
)


def scope_of(text):
    (scope,) = {claim.scope for claim in ENGINE.find_in_text(text) if claim.claim_id == "rescued"}
    return scope


def test_a_verb_listed_as_past_is_past_whatever_stands_before_it():
    assert scope_of("بموجب الاتفاق أنقذت الفرق 12 شخصا.") == "over"


def test_a_verbal_noun_takes_its_time_from_what_stands_before_it():
    assert scope_of("بموجب الاتفاق إنقاذ 12 شخصا.") == "coming"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        (
            "The rescue of twelve people by boat, and 30 villagers without a home that night: these are the terms of the plan.",
            "coming",
        ),
        (
            "The rescue of twelve people by boat, and 30 villagers without a home that night - such is the plan.",
            "coming",
        ),
        ("Twelve people were rescued, and these are glad of the plan.", "over"),
        ("Twelve people were rescued: officials like the plan.", "over"),
        ("Such is the plan: officials rescued twelve people.", "over"),
    ],
)
def test_a_clause_that_points_back_speaks_for_all_before_it(text, scope):
    assert [one.scope for one in stories.engine().find_in_text(text) if one.claim_id == "rescued"][:1] == [
        scope
    ]


STRIKES = engine(
    definition(
        "out",
        "count",
        noun="person",
        require=("strike",),
        scopes={"due": "due", "out": "out", "default": "out"},
    ),
    strike={"en": ("strike", "on strike")},
    due={"en": ("@strike.future", "plan to")},
    out={"en": ("@strike.past", "on strike", "are on strike")},
)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Up to 640 villagers are on strike.", "out"),
        ("The mill offered 3% to the 400 villagers on strike.", "out"),
        ("The mill offered 3% to twenty villagers on strike.", "out"),
        ("Ministers plan to offer 6% to the 2,000 villagers who are on strike.", "out"),
        ("Up to 250 villagers will strike on Friday.", "due"),
        ("The 250 villagers are to strike.", "due"),
        ("The 250 villagers plan to go on strike.", "due"),
    ],
)
def test_the_verb_itself_says_whether_it_is_done(text, scope):
    assert [one.scope for one in STRIKES.find_in_text(text)] == [scope]


def test_a_word_before_a_colon_tells_less_than_the_verb_behind_it():
    assert found_scopes("On the boats pulled out: 12 people will be rescued.") == ["coming"]
    assert found_scopes("The plan: to see 12 people rescued.") == ["coming"]


def found_scopes(text):
    return [claim.scope for claim in engine().find_in_text(text) if claim.claim_id == "rescued"]


DAYS = engine(
    definition(
        "days", "duration", noun="strike", scopes={"past": "ended", "planned": "planned", "default": "none"}
    ),
    ended={"en": ("@strike.past", "end")},
    planned={"en": ("start", "first day of")},
)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("They walked out on Monday at the start of a five-day strike.", "planned"),
        ("They walked out on Monday on the first day of a five-day strike.", "planned"),
        ("They walked out on Friday at the end of a five-day strike.", "past"),
        ("They walked out for a five-day strike.", "past"),
    ],
)
def test_the_word_that_of_ties_to_a_number_tells_more_than_a_verb_before(text, scope):
    assert [claim.scope for claim in DAYS.find_in_text(text)] == [scope]
