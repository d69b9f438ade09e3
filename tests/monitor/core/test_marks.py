import pytest

from monitor import model
from monitor.core import marks
from tests import builders
from tests.builders import NOON, hours

SEEN, CONFIRMED, NONE = model.MarkKind.SEEN, model.MarkKind.CONFIRMED, model.MarkKind.NOT_A_CHANGE
NOTE, REOPENED = model.MarkKind.NOTE, model.MarkKind.REOPENED


@pytest.mark.parametrize(
    ("kinds", "standing"),
    [
        ((), None),
        ((NOTE,), None),
        ((SEEN,), 0),
        ((SEEN, CONFIRMED), 1),
        ((CONFIRMED, SEEN, NOTE), 1),
        ((NONE, NOTE, NOTE), 0),
        ((CONFIRMED, REOPENED, NOTE), None),
        ((CONFIRMED, REOPENED, NONE), 2),
    ],
)
def test_the_last_mark_that_judges_says_how_a_change_stands(kinds, standing):
    given = [builders.mark(kind, id=place, text="why") for place, kind in enumerate(kinds)]
    assert marks.find_standing(given) == (None if standing is None else given[standing])


def test_every_mark_but_a_note_makes_a_change_stand_somehow():
    assert set(marks.STATES) == set(model.MarkKind) - {NOTE}
    assert set(marks.STATES.values()) == set(model.ReviewState)


def test_a_button_pressed_twice_says_one_thing():
    mark = builders.mark(SEEN, text="read")
    assert marks.is_said_already(builders.mark(SEEN, text="read", at=NOON + hours(1)), mark)
    for other in (
        builders.mark(SEEN),
        builders.mark(NOTE, text="read"),
        builders.mark(SEEN, text="read", by="noa"),
    ):
        assert not marks.is_said_already(other, mark)
    assert not marks.is_said_already(mark, None)
