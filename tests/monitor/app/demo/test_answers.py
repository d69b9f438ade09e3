import gzip
import re
from datetime import datetime, timedelta

import pytest

from monitor import model
from monitor.app.demo import answers, coverage, recorded
from monitor.core import extract, feeds
from tests import builders

COVERAGE = coverage.load_coverage()
BASE_URL = "http://127.0.0.11:8011"
EVENING = COVERAGE.ends_at - timedelta(hours=1)
MASTHEADS = {masthead.id: masthead for masthead in COVERAGE.mastheads}
ARTICLES = [
    pytest.param(masthead, story, id=story.id)
    for masthead in COVERAGE.mastheads
    for story in masthead.stories
]
OUTLETS = [pytest.param(masthead, id=masthead.id) for masthead in COVERAGE.mastheads]


def get(
    masthead: recorded.Masthead, path: str, *, now: datetime = EVENING, count: int = 0, **headers: str
) -> answers.Answer:
    request = answers.Request(
        target=path, headers={name.replace("_", "-"): value for name, value in headers.items()}, count=count
    )
    return answers.answer(masthead, request, base_url=BASE_URL, now=now)


def read(answer: answers.Answer, path: str) -> model.Article:
    found = extract.read_page(
        builders.page(
            answer.body, url=BASE_URL + path, headers=(("content-type", "text/html; charset=utf-8"),)
        )
    )
    assert found.article is not None, found.failure
    return found.article


def story_of(story_id: str) -> tuple[recorded.Masthead, recorded.Story]:
    return next(
        (masthead, story)
        for masthead in COVERAGE.mastheads
        for story in masthead.stories
        if story.id == story_id
    )


@pytest.mark.parametrize("masthead", OUTLETS)
def test_the_feed_names_every_article_that_is_out(masthead: recorded.Masthead):
    answer = get(masthead, masthead.feed_path)
    parsed = feeds.parse_feed(
        answer.body, url=BASE_URL + masthead.feed_path, content_type=dict(answer.headers)["Content-Type"]
    )
    assert isinstance(parsed, model.ParsedFeed)
    assert parsed.problem == ""
    assert parsed.title == masthead.name
    assert [entry.title for entry in parsed.entries] == [
        (story.edition_at(EVENING) or story.editions[0]).headline for story in masthead.published(EVENING)
    ]
    assert [entry.url for entry in parsed.entries] == [
        BASE_URL + story.path for story in masthead.published(EVENING)
    ]
    assert all("utm_source=" in entry.link for entry in parsed.entries)


def test_the_arabic_feed_is_in_its_old_encoding():
    masthead = MASTHEADS["daftar-almina"]
    answer = get(masthead, masthead.feed_path)
    assert "charset=windows-1256" in dict(answer.headers)["Content-Type"]
    assert "غزة" in answer.body.decode("windows-1256")


@pytest.mark.parametrize(("masthead", "story"), ARTICLES)
def test_two_fetches_differ_and_say_the_same(masthead: recorded.Masthead, story: recorded.Story):
    # Long enough for the lists beside the article to have turned.
    later = story.published_at + timedelta(minutes=44)
    first = get(masthead, story.path, now=story.published_at, count=1)
    second = get(masthead, story.path, now=later, count=2)
    assert first.body != second.body
    one, other = read(first, story.path), read(second, story.path)
    assert (one.headline, one.subheadline, one.byline) == (other.headline, other.subheadline, other.byline)
    assert one.paragraphs == other.paragraphs


@pytest.mark.parametrize(("masthead", "story"), ARTICLES)
def test_the_newest_edition_can_be_read_from_its_page(masthead: recorded.Masthead, story: recorded.Story):
    edition = story.editions[-1]
    article = read(get(masthead, story.path, now=edition.starts_at), story.path)
    written = [block.text for block in edition.blocks if block.kind is recorded.BlockKind.PARAGRAPH]
    assert [text for text in written if text not in article.paragraphs] == []
    assert article.headline == story.headline_at(edition.starts_at)
    assert article.language == masthead.language
    assert article.published_at == story.published_at


@pytest.mark.parametrize(("masthead", "story"), ARTICLES)
def test_a_page_is_as_heavy_as_real_ones(masthead: recorded.Masthead, story: recorded.Story):
    assert 30_000 <= len(get(masthead, story.path, now=story.published_at).body) <= 100_000


def test_what_goes_on_around_an_article_changes_while_it_stands():
    masthead, story = story_of("lantern-pivot")
    early, late = (
        re.findall(rb'<li><a href="[^"]*ref=mr', get(masthead, story.path, now=at).body)
        for at in (story.published_at, story.published_at + timedelta(hours=3))
    )
    assert early != late


def test_ages_are_told_in_minutes_and_then_in_hours():
    masthead, story = story_of("klaxon-how-many")
    soon, late = (
        get(masthead, story.path, now=story.published_at + wait).body
        for wait in (timedelta(minutes=40), timedelta(hours=20))
    )
    assert b'Updated: <span class="ts">40 min ago' in soon
    assert b'Updated: <span class="ts">12 h ago' in late


