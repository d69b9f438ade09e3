from report.views import chart, stretches
from tests import builders
from tests.builders import NOON, hours
from tests.report.views.test_board import observe


def draw(*observations, now=NOON) -> chart.Chart:
    drawn = chart.draw_chart(stretches.find_stretches(observations), scope="", now=now)
    assert drawn
    return drawn


def moving(outlet_id: str, *values: int, since: int = 10):
    """An outlet whose value changes every hour, `since` hours ago first."""
    return [
        observe(
            value,
            outlet_id=outlet_id,
            outlet_name=outlet_id,
            version_number=place + 1,
            from_at=NOON - hours(since - place),
            until_at=NOON - hours(since - place - 1) if place + 1 < len(values) else None,
        )
        for place, value in enumerate(values)
    ]


def test_nothing_said_is_nothing_drawn():
    assert chart.draw_chart({}, scope="", now=NOON) is None


def test_a_move_is_two_level_bars_and_an_upright_one_between():
    (line,) = draw(*moving("ledger", 22, 20)).lines
    old, new, step = line.bars
    assert old.y1 == old.y2 < new.y1 == new.y2
    assert (step.x1, step.x2, step.y1, step.y2) == (old.x2, new.x1, old.y1, new.y1)
    assert old.x1 == 0
    assert new.x2 == 100


def test_a_gap_is_not_bridged():
    (line,) = draw(
        observe(22, from_at=NOON - hours(9), until_at=NOON - hours(6)),
        observe(20, version_number=3, from_at=NOON - hours(2)),
    ).lines
    assert [bar.y1 == bar.y2 for bar in line.bars] == [True, True]


def test_the_higher_number_stands_higher():
    drawn = draw(
        *moving("a", 9, 20), *moving("b", 22), observe(claim=builders.claim(20, high=None, hedge="at_least"))
    )
    assert [band.value for band in drawn.bands] == ["22", "20", "at least 20", "9"]
    assert [band.now_count for band in drawn.bands] == [1, 1, 1, 0]


def test_no_two_outlets_share_a_row():
    drawn = draw(*moving("a", 22, 20), *moving("b", 22, 20), *moving("c", 20))
    rows = [{bar.y1 for bar in line.bars if bar.y1 == bar.y2} for line in drawn.lines]
    assert all(not one & other for place, one in enumerate(rows) for other in rows[place + 1 :])
    assert max(max(one) for one in rows) < drawn.height


def test_outlets_that_moved_or_differ_are_drawn_and_the_rest_is_counted():
    steady = [one for place in range(20) for one in moving(f"steady-{place:02}", 20)]
    drawn = draw(*steady, *moving("mover", 22, 20), *moving("loner", 19))
    names = {line.outlet_name for line in drawn.lines}
    assert {"mover", "loner"} < names
    assert len(names) == chart.MOST_LINES
    assert (drawn.other_count, drawn.others) == (14, "20 (14)")


def test_patterns_are_given_out_once():
    drawn = draw(*(one for name in "abcdefgh" for one in moving(name, 22, 20)))
    assert sorted(line.pattern for line in drawn.lines) == list(range(chart.MOST_LINES))


def test_with_too_many_values_it_begins_later():
    drawn = draw(*moving("toll", *range(100, 130), since=40))
    assert len(drawn.bands) == chart.MOST_VALUES
    assert drawn.is_cut
    assert drawn.from_at == NOON - hours(40 - 18)
    assert not draw(*moving("toll", *range(100, 112), since=40)).is_cut


def test_what_it_shows_is_said_in_words():
    assert draw(*moving("ledger", 22, 20, since=3)).description == (
        "ledger: 22, from 1 Sep 2025, 09:00 UTC until 1 Sep 2025, 10:00 UTC; 20, from 1 Sep 2025, 10:00 UTC to now."
    )


def test_a_name_stands_inside_the_drawing():
    early = observe(22, outlet_id="early", from_at=NOON - hours(20), until_at=NOON - hours(18))
    lines = draw(early, observe(20)).lines
    assert [(end.x, end.is_at_start) for line in lines for end in line.ends] == [(0, True), (100, False)]


def test_instants_below_are_round_and_few():
    for length in (1, 5, 30, 24 * 9, 24 * 200, 24 * 3000):
        ticks = draw(observe(20, from_at=NOON - hours(length))).ticks
        assert 1 <= len(ticks) <= 5, length
    assert [tick.words for tick in draw(observe(20, from_at=NOON - hours(30))).ticks] == [
        "12:00",
        "1 Sep",
        "12:00",
    ]


def test_scopes_of_more_outlets_come_first():
    found = chart.list_scopes(
        (
            observe(claim=builders.claim(8, scope="deal")),
            observe(20),
            observe(20, outlet_id="post"),
        )
    )
    assert found == (builders.claim(20).scope, "deal")


def test_an_outlet_that_says_two_things_is_named_at_both():
    (line,) = draw(observe(20), observe(22)).lines
    assert len({end.y for end in line.ends}) == 2
