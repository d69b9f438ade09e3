from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import diff
from report.views import differences
from report.views.differences import Mark
from tests import builders

SENTENCES = st.sampled_from(
    ["Talks go on. ", "It rained.", "20 are alive. ", "22 are alive. ", "قالت. ", "\n\n"]
)
BODIES = st.lists(SENTENCES, max_size=12).map("".join)


def show(old: str, new: str) -> differences.FieldView:
    view = differences.show_diff(
        diff.compare_articles(builders.article(*old.split("\n\n")), builders.article(*new.split("\n\n")))
    )
    return view.fields[0]


def text_of(field: differences.FieldView, *marks: Mark) -> str:
    return "".join(
        piece.text
        for block in field.blocks
        for run in block.paragraphs
        for piece in run
        if piece.mark in marks
    )


@given(old=BODIES, new=BODIES)
def test_reading_in_line_loses_no_character_of_either_text(old, new):
    field = diff.compare_texts(model.TextField.BODY, old, new)
    view = differences.show_diff(model.Diff(fields=(field,))).fields[0]
    here = sorted(text_of(view, Mark.SAME, Mark.INSERTED, Mark.MOVED_HERE))
    there = sorted(text_of(view, Mark.SAME, Mark.DELETED, Mark.MOVED_AWAY))
    assert here == sorted(new.replace("\n\n", ""))
    assert there == sorted(old.replace("\n\n", ""))


@given(old=BODIES, new=BODIES)
def test_reading_side_by_side_shows_each_text_on_its_own_side(old, new):
    field = diff.compare_texts(model.TextField.BODY, old, new)
    view = differences.show_diff(model.Diff(fields=(field,))).fields[0]
    for side, text in (("old", old), ("new", new)):
        shown = "".join(piece.text for pair in view.pairs for piece in getattr(pair, side))
        assert sorted("".join(shown.split())) == sorted("".join(text.split()))


def test_unchanged_paragraphs_form_a_block_that_can_be_folded():
    field = show("One.\n\nTwo.\n\n20 are alive.", "One.\n\nTwo.\n\n22 are alive.")
    assert [(block.is_changed, len(block.paragraphs)) for block in field.blocks] == [(False, 2), (True, 1)]


def test_a_number_is_marked_word_by_word():
    field = show("About 20 are alive today.", "About 22 are alive today.")
    marks = [(piece.mark, piece.text.strip()) for piece in field.blocks[0].paragraphs[0]]
    assert (Mark.DELETED, "20") in marks
    assert (Mark.INSERTED, "22") in marks


def test_a_moved_sentence_is_marked_where_it_left_and_where_it_arrived():
    first, second = "The envoys met in Doha for hours. ", "Nobody spoke to the waiting press. "
    field = show(f"{first}{second}It rained all day.", f"{second}It rained all day. {first.strip()}")
    assert "envoys" in text_of(field, Mark.MOVED_AWAY)
    assert "envoys" in text_of(field, Mark.MOVED_HERE)


def test_a_sentence_that_only_starts_a_new_paragraph_after_it_is_no_pair():
    field = show("It rained.", "It rained.\n\nTalks go on.")
    assert [pair.is_changed for pair in field.pairs] == [False, True]


def test_the_kinds_of_edit_are_named():
    assert show("20 are alive.", "22 are alive.").pairs[0].kinds == "number"
