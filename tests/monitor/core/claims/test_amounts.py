"""Amounts: percent, money, magnitudes and other units, tied to what they are said of."""

import pytest

from monitor import errors, model
from monitor.core import claims
from tests.monitor.core.claims.stories import definition, engine

LEXICONS = {
    "raise": {
        "en": ("raise", "pay rise", "offer", "base pay"),
        "ar": ("زيادة", "عرض"),
        "he": ("תוספת", "הציע"),
    },
    "prices": {"en": ("inflation", "prices"), "ar": ("التضخم",), "he": ("האינפלציה",)},
    "aid": {"en": ("aid", "fund"), "ar": ("مساعدات",), "he": ("סיוע",)},
    "storm": {
        "en": ("storm", "magnitude", "measured"),
        "ar": ("عاصفة", "قوته"),
        "he": ("סופה", "עוצמתה"),
    },
    "echo": {"en": ("echo",), "ar": ("صدى",), "he": ("הד",)},
    "walk": {"en": ("march",)},
    "person": {"en": ("person", "villager", "toll"), "ar": ("شخص", "شخصا"), "he": ("איש",)},
    "dead": {"en": ("dead", "die", "kill", "toll"), "ar": ("قتل",), "he": ("נהרגו",)},
    "curfew": {"en": ("curfew",)},
}
RAISE = definition("raise", "amount", title="raise", noun="raise", unit="percent", veto=("prices",))
AID = definition("aid", "amount", title="aid", noun="aid", unit="money")
STORM = definition("storm", "amount", title="strength", noun="storm", unit="magnitude", veto=("echo", "year"))
DEAD = definition("dead", "count", title="dead", noun="person", require=("dead",), veto=("year",))
CURFEW = definition("curfew", "duration", title="curfew", noun="curfew")
ENGINE = claims.build_engine((RAISE, AID, STORM, DEAD, CURFEW), LEXICONS)


def found(text: str) -> list[str]:
    return [f"{one.claim_id} {claims.print_value(one)}" for one in ENGINE.find_in_text(text)]


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(str(one.kind), one.old_text, one.new_text) for one in ENGINE.compare_texts(old, new)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A raise of 4.5 per cent was offered.", "4.5"),
        ("A raise of 4.5% was offered.", "4.5"),
        ("A raise of 3,2 % was offered.", "3.2"),
        ("A raise of 3,25 per cent was offered.", "3.25"),
        ("A 5 percent raise is due.", "5"),
        ("The offer is 5% plus a bonus.", "5"),
        ("The offer is 5% plus.", ">=5"),
        ("A 5pc pay rise is due.", "5"),
        ("The offer is at least 5 percent.", ">=5"),
        ("The offer is 4-5 percent.", "4-5"),
        ("The offer is between 4% and 5%.", "4-5"),
        ("The offer is 4 percent to 5 percent.", "4-5"),
        ("The offer is 5% of base pay.", "5"),
        ("They like the 5% over two years on offer.", "5"),
        ("Staff would get 5 percent in the offer.", "5"),
        ("عرض زيادة 4.5 في المئة", "4.5"),
        ("زيادة بنسبة 4.5 بالمئة", "4.5"),
        ("זו תוספת של 4.5 אחוזים", "4.5"),
    ],
)
def test_a_percentage_is_read_with_its_noun(text, value):
    assert f"raise {value}" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Some 70 percent of members turned down the offer.",
        "Members, by 92 percent to reject the offer, stayed.",
        "The offer is below inflation of 6 percent.",
        "Staff got a raise, 5 per cent, in prices.",
        "The raise was 5 per cent inflation money.",
        "With prices up, and then at 6%, no raise came.",
        "A raise of 5 dollars was offered.",
        "A raise for 5 villagers was offered.",
        "70% מהחברים דחו תוספת",
        "70% من الأعضاء رفضوا زيادة",
        "Crime fell 5 percent.",
    ],
)
def test_a_percentage_of_something_else_is_no_claim(text):
    assert [one for one in found(text) if one.startswith("raise")] == []


