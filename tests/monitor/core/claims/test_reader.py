"""The reader: what is remembered changes nothing, and is bounded."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import claims
from monitor.core.claims import reader
from tests.monitor.core.claims import stories

SENTENCES = (
    "Twelve villagers died.",
    "The villagers waited.",
    "Twelve of them were hurt.",
    "40 wait at the gate.",
    "Rain fell on the hills.",
    "No villagers died.",
    "The union refuses to strike.",
    "The talks collapsed.",
    "“We will dig until dawn,” said Ana Petrov.",
    "Correction: We said 14 villagers died.",
    "An earlier version of this article said nine villagers died.",
    "The curfew will last 10 days.",
    "Crews rescued 12 villagers, the mayor said.",
    "12 13",
    "قتل 12 شخصا.",
    "אתמול חולצו 12 איש.",
)
texts = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n\n"])), min_size=1, max_size=12
).map(lambda parts: "".join(sentence + gap for sentence, gap in parts))

remembering = claims.Engine(stories.COMPILED)


@given(texts, st.sampled_from([None, "en", "he"]))
def test_what_is_remembered_changes_nothing_that_is_found(text, language):
    forgetful = claims.Engine(stories.COMPILED, capacity=0)
    assert remembering.find_in_text(text, language=language) == forgetful.find_in_text(
        text, language=language
    )


def test_claims_of_a_sentence_read_before_point_at_where_it_stands_now():
    for text in ("Twelve villagers died.", "Rain fell. Twelve villagers died."):
        (claim,) = remembering.find_in_text(text)
        assert text[claim.start : claim.end] == "Twelve villagers"


def test_a_sentence_is_read_once():
    read = reader.Reader(stories.COMPILED)
    first = read.read("Twelve villagers died.", "en", reader.NO_NOUNS)
    assert read.read("Twelve villagers died.", "en", reader.NO_NOUNS) is first


def test_the_same_words_after_another_noun_are_read_anew():
    assert len(remembering.find_in_text("The villagers waited. Twelve were hurt.")) == 1
    assert remembering.find_in_text("The dogs waited. Twelve were hurt.") == ()


def test_no_more_is_remembered_than_the_capacity_and_no_long_sentence():
    read = reader.Reader(stories.COMPILED, capacity=3)
    for number in range(10):
        read.read(f"{number} villagers died.", "en", reader.NO_NOUNS)
        read.find_speaker(f'" , " said Ana {number}.', "", "en")
    assert read.remembered.cache_info().currsize == 3
    assert read.speakers.cache_info().currsize == 3
    long = "12 villagers died " + "and rain fell " * reader.MAX_REMEMBERED_CHARS
    assert read.read(long, "en", reader.NO_NOUNS) is not read.read(long, "en", reader.NO_NOUNS)
    assert read.find_speaker('" ," said Ana' + " so" * reader.MAX_REMEMBERED_CHARS, "", "en")


def test_several_threads_find_the_same():
    text = " ".join(SENTENCES[:8]) + " {} villagers died."
    shared = claims.Engine(stories.COMPILED, capacity=20)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(shared.find_in_text, [text.format(n % 30) for n in range(300)]))
    alone = claims.Engine(stories.COMPILED, capacity=0)
    assert found == [alone.find_in_text(text.format(n % 30)) for n in range(300)]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the hills.",
        "The villagers waited.",
        "The talks went on.",
        "12 13",
        "Officials said so.",
        "Prices rise, they pay 5 percent more.",
    ],
)
def test_words_that_make_no_claim_together_hold_nothing(text):
    assert reader.Reader(stories.COMPILED).read(text, "en", reader.NO_NOUNS).claims == ()
