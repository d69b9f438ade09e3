import pytest

from monitor import model
from monitor.core import successors
from tests import builders
from tests.builders import NOON, minutes
from tests.monitor.core.test_likeness import ELSEWHERE, WIRE


def stay(number: int, *paragraphs: str, listed=3, first=6, last=9) -> successors.Stay:
    """An article that was there from the sixth to the ninth minute after noon."""
    return successors.Stay(
        id=number,
        text=builders.article(*paragraphs),
        listed_at=NOON + minutes(listed),
        first_at=NOON + minutes(first),
        last_at=NOON + minutes(last),
    )


OWN = stay(1, *WIRE, listed=0, first=1, last=5)


def test_words_that_most_other_titles_of_the_poll_have_make_no_title_the_same():
    known = successors.KnownEntry(
        url="https://ledger.example/old", titles=("Gaza talks resume in Doha today",), published_at=None
    )
    found = entry("new", "1", title="Gaza talks in Doha resume, families wait")
    others = [
        found,
        entry("b", "2", title="Doha talks: Gaza waits"),
        entry("c", "3", title="Gaza talks: more"),
    ]
    assert successors.is_same_entry(found, known)
    assert successors.is_same_entry(found, known, others=others)
    stall = entry("new", "1", title="Gaza talks in Doha stall")
    assert successors.is_same_entry(stall, known, others=[stall])
    assert not successors.is_same_entry(stall, known, others=[stall, *others[1:]])


def test_an_instant_that_another_entry_of_the_poll_has_is_no_sign():
    known = successors.KnownEntry(url="https://ledger.example/old", titles=("Rain",), published_at=NOON)
    found = entry("new", "1", title="All else", published_at=NOON)
    later, same = (entry("b", "2", published_at=at) for at in (NOON + minutes(1), NOON))
    assert successors.is_same_entry(found, known, others=[found, later])
    assert not successors.is_same_entry(found, known, others=[found, later, same])


def test_the_article_with_nearly_the_same_text_is_the_successor():
    edited = (WIRE[0].replace("Negotiators", "Delegates"), *WIRE[1:])
    assert successors.find_successor(OWN, [stay(3, *ELSEWHERE), stay(4, *edited), stay(5, *WIRE)]) == 5
    assert successors.find_successor(OWN, [stay(7, *WIRE), stay(6, *WIRE)]) == 6
    assert successors.find_successor(OWN, [stay(4, *edited)]) == 4


def test_a_part_of_a_longer_text_and_another_text_are_no_successors():
    assert successors.find_successor(OWN, [stay(3, *WIRE, *ELSEWHERE, *ELSEWHERE, *ELSEWHERE)]) is None
    assert successors.find_successor(OWN, [stay(3, *WIRE[:2], *ELSEWHERE[:1])]) is None
    assert successors.find_successor(OWN, []) is None


def test_a_text_of_the_same_form_is_no_successor_and_hides_none():
    sister = stay(3, *(line.replace("20 living", "22 living") for line in WIRE))
    assert successors.find_successor(OWN, [sister]) is None
    assert successors.find_successor(OWN, [sister, stay(4, WIRE[0].replace("DOHA", "ROME"), *WIRE[1:])]) == 4


@pytest.mark.parametrize(
    ("remark", "times", "is_one"),
    [
        ("read when the other was gone", {}, True),
        ("gone before the other was read", {"first": -9, "last": 0}, True),
        ("read at the instant the other was seen last", {"first": 5}, False),
        ("there before and after", {"first": -9}, False),
        ("there in between", {"first": 2, "last": 3}, False),
        ("new in the same poll", {"listed": 0}, False),
    ],
)
def test_no_two_articles_that_were_there_together_are_one(remark, times, is_one):
    assert (successors.find_successor(OWN, [stay(3, *WIRE, **times)]) == 3) is is_one, remark


def entry(
    slug: str, guid: str | None, title: str = "Talks resume in Doha as families wait", **fields
) -> model.Entry:
    return builders.entry(url=f"https://ledger.example/{slug}", guid=guid, title=title, **fields)


@pytest.mark.parametrize(
    ("remark", "entries", "trusted"),
    [
        ("each its own", [entry("a", "1"), entry("b", "2")], {"a": "1", "b": "2"}),
        ("the same for all", [entry("a", "news"), entry("b", "news")], {}),
        ("one entry in the feed twice", [entry("a", "1"), entry("a", "1")], {"a": "1"}),
        ("the title", [entry("a", "Talks resume in Doha as families wait")], {}),
        ("none", [entry("a", None), entry("b", "")], {}),
    ],
)
def test_a_guid_is_trusted_when_it_names_one_entry_and_nothing_else(remark, entries, trusted):
    expected = {f"https://ledger.example/{slug}": guid for slug, guid in trusted.items()}
    assert successors.find_guids(entries) == expected, remark


@pytest.mark.parametrize(
    ("remark", "found", "is_same"),
    [
        ("published at the same instant", entry("new", "1", title="All else", published_at=NOON), True),
        (
            "the title reworded",
            entry("new", "1", title="Talks in Doha resume, families of hostages wait"),
            True,
        ),
        ("the article's number", entry("1045588-new", "1", title="All else"), True),
        (
            "nothing else",
            entry("new", "1", title="Floods in the south", published_at=NOON + minutes(9)),
            False,
        ),
        ("a short title", entry("new", "1", title="Live"), False),
        (
            "the title of another day",
            entry("new", "1", title="Hostage talks in Doha: live on 4 September"),
            False,
        ),
        ("a title of that day", entry("new", "1", title="Live on 3 September: hostages in Doha talks"), True),
    ],
)
def test_a_known_guid_with_another_link_is_the_same_article_on_a_second_sign(remark, found, is_same):
    known = successors.KnownEntry(
        url="https://ledger.example/1045588-old",
        titles=(
            "Talks resume in Doha as families wait",
            "Live",
            "Hostage talks in Doha: live on 3 September",
        ),
        published_at=NOON,
    )
    assert successors.is_same_entry(found, known) is is_same, remark
