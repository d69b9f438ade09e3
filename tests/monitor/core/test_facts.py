import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor.core import facts


def find(html: str) -> dict[str, str]:
    return facts.find_facts(LexborHTMLParser(html))


def script(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


def test_the_first_of_each_fact_counts():
    found = find(
        '<html lang="he"><title> A  title </title><link rel=canonical href="/a"><link rel=canonical href="/b">'
        '<meta property="og:title" content="One"><meta property="og:title" content="Two"><meta name="nonce" content="3">'
        '<meta itemprop="datePublished" content="2025-09-01"><meta charset="utf-8"><meta name="author" content=" ">'
    )
    assert found == {
        "language": "he",
        "title": "A title",
        "canonical": "/a",
        "canonical_2": "/b",
        "title_og": "One",
        "published": "2025-09-01",
    }


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Truce begins",
    "author": "Ruth Almog",
    "isAccessibleForFree": False,
}


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "Organization"}, ARTICLE],
        {"@graph": [{"@type": "WebSite"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE | {"@type": ["Thing", "LiveBlogPosting"]}},
        ["text", None, ARTICLE],
    ],
)
def test_structured_data_are_found_wherever_they_stand(data: object):
    assert find(script(data)) == {
        "title_ld": "Truce begins",
        "author_ld": "Ruth Almog",
        "is_free_ld": "false",
    }


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[" * 100_000,
        "7",
        '{"@type": 7}',
        '{"@type": "Organization", "headline": "x"}',
        '"' + "x" * 400_000 + '"',
    ],
)
def test_what_is_no_article_says_nothing(data: str):
    assert find(script(data)) == {}


def test_line_breaks_inside_a_string_do_no_harm():
    assert find(script('{"@type": "Article", "headline": "Truce\nbegins"}')) == {"title_ld": "Truce begins"}


def test_authors_are_names_and_no_addresses():
    data = {
        "@type": "Article",
        "author": ["https://ledger.example/x", {"name": "Ruth Almog"}, {"name": None}, 7, "Sami"],
    }
    assert find(script(data)) == {"author_ld": "Ruth Almog, Sami"}


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        ("<title>Truce begins - The Ledger</title><h1>The Ledger</h1><h1>Truce begins</h1>", "Truce begins"),
        ("<title>Front</title><h1>Menu</h1><h1>Truce begins at dawn</h1>", "Truce begins at dawn"),
        ("<meta property=og:site_name content='The Ledger Post'><h1>The Ledger Post</h1>", None),
        ("<title>Front</title><h1> </h1><h1>Menu</h1>", None),
    ],
)
def test_the_headline_is_no_name_of_the_outlet(html: str, headline: str | None):
    tree = LexborHTMLParser(html)
    node = facts.find_headline(tree, facts.find_facts(tree))
    assert (node.text() if node else None) == headline


@pytest.mark.parametrize(
    "name",
    [
        '<h1><a href="/">The Quay of the north</a></h1>',
        '<h1><a href="https://quay.example">The Quay of the north</a> beta</h1>',
        "<h1>The Quay</h1>",
    ],
)
def test_an_outlets_name_is_no_headline(name: str):
    tree = LexborHTMLParser(
        f"<title>Envoy returns to Cairo [The Quay]</title>{name}<h1>Envoy returns to <a href='/cairo'>Cairo</a></h1>"
    )
    found = facts.find_headline(tree, facts.find_facts(tree))
    assert found
    assert found.text() == "Envoy returns to Cairo"


def test_no_more_than_three_canonical_addresses_are_kept_each_once():
    found = find("".join(f'<link rel=canonical href="{href}">' for href in ("/a", "/b", "/a", "/c", "/d")))
    assert found == {"canonical": "/a", "canonical_2": "/b", "canonical_3": "/c"}
