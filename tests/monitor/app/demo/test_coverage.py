from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from monitor import errors, model
from monitor.app import settings, watchlist
from monitor.app.demo import coverage, recorded
from monitor.core import topics
from tests import builders

COVERAGE = coverage.load_coverage()
STORIES = [(masthead, story) for masthead in COVERAGE.mastheads for story in masthead.stories]
#: Numbers that are planted in words.
WORDS = {"19": "nineteen"}

SMALL = """
id = "gazette"
name = "The Gazette"
language = "en"
tagline = "Small and true"
layout = "ledger"
feed = { format = "rss", path = "/rss" }
sections = ["News"]
teasers = ["A headline"]

[[articles]]
id = "one"
path = "/one"
section = "News"
headline = "One"
published_at = 2025-09-01T06:00:00Z
text = "The first line.\\n\\nThe second line."

  [[articles.versions]]
  at = 2025-09-01T08:00:00Z
  edits = [["first", "1st"]]
"""


def load(folder: Path, *texts: str) -> coverage.Coverage:
    for number, text in enumerate(texts):
        (folder / f"outlet-{number}.toml").write_text(text)
    return coverage.load_coverage(folder)


def test_there_are_enough_outlets_articles_and_versions():
    assert len(COVERAGE.mastheads) >= 9
    assert sum(story.is_on_topic for _, story in STORIES) >= 30
    assert sum(not story.is_on_topic for _, story in STORIES) >= 6
    assert sum(len(story.editions) for _, story in STORIES) >= 100


def test_the_languages_are_english_hebrew_and_arabic():
    assert {masthead.language for masthead in COVERAGE.mastheads} == {"en", "he", "ar"}


def test_every_kind_of_feed_is_there():
    assert {masthead.feed_format for masthead in COVERAGE.mastheads} == {"rss", "rdf", "atom", "json"}
    assert "windows-1256" in {masthead.feed_encoding for masthead in COVERAGE.mastheads}


def test_no_two_outlets_share_a_layout():
    assert len({masthead.layout for masthead in COVERAGE.mastheads}) == len(COVERAGE.mastheads)


def test_all_happens_within_the_replay_with_time_left_to_find_it():
    instants = [at for _, story in STORIES for at in story.instants()]
    assert COVERAGE.starts_at < min(instants)
    assert max(instants) <= COVERAGE.ends_at - timedelta(hours=2)


def test_every_version_stands_long_enough_to_be_seen():
    gaps = [
        later.starts_at - earlier.starts_at
        for _, story in STORIES
        for earlier, later in pairwise(story.editions)
    ]
    assert min(gaps) >= timedelta(minutes=45)


def test_every_version_differs_from_the_one_before():
    shown = [
        [
            (edition.headline, edition.subheadline, edition.byline, edition.blocks)
            for edition in story.editions
        ]
        for _, story in STORIES
    ]
    assert all(old != new for editions in shown for old, new in pairwise(editions))


def test_no_version_begins_where_it_cannot_be_seen():
    hidden = [
        (story.id, edition.number)
        for masthead, story in STORIES
        for edition in story.editions
        if masthead.spell_at(story, edition.starts_at)
    ]
    assert hidden == []


def test_a_withdrawn_article_stays_missing_long_enough_to_be_confirmed():
    spans = [
        (spell.until or COVERAGE.ends_at) - spell.starts_at
        for _, story in STORIES
        for spell in story.spells
        if spell.kind in recorded.WITHDRAWN_KINDS
    ]
    assert len(spans) == 2
    assert min(spans) >= timedelta(hours=30)


def test_every_planted_event_names_an_edition_a_spell_or_a_headline_test():
    stories = {story.id: story for _, story in STORIES}
    outlets = {masthead.id: masthead for masthead in COVERAGE.mastheads}
    for event in COVERAGE.planted:
        assert event.at < event.until <= COVERAGE.ends_at
        if event.article_id is None:
            assert event.at in {spell.starts_at for spell in outlets[event.outlet_id].spells}
            continue
        story = stories[event.article_id]
        assert story.path == event.path
        assert event.at in set(story.instants())
        if event.edition is not None:
            assert story.editions[event.edition - 1].starts_at == event.at


@pytest.mark.parametrize("event", COVERAGE.planted, ids=lambda event: event.id)
def test_a_planted_claim_event_says_what_it_was_and_what_it_became(event: coverage.Planted):
    is_claim = any(kind.startswith("claim_") for kind in event.kinds)
    assert is_claim == (event.claim_id is not None)
    assert is_claim == (event.old != event.new)


def test_every_kind_of_event_is_planted():
    assert {kind for event in COVERAGE.planted for kind in event.kinds} >= {
        model.EventKind.CLAIM_CHANGED,
        model.EventKind.CLAIM_ADDED,
        model.EventKind.CLAIM_REMOVED,
        model.EventKind.CLAIM_HEDGED,
        model.EventKind.CLAIM_REATTRIBUTED,
        model.EventKind.CLAIM_INCONSISTENT,
        model.EventKind.CORRECTION_NOTICE,
        model.EventKind.REVERTED,
        model.EventKind.FLAPPING,
        model.EventKind.TEXT_CHANGED,
        model.EventKind.ARTICLE_REMOVED,
        model.EventKind.ARTICLE_RETURNED,
        model.EventKind.ARTICLE_BLOCKED,
    }


