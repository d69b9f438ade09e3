import pytest

from monitor import model
from monitor.core import claims
from monitor.core.claims import explain, reasons
from monitor.core.claims.tables import VETOES
from monitor.core.claims.verdict import How, Why
from tests.eval import stories as shipped
from tests.monitor.core.claims import stories

ENGINE = stories.engine()
DATED = stories.engine(
    stories.definition("deadline", "date", noun="deadline", veto=("old",), require=("vote",)),
    stories.definition("vote_day", "date", noun="vote", scopes={"default": "set"}),
    deadline={"en": ("deadline",)},
    vote={"en": ("vote",)},
    old={"en": ("original",)},
)


def read(text: str, engine: claims.Engine = ENGINE):
    (sentence,) = explain.explain_text(engine, text).sentences
    return sentence


def reason(text: str, claim_id: str, engine: claims.Engine = ENGINE) -> str:
    """Say what was answered for the last number or date that was asked about."""
    sentence = read(text, engine)
    asked = [one for one in (*sentence.numbers, *sentence.dates) if one.options]
    return next(one.reason for one in asked[-1].options if one.claim_id == claim_id)


@pytest.mark.parametrize("story", shipped.find_stories(), ids=lambda story: story.name)
def test_what_is_explained_is_what_the_engine_finds(story):
    engine = story.engine()
    for case in story.cases:
        for text in (case["old"], case["new"]):
            trace = explain.explain_text(engine, text)
            assert sorted(map(repr, trace.claims)) == sorted(map(repr, engine.find_in_text(text)))
            for sentence in trace.sentences:
                judged = [one for one in (*sentence.numbers, *sentence.dates) if one.claim]
                assert [one.claim for one in judged] == [
                    claim for claim in sentence.claims if claim.type not in ("stance", "status")
                ]
                for one in (*sentence.numbers, *sentence.dates):
                    chosen = [option for option in one.options if option.why is None]
                    assert len(chosen) == (one.claim is not None)


def test_every_stretch_stands_in_the_text_where_it_says():
    text = "Rain fell.\n\nAt least 12 villagers died, the mayor believes. The talks may not collapse."
    trace = explain.explain_text(ENGINE, text)
    for sentence in trace.sentences:
        stretches = [sentence.at, *sentence.tokens, *(term.at for term in sentence.terms)]
        stretches += [number.at for number in sentence.numbers]
        stretches += [one.word for one in sentence.positions]
        assert [text[one.start : one.end] for one in stretches] == [one.text for one in stretches]


def test_a_number_is_shown_with_its_noun_hedge_doubt_scope_and_source():
    sentence = read("The mayor believes at least 12 villagers will be rescued.")
    (number,) = sentence.numbers
    assert (number.at.text, number.low, number.nouns) == ("12", 12, ("person",))
    assert (number.hedge, number.hedge_word.text) == (model.Hedge.AT_LEAST, "at least")
    assert number.scope_reason == 'by "rescued" (@coming)'
    assert number.claim == sentence.claims[0]
    assert number.window.text == "The mayor believes at least 12 villagers will be rescued."
    (source,) = sentence.sources
    assert (source.name, source.is_doubting) == ("The mayor", True)
    assert sentence.language == "en"
    (option,) = (one for one in number.options if one.why is None)
    assert (option.claim_id, option.how, option.word.text) == ("rescued", How.OWN_WORD, "rescued")


def test_the_word_that_doubts_is_named():
    assert read("12 villagers reportedly died.").numbers[0].doubt_word.text == "reportedly"


@pytest.mark.parametrize(
    ("text", "claim_id", "said"),
    [
        ("12 villagers died.", "dead", '"died" (@dead) is said of it'),
        ("12 villagers and 8 residents died.", "dead", '"died" (@dead) is said of it'),
        ("12 villagers stood there.", "homeless", "its noun is enough (@person)"),
        ("12 villagers died.", "hurt", "the sentence has no term of @hurt"),
        ("12 villagers died.", "homeless", "dead takes it"),
        ("12 percent of villagers died.", "dead", "it is in percent, which is no count"),
        ("Of the villagers, 2019.", "dead", "it may be a year"),
        ("12 trucks and the villagers.", "dead", "no term of @person is what it counts"),
        ("12 villagers died.", "curfew_days", "it counts @person, not @curfew"),
        ("12.5 villagers died.", "dead", "it is no whole number"),
        ("12 villagers and tourists died.", "dead", 'vetoed by @visitor: "tourists"'),
        ("12 villagers did not die.", "dead", 'denied by "not"'),
        (
            "Of the villagers who left, including 12 residents, some died.",
            "homeless",
            "part of another number",
        ),
    ],
)
def test_each_answer_is_put_into_words(text, claim_id, said):
    assert reason(text, claim_id) == said


