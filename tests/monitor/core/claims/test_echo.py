"""A claim on one side only, whose words still stand on the other: for the review list."""

import pytest

from monitor import model
from monitor.core import claims
from tests.monitor.core.claims.stories import definition, engine


def told(old, new):
    changes = engine().compare_texts(old, new)
    return [(str(one.kind), one.claim_id) for one in claims.list_told(changes)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 villagers died.", "The toll stands at 12."),
        ("At least 12 villagers died.", "Twelve fell with the tower."),
        ("The union refuses to strike.", "For the union a strike is a bad dream."),
        (
            "The talks collapsed.",
            "Talks of the town over bread, milk and salt so they say were long and all collapsed.",
        ),
        (
            "The talks have collapsed.",
            "The talks over bread and milk and salt and oil led to a night when all collapsed.",
        ),
        ("They got a pay rise of 5 percent.", "They got 5."),
        (
            "12 villagers died, said their leader, Ana Petrov.",
            "12 villagers died, said Ana Petrov, their leader.",
        ),
        ("“We will go on,” said Ana Petrov.", "We will go on, as they put it."),
    ],
)
def test_what_still_stands_unread_is_for_review(old, new):
    assert told(old, new) == []
    assert told(new, old) == []
    (change,) = engine().compare_texts(old, new)
    assert change.tier is model.Tier.REVIEW
    assert "unread on the other side" in change.rule


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("12 villagers died.", "Rain fell.", ("removed", "dead")),
        ("12 villagers died.", "12 villagers did not die.", ("removed", "dead")),
        ("12 villagers died.", "12 days passed.", ("removed", "dead")),
        ("The union refuses to strike.", "The union must be ready to strike.", ("removed", "strike_stance")),
        ("The union refuses to strike.", "The union met.", ("removed", "strike_stance")),
        ("The talks have collapsed.", "The talks go on.", ("removed", "talks")),
        ("“We will go on,” said Ana Petrov.", "Ana Petrov left.", ("removed", "quote")),
    ],
)
def test_what_was_read_as_something_else_or_denied_or_is_gone_is_told(old, new, change):
    assert told(old, new) == [change]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 villagers died, the mayor said.", "As the mayor of the town wept, 12 villagers died."),
        (
            "12 villagers died, the mayor said.",
            "Far off in the hills and under heavy snow 12 villagers died, a doctor who had fled said.",
        ),
    ],
)
def test_a_source_that_is_still_named_or_replaced_in_a_sentence_written_anew_is_for_review(old, new):
    (change,) = engine().compare_texts(old, new)
    assert (change.kind, change.tier) == (model.ChangeKind.ATTRIBUTION, model.Tier.REVIEW)


def test_a_number_that_only_loses_its_words_for_a_scope_in_a_sentence_written_anew_is_for_review():
    old = "Under the plan for the hills, crews would rescue 12 villagers."
    new = "Rescue for 12 villagers, whose hills saw heavy snow."
    spoken = engine(
        definition(
            "rescued",
            "count",
            noun="person",
            require=("rescue",),
            scopes={"coming": "coming", "default": "any"},
        )
    )
    (change,) = spoken.compare_texts(old, new)
    assert (change.kind, change.tier) == (model.ChangeKind.SCOPE, model.Tier.REVIEW)


def test_words_of_a_topic_far_apart_echo_no_stance():
    assert told("The union refuses to strike.", "The drivers walk their dogs out of town.") == [
        ("removed", "strike_stance")
    ]


def test_a_number_in_a_notice_still_stands():
    old, new = "Snow fell.\n\n12 villagers died.", "Snow fell.\n\nCorrection: We wrote that 12 fell."
    (change,) = engine().compare_texts(old, new)
    assert change.tier is model.Tier.REVIEW


def test_texts_without_a_change_have_no_echo():
    assert engine().compare_texts("12 villagers died.", "Snow fell. 12 villagers died.") == ()


def test_a_status_that_another_word_of_its_sentence_vetoes_is_for_review():
    watch = engine(
        definition("talks", "status", topic="talks", values={"failed": "failed"}, veto=("last_year",))
    )

    def told_of(old, new):
        return [str(one.kind) for one in claims.list_told(watch.compare_texts(old, new))]

    old = "Since lost year the talks collapsed."
    assert told_of(old, "Since last year the talks collapsed.") == []
    assert told_of(old, "Last year is over.") == ["removed"]
    assert told_of(old, "The talks last year were long.") == ["removed"]


def test_a_name_for_he_said_is_no_other_source():
    old = "The envoy Idris Tamm spoke of maps. The curfew runs for 12 days, he said."
    assert told(old, "The envoy Idris Tamm spoke of maps. Tamm said the curfew runs for 12 days.") == []
    assert told("The curfew runs for 12 days.", "Tamm said the curfew runs for 12 days.") != []


SAID_AGAIN = engine(
    definition(
        "hurt",
        "count",
        noun="person",
        require=("hurt",),
        scopes={"coming": "coming", "default": "there"},
    )
)


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ("Once more in figures: 12 hurt villagers.", False),
        ("Once more: the 14 hurt villagers.", True),
        ("Crews were shown the 12 hurt villagers.", True),
    ],
)
def test_a_number_said_again_without_a_verb_is_no_news(more, is_told):
    text = "Crews will rescue 12 hurt villagers."
    assert bool(claims.list_told(SAID_AGAIN.compare_texts(text, f"{text} {more}"))) == is_told


TWO = "“We will go on. No one will stop,” said Ana Petrov."


def test_a_quotation_cut_in_two_by_its_speaker_is_no_other():
    parted = "“We will go on,” said Ana Petrov. “No one will stop.”"
    assert told(TWO, parted) == told(parted, TWO) == []


def test_a_quotation_that_lost_a_sentence_or_a_word_is_told():
    assert told(TWO, "“We will go on,” said Ana Petrov.") == [("value", "quote")]
    assert told(TWO, "“We will go on. No one may stop,” said Ana Petrov.") == [("value", "quote")]


def test_the_same_quotation_is_no_other_speakers_where_its_sentence_was_written_anew():
    old = "“We will go on,” wrote the young poet of the valley."
    new = "One of the drivers, who leads a union of three hundred men and wrote two books, told us: “We will go on.”"
    assert told(old, new) == []
    assert sorted(told("“We will go on,” said Ana Petrov.", "“We will go on,” said Ben Orr.")) == [
        ("added", "quote"),
        ("removed", "quote"),
    ]


def test_a_number_in_a_sentence_that_stays_is_no_echo():
    stays = "The old mill burnt for 12 hours, and Tarn 12 is its name."
    assert told(stays, f"{stays} 12 villagers died.") == [("added", "dead")]
    assert told(f"{stays} 12 villagers died.", stays) == [("removed", "dead")]
    assert told("The toll stands at 12.", "12 villagers died.") == []
