import pytest

from monitor.core import returns
from tests import builders
from tests.monitor.core.watched import LIVING, html, kinds, page

HEADLINES = ("Talks resume in Doha as families wait", "Families wait as talks resume in Doha today")
MORE = (
    "The session was adjourned.",
    "Rain fell on the square.",
    "Buses waited outside.",
    "Nobody spoke to the press.",
    "The hall stayed locked.",
    "Guards closed the gate.",
)


@pytest.mark.parametrize(
    ("headlines", "found"),
    [
        ("ABA", (1, 1)),
        ("AABBA", (2, 1)),
        ("ABAB", (2, 2)),
        ("AABBAAB", (4, 2)),
        ("ABCA", (1, 1)),
        ("ABCB", (2, 1)),
        ("ABCABC", (3, 3)),
        ("DABABD", (1, 1)),
        ("AA", None),
        ("AB", None),
        ("A", None),
        ("-A-", None),
        ("A-A", (1, 1)),
    ],
)
def test_a_headline_that_is_back_is_found_with_its_turns(headlines, found):
    *past, new = ("" if one == "-" else one for one in headlines)
    assert returns.find_line_return(new, [*enumerate(past, start=1)]) == found


def test_a_headline_that_is_back_over_another_text_is_named_with_its_version(watched):
    for headline, more in zip((HEADLINES[0], HEADLINES[1], HEADLINES[0]), MORE, strict=False):
        outcome = watched.check(page(LIVING.format(20), more, headline=headline))
    assert outcome.change.reverts_to is None
    assert "reverted" in kinds(outcome)
    assert [event.summary for event in outcome.change.events if event.kind == "reverted"] == [
        "The headline of version 1 is back."
    ]


def test_a_headline_that_takes_turns_over_other_texts_flaps_once_and_hides_nothing_else(watched):
    outcomes = [
        watched.check(page(LIVING.format(count), more, headline=HEADLINES[turn % 2]))
        for turn, (count, more) in enumerate(zip((20, 20, 20, 20, 20, 22), MORE, strict=False))
    ]
    flapping = [event for event in outcomes[3].change.events if event.kind == "flapping"]
    assert [event.summary for event in flapping] == [
        (
            f"Goes back and forth between the headlines “{HEADLINES[0]}” and “{HEADLINES[1]}”, 3 turns so far, "
            "as in a headline test."
        )
    ]
    last = {event.kind.value: event.reason for event in outcomes[5].change.events}
    assert last["headline_changed"] == last["flapping"] == returns.TOLD_ONCE
    assert last["claim_changed"] != returns.TOLD_ONCE


def test_a_text_that_takes_turns_under_one_headline_is_named_by_its_version(watched):
    outcomes = [watched.check(page(LIVING.format(20), MORE[turn % 2])) for turn in range(4)]
    (flapping,) = [event for event in outcomes[3].change.events if event.kind == "flapping"]
    assert "between the newest text and that of version 2, 3 turns" in flapping.summary


def test_an_older_text_than_those_that_take_turns_is_told_with_its_figure(watched):
    texts = ((22, MORE[0]), (20, MORE[0]), (20, MORE[1]), (20, MORE[0]), (20, MORE[1]), (22, MORE[0]))
    outcomes = [watched.check(page(LIVING.format(count), more)) for count, more in texts]
    assert "flapping" in kinds(outcomes[4])
    assert "flapping" not in kinds(outcomes[5])
    told = {event.kind.value: event.reason for event in outcomes[5].change.events}
    assert returns.TOLD_ONCE not in (told["claim_changed"], told["reverted"])


STANDFIRSTS = (
    "Mediators are back at the table after a night without a word from either side.",
    "Nobody at the table would say on Friday what had been agreed during the long night.",
)
LINES = {
    "subheadline": tuple(f'<p class="standfirst">{text}</p>' for text in STANDFIRSTS),
    "byline": tuple(f'<p class="byline">By {name}</p>' for name in ("Ada Moss", "Ines Dolan")),
}


def shown_over(line: str, more: str, count: int = 20):
    return builders.page(html(LIVING.format(count), more).replace("</h1>", f"</h1>{line}"))


@pytest.mark.parametrize("field", LINES)
def test_another_line_that_is_back_over_another_text_is_named_with_its_version(watched, field):
    one, other = LINES[field]
    for line, more in zip((one, other, one), MORE, strict=False):
        outcome = watched.check(shown_over(line, more))
    assert outcome.change.reverts_to is None
    assert [event.summary for event in outcome.change.events if event.kind == "reverted"] == [
        f"The {field} of version 1 is back."
    ]


@pytest.mark.parametrize("field", LINES)
def test_another_line_that_takes_turns_flaps_once_and_hides_nothing(watched, field):
    counts = (20, 20, 20, 20, 20, 22)
    outcomes = [
        watched.check(shown_over(LINES[field][turn % 2], more, count))
        for turn, (count, more) in enumerate(zip(counts, MORE, strict=True))
    ]
    told = [
        [event for event in outcome.change.events if event.kind == "flapping"] for outcome in outcomes[1:]
    ]
    assert [len(events) for events in told] == [0, 0, 1, 1, 1]
    assert f"between the {field}s “" in told[2][0].summary
    assert [events[0].reason == returns.TOLD_ONCE for events in told[2:]] == [False, True, True]
    reasons = {event.kind.value: event.reason for event in outcomes[5].change.events}
    assert reasons["claim_changed"] != returns.TOLD_ONCE


def test_lines_that_are_back_together_are_one_event(watched):
    for turn, more in zip((0, 1, 0), MORE, strict=False):
        outcome = watched.check(shown_over("".join(LINES[field][turn] for field in LINES), more))
    assert [event.summary for event in outcome.change.events if event.kind == "reverted"] == [
        "The subheadline of version 1 is back. The byline of version 1 is back."
    ]


def test_a_headline_that_begins_to_flap_is_told_though_a_byline_did(watched):
    turns = ((0, 0), (0, 1), (1, 0), (0, 1), (1, 1))
    outcomes = [
        watched.check(
            builders.page(
                html(LIVING.format(20), more, headline=HEADLINES[headline]).replace(
                    "</h1>", f"</h1>{LINES['byline'][byline]}"
                )
            )
        )
        for (headline, byline), more in zip(turns, MORE, strict=False)
    ]
    flapping = [
        [event.summary for event in outcome.change.events if event.kind == "flapping"]
        for outcome in outcomes[1:]
    ]
    assert "bylines" in flapping[2][0]
    assert "headlines" in flapping[3][0]
