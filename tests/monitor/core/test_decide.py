from dataclasses import replace

import pytest

from monitor import model
from monitor.core import decide, fingerprint
from tests import builders

LIVING = "Israel says {} hostages are alive, and talks on a ceasefire go on in Doha this week."
FILLER = (
    "Mediators met for two hours at a hotel by the water and left without a word to the reporters outside.",
    "Officials who saw the draft described it as close to the one both sides had set aside in the spring.",
    "Relatives gathered outside the ministry, some of them with photographs, and waited until after dark.",
)


def html(*paragraphs: str, headline: str = "Talks resume in Doha as families wait") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (*paragraphs, *FILLER))
    return (
        f'<html lang="en"><head><title>{headline} - The Coastal Ledger</title></head><body><nav>Home News</nav>'
        f"<main><article><h1>{headline}</h1>{body}</article></main><footer>About us</footer></body></html>"
    )


def page(*paragraphs: str, at=builders.NOON, headline="Talks resume in Doha as families wait", **fields):
    return builders.page(html(*paragraphs, headline=headline), fetched_at=at, **fields)


class Watched:
    """One article, checked again and again: each outcome becomes the state of the next check, as storage makes it."""

    def __init__(self, brief, **fields) -> None:
        self.brief = brief
        self.now = builders.NOON
        self.state = builders.article_for_check(**fields)
        self.history: list[model.Version] = []

    def check(self, response, after_minutes: float = 15) -> model.CheckOutcome:
        self.now += builders.minutes(after_minutes)
        outcome = decide.decide_quickly(self.brief, self.state, response, now=self.now, price=0.0)
        if outcome is None:
            outcome = decide.decide_check(
                self.brief, self.state, response, past=self.past, now=self.now, price=0.0
            )
        self._store(outcome)
        return outcome

    @property
    def past(self) -> model.Past | None:
        if not self.history:
            return None
        return model.Past(
            latest=self.history[-1], history=tuple((v.number, v.content_hash) for v in self.history)
        )

    def _store(self, outcome: model.CheckOutcome) -> None:
        state, is_good = self.state, outcome.failure is None
        if outcome.version:
            self.history.append(outcome.version)
        self.state = replace(
            state,
            topic_ids=outcome.topic_ids,
            latest=builders.mark_of(self.history[-1]) if self.history else None,
            last_checked_at=self.now,
            last_seen_at=self.now if is_good and self.history else state.last_seen_at,
            revision_count=outcome.revision_count,
            last_revised_at=self.now
            if outcome.kind is model.CheckKind.NEW_VERSION
            else state.last_revised_at,
            failure_count=outcome.failure_count,
            last_failure=outcome.failure,
            missing_count=outcome.missing_count,
            missing_since=outcome.missing_since,
            is_removed=outcome.is_removed,
            is_flapping=outcome.is_flapping,
            body_digest=outcome.body_digest,
            fingerprint=outcome.fingerprint,
            etag=outcome.etag,
        )


@pytest.fixture
def watched(ledger_brief) -> Watched:
    return Watched(ledger_brief)


def kinds(outcome: model.CheckOutcome) -> list[str]:
    return [event.kind.value for event in outcome.change.events]


def test_the_first_good_page_is_version_one(watched):
    outcome = watched.check(page(LIVING.format(20)))

    assert outcome.kind is model.CheckKind.FIRST_VERSION
    assert (outcome.base_number, outcome.version.number) == (0, 1)
    assert outcome.version.article.headline == "Talks resume in Doha as families wait"
    assert [claim.low for claim in outcome.version.claims] == [20]
    assert outcome.version.content_hash == fingerprint.content_hash(outcome.version.article)
    assert outcome.change is None
    assert outcome.alert is None
    assert outcome.next_check_at == watched.now + builders.minutes(5)


