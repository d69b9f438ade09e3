"""What holds for the unexplained deltas of any two texts."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.core import diff, unexplained
from tests import builders
from tests.monitor.core.deltas import words_of

#: Words of every sort, marks and paragraph breaks, in three scripts.
PIECES = st.sampled_from(
    [
        "the",
        "20",
        "twenty",
        "1,200",
        "no",
        "not",
        "will",
        "may",
        "at",
        "least",
        "a",
        "of",
        "cars",
        "days",
        "10:30",
        "عشرين",
        "لن",
        "رهينة",
        "שלושה",
        "לא",
        "אולי",
        "7",
        "March",
        ".",
        ".",
        "\n\n",
        "“",
        "-",
        "é",
        "\u200f",
    ]
)


@given(old=st.lists(PIECES, max_size=30), new=st.lists(PIECES, max_size=30))
def test_any_two_texts_give_the_same_deltas_again_and_each_stands_in_both_texts(old, new):
    before, after = builders.article(" ".join(old)), builders.article(" ".join(new))
    difference = diff.compare_articles(before, after)
    deltas, _ = unexplained.find_unexplained(difference, ())
    for delta in deltas:
        assert delta.old_sentence in before.text(delta.field)
        assert delta.new_sentence in after.text(delta.field)
        assert delta.old != delta.new
    assert unexplained.find_unexplained(difference, ())[0] == deltas


@given(text=st.lists(PIECES, max_size=30))
def test_a_text_beside_itself_has_none(text):
    article = builders.article(" ".join(text))
    assert unexplained.find_unexplained(diff.compare_articles(article, article), ()) == ((), 0)


@given(
    counts=st.tuples(st.integers(2, 10**9), st.integers(2, 10**9)),
    sentence=st.sampled_from(
        ["The convoy held {} trucks.", "وصلت {} شاحنة إلى المعبر.", "לגבול הגיעו {} משאיות בבוקר."]
    ),
    others=st.lists(
        st.sampled_from(["It rained.", "Talks go on in Doha.", "نزل المطر.", "ירד גשם."]), max_size=3
    ),
)
def test_another_number_is_always_found(counts, sentence, others):
    old, new = (" ".join([*others, sentence.format(count)]) for count in counts)
    found = [] if counts[0] == counts[1] else [("number", *map(str, counts))]
    assert words_of(old, new) == found
