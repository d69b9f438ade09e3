"""A wall in words nobody foresaw, before every article of an outlet, and one article's page in the place of another: no version is
believed, and nothing is told as a change."""

from datetime import timedelta

import pytest

from monitor import desk, model, pipeline, policy
from monitor.app import judge
from monitor.core import brief
from tests import builders
from tests.fakes.clock import FakeClock
from tests.fakes.fetcher import FakeFetcher
from tests.fakes.store import FakeStore
from tests.monitor.core.conftest import WATCH
from tests.monitor.core.watched import html

NAMES = ("dam-gates-opened", "ferry-runs-again", "harvest-is-late")
URLS = tuple(f"https://ledger.example/2025/09/01/{name}" for name in NAMES)
NEW_URLS = tuple(
    f"https://ledger.example/2025/09/02/breaking-{name}" for name in ("one", "two", "three", "four")
)
PLACES = ("the northern valley", "a harbour in the east", "two villages on the plain")
WALL = (
    "The lantern keeper holds this room until the river has turned. Whoever waits by the green door is brought in by turns.",
    "It is the custom of the house that nobody sees the tables before the bell of {} has rung for all of them together.",
    "Bread and water stand ready in the yard. Those who come from afar find straw in the barn and a candle for the night.",
)


def story(place: str) -> str:
    return html(
        f"Israel says 20 hostages are alive, an envoy told reporters in {place} on Monday, and talks on a ceasefire go on.",
        *(
            f"{who} in {place} said that nothing had been settled by the evening."
            for who in ("A clerk", "A nurse")
        ),
        headline=f"Envoy speaks of 20 hostages in {place}",
    )


def wall(place: str, *, hour: int = 9) -> str:
    """Return the wall under the headline of the article it stands before."""
    said = "".join(f"<p>{line.format(hour)}</p>" for line in WALL)
    headline = f"Envoy speaks of 20 hostages in {place}"
    return f'<html lang="en"><title>{headline}</title><main><article><h1>{headline}</h1>{said}</article></main></html>'


@pytest.fixture
def work():
    """An outlet whose three articles have each been read once."""
    store, clock, fetcher = FakeStore(), FakeClock(), FakeFetcher()
    decides = judge.InlineJudge(brief.build_brief(WATCH, policy.Policy()))
    store.save_outlets([builders.outlet()], now=clock.now())
    seen = [model.Sighting(entry=builders.entry(url=url), topic_ids=("negotiations",)) for url in URLS]
    store.save_poll(builders.poll_outcome(sightings=tuple(seen)))
    built = pipeline.Pipeline(
        outlets=store,
        clock=clock,
        fetcher=fetcher,
        judge=decides,
        feeds=store,
        articles=store,
        price=lambda _: 0.0,
        front_desk=desk.Desk(judge=decides, articles=store, price=lambda _: 0.0),
    )
    serve(built, dict(zip(URLS, map(story, PLACES), strict=True)))
    check_due(built)
    return built


def serve(work, pages: dict[str, str]) -> None:
    work.fetcher.routes |= {url: builders.page(body, url=url) for url, body in pages.items()}


def publish(work, pages: dict[str, str]) -> None:
    """Have the outlet's feed name further articles."""
    seen = [model.Sighting(entry=builders.entry(url=url), topic_ids=("negotiations",)) for url in pages]
    work.feeds.save_poll(builders.poll_outcome(sightings=tuple(seen)))
    serve(work, pages)


def check_due(work) -> list[str]:
    """Check all that is due now; returns what each check came to."""
    jobs = work.articles.claim_due_articles(
        now=work.clock.now(), lease=timedelta(minutes=1), owner="me", limit=10
    )
    outcomes = [work.check_article(job.claimed) for job in jobs]
    return [
        outcome.failure.kind.value if outcome.failure else outcome.kind.value
        for outcome in outcomes
        if outcome
    ]


def run_for(work, span: timedelta) -> list[str]:
    """Check whatever falls due, minute by minute."""
    found = []
    for _ in range(int(span / timedelta(minutes=1))):
        work.clock.advance(timedelta(minutes=1))
        found += check_due(work)
    return found


def standings(work) -> list[str]:
    return [
        version.standing.value
        for number in (1, 2, 3)
        for version in work.articles.load_article_detail(number).versions
    ]


