import pytest

from monitor.core import proper_names


@pytest.mark.parametrize("word", ["Minister", "deputy", "الوزير", "والوزير", "השר", "רמטכ״ל", 'רמטכ"ל'])
def test_a_title_is_known_whatever_is_joined_to_its_front(word: str):
    assert proper_names.is_title(word)


@pytest.mark.parametrize("word", ["ministry", "Karimi", "وزارة", "משרד"])
def test_another_word_is_no_title(word: str):
    assert not proper_names.is_title(word)


@pytest.mark.parametrize(
    ("old", "new", "is_one"),
    [
        ("Yusuf", "Yousef", True),
        ("Netanyahu", "Netanyahou", True),
        ("Hezbollah", "HEZBOLLAH", False),
        ("كريمي", "كريمى", True),
        ("منصور", "منصوري", True),
        ("ברקת", "ברקן", True),
        ("Karimi", "Karimi", False),
        ("Karimi", "Haddad", False),
        ("Karimi", "Kovel", False),
        ("Ali", "Aly", False),
    ],
)
def test_two_spellings_of_one_name_are_told_from_two_names(old: str, new: str, is_one):
    assert proper_names.is_spelled_otherwise(old, new) is is_one
    assert proper_names.is_spelled_otherwise(new, old) is is_one


@pytest.mark.parametrize(
    ("text", "at", "is_name"),
    [
        ("They met Karimi there.", 2, True),
        ("They met envoys there.", 2, False),
        ("They left on Monday.", 3, False),
        ("Karim left there.", 0, True),
        ("Ministers left there.", 0, False),
        ("Washington Moss left there.", 0, True),
        ("The envoy left there.", 0, False),
    ],
)
def test_an_english_word_is_a_name_by_its_capital_and_place(text: str, at: int, is_name):
    assert proper_names.is_capital_name(proper_names.find_words(text), at) is is_name
