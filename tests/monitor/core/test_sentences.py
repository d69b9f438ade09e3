import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences.find_sentences(text)]


@pytest.mark.parametrize(
    ("expected", "remark"),
    [
        (["Hamas freed 20 hostages.", "Israel freed 250 prisoners."], "plain"),
        (["It cost 3.5 million.", "Nobody paid 2.0 of it."], "decimals"),
        (["Mr. Adler met Gen. Porat.", "Dr. Lior did not."], "titles"),
        (["J. R. Marsh said so.", "George W. Dunn agreed."], "initials"),
        (
            ["The U.S. President spoke.", "He left the U.S.", "The talks went on."],
            "U.S. inside and at the end",
        ),
        (["They met at 10 a.m.", "Talks ended at noon."], "a.m. before a capital"),
        (["On Sept. 20 they met.", "Article No. 5 was read."], "before a number"),
        (["Was the answer no?", "It was."], "question"),
        (["Was it No.", "The crowd left."], "an abbreviation before a number, without one"),
        (['"They are alive."', "The crowd cheered."], "closing quote"),
        (["“Are they alive?” he asked.", "Nobody knew."], "a question inside a sentence"),
        (["Wait… what happened?", "Well..."], "an ellipsis inside a sentence"),
        (["Then…", "Silence fell."], "an ellipsis at the end"),
        (["He waited...", "They came."], "three dots at the end"),
        (["Shares of Acme Inc. rose.", "So did Bolt Ltd.", "However, few cared."], "company names"),
        (["1. Free the hostages.", "2. Stop the fire."], "numbered lines"),
        (["There were 20.", "The rest had gone."], "a number at the end"),
        (["هل أفرج عن الرهائن؟", "قال المسؤول إن 20 رهينة على قيد الحياة."], "Arabic"),
        (["التقى د. سالم الوفد.", "ثم غادر."], "an Arabic title"),
        (["האם שוחררו 20 חטופים?", 'כן, אמר דובר צה"ל.', "השיחות נמשכות."], "Hebrew with gershayim"),
        (["یہ معاہدہ ہے۔", "بات ختم۔"], "Urdu full stop"),
        (["(They left.)", "[They came.]"], "brackets"),
    ],
)
def test_a_text_splits_where_a_reader_would(expected: list[str], remark: str):
    assert split(" ".join(expected)) == expected, remark


def test_sentences_glued_together_are_parted_in_arabic_and_hebrew_only():
    assert split("غادر الوفد.وقال المسؤول") == ["غادر الوفد.", "وقال المسؤول"]
    assert split("ماذا حدث؟قال") == ["ماذا حدث؟", "قال"]
    assert split("هـ.وقال") == ["هـ.وقال"]
    assert split("see example.com and U.S.Army") == ["see example.com and U.S.Army"]


def test_a_line_break_ends_a_sentence_without_a_full_stop():
    assert split("The deal at a glance\n\nHamas frees 20\nIsrael frees 250") == [
        "The deal at a glance",
        "Hamas frees 20",
        "Israel frees 250",
    ]


def test_an_empty_text_has_no_sentences():
    assert sentences.find_sentences("") == ()
    assert sentences.find_sentences(" \n ") == ()


@given(st.text(alphabet=st.sampled_from("aB1 .!?…؟\n\"'”)(.,-دג\u200f")))
def test_spans_are_in_order_and_leave_out_nothing_but_white_space(text: str):
    at = 0
    for span in sentences.find_sentences(text):
        assert at <= span.start < span.end
        assert text[at : span.start].strip() == ""
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        at = span.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("unit", [".", ". ", "a. ", "U.S. ", "x.)", "' ", ".a", "Mr. "])
def test_hostile_text_takes_no_time_that_grows_with_its_square(unit: str):
    text = unit * (400_000 // len(unit))
    began = time.process_time()
    sentences.find_sentences(text)
    # About a second where nothing else runs; hours if each sign looked at all the others.
    assert time.process_time() - began < 60
