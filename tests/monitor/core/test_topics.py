import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import errors
from monitor.core import topics


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("hostages", "All HOSTAGES are home", True),
        ("hostage", "All hostages are home", False),
        ("hostage*", "All hostages are home", True),
        ("hostage*", "hostage", True),
        ("stage", "hostage", False),
        ("20", "20 are alive", True),
        ("20", "2025", False),
        ('"cease fire"', "a cease-fire was agreed", True),
        ('"cease fire"', "cease the fire", False),
        ("cease-fire", "the cease fire", True),
        ('"hostage deal*"', "two hostage deals", True),
        ("“hostage deal”", "a hostage deal", True),
        ("israel", "Israel's cabinet", True),
        ("l'accord", "L’accord", True),
        ("gaza hostages", "hostages in Gaza", True),
        ("gaza hostages", "hostages in Doha", False),
        ("gaza AND hostages", "hostages in Gaza", True),
        ("gaza OR doha", "talks in Doha", True),
        ("gaza NOT doha", "talks in Doha on Gaza", False),
        ("gaza NOT doha", "talks in Gaza", True),
        ("NOT doha", "talks", True),
        ("NOT NOT doha", "doha", True),
        ("a OR b c", "a", True),
        ("a OR b c", "b", False),
        ("(a OR b) c", "a", False),
        ("(a OR b) c", "c b", True),
        ("gaza and hostages", "gaza hostages", False),
        ("café", "CAFE\u0301", True),
        ("straße", "STRASSE", True),
        ("hos\u00adtage", "hostage", True),
    ],
)
def test_a_query_says_what_it_is_about(query: str, text: str, *, expected: bool):
    assert topics.parse_query(query).matches(text) is expected


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("חטופים", "עשרים חטופים"),
        ("חטופים", "שחרור החטופים"),
        ("חטופים", "וכשהחטופים ישוחררו"),
        ("חטופים", "לחטופים"),
        ('"הפסקת אש"', "דיון בהפסקת אש"),
        ('"הפסקת אש"', "הפסקת האש"),
        ("חטופים", "חֲטוּפִים"),
        ('צה"ל AND עזה', "צה״ל נכנס לעזה"),
        ("أسرى", "الأسرى"),
        ("أسرى", "والأسرى"),
        ("أسرى", "بالأسرى"),
        ("أسرى", "للأسرى"),
        ("أسرى", "أَسْرَى"),
        ("أسرى", "اسرى"),
        ("أسرى", "أســرى"),
        ("رهينة", "رهينه"),
        ("اتفاق", "ٱتفاق"),
        ('"وقف إطلاق النار"', "لوقف إطلاق النار"),
        ("رهائن*", "الرهائنية"),
    ],
)
def test_hebrew_and_arabic_words_are_found_under_their_prefixes_points_and_letter_forms(
    query: str, text: str
):
    assert topics.parse_query(query).matches(text)


@pytest.mark.parametrize(
    ("query", "text"), [("חטופים", "נחטפים"), ("אש", "ראש"), ("أسرى", "يأسرى"), ("نار", "أنوار")]
)
def test_letters_that_are_no_prefix_make_another_word(query: str, text: str):
    assert not topics.parse_query(query).matches(text)


def test_the_texts_are_taken_together_but_no_phrase_reaches_from_one_into_the_next():
    assert topics.parse_query("hostage gaza").matches("a hostage", "in gaza")
    assert not topics.parse_query('"hostage gaza"').matches("a hostage", "gaza")
    assert not topics.parse_query("hostage").matches()


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("", 0, "empty"),
        ("   ", 0, "empty"),
        ("gaza AND", 8, "missing"),
        ("OR gaza", 0, "missing"),
        ("gaza OR  AND b", 9, "missing"),
        ("NOT", 3, "missing"),
        ("a ()", 3, "missing"),
        ("a (b OR c", 2, "never closed"),
        ("a b) c", 3, "never opened"),
        ('gaza "hostage deal', 5, "never closed"),
        ("gaza» b", 4, "never opened"),
        ("gaza ho*st", 5, "cannot be used"),
        ("*", 0, "cannot be used"),
        ("h*", 0, "two letters"),
        ("gaza !!", 5, "no letters"),
        ('gaza ""', 5, "no letters"),
        ("(" * 100 + "a", topics.MAX_DEPTH, "nested"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused_with_the_place_and_a_way_out(
    query: str, position: int, words: str
):
    with pytest.raises(errors.QueryError) as caught:
        topics.parse_query(query)
    assert caught.value.position == position
    assert words in str(caught.value)
    assert caught.value.hint


def test_a_query_keeps_its_text_and_survives_the_way_to_another_process():
    query = topics.parse_query('hostage* OR "cease fire" NOT חטופים')
    assert query.text == 'hostage* OR "cease fire" NOT חטופים'
    assert pickle.loads(pickle.dumps(query)).matches("hostages")


@given(text=st.text(alphabet='ab"()*“”» ANDORT״צל', max_size=40), other=st.text(max_size=40))
def test_any_query_is_read_or_refused_and_any_text_is_matched(text: str, other: str):
    try:
        query = topics.parse_query(text)
    except errors.QueryError:
        return
    assert query.matches(other) in {True, False}


@given(word=st.from_regex(r"[\w]{2,12}", fullmatch=True))
def test_a_word_is_found_in_its_own_text_in_any_case(word: str):
    try:
        query = topics.parse_query(f'"{word}"')
    except errors.QueryError:
        return  # nothing but marks and underlines
    assert query.matches(f"x {word}, y")
    assert query.matches(word.upper()) or word.upper().casefold() != word.casefold()
