from datetime import timedelta

import pytest

from monitor import model
from monitor.core import entries
from tests import builders
from tests.builders import NOON


def listed(count: int, *, days: list[int] | None = None) -> tuple[model.Entry, ...]:
    return tuple(
        builders.entry(
            url=f"https://ledger.example/{number}",
            published_at=NOON + timedelta(days=days[number]) if days else None,
        )
        for number in range(count)
    )


def numbers(found: tuple[model.Entry, ...]) -> list[int]:
    return [int(entry.url.rpartition("/")[2]) for entry in found]


@pytest.mark.parametrize(
    ("remark", "given", "expected"),
    [
        ("few enough", listed(3), [0, 1, 2]),
        ("dated, the newest last", listed(5, days=[1, 2, 3, 4, 5]), [4, 3, 2]),
        ("of one day, in order", listed(5, days=[1, 1, 1, 1, 1]), [0, 1, 2]),
        ("without dates, from either end", listed(5), [0, 1, 4]),
    ],
)
def test_of_too_many_entries_the_newest_are_taken(remark, given, expected):
    assert numbers(entries.find_newest(given, 3)) == expected, remark


def test_an_entry_dated_by_its_update_alone_counts_by_that():
    given = (*listed(3), builders.entry(url="https://ledger.example/9", updated_at=NOON))
    assert numbers(entries.find_newest(given, 1)) == [9]


def test_dates_far_ahead_are_none(ledger_brief):
    ahead = NOON + timedelta(days=1)
    parsed = model.ParsedFeed(
        format="rss20",
        entries=(
            builders.entry(published_at=ahead, updated_at=ahead),
            builders.entry(published_at=ahead + timedelta(seconds=1), updated_at=ahead + timedelta(days=9)),
        ),
    )
    found = [
        (sighting.entry.published_at, sighting.entry.updated_at)
        for sighting in entries.find_sightings(ledger_brief, parsed, now=NOON)
    ]
    assert found == [(ahead, ahead), (None, None)]


def test_entries_are_known_again_by_their_address():
    keys = entries.find_keys(listed(3))
    assert entries.is_overlap(listed(1), keys)
    assert not entries.is_overlap(listed(5)[3:], keys)
    assert len(entries.find_keys(listed(60))) == 50


def test_of_the_titles_of_an_article_the_latest_ten_are_kept():
    known: tuple[str, ...] = ()
    for number in range(12):
        known = entries.add_title(known, f"title {number}")
    assert len(known) == 10
    assert entries.add_title(known, "title  11 ") is known
    assert entries.add_title(known, " ") is known
    assert entries.add_title(known, "title 0") != known
