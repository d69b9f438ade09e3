import itertools

from hypothesis import given
from hypothesis import strategies as st

from monitor.core import align

ITEMS = st.lists(st.sampled_from("abcdefgh"), max_size=14)


def test_the_longest_run_of_unique_items_is_matched():
    assert align.match_equal("xabcdy", "zbacdw") == [(2, 1), (3, 3), (4, 4)]
    assert align.match_equal("-1234567=", "+7123456#") == [(n, n + 1) for n in range(1, 7)]


def test_repeated_items_are_matched_from_the_ends():
    assert align.match_equal("aab", "aaab") == [(0, 0), (1, 1), (2, 3)]
    assert align.match_equal("", "a") == []


@given(ITEMS, ITEMS)
def test_pairs_are_equal_and_in_order(old: list[str], new: list[str]):
    pairs = align.match_equal(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(pairs))
    boxes = list(align.gaps_between(pairs, (0, len(old), 0, len(new))))
    assert sum(b - a for a, b, _, _ in boxes) + len(pairs) == len(old)


def test_alike_items_are_matched_so_that_the_whole_is_best():
    worth = {(0, 0): 0.5, (0, 1): 0.9, (1, 1): 0.6}
    assert align.match_alike(2, 2, lambda i, j: worth.get((i, j), 0.0), at_least=0.4) == [(0, 0), (1, 1)]
    assert align.match_alike(2, 2, lambda i, j: worth.get((i, j), 0.0), at_least=0.7) == [(0, 1)]


def test_a_long_gap_is_halved_until_it_is_small():
    calls = 0

    def likeness(i: int, j: int) -> float:
        nonlocal calls
        calls += 1
        return float(i == j)

    assert align.match_alike(400, 400, likeness, at_least=0.5) == [(n, n) for n in range(400)]
    assert calls < 400 * 40