def test_a_wall_before_every_article_is_never_believed_and_told_once(work):
    assert standings(work) == ["sound"] * 3
    for hour in range(9, 12):
        serve(work, {url: wall(place, hour=hour) for url, place in zip(URLS, PLACES, strict=True)})
        came = run_for(work, timedelta(hours=2))
        assert "shared_text" in came

    assert sorted(standings(work)) == ["sound", "sound", "sound", "unconfirmed"]
    assert work.articles.find_changes(model.ChangeFilter()) == ()
    assert len(work.articles.find_alerts()) <= 1
    (reading,) = work.articles.find_bulletins()
    assert "one and the same text" in reading.bulletin.event.summary

    serve(work, dict(zip(URLS, map(story, PLACES), strict=True)))
    run_for(work, timedelta(hours=30))
    assert sorted(standings(work)) == ["sound", "sound", "sound", "unconfirmed"]
    assert work.articles.find_changes(model.ChangeFilter()) == ()


def test_a_wall_that_leaves_each_article_its_headline_is_told_before_new_ones_too(work):
    serve(work, {url: wall(place) for url, place in zip(URLS, PLACES, strict=True)})
    run_for(work, timedelta(hours=1))

    publish(work, {url: wall(place) for url, place in zip(NEW_URLS, ("a", "b", "c", "d"), strict=True)})

    assert check_due(work) == ["shared_text"] * 4


def test_short_reports_of_one_form_are_read_each_under_its_headline(work):
    said = "This breaking news story is being updated and more details will be published shortly."
    told = (f"Israel says {count} hostages are alive" for count in (20, 22, 24, 25))
    pages = [
        f'<html lang="en"><title>{headline}</title><article><h1>{headline}</h1><p>{said}</p></article></html>'
        for headline in told
    ]
    publish(work, dict(zip(NEW_URLS, pages, strict=True)))

    assert check_due(work) == ["first_version"] * 4


def test_one_article_that_is_written_anew_is_told(work):
    serve(work, {URLS[1]: wall(PLACES[1])})
    came = run_for(work, timedelta(hours=3))

    assert "shared_text" not in came
    assert standings(work) == ["sound", "sound", "confirmed", "sound"]
    (change,) = work.articles.find_changes(model.ChangeFilter())
    assert (change.article.id, change.change.new_number) == (2, 2)


def test_the_others_are_looked_at_before_a_text_in_doubt_is_believed(work):
    serve(work, {URLS[1]: wall(PLACES[1])})
    work.clock.advance(timedelta(hours=3))
    (doubted,) = [work.articles.load_article(2)]
    work.check_article(model.ClaimedArticle(article=doubted, at=work.clock.now()))

    due = work.articles.claim_due_articles(
        now=work.clock.now(), lease=timedelta(minutes=1), owner="me", limit=10
    )
    assert {job.id for job in due} >= {1, 3}


def test_another_articles_page_is_never_believed_however_often_it_comes(work):
    own, another = story(PLACES[1]), html(*WALL, "Israel says 33 hostages are alive.", headline="Of the yard")
    publish(work, {NEW_URLS[0]: another})
    check_due(work)
    serve(work, {URLS[1]: another})
    came = run_for(work, timedelta(hours=6))

    assert came.count("shared_text") > 2
    serve(work, {URLS[1]: own})
    run_for(work, timedelta(hours=30))
    assert standings(work) == ["sound"] * 3
    assert work.articles.find_changes(model.ChangeFilter()) == ()


def test_an_article_first_answered_with_anothers_page_is_read_once_its_own_is_there(work):
    titled = [
        model.Sighting(
            entry=builders.entry(url=url, title=f"Envoy speaks of 20 hostages in {place}"),
            topic_ids=("negotiations",),
        )
        for url, place in zip(NEW_URLS[:2], ("a town", "a port"), strict=True)
    ]
    work.feeds.save_poll(builders.poll_outcome(sightings=tuple(titled)))
    serve(work, {url: story("a port") for url in NEW_URLS[:2]})
    assert sorted(check_due(work)) == ["first_version", "shared_text"]

    serve(work, {NEW_URLS[0]: story("a town")})
    assert "first_version" in run_for(work, timedelta(hours=1))
    assert work.articles.find_changes(model.ChangeFilter()) == ()
