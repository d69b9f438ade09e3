from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import digests
from monitor import model
from tests import builders
from tests.builders import NOON, minutes

TOPICS = (("talks", "The talks"), ("aid", "Aid"))


def alert(number: int, severity: model.Severity = model.Severity.MEDIUM, *, at: int = 15, **fields):
    change = builders.change(first_seen_new_at=NOON + minutes(at))
    raised = builders.alert(
        severity=severity, title=f"The Ledger: case {number}", created_at=NOON + minutes(at)
    )
    return builders.alert_for_send(
        **{"id": number, "alert": raised, "change": change, "change_id": number, "topic_ids": ("talks",)}
        | fields
    )


def render(*alerts, **fields):
    delivery = builders.digest(*alerts, **{"topics": TOPICS} | fields)
    return digests.render_said(delivery, base_url="https://watch.example/")


def places(said) -> list[tuple[str, list[str]]]:
    """Each group's title with the pages its lines lead to."""
    return [(group.title, [line.url.rpartition("/")[2] for line in group.lines]) for group in said.groups]


def test_one_alert_is_said_as_ever():
    delivery = builders.delivery()

    said = digests.render_said(delivery, base_url="https://watch.example")

    assert said.groups == ()
    assert said.title == "22 → 20 living hostages"


def test_the_subject_says_what_it_is_how_many_and_how_grave():
    said = render(alert(1, model.Severity.HIGH), alert(2, at=30), left_out_count=3)

    assert said.subject == "Daily digest: 5 alerts, 1 of them high"
    assert (said.label, said.title, said.severity) == ("Daily digest", "5 alerts, 1 of them high", "High")
    assert said.window == "Raised between 1 Sep 2025, 12:15 and 1 Sep 2025, 12:30 UTC"
    assert said.omitted_count == 3
    assert said.change_url == "https://watch.example/alerts"


def test_quiet_hours_are_named_as_they_are_written():
    assert render(reason="quiet hours 22:00-07:00").subject.startswith("Quiet hours 22:00-07:00: 2 alerts")


def test_stories_stand_in_the_watchlists_order_and_what_is_of_none_last():
    bulletin = replace(builders.bulletin_for_send(), id=9)
    said = render(
        bulletin,
        alert(1, topic_ids=("gone",)),
        alert(2, topic_ids=("aid",)),
        alert(3),
        alert(4, topic_ids=("aid", "talks")),
    )

    assert places(said) == [
        ("The talks", ["3", "4"]),
        ("Aid", ["2"]),
        ("gone", ["1"]),
        ("Outlets and the service", ["1"]),
    ]


def test_within_a_story_the_weightiest_stand_first_then_the_oldest():
    said = render(
        alert(1, at=30), alert(2, model.Severity.LOW, at=1), alert(3, at=15), alert(4, model.Severity.HIGH)
    )

    assert places(said) == [("The talks", ["4", "3", "1", "2"])]


def test_a_line_says_where_what_when_and_leads_to_the_evidence():
    line = render().groups[0].lines[0]

    assert (line.outlet_name, line.label, line.severity) == ("The Coastal Ledger", "Claim changed", "High")
    assert (line.old_value, line.new_value) == ("22", "20")
    assert line.title == "22 → 20 living hostages"
    assert line.window == "Between 12:00 (last seen old) and 12:15 (first seen new) UTC, 1 Sep 2025"
    assert (line.url, line.article_url) == ("https://watch.example/changes/1", "https://ledger.example/a")


def test_a_line_about_a_claim_across_outlets_has_its_values():
    line = render(builders.sent_bulletin(builders.consensus_bulletin())).groups[0].lines[0]

    assert (line.old_value, line.new_value) == ("22", "20")


def test_an_event_without_a_claim_has_no_values():
    gone = builders.change(
        claim_changes=(), events=(builders.event(model.EventKind.ARTICLE_REMOVED, is_told=True),)
    )
    line = render(alert(1, change=gone), alert(2)).groups[0].lines[0]

    assert (line.old_value, line.new_value) == ("", "")


@given(st.permutations(range(1, 7)))
@settings(max_examples=25)
def test_a_digest_reads_the_same_in_whatever_order_it_was_gathered(order):
    alerts = [alert(number, model.Severity(number % 3), at=number % 2) for number in order]
    known = [alert(number, model.Severity(number % 3), at=number % 2) for number in range(1, 7)]

    assert places(render(*alerts)) == places(render(*known))


def test_alerts_of_one_minute_were_raised_at_it():
    assert render(alert(1), alert(2)).window == "Raised at 1 Sep 2025, 12:15 UTC"
