import pytest

from monitor import model
from monitor.core import edited_words, quotations

Kind = model.EditKind


def compare(old: str, new: str, **fields) -> edited_words.EditedWords:
    quoted = quotations.find_quoted(old), quotations.find_quoted(new)
    return edited_words.EditedWords(old, new, quoted=quoted, **{"is_byline": False} | fields)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("He said “we go”.", "He said “we stay”.", {Kind.QUOTE}),
        ("NORVIK (Delta Wire) — It rained.", "OSTERBY (Delta Wire) — It rained.", {Kind.DATELINE}),
        ("They met Karimi there.", "They met Haddad there.", {Kind.NAME}),
        ("Ana Moss, the deputy mayor, left.", "Ana Moss, the mayor, left.", {Kind.NAME}),
        ("Minister Ana Moss left.", "Mayor Ana Moss left.", {Kind.NAME}),
        ("السيد سامر عواد غادر.", "السيد سامر نجار غادر.", {Kind.NAME}),
        ("The dam may fail.", "The dam will fail.", {Kind.HEDGE}),
        ("The army said it left.", "The army claimed it left.", {Kind.ATTRIBUTION}),
        ("Police said it burned.", "Neighbours said it burned.", {Kind.ATTRIBUTION}),
        ("The army says it left.", "The army said it left.", set()),
        ("הוועדה אישרה את הצו.", "הוועדה לא אישרה את הצו.", set()),
        ('היא תיארה את המצב כ"נואש".', "היא תיארה את המצב כנואש.", {Kind.QUOTE}),
        ("They left Gaza, the deputy said.", "They left Gaza, the mayor said.", {Kind.ATTRIBUTION}),
        ("They left with the mayor.", "They left with the envoy.", set()),
        ("The road is open.", "The road is shut.", set()),
    ],
)
def test_a_changed_word_is_of_the_kinds_its_place_makes_it(old: str, new: str, kinds: set[model.EditKind]):
    assert compare(old, new).find_kinds(is_number=False) == kinds
    assert compare(new, old).find_kinds(is_number=False) == kinds


def test_in_a_byline_every_exchanged_word_is_a_name():
    assert compare("ada moss", "ines moss", is_byline=True).find_kinds(is_number=False) == {Kind.NAME}
    assert compare("ada moss", "ines moss").find_kinds(is_number=False) == set()


def test_a_number_that_hedges_is_told_as_a_hedge_unless_the_count_changed_too():
    assert compare("Some 20 left.", "20 left.").find_kinds(is_number=True) == {Kind.HEDGE}
    assert compare("Some 20 left.", "22 left.").find_kinds(is_number=True) == {Kind.HEDGE, Kind.NUMBER}


@pytest.mark.parametrize(
    ("old", "new", "has_others"),
    [
        ("Police said it burned.", "Neighbours said it burned.", False),
        ("Police said it burned.", "Neighbours said it collapsed.", True),
        ("The dam may fail.", "The dam will fail.", False),
        ('היא תיארה את המצב כ"נואש".', "היא תיארה את המצב כנואש.", False),
        ('היא תיארה את המצב כ"נואש".', "היא תיארה את המצב כקשה.", True),
    ],
)
def test_words_that_no_kind_tells_of_are_known(old: str, new: str, has_others):
    words, back = compare(old, new), compare(new, old)
    assert words.has_others(words.find_kinds(is_number=False)) is has_others
    assert back.has_others(back.find_kinds(is_number=False)) is has_others


def test_the_same_words_with_another_speaker_are_an_attribution():
    assert compare("Hamas said, Israel agreed.", "Hamas, said Israel, agreed.").find_turned() == {
        Kind.ATTRIBUTION
    }
    assert compare("The road, it said, is open.", "The road it said is open.").find_turned() != set()
    assert compare("The road, then, is open.", "The road then is open.").find_turned() == set()
