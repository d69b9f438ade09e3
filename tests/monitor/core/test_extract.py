from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import extract, fingerprint
from tests import builders
from tests.monitor.core import pages

CLAIM = "Israel says 22 hostages are alive, and that 28 bodies are held in Gaza."


def read(html: str | bytes, **fields) -> extract.Reading:
    return extract.read_page(builders.page(html), **fields)


def article_of(html: str | bytes, **fields) -> model.Article:
    reading = read(html, **fields)
    assert reading.article, reading.failure
    return reading.article


def body_of(html: str) -> str:
    return article_of(html).text(model.TextField.BODY)


def test_an_article_is_read_with_all_its_fields():
    page = builders.page(pages.wire(CLAIM), url="https://ledger.example/amp/news/talks?utm_source=rss")
    assert extract.read_page(page).article == model.Article(
        canonical_url="https://ledger.example/news/talks",
        headline="Talks resume in Doha as families wait",
        byline="Ruth Almog, Sami Nasser",
        language="en",
        published_at=datetime(2025, 9, 1, 5, 0, tzinfo=UTC),
        modified_at=datetime(2025, 9, 1, 9, 30, tzinfo=UTC),
        paragraphs=(CLAIM, *pages.FACTS),
    )


def test_a_broadcasters_standfirst_list_table_and_quote_are_read():
    article = article_of(pages.broadcaster(CLAIM))
    assert article.headline == "Envoy returns to Cairo"
    assert article.subheadline == "A third round begins on Sunday, two ministers said."
    assert article.paragraphs == (
        CLAIM,
        *pages.FACTS,
        "Alive: 20",
        "Dead: 28",
        "Held 48",
        "Freed 140",
        "We were 11 in that room.",
    )


def test_text_without_paragraph_elements_is_cut_at_empty_lines():
    article = article_of(pages.tabloid(CLAIM))
    assert article.headline == "Families wait by the sea"
    assert article.paragraphs == (CLAIM, *pages.FACTS)


def test_arabic_and_hebrew_pages_are_read_in_their_language():
    article = article_of(pages.arabic("قال مسؤول إن 22 رهينة على قيد الحياة."))
    assert (article.language, article.headline) == ("ar", "استئناف المحادثات في الدوحة")
    assert article.paragraphs[0] == "قال مسؤول إن 22 رهينة على قيد الحياة."
    article = article_of(pages.hebrew("לדברי גורם, 22 חטופים בחיים."))
    assert (article.language, article.byline) == ("he", "רות אלמוג")
    assert article.paragraphs[0] == "לדברי גורם, 22 חטופים בחיים."


def test_windows_encodings_are_read():
    page = pages.hebrew("לדברי גורם, 22 חטופים בחיים.").replace(
        "<head>", '<head><meta charset="windows-1255">'
    )
    reading = extract.read_page(
        builders.page(page.encode("cp1255"), headers=(("content-type", "text/html"),))
    )
    assert reading.article
    assert reading.article.paragraphs[0] == "לדברי גורם, 22 חטופים בחיים."


@pytest.mark.parametrize("layout", pages.LAYOUTS)
def test_noise_around_the_article_leaves_it_unchanged(layout):
    first = read(layout(CLAIM, seed=7))
    again = read(layout(CLAIM, seed=431), known_fingerprint=first.fingerprint)
    assert again == extract.Reading(fingerprint=first.fingerprint, is_unchanged=True)


@pytest.mark.parametrize("layout", pages.LAYOUTS)
@pytest.mark.parametrize(
    ("old", "new"), [("22", "20"), ("28", "2.8"), ("says", "denies"), ("alive,", "alive")]
)
def test_an_edit_of_the_text_is_seen_and_read(layout, old: str, new: str):
    first = read(layout(CLAIM))
    again = read(layout(CLAIM.replace(old, new)), known_fingerprint=first.fingerprint)
    assert again.article
    assert CLAIM.replace(old, new) in again.article.text(model.TextField.BODY)
    assert fingerprint.content_hash(again.article) != fingerprint.content_hash(first.article)


