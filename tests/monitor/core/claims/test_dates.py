"""Dates: what day something is said to be on, by or after, in three languages."""

import pytest

from monitor import errors, model
from monitor.core import claims
from tests.monitor.core.claims.stories import definition

LEXICONS = {
    "vote": {"en": ("election", "vote"), "ar": ("انتخابات",), "he": ("בחירות",)},
    "deadline": {"en": ("deadline", "expire"), "ar": ("مهلة",), "he": ("אולטימטום", "המועד האחרון")},
    "runoff": {"en": ("runoff",)},
    "held": {"en": ("hold", "held")},
    "planned": {"en": ("would",)},
}
ENGINE = claims.build_engine(
    (
        definition("deadline", "date", title="deadline", noun="deadline"),
        definition("vote", "date", title="election day", noun="vote", veto=("runoff",)),
    ),
    LEXICONS,
)


def found(text: str) -> list[str]:
    return [f"{one.claim_id} {claims.print_value(one)}" for one in ENGINE.find_in_text(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The deadline is Oct. 7.", "7 October"),
        ("The deadline is October 7th, 2026.", "7 October 2026"),
        ("The deadline is 7 October.", "7 October"),
        ("The deadline is the 7th of October 2026.", "7 October 2026"),
        ("The deadline is Friday, 7 October.", "7 October"),
        ("The deadline is Friday.", "Friday"),
        ("The deadline is 2026-10-07.", "7 October 2026"),
        ("The deadline is in October.", "October"),
        ("The deadline is in May.", "May"),
        ("The deadline is May 2027.", "May 2027"),
        ("The deadline is in 2027.", "2027"),
        ("The deadline is by Oct. 7.", "<=7 October"),
        ("The deadline is no earlier than Friday.", ">=Friday"),
        ("The deadline is around Oct. 7.", "~7 October"),
        ("Nothing came before the Oct. 7 deadline.", "<=7 October"),
        ("The deadline was moved from 7 October to 9 October.", "9 October"),
        ("المهلة في 7 أكتوبر 2026", "7 October 2026"),
        ("المهلة حتى 7 تشرين الأول/أكتوبر", "<=7 October"),
        ("المهلة يوم الجمعة", "Friday"),
        ("המועד האחרון: 7.10.2026", "7 October 2026"),
        ("אולטימטום עד ה-7 באוקטובר", "<=7 October"),
        ("אולטימטום ב-7.10", "7 October"),
        ("אולטימטום ב-7.10.26", "7 October 2026"),
        ("אולטימטום ביום שני", "Monday"),
    ],
)
def test_a_date_is_read_with_its_noun(text, value):
    assert found(text) == [f"deadline {value}"]


@pytest.mark.parametrize(
    "text",
    [
        "The deadline is tomorrow.",
        "The deadline may pass.",
        "The deadline is 5",
        "The deadline is 7/10.",
        "The deadline is not Oct. 7.",
        "The deadline is 2026-13-07.",
        "The deadline is 7.10 points.",
        "אולטימטום 7.10 נקודות",
        "אולטימטום ב-7.13",
        "The deadline is 39 October 2026 miles off.",
        "It came on Oct. 7.",
        "The vote has its runoff on Oct. 7.",
        "כלום ב-7.10",
        "The deadline is 7 / 8.",
        "תשרין / deadline",
    ],
)
def test_what_is_no_date_of_it_is_no_claim(text):
    assert [one for one in found(text) if "7 October" in one] == []


def test_each_date_goes_to_the_nearest_noun_in_its_own_stretch():
    text = "The deadline is Friday, and the election follows on 3 November."
    assert found(text) == ["deadline Friday", "vote 3 November"]
    assert found("The vote after the deadline of Friday is near.") == ["deadline >=Friday"] or found(
        "The vote after the deadline of Friday is near."
    ) == ["deadline Friday"]


def test_a_required_word_must_stand_in_the_clause_and_scopes_are_read():
    strict = definition(
        "vote", "date", noun="vote", require=("held",), scopes={"planned": "planned", "default": "set"}
    )
    engine = claims.build_engine((strict,), LEXICONS)
    (one,) = engine.find_in_text("The election would be held on Friday, sources say.")
    assert (one.scope, one.type, one.low, one.high) == ("planned", model.ClaimType.DATE, None, None)
    assert engine.find_in_text("The election is on Friday.") == ()


def test_a_date_says_where_it_stands_and_who_says_so():
    text = "Ana Petrov believes the deadline is by Oct. 7."
    (one,) = ENGINE.find_in_text(text)
    assert (text[one.start : one.end], one.source, one.is_reported) == ("by Oct. 7", "Ana Petrov", True)


def test_dates_are_compared():
    (change,) = ENGINE.compare_texts("The deadline is Oct. 7.", "The deadline is 9 October.")
    assert (change.kind, change.old_text, change.new_text) == ("value", "7 October", "9 October")
    assert change.summary == "deadline: 9 October; it said 7 October"
    (change,) = ENGINE.compare_texts("The deadline is Oct. 7.", "The deadline is by Oct. 7.")
    assert (change.kind, change.summary) == ("hedge", "deadline: by 7 October; it said 7 October")
    assert ENGINE.compare_texts("The deadline is Oct. 7.", "The deadline is 7 October.") == ()


def test_no_more_dates_than_the_limit_are_read():
    assert len(found("The deadline is " + "Oct. 7 or the deadline is " * 30)) == 20


def test_a_date_needs_a_noun():
    with pytest.raises(errors.DefinitionError, match="noun"):
        claims.build_engine((definition("a", "date"),), LEXICONS)
