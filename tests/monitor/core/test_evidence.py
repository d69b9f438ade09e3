import hashlib
from dataclasses import replace

import pytest

from monitor.core import evidence
from tests import builders


def chain(count: int = 3) -> list:
    snapshots = []
    previous = None
    for number in range(count):
        page = builders.page(f"<p>{number}", fetched_at=builders.NOON + builders.hours(number))
        snapshots.append(evidence.build_snapshot(page, previous))
        previous = snapshots[-1].chain_sha256
    return snapshots


def test_a_chain_as_it_was_built_is_sound():
    assert evidence.verify_chain(chain()) is None
    assert evidence.verify_chain([]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"body": b"<p>other"},
        {"url": "https://ledger.example/b"},
        {"final_url": "https://ledger.example/b"},
        {"moved_to": "https://ledger.example/b"},
        {"status": 203},
        {"headers": (("content-type", "text/html"),)},
        {"fetched_at": builders.NOON},
    ],
)
def test_no_fact_of_a_page_can_be_changed_unseen(change: dict):
    snapshots = chain()
    snapshots[1] = replace(snapshots[1], page=replace(snapshots[1].page, **change))
    assert evidence.verify_chain(snapshots) == 1


def test_no_snapshot_can_be_dropped_or_moved_unseen():
    first, second, third = chain()
    assert evidence.verify_chain([second, third]) == 0
    assert evidence.verify_chain([first, third]) == 1
    assert evidence.verify_chain([first, third, second]) == 1


def test_a_forged_digest_is_seen():
    snapshots = chain()
    snapshots[2] = replace(snapshots[2], sha256="0" * 64)
    assert evidence.verify_chain(snapshots) == 2


def test_every_altered_snapshot_is_named_and_no_other():
    snapshots = chain(5)
    for index in (1, 3):
        snapshots[index] = replace(snapshots[index], page=builders.page("another"))
    assert evidence.find_broken(snapshots) == (1, 3)
    snapshots = chain(4)
    snapshots[1] = None
    assert evidence.find_broken(snapshots) == (2,)


def test_parts_cannot_be_shifted_into_one_another():
    one = builders.page(headers=(("a", "bc"), ("d", "e")))
    other = builders.page(headers=(("ab", "c"), ("d", "e")))
    joined = builders.page(headers=(("a", "bc\nd: e"),))
    assert len({evidence.chain_hash(None, page) for page in (one, other, joined)}) == 3


def test_the_chain_value_is_what_the_documentation_says():
    """Written out by hand from the module's docstring: if it changes, old evidence no longer verifies."""
    framed = (
        '{"body":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881","fetched_at":"2025-09-01T12:00:00.000000+00:00",'
        '"final_url":"https://ledger.example/a","headers":[["server","s\\udce9"]],"moved_to":null,"previous":"ab","scheme":1,'
        '"status":200,"url":"https://ledger.example/a"}'
    )
    page = builders.page("x", headers=(("server", "s\udce9"),))
    assert evidence.chain_hash("ab", page) == hashlib.sha256(framed.encode()).hexdigest()
    assert evidence.chain_hash(None, page) != evidence.chain_hash("ab", page)
