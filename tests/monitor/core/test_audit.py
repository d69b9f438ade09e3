from dataclasses import replace

import pytest

from monitor.core import audit
from tests import builders
from tests.builders import exhibits


@pytest.fixture
def stored():
    chained = exhibits.chained(*exhibits.TEXTS)
    return {one.number: one for one, _ in chained}, {one.number: snapshot for one, snapshot in chained}


def test_what_was_stored_is_sound(stored):
    assert audit.find_altered(*stored) == ()
    assert audit.find_altered({}, {}) == ()


def test_only_the_version_that_was_altered_is_named(stored):
    versions, pages = stored
    pages[2] = replace(pages[2], page=builders.page("another"))
    assert [number for number, _ in audit.find_altered(versions, pages)] == [2]
    pages[2] = replace(exhibits.chained(*exhibits.TEXTS)[1][1], chain_sha256="0" * 64)
    assert [number for number, _ in audit.find_altered(versions, pages)] == [2]


def test_what_follows_a_page_that_is_gone_is_not_proved(stored):
    versions, pages = stored
    del pages[2]
    assert [number for number, _ in audit.find_altered(versions, pages)] == [3]


def test_a_text_that_was_altered_is_named(stored):
    versions, pages = stored
    versions[1] = replace(versions[1], article=builders.article("Israel says 23 hostages are alive."))
    ((number, said),) = audit.find_altered(versions, pages)
    assert number == 1
    assert said.startswith("The text stored for version 1 is not")


def test_a_claim_whose_sentence_was_altered_is_named(stored):
    versions, pages = stored
    versions[1] = replace(versions[1], claims=(builders.claim(22),))
    assert audit.find_altered(versions, pages) == ()
    versions[1] = replace(versions[1], claims=(builders.claim(22), builders.claim(23)))
    ((number, said),) = audit.find_altered(versions, pages)
    assert (number, said.startswith("A claim stored for version 1")) == (1, True)


@pytest.mark.parametrize(
    ("article", "content_hash"),
    [
        (builders.article("of an older release"), f"1:{'0' * 64}"),
        (builders.article("a \ufffd where a NUL stood"), f"2:{'0' * 64}"),
    ],
)
def test_a_text_that_cannot_be_judged_is_not_accused(article, content_hash):
    assert not audit.is_another_text(article, content_hash)
