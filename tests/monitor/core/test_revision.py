from dataclasses import replace

from monitor import model
from tests import builders
from tests.monitor.core.watched import LIVING, Watched, kinds, page


def test_the_window_is_from_last_seen_old_to_first_seen_new(watched):
    watched.check(page(LIVING.format(20)))
    seen = watched.check(page(LIVING.format(20)))
    watched.check(builders.failure())

    outcome = watched.check(page(LIVING.format(22)))

    assert outcome.change.last_seen_old_at == seen.checked_at
    assert outcome.change.first_seen_new_at == watched.now


def test_a_clock_that_was_set_back_turns_no_window_round(watched):
    first = watched.check(page(LIVING.format(20)))
    watched.check(page(LIVING.format(20)), 90)

    # Seen to be unchanged at 13:45, which has not come yet.
    outcome = watched.check(page(LIVING.format(22)), -60)

    assert outcome.change.last_seen_old_at == first.checked_at
    assert outcome.change.first_seen_new_at == watched.now

    # Every instant we know is still to come: all that is known is that it was not later.
    outcome = watched.check(page(LIVING.format(24)), -600)

    assert outcome.change.last_seen_old_at == outcome.change.first_seen_new_at == watched.now


def test_a_change_with_a_notice_is_disclosed(watched):
    watched.check(page(LIVING.format(20)))
    notice = "Correction: An earlier version of this article said that 20 hostages were alive."

    outcome = watched.check(page(LIVING.format(22), notice))

    assert not outcome.change.is_silent
    assert "An earlier version" in outcome.change.notice
    assert set(kinds(outcome)) == {"claim_changed", "correction_notice"}


