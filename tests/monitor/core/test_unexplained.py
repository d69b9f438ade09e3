"""What changed and got no claim: found where a person would want to read it, and nowhere else."""

import pytest

from monitor import model
from monitor.core import claims, diff, unexplained
from tests import builders
from tests.monitor.core.conftest import ALIVE, LEXICONS
from tests.monitor.core.deltas import find, words_of


def compare(old: str, new: str):
    """Compare two bodies with a definition for living hostages."""
    engine = claims.build_engine((ALIVE,), LEXICONS)
    before, after = builders.article(old), builders.article(new)
    changes = engine.compare_claims(before, after)
    return changes, words_of(old, new, changes=changes)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The ministry said 1,200 trucks crossed.", "The ministry said 1,300 trucks crossed.", ("number", "1,200", "1,300")),
        ("Eight trucks crossed on Monday.", "Nine trucks crossed on Monday.", ("number", "Eight", "Nine")),
        ("Prices rose 4.5 percent over the year.", "Prices rose 5.4 percent over the year.", ("number", "4.5 percent", "5.4 percent")),
        ("The truce holds for 20 days.", "The truce holds for 20 weeks.", ("number", "20 days", "20 weeks")),
        ("Dozens of people fled the town.", "Hundreds of people fled the town.", ("number", "Dozens", "Hundreds")),
        ("Dozens of people fled the town.", "About 400 people fled the town.", ("number", "Dozens", "About 400")),
        ("A truck crossed the border overnight.", "Two trucks crossed the border overnight.", ("number", "A", "Two")),
        ("A man was hurt in the town.", "Two men were hurt in the town.", ("number", "A", "Two")),
        ("A bus caught fire; it was the third.", "About 40 vehicles caught fire; it was the third.", ("number", "", "About 40")),
        ("No trucks crossed the border overnight.", "Two trucks crossed the border overnight.", ("number", "No", "Two")),
        ("The strike lasted a week in all.", "The strike lasted ten days in all.", ("number", "a week", "ten days")),
        ("It came after a week of talks.", "It came after ten days of talks.", ("number", "a week", "ten days")),
        ("Families fled from the coast.", "Some 40 families fled from the coast.", ("number", "", "Some 40")),
        ("The vote was 10:8 in the end.", "The vote was 10:9 in the end.", ("number", "10:8", "10:9")),
        ("At least 24 were hurt there.", "From March 24 on at least 56 were hurt there.", ("number", "At least 24", "at least 56")),
        ("2000 people fled the town.", "2050 people fled the town.", ("number", "2000", "2050")),
        ("The dam of 2019 was near.", "The dam of 2017 was near.", ("number", "2019", "2017")),
        ("Officials think 20 may be hurt.", "Officials think 22 may be hurt.", ("number", "20", "22")),
        ("Account 12345678901234 was closed.", "Account 12345678901235 was closed.", ("number", "12345678901234", "12345678901235")),
        ("Dozens trapped in huge landslide", "One dead and dozens trapped in landslide", ("number", "", "One")),
        ("The firm handed over 20 papers.", "The firm returned over 20 papers.", ("hedge", "20", "over 20")),
        ("It fell to 5 degrees there.", "It fell to -5 degrees there.", ("number", "5 degrees", "-5 degrees")),
        ("The mine cost about $20 in all.", "The mine cost about €20 in all.", ("number", "about $20", "about €20")),
        ("At 20-5 the match was over.", "At 20-7 the match was over.", ("number", "5", "7")),
        ("About 400 people fled the town.", "At least 400 people fled the town.", ("hedge", "About 400", "At least 400")),
        ("The mine cost about $20 in all.", "The mine cost $20 in all.", ("hedge", "about $20", "$20")),
        ("The talks reportedly went well for both.", "The talks went well for both.", ("hedge", "reportedly", "")),
        ("The army will leave the town soon.", "The army may leave the town soon.", ("modal", "will", "may")),
        ("The army would leave the town soon.", "The army must leave the town soon.", ("modal", "would", "must")),
        ("The army will leave the town soon.", "The army will not leave the town soon.", ("polarity", "", "not")),
        ("The union accepted the offer on Monday.", "The union rejected the offer on Monday.", ("polarity", "accepted", "rejected")),
        ("No deal was reached on Monday.", "A deal was reached on Monday.", ("polarity", "No", "A")),
        ("The minister said it was signed.", "The minister denied it was signed.", ("polarity", "", "denied")),
        ("عبرت 20 شاحنة المعبر أمس.", "عبرت 30 شاحنة المعبر أمس.", ("number", "20", "30")),
        ("وافقت النقابة على العرض أمس.", "رفضت النقابة على العرض أمس.", ("polarity", "وافقت", "رفضت")),
        ("يجب أن تستمر المحادثات هذا الأسبوع.", "ربما أن تستمر المحادثات هذا الأسبوع.", ("modal", "يجب", "ربما")),
        ("עשרים משאיות עברו אתמול את המעבר.", "שלושים משאיות עברו אתמול את המעבר.", ("number", "עשרים", "שלושים")),
        ("הצוות חייב לצאת מחר בבוקר לדרך.", "הצוות עשוי לצאת מחר בבוקר לדרך.", ("modal", "חייב", "עשוי")),
        ("האיגוד קיבל את ההצעה ביום שני.", "האיגוד דחה את ההצעה ביום שני.", ("polarity", "קיבל", "דחה")),
    ],
)  # fmt: skip
def test_a_changed_word_of_weight_is_found(old, new, expected):
    assert words_of(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The ministry said 20 trucks crossed.", "The ministry said twenty trucks crossed."),
        ("The strike lasted a month in all.", "The strike lasted 30 days in all."),
        ("Some 400 people fled the town.", "About 400 people fled the town."),
        ("The army may leave the town soon.", "The army might leave the town soon."),
        ("He was not present at the talks.", "He was never present at the talks."),
        ("It moved 20 trucks and 48 cars.", "It moved 48 cars and 20 trucks."),
        ("A truck crossed the border.", "One truck crossed the border."),
        ("A deal is near, he said.", "Another deal is near, he said."),
        ("The two sides said the talks went on.", "The two sides told reporters the talks went on."),
        ("The dam was near.", "The dam was near, built in 2017."),
        ("Officials think 20 may be hurt.", "Officials think 20 could be hurt."),
        ("The council meets on 7 March.", "The council meets as the 7."),
        ("One of the drivers was hurt there.", "A driver was hurt there."),
        ("The 20 trucks crossed.\n\nThe union met.", "The 20 trucks crossed. The union met."),
        (
            "A driver of the convoy was hurt.",
            "A driver of the convoy was hurt, one of the first aid workers said.",
        ),
    ],
)
def test_what_says_the_same_is_left_out(old, new):
    assert words_of(old, new) == []