@pytest.mark.parametrize(
    "box",
    [
        '<div class="correction">Correction: an earlier version said 22 hostages were alive.</div>',
        '<footer><p class="editors-note">The count in this story was put right on Monday.</p></footer>',
        '<aside class="related"><p>Clarification: the number includes two soldiers.</p><a href="/x">More</a></aside>',
        '<footer class="article-update" id="f">The number of hostages in this story is now 20.</footer>',
    ],
)
def test_a_correction_is_never_dropped(box: str):
    words = box.split(">")[2 if "><p" in box else 1].split("<", maxsplit=1)[0]
    assert words in body_of(pages.wire(CLAIM, extra=box))


def test_a_correction_outside_of_the_article_is_kept_and_a_link_to_the_corrections_page_is_not():
    page = pages.wire(CLAIM).replace(
        "</body>",
        '<div class="corrections"><a href="/corrections">Corrections and clarifications</a></div>'
        '<div class="correction-box">The number of hostages was given wrongly.</div></body>',
    )
    assert "given wrongly" in body_of(page)
    assert "Corrections and" not in body_of(page)


def test_a_fact_box_without_links_is_kept_and_one_with_links_is_not():
    text = body_of(
        pages.wire(
            CLAIM,
            extra="<aside><p>At a glance: 20 alive, 28 dead, 48 held.</p></aside>"
            '<aside><p>In other news: 90 hurt in a crash.</p><a href="/x">Read</a></aside>',
        )
    )
    assert "20 alive, 28 dead" in text
    assert "90 hurt" not in text


@pytest.mark.parametrize(
    "block",
    [
        '<aside class="fact-box"><ul><li>Held: {}</li><li><a href="/q">What we know</a></li></ul></aside>',
        '<aside><p>Some {} are held; <a href="/q">a list</a> names all of them.</p></aside>',
        '<div class="sidebar-facts"><p>{} freed so far</p></div>',
        "<footer><p>Toll at the time of writing: {}</p></footer>",
        "<blockquote><p>We waited long.</p><footer>one of {} officials</footer></blockquote>",
        "<p><button>{} hostages</button> remain, say officials in the south.</p>",
        "<table><caption>Figures as of day {}</caption><tr><td>Held</td><td>48</td></tr></table>",
        "<figure><figcaption>{} of them</figcaption></figure>",
        "<dl><dt>Dead {}</dt><dd>See above.</dd></dl>",
        "<details><summary>{} steps</summary><p>The first is the exchange.</p></details>",
    ],
)
def test_a_number_in_any_block_of_the_article_is_read(block: str):
    assert "4711" in body_of(pages.wire(CLAIM, extra=block.format(4711)))


def test_a_sentence_with_a_link_that_begins_like_a_pointer_is_read():
    text = "<p>Related families of <a href='/r'>all 4711 hostages</a> waited outside.</p>"
    assert "4711" in body_of(pages.wire(CLAIM, extra=text))


@pytest.mark.parametrize(
    "block",
    [
        "<amp-ad><p>Ad number {} of a partner</p></amp-ad>",
        '<ins class="adsbygoogle"><p>Ad number {} of a partner</p></ins>',
        "<p><button>Share {}</button></p>",
        '<p>Read more: <a href="/r">{} arrested in port as dockers go home</a></p>',
        '<p><strong>Also read – <a href="/r">{} arrested in port</a></strong></p>',
        '<div><span>ראו גם:</span> <a href="/r">{} נעצרו בנמל</a></div>',
        '<div><a href="#c">Comments ({})</a></div>',
        '<footer><p>See also</p><a href="/r">{} arrested in port</a></footer>',
    ],
)
def test_what_a_page_puts_into_the_article_is_not_read(block: str):
    assert "4711" not in body_of(pages.wire(CLAIM, extra=block.format(4711)))


def test_a_short_paragraph_between_line_breaks_is_read():
    assert "Toll: 33." in article_of(pages.tabloid("Toll: 33.")).paragraphs


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


def test_hidden_words_are_not_read():
    page = pages.wire(CLAIM + "<span hidden>Secret 77</span><span style='display:none'>Secret 78</span>")
    assert "Secret" not in body_of(page)