def test_a_further_percentage_takes_the_noun_over_and():
    assert found("The offer is 4% this year and by a further 3% next year.") == ["raise 4", "raise 3"]
    assert found("The offer is 4% and then 3%.") == ["raise 4", "raise 3"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fund holds $1.2 billion.", "1200000000 USD"),
        ("The fund holds £1.2bn.", "1200000000 GBP"),
        ("Aid of 5 million euros came.", "5000000 EUR"),
        ("Aid of $4 to $5 came.", "4-5 USD"),
        ("مساعدات بقيمة 5 ملايين دولار", "5000000 USD"),
        ("סיוע של 5 מיליון שקל", "5000000 ILS"),
    ],
)
def test_money_is_read_with_its_currency(text, value):
    assert found(text) == [f"aid {value}"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A magnitude 6.8 storm came.", "6.8"),
        ("A storm of magnitude about 6.8 came.", "~6.8"),
        ("A 6.8-magnitude storm came.", "6.8"),
        ("An M6.8 storm came.", "6.8"),
        ("A storm measuring 6.8 on the Richter scale came.", "6.8"),
        ("The storm measured 7.", "7"),
        ("A 6.8 storm came.", "6.8"),
        ("A 6.0 storm came.", "6"),
        ("عاصفة بقوة 6.8 درجات", "6.8"),
        ("بلغت قوة عاصفة 6.8 درجات", "6.8"),
        ("סופה בעוצמה 6.8", "6.8"),
        ("עוצמתה הייתה 6.8 בסולם ריכטר", "6.8"),
    ],
)
def test_a_magnitude_is_read_off_its_scale(text, value):
    assert found(text) == [f"storm {value}"]


@pytest.mark.parametrize(
    "text",
    [
        "The storm measured 68.",
        "Echoes of the storm followed, one of magnitude 5.4.",
        "The storm came from a depth of 10.5 km.",
        "The 1999 storm had a magnitude of 7.4.",
    ],
)
def test_another_measure_is_no_magnitude(text):
    assert found(text) == []


def test_a_measure_hides_no_words_of_a_count():
    assert found("A magnitude 6.8 storm killed 12 people.") == ["storm 6.8", "dead 12"]
    assert "dead >=1000" in found("The toll from a magnitude 6.8 storm passed 1,000.")


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose from 48 to 52.",
        "The toll rose to 52 from 48.",
        "The toll is 52, up from 48.",
        "The toll is 52, compared with 48 on Monday.",
        "ارتفع عدد من قتل من 48 شخصا إلى 52 شخصا",
    ],
)
def test_the_number_that_another_came_from_is_no_value(text):
    assert found(text) == ["dead 52"]


def test_a_number_over_its_noun_is_replaced_too():
    assert found("They improved their 4% offer to 5%.") == ["raise 5"]
    assert found("They improved their 4% offer, to 5 villagers.") == ["raise 4"]


@pytest.mark.parametrize("text", ["The 1999 storm killed 17,000 people.", "In 1999, 17,000 people died."])
def test_a_year_vetoes_where_a_definition_asks_for_it(text):
    assert found(text) == []


def test_a_veto_keeps_to_its_clause():
    assert found("The offer is 5% because inflation is high.") == ["raise 5"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A 72-hour curfew began.", ["curfew 3"]),
        ("A 7-hour curfew began.", []),
        ("The curfew, aged five days, began.", ["curfew 5"]),
        ("They returned after a nine-day curfew.", ["curfew 9"]),
        ("The curfew ended after nine days.", ["curfew 9"]),
        ("Nine days of talks preceded the curfew.", []),
        ("After nine days, calm came.", []),
    ],
)
def test_how_long_a_thing_lasts(text, days):
    assert found(text) == days


def test_less_than_the_known_number_is_no_hedge():
    assert found("The offer is less than the 8% raise of others.")[0] == "raise 8"


def test_bare_numbers_take_the_word_that_is_noun_and_predicate():
    noun = {"noun": {"en": ("people", "hurt")}, "hurt": {"en": ("hurt",)}}
    engine = claims.build_engine((definition("hurt", "count", noun="noun", require=("hurt",)),), noun)
    assert [claims.print_value(one) for one in engine.find_in_text("At least 340 were hurt.")] == [">=340"]


def test_a_number_that_only_tells_where_hides_nothing():
    assert found("Some 320 villagers at three farms died.") == ["dead ~320"]


def test_amounts_are_compared_with_their_units():
    assert changes("A 4.5% raise is due.", "A 5 percent raise is due.") == [("value", "4.5", "5")]
    assert changes("A raise of 5% is due.", "A raise of 5 per cent is due.") == []
    assert changes("Aid of $5 came.", "Aid of €5 came.") == [("value", "5 USD", "5 EUR")]
    (change,) = ENGINE.compare_texts("A magnitude 6.8 storm came.", "A magnitude 7 storm came.")
    assert change.summary == "strength: 7; it said 6.8"


def test_a_unit_that_is_not_known_is_refused():
    wrong = definition("a", "amount", noun="raise", unit="procent")
    with pytest.raises(errors.DefinitionError, match="procent") as caught:
        claims.build_engine((wrong,), LEXICONS)
    assert "percent" in caught.value.hint