@pytest.mark.parametrize(
    ("sentence", "old", "new"),
    [
        ("20 miners are alive, he {}.", "said", "claimed"),
        ("She {} that the mine was safe.", "says", "alleges"),
        ("They {} the mine was safe.", "claim", "said"),
        ("He {} the mine is safe.", "said", "believes"),
        ("The mine is safe, we were told, as they {}.", "announced", "alleged"),
        ("و{} إن المنجم آمن.", "قال", "زعم"),
        ("هم {} أن المنجم آمن.", "أكدوا", "يزعمون"),
        ("הוא {} כי המכרה בטוח.", "אמר", "טען"),
        ("היא {} שהמכרה בטוח.", "טוענת", "אומרת"),
    ],
)
def test_a_verb_that_vouches_for_more_or_less_is_found_whoever_speaks(sentence, old, new):
    ((kind, *words),) = words_of(sentence.format(old), sentence.format(new))
    assert kind == "hedge"
    assert [word[-len(known) :] for word, known in zip(words, (old, new), strict=True)] == [old, new]


def test_another_verb_that_vouches_for_as_much_is_left_out():
    assert words_of("The mine is safe, he said.", "The mine is safe, he announced.") == []
    assert words_of("The mine is safe, he said.", "The mine is safe.") == []


@pytest.mark.parametrize(
    ("old", "new"), [("20", "22"), ("twenty", "thirty"), ("20", "brave"), ("brave", "20")]
)
@pytest.mark.parametrize("before", [70, 300, 900])
def test_a_number_behind_a_long_list_is_found(old, new, before):
    ages = ", ".join(f"Ana Petrov, {18 + number % 50}" for number in range(before))
    (delta,) = find(
        f"They are {ages}, and {old} miners remain.", f"They are {ages}, and {new} miners remain."
    )
    wanted = (model.DeltaKind.NUMBER, old.replace("brave", ""), new.replace("brave", ""))
    assert (delta.kind, delta.old, delta.new) == wanted


