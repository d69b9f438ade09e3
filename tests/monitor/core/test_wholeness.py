import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import wholeness
from tests import builders
from tests.monitor.core.reading import read
from tests.monitor.core.watched import LIVING, html

PAGE = html(LIVING.format(20))


@pytest.mark.parametrize(
    ("remark", "page", "is_cut"),
    [
        ("whole", PAGE, False),
        ("end tags that may be left out", PAGE.replace("</body></html>", "").replace("</p>", ""), False),
        ("sloppy, but it has an end", "<div><div><p>Text</p></BODY>", False),
        ("in a paragraph", PAGE[: PAGE.index("Mediators") + 20], True),
        ("in a tag", PAGE[: PAGE.index("</h1>") + 3], True),
        ("upper case", "<BODY><DIV><P>Text", True),
        ("in a tag of the head", "<html><head><meta property='og:ti", True),
        ("in a script", "<p>Text</p><script>var a = '<b", True),
        ("in a style", "<p>Text</p><style>p {", True),
        ("in a comment", "<p>Text</p><!-- ad slot 3", True),
        ("a sign that is no tag", "<p>Text: 5 < 6", False),
        ("no container at all", "<p>Text", False),
        ("empty", "", False),
    ],
)
def test_a_page_is_cut_where_a_container_stays_open_and_no_end_comes(remark, page, is_cut):
    assert wholeness.is_cut_short(page) is is_cut, remark


@given(st.integers(min_value=PAGE.index("<article>") + 9, max_value=PAGE.index("</article>") + 9))
def test_no_part_of_an_article_that_was_cut_off_is_an_article(place):
    reading = read(PAGE[:place])

    assert reading.article is None
    assert reading.failure.kind in {model.FailureKind.BAD_RESPONSE, model.FailureKind.NOT_AN_ARTICLE}


def test_a_page_that_was_cut_short_is_no_new_version(watched):
    watched.check(builders.page(PAGE))

    outcome = watched.check(builders.page(PAGE[: PAGE.index("Relatives")]))

    assert outcome.failure.kind is model.FailureKind.BAD_RESPONSE
    assert "ends in the middle" in outcome.failure.detail
    assert outcome.change is None