def test_a_typo_and_a_change_of_style_are_planted_to_be_stored_and_not_told():
    silent = {event.id for event in COVERAGE.planted if not event.is_alert}
    assert {"ledger-typo", "lantern-style-digits"} <= silent


@pytest.mark.parametrize(
    "event",
    [event for event in COVERAGE.planted if event.edition and event.new.lstrip("?").isdigit()],
    ids=lambda event: event.id,
)
def test_a_number_that_is_planted_stands_in_its_edition(event: coverage.Planted):
    story = next(story for _, story in STORIES if story.id == event.article_id)
    edition = story.editions[(event.edition or 0) - 1]
    written = " ".join(block.text for block in edition.blocks).lower()
    number = event.new.lstrip("?")
    assert number in written or WORDS[number] in written


def test_a_revision_is_the_text_before_it_with_its_edits(tmp_path: Path):
    story = load(tmp_path, SMALL).mastheads[0].stories[0]
    assert [block.text for block in story.editions[1].blocks] == ["The 1st line.", "The second line."]


def test_before_it_is_published_there_is_no_edition(tmp_path: Path):
    story = load(tmp_path, SMALL).mastheads[0].stories[0]
    assert story.edition_at(story.published_at - timedelta(seconds=1)) is None
    assert story.edition_at(story.published_at) is story.editions[0]


def test_the_next_event_is_the_next_instant_at_which_anything_changes(tmp_path: Path):
    small = load(tmp_path, SMALL)
    published, revised = (edition.starts_at for edition in small.mastheads[0].stories[0].editions)
    assert small.next_event_after(small.starts_at) == published
    assert small.next_event_after(published) == revised
    assert small.next_event_after(revised) is None


def test_a_block_of_the_whole_outlet_is_an_event_too():
    spell = next(spell for masthead in COVERAGE.mastheads for spell in masthead.spells)
    assert COVERAGE.next_event_after(spell.starts_at - timedelta(seconds=1)) == spell.starts_at


def test_outlets_are_given_as_a_watchlist_names_them(tmp_path: Path):
    (outlet,) = load(tmp_path, SMALL).outlets({"gazette": "http://127.0.0.11:8000"})
    assert outlet == builders.outlet(
        id="gazette", name="The Gazette", language="en", feeds=("http://127.0.0.11:8000/rss",)
    )


def test_a_headline_test_begins_with_the_other_headline_and_ends_with_the_first():
    story, flip = next((story, flip) for _, story in STORIES for flip in story.flips)
    turns = list(flip.instants())
    shown = [story.headline_at(turn) for turn in turns]
    assert len(turns) > 6
    assert shown[0] == flip.headline
    assert all(old != new for old, new in pairwise(shown))
    assert story.headline_at(flip.until) == story.editions[0].headline


def test_a_headline_test_that_ends_on_the_other_headline_turns_once_more():
    start = COVERAGE.starts_at
    flip = recorded.Flip(
        starts_at=start,
        until=start + timedelta(minutes=50),
        every=timedelta(minutes=20),
        headline="B",
    )
    minutes = [(turn - start) // timedelta(minutes=1) for turn in flip.instants()]
    assert minutes == [0, 20, 40, 50]


def test_a_touch_moves_the_date_and_leaves_the_text():
    story = next(story for _, story in STORIES if story.touches)
    at = story.touches[0]
    assert story.modified_at(at) == at
    assert story.edition_at(at) is story.edition_at(at - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('["first", "1st"]', '["third", "3rd"]', "stands 0 times"),
        ('["first", "1st"]', '["line", "row"]', "stands 2 times"),
        ("at = 2025-09-01T08:00:00Z", "at = 2025-09-01T05:00:00Z", "out of order"),
        ("at = 2025-09-01T08:00:00Z", "at = 2025-09-01T08:00:00", "offset"),
        ('tagline = "Small and true"', 'motto = "Small and true"', "motto"),
        ('id = "gazette"', "id = ", "outlet-0.toml"),
    ],
)
def test_what_cannot_be_is_refused_with_the_file_and_the_reason(
    tmp_path: Path, old: str, new: str, message: str
):
    assert old in SMALL
    with pytest.raises(errors.ConfigError, match=message) as raised:
        load(tmp_path, SMALL.replace(old, new))
    assert "outlet-0.toml" in str(raised.value)


def test_an_end_is_planted_only_where_the_spell_ends(tmp_path: Path):
    endless = """
  [[articles.spells]]
  kind = "gone"
  start = 2025-09-01T09:00:00Z

    [[articles.spells.planted_at_end]]
    id = "back"
    kinds = ["article_returned"]
    about = "It is back."
"""
    with pytest.raises(errors.ConfigError, match="never ends"):
        load(tmp_path, SMALL + endless)


@pytest.mark.parametrize(("old", "noun"), [("", "outlet"), ('id = "gazette"', "article")])
def test_ids_are_used_once(tmp_path: Path, old: str, noun: str):
    other = SMALL.replace(old, 'id = "herald"') if old else SMALL
    with pytest.raises(errors.ConfigError, match=f"{noun} .* twice"):
        load(tmp_path, SMALL, other)


def test_the_shipped_topics_take_in_the_negotiations_and_nothing_else():
    shipped = watchlist.load_definitions(settings.shipped_watchlist())
    queries = [topics.parse_query(topic.match) for topic in shipped.topics]
    for _, story in STORIES:
        first = story.editions[0]
        text = "\n".join([first.headline, first.subheadline, *(block.text for block in first.blocks)])
        assert any(query.matches(text) for query in queries) == story.is_on_topic, story.id
