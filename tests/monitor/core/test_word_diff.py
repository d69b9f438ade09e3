import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import word_diff


def marked(old: str, new: str) -> list[str]:
    """Write a word diff as "-old" and "+new"."""
    signs = {model.Op.DELETE: "-", model.Op.INSERT: "+"}
    found = word_diff.find_segments(old, new)
    return [f"{signs[one.op]}{one.text}" for one in found if one.op in signs]


def test_a_very_long_sentence_is_compared_by_its_unique_words():
    words = [f"word{n}" for n in range(900)]
    old, new = " ".join(words), " ".join([*words[:400], "20", *words[401:]])
    assert marked(old, new) == ["-word400", "+20"]


def test_words_are_counted_with_a_figure_as_one():
    assert word_diff.count_words("It cost $3.5 million — no more.") == 6


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("It rose to 20%.", "It rose to 22%.", ["-20%", "+22%"]),
        ("It cost $5 then.", "It cost €5 then.", ["-$5", "+€5"]),
        ("It fell to -5 there.", "It fell to 5 there.", ["--5", "+5"]),
        ("Some 20-22 went.", "Some 2022 went.", ["-20-22", "+2022"]),
        ("بلغت ٢٠٪ أمس", "بلغت ٢٢٪ أمس", ["-٢٠٪", "+٢٢٪"]),
        ("قال مُحَمَّد ذلك", "قال مُحَمَّدٌ ذلك", ["-مُحَمَّد", "+مُحَمَّدٌ"]),
        ("cafe\u0301 there", "cafe there", ["-cafe\u0301", "+cafe"]),
        ("דובר צה״ל אמר", "דובר צה״לי אמר", ["-צה״ל", "+צה״לי"]),
        (
            "a \U0001f469\u200d\U0001f680 b",
            "a \U0001f469\u200d\U0001f3eb b",
            ["-\U0001f469\u200d\U0001f680", "+\U0001f469\u200d\U0001f3eb"],
        ),
        (
            "a \U0001f1ee\U0001f1f1 b",
            "a \U0001f1ee\U0001f1f9 b",
            ["-\U0001f1ee\U0001f1f1", "+\U0001f1ee\U0001f1f9"],
        ),
    ],
)
def test_a_word_a_number_with_its_signs_and_a_character_with_its_marks_are_never_cut(old, new, found):
    assert marked(old, new) == found


MARKED = st.text(st.sampled_from("ab2-.% \u0301\u200d\u064eדم\U0001f469\U0001f3fb\u200f"), max_size=30)


@given(MARKED, MARKED)
def test_no_segment_begins_with_a_mark_of_the_character_before_it(old: str, new: str):
    segments = word_diff.find_segments(old, new)
    for skipped, whole in ((model.Op.INSERT, old), (model.Op.DELETE, new)):
        side = [one.text for one in segments if one.op is not skipped]
        assert "".join(side) == whole
        assert not any(unicodedata.combining(text[0]) for text in side[1:])


def test_of_a_text_too_long_to_compare_the_ends_that_are_shared_are_found_and_the_rest_is_exchanged():
    start, end = "shared words " * 2_000, " the same end" * 2_000
    near = word_diff.find_segments(f"{start}20 alive{end}", f"{start}22 alive{end}")
    assert [(one.op.value, one.text) for one in near if one.op is not model.Op.EQUAL] == [
        ("delete", "20"),
        ("insert", "22"),
    ]
    old, new = f"{start}{'one ' * 6_000}{end}", f"{start}{'two ' * 6_000}{end}"
    far = word_diff.find_segments(old, new)
    assert [one.op.value for one in far] == ["equal", "delete", "insert", "equal"]
    assert word_diff.is_too_long(old, new)
    assert not word_diff.is_too_long(start + end, start + "20" + end)