def test_another_unit_than_the_one_asked_for_is_named():
    engine = stories.engine(
        stories.definition("in_dollars", "amount", noun="raise", unit="USD"),
        stories.definition("during", "count", noun="person", veto=("year",)),
    )
    said = [one.reason for one in read("A raise of 4 percent in 2019.", engine).numbers[0].options]
    assert "it is in percent, which is no amount in USD" in said
    number = read("12 villagers died in 2019.", engine).numbers[0]
    assert number.options[1].reason == 'a year is named beside it: "in 2019"'


def test_a_required_word_that_stands_elsewhere_is_named():
    said = reason("Two residents died, but 12 villagers were hurt.", "dead")
    assert said == 'no word of @dead is said of it; "died" stands elsewhere'


def test_a_number_shares_its_neighbours_verb():
    (first, second) = read("Crews rescued 12 villagers and 8 residents.").numbers
    assert [one.how for one in first.options if one.why is None] == [How.OWN_WORD]
    (shared,) = (one for one in second.options if one.why is None)
    assert (shared.how, shared.reason) == (
        How.SHARED_WORD,
        '"rescued" of a neighbour (@rescue) is said of it',
    )


def test_a_noun_apart_and_a_further_word_that_is_missing_are_told():
    engine = stories.engine(
        stories.definition("here", "count", noun="person"),
        stories.definition("dead_in_raid", "count", noun="person", require=("dead", "union")),
    )
    sentence = read("The villagers were there: 12 in all.", engine)
    whys = {option.claim_id: option.why for option in sentence.numbers[0].options}
    assert whys == {"here": Why.NOUN_APART, "dead_in_raid": Why.LACKING}
    assert sentence.numbers[0].options[0].reason == "its noun does not stand at it"
    assert sentence.numbers[0].is_borrowed


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("12 villagers died on Oct. 7.", "read as a date or time"),
        ("A man aged 34 died.", "read as an age"),
        ("Phase 2 began.", 'part of a name, as in "phase 2"'),
        ("Correction: an earlier version said 12 villagers died.", "inside a correction notice"),
    ],
)
def test_a_number_that_is_no_count_says_what_it_is(text, refused):
    number = read(text).numbers[-1]
    assert (number.refused, number.options, number.claim) == (refused, (), None)


def test_every_veto_of_the_engine_has_its_words():
    assert [name for name in VETOES if reasons.say_veto(name).startswith("vetoed")] == []


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("12 villagers saw an F16.", "16", "stands behind letters: a code or name"),
        (
            "They rang 1234567890123 for 12 villagers.",
            "1234567890123",
            "longer than 12 characters: an identifier",
        ),
        ("12 villagers left at 10:30:15.", "10:30:15", "a time, date or version, not a number"),
        ("مئات من الناس قتل 12 شخصا", "مئات", "says no number by itself"),
        (
            " and ".join(f"{n} villagers" for n in range(11, 52)),
            "51",
            "only 40 numbers are read in a sentence",
        ),
    ],
)
def test_what_was_not_read_as_a_number_says_why(text, word, said):
    (unread,) = read(text).unread
    assert (unread.at.text, unread.reason) == (word, said)


def test_a_notice_holds_no_claim_and_no_position():
    trace = explain.explain_text(
        ENGINE, "Correction: The union refuses to strike. 12 villagers died.\n\n9 villagers died."
    )
    assert [sentence.is_notice for sentence in trace.sentences] == [True, True, False]
    assert [sentence.positions for sentence in trace.sentences[:2]] == [(), ()]
    assert [claim.low for claim in trace.claims] == [9]


def test_what_lies_behind_the_limit_is_counted():
    assert read("12 villagers died. ").unread_characters == 0
    assert read("12 villagers died " + "and so on " * 600).unread_characters > 1000
    assert read("…").unread_characters == 0


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("The union refuses to strike.", "refuses", 'said of "strike"'),
        ("The union is ready, or not ready, to strike.", "willing", "denied"),
        ("The union is ready and very willing to strike.", "willing", "another word is nearer"),
        (
            "If the union is ready to strike, so be it.",
            "willing",
            "somebody's demand or a condition, not the actor's own position",
        ),
        (
            "Nobody is ready to strike.",
            "willing",
            "no actor who holds it: not named here, or only dealt with",
        ),
        ("The union stayed out.", "refuses", "tells what happened, which is no position"),
        ("The union will strike.", "refuses", "is not denied, as its lexicon asks"),
        ("The union, " + "so it was said, " * 8 + "refuses to strike.", "refuses", 'said of "strike"'),
        ("The union refuses " + "so it was said " * 8 + "to strike.", "refuses", "too far from its topic"),
    ],
)
def test_each_word_for_a_stance_says_why_it_counts(text, value, said):
    positions = [
        one for one in read(text).positions if one.claim_id == "strike_stance" and one.value == value
    ]
    assert said in [one.reason for one in positions]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A deal was reached.", 'said of "deal"'),
        ("No deal was reached.", "its topic is denied"),
        ("They held talks because a summit would be reached.", "in another clause than its topic"),
        ("A deal was reached last year.", 'vetoed by @last_year: "last year"'),
    ],
)
def test_each_word_for_a_status_says_why_it_counts(text, said):
    assert said in [one.reason for one in read(text).positions if one.claim_id == "talks"]


