"""What speaks against a new text, and what does not."""

from dataclasses import replace

import pytest

from monitor import model, policy
from monitor.core import diff, doubts, second
from tests import builders

KNOBS = policy.SuspectPolicy()
LINES = tuple(
    f"{who} {did} while the talks went on into another evening without a word from the hosts."
    for who in ("The envoy of the north", "A driver at the crossing", "The mayor of the harbour town")
    for did in ("waited by the gate with a list of names", "spoke of rain and of a bridge that was shut")
)
BOX = tuple(
    f"{what} fell in {place} as traders waited for figures that are due before the end of the week."
    for what in ("Grain prices", "Port fees", "Bread sales")
    for place in ("the eastern market", "two coastal provinces")
)


def article(*paragraphs: str) -> model.Article:
    return builders.article(*paragraphs, headline="Talks go on into another evening")


def page(*paragraphs: str) -> model.FetchedPage:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return builders.page(
        f"<html><head><title>Talks</title></head><body><main><article><h1>Talks go on</h1>{body}</article></main></body></html>"
    )


def doubt(old: model.Article, new: model.Article, served: model.FetchedPage) -> str | None:
    found = doubts.find_doubt(old, new, diff.compare_articles(old, new), served, knobs=KNOBS)
    return found and found.kind.value


@pytest.mark.parametrize(
    ("kept", "kind"),
    [(LINES[:1], "collapsed"), (LINES[:2], "collapsed"), (LINES[:3], None), (LINES[:5], None)],
)
def test_a_text_of_which_over_60_percent_is_gone_has_collapsed(kept, kind):
    assert doubt(article(*LINES), article(*kept), page(*kept)) == kind


def test_another_text_in_the_place_of_the_old_one_is_named_so():
    assert doubt(article(*LINES), article(*BOX), page(*BOX)) == "replaced"


def test_a_text_that_lacks_what_is_still_on_its_page_was_read_wrongly():
    assert doubt(article(*LINES), article(*LINES[:4]), page(*LINES)) == "lost"
    assert doubt(article(*LINES), article(*BOX), page(*LINES, *BOX)) == "lost"


def test_a_box_that_was_read_into_the_text_is_strange_to_it():
    assert doubt(article(*LINES), article(*LINES, *BOX), page(*LINES)) == "strange"


def test_what_the_outlet_wrote_or_cut_is_on_its_page_or_not_and_in_no_doubt():
    assert doubt(article(*LINES), article(*LINES, *BOX), page(*LINES, *BOX)) is None
    assert doubt(article(*LINES, *BOX), article(*LINES), page(*LINES)) is None


def test_a_sentence_that_stood_twice_and_was_cut_once_is_not_lost():
    once, twice = article(*LINES), article(*LINES, LINES[0])
    assert doubt(twice, once, page(*LINES)) is None


def test_an_edit_of_a_few_words_is_never_in_doubt():
    short = article("Israel says 20 hostages are alive.")
    assert doubt(short, article("Israel says 22 hostages live on."), page("Nothing of it.")) is None


def test_a_second_reading_that_sees_nothing_of_the_article_has_no_say():
    assert doubt(article(*LINES), article(*LINES, *BOX), page("Another page altogether.")) is None


def test_a_text_nearer_to_the_old_one_does_not_bear_out_the_one_in_doubt():
    old, held = article(*LINES), article(LINES[0])
    for text, is_nearer in (
        (article(LINES[0] + " Nobody answered."), True),
        (article(*LINES[:5]), False),
        (article(*BOX), False),
    ):
        assert doubts.is_nearer(text, held, than=old, at_least=0.4) is is_nearer


def test_two_empty_texts_are_alike():
    empty = replace(builders.article(), headline="", paragraphs=())
    assert doubts.is_nearer(empty, empty, than=article(*LINES), at_least=0.4)


def test_a_second_reading_knows_neither_case_nor_punctuation():
    reading = second.read_second(page(*LINES))
    assert reading.find_words([LINES[0].upper().replace(" ", ", "), "…", "Not there at all."]) == [
        second.fold_sentences([LINES[0]])[0]
    ]
