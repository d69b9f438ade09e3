import pytest

from alerts import history
from monitor import model
from tests import builders
from tests.builders import hours, minutes

WIRE = {"article_id": 2, "outlet_id": "wire", "outlet_name": "The Wire"}
NEW = builders.point(20, at=minutes(15))


def find(*points: model.ClaimPoint, **change) -> history.History | None:
    return history.find_history(builders.alert_for_send(history=points, change=builders.change(**change)))


def texts(line: history.Line) -> list[str]:
    return [point.text for point in line]


def test_the_outlets_own_values_are_told_in_turn_with_the_time_each_was_first_seen():
    found = find(builders.point(24, at=-hours(30)), builders.point(22), NEW)

    assert found.own_words == (
        "The Coastal Ledger: 24 from 31 Aug 06:00, 22 from 1 Sep 12:00, 20 from 1 Sep 12:15 UTC"
    )
    assert found.others_words == ""


def test_versions_that_repeat_a_value_are_one_turn():
    again = builders.point(22, at=minutes(5))

    assert texts(find(builders.point(24, at=-hours(3)), builders.point(22), again, NEW).own) == [
        "24",
        "22",
        "20",
    ]


def test_an_older_article_that_repeats_its_value_does_not_speak_for_the_outlet_again():
    older = {"article_id": 3}
    points = (
        builders.point(24, at=-hours(3), **older),
        builders.point(22),
        builders.point(24, at=minutes(5), **older),
        NEW,
    )

    assert texts(find(*points).own) == ["24", "22", "20"]


def test_of_several_values_in_one_version_the_one_that_changed_counts():
    beside = [builders.point(9), builders.point(22), builders.point(9, at=minutes(15)), NEW]

    assert texts(find(builders.point(24, at=-hours(1)), *beside).own) == ["24", "22", "20"]


def test_of_a_version_that_says_the_old_and_the_new_value_the_new_one_counts():
    still = builders.point(22, at=minutes(15))

    assert texts(find(builders.point(24, at=-hours(1)), builders.point(22), still, NEW).own) == [
        "24",
        "22",
        "20",
    ]


def test_what_others_said_last_is_told_by_value_the_commonest_first():
    others = [
        builders.point(
            value, at=-minutes(9 - n), article_id=10 + n, outlet_id=f"o{n}", outlet_name=f"Outlet {n}"
        )
        for n, value in enumerate((22, 20, 20, 20, 20))
    ]
    found = find(builders.point(22), *others, NEW)

    assert found.others_words == "20 at Outlet 1, Outlet 2, Outlet 3 and 1 more; 22 at Outlet 0"
    assert len(found.others) == 5


def test_a_long_course_is_told_by_its_end():
    points = [builders.point(value, at=-hours(value)) for value in range(29, 21, -1)]

    assert find(*points, NEW).own_words.startswith("The Coastal Ledger: … 24 from ")


def test_a_claim_that_is_gone_ends_as_not_mentioned():
    gone = builders.claim_change(kind=model.ChangeKind.REMOVED, new=None, new_text="none")
    points = (builders.point(24, at=-hours(2)), builders.point(23, at=-hours(1)), builders.point(22))
    found = find(*points, claim_changes=(gone,))

    assert found.is_gone
    assert found.own_words.endswith("22 from 1 Sep 12:00, not mentioned from 1 Sep 12:15 UTC")


@pytest.mark.parametrize(
    ("points", "change", "why"),
    [
        ((), {}, "nothing is known"),
        ((builders.point(22), NEW), {}, "two values make no course"),
        (
            (builders.point(20, **WIRE), builders.point(21, at=minutes(1), **WIRE), builders.point(22, at=minutes(2), **WIRE)),
            {},
            "the outlet itself said none",
        ),
        (
            (*(builders.point(n, article_id=n, outlet_id=f"o{n}") for n in range(3)), builders.point(20)),
            {},
            "one instant is no time",
        ),
        (
            (builders.point(24, at=-hours(1)), builders.point(22), NEW),
            {"claim_changes": (builders.claim_change(kind=model.ChangeKind.ATTRIBUTION),)},
            "another source is no other figure",
        ),
        ((builders.point(24, at=-hours(1)), builders.point(22), NEW), {"claim_changes": ()}, "no claim changed"),
    ],
)  # fmt: skip
def test_too_little_to_see_is_no_history(points, change, why):
    assert find(*points, **change) is None, why


def test_an_outlets_name_is_cleaned_and_its_direction_kept_to_itself():
    arabic = {"outlet_name": "صحيفة\nالساحل"}
    found = find(
        builders.point(24, at=-hours(1)), builders.point(22), builders.point(20, at=minutes(15), **arabic)
    )

    assert found.own_words.startswith("\u2068صحيفة الساحل\u2069: 24")


def test_a_length_is_told_in_its_unit():
    days = builders.claim_change(new=builders.claim(20, unit="days"))
    other = builders.point(22, at=-hours(2), **WIRE)
    found = find(other, builders.point(22), NEW, claim_changes=(days,))

    assert found.own_words.endswith("20 days from 1 Sep 12:15 UTC")
    assert found.others_words == "22 days at The Wire"


def test_a_number_beyond_all_measure_is_left_out():
    slip = builders.point(10**400, at=-minutes(5))

    assert texts(find(builders.point(24, at=-hours(1)), slip, builders.point(22), NEW).own) == [
        "24",
        "22",
        "20",
    ]
