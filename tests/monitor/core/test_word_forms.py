import pytest

from monitor.core import word_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [("said", "says"), ("tell", "told"), ("released", "releases"), ("وقال", "قال"), ("ואמר", "אמר")],
)
def test_a_word_in_another_form_is_the_same_word(one: str, other: str):
    assert word_forms.is_same_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("said", "told"), ("car", "cat"), ("قال", "أعلن"), ("אמר", "הודיע")]
)
def test_another_word_is_not(one: str, other: str):
    assert not word_forms.is_same_word(one, other)


def test_verbs_change_when_one_comes_or_another_takes_its_place_and_not_with_their_form():
    assert not word_forms.is_verb_changed(["said"], ["says"])
    assert word_forms.is_verb_changed(["said"], ["claimed"])
    assert word_forms.is_verb_changed(["said"], [])


def test_invisible_signs_are_no_part_of_a_word():
    assert word_forms.fold_word("Ho\u200bstages") == word_forms.fold_word("hostages")
