"""The shipped definitions against labelled pairs of our own: the pinned floors cannot be lowered silently."""

import json
from pathlib import Path

import pytest

from monitor.core import claims
from monitor.core.claims.compiled import compile_definitions
from tests.eval import definitions, score

HERE = Path(__file__).parent
CASES = score.load_cases(HERE / "negotiations.jsonl")
BASELINE = json.loads((HERE / "baseline.json").read_text())["negotiations"]


@pytest.fixture(scope="module")
def engine() -> claims.Engine:
    return definitions.load_engine()


def test_there_are_enough_pairs_in_each_language_and_enough_silent_ones():
    assert len(CASES) >= 100
    assert {case["lang"] for case in CASES} == {"en", "ar", "he"}
    assert sum(not case["changes"] for case in CASES) >= 40


@pytest.mark.parametrize("lang", ["en", "ar", "he"])
def test_each_language_meets_its_floors(engine, lang):
    scored = score.score(engine, [case for case in CASES if case["lang"] == lang])
    floors = BASELINE[lang]
    for measure in ("pair_precision", "pair_recall", "kind_f1", "value_f1"):
        assert scored[measure] >= floors[measure], measure
    assert scored["false_alerts"] <= floors["false_alerts"]


def test_a_change_backwards_is_the_same_change_with_old_and_new_exchanged(engine):
    for case in CASES:
        there = {(one["claim"], one["kind"]) for one in score.find_changes(engine, case)}
        back = score.find_changes(engine, case | {"old": case["new"], "new": case["old"]})
        turned = {"added": "removed", "removed": "added"}
        assert {(one["claim"], turned.get(one["kind"], one["kind"])) for one in back} == there, case["id"]


def test_a_text_compared_with_itself_is_silent(engine):
    for case in CASES:
        assert engine.compare_texts(case["new"], case["new"]) == (), case["id"]


def test_offsets_point_at_the_number_and_the_sentence_stands_in_the_text(engine):
    for case in CASES:
        for claim in engine.find_in_text(case["new"]):
            assert 0 <= claim.start < claim.end <= len(case["new"])
            assert claim.sentence.strip('“”" ') in case["new"] or claim.sentence in case["new"]


def test_an_engine_that_remembers_finds_what_one_that_forgets_finds(engine):
    forgetful = claims.Engine(compile_definitions(*definitions.load_definitions()), capacity=0)
    texts = [case[side] for case in CASES for side in ("old", "new")]
    texts += ["\n\n".join(texts[at : at + 12]) for at in range(0, len(texts), 12)]
    for text in texts:
        found = forgetful.find_in_text(text)
        assert engine.find_in_text(text) == found
        assert engine.find_in_text(text) == found
