"""A number that changed beside a much greater one of its claim that stays is a part, and for the review list."""

import pytest

from monitor import model
from tests.monitor.core.claims.stories import engine


def tiers(old: str, new: str) -> list[model.Tier]:
    return [change.tier for change in engine().compare_texts(old, new)]


@pytest.mark.parametrize("whole", ["In all, 90 villagers died.", "At least 90 villagers died."])
def test_a_part_of_a_number_that_stays_is_for_review(whole):
    part = "In the mill 12 villagers died."
    assert tiers(f"{part} {whole}", f"{part.replace('12', '14')} {whole}") == [model.Tier.REVIEW]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Nothing else stays, or something smaller, nearly as great, rounded, or of another claim.
        ("12 villagers died.", "14 villagers died."),
        (
            "In all 90 villagers died, and 12 died at the mill.",
            "In all 94 villagers died, and 12 died at the mill.",
        ),
        ("98 villagers died. In all 100 villagers died.", "99 villagers died. In all 100 villagers died."),
        ("12 villagers died. About 90 villagers died.", "14 villagers died. About 90 villagers died."),
        ("12 villagers died. 90 villagers were hurt.", "14 villagers died. 90 villagers were hurt."),
        # Too far off to be its whole.
        (
            "12 villagers died. Rain fell for hours on end. The roads were closed at once. 90 villagers died.",
            "14 villagers died. Rain fell for hours on end. The roads were closed at once. 90 villagers died.",
        ),
    ],
)
def test_any_other_number_is_told(old, new):
    assert tiers(old, new) == [model.Tier.NOW]


def test_an_amount_and_a_number_that_came_have_no_whole():
    assert tiers("The raise is 4%. The raise is 9.", "The raise is 5%. The raise is 9.") == [model.Tier.NOW]
    assert model.Tier.REVIEW not in tiers("90 villagers died.", "90 villagers died. 12 villagers were hurt.")


def test_a_hedge_or_a_source_beside_a_whole_is_told():
    whole = "In all, 90 villagers died."
    assert tiers(f"12 villagers died. {whole}", f"At least 12 villagers died. {whole}") == [model.Tier.NOW]
    changes = engine().compare_texts(
        f"12 villagers died. {whole}", f"12 villagers died, the mayor said. {whole}"
    )
    assert [str(one.kind) for one in changes if one.tier is not model.Tier.REVIEW] == ["attribution"]
