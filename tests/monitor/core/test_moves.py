import pytest

from monitor import model
from monitor.core import moves


def describe(move, kept, olds, news) -> model.Move:
    return moves.describe_moves([move], kept, (olds, news))[move]


def test_a_part_is_of_the_paragraph_it_begins_in():
    assert moves.number_paragraphs(["One. ", "Two.\n\n", "Three.\n\n", "Four."]) == (0, 0, 1, 2)


@pytest.mark.parametrize(
    ("move", "kept", "past"),
    [
        ((0, 3), [(1, 0), (2, 1), (3, 2)], (3, 3)),
        ((3, 0), [(0, 1), (1, 2), (2, 3)], (-3, -3)),
        ((0, 1), [(1, 0), (2, 2), (3, 3)], (1, 1)),
        ((0, 0), [(1, 1)], (0, 0)),
    ],
)
def test_a_move_is_counted_by_what_it_went_past(move, kept, past):
    found = describe(move, kept, (0, 1, 2, 3), (0, 1, 2, 3))
    assert (found.paragraph_count, found.sentence_count) == past


def test_a_move_inside_a_paragraph_goes_past_none():
    found = describe((0, 2), [(1, 0), (2, 1)], (0, 0, 0), (0, 0, 0))
    assert (found.paragraph_count, found.sentence_count) == (0, 2)


def test_out_of_one_paragraph_into_the_next_is_one_paragraph():
    found = describe((0, 3), [(1, 0), (2, 1), (3, 2)], (0, 0, 1, 1), (0, 1, 1, 1))
    assert (found.paragraph_count, found.sentence_count) == (1, 3)


def test_sentences_that_went_together_share_a_number():
    found = moves.describe_moves([(0, 2), (1, 3), (5, 0)], [(2, 1), (3, 4), (4, 5)], ((0,) * 6, (0,) * 6))
    assert [move.number for move in found.values()] == [1, 1, 2]
