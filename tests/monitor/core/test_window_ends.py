from monitor import model
from monitor.core import window_ends
from tests import builders


def test_the_weightiest_of_what_was_found_says_what_was_seen_at_either_end():
    back = builders.event(model.EventKind.ARTICLE_RETURNED, severity=model.Severity.HIGH)
    edited = builders.event(model.EventKind.TEXT_CHANGED, severity=model.Severity.LOW)

    assert window_ends.find_change_ends(builders.change(events=(edited, back))) == (
        "last found missing",
        "first seen again",
    )


def test_an_edit_and_what_has_no_event_have_an_old_and_a_new_text():
    edited = builders.event(model.EventKind.TEXT_CHANGED)

    for events in ((edited,), ()):
        ends = window_ends.find_change_ends(builders.change(events=events))
        assert ends == ("last seen old", "first seen new")
