"""A text in doubt, check by check: held, confirmed, not confirmed, edited meanwhile, removed meanwhile."""

import pytest

from monitor import model
from monitor.core import likeness, verdicts
from tests import builders
from tests.monitor.core.watched import LIVING, Watched, kinds, page

LONG = (
    "A convoy of trucks waited at the crossing since the morning, drivers told a local radio station there.",
    "The foreign minister flew home before midnight and would not say whether he meant to come back.",
    "Aid groups asked for more hours at the gate and for lists that do not change from day to day.",
)
STUB = "Israel says {} hostages are alive. The full report was withdrawn while our editors look into it."


def whole(count: int, *more: str) -> model.FetchedPage:
    return page(LIVING.format(count), *LONG, *more)


def stub(count: int) -> model.FetchedPage:
    return builders.page(
        "<html lang='en'><head><title>Talks resume in Doha as families wait</title></head><body><main><article>"
        f"<h1>Talks resume in Doha as families wait</h1><p>{STUB.format(count)}</p></article></main></body></html>"
    )


@pytest.fixture
def seen(ledger_brief) -> Watched:
    """An article that was read once and said 20."""
    watched = Watched(ledger_brief)
    watched.check(whole(20))
    return watched


def told(change: model.Change) -> list[str]:
    return [event.kind.value for event in change.events if event.is_told]


def test_a_collapsed_text_is_stored_in_doubt_and_told_to_nobody(seen):
    outcome = seen.check(stub(22))

    assert (outcome.kind, outcome.version.number) == (model.CheckKind.SUSPECT, 2)
    assert outcome.version.standing is model.Standing.WAITING
    assert outcome.version.doubt.kind is model.DoubtKind.COLLAPSED
    assert outcome.change.doubt == outcome.version.doubt
    assert (outcome.alert, told(outcome.change)) == (None, [])
    assert {event.reason for event in outcome.change.events} == {verdicts.HELD}


def test_a_text_in_doubt_is_looked_at_again_within_minutes_and_in_full(seen):
    outcome = seen.check(stub(22))

    assert outcome.next_check_at == seen.now + builders.minutes(3)
    assert "in doubt" in outcome.reason
    assert (outcome.etag, outcome.last_modified, outcome.body_digest, outcome.fingerprint) == (None,) * 4


def test_a_number_in_a_text_in_doubt_is_told_one_check_later_in_the_window_of_its_first_sighting(seen):
    last_old = seen.now
    first_new = seen.check(stub(22)).checked_at

    outcome = seen.check(stub(22), 3)

    assert (outcome.kind, outcome.version, outcome.change) == (model.CheckKind.CONFIRMED, None, None)
    change = outcome.verdict.change
    assert (change.last_seen_old_at, change.first_seen_new_at) == (last_old, first_new)
    assert [(one.old_text, one.new_text) for one in change.claim_changes] == [("20", "22")]
    assert "claim_changed" in told(change)
    assert change.events[0].reason == "rule counts; held until confirmed at 12:33 UTC"
    assert outcome.verdict.alert.dedupe_key == "article-1:version-2"
    assert change.doubt.judged_at == seen.now


def test_that_a_text_was_confirmed_is_an_event_for_those_who_ask_for_it(seen):
    rule = model.AlertRule(
        id="confirmed",
        events=(model.EventKind.VERSION_CONFIRMED,),
        min_severity=model.Severity.INFO,
        channels=("desk",),
    )
    seen.follow_rules(rule)
    seen.check(stub(22))

    verdict = seen.check(stub(22), 3).verdict

    event = verdict.change.events[-1]
    assert (event.kind, event.severity) == (model.EventKind.VERSION_CONFIRMED, model.Severity.INFO)
    assert event.summary.startswith("Confirmed at 12:33 UTC, 1 Sep 2025, by another look. ")
    assert event.summary.endswith(verdict.change.doubt.detail)
    assert verdict.alert.rule_ids == ("confirmed",)


def test_a_text_is_looked_for_among_copies_once_it_is_confirmed(seen):
    seen.check(whole(20, *(text.replace("the", "that") for text in LONG)))

    outcomes = [seen.check(page(), 3) for _ in range(2)]

    assert [outcome.kind for outcome in outcomes] == ["suspect", "confirmed"]
    bands = likeness.find_bands(outcomes[1].verdict.version.article)
    assert [outcome.bands for outcome in outcomes] == [(), bands] != [(), ()]


def test_a_text_in_doubt_that_is_gone_again_is_a_label_and_no_revert(seen):
    seen.check(stub(22))

    outcome = seen.check(whole(20), 3)

    assert (outcome.kind, outcome.version, outcome.change) == (model.CheckKind.UNCHANGED, None, None)
    verdict = outcome.verdict
    assert verdict.version.standing is model.Standing.UNCONFIRMED
    assert (verdict.alert, told(verdict.change)) == (None, [])
    assert {event.reason for event in verdict.change.events} == {
        "not confirmed: at 12:33 UTC the text before it was back"
    }
    assert not outcome.is_quiet


