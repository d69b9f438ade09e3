import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import diff
from tests import builders

Op = model.SentenceOp
BODY = model.TextField.BODY

ENVOYS = "The envoys met in Doha for seven hours on Monday."
RAIN = "Heavy rain flooded the northern camps overnight."
PRICES = "Bread prices doubled within a single week."
COURT = "A court ordered the ministry to publish its files."
SCHOOLS = "Schools in the capital will stay closed tomorrow."


def compare(old: str, new: str) -> tuple[model.SentenceDiff, ...]:
    found = diff.compare_texts(BODY, old, new)
    assert diff.apply_diff(found) == (old, new)
    return found.sentences


def edited(old: str, new: str) -> list[tuple[str, str, str]]:
    return [
        (one.op.value, one.old.strip(), one.new.strip())
        for one in compare(old, new)
        if one.op is not Op.EQUAL
    ]


def moves(old: str, new: str) -> list[tuple[str, int, int, int]]:
    return [
        (one.new.strip(), one.move.number, one.move.paragraph_count, one.move.sentence_count)
        for one in compare(old, new)
        if one.move and one.new
    ]


@pytest.mark.parametrize(
    ("whole", "halves"),
    [
        (
            "The talks, which began on Monday in Doha, ended without a deal.",
            "The talks began on Monday in Doha. They ended without a deal.",
        ),
        (
            "قال الوزير إن المحادثات بدأت يوم الاثنين في الدوحة وانتهت دون اتفاق حول الأسرى.",
            "قال الوزير إن المحادثات بدأت يوم الاثنين في الدوحة. وانتهت دون اتفاق حول الأسرى.",
        ),
        (
            "שר הביטחון אמר כי השיחות בדוחה נמשכו שבע שעות, והן הסתיימו ללא הסכם.",
            "שר הביטחון אמר כי השיחות בדוחה נמשכו שבע שעות. הן הסתיימו ללא הסכם.",
        ),
        (
            "The army left the town at dawn, crossed the river at noon and reached the border by night.",
            "The army left the town at dawn. It crossed the river at noon. It reached the border by night.",
        ),
    ],
)
def test_a_sentence_made_two_is_split_and_two_made_one_are_merged(whole: str, halves: str):
    assert edited(f"{RAIN} {whole} {COURT}", f"{RAIN} {halves} {COURT}") == [("split", whole, halves)]
    assert edited(f"{RAIN} {halves} {COURT}", f"{RAIN} {whole} {COURT}") == [("merged", halves, whole)]


def test_a_new_sentence_beside_an_edited_one_is_no_half_of_it():
    old, new = "Some 20 hostages are alive in Gaza.", "Some 22 hostages are alive in Gaza."
    assert edited(f"{old} {RAIN}", f"{new} {COURT} {RAIN}") == [("changed", old, new), ("added", "", COURT)]


def test_a_sentence_that_moved_says_how_far_it_went_past_what_stayed():
    stays = (ENVOYS, RAIN, PRICES)
    down = "\n\n".join((COURT, *stays)), "\n\n".join((*stays, COURT))
    assert moves(*down) == [(COURT, 1, 3, 3)]
    assert moves(*down[::-1]) == [(COURT, 1, -3, -3)]
    assert moves(f"{ENVOYS} {RAIN} {COURT}\n\n{PRICES}", f"{COURT} {ENVOYS} {RAIN}\n\n{PRICES}") == [
        (COURT, 1, 0, -2)
    ]
    assert moves(f"{COURT} {ENVOYS}\n\n{RAIN} {PRICES}", f"{ENVOYS}\n\n{RAIN} {PRICES} {COURT}") == [
        (COURT, 1, 1, 3)
    ]


def test_paragraphs_that_moved_together_are_one_move():
    old = "\n\n".join((f"{COURT} {SCHOOLS}", PRICES, ENVOYS, RAIN, "No one came.", "All was quiet there."))
    new = "\n\n".join((ENVOYS, RAIN, "No one came.", "All was quiet there.", f"{COURT} {SCHOOLS}", PRICES))
    assert moves(old, new) == [(COURT, 1, 4, 4), (SCHOOLS, 1, 4, 4), (PRICES, 1, 4, 4)]


