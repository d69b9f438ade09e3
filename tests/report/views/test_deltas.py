from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from report.views import deltas
from tests import builders


def marked(parts):
    return [part.text for part in parts if part.is_marked]


def test_the_deltas_of_one_sentence_share_a_card_with_every_word_marked():
    old, new = "It held 40 men and will go.", "It held 50 men and may go."
    sentences = {"old_sentence": old, "new_sentence": new}
    (card,) = deltas.list_deltas(
        (
            builders.delta("40", "50", **sentences, old_start=8, new_start=8),
            builders.delta(
                "will", "may", **sentences, old_start=19, new_start=19, kind=model.DeltaKind.MODAL
            ),
        )
    )
    assert (marked(card.old), marked(card.new)) == (["40", "will"], ["50", "may"])
    assert [(swap.kind, swap.old, swap.new) for swap in card.swaps] == [
        ("Number", "40", "50"),
        ("Modal (will, may, must)", "will", "may"),
    ]


def test_a_side_without_words_says_so_and_one_without_a_sentence_is_empty():
    (card,) = deltas.list_deltas((builders.delta("", "50", old_sentence="", old_start=0),))
    assert (card.old, card.swaps[0].old, marked(card.new)) == ((), "nothing", ["50"])


def test_other_sentences_and_other_fields_have_cards_of_their_own():
    headline = builders.delta(field=model.TextField.HEADLINE)
    found = deltas.list_deltas((headline, builders.delta(), builders.delta("60", "70")))
    assert [card.field for card in found] == ["Headline", "Article text", "Article text"]


@given(
    sentence=st.text(max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5),
)
def test_marking_never_alters_the_sentence(sentence, spans):
    assert "".join(part.text for part in deltas.mark(sentence, spans)) == sentence


@given(old=st.text(alphabet="ab 12.", max_size=20), new=st.text(alphabet="ab 12.", max_size=20))
def test_marked_differences_keep_both_sentences(old, new):
    sides = deltas.mark_differences(old, new)
    assert tuple("".join(part.text for part in side) for side in sides) == (old, new)


def test_what_differs_is_marked_on_its_own_side():
    old, new = deltas.mark_differences("He said 20 men left.", "He said 30 men left.")
    assert (marked(old), marked(new)) == (["20"], ["30"])
    assert [marked(side) for side in deltas.mark_differences("", "He said 30.")] == [[], []]
