"""Which texts are copies of one wire story: texts of invented agencies and outlets, each labelled with its origin.

Every two texts of one language are a pair, copies where their origin is the same. The floors cannot be lowered silently.
"""

import itertools
import json
from pathlib import Path

import pytest

from monitor import model
from monitor.core import likeness, origins
from tests import builders

#: Of the pairs taken for copies, those that are; of the copies, those found by text; and of those, found by a band, too.
PRECISION, RECALL, FOUND = 1.0, 1.0, 0.98


def load_texts() -> list[dict]:
    lines = Path(__file__).parent.joinpath("copies/texts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


TEXTS = load_texts()
ARTICLES: dict[str, model.Article] = {text["id"]: builders.article(*text["paragraphs"]) for text in TEXTS}
PAIRS = [
    (one["id"], other["id"], one["origin"] == other["origin"])
    for one, other in itertools.combinations(TEXTS, 2)
    if one["lang"] == other["lang"]
]
COPIES = [(one, other) for one, other, is_copy in PAIRS if is_copy]


@pytest.fixture(scope="module")
def shares() -> dict[tuple[str, str], float]:
    return {(one, other): likeness.measure_share(ARTICLES[one], ARTICLES[other]) for one, other, _ in PAIRS}


def test_there_are_enough_texts_and_each_has_a_name_of_its_own():
    assert len({text["id"] for text in TEXTS}) == len(TEXTS)
    assert {text["lang"] for text in TEXTS} == {"en", "ar", "he"}
    assert len(COPIES) >= 60
    assert len(PAIRS) - len(COPIES) >= 60


def test_copies_are_told_from_reports_of_the_same_event(shares):
    taken = {pair for pair, share in shares.items() if share >= origins.COPY_SHARE}
    assert len(taken & set(COPIES)) / len(taken) >= PRECISION, sorted(taken - set(COPIES))
    assert len(taken & set(COPIES)) / len(COPIES) >= RECALL, sorted(set(COPIES) - taken)


def test_the_line_between_them_is_not_drawn_close_to_either(shares):
    """A pair that was never seen may lie a little further in."""
    assert min(shares[pair] for pair in COPIES) >= origins.COPY_SHARE + 0.1
    assert max(share for pair, share in shares.items() if pair not in set(COPIES)) <= origins.COPY_SHARE - 0.1


def test_copies_are_found_by_bands_they_share():
    bands = {name: set(likeness.find_bands(article)) for name, article in ARTICLES.items()}
    found = [
        (one, other) for one, other in COPIES if len(bands[one] & bands[other]) >= likeness.MIN_SHARED_BANDS
    ]
    assert len(found) / len(COPIES) >= FOUND
    strangers = [
        (one, other)
        for one, other, is_copy in PAIRS
        if not is_copy and len(bands[one] & bands[other]) >= likeness.MIN_SHARED_BANDS
    ]
    assert len(strangers) <= 0.01 * (len(PAIRS) - len(COPIES)), strangers