def test_a_sentence_that_moved_and_was_edited_shows_its_edit_where_it_arrived():
    old = "The ministry put the number of hostages who are still alive at 20."
    new = old.replace("20", "22")
    arrived = [
        one
        for one in compare(f"{old} {ENVOYS} {RAIN}", f"{ENVOYS} {RAIN} {new}")
        if one.op is Op.MOVED and one.new
    ]
    (one,) = arrived
    assert one.edits == (model.EditKind.MOVED, model.EditKind.NUMBER)
    assert [(part.op.value, part.text) for part in one.segments[1:3]] == [("delete", "20"), ("insert", "22")]


def test_a_sentence_in_other_words_is_paired_with_its_old_self():
    old = "Officials in the capital were on Sunday weighing whether to reopen the border crossing."
    new = "The government may reopen the border crossing, officials now say."
    assert edited(f"{RAIN} {old} {COURT}", f"{RAIN} {new} {COURT}") == [("changed", old, new)]


def test_one_of_many_equal_short_sentences_came():
    old = f"No comment. {ENVOYS} No comment. {RAIN} No comment. {COURT}"
    assert edited(old, old.replace(RAIN, f"{RAIN} No comment.")) == [("added", "", "No comment.")]


def test_items_of_a_list_are_told_apart():
    rows = [f"Camp {name}: {count} tents" for name, count in zip("ABCDEF", range(10, 70, 10), strict=True)]
    new = [*rows[:2], "Camp C: 35 tents", *rows[3:]]
    assert edited("\n\n".join(rows), "\n\n".join(new)) == [("changed", rows[2], new[2])]


def test_a_notice_that_came_is_no_sentence_edited():
    old = "The minister said 20 hostages were alive on Monday."
    new = "Correction: An earlier version of this story said the minister said 20 hostages were alive on Monday."
    assert [op for op, *_ in edited(f"{RAIN}\n\n{old}", f"{RAIN}\n\n{new}")] == ["removed", "added"]


def test_words_without_full_stops_are_aligned_by_paragraph():
    old = "عقد الوفدان اجتماعا في القاهرة\n\nبقي عشرون رهينة أحياء في غزة\n\nتستمر المفاوضات غدا"
    new = old.replace("عشرون", "ثلاثون")
    assert [op for op, *_ in edited(old, new)] == ["changed"]


def test_of_a_sentence_and_the_edited_text_it_moved_past_the_lighter_one_moved():
    edited_ = (
        "Police said 20 people were hurt in the crash.",
        "The minister called the plan a very bad one.",
    )
    changed = ("Police said 22 people were hurt in the crash.", "The minister called the plan a bad one.")
    found = edited("\n\n".join((*edited_, COURT)), "\n\n".join((COURT, *changed)))
    assert [op for op, *_ in found] == ["moved", "changed", "changed", "moved"]
    assert found[0][2] == COURT


PIECES = st.sampled_from(
    (
        ENVOYS,
        RAIN,
        PRICES,
        "20 are alive.",
        "22 are alive.",
        "No.",
        "لا.",
        "قالت “نعم”.",
        "צה״ל אמר.",
        "\n\n",
        "a,",
        "x\u0301",
    )
)
TEXTS = st.lists(PIECES, max_size=10).map(" ".join)


@given(TEXTS, TEXTS, st.sampled_from(model.TextField))
@settings(max_examples=60)
def test_every_sentence_of_both_texts_stands_in_the_diff_once_and_each_move_has_both_its_ends(
    old, new, field
):
    found = diff.compare_texts(field, old, new)
    assert diff.apply_diff(found) == (old, new)
    ends = [(one.move, bool(one.new)) for one in found.sentences if one.op is Op.MOVED]
    left, arrived = (
        [move.number for move, is_new in ends if move and is_new is side] for side in (False, True)
    )
    assert sorted(left) == sorted(arrived)
    assert len(left) + len(arrived) == len(ends)


@given(TEXTS)
@settings(max_examples=30)
def test_a_text_and_itself_have_no_difference(text):
    article = builders.article(text)
    assert diff.compare_articles(article, article) == model.Diff()
    assert {one.op for one in diff.compare_texts(BODY, text, text).sentences} <= {Op.EQUAL}
