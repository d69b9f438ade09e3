import pytest

from monitor import model
from monitor.core import edits


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("They gathered the peeple here.", "They gathered the people here."),
        ("They saw the ministrs there.", "They saw the ministers there."),
        ("They were serching there.", "They were searching there."),
        ("They saw the hopsital there.", "They saw the hospital there."),
    ],
)
def test_one_letter_inside_a_word_is_a_typo(old: str, new: str):
    assert edits.find_edit_kinds(old, new) == (model.EditKind.TYPO,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("They saw the hospital there.", "They saw the heaspital there."),
        ("They saw the hospital there.", "They saw the hsopital there."),
        ("They saw the latipsoh there.", "They saw the lhospiath there."),
        ("They saw the heeaapital there.", "They saw the hpital there."),
        ("The war went on.", "The bar went on."),
        ("They saw the trail there.", "They saw the trial there."),
        ("They saw the woman there.", "They saw the women there."),
        ("They saw the court desert there.", "They saw the court dessert there."),
        ("They came from there.", "They came form there."),
    ],
)
def test_more_than_one_letter_is_wording(old: str, new: str):
    assert edits.find_edit_kinds(old, new) == (model.EditKind.WORDING,)
