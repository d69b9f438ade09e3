"""What a text means that stands at other addresses of its outlet."""

from dataclasses import replace

import pytest

from monitor import model
from monitor.core import echoes
from tests import builders
from tests.builders import NOON

TALKS = (
    "Mediators met for two hours at a hotel by the water and left without a word to the reporters outside.",
)
WALL = (
    "The lantern keeper holds this room until 9:15, and whoever waits by the green door is brought in by turns.",
)
LATER = (
    "The lantern keeper holds this room until 11:40, and whoever waits by the green door is brought in by turns.",
)
OURS = "https://ledger.example/world/talks-resume-in-doha"


def past(*paragraphs: str) -> model.Past:
    return model.Past(latest=builders.version(article=builders.article(*paragraphs)), history=((1, "a"),))


def noted(
    *paragraphs: str, before: model.Past | None = None, kind=model.CheckKind.NEW_VERSION
) -> model.CheckOutcome:
    text = builders.article(*paragraphs)
    outcome = builders.check_outcome(kind=kind, version=builders.version(article=text))
    return echoes.note_sight(outcome, text, before)


def test_a_text_with_nothing_of_the_old_one_is_noted_under_one_key_whatever_numbers_stand_in_it():
    now, then = noted(*WALL, before=past(*TALKS)).sight, noted(*LATER, before=past(*TALKS)).sight

    assert now == then
    assert now.instead_of == noted(*TALKS).sight.key != now.key


def test_short_reports_of_one_form_with_other_figures_of_what_is_watched_are_other_texts():
    keys = set()
    for count in (48, 52, 60):
        text = builders.article(f"The ministry said {count} hostages were alive, and gave no names.")
        version = builders.version(article=text, claims=(builders.claim(count),))
        outcome = builders.check_outcome(kind=model.CheckKind.FIRST_VERSION, version=version)
        keys.add(echoes.note_sight(outcome, text, None).sight.key)
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("remark", "paragraphs", "before"),
    [
        ("a new lead over the old text", (*WALL, *TALKS), past(*TALKS)),
        ("a long first text", WALL * 10, None),
        ("no words", ("…",), None),
    ],
)
def test_an_articles_own_text_is_not_noted(remark, paragraphs, before):
    assert noted(*paragraphs, before=before).sight is None, remark


def test_what_brought_no_text_is_not_noted():
    text = builders.article(*WALL)
    quiet = builders.check_outcome()

    assert echoes.note_sight(quiet, text, past(*TALKS)) == quiet
    assert echoes.note_sight(noted(*WALL), None, None).sight is None


def test_only_a_text_in_doubt_asks_for_witnesses():
    assert noted(*WALL, before=past(*TALKS), kind=model.CheckKind.SUSPECT).witness_count == 2
    assert noted(*WALL, before=past(*TALKS)).witness_count == 0


def decide(brief, sight, *seen: tuple[str, str], before=None) -> model.CheckOutcome:
    outcome = replace(noted(*WALL, before=before), sight=sight)
    found = [model.Echo(url=f"https://ledger.example/{path}", instead_of=instead) for path, instead in seen]
    article = builders.article_for_check(url=OURS)
    return echoes.decide_echoes(brief, article, outcome, found, past=before, now=NOON)


@pytest.mark.parametrize(
    ("remark", "ours", "seen", "is_refused"),
    [
        ("in the place of two different texts", "talks", [("b", "ferry")], True),
        ("one article at two addresses, written anew", "talks", [("b", "talks"), ("c", "talks")], False),
        ("an article's first text, at another's address", "talks", [("b", "")], False),
        ("first texts at two others", "talks", [("b", ""), ("c", "")], True),
        ("a short first text at two addresses", "", [("b", "")], False),
        ("a short first text at three", "", [("b", ""), ("c", "")], True),
        ("another form of the same address", "talks", [("m/talks-resume-in-doha", "ferry")], False),
        ("nowhere else", "talks", [], False),
    ],
)
def test_where_a_text_stands_says_whether_it_is_the_articles(ledger_brief, remark, ours, seen, is_refused):
    outcome = decide(ledger_brief, model.TextSight(key="wall", instead_of=ours), *seen)

    assert (outcome.failure is not None) == (outcome.version is None) == is_refused, remark
    assert outcome.sight.key == "wall"
    if is_refused:
        assert outcome.failure.kind is model.FailureKind.SHARED_TEXT
        assert "https://ledger.example/b" in outcome.failure.detail


def test_a_check_that_noted_nothing_stays_as_it_was(ledger_brief):
    assert decide(ledger_brief, None, ("b", "ferry")).failure is None


def test_a_text_in_doubt_is_set_aside_with_it(ledger_brief):
    doubt = model.Doubt(kind=model.DoubtKind.REPLACED, detail="All is gone.")
    held = model.Held(
        version=builders.version(2, doubt=doubt), change_id=7, change=builders.change(doubt=doubt)
    )
    before = replace(past(*TALKS), held=held)

    outcome = decide(
        ledger_brief, model.TextSight(key="wall", instead_of="talks"), ("b", "ferry"), before=before
    )

    assert outcome.verdict.version.standing is model.Standing.UNCONFIRMED
    assert "1 other address of the outlet" in outcome.verdict.change.events[0].reason
    assert (outcome.doubt_count, outcome.verdict.alert) == (0, None)
