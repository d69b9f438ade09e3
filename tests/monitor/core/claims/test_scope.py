"""Which scope a number has."""

from tests.monitor.core.claims import stories

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
