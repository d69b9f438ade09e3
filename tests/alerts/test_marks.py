from hypothesis import given
from hypothesis import strategies as st

from alerts import marks
from monitor import model

OP = model.Op
SENTENCE = st.text(st.sampled_from("ab 12,.\u0627\u05d0-’\n"), max_size=40)


def show(segments: marks.Segments) -> str:
    signs = {OP.EQUAL: "{}", OP.DELETE: "[-{}-]", OP.INSERT: "[+{}+]"}
    return "".join(signs[segment.op].format(segment.text) for segment in segments)


def join(segments: marks.Segments) -> str:
    return "".join(segment.text for segment in segments)


@given(SENTENCE, SENTENCE)
def test_each_side_of_the_marks_is_its_sentence(old, new):
    segments = marks.mark_words(old, new)

    assert join(marks.find_side(segments, OP.DELETE)) == old
    assert join(marks.find_side(segments, OP.INSERT)) == new


def test_a_number_is_marked_whole():
    assert show(marks.mark_words("about 1,200 people", "about 1,250 people")) == (
        "about [-1,200-][+1,250+] people"
    )


def test_changed_words_with_only_a_space_between_them_are_one_mark():
    assert show(marks.mark_words("all 22 men live", "all 20 women live")) == (
        "all [-22 men-][+20 women+] live"
    )


def test_a_text_made_to_stall_us_is_one_change():
    old, new = "a " * 5_000, "b" + " a" * 5_000 + " b"

    segments = marks.mark_words(old, new)

    assert [segment.op for segment in segments] == [OP.DELETE, OP.INSERT]


def test_a_sentence_with_nothing_on_the_other_side_is_one_mark():
    assert show(marks.mark_words("", "20 are alive.")) == "[+20 are alive.+]"


@given(st.text(st.sampled_from("a 1 \u00a0")), st.sampled_from(OP))
def test_tightening_moves_only_white_space_out_of_the_mark(words, op):
    pieces = marks.tighten(model.Segment(op=op, text=words))

    assert join(pieces) == words
    assert all(piece.text == piece.text.strip() for piece in pieces if piece.op is not OP.EQUAL)


def test_a_long_sentence_keeps_its_marks_and_says_what_is_left_out():
    filler = " and so on" * 60
    side = marks.find_side(
        marks.mark_words(f"A{filler} 22 men{filler}.", f"A{filler} 20 men{filler}."), OP.INSERT
    )

    short = marks.shorten_side(side, 300)

    assert show(short).startswith(" … ")
    assert "[+20+] men and" in show(short)
    assert show(short).endswith(" … ")
    assert len(join(short)) <= 300


def test_a_gap_between_two_marks_keeps_the_words_at_both():
    filler = " and so on" * 60
    side = marks.find_side(marks.mark_words(f"22{filler} 60", f"20{filler} 42"), OP.INSERT)

    assert show(marks.shorten_side(side, 300)).startswith("[+20+] and so")
    assert show(marks.shorten_side(side, 300)).endswith("so on [+42+]")


@given(st.lists(st.text(st.sampled_from("ab 1"), min_size=1, max_size=80), max_size=12), st.integers(60, 200))
def test_one_side_is_never_longer_than_asked(texts, length):
    ops = (OP.EQUAL, OP.INSERT)
    side = tuple(model.Segment(op=ops[n % 2], text=words) for n, words in enumerate(texts))

    assert len(join(marks.shorten_side(side, length))) <= length


@given(st.text(st.sampled_from("12 "), max_size=300), st.integers(20, 100))
def test_a_number_is_never_cut_in_half(words, length):
    side = (model.Segment(op=OP.INSERT, text=words),)

    assert set(join(marks.shorten_side(side, length)).split()) <= {*words.split(), "…"}
