"""Labelled edits in three languages: how well each kind of edit is told, and that what is more than style is never called so.

`before` in an id: written before there was any code that tells kinds; `after`: after it, and before its first run on them.
"""

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest

from monitor import model
from monitor.core import alerting, diff
from tests import builders
from tests.eval import stories

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (stories.HERE / f"{stories.EDITS}.jsonl").read_text(encoding="utf-8").splitlines()
]
#: Least F1 of each kind over all cases. Misspelt Arabic and Hebrew words are called wording on purpose: one letter is another
#: word there.
FLOORS = {kind.value: 0.95 for kind in model.EditKind} | {"typo": 0.79, "wording": 0.87}


def article(field: str, paragraphs: list[str]) -> model.Article:
    if field == "body":
        return builders.article(*paragraphs)
    return builders.article("The body stays.", **{field: "".join(paragraphs)})


@cache
def find_kinds(at: int) -> frozenset[str]:
    case = CASES[at]
    old, new = (article(case["field"], case[side]) for side in ("old", "new"))
    return frozenset(kind.value for kind in diff.compare_articles(old, new).edits)


def test_there_are_eighty_edits_in_each_language_each_with_a_name_of_its_own():
    assert Counter(case["id"][:2] for case in CASES) == {"en": 80, "ar": 80, "he": 80}
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("kind", FLOORS)
def test_a_kind_of_edit_is_told_no_worse_than_its_floor(kind):
    pairs = [(kind in find_kinds(at), kind in case["kinds"]) for at, case in enumerate(CASES)]
    right, wrong = pairs.count((True, True)), pairs.count((True, False)) + pairs.count((False, True))
    assert right, "no case of this kind"
    assert 2 * right / (2 * right + wrong) >= FLOORS[kind]


def test_no_edit_that_is_more_than_style_is_called_style():
    cosmetic = {kind.value for kind in alerting.COSMETIC_EDITS}
    called = [
        case["id"]
        for at, case in enumerate(CASES)
        if find_kinds(at) <= cosmetic and not set(case["kinds"]) <= cosmetic
    ]
    assert called == []
