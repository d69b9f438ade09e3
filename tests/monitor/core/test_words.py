"""What an article says of each slot, and since when its outlet does."""

from dataclasses import replace

from monitor import model
from monitor.core import words
from tests import builders
from tests.builders import NOON, minutes

HELD = ("hostages_alive", "held", "")
LATER = NOON + minutes(15)


def read(*claims: model.Claim, **fields: object) -> words.Reading:
    return words.Reading(**({"claims": claims, "read_at": LATER} | fields))


def edited(*claims: model.Claim) -> words.Reading:
    return read(*claims, last_otherwise_at=NOON)


def word(**fields: object) -> model.Word:
    return model.Word(**({"figure": "22", "said": ("22",), "said_at": NOON, "since": NOON} | fields))


def test_what_stands_first_is_said_first():
    body = builders.claim(22, start=0)
    headline = builders.claim(20, field=model.TextField.HEADLINE, start=50)
    assert words.find_words(read(body, headline), {})[HELD].said == ("20", "22")


def test_quotations_denials_and_weak_finds_are_nobodys_figure():
    found = (
        builders.claim(None, type=model.ClaimType.QUOTE, value="all of them"),
        builders.claim(22, verb=model.VerbClass.DENY),
        builders.claim(22, confidence=0.4),
    )
    assert words.find_words(read(*found), {}) == {}


def test_a_first_text_was_said_when_it_was_published_but_never_later_than_it_was_read():
    for published_at, said_at in ((None, LATER), (NOON, NOON), (LATER + minutes(5), LATER)):
        found = words.find_words(read(builders.claim(22), published_at=published_at), {})[HELD]
        assert (found.said_at, found.since, found.last_otherwise_at) == (said_at, LATER, None)


def test_an_edit_was_said_when_it_was_seen_in_its_window():
    found = words.find_words(
        replace(edited(builders.claim(20)), published_at=NOON - minutes(99)), {HELD: word()}
    )
    assert found[HELD] == word(figure="20", said=("20",), said_at=LATER, last_otherwise_at=NOON, since=LATER)


def test_a_text_that_says_the_same_makes_no_word():
    assert words.find_words(edited(builders.claim(22)), {HELD: word()}) == {}


def test_what_is_said_beside_the_same_figure_changes_the_word_and_not_its_time():
    hedged = builders.claim(22, high=None, hedge=model.Hedge.AT_LEAST)
    assert words.find_words(edited(hedged), {HELD: word()}) == {HELD: word(said=(">=22",))}


def test_a_word_is_taken_back_once():
    back = words.find_words(edited(), {HELD: word()})
    assert (back[HELD].figure, back[HELD].said_at) == ("", LATER)
    assert words.find_words(edited(), back) == {}


def test_an_outlet_says_a_figure_since_its_first_article_with_it():
    newest = words.Newest(word=word(since=NOON, last_otherwise_at=None), last_seen_at=NOON)
    new = word(said_at=LATER, since=LATER, last_otherwise_at=NOON + minutes(10))
    dated = words.date_word(new, newest)
    assert (dated.since, dated.last_otherwise_at, dated.said_at) == (NOON, None, LATER)


def test_another_figure_in_a_new_article_came_after_the_old_one_was_last_seen():
    new = word(figure="20", said_at=LATER, since=LATER)
    for last_seen_at, expected in ((NOON + minutes(9), NOON + minutes(9)), (LATER, None)):
        dated = words.date_word(new, words.Newest(word=word(), last_seen_at=last_seen_at))
        assert (dated.since, dated.last_otherwise_at) == (LATER, expected)


def test_an_edit_keeps_its_own_window():
    edit = word(figure="20", said_at=LATER, since=LATER, last_otherwise_at=NOON)
    assert words.date_word(edit, words.Newest(word=word(), last_seen_at=NOON)) == edit


def test_nothing_is_dated_by_a_later_word_none_or_one_taken_back():
    new = word(figure="20", said_at=LATER, since=LATER)
    later = words.Newest(word=word(said_at=LATER + minutes(1)), last_seen_at=LATER)
    gone = words.Newest(word=word(figure=""), last_seen_at=NOON)
    assert words.date_word(new, None) == new
    assert words.date_word(new, later) == new
    assert words.date_word(new, gone) == new
    taken_back = word(figure="", said_at=LATER)
    assert words.date_word(taken_back, gone) == taken_back


def test_a_sentence_set_in_another_time_is_no_word_and_the_surest_find_is_the_first():
    past = builders.claim(24, sentence="A month ago 24 hostages were alive.", start=0)
    part = builders.claim(2, confidence=0.8, start=40)
    whole = builders.claim(20, start=60)
    assert words.find_words(read(past, part, whole), {})[HELD].said == ("20", "2")
