"""Which two sources are one."""

import pytest

from monitor.core.claims import align


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the U.S.", "the US"),
        ("a U.S. official", "an American official"),
        ("the United States", "the US"),
        ("the U.N.", "the United Nations"),
        ("the UK", "the British government"),
        ("the IDF", "the Israeli military"),
        ("the French army", "France's French armed forces"),
        ("the defence ministry", "the Defense Ministry"),
        ("the Defence Secretary's office", "the office of the defense secretary"),
        ("Labour", "Labor"),
        ("the ICRC", "the Red Cross"),
        ('צה"ל', "הצבא הישראלי"),
        ('ארה"ב', "ארצות הברית"),
    ],
)
def test_a_state_or_body_is_one_source_in_each_of_its_names(one, other):
    assert align.is_same_source(one, other)
    assert align.is_same_source(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the US", "the UN"),
        ("the defence ministry", "the health ministry"),
        ("the foreign minister", "the prime minister"),
        ("the U.S.", "Britain"),
        ("the IDF", "the Lebanese army"),
        ("the US military", "the IDF"),
        ('צה"ל', "המשטרה"),
    ],
)
def test_two_states_or_bodies_are_two_sources(one, other):
    assert not align.is_same_source(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Harbour Safety Bureau", "HSB"),
        ("the UN Ports and Lights Agency", "UNPLA"),
        ("a Norwegian envoy", "an envoy from Norway"),
        ("an Egyptian pilot", "a pilot from Egypt"),
        ("two Russian divers", "divers from Russia"),
        ("a senior offical", "a senior official"),
        ("the Harbour Minstry of Works", "the harbour ministry of works"),
    ],
)
def test_initials_peoples_and_misspelt_words_name_the_same_source(one, other):
    assert align.is_same_source(one, other)
    assert align.is_same_source(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Harbour Safety Bureau", "HSC"),
        ("the Harbour Safety Bureau", "B"),
        ("an Egyptian pilot", "a Norwegian pilot"),
        ("the harbour ministry", "the justice ministry"),
    ],
)
def test_other_initials_peoples_and_words_name_another(one, other):
    assert not align.is_same_source(one, other)
