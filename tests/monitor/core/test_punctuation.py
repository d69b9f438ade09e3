import pytest

from monitor import model
from monitor.core import alerting, edits, punctuation

Kind = model.EditKind

TURNED = [
    ("No, aid trucks entered.", "No aid trucks entered.", Kind.WORDING),
    ("No — aid trucks entered.", "No aid trucks entered.", Kind.WORDING),
    ("No - aid trucks entered.", "No aid trucks entered.", Kind.WORDING),
    ("No: aid trucks entered.", "No aid trucks entered.", Kind.WORDING),
    ("لا، شاحنات المساعدات دخلت.", "لا شاحنات المساعدات دخلت.", Kind.WORDING),
    ("לא, משאיות הסיוע נכנסו.", "לא משאיות הסיוע נכנסו.", Kind.WORDING),
    ("He left... not her.", "He left not her.", Kind.WORDING),
    ("They won't, stop there.", "They won’t stop there.", Kind.WORDING),
    ("Hamas said, Israel agreed.", "Hamas, said Israel, agreed.", Kind.ATTRIBUTION),
    ("The group (Hamas) said so.", "The group Hamas said so.", Kind.ATTRIBUTION),
    ("قالت حماس، وافقت إسرائيل.", "قالت حماس وافقت إسرائيل.", Kind.ATTRIBUTION),
    ("חמאס אמר, ישראל הסכימה.", "חמאס, אמר ישראל, הסכימה.", Kind.ATTRIBUTION),
    ("The army said, on Friday, that it left.", "The army said on Friday that it left.", Kind.WORDING),
    ("Pardon, impossible to execute.", "Pardon impossible, to execute.", Kind.WORDING),
    ("عفو، مستحيل تنفيذ الحكم.", "عفو مستحيل، تنفيذ الحكم.", Kind.WORDING),
    ("חנינה, אסור להוציא להורג.", "חנינה אסור, להוציא להורג.", Kind.WORDING),
    ("Day 20 300 men came.", "Day 20,300 men came.", Kind.NUMBER),
    ("Day 20 300 men came.", "Day 20300 men came.", Kind.NUMBER),
    ("On May 3, 20 men left.", "On May 3 20 men left.", Kind.NUMBER),
    ("They met 20, women and children.", "They met 20 women and children.", Kind.WORDING),
    ("They met eight, women and children.", "They met eight women and children.", Kind.WORDING),
    ("The WHO said so.", "The who said so.", Kind.NAME),
    ("They met the US envoy.", "They met the us envoy.", Kind.NAME),
    ("It shelled IS there.", "It shelled Is there.", Kind.NAME),
    ("Two MPs left.", "Two mps left.", Kind.NAME),
    ("He said “we … leave” there.", "He said “we leave” there.", Kind.QUOTE),
    ("He said “[they] leave” there.", "He said “they leave” there.", Kind.QUOTE),
]


@pytest.mark.parametrize(("old", "new", "kind"), TURNED)
def test_marks_and_capitals_that_turn_the_sense_are_no_dress(old: str, new: str, kind: model.EditKind):
    assert edits.find_edit_kinds(old, new) == (kind,)
    assert edits.find_edit_kinds(new, old) == (kind,)


def test_nor_are_they_beside_a_misspelt_word():
    kinds = set(edits.find_edit_kinds("No, aid trucks enterred there.", "No aid trucks entered there."))
    assert kinds == {Kind.WORDING}
    assert kinds.isdisjoint(alerting.COSMETIC_EDITS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("No, aid trucks entered.", "No – aid trucks entered."),
        ("The no-fly zone held.", "The no fly zone held."),
        ("“No,” he said.", "“No”, he said."),
        ("He said, “we go”.", "He said: “we go”."),
        ("After the talks, the army left.", "After the talks the army left."),
        ("Roads, bridges, and homes fell.", "Roads, bridges and homes fell."),
        ("The truce — fragile — held.", "The truce, fragile, held."),
        ("A 20-year-old man left.", "A 20 year old man left."),
        ("Some 1 000 000 men left.", "Some 1,000,000 men left."),
        ("Some 20\u00a0300 men left.", "Some 20,300 men left."),
        ("Some 20\u202f300 men left.", "Some 20\u00a0300 men left."),
        ("It fell to –5 there.", "It fell to −5 there."),
        ("قتل ٢٠٠٠ شخص.", "قتل ٢٬٠٠٠ شخص."),
        ("قتل ٢٠ شخصاً هناك.", "قتل ٢٠ شخصا هناك."),
        ("المفاوِضـــون غادروا.", "المفاوِضون غادروا."),
        ("هل انتهت الهدنة؟", "هل انتهت الهدنة?"),
        ("בית־הספר נסגר.", "בית הספר נסגר."),
        ('צה"ל לא נכנס.', "צה״ל לא נכנס."),
        ("The ofﬁce shut.", "The office shut."),
        ("We saw ２０ men.", "We saw 20 men."),
        ("The NATO chief left.", "The Nato chief left."),
        ("It will NOT go.", "It will not go."),
        ("BREAKING: The truce holds.", "Breaking: The truce holds."),
        ("AN ISRAELI STRIKE hit it.", "An Israeli strike hit it."),
        ("WHO SAYS TRUCE HOLDS", "WHO says truce holds"),
        ("Envoy Says US To Leave", "Envoy says US to leave"),
        ("No,\u200f aid trucks entered.", "No, aid\u00ad trucks entered."),
    ],
)
def test_what_no_reader_takes_otherwise_is_dress(old: str, new: str):
    assert edits.find_edit_kinds(old, new) == (Kind.STYLE,)
    assert edits.find_edit_kinds(new, old) == (Kind.STYLE,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("قتل الحارس هناك.", "قُتل الحارس هناك."),
        ("أطلقوا المحتجزين هناك.", "أطلقوا المحتجزَين هناك."),
        ("He will re-sign it.", "He will resign it."),
        ("It cost 1,5 there.", "It cost 15 there."),
        ("We saw 20-30 men.", "We saw 20 30 men."),
        ("Israel, Hamas agree", "Israel, Hamas agree?"),
        ("The deal is done.", "The “deal” is done."),
        ("Its men left.", "It's men left."),
    ],
)
def test_a_vowel_a_joint_or_a_mark_that_says_something_is_no_dress(old: str, new: str):
    assert not set(edits.find_edit_kinds(old, new)) & alerting.COSMETIC_EDITS
    assert not set(edits.find_edit_kinds(new, old)) & alerting.COSMETIC_EDITS


def test_a_sentence_too_long_to_be_looked_at_mark_by_mark_is_taken_for_turned():
    text = "The road was shut, and " * 100
    found = punctuation.find_turned(text, text.replace(",", " –"), verbs=set(), speakers=())
    assert found == {Kind.WORDING}
