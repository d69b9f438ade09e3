"""What the marks of a change come to: the last that says how it stands. Next: `model.Mark`."""

from collections.abc import Sequence

from monitor import model

STATES = {
    model.MarkKind.SEEN: model.ReviewState.SEEN,
    model.MarkKind.CONFIRMED: model.ReviewState.CONFIRMED,
    model.MarkKind.NOT_A_CHANGE: model.ReviewState.NOT_A_CHANGE,
    model.MarkKind.REOPENED: model.ReviewState.UNREVIEWED,
}


def find_standing(marks: Sequence[model.Mark]) -> model.Mark | None:
    """Return the mark that says how a change stands, of its marks, oldest first; None where it is to be reviewed."""
    judged = [mark for mark in marks if mark.kind in STATES]
    if not judged or judged[-1].kind is model.MarkKind.REOPENED:
        return None
    return judged[-1]


def is_said_already(mark: model.Mark, last: model.Mark | None) -> bool:
    """Whether a mark only repeats the last one, as a button pressed twice does."""
    return last is not None and (mark.kind, mark.text, mark.by) == (last.kind, last.text, last.by)
