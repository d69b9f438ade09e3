from monitor import model
from report.views import claim
from tests import builders
from tests.builders import NOON, hours
from tests.fakes.morning import WATCH
from tests.report.views.test_board import observe


def show(*observations) -> claim.ClaimPage:
    return claim.show_claim(observations, claim_id="hostages_alive", watch=WATCH, now=NOON)


def test_versions_in_a_row_that_repeat_a_value_are_one_line():
    page = show(
        observe(20, version_number=1, from_at=NOON - hours(9), until_at=NOON - hours(8)),
        observe(20, version_number=2, from_at=NOON - hours(8)),
    )
    assert [(line.first_version, line.last_version, line.from_at, line.until_at) for line in page.lines] == [
        (1, 2, NOON - hours(9), None)
    ]


def test_a_value_that_comes_back_is_a_line_of_its_own():
    page = show(
        observe(20, version_number=1, from_at=NOON - hours(9), until_at=NOON - hours(8)),
        observe(22, version_number=2, from_at=NOON - hours(8), until_at=NOON - hours(7)),
        observe(20, version_number=3, from_at=NOON - hours(7)),
    )
    assert [line.value for line in page.lines] == ["20", "22", "20"]


def test_a_value_given_twice_in_one_version_is_one_line():
    assert len(show(observe(20), observe(20)).lines) == 1


def test_lines_beyond_the_most_are_counted():
    page = show(*(observe(20, article_id=number) for number in range(claim.MOST_LINES + 3)))
    assert (len(page.lines), page.older_count, page.outlet_count) == (claim.MOST_LINES, 3, 1)


def test_each_scope_has_a_course_and_quotations_have_none():
    quote = builders.claim(type=model.ClaimType.QUOTE, value="all of them")
    page = show(
        observe(20),
        observe(8, claim=builders.claim(8, scope="for_now")),
        observe(claim=quote, outlet_id="post"),
    )
    assert [(course.chart.scope, course.movers.value) for course in page.courses] == [
        ("for now", "8"),
        ("held", "20"),
    ]


def test_a_line_of_an_article_that_is_gone_says_when_it_was_last_seen():
    (line,) = show(observe(20, gone_at=NOON - hours(1))).lines
    assert (line.until_at, line.gone_at) == (None, NOON - hours(1))
