import pytest

from monitor import model
from tests import builders


def delta(**fields):
    return model.UnexplainedDelta(**({"kind": model.DeltaKind.NUMBER} | fields))


def test_words_that_stand_where_it_says_are_taken():
    found = delta(old="20", old_sentence="It was 20.", old_start=7, new_sentence="It was many.")
    assert (found.new, found.new_start, found.field) == ("", 0, model.TextField.BODY)


def test_a_delta_without_words_is_refused():
    with pytest.raises(ValueError, match="needs words on one side"):
        delta(old_sentence="It was 20.")


@pytest.mark.parametrize("start", [6, 8, 40])
def test_words_that_stand_elsewhere_are_refused(start):
    with pytest.raises(ValueError, match="do not stand in their sentence"):
        delta(old="20", old_sentence="It was 20.", old_start=start)


def test_every_kind_of_delta_can_be_asked_for_and_claims_too():
    assert {*model.ReviewKind} - {*model.DeltaKind} == {model.ReviewKind.CLAIM}
    assert {*model.DeltaKind} < {*model.ReviewKind}


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({}, set()),
        ({"unexplained": (builders.delta(), builders.delta())}, {model.ReviewKind.NUMBER}),
        ({"claim_changes": (builders.claim_change(tier=model.Tier.REVIEW),)}, {model.ReviewKind.CLAIM}),
        (
            {
                "unexplained": (builders.delta("will", "may", kind=model.DeltaKind.MODAL),),
                "claim_changes": (builders.claim_change(tier=model.Tier.REVIEW),),
            },
            {model.ReviewKind.MODAL, model.ReviewKind.CLAIM},
        ),
    ],
)
def test_a_change_says_what_of_it_is_for_review(fields, kinds):
    assert builders.change(**fields).review_kinds == kinds
