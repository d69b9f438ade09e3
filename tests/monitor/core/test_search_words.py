import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core import search_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Café’s talks", ("the", "cafe", "s", "talks")),
        ("Straße", ("strasse",)),
        ("20,000 or 1,234,567 and 3.5, 12,34", ("20000", "or", "1234567", "and", "3", "5", "12", "34")),
        ("٢٢ رهينة", ("22", "رهينه")),
        ("٢٠٬٠٠٠", ("20000",)),
        ("أإآٱا", ("ااااا",)),
        ("الرَّهائِن", ("الرهاين",)),
        ("على علي", ("علي", "علي")),
        ("مـــصر", ("مصر",)),
        ("שָׁלוֹם", ("שלומ",)),
        ('צה"ל צה״ל', ("צהל", "צהל")),
        ("ג'ורג'", ("גורג",)),
        ("3½ m²", ("3½", "m²")),
        ("soft\u00adhyphen", ("softhyphen",)),
        ("snake_case", ("snake", "case")),
        ("… — !", ()),
        ("ـ", ()),
    ],
)
def test_words_compare_without_what_readers_leave_out(text, words):
    assert search_words.fold_words(text) == words
    assert tuple(word.form for word in search_words.find_words(text)) == words


def test_words_know_where_they_stand():
    text = "قال الرَّهائن"
    (_, word) = search_words.find_words(text)
    assert text[word.start : word.end] == "الرَّهائن"


def test_a_hebrew_or_arabic_word_has_forms_with_what_is_written_together_with_it():
    assert "והשלומ" in search_words.find_variants("שלומ")
    assert "بالرهاين" in search_words.find_variants("رهاين")
    assert "للرهاين" in search_words.find_variants("الرهاين")
    assert "رهاين" in search_words.find_variants("الرهاين")
    # Too short to be a word with "the" before it.
    assert "م" not in search_words.find_variants("الم")
    assert search_words.find_variants("hostages") == ("hostages",)


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_folding_again_changes_nothing_and_leaves_words_alone(text):
    words = search_words.fold_words(text)
    assert all(word and " " not in word and '"' not in word and "'" not in word for word in words)
    assert search_words.fold_words(" ".join(words)) == words
