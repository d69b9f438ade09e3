from datetime import timedelta

from monitor.app import budget
from tests.fakes.clock import FakeClock


class Needs:
    """A store that only knows what its articles need."""

    def __init__(self, *sums: float) -> None:
        self.sums = list(sums)

    def sum_live_need(self) -> float:
        return self.sums.pop(0)


def test_the_price_shares_the_needs_out_over_the_budget():
    found = budget.CheckBudget(articles=Needs(30.0), clock=FakeClock(), per_hour=600.0)

    assert found.price() == 0.05


def test_the_price_stands_for_a_minute():
    clock = FakeClock()
    found = budget.CheckBudget(articles=Needs(30.0, 60.0), clock=clock, per_hour=600.0)

    before = found.price()
    clock.advance(timedelta(seconds=59))
    within = found.price()
    clock.advance(timedelta(seconds=1))
    after = found.price()

    assert (before, within, after) == (0.05, 0.05, 0.1)
