import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_clean_text_holds_no_line_break_no_control_and_no_direction_control(words):
    clean = text.clean_text(words)

    assert len(clean.splitlines()) <= 1
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in clean)
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text(st.characters(categories=("L", "N", "P")), min_size=1))
def test_cleaning_keeps_every_letter_digit_and_sign(words):
    assert text.clean_text(words) == words


def test_cleaning_folds_every_kind_of_line_end_and_replaces_half_a_surrogate():
    assert text.clean_text("a\r\n\x00b\u2028c\u2029d \ud83d") == "a b c d \ufffd"


def test_cleaning_keeps_the_joiners_that_persian_needs():
    assert text.clean_text("می\u200cشود") == "می\u200cشود"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("22 -> 20", "22 -> 20"),
        ("صحيفة الخليج: 22 -> 20 living hostages", "\u2068صحيفة الخليج\u2069: 22 -> 20 living hostages"),
        (
            "now “נשחרר 8 חטופים”, was “נשחרר 10”",
            "now “\u2068נשחרר 8 חטופים\u2069”, was “\u2068נשחרר\u2069 10”",
        ),
        ("א", "\u2068א\u2069"),
    ],
)
def test_right_to_left_runs_in_our_own_words_are_isolated(words, expected):
    assert text.isolate_foreign(words) == expected


def test_nothing_needs_no_isolation():
    assert text.isolate("") == ""


@given(st.text(max_size=200), st.integers(10, 100))
def test_a_shortened_text_fits_and_says_that_it_was_cut(words, length):
    short = text.shorten(words, length)

    assert len(short) <= length
    assert short == words or short.endswith(" …")


def test_a_text_is_cut_at_a_word():
    assert text.shorten("twenty living hostages were counted", 20) == "twenty living …"


def test_a_text_is_cut_with_its_isolates_closed():
    # What follows on the same line would run from the right otherwise.
    cut = text.shorten(text.isolate_foreign("The Ledger: now says “וזה נמשך ונמשך”, it said"), 30)

    assert cut == "The Ledger: now says “\u2068וזה …\u2069"
    assert len(cut) <= 30


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (">50 were freed", " >50 were freed"),
        ("From 20 to 22", " From 20 to 22"),
        ("20 > 18", "20 > 18"),
    ],
)
def test_a_line_that_looks_quoted_is_stuffed(words, line):
    long = "w" * 74

    assert text.flow(words) == line
    assert text.flow(f"{long} {words}") == f"{long} \n{line}"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://ledger.example/a?b=1&c=2", "https://ledger.example/a?b=1&c=2"),
        ("http://ledger.example:8080/é", "http://ledger.example:8080/é"),
        ("https://ledger.example/a|b\"c'd<e> f", "https://ledger.example/a%7Cb%22c%27d%3Ce%3E%20f"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//ledger.example/a", ""),
        ("https://", ""),
        ("https:///a", ""),
        ("https://ledger.example/\r\nBcc: x@y.example", ""),
        ("https://bank.example@ledger.example/", ""),
        ("https://led ger.example/", ""),
        ("https://[ledger/", ""),
        ("", ""),
    ],
)
def test_only_http_addresses_become_links(url, link):
    assert text.find_link(url) == link
