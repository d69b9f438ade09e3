import pytest

from monitor.core import bumps


@pytest.mark.parametrize(
    ("known_count", "later_count", "is_bulk"),
    [(5, 5, False), (6, 3, False), (6, 4, True), (100, 50, False), (100, 51, True), (0, 0, False)],
)
def test_dates_that_move_together_are_of_no_edit(known_count, later_count, is_bulk):
    assert bumps.is_bulk(known_count=known_count, later_count=later_count) is is_bulk


@pytest.mark.parametrize(
    ("remark", "number", "bumped_number", "vain_count", "is_waiting", "expected"),
    [
        ("the first", 1, 0, 0, False, 1),
        ("another one, and still the same version", 1, 1, 1, False, 2),
        ("another one before anybody looked", 1, 1, 1, True, 1),
        ("a new version since", 2, 1, 9, False, 1),
    ],
)
def test_dates_are_in_vain_until_there_is_a_new_version(
    remark, number, bumped_number, vain_count, is_waiting, expected
):
    count = bumps.next_vain_count(
        number=number, bumped_number=bumped_number, vain_count=vain_count, is_waiting=is_waiting
    )
    assert count == expected, remark
