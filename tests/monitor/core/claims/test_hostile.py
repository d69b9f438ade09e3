"""Hostile text: the engine, the diff and the sentences take it all, and say what they did not look at.

Nothing is timed here (`benchmarks/hostile.py` does that): what is held is what they give back, and its size.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import claims, diff, numbers, sentences, unexplained
from monitor.core.claims.number import MAX_DIGITS
from monitor.core.claims.pairing import MAX_PAIRED
from monitor.core.claims.quantity import MAX_QUANTITIES
from monitor.core.claims.tokens import MAX_SENTENCE_CHARS, MAX_TOKENS
from tests import builders
from tests.monitor.core.claims import stories

ENGINE = stories.engine()
SIZE = 30_000
BLOCKS = "".join(
    chr(code) for code in range(0, 0x20000, 7) if unicodedata.category(chr(code)) not in ("Cs", "Cn", "Co")
)
TEXTS = {
    "digits": "7" * SIZE,
    "digits in groups": "777 " * (SIZE // 4),
    "numbers": " ".join(f"{n} villagers died and" for n in range(SIZE // 24)),
    "number words": "two hundred and " * (SIZE // 16),
    "one sentence": "villagers were killed and " * (SIZE // 26),
    "no space": "a" * SIZE,
    "blocks": BLOCKS,
    "right to left": "\u202e20 villagers died\u202c " * (SIZE // 20),
    "unbalanced quotes": "“she said ‘20 villagers died " * (SIZE // 29),
    "odd quotes": '"a' * (SIZE // 2),
    "commas": "," * SIZE,
    "dashes": "20-" * (SIZE // 3),
    "zalgo": "2\u0301\u0316\u0489" * (SIZE // 4),
    "nested": "([{" * (SIZE // 6) + "}])" * (SIZE // 6),
    "stances": "The union refuses a strike if the union is ready to strike, unless " * 75,
    "invisible": "2\u200b0\u2060 villa\u00adgers died " * (SIZE // 24),
    "lines": "20 villagers died\n" * (SIZE // 18),
    "attributions": "officials said officials claimed " * (SIZE // 33),
}


@pytest.fixture(params=TEXTS, scope="module")
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


def test_every_character_is_in_a_sentence_or_white_space(text: str):
    end = 0
    for span in sentences.find_sentences(text):
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


def test_every_claim_stands_where_it_says(text: str):
    found = ENGINE.find_in_text(text)
    assert all(0 <= claim.start < claim.end <= len(text) for claim in found)
    assert len(found) <= len(text) / 5


def test_a_diff_gives_both_texts_back(text: str):
    new = text.replace("2", "3").replace("a", "o", 5)
    found = diff.compare_texts(model.TextField.BODY, text, new, find_terms=ENGINE.find_watched_terms)
    assert diff.apply_diff(found) == (text, new)


def test_a_comparison_with_itself_finds_nothing(text: str):
    assert ENGINE.compare_texts(text, text) == ()
    assert numbers.parse_pieces(text) == numbers.parse_pieces(f"  {text} ")


def test_words_without_a_claim_are_bounded(text: str):
    old, new = (builders.article("Headline", one) for one in (text, text.replace("2", "3")))
    deltas, left_out = unexplained.find_unexplained(diff.compare_articles(old, new), ())
    assert len(deltas) <= 500
    assert left_out >= 0


def test_unread_stretches_are_in_order_and_apart(text: str):
    end = -1
    for span in claims.find_unread(text):
        assert end < span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    "name", ["digits", "no space", "one sentence", "numbers", "number words", "commas", "zalgo"]
)
def test_what_is_behind_a_limit_is_said(name: str):
    text = TEXTS[name]
    left = sum(span.end - span.start for span in claims.find_unread(text))
    assert left >= len(text) - MAX_SENTENCE_CHARS
    assert claims.count_unread(text) == left


def test_short_sentences_are_read_whole_however_many():
    assert claims.find_unread(TEXTS["lines"]) == ()


def test_numbers_too_many_or_too_long_are_said_from_the_first():
    numbers_of = " ".join(f"{n} villagers died," for n in range(100, 100 + MAX_QUANTITIES + 3))
    (span,) = claims.find_unread(numbers_of)
    assert numbers_of[span.start :].startswith(f"{100 + MAX_QUANTITIES} villagers")
    assert span.end == len(numbers_of)
    assert len(ENGINE.find_in_text(numbers_of)) <= MAX_QUANTITIES
    assert claims.find_unread(numbers_of[: span.start]) == ()
    code = "Code " + "7" * (MAX_DIGITS + 1)
    assert claims.find_unread(f"{code}. Then 20 villagers died.") == (sentences.Span(5, len(code)),)
    assert claims.find_unread("It cost 1,900,000,000 there.") == ()


def test_half_a_number_at_a_limit_is_no_number():
    text = "so " * (MAX_TOKENS - 1) + "two hundred villagers died"
    assert ENGINE.find_in_text(text) == ()
    (span,) = claims.find_unread(text)
    assert text[span.start :] == "two hundred villagers died"


def test_an_article_is_read_but_for_its_byline():
    long = "7" * (MAX_DIGITS + 1)
    article = builders.article(f"Headline {long}", f"Villagers {long}.", byline=long)
    assert claims.count_unread(article) == 2 * len(long)


@given(st.text(st.one_of(st.characters(), st.sampled_from("2٢ \u202e\u200f-,.“\"'ולaو"))))
def test_any_text_is_taken(text: str):
    assert ENGINE.compare_texts(text, text) == ()
    assert all(0 <= span.start < span.end <= len(text) for span in claims.find_unread(text))


def test_more_mentions_than_are_paired_at_once_are_all_compared():
    old, new = (
        "\n".join(f"In place {name} {number} villagers died." for name in range(MAX_PAIRED * 2 + 5))
        for number in (20, 21)
    )
    changes = ENGINE.compare_texts(old, new)
    assert {(change.old_text, change.new_text) for change in changes} == {("20", "21")}
    kept = ENGINE.compare_texts(old, old + "\n" + new.splitlines()[0])
    assert [change.new_text for change in kept] == ["21"]


def test_a_quotation_that_lost_its_marks_is_looked_for_in_the_whole_text():
    said = "“We will not go back to work,” Ruth Kessler said."
    long = " ".join(f"Line {number} was quiet that day." for number in range(MAX_TOKENS))
    (gone,) = ENGINE.compare_texts(
        f"{long} {said}", f"{long} We will not go back to work, Ruth Kessler said."
    )
    assert (gone.kind, gone.tier) == (model.ChangeKind.REMOVED, model.Tier.REVIEW)
