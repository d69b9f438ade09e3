"""`claimwatch alerts mute`, `mutes`, `unmute`, and spans of time."""

import json
from datetime import timedelta

import pytest

from monitor import errors
from monitor.app.cli import spans
from tests.monitor.app.cli import test_stored

store, told, watchlist = test_stored.store, test_stored.told, test_stored.watchlist


def test_a_mute_is_made_listed_and_ended(told, run):
    made = run("alerts", "mute", "--article", "1", "--outlet", "ledger", "--for", "3d", "--why", "a  poll")
    assert (made.code, made.out.split(" until ")[0]) == (
        0,
        "Mute 1: nobody is told of article 1, outlet ledger",
    )
    listed = run("alerts", "mutes")
    assert listed.out.startswith("mute 1  article 1, outlet ledger, until 2")
    assert listed.out.endswith(" UTC: a poll\n")
    (line,) = run("alerts", "mutes", "--json").out.splitlines()
    described = json.loads(line)
    assert (described["mute"], described["article"], described["outlet"], described["why"]) == (
        1,
        1,
        "ledger",
        "a poll",
    )
    assert run("alerts", "unmute", "1").out == "Mute 1 is over.\n"
    assert run("alerts", "mutes").out == "Nothing is muted.\n"
    assert run("alerts", "mutes", "--json").out == ""


@pytest.mark.parametrize(
    ("arguments", "trouble"),
    [
        ((), "Nothing is named."),
        (("--outlet", "leger"), 'did you mean "ledger"?'),
        (("--claim", "held"), "There are no claims here yet"),
        (("--topic", "x"), 'no topic "x"'),
        (("--article", "99"), "no article 99"),
    ],
)
def test_a_mute_of_nothing_there_is_refused_with_what_there_is(told, run, arguments, trouble):
    answer = run("alerts", "mute", *arguments, "--for", "3d")
    assert answer.code == 2
    assert trouble.lower() in answer.err.lower()


def test_a_mute_that_is_not_there_cannot_be_ended(told, run):
    answer = run("alerts", "unmute", "7")
    assert (answer.code, answer.err) == (2, "There is no mute 7, or it is over.\n")


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("90m", timedelta(minutes=90)),
        ("12h", timedelta(hours=12)),
        ("3D", timedelta(days=3)),
        ("2 w", timedelta(weeks=2)),
    ],
)
def test_a_span_is_read(words, span):
    assert spans.parse_span(words) == span


@pytest.mark.parametrize("words", ["", "3", "d", "0d", "-3d", "3 days", "999999w", "٣d"])
def test_what_is_no_span_is_refused_with_what_to_write(words):
    with pytest.raises(errors.InputError, match="Write minutes, hours, days or weeks"):
        spans.parse_span(words)
