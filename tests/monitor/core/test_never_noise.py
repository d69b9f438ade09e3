"""Numbers are never noise: held against edits made from known meanings, in English, Arabic and Hebrew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import alerting, diff
from tests import builders
from tests.monitor.core import rewording, spelt_numbers
from tests.monitor.core.claims import stories

FILLERS = {
    "en": ("The town slept through the night.", "Snow fell on the hills again.", "Nobody had slept at all."),
    "ar": ("نامت المدينة طوال الليل.", "سقط الثلج على التلال مجددا."),
    "he": ("העיר ישנה כל הלילה.", "שלג ירד שוב על ההרים."),
}
ENGINE = stories.engine(union={"en": ("union", "Abu Kassem", "rescue team")})


def edits_of(old: str, new: str) -> set[model.EditKind]:
    found = diff.compare_articles(
        builders.article("Headline", old),
        builders.article("Headline", new),
        find_terms=ENGINE.find_watched_terms,
    )
    return set(found.edits)


@given(rewording.CODES.flatmap(rewording.meanings), rewording.DRESSES, rewording.DRESSES)
def test_an_edit_that_only_rewords_is_cosmetic(meaning, one, other):
    assert edits_of(one.write(meaning), other.write(meaning)) <= alerting.COSMETIC_EDITS


@given(
    rewording.CODES.flatmap(rewording.meanings),
    rewording.DRESSES,
    rewording.DRESSES,
    st.randoms(use_true_random=False),
)
def test_a_sentence_that_moved_and_was_reworded_is_cosmetic(meaning, one, other, random):
    before = [one.write(meaning), *FILLERS[meaning.code]]
    after = [other.write(meaning), *FILLERS[meaning.code]]
    random.shuffle(after)
    assert edits_of(" ".join(before), " ".join(after)) <= alerting.COSMETIC_EDITS


@given(rewording.changed_pairs(), rewording.DRESSES, rewording.DRESSES)
def test_a_change_of_meaning_is_never_cosmetic_whatever_the_dress(pair, one, other):
    old, new = pair
    assert not edits_of(one.write(old), other.write(new)) <= alerting.COSMETIC_EDITS


@given(rewording.changed_pairs(), rewording.DRESSES, rewording.DRESSES, st.randoms(use_true_random=False))
def test_nor_with_a_misspelling_beside_it_and_sentences_moved(pair, one, other, random):
    old, new = pair
    fillers = list(FILLERS[old.code])
    after = [
        other.write(new),
        *(text.replace("through", "thruogh").replace("again", "agian") for text in fillers),
    ]
    random.shuffle(after)
    assert not edits_of(" ".join([one.write(old), *fillers]), " ".join(after)) <= alerting.COSMETIC_EDITS


COUNTED = {
    "en": "Officials said {} villagers were killed on Friday.",
    "ar": "قالت المصادر إن {} شخصا قتل أمس.",
    "he": "גורמים אמרו כי {} אנשים נהרגו אתמול.",
}


@given(rewording.CODES, st.integers(3, 99_999), rewording.DRESSES, rewording.DRESSES)
def test_another_way_to_write_a_count_changes_no_claim(code, value, one, other):
    forms = spelt_numbers.list_counts(value, code)
    old, new = (
        COUNTED[code].format(forms[dress.form % len(forms)]).replace(" ", dress.mark + dress.space)
        for dress in (one, other)
    )
    assert ENGINE.compare_texts(old, new) == ()
    assert edits_of(old, new) <= alerting.COSMETIC_EDITS


@given(rewording.CODES, st.integers(3, 99_999), st.integers(3, 99_999), rewording.DRESSES, rewording.DRESSES)
def test_another_count_changes_the_claim(code, value, new_value, one, other):
    old, new = (
        COUNTED[code].format((forms := spelt_numbers.list_counts(number, code))[dress.form % len(forms)])
        for number, dress in ((value, one), (new_value, other))
    )
    assert bool(ENGINE.compare_texts(old, new)) == (value != new_value)
    assert edits_of(old, new) <= alerting.COSMETIC_EDITS or value != new_value
    assert value == new_value or not edits_of(old, new) <= alerting.COSMETIC_EDITS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Twenty four-year-olds were there.", "Twenty-four-year-olds were there."),
        ("The gauge fell to -5 there.", "The gauge fell to 5 there."),
        ("It holds .5 of it.", "It holds 5 of it."),
        ("It holds 10² of it.", "It holds 102 of it."),
        ("It holds three thousand million.", "It holds 1,003,000."),
        ("Of twenty, four stayed there.", "Of twenty four stayed there."),
        ("We saw 20–22 of them.", "We saw 20, 22 of them."),
        ("We saw 5m of it.", "We saw 5 m of it."),
        ("It was 20.5 there.", "It was 20, 5 there."),
        ("Minus five was read.", "Five was read."),
        ("They saw Abu Kassem there.", "They saw Abu Kasem there."),
        ("They met the rescue team there.", "They met the rescue taem there."),
        ("They stated it in time.", "They started it in time."),
        ("The united front was there.", "The untied front was there."),
        ("He was detained there.", "He was detailed there."),
        ("They attacked it at dawn.", "They attached it at dawn."),
    ],
)
def test_what_a_reader_would_take_for_something_else_is_not_cosmetic(old: str, new: str):
    assert not edits_of(old, new) <= alerting.COSMETIC_EDITS
    assert not edits_of(new, old) <= alerting.COSMETIC_EDITS


def test_a_misspelling_beside_a_number_in_another_dress_is_one():
    old, new = "They relaesed 20 of the people.", "They released twenty of the people."
    assert edits_of(old, new) == {model.EditKind.TYPO}
