import pytest

from monitor.core import fingerprint, looks, teasers

TEXT = "Mediators met for hours at a hotel by the water and left without a word. "
OFFER = "To continue reading, choose a plan."


def look(*paragraphs: str, words: int | None = None, is_free: str = "false") -> looks.Look:
    count = "" if words is None else f', "wordCount": {words}'
    html = f'<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": {is_free}{count}}}</script>'
    return looks.look_at(html, paragraphs=paragraphs, part=fingerprint.find_part(html))


@pytest.mark.parametrize(("words", "is_teaser"), [(900, True), (145, False), (140, False)])
def test_an_article_that_is_paid_for_is_a_teaser_where_most_of_its_words_are_missing(
    words: int, is_teaser: object
):
    assert teasers.is_teaser(look(TEXT * 10, words=words)) is is_teaser


def test_an_offer_at_the_end_makes_a_teaser_of_a_text_that_is_paid_for_and_whose_words_nobody_counts():
    assert teasers.is_teaser(look(TEXT * 30, OFFER))
    assert not teasers.is_teaser(look(OFFER, TEXT * 30))
    assert not teasers.is_teaser(look(TEXT * 30, OFFER, is_free="true"))
    assert not teasers.is_teaser(look())


def test_a_text_with_all_its_words_is_beyond_suspicion():
    assert teasers.innocence(look(TEXT, words=14)) > teasers.innocence(look(TEXT * 3, is_free="true"))
    assert teasers.innocence(look(TEXT, words=0)) == 0
