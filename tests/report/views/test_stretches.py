from report.views import stretches
from tests import builders
from tests.builders import NOON, hours
from tests.report.views.test_board import observe


def list_stretches(*observations) -> list[tuple[str, object, object]]:
    (found,) = stretches.find_stretches(observations).values()
    return [(one.value, one.from_at, one.until_at) for one in found]


def test_versions_in_a_row_that_say_the_same_are_one_stretch():
    assert list_stretches(
        observe(20, from_at=NOON - hours(9), until_at=NOON - hours(8)),
        observe(20, version_number=2, from_at=NOON - hours(8)),
    ) == [("20", NOON - hours(9), None)]


def test_an_outlet_says_what_its_newest_text_says():
    assert list_stretches(
        observe(22, article_id=1, from_at=NOON - hours(9)),
        observe(20, article_id=2, from_at=NOON - hours(4)),
    ) == [("22", NOON - hours(9), NOON - hours(4)), ("20", NOON - hours(4), None)]


def test_where_the_newest_article_goes_the_one_before_is_its_word_again():
    assert list_stretches(
        observe(22, article_id=1, from_at=NOON - hours(9)),
        observe(20, article_id=2, from_at=NOON - hours(4), gone_at=NOON - hours(2)),
    ) == [
        ("22", NOON - hours(9), NOON - hours(4)),
        ("20", NOON - hours(4), NOON - hours(2)),
        ("22", NOON - hours(2), None),
    ]


def test_a_text_without_the_claim_leaves_a_gap():
    assert list_stretches(
        observe(22, from_at=NOON - hours(9), until_at=NOON - hours(6)),
        observe(22, version_number=3, from_at=NOON - hours(2)),
    ) == [("22", NOON - hours(9), NOON - hours(6)), ("22", NOON - hours(2), None)]


def test_a_text_that_says_two_things_gives_two_stretches():
    assert list_stretches(observe(20), observe(22)) == [
        ("20", NOON - hours(5), None),
        ("22", NOON - hours(5), None),
    ]


def test_a_stretch_names_the_change_that_brought_it_and_only_that():
    found = stretches.find_stretches(
        (
            observe(22, article_id=1, from_at=NOON - hours(9), until_at=NOON - hours(3)),
            observe(20, article_id=1, version_number=2, from_at=NOON - hours(3), change_id=7),
            observe(19, article_id=2, from_at=NOON - hours(2), until_at=NOON - hours(1)),
        )
    )["ledger"]
    assert [(one.value, one.change_id) for one in found] == [
        ("22", None),
        ("20", 7),
        ("19", None),
        ("20", None),
    ]


def test_outlets_are_apart_and_only_open_stretches_are_said_now():
    found = stretches.find_stretches((observe(20), observe(22, outlet_id="post", until_at=NOON)))
    assert set(found) == {"ledger", "post"}
    assert [one.value for one in stretches.find_now(one for outlet in found.values() for one in outlet)] == [
        "20"
    ]


def test_a_hedge_is_another_value():
    at_least = builders.claim(20, high=None, hedge="at_least")
    assert [value for value, *_ in list_stretches(observe(20), observe(claim=at_least))] == [
        "20",
        "at least 20",
    ]
