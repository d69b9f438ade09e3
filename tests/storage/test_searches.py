"""Versions are found by their words: the same ones in every database."""

from datetime import timedelta

import pytest

import storage
from monitor import model
from monitor.core import search_query
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

TEXTS = (
    ("ledger", "en", "Talks resume", ("Mediators say 20,000 people and 22 hostages wait.",)),
    ("ledger", "en", "Hostages wait", ("A café opens; the talks are over.", "Ceasefire lasts 60 days.")),
    ("wire", "ar", "المحادثات", ("قال الوسطاء إنّ ٢٢ من الرَّهائن على قيد الحياة.",)),
    ("wire", "he", "השיחות", ('דובר צה"ל: החטופים בעזה, והשלום רחוק.',)),
)


@pytest.fixture
def store(empty_store: scenes.AnyStore) -> scenes.AnyStore:
    """Four texts, an hour apart, each an article of its own."""
    store = empty_store
    wire = builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",))
    scenes.save_outlets(store, builders.outlet(), wire)
    for place, (outlet_id, language, headline, paragraphs) in enumerate(TEXTS):
        url = f"https://{outlet_id}.example/{place}"
        feed_id = 1 if outlet_id == "ledger" else 2
        scenes.poll(store, scenes.sighting(url), feed_id=feed_id, outlet_id=outlet_id)
        text = builders.article(headline=headline, language=language, paragraphs=paragraphs)
        claims = (builders.claim(22),) if place in {0, 2} else ()
        version = builders.version(article=text, seen_at=NOON + minutes(60 * place), claims=claims)
        scenes.check(
            store,
            place + 1,
            at=minutes(60 * place),
            kind=model.CheckKind.FIRST_VERSION,
            version=version,
        )
    return store


def search(store: scenes.AnyStore, text: str, **fields) -> list[int]:
    """Return the articles found, as the store gives them."""
    query = model.SearchFilter(terms=search_query.parse_query(text), **fields)
    return [hit.article.id for hit in store.find_texts(query).hits]


#: Questions and the articles they find.
FOUND = {
    "hostages": [2, 1],
    "HOSTAGES talks": [2, 1],
    "hostages -ceasefire": [1],
    'hostages -"lasts 60"': [1],
    "cafe": [2],
    '"ceasefire lasts"': [2],
    '"lasts ceasefire"': [],
    "“22 hostages”": [1],
    "20000": [1],
    "20,000": [1],
    "000": [],
    "22": [3, 1],
    "host*": [2, 1],
    "host": [],
    "opens;over": [],
    "رهائن": [3],
    "الرهائن": [3],
    "ان": [3],
    "رهينة": [],
    "חטופים": [4],
    "שלום": [4],
    "שלומ": [4],
    'צה"ל': [4],
    '"דובר צה"ל"': [4],
    # No phrase goes from the headline into the text.
    '"resume mediators"': [],
    # What filters are stored as is no word of a text.
    "o6c6564676572": [],
    "": [],
    "-hostages": [],
}
#: What would mean something to one of the databases, or could break a question to it.
SIGNS = (
    '"',
    "'",
    "*",
    "a AND",
    "NEAR(a b)",
    "headline:x",
    "^z",
    "a & | ! <-> b",
    ":*Z",
    "\\",
    "(",
    "\x00",
    "-",
    "z\ud800",
    "{}",
    "½",
)


def test_texts_are_found_by_their_words_the_newest_first(store):
    assert {text: search(store, text) for text in FOUND} == FOUND


def test_no_sign_of_a_database_means_anything(store):
    for order in model.SearchOrder:
        assert {text: search(store, text, order=order) for text in SIGNS} == {text: [] for text in SIGNS}


def test_what_is_found_comes_with_its_article_and_text_without_the_claims(store):
    (hit,) = store.find_texts(model.SearchFilter(terms=search_query.parse_query("mediators"))).hits
    assert (hit.article.id, hit.article.outlet_name, hit.version.number) == (1, "The Coastal Ledger", 1)
    assert hit.version.article.paragraphs == TEXTS[0][3]
    assert hit.version.claims == ()


def test_the_best_have_the_words_in_the_headline(store):
    assert search(store, "talks", order=model.SearchOrder.BEST) == [1, 2]
    assert search(store, "talks -mediators", order=model.SearchOrder.BEST) == [2]


def test_filters_hold_each_other_back(store):
    assert search(store, "22", outlet_id="wire") == [3]
    assert search(store, "22", outlet_id="nobody") == []
    assert search(store, "wait", claim_id="hostages_alive") == [1]
    assert search(store, "22", language="en", claim_id="hostages_alive") == [1]
    assert search(store, "22", since=NOON + minutes(1)) == [3]
    assert search(store, "22", until=NOON + minutes(120)) == [1]
    assert search(store, "22", since=NOON + timedelta(days=2)) == []
    assert search(store, "22", until=NOON - timedelta(days=2)) == []


def test_a_revision_is_found_at_once_and_by_what_happened(store):
    text = builders.article(headline="Talks resume", language="en", paragraphs=("20 hostages wait.",))
    scenes.add_revision(store, 1, at=minutes(300), version={"article": text})
    assert search(store, "hostages") == [1, 2, 1]
    kind = builders.change().events[0].kind
    assert search(store, "hostages", kind=kind) == [1]
    assert search(store, "hostages", kind=model.EventKind.ARTICLE_REMOVED) == []


@pytest.mark.parametrize("order", model.SearchOrder)
def test_pages_follow_each_other_without_a_gap(store, order):
    place, seen = None, []
    query = model.SearchFilter(terms=search_query.parse_query("22 -nobody"), order=order, limit=1)
    for text in ("a hostages 22", "22"):
        version = {"article": builders.article(headline=text, paragraphs=("22 there",))}
        scenes.add_revision(store, 1, at=minutes(300 + len(seen)), version=version)
        seen.append(text)
    ids = []
    while True:
        page = store.find_texts(model.SearchFilter(terms=query.terms, order=order, limit=1, after=place))
        ids += [hit.version_id for hit in page.hits]
        place = page.next_place
        if place is None:
            break
    whole = store.find_texts(model.SearchFilter(terms=query.terms, order=order))
    assert ids == [hit.version_id for hit in whole.hits]
    assert len(ids) == len(set(ids)) == 4


def test_a_page_that_looked_at_many_in_vain_says_where_to_go_on(database_url):
    store = storage.build_store(database_url)
    scenes.save_outlets(store)
    article_id = scenes.add_article(store)
    text = builders.article(headline="Talks")
    first = builders.version(article=text)
    scenes.check(store, article_id, kind=model.CheckKind.FIRST_VERSION, version=first)
    for place in range(1, 4):
        scenes.add_revision(store, article_id, at=minutes(place), version={"article": text})
    query = model.SearchFilter(
        terms=search_query.parse_query("talks"), kind=model.EventKind.ARTICLE_REMOVED, limit=1
    )
    assert store.find_texts(query) == model.SearchPage(hits=())
    store.close()
