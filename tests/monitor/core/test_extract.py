import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import extract, fingerprint
from tests import builders
from tests.monitor.core import pages
from tests.monitor.core.reading import BLOCKS, CLAIM, WORDS, article_of, block, body_of, read


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


def test_a_short_paragraph_between_line_breaks_is_read():
    assert "Toll: 33." in article_of(pages.tabloid("Toll: 33.")).paragraphs


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


@given(tag=BLOCKS, text=WORDS, at=st.integers(0, 100), digit=st.sampled_from("0123456789x.-"))
@settings(max_examples=60, deadline=None)
def test_any_visible_edit_changes_the_fingerprint(tag: str, text: str, at: int, digit: str):
    before = f"Count {text} end"
    cut = at % len(before)
    after = before[:cut] + digit + before[cut + 1 :]
    first = read(pages.wire(CLAIM, extra=block(tag, before)))
    again = read(pages.wire(CLAIM, extra=block(tag, after)), known_fingerprint=first.fingerprint)
    assert again.is_unchanged == (before.split() == after.split())


COUNTS = st.integers(2, 99_999)
BOXES = st.sampled_from(
    (
        "<table><tr><td><a href=/x>Hostages alive</a></td><td>{}</td></tr></table>",
        "<table><tr><td><div>Alive</div></td><td><div>{}</div></td></tr></table>",
        "<table><caption>{} in all</caption><tr><th><a href=/x>{}</a></th></tr></table>",
        "Hostages alive: {}<br>Hostages dead: {}<br>",
        "<div class=counter><p>{} hostages still in Gaza</p></div>",
        "<dl><dt>Hostages alive</dt><dd>{}</dd><dt>Dead<dd><p>{}</dl>",
        "<h3>Hostages alive</h3><p>{}</p>",
        "<div class=n>{}</div><div class=l>hostages alive</div>",
        "<ul><li><a href=/x>Alive</a>: {}</li><li>{}</li></ul>",
        "<div><a href=/x>All that is known about those held</a> {}</div>",
        "<figure><figcaption>{} in a room</figcaption></figure>",
        "<details><summary>Held</summary>{} alive</details>",
        "<center>{}</center>",
        "<blockquote>{}</blockquote><pre>{}</pre>",
        "<div role=row><span>Alive</span> <b>{}</b></div>",
        "<p>Alive<br><br>{}</p>",
    )
)


@given(st.lists(st.tuples(BOXES, COUNTS, COUNTS), min_size=1, max_size=4), st.sampled_from(pages.LAYOUTS))
@settings(max_examples=150, deadline=None)
def test_whatever_number_stands_in_a_box_of_the_article_is_read(boxes, layout):
    texts = [box.format(one, other) for box, one, other in boxes]
    # The body of a layout is what its first sentence stands in.
    html = layout(CLAIM, seed=7)
    place = html.index(CLAIM) + len(CLAIM)
    end = html.find("</p>", place) + 4 if html[place : place + 4] == "</p>" else place
    article = article_of(html[:end] + "".join(texts) + html[end:])
    expected = Counter(re.findall(r"\d+", " ".join(re.sub("<[^>]*>", " ", text) for text in texts)))
    read_digits = Counter(re.findall(r"\d+", article.text(model.TextField.BODY)))
    assert not expected - read_digits


@pytest.mark.parametrize("name", ["counter", "view-counter", "share-counter"])
def test_a_counter_of_the_page_itself_is_not_read(name: str):
    html = pages.wire(CLAIM, extra=f"<div class={name}>1,204</div>")
    assert "1,204" not in body_of(html)


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


@pytest.mark.parametrize("written", ["&#146;", "&#x92;", "&rsquo;", "&#8217;", "\u2019"])
def test_a_character_is_the_same_however_it_is_written(written: str):
    assert "families’ lawyer" in body_of(pages.wire(f"The families{written} lawyer spoke of 22 of them."))


def test_another_encoding_of_a_page_leaves_it_unchanged():
    html = pages.hebrew("לדברי גורם, 22 חטופים בחיים.")
    first = read(html)
    for codec in ("cp1255", "utf-8-sig", "utf-16"):
        page = builders.page(html.encode(codec), headers=(("content-type", "text/html"),))
        assert extract.find_fingerprint(page) == first.fingerprint