@pytest.mark.parametrize(
    ("story_id", "status", "words"),
    [
        ("klaxon-secret-list", 410, b"no longer available"),
        ("inland-pastor", 404, b"Page not found"),
        ("ledger-editorial", 200, b"Page not found"),
        ("lantern-partial", 200, b"Before you continue"),
    ],
)
def test_during_a_spell_something_else_stands_there(story_id: str, status: int, words: bytes):
    masthead, story = story_of(story_id)
    answer = get(masthead, story.path, now=story.spells[0].starts_at)
    assert answer.status == status
    assert words in answer.body
    assert story.editions[0].headline.encode() not in answer.body


def test_an_article_is_back_when_its_spell_is_over():
    masthead, story = story_of("inland-pastor")
    until = story.spells[0].until
    assert until is not None
    assert get(masthead, story.path, now=until).status == 200


def test_a_blocked_outlet_asks_at_every_article_whether_we_are_human():
    masthead = MASTHEADS["long-table"]
    at = masthead.spells[0].starts_at
    pages = [get(masthead, story.path, now=at) for story in masthead.stories if story.published_at < at]
    assert len(pages) == 2
    assert all(page.status == 200 and b"you are human" in page.body for page in pages)
    assert get(masthead, masthead.feed_path, now=at).status == 200


def test_a_denied_page_answers_403():
    spell = recorded.Spell(kind="denied", starts_at=COVERAGE.starts_at, until=None)
    story = recorded.Story(
        id="one", path="/one", section="News", is_on_topic=True, editions=story_of("nw-markets")[1].editions
    )
    masthead = recorded.Masthead(
        id="gazette",
        name="The Gazette",
        language="en",
        tagline="",
        layout="ledger",
        feed_path="/rss",
        feed_format="rss",
        feed_encoding="utf-8",
        has_validators=False,
        is_compressed=False,
        selectors=(),
        sections=("News",),
        teasers=("A headline",),
        stories=(story,),
        spells=(spell,),
    )
    answer = get(masthead, "/one")
    assert answer.status == 403
    assert b"Access denied" in answer.body


def test_what_is_not_out_yet_is_not_there():
    masthead, story = story_of("lantern-analysis")
    before = story.published_at - timedelta(seconds=1)
    assert get(masthead, story.path, now=before).status == 404
    assert story.path.encode() not in get(masthead, masthead.feed_path, now=before).body


def test_a_withdrawn_article_is_out_of_the_feed():
    masthead, story = story_of("klaxon-secret-list")
    spell = story.spells[0]
    before, after = (
        get(masthead, masthead.feed_path, now=at).body
        for at in (spell.starts_at - timedelta(minutes=1), spell.starts_at)
    )
    assert story.path.encode() in before
    assert story.path.encode() not in after


def test_a_page_with_validators_is_not_sent_twice():
    masthead, story = story_of("lantern-pivot")
    first = get(masthead, story.path, now=story.published_at)
    offered = dict(first.headers)
    again = {"if_none_match": offered["ETag"]}
    since = {"if_modified_since": offered["Last-Modified"]}
    assert get(masthead, story.path, now=story.published_at, **again).status == 304
    assert get(masthead, story.path, now=story.published_at, **since).status == 304
    changed = story.editions[1].starts_at
    assert get(masthead, story.path, now=changed, **again).status == 200
    assert get(masthead, story.path, now=changed, **since).status == 200


def test_a_feed_with_validators_is_not_sent_twice():
    masthead = MASTHEADS["northline-wire"]
    first = get(masthead, masthead.feed_path)
    again = get(masthead, masthead.feed_path, if_none_match=dict(first.headers)["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_an_outlet_without_validators_sends_all_again():
    masthead, story = story_of("klaxon-how-many")
    assert get(masthead, story.path, if_modified_since="Mon, 01 Sep 2025 23:59:59 GMT").status == 200
    assert get(masthead, masthead.feed_path, if_none_match='"anything"').status == 200


def test_pages_are_compressed_for_those_who_ask():
    masthead, story = story_of("lantern-pivot")
    plain = get(masthead, story.path)
    packed = get(masthead, story.path, accept_encoding="gzip, br")
    assert dict(packed.headers)["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_robots_are_welcome_to_the_articles():
    answer = get(MASTHEADS["coastal-ledger"], "/robots.txt")
    assert answer.status == 200
    assert b"Allow: /" in answer.body


def test_the_front_page_names_the_articles():
    masthead, story = story_of("ledger-dredging")
    assert story.editions[0].headline.encode() in get(masthead, "/").body


def test_every_picture_is_its_own():
    masthead = MASTHEADS["coastal-ledger"]
    one, other = (get(masthead, f"/media/{name}.svg") for name in ("a", "b"))
    assert dict(one.headers)["Content-Type"] == "image/svg+xml"
    assert one.body != other.body


def test_a_feed_says_when_an_article_was_last_touched():
    masthead, story = story_of("nw-talks-lead")
    touched = story.touches[-1]
    parsed = feeds.parse_feed(get(masthead, masthead.feed_path, now=touched).body, url=BASE_URL)
    assert isinstance(parsed, model.ParsedFeed)
    (entry,) = [entry for entry in parsed.entries if entry.url == BASE_URL + story.path]
    assert (entry.published_at, entry.updated_at) == (story.published_at, touched)


def test_a_feed_without_validators_says_it_was_built_just_now():
    masthead = MASTHEADS["daily-klaxon"]
    earlier = EVENING - timedelta(minutes=10)
    assert get(masthead, masthead.feed_path, now=earlier).body != get(masthead, masthead.feed_path).body
