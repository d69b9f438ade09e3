import pytest

from monitor import model
from monitor.core import diff, revision, silent_edits
from tests import builders
from tests.monitor.core.watched import LIVING, kinds, page


def find(old: model.Article, new: model.Article, *claims: model.ClaimChange) -> model.Event | None:
    return silent_edits.find_silent_edit(
        old,
        new,
        diff=diff.compare_articles(old, new),
        claim_changes=claims,
        notice=revision.find_new_notice(old, new),
    )


def article(*paragraphs: str, **fields) -> model.Article:
    return builders.article(paragraphs=paragraphs, **fields)


@pytest.mark.parametrize(
    ("old_at", "new_at", "said"),
    [
        (None, None, "the page does not say that it was"),
        (
            builders.NOON,
            builders.NOON,
            "the page still says that it was last changed at 1 Sep 2025, 12:00 UTC",
        ),
        (
            builders.NOON,
            builders.NOON + builders.hours(1),
            "the page says that it was last changed at 1 Sep 2025, 13:00 UTC, not what was",
        ),
        (builders.NOON, None, "the page no longer says when it was last changed"),
    ],
)
def test_a_silent_edit_says_what_the_page_itself_says_of_its_last_change(old_at, new_at, said):
    old = article("The army refused to withdraw.", modified_at=old_at)
    new = article("The army agreed to withdraw.", modified_at=new_at)

    event = find(old, new)

    assert (event.kind, event.severity) == (model.EventKind.SILENT_EDIT, model.Severity.LOW)
    assert event.summary == f"Edited without a correction notice; {said}."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (article("The comittee met at night."), article("The committee met at night.")),
        (article("Talks went on - in Doha."), article("Talks went on – in Doha.")),
        (
            article("The talks went on.", headline="Talks go on"),
            article("The talks went on.", headline="Talks resumed"),
        ),
        (
            article("The army refused to withdraw."),
            article("The army agreed to withdraw.", "Correction: An earlier version said that it refused."),
        ),
    ],
)
def test_style_a_headline_alone_and_an_edit_with_a_notice_are_no_silent_edits(old, new):
    assert find(old, new) is None


def test_a_correction_notice_that_goes_is_a_silent_edit():
    notice = "Correction: An earlier version gave the number as 22."

    assert find(article("It was 20.", notice), article("It was 20.")) is not None


def test_a_claim_that_moves_in_the_headline_alone_is_a_silent_edit():
    old = article("The talks went on.", headline="Hamas to free 8")
    new = article("The talks went on.", headline="Hamas to free 10")

    assert find(old, new, builders.claim_change()) is not None


def test_a_rule_that_names_it_gets_it_under_its_own_title(watched):
    rule = model.AlertRule(
        id="silent",
        events=(model.EventKind.SILENT_EDIT,),
        min_severity=model.Severity.LOW,
        channels=("desk",),
    )
    watched.follow_rules(rule)
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(page(LIVING.format(20), "The session was adjourned."))

    assert outcome.alert.title == (
        "The Coastal Ledger: Edited without a correction notice; the page does not say that it was"
    )


def test_it_is_no_second_thing_beside_the_edit_that_was_silent(watched):
    watched.follow_rules(
        model.AlertRule(id="all", min_severity=model.Severity.LOW, channels=("desk",)),
    )
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(page(LIVING.format(20), "The session was adjourned."))

    assert kinds(outcome) == ["text_changed", "silent_edit"]
    assert outcome.alert.title == "The Coastal Ledger: Text edited: 4 words added, 0 removed"
