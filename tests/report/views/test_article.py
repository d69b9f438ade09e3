from datetime import timedelta

import pytest

from monitor import model
from report.views import article
from report.views.differences import Mark
from tests import builders
from tests.builders import NOON, minutes
from tests.fakes import readings
from tests.fakes.morning import WATCH, build_morning


def check(at: int, failure: model.FailureKind | None = None, **fields) -> model.CheckReading:
    kind = model.CheckKind.FAILED if failure else model.CheckKind.UNCHANGED
    return model.CheckReading(
        **(
            {"checked_at": NOON - minutes(at), "kind": kind, "status": 200, "failure": failure, "detail": ""}
            | fields
        )
    )


def show(*, checks=(), versions=None, changes=(), compare=None, **fields) -> article.ArticlePage:
    versions = (builders.version(seen_at=NOON - timedelta(hours=9)),) if versions is None else versions
    detail = model.ArticleDetail(
        article=readings.article_reading(**fields), versions=versions, changes=changes, checks=checks
    )
    return article.show_article(detail, watch=WATCH, compare=compare)


def looks(page: article.ArticlePage) -> list[tuple[int, str]]:
    return [(stop.count, stop.result) for stop in page.timeline if isinstance(stop, article.CheckStop)]


def test_checks_in_a_row_with_one_result_are_one_line():
    timeout, blocked = model.FailureKind.TIMEOUT, model.FailureKind.BLOCKED
    checks = (
        check(1),
        check(2, kind=model.CheckKind.NOT_MODIFIED),
        check(3, timeout),
        check(4, timeout),
        check(5, blocked),
        check(6),
    )
    assert looks(show(checks=checks)) == [
        (2, "unchanged"),
        (2, "no answer"),
        (1, "a block page was served"),
        (1, "unchanged"),
    ]


def test_a_version_parts_the_checks_around_it():
    versions = (
        builders.version(1, seen_at=NOON - timedelta(hours=9)),
        builders.version(2, seen_at=NOON - minutes(3)),
    )
    assert looks(show(checks=(check(1), check(5)), versions=versions)) == [(1, "unchanged"), (1, "unchanged")]


def test_the_check_that_found_a_version_is_the_version_itself():
    found = check(9, kind=model.CheckKind.FIRST_VERSION)
    assert looks(show(checks=(found,))) == []


def test_the_timeline_is_newest_first_and_holds_changes_without_a_version():
    detail = build_morning().load_article_detail(5)
    page = article.show_article(detail, watch=WATCH, compare=None)
    instants = [stop.at for stop in page.timeline]
    assert instants == sorted(instants, reverse=True)
    assert [stop.move.id for stop in page.timeline if isinstance(stop, article.ChangeStop)] == [51]


def test_a_version_on_the_timeline_leads_to_its_change():
    detail = build_morning().load_article_detail(1)
    page = article.show_article(detail, watch=WATCH, compare=None)
    stops = [stop for stop in page.timeline if isinstance(stop, article.VersionStop)]
    assert [(stop.number, stop.move.id if stop.move else None) for stop in stops] == [
        (3, 12),
        (2, 11),
        (1, None),
    ]


def test_any_two_versions_compare_either_way_round():
    detail = build_morning().load_article_detail(1)
    for compare, mark in (((1, 3), Mark.INSERTED), ((3, 1), Mark.DELETED)):
        field = article.show_article(detail, watch=WATCH, compare=compare).comparison.diff.fields[0]
        marked = [piece.text for pair in field.pairs for piece in pair.old + pair.new if piece.mark is mark]
        assert any("A further round" in text for text in marked)


def test_versions_with_the_same_text_have_no_difference():
    versions = (builders.version(1), builders.version(2))
    assert show(versions=versions, compare=(1, 2)).comparison.diff is None


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({}, ()),
        ({"is_removed": True, "failure": model.FailureKind.GONE}, ("Removed by the outlet",)),
        ({"is_flapping": True}, ("Flapping between texts",)),
        ({"failure": model.FailureKind.PAYWALL}, ("Last check failed: a paywall stands before it",)),
    ],
)
def test_a_reader_is_told_the_articles_state_first(fields, states):
    assert show(**fields).states == states


def test_an_article_not_read_yet_has_no_text_and_no_timeline():
    page = show(versions=())
    assert (page.latest, page.timeline) == (None, ())