def test_an_edit_without_a_claim_is_stored_and_not_told(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(page(LIVING.format(20), "The session was adjourned."))

    assert outcome.kind is model.CheckKind.NEW_VERSION
    assert kinds(outcome) == ["text_changed", "silent_edit"]
    assert outcome.alert is None
    assert outcome.change.events[0].reason == "rule counts wants medium or more"


def test_a_number_that_goes_back_is_a_third_version_and_a_revert(watched):
    for count in (20, 22):
        watched.check(page(LIVING.format(count)))

    outcome = watched.check(page(LIVING.format(20)))

    assert outcome.version.number == 3
    assert outcome.change.reverts_to == 1
    assert set(kinds(outcome)) == {"reverted", "claim_changed", "silent_edit"}
    assert outcome.alert is not None


def test_a_headline_test_is_named_once_and_then_kept_quiet(watched):
    headlines = ["Talks resume in Doha as families wait", "Families wait as talks resume in Doha today"]
    outcomes = [watched.check(page(LIVING.format(20), headline=headlines[turn % 2])) for turn in range(8)]

    assert [outcome.version.number for outcome in outcomes] == list(range(1, 9))
    assert [outcome.alert is not None for outcome in outcomes] == [False] * 3 + [True] + [False] * 4
    assert kinds(outcomes[3])[0] == "flapping"
    assert {event.reason for event in outcomes[5].change.events} == {"flapping: told once"}


def test_a_plain_edit_carries_its_number_and_says_it_and_a_flapping_one_only_once(watched):
    text = LIVING.format(20) + " The convoy held {} trucks."
    outcomes = [watched.check(page(text.format(40 + turn % 2))) for turn in range(6)]

    event = outcomes[1].change.events[0]
    assert (event.kind, event.severity) == (model.EventKind.TEXT_CHANGED, model.Severity.LOW)
    assert event.summary == 'Number changed, no claim: "40" -> "41".'
    found = [[delta.new for delta in outcome.change.unexplained] for outcome in outcomes[1:]]
    assert found == [["41"], ["40"], [], [], []]


def test_numbers_that_take_turns_days_apart_are_reverts_each_of_them_told(watched):
    outcomes = [watched.check(page(LIVING.format(count)), 60 * 48) for count in (20, 22, 20, 22, 20)]

    assert all(outcome.alert for outcome in outcomes[1:])
    assert all("reverted" in kinds(outcome) for outcome in outcomes[2:])


def test_numbers_that_flap_are_told_until_the_flapping_is(ledger_brief):
    rule = model.AlertRule(id="claims", events=(model.EventKind.CLAIM_CHANGED,), channels=("desk",))
    deaf = replace(ledger_brief, watch=replace(ledger_brief.watch, rules=(rule,)))
    watched = Watched(deaf)

    outcomes = [watched.check(page(LIVING.format(count))) for count in (20, 22, 20, 22, 20, 22)]

    assert all(outcome.alert for outcome in outcomes[1:])
    assert not any(outcome.is_flapping for outcome in outcomes)


def test_an_edit_of_the_text_is_not_hidden_behind_another_headline(watched):
    watched.check(page(LIVING.format(20), "The session lasted for six hours."))

    outcome = watched.check(
        page(LIVING.format(20), "The session lasted for nine hours.", headline="Talks end")
    )

    assert set(kinds(outcome)) == {"headline_changed", "text_changed", "silent_edit"}


def test_going_back_and_forth_is_no_further_revision(watched):
    counts = [watched.check(page(LIVING.format(count))).revision_count for count in (20, 22, 20, 22, 24)]

    assert counts == [0, 1, 1, 1, 2]


def test_a_fresh_text_ends_the_flapping(watched):
    for count in (20, 22, 20, 22):
        flapping = watched.check(page(LIVING.format(count)))
    fresh = watched.check(page(LIVING.format(24)))

    assert flapping.is_flapping
    assert not fresh.is_flapping
    assert fresh.alert is not None


def test_a_removed_article_that_comes_back_with_a_typo_less_weighs_as_much_as_its_return(watched):
    watched.check(page(LIVING.format(20), "The session was ajourned."))
    for _ in range(4):
        watched.check(builders.page("gone", status=404), 60 * 11)

    outcome = watched.check(page(LIVING.format(20), "The session was adjourned."), 60 * 24)

    assert outcome.change.severity is model.Severity.MEDIUM
    assert kinds(outcome)[0] == "article_returned"


def test_a_notice_above_the_text_is_told_with_its_numbers(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(page(LIVING.format(20), headline="Correction: It was 22 who came to Doha"))

    assert outcome.change.notice == "Correction: It was 22 who came to Doha"
    assert "22" in next(event.summary for event in outcome.change.events if event.kind == "correction_notice")


def test_news_behind_update_is_no_notice_and_its_number_is_a_claim(watched):
    watched.check(page(f"Update: {LIVING.format(20)}"))

    outcome = watched.check(page(f"Update: {LIVING.format(22)}"))

    assert outcome.change.notice == ""
    assert kinds(outcome) == ["claim_changed", "silent_edit"]


def test_a_notice_whose_number_changed_says_the_new_one(watched):
    watched.check(page(LIVING.format(20), "Correction: It was 20, not 18."))

    outcome = watched.check(page(LIVING.format(20), "Correction: It was 22, not 18."))

    assert outcome.change.notice == "Correction: It was 22, not 18."


def test_a_change_behind_a_server_that_said_nothing_changed_dates_from_the_last_page_it_sent(watched):
    sent = watched.check(page(LIVING.format(20)))
    watched.state = replace(watched.state, whole_at=sent.checked_at)
    for _ in range(2):
        watched.check(builders.page(b"", status=304), after_minutes=719)

    outcome = watched.check(page(LIVING.format(22)), after_minutes=10)

    assert outcome.change.last_seen_old_at == sent.checked_at


def test_a_comma_that_turns_the_sense_is_a_silent_edit_and_not_style_only(watched):
    watched.check(page("No, aid trucks entered the town on Friday."))
    outcome = watched.check(page("No aid trucks entered the town on Friday."))
    assert outcome.kind is model.CheckKind.NEW_VERSION
    assert outcome.change.is_silent
    assert "style only" not in outcome.change.events[0].summary
