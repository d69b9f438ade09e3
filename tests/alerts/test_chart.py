import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from alerts import chart, history
from monitor import model
from tests import builders
from tests.builders import hours, minutes

NEW = builders.point(20, at=minutes(15))
COURSE = (builders.point(24, at=-hours(30)), builders.point(22), NEW)


def draw(*points: model.ClaimPoint, **change) -> Image.Image:
    alert = builders.alert_for_send(history=points, change=builders.change(**change))
    course = history.find_history(alert)
    assert course is not None
    return Image.open(io.BytesIO(chart.draw_chart(course)))


def dark_rows(image: Image.Image, column: int) -> list[int]:
    """Return the rows of a column that hold ink."""
    grey = image.convert("L")
    return [row for row in range(grey.height) if grey.getpixel((column, row)) < 90]


def test_it_is_a_small_picture_at_twice_the_size_it_is_shown_at():
    image = draw(*COURSE)

    assert (image.format, image.size) == ("PNG", (chart.WIDTH, chart.HEIGHT))
    assert len(chart.draw_chart(history.find_history(builders.alert_for_send(history=COURSE)))) < 20_000


def test_a_higher_value_stands_higher_and_a_line_keeps_its_value_until_the_next():
    image = draw(*COURSE)
    early, later = dark_rows(image, 200), dark_rows(image, 100)

    assert early == later
    assert max(early) < min(row for row in dark_rows(image, 441) if row > 150)


def test_the_same_course_is_the_same_picture():
    assert draw(*COURSE).tobytes() == draw(*COURSE).tobytes()


def test_other_outlets_change_the_picture_and_a_far_one_does_not_flatten_it():
    other = {"article_id": 2, "outlet_id": "wire", "outlet_name": "The Wire"}
    alone = draw(*COURSE)
    beside = draw(builders.point(23, at=-hours(20), **other), *COURSE)
    far = draw(builders.point(90_000, at=-hours(20), **other), *COURSE)

    assert alone.tobytes() != beside.tobytes()
    assert dark_rows(far, 200) == dark_rows(alone, 200)


@pytest.mark.parametrize("text", [">=20", "<=20", "~20", "?20", "20-22", "20 USD"])
def test_a_value_is_written_beside_its_mark(text):
    plain, said = draw(*COURSE), draw(*COURSE[:2], builders.point(20, at=minutes(15), text=text))

    assert plain.tobytes() != said.tobytes()


@pytest.mark.parametrize(("one", "other"), [("1234567", "1234568"), (">=1234567", ">=1234568")])
def test_a_number_in_millions_is_written_whole(one, other):
    first, second = (
        draw(*COURSE[:2], builders.point(20, at=minutes(15), text=text)) for text in (one, other)
    )

    assert first.tobytes() != second.tobytes()


def test_a_number_too_long_to_be_written_whole_is_left_to_the_words():
    first, second = (
        draw(*COURSE[:2], builders.point(20, at=minutes(15), text=text))
        for text in ("1234567890", "1234567891")
    )

    assert first.tobytes() == second.tobytes()


def test_a_claim_that_is_gone_ends_without_a_step_or_a_mark():
    gone = builders.claim_change(kind=model.ChangeKind.REMOVED, new=None, new_text="none")
    before = tuple(builders.point(value, at=-hours(at)) for value, at in ((24, 40), (23, 30), (22, 20)))
    there, away = draw(*before, NEW), draw(*before, claim_changes=(gone,))

    assert len(dark_rows(away, 440)) < 10 < len(dark_rows(there, 440))


POINT = st.builds(
    lambda low, high, at, outlet: builders.point(
        low,
        high=None if high is None or low is None else low + high,
        at=-minutes(at),
        article_id=outlet + 1,
        outlet_id="ledger" if outlet == 0 else f"o{outlet}",
        text=str(low),
    ),
    st.one_of(st.integers(0, 10**12), st.sampled_from([10**15, 10**400, -(10**400)])),
    st.one_of(st.none(), st.integers(0, 100)),
    st.integers(0, 100_000),
    st.integers(0, 3),
)


@settings(deadline=None, max_examples=25)  # how long one takes is the machine's affair
@given(st.lists(POINT, min_size=3, max_size=12))
def test_whatever_was_said_can_be_drawn(points):
    alert = builders.alert_for_send(history=tuple(sorted(points, key=lambda point: point.at)))
    course = history.find_history(alert)

    assert course is None or chart.draw_chart(course).startswith(b"\x89PNG")
