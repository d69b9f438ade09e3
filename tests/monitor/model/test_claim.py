import pytest

from tests import builders


def test_bounds_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="low 22 is above high 20"):
        builders.claim(low=22, high=20)


@pytest.mark.parametrize(
    "bounds", [{"low": 20, "high": 22}, {"low": 20, "high": None}, {"low": None, "high": 20}]
)
def test_other_bounds_are_taken(bounds):
    claim = builders.claim(**bounds)

    assert (claim.low, claim.high) == (bounds["low"], bounds["high"])
