import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import search_query


def term(*words: str, **fields) -> model.SearchTerm:
    return model.SearchTerm(alternatives=(words,), **fields)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Hostages talks", (term("hostages"), term("talks"))),
        ("talks talks", (term("talks"),)),
        ('"22 hostages" -oil', (term("22", "hostages"), term("oil", is_excluded=True))),
        ('-"no deal"', (term("no", "deal", is_excluded=True),)),
        ("«the deal»", (term("the", "deal"),)),
        ('"never closed here', (term("never", "closed", "here"),)),
        ("host*", (term("host", is_prefix=True),)),
        ("3.5", (term("3", "5"),)),
        ('"hostage"', (term("hostage"),)),
        ('"דובר צה"ל" x', (term("דובר", "צהל"), term("x"))),
        ('- "" * ?', ()),
    ],
)
def test_a_question_is_words_phrases_beginnings_and_what_must_not_be_there(text, terms):
    assert search_query.parse_query(text) == terms


def test_a_word_alone_is_found_with_what_is_written_together_with_it_a_quoted_one_is_not():
    (plain,) = search_query.parse_query("שלום")
    (quoted,) = search_query.parse_query('"שלום"')
    assert ("השלומ",) in plain.alternatives
    assert quoted.alternatives == (("שלומ",),)


@settings(max_examples=60)
@given(st.text(alphabet="a \"-*“א'()^:&|", max_size=20))
def test_any_text_is_a_question(text):
    for one in search_query.parse_query(text):
        assert one.alternatives
        assert all(words and all(words) for words in one.alternatives)