def test_the_same_bytes_are_unchanged(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(page(LIVING.format(20)))

    assert (outcome.kind, outcome.version, outcome.change) == (model.CheckKind.UNCHANGED, None, None)


def test_noise_around_the_article_is_unchanged(watched):
    watched.check(page(LIVING.format(20)))
    noisy = (
        html(LIVING.format(20)).replace("Home News", "Home News 4711").replace("About us", "12 readers now")
    )

    outcome = watched.check(builders.page(noisy))

    assert outcome.kind is model.CheckKind.UNCHANGED


def test_a_page_nested_to_stall_a_parser_is_left_to_the_reading_process(watched, ledger_brief):
    watched.check(page(LIVING.format(20)))
    nested = html(LIVING.format(20)).replace("<main>", "<main>" + "<b>" * decide.QUICK_TAGS)
    deep = builders.page(nested.replace("<article>", "</b>" * decide.QUICK_TAGS + "<article>"))

    assert decide.decide_quickly(ledger_brief, watched.state, deep, now=builders.NOON, price=0.0) is None


def test_another_layout_of_the_same_text_is_unchanged_and_remembered(watched):
    watched.check(page(LIVING.format(20)))
    before = watched.state.fingerprint
    listed = html(LIVING.format(20)).replace("<p>", "<blockquote>").replace("</p>", "</blockquote>")

    outcome = watched.check(builders.page(listed))

    assert outcome.kind is model.CheckKind.UNCHANGED
    assert outcome.fingerprint != before


def test_a_304_is_not_modified_and_keeps_what_is_known(watched):
    watched.check(page(LIVING.format(20), headers=(("content-type", "text/html"), ("etag", '"1"'))))
    known = watched.state.body_digest

    outcome = watched.check(builders.page(b"", status=304, headers=()))

    assert outcome.kind is model.CheckKind.NOT_MODIFIED
    assert (outcome.etag, outcome.body_digest) == ('"1"', known)


def test_a_changed_count_is_a_version_a_change_and_an_alert(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(page(LIVING.format(22)))

    assert outcome.kind is model.CheckKind.NEW_VERSION
    assert (outcome.base_number, outcome.version.number) == (1, 2)
    assert [(c.old_text, c.new_text) for c in outcome.change.claim_changes] == [("20", "22")]
    assert kinds(outcome) == ["claim_changed"]
    assert outcome.change.is_silent
    assert outcome.alert.dedupe_key == "article-1:version-2"
    assert [r.address for r in outcome.alert.recipients] == ["desk@news.example"]
    assert outcome.alert.title.startswith("The Coastal Ledger: ")


def test_the_window_is_from_last_seen_old_to_first_seen_new(watched):
    watched.check(page(LIVING.format(20)))
    seen = watched.check(page(LIVING.format(20)))
    watched.check(builders.failure())

    outcome = watched.check(page(LIVING.format(22)))

    assert outcome.change.last_seen_old_at == seen.checked_at
    assert outcome.change.first_seen_new_at == watched.now


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
    assert kinds(outcome) == ["text_changed"]
    assert outcome.alert is None
    assert outcome.change.events[0].reason == "rule counts wants medium or more"


def test_each_version_is_chained_to_the_one_before(watched):
    first = watched.check(page(LIVING.format(20)))
    second = watched.check(page(LIVING.format(22)))

    assert len({first.version.chain_sha256, second.version.chain_sha256, second.version.raw_sha256}) == 3


def test_a_number_that_goes_back_is_a_third_version_and_a_revert(watched):
    for count in (20, 22):
        watched.check(page(LIVING.format(count)))

    outcome = watched.check(page(LIVING.format(20)))

    assert outcome.version.number == 3
    assert outcome.change.reverts_to == 1
    assert kinds(outcome) == ["reverted", "claim_changed"] or kinds(outcome) == ["claim_changed", "reverted"]
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

    (event,) = outcomes[1].change.events
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

    assert set(kinds(outcome)) == {"headline_changed", "text_changed"}


def test_going_back_and_forth_is_no_further_revision(watched):
    counts = [watched.check(page(LIVING.format(count))).revision_count for count in (20, 22, 20, 22, 24)]

    assert counts == [0, 1, 1, 1, 2]


def test_a_page_too_large_to_look_at_quickly_is_read_with_the_rest(watched):
    padding = "<!-- " + "x" * decide.QUICK_BYTES + " -->"
    large = builders.page(html(LIVING.format(20)) + padding)
    watched.check(large)

    noisy = builders.page(html(LIVING.format(20)) + padding + "<!-- 2 -->")

    assert decide.decide_quickly(watched.brief, watched.state, noisy, now=watched.now, price=0.0) is None
    assert watched.check(noisy).kind is model.CheckKind.UNCHANGED


def test_a_fresh_text_ends_the_flapping(watched):
    for count in (20, 22, 20, 22):
        flapping = watched.check(page(LIVING.format(count)))
    fresh = watched.check(page(LIVING.format(24)))

    assert flapping.is_flapping
    assert not fresh.is_flapping
    assert fresh.alert is not None


def test_a_candidate_is_watched_when_its_text_matches(ledger_brief):
    outcome = Watched(ledger_brief, topic_ids=()).check(page(LIVING.format(20)))

    assert outcome.topic_ids == ("negotiations",)
    assert outcome.kind is model.CheckKind.FIRST_VERSION


def test_a_candidate_off_the_topic_is_not_looked_at_again(ledger_brief):
    outcome = Watched(ledger_brief, topic_ids=()).check(page("It will rain on Sunday, forecasters say."))

    assert (outcome.kind, outcome.version, outcome.next_check_at) == (model.CheckKind.OFF_TOPIC, None, None)


def test_a_failure_is_never_a_version(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(builders.failure(model.FailureKind.TIMEOUT))

    assert (outcome.kind, outcome.version, outcome.change) == (model.CheckKind.FAILED, None, None)
    assert outcome.failure_count == 1
    assert outcome.next_check_at > watched.now


def test_missing_becomes_removed_after_three_checks_and_a_day(watched):
    watched.check(page(LIVING.format(20)))
    gone = builders.page("gone", status=404)

    first, second, third = (watched.check(gone, 60 * 11) for _ in range(3))
    told = watched.check(gone, 60 * 11)

    assert [outcome.change for outcome in (first, second, third)] == [None] * 3
    assert kinds(told) == ["article_removed"]
    assert told.change.first_seen_new_at == first.checked_at
    assert told.change.new_number is None
    assert told.alert is not None


def test_three_misses_within_a_day_are_not_enough(watched):
    watched.check(page(LIVING.format(20)))

    outcomes = [watched.check(builders.page("gone", status=410), 60) for _ in range(6)]

    assert not any(outcome.is_removed for outcome in outcomes)


def test_a_timeout_neither_confirms_nor_denies_that_it_is_missing(watched):
    watched.check(page(LIVING.format(20)))
    watched.check(builders.page("gone", status=404))

    outcome = watched.check(builders.failure())

    assert (outcome.missing_count, outcome.missing_since) == (1, builders.NOON + builders.minutes(30))


def test_a_removed_article_that_comes_back_is_told(watched):
    watched.check(page(LIVING.format(20)))
    for _ in range(4):
        watched.check(builders.page("gone", status=404), 60 * 11)

    same = watched.check(page(LIVING.format(20)), 60 * 24)

    assert kinds(same) == ["article_returned"]
    assert same.change.last_seen_old_at == watched.now - builders.hours(24)
    assert same.change.first_seen_new_at == watched.now
    assert same.alert is not None
    assert not same.is_removed


def test_a_removed_article_that_comes_back_changed_is_told_with_the_change(watched):
    watched.check(page(LIVING.format(20)))
    for _ in range(4):
        watched.check(builders.page("gone", status=404), 60 * 11)

    outcome = watched.check(page(LIVING.format(22)), 60 * 24)

    assert kinds(outcome) == ["claim_changed", "article_returned"]


def test_a_removed_article_that_comes_back_with_a_typo_less_weighs_as_much_as_its_return(watched):
    watched.check(page(LIVING.format(20), "The session was ajourned."))
    for _ in range(4):
        watched.check(builders.page("gone", status=404), 60 * 11)

    outcome = watched.check(page(LIVING.format(20), "The session was adjourned."), 60 * 24)

    assert outcome.change.severity is model.Severity.MEDIUM
    assert kinds(outcome)[0] == "article_returned"


def test_a_block_is_told_of_once_and_is_no_version(watched):
    watched.check(page(LIVING.format(20)))
    blocked = builders.failure(model.FailureKind.BLOCKED, detail="asks whether we are a robot")

    first, second = watched.check(blocked), watched.check(blocked)

    assert kinds(first) == ["article_blocked"]
    assert first.change.events[0].summary == "Cannot be seen: a bot check stands in its place."
    assert second.change is None
    assert not second.is_removed


def test_what_could_never_be_read_is_given_up(ledger_brief):
    candidate = Watched(ledger_brief)

    outcomes = [candidate.check(builders.failure()) for _ in range(5)]

    assert [outcome.next_check_at is None for outcome in outcomes] == [False] * 4 + [True]
    assert "never readable in 5 tries" in outcomes[-1].reason


def test_a_permanent_failure_at_first_sight_is_given_up_at_once(ledger_brief):
    outcome = Watched(ledger_brief).check(builders.failure(model.FailureKind.BAD_URL, is_permanent=True))

    assert outcome.next_check_at is None


def test_an_old_article_that_fails_is_given_up(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(builders.failure(), 60 * 24 * 366)

    assert outcome.next_check_at is None
    assert "too long ago" in outcome.reason


def test_an_article_of_an_outlet_that_left_the_watchlist_is_still_read(ledger_brief):
    orphan = Watched(ledger_brief, outlet_id="herald")
    orphan.check(page(LIVING.format(20)))

    outcome = orphan.check(page(LIVING.format(22)))

    assert outcome.alert.title.startswith("herald: ")


def test_a_page_that_is_no_article_is_a_failure(watched):
    outcome = watched.check(builders.page("<html><body><nav>Home</nav></body></html>"))

    assert outcome.kind is model.CheckKind.FAILED
    assert outcome.failure is not None
