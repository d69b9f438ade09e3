"""The shipped definitions against labelled pairs of our own: the pinned floors cannot be lowered silently."""

from pathlib import Path

import pytest

from monitor.core import claims
from tests.eval import score, stories

STORIES = stories.find_stories()
FLOORS = stories.load_floors()
LANGUAGES = [(story, lang) for story in STORIES for lang in story.languages()]
#: One for each file of definitions: several sets of pairs are of one story.
ENGINES: dict[Path, claims.Engine] = {}


@pytest.fixture(params=STORIES, ids=lambda story: story.name)
def story(request):
    return request.param


def engine_of(story: stories.Story) -> claims.Engine:
    if story.definitions not in ENGINES:
        ENGINES[story.definitions] = story.engine()
    return ENGINES[story.definitions]


def test_the_floors_name_every_story_and_no_other():
    assert sorted(FLOORS) == sorted(story.name for story in STORIES)


def test_the_floors_name_every_language_that_a_story_has_pairs_in(story):
    assert set(FLOORS[story.name]) == set(story.languages())


def test_the_floors_name_every_measure():
    measures = {"pair_precision", "pair_recall", "pair_f1", "kind_f1", "value_f1", "false_alerts"}
    assert {frozenset(floors) for languages in FLOORS.values() for floors in languages.values()} == {
        frozenset(measures)
    }


def test_pairs_without_definitions_are_refused():
    with pytest.raises(FileNotFoundError, match="no-such-story"):
        stories.find_definitions("no-such-story")


def test_there_are_enough_pairs_and_enough_silent_ones(story):
    silent = sum(not case["changes"] for case in story.cases)
    assert len(story.cases) >= 60
    assert story.name.endswith("-silent") or 0.3 <= silent / len(story.cases) <= 0.7


def test_every_pair_has_a_name_of_its_own(story):
    assert len({case["id"] for case in story.cases}) == len(story.cases)


def test_every_change_that_is_expected_is_of_a_claim_that_is_defined(story):
    named = {change["claim"] for case in story.cases for change in case["changes"]}
    assert named <= set(engine_of(story).definitions)


@pytest.mark.parametrize(
    ("story", "lang"), LANGUAGES, ids=[f"{story.name}-{lang}" for story, lang in LANGUAGES]
)
def test_each_language_meets_its_floors(story, lang):
    scored = score.score(engine_of(story), story.in_language(lang))
    floors = FLOORS[story.name][lang]
    for measure in floors.keys() - {"false_alerts"}:
        assert scored[measure] >= floors[measure], measure
    assert scored["false_alerts"] <= floors["false_alerts"]


def test_a_change_backwards_is_the_same_change_with_old_and_new_exchanged(story):
    engine = engine_of(story)
    turned = {"added": "removed", "removed": "added"}
    for case in story.cases:
        there = {(one["claim"], one["kind"]) for one in score.find_changes(engine, case)}
        back = score.find_changes(engine, case | {"old": case["new"], "new": case["old"]})
        assert {(one["claim"], turned.get(one["kind"], one["kind"])) for one in back} == there, case["id"]


def test_paragraphs_of_another_story_around_a_pair_change_nothing_that_is_told(story):
    engine = engine_of(story)
    others = [
        case["old"]
        for other in STORIES
        for case in other.cases[::20]
        if other.definitions != story.definitions and not engine.find_in_text(case["old"])
    ]
    for number, case in enumerate(story.cases[::16]):
        if claims.find_notices([case["old"], case["new"]]):
            continue  # a notice makes its paragraph, where a text has more than one
        around = [others[(number * 7 + at) % len(others)] for at in range(12)]
        inside = {side: "\n\n".join([*around[:6], case[side], *around[6:]]) for side in ("old", "new")}
        assert score.find_changes(engine, inside) == score.find_changes(engine, case), case["id"]


def test_a_text_compared_with_itself_is_silent(story):
    for case in story.cases:
        assert engine_of(story).compare_texts(case["new"], case["new"]) == (), case["id"]


def test_offsets_point_at_the_number_and_the_sentence_stands_in_the_text(story):
    for case in story.cases[::2]:
        for claim in engine_of(story).find_in_text(case["new"]):
            assert 0 <= claim.start < claim.end <= len(case["new"])
            assert claim.sentence.strip('“”" ') in case["new"] or claim.sentence in case["new"]


def test_an_engine_that_remembers_finds_what_one_that_forgets_finds(story):
    forgetful = story.forgetful_engine()
    texts = [case[side] for case in story.cases[::4] for side in ("old", "new")]
    texts += ["\n\n".join(texts[at : at + 12]) for at in range(0, len(texts), 12)]
    for text in texts:
        found = forgetful.find_in_text(text)
        assert engine_of(story).find_in_text(text) == found
        assert engine_of(story).find_in_text(text) == found
