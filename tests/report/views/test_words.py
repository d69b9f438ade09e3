from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from monitor import model
from monitor.core import edit_words
from report.views import words
from tests import builders
from tests.builders import NOON, hours, minutes

VALUES = [
    (builders.claim(20), "20"),
    (builders.claim(1950), "1,950"),
    (builders.claim(20, high=None, hedge=model.Hedge.AT_LEAST), "at least 20"),
    (builders.claim(20, low=None, hedge=model.Hedge.AT_MOST), "at most 20"),
    (builders.claim(20, hedge=model.Hedge.ABOUT), "about 20"),
    (builders.claim(20, high=Decimal(22)), "20 to 22"),
    (builders.claim(20, is_reported=True), "20 (reportedly)"),
    (builders.claim(20, is_negated=True), "not 20"),
    (builders.claim(60, unit="days"), "60 days"),
    (builders.claim(0), "0"),
    (builders.claim(None, low=Decimal("3.50"), high=Decimal("3.50")), "3.5"),
    (builders.claim(None, low=Decimal("1E+3"), high=Decimal("1E+3")), "1,000"),
    (replace(builders.claim(None), value="conditional"), "conditional"),
    (replace(builders.claim(None), value="all_or_nothing"), "all or nothing"),
    (replace(builders.claim(None), type=model.ClaimType.QUOTE, value="All of them."), "“All of them.”"),
    (builders.claim(None), "not stated"),
]


@pytest.mark.parametrize(("claim", "said"), VALUES, ids=[said for _, said in VALUES])
def test_a_value_is_said_as_people_say_it(claim, said):
    assert words.value_words(claim) == said


def test_an_attribution_change_names_the_sources():
    change = builders.claim_change(
        kind=model.ChangeKind.ATTRIBUTION,
        old=builders.claim(source="Hamas", verb=model.VerbClass.NEUTRAL),
        new=builders.claim(source="Hamas", verb=model.VerbClass.DOUBT),
    )
    assert words.side_words(change, change.old) == "Hamas"
    assert words.side_words(change, change.new) == "Hamas (in doubt)"
    assert words.source_words(builders.claim()) == "nobody named"


def test_a_scope_change_names_the_scopes():
    change = builders.claim_change(kind=model.ChangeKind.SCOPE, old=builders.claim(10, scope="deal"))
    assert words.side_words(change, change.old) == "10 (deal)"


def test_an_absent_side_is_said_to_be_absent():
    assert words.side_words(builders.claim_change(), None) == words.ABSENT


def test_a_claim_no_longer_defined_is_named_by_its_id():
    defined = model.ClaimDefinition(id="killed", type=model.ClaimType.COUNT, title="people killed")
    watch = model.Watch(claims=(defined,))
    assert words.claim_title(watch, "killed") == "People killed"
    assert words.claim_title(watch, "aid_trucks") == "Aid trucks"


def test_a_window_within_a_day_names_the_day_once():
    change = builders.change(last_seen_old_at=NOON - minutes(116), first_seen_new_at=NOON - minutes(101))
    assert words.window_words(change) == (
        "Changed between 10:04 (last seen old) and 10:19 (first seen new), UTC on 1 Sep 2025"
    )


def test_a_window_across_midnight_names_both_days():
    change = builders.change(last_seen_old_at=NOON - hours(13), first_seen_new_at=NOON - hours(11))
    assert words.window_words(change) == (
        "Changed between 31 Aug 2025, 23:00 UTC (last seen old) and 1 Sep 2025, 01:00 UTC (first seen new)"
    )


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        (model.EventKind.ARTICLE_REMOVED, ("last seen there", "first found missing")),
        (model.EventKind.ARTICLE_RETURNED, ("last found missing", "first seen again")),
        (model.EventKind.ARTICLE_BLOCKED, ("last read", "first found blocked")),
    ],
)
def test_an_article_that_went_or_came_back_was_not_changed_in_its_window(kind, ends):
    event = builders.event(kind, severity=model.Severity.HIGH)
    change = builders.change(new_number=None, claim_changes=(), events=(event,))

    assert words.window_words(change) == (
        f"Between 12:00 ({ends[0]}) and 12:15 ({ends[1]}), UTC on 1 Sep 2025"
    )


def test_a_change_without_an_event_is_an_edit():
    assert words.window_words(builders.change(events=())).startswith("Changed between 12:00 (last seen old)")


def test_new_coverage_was_listed_and_read_and_nothing_changed():
    change = builders.change(
        old_number=0,
        severity=model.Severity.INFO,
        last_seen_old_at=NOON,
        first_seen_new_at=NOON + minutes(4),
    )
    assert words.window_words(change) == (
        "First listed 1 Sep 2025, 12:00 UTC, first read 1 Sep 2025, 12:04 UTC"
    )


def test_a_short_time_names_the_year_only_when_it_is_another():
    assert words.brief_words(NOON, NOON) == "1 Sep, 12:00 UTC"
    assert words.brief_words(NOON - timedelta(days=300), NOON) == "5 Nov 2024, 12:00 UTC"


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://ledger.example/a", True),
        ("http://ledger.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:///nowhere", False),
        ("//ledger.example", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url, is_safe):
    assert words.safe_link(url) == (url if is_safe else None)


@pytest.mark.parametrize(
    ("kinds", "table"),
    [
        (model.EventKind, words.EVENT_WORDS),
        (model.Severity, words.SEVERITY_WORDS),
        (model.ChangeKind, words.KIND_WORDS),
        (model.EditKind, edit_words.EDIT_WORDS),
        (model.TextField, words.FIELD_WORDS),
        (model.FailureKind, words.FAILURE_WORDS),
    ],
)
def test_every_kind_has_words(kinds, table):
    assert set(table) == set(kinds)


@pytest.mark.parametrize(
    ("standing", "judged_at", "fate"),
    [
        (model.Standing.WAITING, None, "Nobody is told before another look confirms it."),
        (model.Standing.CONFIRMED, NOON, "Another look confirmed it, 1 Sep 2025, 12:00 UTC."),
        (
            model.Standing.UNCONFIRMED,
            NOON,
            "The next good look, 1 Sep 2025, 12:00 UTC, did not find it again",
        ),
    ],
)
def test_a_text_in_doubt_says_why_and_what_became_of_it(standing, judged_at, fate):
    doubt = model.Doubt(
        kind=model.DoubtKind.LOST, detail="40 words are missing.", standing=standing, judged_at=judged_at
    )
    said = words.doubt_words(doubt)
    assert "40 words are missing." in said
    assert fate in said
    assert words.doubt_words(None) == ""