def test_a_moment_in_a_sentence_is_kept():
    assert "seized on 7 October 2023 and" in body_of(
        pages.wire("They were seized on <time>7 October 2023</time> and held.")
    )


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


def test_without_an_h1_the_titles_give_the_headline():
    page = pages.tabloid(CLAIM).replace("<h1>Families wait by the sea</h1>", "<h1>The Daily Harbour</h1>")
    assert article_of(page).headline == "Families wait by the sea"


def test_a_canonical_address_elsewhere_or_of_a_front_page_is_not_believed():
    for named in ("https://other.example/news/talks", "/", "mailto:x"):
        page = pages.wire(CLAIM).replace("/news/talks", named)
        assert article_of(page).canonical_url == "https://ledger.example/a"
    unusable = extract.read_page(builders.page(pages.tabloid(CLAIM), final_url="file:///a"))
    assert unusable.article
    assert unusable.article.canonical_url == "file:///a"


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<html><body></body></html>", "headline"),
        ("<title>Nothing here to be read today</title>", "text"),
        ("", "headline"),
        ("<frameset><frame src=a></frameset>", "headline"),
        ("\x00\x01\x02", "headline"),
    ],
)
def test_a_page_without_an_article_is_a_failure(html: str, what: str):
    failure = read(html).failure
    assert failure
    assert failure.kind is model.FailureKind.NOT_AN_ARTICLE
    assert f"no {what}" in failure.detail


def test_a_wall_is_a_failure_although_it_can_be_read():
    reading = read(
        "<title>Just a moment...</title><h1>Just a moment...</h1><p>Checking your browser before access.</p>"
    )
    assert reading.failure
    assert reading.failure.kind is model.FailureKind.BLOCKED


def test_the_same_page_always_gives_the_same_reading():
    page = pages.wire(CLAIM, extra="<div>Loose words 12</div>")
    first = read(page)
    for _ in range(3):
        read(pages.tabloid("Another text altogether, so that any state would show."))
        assert read(page) == first


BLOCKS = st.sampled_from(("p", "li", "blockquote", "h2", "td", "pre"))
WORDS = st.text(alphabet=st.sampled_from("abgנא رح05789 .,-%$&<>'\"’"), min_size=1, max_size=60)


def block(tag: str, text: str) -> str:
    written = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<table><tr><td>{written}</td></tr></table>" if tag == "td" else f"<{tag}>{written}</{tag}>"


@given(tag=BLOCKS, text=WORDS, number=st.integers(0, 10**6), seed=st.integers(1, 999))
@settings(max_examples=60, deadline=None)
def test_no_number_in_a_block_of_the_article_is_ever_lost(tag: str, text: str, number: int, seed: int):
    words = f"Count {number} {text}"
    assert " ".join(words.split()) in body_of(pages.wire(CLAIM, extra=block(tag, words), seed=seed))


@given(tag=BLOCKS, text=WORDS, at=st.integers(0, 100), digit=st.sampled_from("0123456789x.-"))
@settings(max_examples=60, deadline=None)
def test_any_visible_edit_changes_the_fingerprint(tag: str, text: str, at: int, digit: str):
    before = f"Count {text} end"
    cut = at % len(before)
    after = before[:cut] + digit + before[cut + 1 :]
    first = read(pages.wire(CLAIM, extra=block(tag, before)))
    again = read(pages.wire(CLAIM, extra=block(tag, after)), known_fingerprint=first.fingerprint)
    assert again.is_unchanged == (before.split() == after.split())


@given(
    st.lists(
        st.sampled_from(
            (
                "<div>",
                "</div>",
                "<p>",
                "20 <b>",
                "<h1>a b c d",
                "<article class=related>",
                "<td>",
                "<a>",
                "\x00",
                "&#0;",
                "<!--",
                "<br>",
                "<script>",
                "<template>",
                "<svg><p>",
                "<footer class=correction>Words that are long enough to be read",
            )
        )
    )
)
@settings(max_examples=80, deadline=None)
def test_no_markup_makes_reading_fail(parts: list[str]):
    read("".join(parts))
