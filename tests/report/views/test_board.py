from dataclasses import replace

import pytest

from monitor import model
from report.views import board, ledger, standings
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import readings
from tests.fakes.morning import WATCH


def observe(value: int = 20, **fields) -> model.ClaimObservation:
    """One outlet's word in one version; `claim` fields go by `scope` or a whole claim."""
    return model.ClaimObservation(
        **(
            {
                "claim": builders.claim(value),
                "outlet_id": "ledger",
                "outlet_name": "The Coastal Ledger",
                "article_id": 1,
                "headline": "Hamas to free 8 hostages",
                "version_number": 1,
                "from_at": NOON - hours(5),
                "until_at": None,
                "change_id": None,
            }
            | fields
        )
    )


def group(*current: model.ClaimObservation, history=None, fresh=()) -> tuple[standings.ClaimGroup, ...]:
    return standings.group_claims(watch=WATCH, history=history or current, current=current, fresh=fresh)


def build(**fields) -> board.Board:
    return board.build_board(
        **(
            {
                "now": NOON,
                "watch": WATCH,
                "totals": readings.FakeReadings().totals,
                "changes": (),
                "history": (),
                "current": (),
                "outlets": (),
            }
            | fields
        )
    )


def said(groups: tuple[standings.ClaimGroup, ...]) -> list[tuple[str, list[str]]]:
    return [(line.value, [one.outlet_id for one in line.standings]) for one in groups for line in one.values]


def test_outlets_that_agree_share_a_line_and_the_one_that_differs_has_its_own():
    groups = group(
        observe(22, outlet_id="post", article_id=3),
        observe(20),
        observe(20, outlet_id="wire", outlet_name="Wire", article_id=2),
    )
    assert said(groups) == [("20", ["ledger", "wire"]), ("22", ["post"])]
    assert groups[0].is_disputed
    assert groups[0].outlet_count == 3


def test_a_hedge_alone_is_a_difference():
    hedged = builders.claim(20, high=None, hedge=model.Hedge.AT_LEAST)
    groups = group(observe(20), observe(claim=hedged, outlet_id="wire", article_id=2))
    assert groups[0].is_disputed


def test_scopes_are_different_facts():
    groups = group(observe(20), observe(claim=builders.claim(10, scope="deal")))
    assert [(one.scope, one.is_disputed) for one in groups] == [("deal", False), ("held", False)]


def test_an_outlets_newest_article_is_its_word():
    groups = group(observe(22, from_at=NOON - hours(30)), observe(20, article_id=2))
    assert said(groups) == [("20", ["ledger"])]


def test_an_article_that_says_two_things_stands_under_both():
    groups = group(observe(20), observe(20), observe(22))
    assert said(groups) == [("20", ["ledger"]), ("22", ["ledger"])]


def test_quotations_are_left_to_the_claims_page():
    quote = replace(builders.claim(None, claim_id="quote"), type=model.ClaimType.QUOTE, value="All of them")
    assert group(observe(claim=quote)) == ()


def test_claims_stand_in_the_watchlists_order_and_unknown_ones_last():
    ids = ["zzz", "stance_hamas_disarm", "ceasefire_days", "hostages_alive"]
    groups = group(*(observe(claim=builders.claim(1, claim_id=one)) for one in ids))
    assert [one.claim_id for one in groups] == [
        "hostages_alive",
        "ceasefire_days",
        "stance_hamas_disarm",
        "zzz",
    ]


def test_a_value_stands_since_the_first_version_in_a_row_that_gave_it():
    history = [
        observe(20, version_number=1, from_at=NOON - hours(9)),
        observe(22, version_number=2, from_at=NOON - hours(8)),
        observe(20, version_number=3, from_at=NOON - hours(7)),
        observe(20, version_number=4, from_at=NOON - hours(6)),
    ]
    standing = group(history[-1], history=history)[0].values[0].standings[0]
    assert standing.since_at == NOON - hours(7)


def test_what_was_said_more_than_a_week_ago_is_no_longer_an_outlets_word():
    old = observe(22, from_at=NOON - board.SPAN - minutes(1))
    new = observe(20, from_at=NOON - board.SPAN, outlet_id="wire", outlet_name="Wire", article_id=2)
    assert said(build(current=(old, new), history=(old, new)).claims) == [("20", ["wire"])]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "was 22"),
        ({"old": None, "kind": model.ChangeKind.ADDED}, "new"),
        ({"kind": model.ChangeKind.ATTRIBUTION}, None),
        ({"new": None, "kind": model.ChangeKind.REMOVED}, None),
    ],
)
def test_a_fresh_value_is_marked_with_what_it_was(fields, words):
    fresh = (
        readings.change_reading(change=builders.change(claim_changes=(builders.claim_change(**fields),))),
    )
    groups = group(observe(20), fresh=fresh)
    step = groups[0].values[0].standings[0].step
    assert (step.words if step else None) == words
    assert groups[0].is_fresh == (words is not None)


def test_only_changes_of_the_last_day_are_fresh():
    at = {
        1: NOON - hours(24),
        2: NOON - hours(24) - minutes(1),
    }
    changes = tuple(
        readings.change_reading(
            id=number, change=builders.change(last_seen_old_at=NOON - hours(30), first_seen_new_at=instant)
        )
        for number, instant in at.items()
    )
    assert [move.id for move in build(changes=changes).moves] == [1]


def test_the_gravest_changes_come_first_and_plain_edits_are_only_counted():
    def reading(number, severity, **fields):
        change = builders.change(
            severity=severity,
            first_seen_new_at=NOON - minutes(number),
            last_seen_old_at=NOON - hours(3),
            **fields,
        )
        return readings.change_reading(id=number, change=change)

    page = build(
        changes=(
            reading(1, model.Severity.INFO, claim_changes=()),
            reading(2, model.Severity.MEDIUM),
            reading(3, model.Severity.HIGH),
        )
    )
    assert [move.id for move in page.moves] == [3, 2]
    assert (page.other_count, page.fresh_count, page.silent_count, page.claim_move_count) == (1, 3, 2, 2)


def test_a_claim_that_moved_is_never_a_plain_edit():
    page = build(
        changes=(
            readings.change_reading(
                change=builders.change(severity=model.Severity.INFO, first_seen_new_at=NOON)
            ),
        )
    )
    assert len(page.moves) == 1


def test_changes_beyond_the_most_are_counted():
    changes = tuple(
        readings.change_reading(id=number, change=builders.change(first_seen_new_at=NOON))
        for number in range(20)
    )
    page = build(changes=changes)
    assert (len(page.moves), page.other_count) == (board.MOST_MOVES, 20 - board.MOST_MOVES)


def test_outlets_seen_badly_are_listed_and_all_blind_is_said():
    some = build(outlets=(readings.outlet_reading(), readings.blind_outlet()))
    assert [line.sight for line in some.blind] == [ledger.Sight.BLIND]
    assert not some.is_all_blind
    assert build(outlets=(readings.blind_outlet(),)).is_all_blind
    assert not build().is_all_blind


def test_a_version_that_was_not_confirmed_does_not_end_how_long_a_value_stands():
    history = [
        observe(20, version_number=1, from_at=NOON - hours(9), until_at=NOON - hours(6)),
        observe(20, version_number=3, from_at=NOON - hours(6)),
    ]
    standing = group(history[-1], history=history)[0].values[0].standings[0]
    assert standing.since_at == NOON - hours(9)
