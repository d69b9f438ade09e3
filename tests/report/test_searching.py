import html
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON
from tests.fakes import readings


def holding(*texts: model.Article, **fields) -> readings.FakeReadings:
    """Readings of one article in so many versions, an hour apart."""
    versions = tuple(
        builders.version(number=number, article=text, seen_at=NOON + timedelta(hours=number))
        for number, text in enumerate(texts, 1)
    )
    whole = model.ArticleDetail(
        article=readings.article_reading(**fields), versions=versions, changes=(), checks=()
    )
    return readings.FakeReadings(articles=(whole,))


def test_the_words_are_marked_in_the_sentence_and_all_else_is_escaped(open_page):
    text = builders.article(headline="<i>Talks</i>", paragraphs=('<script>x</script> & 22 "hostages" wait.',))
    answer = open_page(holding(text)).get("/search", params={"q": "hostages <i> talks"})
    assert "&lt;script&gt;x&lt;/script&gt; &amp; 22 &#34;<mark>hostages</mark>&#34; wait." in answer.text
    assert "&lt;<mark>i</mark>&gt;<mark>Talks</mark>&lt;/<mark>i</mark>&gt;" in answer.text
    assert 'value="hostages &lt;i&gt; talks"' in answer.text
    assert "<script>x" not in answer.text


def test_a_page_leads_to_the_next_with_its_filters(open_page):
    texts = [builders.article(headline=f"Talks {number}", language="en") for number in range(1, 26)]
    page = open_page(holding(*texts))
    address, headlines = "/search?q=talks&language=en&order=best", []
    while address:
        answer = page.get(address)
        headlines += re.findall(r"<mark>Talks</mark> (\d+)", answer.text)
        more = re.search(r'href="(/search\?[^"]*)" rel="next"', answer.text)
        address = html.unescape(more.group(1)) if more else None
        if address:
            asked = parse_qs(urlsplit(address).query)
            assert (asked["q"], asked["language"], asked["order"]) == (["talks"], ["en"], ["best"])
    assert headlines == [str(number) for number in range(25, 0, -1)]


@pytest.mark.parametrize("query", ["", "-talks", '""', "*"])
def test_a_search_for_nothing_asks_for_a_word(page, query):
    answer = page.get("/search", params={"q": query})
    assert answer.status_code == 200
    assert "Write a word to look for." in answer.text


def test_days_are_whole(open_page):
    page = open_page(holding(builders.article(headline="Talks")))
    assert "<mark>Talks</mark>" in page.get("/search?q=talks&since=2025-09-01&until=2025-09-01").text
    assert "No text holds this" in page.get("/search?q=talks&since=2025-09-02").text
    assert "No text holds this" in page.get("/search?q=talks&until=2025-08-31").text
    assert page.get("/search?q=talks&until=9999-12-31").status_code == 200


def test_a_text_in_doubt_says_so(open_page):
    shown = holding(builders.article(headline="Talks"))
    (whole,) = shown.articles
    doubt = model.Doubt(kind=model.DoubtKind.REPLACED, detail="Most is gone.")
    shown.articles = (replace(whole, versions=(replace(whole.versions[0], doubt=doubt),)),)
    page = open_page(shown)
    assert "In doubt" in page.get("/search?q=talks").text
    assert page.get("/api/v1/search?q=talks").json()["items"][0]["standing"] == "waiting"


@pytest.mark.parametrize(
    "query",
    [
        "?after=x1",
        "?after=h0",
        "?after=t99999999999",
        "?order=worst",
        "?since=soon",
        "?kind=gossip",
        "?q=" + "a" * 201,
        "?page=2",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(page, query):
    assert page.get(f"/search{query}").status_code == 422
    answer = page.get(f"/api/v1/search{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_api_gives_sentences_in_pieces_and_a_cursor(open_page):
    texts = [builders.article(headline="Talks", paragraphs=(f"{n} hostages wait.",)) for n in (20, 22)]
    page = open_page(holding(*texts))
    answer = page.get("/api/v1/search", params={"q": "hostages", "limit": 1}).json()
    (item,) = answer["items"]
    assert (item["version_number"], item["headline"], item["article"]["id"]) == (2, "Talks", 1)
    assert item["passages"] == [
        {
            "field": "body",
            "pieces": [
                {"text": "22 ", "is_match": False},
                {"text": "hostages", "is_match": True},
                {"text": " wait.", "is_match": False},
            ],
        }
    ]
    more = {"q": "hostages", "limit": 1, "after": answer["next_after"]}
    last = page.get("/api/v1/search", params=more).json()
    assert [one["version_number"] for one in last["items"]] == [1]
    assert last["next_after"] is None
