"""An article of a topic that is read for the first time."""

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.monitor.core.watched import LIVING, Watched, kinds, page

ASKED = model.AlertRule(
    id="new",
    events=(model.EventKind.NEW_COVERAGE,),
    min_severity=model.Severity.INFO,
    channels=("desk",),
)


def test_the_first_text_is_told_to_who_asks_with_headline_and_key_claims(watched):
    watched.follow_rules(ASKED)

    outcome = watched.check(page(LIVING.format(20)))

    assert kinds(outcome) == ["new_coverage"]
    change = outcome.change
    assert (change.old_number, change.new_number, change.severity) == (0, 1, model.Severity.INFO)
    assert (change.last_seen_old_at, change.first_seen_new_at) == (watched.state.first_seen_at, watched.now)
    assert change.is_coverage
    assert outcome.alert.title == (
        "The Coastal Ledger: Published “Talks resume in Doha as families wait”. It says: 20 living hostages"
    )
    assert outcome.alert.dedupe_key == "article-1:version-1"


def test_a_rule_that_asks_for_medium_and_more_is_not_bothered(watched):
    outcome = watched.check(page(LIVING.format(20)))

    assert outcome.alert is None
    assert outcome.change.events[0].reason == "rule counts wants medium or more"


def test_a_rule_by_language_knows_the_first_texts_own(watched):
    watched.follow_rules(
        model.AlertRule(id="hebrew", languages=("he",), min_severity=model.Severity.INFO, channels=("desk",))
    )

    assert watched.check(page(LIVING.format(20))).alert is None


@pytest.mark.parametrize(("age", "is_told"), [(hours(23), True), (hours(24), True), (hours(25), False)])
def test_what_was_published_a_day_before_it_was_seen_is_no_news(ledger_brief, age, is_told):
    watched = Watched(ledger_brief, first_seen_at=NOON, published_at=NOON - age)
    watched.follow_rules(ASKED)

    outcome = watched.check(page(LIVING.format(20)))

    assert (outcome.alert is not None) == is_told
    (event,) = outcome.change.events
    assert event.summary.startswith("Published “Talks resume in Doha as families wait”, 31 Aug 2025, 1")
    assert ("before it was first seen" in event.reason) == (not is_told)


def test_the_second_text_is_an_edit_and_no_coverage(watched):
    watched.check(page(LIVING.format(20)))

    assert "new_coverage" not in kinds(watched.check(page(LIVING.format(22))))


def test_many_claims_are_counted_and_none_is_named_twice_or_denied(watched):
    watched.follow_rules(ASKED)
    texts = [LIVING.format(number) for number in (20, 20, 21, 22, 23, 24, 25)]

    summary = watched.check(page(*texts)).change.events[0].summary

    assert summary.endswith(
        "It says: 20 living hostages; 21 living hostages; 22 living hostages; 23 living hostages; and 2 more."
    )


def test_an_article_without_a_key_claim_is_coverage_all_the_same(watched):
    watched.follow_rules(ASKED)

    outcome = watched.check(page("Talks on a ceasefire go on in Doha, and nobody gave a figure."))

    assert outcome.alert.title.endswith("Published “Talks resume in Doha as families wait”")
    assert builders.change(old_number=0, severity=model.Severity.LOW).is_coverage is False
    assert watched.now == NOON + minutes(15)
