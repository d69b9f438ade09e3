from datetime import timedelta

import pytest

from monitor import model
from monitor.fetch import robots
from tests import builders
from tests.fakes.clock import FakeClock
from tests.fakes.fetcher import FakeFetcher

ROBOTS = "https://ledger.example/robots.txt"
ARTICLE = "https://ledger.example/news/a"


class Site:
    """An origin whose robots.txt answers with what the test says."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.fetcher = FakeFetcher()
        self.robots = robots.Robots(
            lambda url: self.fetcher.fetch(model.FetchRequest(url=url)),
            clock=self.clock,
            user_agent="claimwatch/0.1 (desk@news.example)",
        )

    def says(self, text: str, *, status: int = 200) -> None:
        self.fetcher.routes[ROBOTS] = builders.page(text, url=ROBOTS, status=status)

    @property
    def asked_count(self) -> int:
        return len(self.fetcher.requests)


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_forbidden_page_is_refused_and_others_are_not(site: Site):
    site.says("User-agent: *\nDisallow: /news/\nAllow: /news/open")
    failure = site.robots.find_refusal(ARTICLE)
    assert failure is not None
    assert failure.kind is model.FailureKind.ROBOTS
    assert ROBOTS in failure.detail
    assert site.robots.find_refusal("https://ledger.example/news/open/a") is None
    assert site.robots.find_refusal("https://ledger.example/sport/a") is None


def test_a_rule_for_our_own_name_comes_before_the_general_one(site: Site):
    site.says("User-agent: *\nDisallow:\n\nUser-agent: Claimwatch\nDisallow: /")
    assert site.robots.find_refusal(ARTICLE) is not None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 304])
def test_where_there_is_none_everything_is_allowed(site: Site, status: int):
    site.says("Disallow: /", status=status)
    assert site.robots.find_refusal(ARTICLE) is None


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_it_is_unreachable_nothing_is_allowed_but_it_is_asked_again_soon(site: Site, status: int):
    site.says("", status=status)
    failure = site.robots.find_refusal(ARTICLE)
    assert failure is not None
    assert (failure.kind, failure.status, failure.is_permanent) == (model.FailureKind.ROBOTS, status, False)
    site.says("")
    assert site.robots.find_refusal(ARTICLE) is not None
    site.clock.advance(builders.minutes(10))
    assert site.robots.find_refusal(ARTICLE) is None


def test_no_answer_is_told_as_what_it_is(site: Site):
    site.fetcher.routes[ROBOTS] = builders.failure(model.FailureKind.DNS, detail="no such name.")
    failure = site.robots.find_refusal(ARTICLE)
    assert failure is not None
    assert failure.kind is model.FailureKind.DNS
    assert "could not be read" in failure.detail
    assert "no such name." in failure.detail


def test_an_origin_is_asked_once_a_day(site: Site):
    site.says("")
    for _ in range(3):
        site.robots.find_refusal(ARTICLE)
    assert site.asked_count == 1
    site.clock.advance(builders.hours(24))
    site.robots.find_refusal(ARTICLE)
    assert site.asked_count == 2


def test_each_origin_has_its_own_rules(site: Site):
    site.says("User-agent: *\nDisallow: /")
    assert site.robots.find_refusal(ARTICLE) is not None
    assert site.robots.find_refusal("http://ledger.example/news/a") is None
    assert site.robots.find_refusal("https://user:pw@ledger.example/news/a") is not None


def test_very_many_origins_are_not_all_remembered(site: Site):
    for number in range(4200):
        site.robots.find_refusal(f"https://host{number}.example/")
    site.robots.find_refusal("https://host0.example/")
    assert site.asked_count == 4201


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("Crawl-delay: 7", timedelta(seconds=7)),
        ("Crawl-delay: 3600", robots.LONGEST_DELAY),
        ("Crawl-delay: 1e308", robots.LONGEST_DELAY),
        ("Crawl-delay: soon", None),
        ("Disallow:", None),
    ],
)
def test_a_crawl_delay_is_known_once_the_rules_are(site: Site, rules: str, expected: timedelta | None):
    site.says(f"User-agent: *\n{rules}")
    assert site.robots.crawl_delay(ARTICLE) is None
    site.robots.find_refusal(ARTICLE)
    assert site.robots.crawl_delay(ARTICLE) == expected


def test_bytes_that_are_no_text_forbid_nothing(site: Site):
    site.fetcher.routes[ROBOTS] = builders.page(b"\xff\xfe\x00\x01" * 1000, url=ROBOTS)
    assert site.robots.find_refusal(ARTICLE) is None
