from datetime import timedelta

import pytest

from monitor.app import budget
from tests import builders
from tests.fakes.clock import FakeClock


class Needs:
    """A store that only knows what its articles need."""

    def __init__(self, *sums: dict[str, float]) -> None:
        self.sums = list(sums)

    def sum_live_needs(self) -> dict[str, float]:
        return self.sums.pop(0)


ARTICLE = builders.article_for_check()


def build(*sums, gap=timedelta(0), **fields):
    return budget.CheckBudget(
        **(
            {
                "articles": Needs(*sums),
                "clock": FakeClock(),
                "per_hour": 600.0,
                "gap_of": lambda _url: gap,
                "by_outlet": {},
            }
            | fields
        )
    )


def test_the_price_shares_the_needs_of_all_hosts_out_over_the_budget():
    found = build({"ledger.example": 20.0, "wire.example": 10.0})

    assert found.price(ARTICLE) == 0.05


def test_the_price_stands_for_a_minute():
    clock = FakeClock()
    found = build({"ledger.example": 30.0}, {"ledger.example": 60.0}, clock=clock)

    before = found.price(ARTICLE)
    clock.advance(timedelta(seconds=59))
    within = found.price(ARTICLE)
    clock.advance(timedelta(seconds=1))
    after = found.price(ARTICLE)

    assert (before, within, after) == (0.05, 0.05, 0.1)


def test_on_a_host_whose_pace_cannot_serve_its_articles_each_check_is_dearer():
    needs = {"ledger.example": 29.0, "wire.example": 1.0}
    crowded = build(needs, gap=timedelta(seconds=60))
    other = builders.article_for_check(url="https://wire.example/a")

    # 60 turns an hour, four fifths of them for re-checks.
    assert crowded.price(ARTICLE) == pytest.approx(29.0 / 48)
    assert crowded.price(other) == 0.05


def test_an_outlet_gets_no_more_than_the_watchlist_allows_it():
    found = build({"ledger.example": 30.0}, by_outlet={"ledger": 100.0}, gap=timedelta(seconds=2))

    assert found.price(ARTICLE) == pytest.approx(0.3)


def test_a_host_nothing_is_known_of_pays_the_ordinary_price():
    assert build({"wire.example": 30.0}, gap=timedelta(seconds=2)).price(ARTICLE) == 0.05
