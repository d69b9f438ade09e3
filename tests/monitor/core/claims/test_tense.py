"""What a verb's auxiliaries say of its time, and which subject it has."""

import pytest

from monitor.core import claims
from monitor.core.claims import tense
from tests.monitor.core.claims import stories
from tests.monitor.core.claims.stories import engine, found

ENGINE = engine()


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("12 people are believed to have been rescued.", "over"),
        ("12 people are said to have been rescued.", "over"),
        ("Crews promised to have 12 people rescued.", "coming"),
    ],
)
def test_who_is_believed_to_have_left_has_left(text, scope):
    assert [one.scope for one in ENGINE.find_in_text(text) if one.claim_id == "rescued"] == [scope]


@pytest.mark.parametrize(
    "text",
    [
        "Talks on hours and rest between the drivers and the firm that runs the port have collapsed.",
        "A deal is far off, that said.",
        "Talks between the town and its many old carters ran for hours on Sunday and roofs collapsed.",
        "Talks between the town and its many old carters ran for hours on Sunday and collapse.",
    ],
)
def test_a_clause_between_parts_a_topic_from_a_verb(text):
    assert found(text, "talks") == []


@pytest.mark.parametrize(
    "text",
    [
        "Talks on rest days for the night crews of the five northern ports have collapsed.",
        "Talks between the tram drivers and the city over hours and rest have now collapsed.",
        "Talks between the town and its many old carters ran for hours on Sunday and collapsed.",
        "Talks between the town and its many old carters ran for hours on Sunday and will soon collapse.",
    ],
)
def test_a_topic_may_stand_far_before_its_own_verb(text):
    assert found(text, "talks") == ["talks failed"]


def test_the_verb_of_the_first_topic_goes_before_a_later_topic():
    text = "Talks between the tram drivers and the city have collapsed, with a deal to sign nowhere."
    assert [claims.print_value(one) for one in ENGINE.find_in_text(text)] == ["failed"]


def test_where_somebody_goes_has_no_tense_of_its_own():
    road = engine(
        stories.definition(
            "moved",
            "count",
            title="moved",
            noun="person",
            require=("move",),
            scopes={"coming": "move_future", "default": "over"},
        ),
        move={"ar": ("إلى القرية",)},
        move_future={"ar": ("@move.future",)},
    )
    assert [one.scope for one in road.find_in_text("قالت الشرطة إن 12 شخصا وصل إلى القرية.")] == ["over"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Crews set free 12 villagers on Sunday.", "past"),
        ("Crews on Sunday set free 12 villagers.", "past"),
        ("Crews, in a long night, set free 12 villagers.", "past"),
        ("Crews late on Sunday let 12 villagers out.", "past"),
        ("Crews already let 12 villagers out.", "past"),
        ("Crews must set free 12 villagers.", "future"),
        ("Crews will on Sunday set free 12 villagers.", "future"),
        ("On Sunday, let 12 villagers out.", ""),
        ("Set free 12 villagers.", ""),
        (", set free 12 villagers.", ""),
    ],
)
def test_a_verb_whose_past_is_its_base_form_is_past_behind_a_subject(text, named):
    sentence = stories.sentence(text)
    assert tense.find_tense(sentence, sentence.hits["rescue"][0]) == named


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("It is asked that 12 villagers be rescued.", "coming"),
        ("It is asked that 12 villagers be let out.", "coming"),
        ("The scheme sees 12 villagers and the bodies of 20 residents of the mill set free.", "coming"),
        ("20 goats would be sold and 12 villagers rescued.", "coming"),
        ("20 goats would be sold and 12 villagers rescued from the mill.", "coming"),
        ("20 goats would be sold and the crew rescued 12 villagers.", "over"),
        ("20 goats would be sold; 12 villagers rescued.", "over"),
        ("20 goats were sold and 12 villagers rescued.", "over"),
    ],
)
def test_what_is_asked_for_or_shares_would_be_is_not_done(text, scope):
    assert [one.scope for one in ENGINE.find_in_text(text) if one.claim_id == "rescued"] == [scope]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("The draft has the crew digging 12 villagers out.", []),
        ("The crew has been digging 12 villagers out.", ["over"]),
    ],
)
def test_who_has_somebody_do_something_has_done_nothing(text, scopes):
    story = engine(
        stories.definition(
            "rescued", "count", noun="person", require=("rescue",), scopes={"over": "over", "default": "none"}
        )
    )
    assert [one.scope for one in story.find_in_text(text) if one.scope == "over"] == scopes


def test_to_leads_to_another_verb_than_what_those_behind_it_are_in():
    text = "Singers came to cheer the 30 villagers on strike."
    strikers = stories.engine(
        stories.definition(
            "out",
            "count",
            noun="person",
            require=("out",),
            scopes={"due": "due", "on": "on", "default": "on"},
        ),
        out={"en": ("on strike",)},
        due={"en": ("@out.future",)},
        on={"en": ("on strike",)},
    )
    assert [claim.scope for claim in strikers.find_in_text(text)] == ["on"]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between the ferry operator Sundline and its many deckhands in the north of the island are collapsed.",
        "Talks between the ferry operator Sundline and its many deckhands in the north of the island were collapsing.",
    ],
)
def test_a_form_of_to_be_carries_a_predicate_far_behind_its_subject(text):
    assert [claim.value for claim in ENGINE.find_in_text(text)] == ["failed"]
