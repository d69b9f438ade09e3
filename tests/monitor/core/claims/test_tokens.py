"""Tokens: folded words that still point at what was written, and the language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import normal
from monitor.core.claims import tokens

MIXED = st.text(st.one_of(st.sampled_from("aZé\u0301\u0640_'’\"״ .,5٨\u200fשא\u05b0حم-“"), st.characters()))

#: What the parts of contractions are written out as.
WRITTEN_OUT = ("will", "not", "are", "have", "am", "can", "shall", "is")


@given(MIXED)
def test_every_token_points_at_what_was_written(text):
    end = 0
    words, spans = tokens.find_tokens(text)
    for word, (start, stop) in zip(words, spans, strict=True):
        assert end <= start < stop
        written = tokens.parse_word(normal.INVISIBLE.sub("", text[start:stop]))
        assert word == written or word in WRITTEN_OUT
        end = stop


@given(MIXED)
def test_no_digit_is_lost(text):
    written = [char for char in text if char.isdecimal()]
    assert sum(char.isdecimal() for word in tokens.find_tokens(text).words for char in word) >= len(written)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("58,000 at 10:30, 1.9 and ٥٨٬٠٠٠", ("58,000", "at", "10:30", ",", "1.9", "and", "58٬000")),
        ("The U.S. plan's end", ("the", "u.s.", "plan", "'s", "end")),
        ("don’t x_y", ("do", "not", "x", "y")),
        (
            "They won't, can't, shan't; it ain't",
            ("they", "will", "not", ",", "can", "not", ",", "shall", "not", ";", "it", "is", "not"),
        ),
        ("we’ll, they're, I've, I'm", ("we", "will", ",", "they", "are", ",", "i", "have", ",", "i", "am")),
        ("he'd say n't", ("he'd", "say", "n't")),
        ("מו״מ, מֻחַמָּד", ('מו"מ', ",", "מחמד")),
        ("أُسرة", ("اسره",)),
        ("رئيس مئتا ميتا", ("رييس", "مئتا", "ميتا")),
    ],
)
def test_tokens_are_folded_words_numbers_and_marks(text, words):
    assert tokens.find_tokens(text).words == words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Talks", "en"),
        ("“Talks”", "en"),
        ("שיחות Doha על", "he"),
        ("محادثات", "ar"),
        ("12", None),
        ("“12”", None),
    ],
)
def test_the_script_names_the_language(text, code):
    assert tokens.find_script(text) == code


def test_marks_that_are_shown_as_nothing_are_seen_through():
    words, spans = tokens.find_tokens("\u202b2\u200b0 host\u00adages\u202c")
    assert words == ("20", "hostages")
    assert spans == ((1, 4), (5, 14))


def test_half_a_number_at_the_limit_is_none():
    text = "-" + "aaaaaaaaa " * (tokens.MAX_SENTENCE_CHARS // 10 - 1) + "aaaaaa 1234 of them"
    found = tokens.find_tokens(text)
    assert text[tokens.MAX_SENTENCE_CHARS - 3 : tokens.MAX_SENTENCE_CHARS] == " 12"
    assert found.words[-1] == "aaaaaa"
    assert tokens.is_cut(text, found.spans)
    assert not tokens.is_cut("12 of them", tokens.find_tokens("12 of them").spans)
