import pytest

from alerts import advice
from monitor import model


@pytest.mark.parametrize("kind", list(model.EventKind))
def test_every_kind_of_event_says_what_to_do(kind):
    assert advice.find_advice(kind).endswith(".")
    assert advice.find_advice(kind) != advice.FALLBACK


def test_a_number_that_changed_and_an_outlet_that_cannot_be_seen_ask_for_different_things():
    assert "said before" in advice.find_advice(model.EventKind.CLAIM_CHANGED)
    assert "no change there is noticed" in advice.find_advice(model.EventKind.OUTLET_BLOCKED)
