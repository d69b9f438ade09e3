import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import likeness
from tests import builders

WIRE = (
    "DOHA (Coastal Wire) — Negotiators met for a third day on Monday without agreeing on how many hostages would go free.",
    "The mediators had asked for 20 living captives over 60 days, but the group offered eight, two officials said.",
    "The delegation left the hotel shortly before midnight and returned after two hours with new instructions.",
    "Families of the captives gathered outside the ministry, where they lit candles and read out the names.",
)
ELSEWHERE = (
    "Nurses at fourteen hospitals will walk out for five days from next Monday after talks over pay broke down.",
    "Members voted in favour by a wide margin, and managers said that emergency departments would stay open.",
    "The union has asked for nine per cent, nearly three times what the pay review body recommended in May.",
)


def article(*paragraphs: str) -> model.Article:
    return builders.article(*paragraphs)


def is_found(one: model.Article, other: model.Article) -> bool:
    return bool(set(likeness.find_bands(one)) & set(likeness.find_bands(other)))


@pytest.mark.parametrize(
    ("remark", "copy"),
    [
        ("as it is", WIRE),
        ("cut", WIRE[:2]),
        ("another number", tuple(line.replace("20 living", "22 living") for line in WIRE)),
        ("lines of its own", (WIRE[0], "Read also: what we know", *WIRE[1:], "Our staff contributed.")),
        ("paragraphs joined", (" ".join(WIRE),)),
        ("capitals and marks", tuple(line.upper().replace(",", " –") for line in WIRE)),
        ("the first paragraphs of the day's report before it", (*ELSEWHERE[:1], *WIRE)),
    ],
)
def test_a_copy_is_found_and_most_of_it_stands_in_the_other(remark: str, copy: tuple[str, ...]):
    assert is_found(article(*WIRE), article(*copy)), remark
    assert likeness.measure_share(article(*WIRE), article(*copy)) > 0.8, remark


def test_another_story_is_neither_found_nor_like():
    assert not is_found(article(*WIRE), article(*ELSEWHERE))
    assert likeness.measure_share(article(*WIRE), article(*ELSEWHERE)) < 0.05


def test_points_and_stretches_make_no_difference():
    plain = "قال مسؤول إن الوفد غادر الفندق قبيل منتصف الليل ثم عاد بعد ساعتين ومعه تعليمات جديدة من الحكومة"
    pointed = (
        "قالَ مسؤولٌ إنّ الوفدَ غادرَ الفنـــدق قبيلَ منتصفِ الليل ثمّ عادَ بعدَ ساعتين ومعهُ تعليماتٌ جديدة من الحكومة"
    )
    assert likeness.measure_share(article(plain), article(pointed)) == 1.0


SPEECH = (
    "“" + " ".join(f"we will not forget day {n} nor the names that we read on it" for n in range(12)) + "”"
)


def test_two_reports_that_quote_one_speech_are_no_copies():
    share = likeness.measure_share(article(*WIRE, SPEECH), article(*ELSEWHERE, SPEECH))
    assert share < 0.05


def test_a_text_that_is_nothing_but_a_quotation_is_compared_by_it():
    assert likeness.measure_share(article(SPEECH, "So they said."), article(SPEECH)) > 0.9


def test_a_text_too_short_to_tell_has_no_bands():
    flash = "Hamas says that it accepts the proposal for a truce of sixty days."
    assert likeness.find_bands(article(flash)) == ()
    assert likeness.measure_share(article("Yes."), article("No.")) == 0.0


def test_bands_are_the_same_wherever_and_whenever_they_are_made():
    """They are stored: what makes them otherwise must raise the scheme."""
    assert likeness.find_bands(article(*WIRE))[0] == 2800747318963511558
    assert len(likeness.find_bands(article(*WIRE))) == 24


@settings(max_examples=25)
@given(texts=st.lists(st.text(max_size=60), max_size=4), others=st.lists(st.text(max_size=60), max_size=4))
def test_a_share_is_the_same_both_ways(texts: list[str], others: list[str]):
    one, other = article("x", *texts), article("y", *others)
    assert likeness.measure_share(one, other) == likeness.measure_share(other, one)
    assert 0.0 <= likeness.measure_share(one, other) <= 1.0
    likeness.find_bands(one)


@pytest.mark.parametrize("text", ["“" * 40_000, "„" * 40_000, '"' * 40_000, " «a" * 13_000, "a " * 20_000])
def test_a_hostile_text_is_compared_all_the_same(text: str):
    """Each took seconds once: an opened quotation must not be looked for to the end from every mark."""
    one = article(text)
    assert likeness.measure_share(one, one) in {0.0, 1.0}
    likeness.find_bands(one)