def test_the_words_behind_a_long_list_are_left_out():
    ages = ", ".join(f"Ana Petrov, {18 + number % 50}" for number in range(300))
    assert words_of(f"They are {ages}, and miners remain.", f"They are {ages}, and drivers remain.") == []


def test_a_byline_is_left_out():
    before, after = (builders.article(byline=f"By 2 of {count} reporters") for count in (4, 5))
    assert unexplained.find_unexplained(diff.compare_articles(before, after), ()) == ((), 0)


def test_a_date_in_the_story_is_found():
    old, new = (f"The talks begin in Doha on {day} March." for day in (5, 7))
    assert [kind for kind, *_ in words_of(old, new)] == ["number"]


def test_a_headline_is_read_too():
    assert words_of("20 trucks cross", "30 trucks cross", headline=True) == [("number", "20", "30")]


def test_a_number_in_a_sentence_that_came_to_a_kept_paragraph_is_found_and_one_in_a_new_paragraph_is_not():
    old = "The trucks crossed."
    assert words_of(old, "The trucks crossed. There were 40 guards.") == [("number", "", "40")]
    assert words_of(old, "The trucks crossed.\n\nThere were 40 guards.") == []


def test_a_number_in_a_sentence_that_left_a_kept_paragraph_is_found():
    old = "It rained.\n\nThe trucks crossed. There were 40 guards."
    assert words_of(old, "It rained.\n\nThe trucks crossed.") == [("number", "40", "")]
    assert words_of(old, "It rained.") == []


def test_a_number_that_the_other_text_has_with_its_noun_is_left_out():
    old = "It had 40 guards.\n\nThe trucks crossed."
    assert words_of(old, f"{old} There were 40 guards at the gate.") == []
    assert words_of(old, f"{old} There were 40 cars and 8 lamps.") == [
        ("number", "", "40"),
        ("number", "", "8"),
    ]


def test_a_number_in_a_sentence_that_moved_is_found():
    trucks = "The ministry said 20 trucks with flour crossed to the northern towns at dawn."
    others = (
        "The union met in the harbour hall and spoke of wages for three hours.",
        "Rain fell on the coast and the roads were wet until the evening came.",
        "A choir sang in the square while the shops stayed open for the fair.",
    )
    old = model.PARAGRAPH_BREAK.join((trucks, *others))
    new = model.PARAGRAPH_BREAK.join((*others, trucks.replace("20", "22")))
    moved = diff.compare_articles(
        *(builders.article(*text.split(model.PARAGRAPH_BREAK)) for text in (old, new))
    )
    assert model.SentenceOp.MOVED in {sentence.op for sentence in moved.fields[0].sentences}
    assert words_of(old, new) == [("number", "20", "22")]
    assert words_of(old, new.replace("22", "20")) == []


def test_a_notice_that_moved_is_left_out():
    notice = "Correction: an earlier version of this article gave the number of trucks as 20."
    others = (
        "The union met in the harbour hall and spoke of wages for three hours.",
        "Rain fell on the coast and the roads were wet until the evening came.",
    )
    old = model.PARAGRAPH_BREAK.join((notice, *others))
    assert words_of(old, model.PARAGRAPH_BREAK.join((*others, notice.replace("20", "22")))) == []


