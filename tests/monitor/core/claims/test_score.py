import pytest

from monitor.core.claims import score

VALUE = {"claim": "alive", "kind": "changed", "old": "20", "new": "22"}
OTHER = VALUE | {"new": "23"}
HEDGE = {"claim": "alive", "kind": "hedge", "old": "exact", "new": "about"}


def test_pairs_kinds_and_values_are_counted_apart():
    scored = score.score_pairs(
        [([VALUE], [VALUE]), ([VALUE], [OTHER]), ([HEDGE], []), ([], [HEDGE]), ([], [])]
    )
    assert scored.pairs == score.Rates(hits=2, extra=1, missed=1)
    assert scored.kinds == score.Rates(hits=2, extra=1, missed=1)
    assert scored.values == score.Rates(hits=1, extra=2, missed=2)
    assert (scored.alarmed, scored.silent, scored.false_alerts) == (1, 2, 0.5)


def test_each_record_is_matched_once():
    scored = score.score_pairs([([VALUE, VALUE], [VALUE]), ([HEDGE], [HEDGE, HEDGE])])
    assert scored.values == score.Rates(hits=2, extra=1, missed=1)


@pytest.mark.parametrize(
    ("rates", "precision", "recall", "f1"),
    [
        (score.Rates(), 1.0, 1.0, 1.0),
        (score.Rates(missed=1), 1.0, 0.0, 0.0),
        (score.Rates(extra=1), 0.0, 1.0, 0.0),
        (score.Rates(extra=1, missed=1), 0.0, 0.0, 0.0),
        (score.Rates(hits=3, extra=1), 0.75, 1.0, 6 / 7),
    ],
)
def test_rates_of_nothing_are_one(rates, precision, recall, f1):
    assert (rates.precision, rates.recall, rates.f1) == (precision, recall, pytest.approx(f1))


def test_no_silent_pair_is_no_false_alert():
    assert score.score_pairs([]).false_alerts == 0.0


def test_claims_of_a_text_are_compared_by_the_keys_that_are_given():
    found = [{"claim": "alive", "low": 20, "high": 20}, {"claim": "alive", "low": 22, "high": None}]
    wanted = [{"claim": "alive"}, {"claim": "alive", "low": 20}]
    assert score.find_unmatched(wanted, found) == ([], [])
    assert score.find_unmatched([{"claim": "dead"}], found) == ([{"claim": "dead"}], found)
    assert score.score_texts([(wanted, found), ([{"claim": "dead"}], [])]) == score.Rates(hits=2, missed=1)
