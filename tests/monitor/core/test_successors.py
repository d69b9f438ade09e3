import pytest

from monitor import model
from monitor.core import successors
from tests import builders
from tests.builders import NOON, minutes
from tests.monitor.core.test_likeness import ELSEWHERE, WIRE

TEXT = builders.article(*WIRE)


def like(number: int, *paragraphs: str) -> model.LikeArticle:
    return model.LikeArticle(id=number, article=builders.article(*paragraphs))


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
    edited = (WIRE[0].replace("third", "fourth"), *WIRE[1:])
    assert successors.find_successor(TEXT, [like(3, *ELSEWHERE), like(4, *edited), like(5, *WIRE)]) == 5
    assert successors.find_successor(TEXT, [like(7, *WIRE), like(6, *WIRE)]) == 6
    assert successors.find_successor(TEXT, [like(4, *edited)]) == 4


def test_a_part_of_a_longer_text_and_another_text_are_no_successors():
    assert successors.find_successor(TEXT, [like(3, *WIRE, *ELSEWHERE, *ELSEWHERE, *ELSEWHERE)]) is None
    assert successors.find_successor(TEXT, [like(3, *WIRE[:2], *ELSEWHERE[:1])]) is None
    assert successors.find_successor(TEXT, []) is None


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
    ],
)
def test_a_known_guid_with_another_link_is_the_same_article_on_a_second_sign(remark, found, is_same):
    known = successors.KnownEntry(
        url="https://ledger.example/1045588-old",
        titles=("Talks resume in Doha as families wait", "Live"),
        published_at=NOON,
    )
    assert successors.is_same_entry(found, known) is is_same, remark