def test_a_sentence_cut_in_two_keeps_its_numbers():
    assert words_of("There were 20 trucks and 5 cars.", "There were 20 trucks. There were also 5 cars.") == []


def test_words_in_a_clause_that_was_rewritten_are_left_out():
    old = "The army will leave the town on Monday, the mayor said."
    new = "The army will leave the town once every house has been searched and the road may be used, the mayor said."
    assert words_of(old, new) == []


def test_a_delta_says_where_its_words_stand():
    (delta,) = find("It rained. It was 20 trucks.", "It rained. It was about 30 trucks.")
    assert delta == model.UnexplainedDelta(
        kind=model.DeltaKind.NUMBER,
        old="20",
        new="about 30",
        old_sentence="It was 20 trucks.",
        new_sentence="It was about 30 trucks.",
        old_start=7,
        new_start=7,
        field=model.TextField.BODY,
    )


def test_a_claim_change_explains_the_number_it_stands_on_and_no_other():
    changes, deltas = compare(
        "Israel says 22 hostages are alive in 5 places.", "Israel says 20 hostages are alive in 6 places."
    )
    assert [change.new_text for change in changes] == ["20"]
    assert deltas == [("number", "5", "6")]


def test_a_changed_value_does_not_explain_a_changed_modal():
    changes, deltas = compare(
        "The army will say that 22 hostages are alive.", "The army must say that 20 hostages are alive."
    )
    assert [change.kind for change in changes] == [model.ChangeKind.VALUE]
    assert deltas == [("modal", "will", "must")]


def test_a_claim_that_was_taken_back_explains_the_words_of_its_sentence():
    old, new = "Israel says 22 hostages are alive.", "Israel says 22 hostages are not alive."
    taken = builders.claim(22, sentence=old, start=12, end=23)
    change = builders.claim_change(kind=model.ChangeKind.REMOVED, old=taken, new=None)
    assert words_of(old, new) == [("polarity", "", "not alive")]
    assert words_of(old, new, changes=(change,)) == []


def test_a_change_in_another_field_explains_nothing_here():
    old = builders.claim(22, field=model.TextField.HEADLINE, start=0, end=200)
    change = builders.claim_change(old=old, new=None)
    assert words_of("It was 22 trucks.", "It was 20 trucks.", changes=(change,)) == [("number", "22", "20")]


def test_a_quotation_explains_what_stands_in_it_and_no_more():
    old, new = "“We will go,” he said and may stay.", "“We may go,” he said and must stay."
    quote = builders.claim(None, type=model.ClaimType.QUOTE, sentence=new, start=1, end=10)
    change = builders.claim_change(kind=model.ChangeKind.ADDED, old=None, new=quote)
    assert words_of(old, new, changes=(change,)) == [("modal", "may", "must")]


def test_a_text_with_more_deltas_than_are_kept_says_how_many_are_left_out():
    old, new = (
        " ".join(f"Gate {name}aa held {count} cars." for name in "bcdfghjklmnp" * 5) for count in (20, 30)
    )
    article = builders.article
    deltas, left_out = unexplained.find_unexplained(diff.compare_articles(article(old), article(new)), ())
    assert (len(deltas), left_out) == (unexplained.MAX_DELTAS, 10)
    assert unexplained.find_unexplained(diff.compare_articles(article(old), article(new)), ())[0] == deltas


@pytest.mark.parametrize(("old", "new"), [("20", "22"), ("Twenty", "Thirty")])
def test_a_number_alone_in_its_paragraph_leaves_a_delta(old: str, new: str):
    label = "Hostages alive"
    text = f"It is calm.{model.PARAGRAPH_BREAK}{label}{model.PARAGRAPH_BREAK}"
    assert ("number", old, new) in words_of(text + old, text + new)