def test_a_tense_that_is_asked_for_is_named():
    engine = stories.engine(
        stories.definition("talks", "status", topic="talks", values={"agreed": "signed"}),
        signed={"en": ("@reached.past",)},
    )
    (position,) = read("A deal will be reached.", engine).positions
    assert (position.why, position.reason) == (Why.TENSE, "does not stand in the past, as its lexicon asks")


def test_definitions_that_a_sentence_cannot_hold_name_what_it_lacks():
    lacking = dict(read("The union will strike.").lacking)
    assert lacking["dead"] == "person"
    assert lacking["talks"] == "talks"
    assert "strike_stance" not in lacking
    assert dict(read("The talks went on.").lacking)["talks"] == "failed or @reached"


def test_quotations_stand_beside_the_sentences():
    trace = explain.explain_text(ENGINE, "“We will stay out for good,” the union said.")
    assert [claim.source for claim in trace.quotes] == ["the union"]
    assert trace.claims[-1:] == trace.quotes


@pytest.mark.parametrize(
    ("text", "claim_id", "said"),
    [
        ("The vote is on 5 March.", "vote_day", "@vote is what it dates"),
        ("The vote is not on 5 March.", "vote_day", 'denied by "not"'),
        ("The vote is on 5 March.", "deadline", "the sentence has no term of @deadline"),
        ("The original deadline and vote are on 5 March.", "deadline", "vetoed by @old"),
        ("Deadline and vote: 5 March.", "deadline", "vote_day takes it"),
    ],
)
def test_a_date_says_which_claim_it_is_of(text, claim_id, said):
    assert reason(text, claim_id, DATED) == said


def test_a_date_without_a_word_that_is_required_says_which():
    sentence = read("The deadline is on 5 March, but the vote will follow.", DATED)
    options = {option.claim_id: option.reason for option in sentence.dates[0].options}
    assert options["deadline"] == 'no word of @vote is said of it; "vote" stands elsewhere'


def test_all_of_them_stay_in_the_default_scope():
    engine = stories.engine(
        stories.definition("there", "count", noun="person", scopes={"coming": "coming", "default": "there"})
    )
    said = read("Crews plan to rescue all 12 villagers.", engine).numbers[0].scope_reason
    assert said.startswith("the default: it is all of them, and ")
    assert (
        read("There are 12 villagers.", engine).numbers[0].scope_reason
        == "the default: no scope word is near"
    )


def test_a_comparison_shows_what_is_equal_and_each_change_with_its_tier():
    comparison = explain.explain_comparison(
        ENGINE,
        "12 villagers died. Crews rescued 9 residents.",
        "13 villagers died. Crews rescued nine residents.",
    )
    assert [(old.low, new.low) for old, new in comparison.equal] == [(9, 9)]
    (compared,) = comparison.changes
    assert (compared.change.kind, compared.likeness, compared.tier_reason) == ("value", 1.0, "clear evidence")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Crews rescued 9 villagers.", "Crews rescued 8 villagers.", "the definition asks for it (value)"),
        (
            "12 villagers died.",
            "A blast at dawn left 13 residents of Ardan dead.",
            "the sentence was written anew",
        ),
    ],
)
def test_a_slower_tier_has_its_reason(old, new, said):
    (compared,) = explain.explain_comparison(ENGINE, old, new).changes
    assert compared.tier_reason == said


def test_a_change_for_the_review_list_says_that_the_same_stands_unread():
    comparison = explain.explain_comparison(
        ENGINE, "12 villagers died.", "The villagers, 12 of them, are no more."
    )
    found = [
        (one.change.kind, one.likeness, one.tier_reason)
        for one in comparison.changes
        if one.change.claim_id == "dead"
    ]
    assert found == [("removed", None, "the same stands unread on the other side")]


def test_a_hedge_behind_the_noun_is_shown_as_the_numbers():
    (number,) = read("12 villagers or more died.").numbers
    assert number.hedge is model.Hedge.AT_LEAST
