"""A scope, source or position that changed only because its sentence was written anew: for the review list."""

import pytest

from monitor import model
from monitor.core import claims
from tests.monitor.core.claims.stories import engine


def told(old, new):
    return [(str(one.kind), one.claim_id) for one in claims.list_told(engine().compare_texts(old, new))]


def seen(old, new):
    return [
        (str(one.kind), one.claim_id)
        for one in engine().compare_texts(old, new)
        if one.tier is model.Tier.REVIEW
    ]


ANEW = (
    "Two crews of the town plan to set free 12 residents from the tower by noon.",
    "From the tower, which crews had reached by noon, 12 residents were rescued, and a plan was made for the town.",
)


def test_a_scope_whose_word_still_stands_in_a_sentence_written_anew_is_for_review():
    old, new = ANEW
    assert ("scope", "rescued") in seen(old, new)
    assert told(old, new) == told(new, old) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Crews plan to rescue 12 residents.", "Crews rescued 12 residents."),
        (ANEW[0], "From the tower, which crews had reached by noon, 12 residents were rescued for the town."),
        ("Crews plan to rescue 12 residents by noon.", "Crews rescued 12 residents by noon and plan a rest."),
    ],
)
def test_a_scope_whose_word_is_gone_or_that_changed_in_its_sentence_is_told(old, new):
    assert told(old, new) == [("scope", "rescued")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "The mayor of Tarn said on Monday that 12 villagers died in the storm.",
            "When the storm came 12 villagers died, an aide told the paper of the valley.",
        ),
        (
            "When the storm came 12 villagers died.",
            "In the storm, said an aide of the mayor to a paper, 12 villagers died when all was dark.",
        ),
    ],
)
def test_a_source_of_a_sentence_written_anew_is_for_review(old, new):
    assert ("attribution", "dead") in seen(old, new)
    assert told(old, new) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 villagers died.", "12 villagers died, the mayor said."),
        ("The mayor said 12 villagers died.", "The police said 12 villagers died."),
        (
            "When the storm came 12 villagers died.",
            "In the storm, claimed an aide of the mayor to a paper, 12 villagers died when all was dark.",
        ),
    ],
)
def test_a_source_in_the_same_words_or_one_that_doubts_is_told(old, new):
    assert told(old, new) == [("attribution", "dead")]


def test_a_status_told_of_another_noun_in_a_sentence_like_its_own_is_for_review():
    old = "The talks with the drivers collapsed on Monday."
    assert told(old, "All with the drivers collapsed on Monday.") == []
    assert told("All with the drivers collapsed on Monday.", old) == []


@pytest.mark.parametrize(
    "new",
    [
        "All with the drivers went well on Monday.",
        "All with the drivers did not collapse on Monday.",
        "Far away, after days of heavy rain upstream, one old footbridge collapsed.",
    ],
)
def test_a_status_whose_word_is_gone_or_denied_or_stands_in_other_news_is_told(new):
    assert told("The talks with the drivers collapsed on Monday.", new) == [("removed", "talks")]


def test_a_condition_said_in_other_words_is_for_review():
    old = "The union is willing to strike if the drivers agree."
    assert told(old, "To the union, ready for all, it is a strike if the drivers agree.") == []


def test_a_sentence_that_stays_is_not_the_new_wording_of_another():
    stays = "All with the drivers collapsed on Monday."
    assert told(stays, f"{stays} The talks with the drivers collapsed on Sunday.") == [("added", "talks")]
    assert told(f"{stays} The talks with the drivers collapsed on Sunday.", stays) == [("removed", "talks")]
