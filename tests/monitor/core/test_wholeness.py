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
        ("an end in a script", "<div><script>w('</body></html>')</script><p>Text", True),
        ("an end in a comment", "<div><!-- no </body> here --><p>Text", True),
        ("an end in an attribute", "<div><iframe srcdoc='<p>x</p></body></html>'></iframe><p>Text", True),
        ("an end in a field", "<div><textarea></body></textarea><p>Text", True),
        ("another page's end within", "<div><body><p>A</p></body></html></div><div><p>Text", True),
        (
            "an end with scripts behind it",
            "<div><p>Text</body><script>a('</p>')</script><!-- 3 -->\n</html>",
            False,
        ),
        ("an end behind a long script", f"<div><p>Text</body><script>{'a;' * 2_000}</script>", False),
        ("an end, and a script that breaks off", "<div><p>Text</p></div></body><script>a(", False),
        ("a tag in a script", "<main><p>Text</p></main><script>x='<div>'</script>", False),
        ("a tag in a comment", "<main><p>Text</p></main><!-- <div><p>old -->", False),
        ("a tag in an attribute", "<main><p>Text</p><a title='<div>' href=a>b</a></main>", False),
        ("an empty comment", "<main><p>Text</p></main><!--><!---><!doctype html>", False),
        (
            "a box around the rest that is never closed",
            "<div class=wrap><main><p>Text</p></main><ul></ul>",
            False,
        ),
        ("a box that is closed twice", "<main><p>Text</p></div></main></div>", False),
        (
            "a box within the text that is never closed",
            "<article><p>A</p><div class=ad><p>B</p></article>",
            False,
        ),
        ("a box that is never closed behind the text", "<main><p>Text</p></main><div class=ad>", False),
        ("between two blocks", "<main><div><p>A</p></div>", True),
        ("between two blocks of boxes", "<div><div><div><p>A</p></div>", True),
        ("in text in no paragraph", "<div>Text, and more of i", True),
        ("behind text in no paragraph", f"<div>{'Text and text. ' * 3}<img>", True),
        (
            "in Arabic text",
            "<section><div><span>قال الوزير إن عشرين رهينة ما زالوا في غزة</span></div>وأضا",
            True,
        ),
    ],
)
def test_a_page_is_cut_where_a_container_stays_open_and_no_end_comes(remark, page, is_cut):
    assert wholeness.is_cut_short(page) is is_cut, remark


@given(st.integers(min_value=PAGE.index("<article>") + 9, max_value=PAGE.index("</article>") + 9))
def test_no_part_of_an_article_that_was_cut_off_is_an_article(place):
    reading = read(PAGE[:place])

    assert reading.article is None
    assert reading.failure.kind in {model.FailureKind.BAD_RESPONSE, model.FailureKind.NOT_AN_ARTICLE}


NEVER_CLOSED = PAGE[: PAGE.index("</article>")]


def test_a_page_that_ends_so_at_three_looks_came_whole(watched):
    first, second, third = (
        watched.check(builders.page(NEVER_CLOSED + f" at 12:0{minute}")) for minute in range(3)
    )

    assert first.kind is second.kind is model.CheckKind.FAILED
    assert "ends in the middle of the page, with “" in first.failure.detail
    assert third.kind is model.CheckKind.FIRST_VERSION
    assert "never ends" in third.note


def test_a_stored_page_is_read_again_however_it_ends(watched):
    for _ in range(3):
        watched.check(builders.page(NEVER_CLOSED))
    watched.read_otherwise("Israel says nothing.")

    for _ in range(3):
        outcome = watched.check(builders.page(NEVER_CLOSED.replace("two hours", "six hours")))

    (field,) = outcome.change.diff.fields
    changed = [each.op for each in field.sentences if each.op is not model.SentenceOp.EQUAL]
    assert changed == [model.SentenceOp.CHANGED]


def test_a_page_that_ends_elsewhere_at_each_look_is_never_read(watched):
    places = (PAGE.index("Mediators"), PAGE.index("Mediators") + 20, PAGE.index("</article>"))
    kinds = [watched.check(builders.page(PAGE[:place])).kind for place in (*places, *places)]

    assert set(kinds) == {model.CheckKind.FAILED}


def test_a_page_that_was_cut_short_is_no_new_version(watched):
    watched.check(builders.page(PAGE))

    outcome = watched.check(builders.page(PAGE[: PAGE.index("Relatives")]))

    assert outcome.failure.kind is model.FailureKind.BAD_RESPONSE
    assert "ends in the middle" in outcome.failure.detail
    assert outcome.change is None
