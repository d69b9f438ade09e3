from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import marking, word_diff

GONE, COME, SAME = model.Op.DELETE, model.Op.INSERT, model.Op.EQUAL
WORDS = st.lists(st.sampled_from(["one", "two", "of", "the", "20", "x"]), max_size=12).map(" ".join)


def fold(*pieces: tuple[model.Op, str]) -> list[tuple[model.Op, str]]:
    found = marking.fold_islands([model.Segment(op=op, text=text) for op, text in pieces])
    return [(one.op, one.text) for one in found]


def test_a_little_word_between_long_edits_is_part_of_them():
    pieces = (
        (GONE, "the old town"),
        (COME, "a big city"),
        (SAME, " of "),
        (GONE, "nine long years"),
        (COME, "two short weeks"),
    )
    assert fold(*pieces) == [
        (GONE, "the old town of nine long years"),
        (COME, "a big city of two short weeks"),
    ]


def test_words_between_short_edits_stay():
    pieces = ((GONE, "20"), (COME, "22"), (SAME, " men and "), (GONE, "3"), (COME, "4"), (SAME, " women."))
    assert fold(*pieces) == list(pieces)


def test_what_opens_or_ends_the_sentence_stays():
    pieces = ((SAME, "He "), (GONE, "one two three"), (SAME, " x"))
    assert fold(*pieces) == list(pieces)


@given(WORDS, WORDS)
def test_folded_segments_still_give_both_texts(old, new):
    folded = marking.fold_islands(word_diff.find_segments(old, new))
    assert "".join(one.text for one in folded if one.op is not COME) == old
    assert "".join(one.text for one in folded if one.op is not GONE) == new
