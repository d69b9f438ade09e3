import pytest

from tests.monitor.core import pages
from tests.monitor.core.reading import CLAIM, article_of, body_of, read


@pytest.mark.parametrize("wrap", ["<article>{}</article>", '<div class="story">{}</div>', "<main>{}</main>"])
@pytest.mark.parametrize(
    "text", ["<p>The army says 3 hostages are home.</p>", f"<div>{CLAIM}<br><br>{CLAIM}<br><br>{CLAIM}</div>"]
)
def test_much_talk_below_a_brief_does_not_take_its_place(wrap: str, text: str):
    talk = "<p>A reader thinks that this is far too many, and says so at length.</p>" * 20
    story = wrap.format(f"<h1>Army says hostages are home</h1>{text}")
    said = body_of(f'<html><body>{story}<section class="comments">{talk}</section></body></html>')
    assert "hostages are" in said
    assert "reader" not in said


def test_a_box_with_a_doubtful_name_is_kept_when_it_holds_the_text():
    folded = "".join(f"<p>{text} {n}</p>" for n in range(3) for text in pages.FACTS[:2])
    assert "ground. 2" in body_of(
        pages.wire(CLAIM, extra=f'<div id="read-more" style="display: none">{folded}</div>')
    )
    assert "Sign up" not in body_of(
        pages.wire(CLAIM, extra='<div class="promo"><p>Sign up for our letter now.</p></div>')
    )


def test_names_that_call_everything_noise_are_not_believed():
    page = pages.wire(CLAIM).replace('class="story has-comments"', 'class="comments"').replace("<h1>", "<h2>")
    assert CLAIM in body_of(page.replace("</h1>", "</h2>"))


def test_the_outlets_selector_comes_first_and_a_broken_one_is_passed_over():
    page = pages.wire(CLAIM).replace(
        "</main>", '</main><div class="mine"><p>Only this text of the outlet counts, 5 of 6.</p></div>'
    )
    assert article_of(page, selectors=("p[", ".nowhere", ".mine")).paragraphs == (
        "Only this text of the outlet counts, 5 of 6.",
    )


def test_of_several_articles_the_headlines_own_is_read():
    other = (
        "<article><h2>Other</h2>"
        + "".join(f"<p>{t} Elsewhere {n}.</p>" for n in range(5) for t in pages.FACTS)
        + "</article>"
    )
    page = pages.wire(CLAIM).replace("</main>", f"{other}</main>")
    assert "Elsewhere" not in body_of(page)


def test_without_a_headline_text_beside_the_paragraphs_is_read():
    text = "".join(f"<p>{fact}</p>" for fact in pages.FACTS)
    page = f"<title>Envoy returns to Cairo today</title><article><div>{text}</div><div>Some 4711 of them waited.</div></article>"
    assert "4711" in body_of(f"<html><body>{page}</body></html>")


def test_a_sidebar_full_of_prose_is_none_of_the_article():
    talk = "".join(f"<p>{fact} Elsewhere, {n}.</p>" for n in range(3) for fact in pages.FACTS)
    page = pages.wire(CLAIM).replace("</main>", f'<aside class="sidebar">{talk}</aside></main>')
    assert "Elsewhere" not in body_of(
        page.replace("<main>", '<div class="grid">').replace("</main>", "</div>")
    )


BOX = '<div class="x7"><p>Votes so far in this one: 4711.</p></div>'


def test_what_the_outlet_drops_is_not_read_and_does_not_say_where_the_article_is():
    assert "4711" in body_of(pages.wire(CLAIM, extra=BOX))
    assert "4711" not in body_of(pages.wire(CLAIM, extra=BOX), selectors=("!p[", "!.x7"))
    talk = "".join(f"<p>{fact} Elsewhere, {n}.</p>" for n in range(9) for fact in pages.FACTS)
    page = pages.wire(CLAIM).replace("</main>", f'</main><div class="x7">{talk}</div>')
    assert "Elsewhere" not in body_of(
        page.replace("<article", "<div").replace("</article>", "</div>"), selectors=("!.x7",)
    )


def test_what_the_outlet_keeps_is_read_once_wherever_it_stands():
    box = BOX.replace("x7", "newsletter")
    page = pages.wire(CLAIM, extra=box).replace("</main>", f"{BOX.replace('4711', '4712')}</main>")
    text = body_of(page, selectors=("+.newsletter", "+.x7", "+.x7 p", "+h1"))
    assert (text.count("4711"), text.count("4712")) == (1, 1)
    assert text.startswith(CLAIM)


def test_selectors_that_match_nothing_are_told():
    note = "the outlet's selectors match nothing on this page, so the built-in ones were used"
    assert read(pages.wire(CLAIM), selectors=(".nowhere", "!.x7")).note == note
    for fine in ((), ("main",), ("!.nowhere", "+.nowhere"), (".nowhere", "article")):
        assert read(pages.wire(CLAIM), selectors=fine).note == ""