def test_a_page_that_breaks_again_and_again_never_counts_as_flapping(seen):
    outcomes = [seen.check(response, 3) for _ in range(4) for response in (stub(22), whole(20))]

    assert {outcome.kind for outcome in outcomes} == {model.CheckKind.SUSPECT, model.CheckKind.UNCHANGED}
    happened = {kind for outcome in outcomes[::2] for kind in kinds(outcome)}
    assert happened.isdisjoint({"reverted", "flapping"})
    assert (seen.state.latest.number, seen.state.latest.stored_number) == (1, 5)


def test_a_number_that_changed_behind_a_broken_page_is_told_at_once(seen):
    last_old = seen.now
    seen.check(stub(20))

    outcome = seen.check(whole(22), 3)

    assert outcome.verdict.version.standing is model.Standing.UNCONFIRMED
    assert (outcome.kind, outcome.version.number, outcome.change.old_number) == ("new_version", 3, 1)
    assert outcome.change.last_seen_old_at == last_old
    assert outcome.alert.title.startswith("The Coastal Ledger: 22")


def test_a_stub_that_is_edited_is_confirmed_and_both_its_numbers_are_told(seen):
    first = seen.check(stub(22))

    outcome = seen.check(stub(24), 3)

    assert outcome.verdict.version.standing is model.Standing.CONFIRMED
    assert [one.new_text for one in outcome.verdict.change.claim_changes] == ["22"]
    assert outcome.verdict.alert is not None
    assert [(one.old_text, one.new_text) for one in outcome.change.claim_changes] == [("22", "24")]
    assert (outcome.change.old_number, outcome.change.last_seen_old_at) == (2, first.checked_at)
    assert outcome.alert is not None
    assert outcome.revision_count == 2


def test_a_confirmed_text_that_goes_back_later_is_a_revert(seen):
    seen.check(stub(22))
    seen.check(stub(22), 3)

    outcome = seen.check(whole(20))

    assert outcome.change.reverts_to == 1
    assert "reverted" in kinds(outcome)


def test_texts_that_are_all_in_doubt_and_never_the_old_one_are_believed_in_the_end(seen):
    def other(word: str) -> model.FetchedPage:
        lines = [f"{word}{letter} " * 14 + "." for letter in "bcdfgh"]
        return builders.page(
            f"<html><head><title>T</title></head><body><article><h1>{word} of Gaza hostages</h1>"
            + "".join(f"<p>{line}</p>" for line in lines)
            + "</article></body></html>"
        )

    outcomes = [seen.check(other(word), 3) for word in ("alpha", "beta", "gamma", "delta")]

    assert [outcome.kind.value for outcome in outcomes] == ["suspect"] * 3 + ["new_version"]
    assert all(outcome.verdict.alert is None for outcome in outcomes[1:])
    assert outcomes[3].change.old_number == 1
    assert outcomes[0].version.doubt.kind is model.DoubtKind.REPLACED


def test_failures_between_leave_the_doubt_as_it_is(seen):
    seen.check(stub(22))
    failed = seen.check(builders.failure(), 3)

    outcome = seen.check(stub(22), 5)

    assert (failed.doubt_count, failed.verdict) == (1, None)
    assert outcome.kind is model.CheckKind.CONFIRMED


def test_a_304_that_nobody_asked_for_says_nothing_of_a_text_in_doubt(seen):
    seen.check(stub(22))

    outcome = seen.check(builders.page(b"", status=304, headers=()), 3)

    assert (outcome.kind, outcome.doubt_count) == (model.CheckKind.FAILED, 1)


def test_a_removed_article_that_comes_back_in_doubt_is_back_when_it_is_confirmed(seen):
    for _ in range(4):
        seen.check(builders.page("gone", status=404), 60 * 11)

    held = seen.check(stub(20))
    outcome = seen.check(stub(20), 3)

    assert (held.is_removed, held.missing_count) == (True, 4)
    assert not outcome.is_removed
    assert "article_returned" in told(outcome.verdict.change)


def test_a_removed_article_whose_text_in_doubt_was_nothing_is_back_with_its_old_text(seen):
    for _ in range(4):
        seen.check(builders.page("gone", status=404), 60 * 11)
    seen.check(stub(20))

    outcome = seen.check(whole(20), 3)

    assert kinds(outcome) == ["article_returned"]
    assert outcome.verdict.version.standing is model.Standing.UNCONFIRMED


def test_each_version_is_chained_to_the_one_before_in_doubt_or_not(seen):
    doubted = seen.check(stub(22)).version
    again = seen.check(whole(22), 3).version

    assert seen.history[1].chain_sha256 == doubted.chain_sha256
    assert len({doubted.chain_sha256, again.chain_sha256, seen.history[0].chain_sha256}) == 3


def test_an_ordinary_edit_is_never_held(seen):
    outcome = seen.check(whole(22, "The session was adjourned until Sunday, a spokeswoman told reporters."))

    assert outcome.kind is model.CheckKind.NEW_VERSION
    assert outcome.version.standing is model.Standing.SOUND
    assert outcome.alert is not None
