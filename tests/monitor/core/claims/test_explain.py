import pytest

from monitor import model
from monitor.core.claims import explain
from monitor.core.claims.verdict import How, Why
from tests.eval import stories as shipped
from tests.monitor.core.claims import stories
from tests.monitor.core.claims.explained import ENGINE, read


@pytest.mark.parametrize("story", shipped.find_stories(), ids=lambda story: story.name)
def test_what_is_explained_is_what_the_engine_finds(story):
    engine = story.engine()
    for case in story.cases[::5]:
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


def test_a_part_of_those_a_claim_counted_says_so():
    number = read("The storm hurt 80 villagers, of whom 12 were wounded badly.").numbers[-1]
    (hurt,) = (one for one in number.options if one.claim_id == "hurt")
    assert (hurt.why, number.claim) == (Why.VETO, None)


def test_how_long_the_last_thing_named_went_on_is_explained():
    trace = explain.explain_text(ENGINE, "The curfew ended. It lasted 12 days.")
    (number,) = trace.sentences[-1].numbers
    assert number.claim is not None
    assert read("It lasted 12 days.").numbers[0].refused == "no word of the sentence is watched"
