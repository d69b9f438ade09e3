from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import fingerprint
from tests import builders
from tests.monitor.core import pages


@pytest.mark.parametrize(
    "changed",
    [
        {"headline": "Hamas to free 9 hostages"},
        {"subheadline": "A new line"},
        {"byline": "Ruth Almog"},
        {"paragraphs": ("Israel says 20 hostages are alive. Talks go on in Doha.",)},
        {"paragraphs": ("Talks go on in Doha.", "Israel says 20 hostages are alive.")},
    ],
)
def test_every_field_that_is_read_counts(changed: dict):
    article = builders.article()
    assert fingerprint.content_hash(replace(article, **changed)) != fingerprint.content_hash(article)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5 million", "35 million"),
        ("-5", "5"),
        ("20-22", "2022"),
        ("20", "20%"),
        ("a,b", "a b"),
        ("No", "no"),
    ],
)
def test_every_sign_counts(one: str, other: str):
    assert fingerprint.content_hash(builders.article(one)) != fingerprint.content_hash(
        builders.article(other)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two  words", "two words"),
        ("a\u200bb", "ab"),
        ("\u200fשלום", "שלום"),
        ("e\u0301", "\u00e9"),
        ("co\u00adop", "coop"),
    ],
)
def test_what_nobody_can_see_does_not_count(one: str, other: str):
    assert fingerprint.content_hash(builders.article(one)) == fingerprint.content_hash(
        builders.article(other)
    )


def test_times_and_addresses_are_no_content():
    article = builders.article()
    other = replace(
        article, modified_at=builders.NOON, canonical_url="https://ledger.example/b", language=None
    )
    assert fingerprint.content_hash(other) == fingerprint.content_hash(article)


def test_the_time_a_page_says_it_was_modified_is_no_part_of_the_fingerprint():
    one = fingerprint.find_part(pages.wire())
    other = fingerprint.find_part(pages.wire().replace("09:30:00Z", "10:45:00Z"))
    assert one != other
    assert fingerprint.fingerprint(one) == fingerprint.fingerprint(other)


def test_both_hashes_name_their_scheme():
    assert fingerprint.content_hash(builders.article()).startswith("2:")
    assert fingerprint.fingerprint(fingerprint.find_part("")).startswith("3:")


def test_lone_surrogates_are_hashed():
    assert fingerprint.content_hash(builders.article("\ud800")) != fingerprint.content_hash(
        builders.article("?")
    )


@given(st.lists(st.text(alphabet="ab ,0"), max_size=4), st.lists(st.text(alphabet="ab ,0"), max_size=4))
def test_paragraphs_cannot_be_shifted_into_one_another(one: list[str], other: list[str]):
    folded = [[" ".join(text.split()) for text in texts] for texts in (one, other)]
    hashes = [
        fingerprint.content_hash(replace(builders.article(), paragraphs=tuple(texts)))
        for texts in (one, other)
    ]
    assert (hashes[0] == hashes[1]) == (folded[0] == folded[1])


def test_a_reader_is_another_with_other_selectors():
    assert fingerprint.reader_of(()) == fingerprint.reader_of([])
    assert fingerprint.reader_of((".live",)) != fingerprint.reader_of(())
    assert fingerprint.reader_of((".a", ".b")) != fingerprint.reader_of((".a .b",))
