import pytest

from monitor import model
from monitor.core import edit_words

Op = model.SentenceOp


def move(paragraphs: int, sentences: int) -> model.Move:
    return model.Move(number=1, paragraph_count=paragraphs, sentence_count=sentences)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (model.SentenceDiff(op=Op.SPLIT, edits=(model.EditKind.NUMBER,)), "split, number"),
        (model.SentenceDiff(op=Op.MERGED, edits=(model.EditKind.WORDING,)), "merged, wording"),
        (model.SentenceDiff(op=Op.MOVED, new="A.", move=move(-3, -7)), "moved up 3 paragraphs"),
        (model.SentenceDiff(op=Op.MOVED, old="A.", move=move(1, 2)), "moved down 1 paragraph, from here"),
        (model.SentenceDiff(op=Op.MOVED, new="A.", move=move(0, 1)), "moved down 1 sentence"),
        (model.SentenceDiff(op=Op.MOVED, new="A."), "moved here"),
        (model.SentenceDiff(op=Op.MOVED, old="A.", move=move(0, 0)), "moved away"),
        (
            model.SentenceDiff(op=Op.CHANGED, edits=(model.EditKind.QUOTE,), is_rough=True),
            "quote altered, too much text to compare word by word",
        ),
    ],
)
def test_what_was_done_to_a_sentence_is_said_in_words(sentence, words):
    assert edit_words.say_edits(sentence) == words