def test_an_amount_without_a_unit_asked_for_takes_any():
    engine = claims.build_engine((definition("a", "amount", noun="raise"),), LEXICONS)
    assert [one.unit for one in engine.find_in_text("A raise of 5 dollars.")] == ["USD"]
    assert {one.type for one in engine.find_in_text("A raise of 5 dollars.")} == {model.ClaimType.AMOUNT}


def test_a_percentage_of_another_clause_is_further_to_none_before():
    assert found("The offer is 4% for staff; 3%.") == ["raise 4"]
    assert found("The offer is 4% for staff; from within the first of the last 3%.") == ["raise 4"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("More than 700 marched for a raise of 9%.", ["raise 9"]),
        ("More than 700 marched over an offer of about 9%.", ["raise ~9"]),
        ("The storm of 4 March had a magnitude of 6.7.", ["storm 6.7"]),
        ("More than 700 marched for bread and 9% of flour.", []),
    ],
)
def test_a_preposition_leads_from_the_noun_to_its_number(text, values):
    assert found(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "They voted down the offer, 61 percent to 39.",
        "The offer was voted down by 61% to 39%.",
        "The offer was voted down 61-39 percent.",
        "The offer fell, 39 to 61 percent.",
        "The offer fell with 61% against 39%.",
    ],
)
def test_the_two_sides_of_a_vote_are_no_amount(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The offer rose from 45% to 53%.", ["raise 53"]),
        ("The offer is a rise of between 45 and 53 percent.", ["raise 45-53"]),
        ("The offer of 45 percent to 50 percent stands.", ["raise 45-50"]),
    ],
)
def test_a_range_and_a_change_are_no_vote_whatever_their_sum(text, values):
    assert found(text) == values


def test_two_numbers_that_are_no_whole_together_are_no_vote():
    assert found("The offer rose from 4% to 5%.") == ["raise 5"]
    assert found("The offer is 4% to 5%.") == ["raise 4-5"]
    assert found("The offer is 5%, and 5% to come.") == ["raise 5", "raise 5"]


def test_a_noun_may_stand_around_its_number():
    put = claims.build_engine(
        (definition("raise", "amount", noun="raise", unit="percent"),),
        {"raise": {"en": ("pay", "put … on the table")}},
    )
    told = put.find_in_text("They want pay. The firm has put 3% on the table.")
    assert [(claims.print_value(one), one.confidence) for one in told] == [("3", 0.8)]


def test_a_magnitude_is_no_number_of_what_ends_in_s_behind_its_noun():
    strength = engine(
        definition("strength", "amount", noun="quake", unit="magnitude"), quake={"en": ("quake",)}
    )
    assert [one.low for one in strength.find_in_text("6-magnitude quake rattles the Bay of Ness")] == [6]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "A raise of 4.5 percent, half of the 9 percent raise sought, is on the table.",
            ["raise 4.5", "raise 9"],
        ),
        ("Drivers voted not to take the raise of 6 percent.", ["raise 6"]),
        ("Drivers will not take the 6 percent raise.", ["raise 6"]),
        ("Drivers will not get a raise of 6 percent.", []),
    ],
)
def test_an_amount_spoken_of_stands_whatever_is_not_done_about_it(text, claims):
    assert found(text) == claims


def test_a_measure_behind_over_and_an_article_is_not_more_than_that():
    assert found("Drivers stopped work over a 2.8 percent raise.") == ["raise 2.8"]
    assert found("Drivers got over 2.8 percent in a raise.") == ["raise >=2.8"]


def test_a_magnitude_may_stand_beside_its_noun():
    assert found("The storm, 7.3, came at night.") == ["storm 7.3"]


def test_a_further_percentage_is_vetoed_with_the_clause_whose_noun_it_takes():
    pay = engine(definition("pay", "amount", unit="percent", noun="raise", veto=("last_year",)))
    assert not pay.find_in_text("Last year the raise was agreed in May, and then by 7 percent.")
    assert pay.find_in_text("The raise was agreed in May, and then by 7 percent.")


CLEFT = engine(
    definition("raise", "amount", noun="raise", unit="percent"),
    **{"raise": {"en": ("raise", "offer", "want", "on the table")}},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Six percent has been offered.", ["6"]),
        ("Six per cent is on offer.", ["6"]),
        ("They met again, and now 6% is on the table.", ["6"]),
        ("Six per cent is what their members want.", ["6"]),
        ("Six percent was all the mill would offer.", ["6"]),
        ("Six percent is not what they want.", []),
        ("Six percent is what bread costs more, and they want to eat.", []),
        ("Sixty percent were offered a seat.", []),
        ("Sixty percent", []),
        ("Members by 60 percent is what they want.", []),
    ],
)
def test_a_percentage_that_opens_its_clause_is_what_it_is_said_to_be(text, values):
    assert [claims.print_value(claim) for claim in CLEFT.find_in_text(text)] == values
