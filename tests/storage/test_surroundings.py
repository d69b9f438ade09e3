"""What stands around an article, held to by the fake, SQLite and PostgreSQL."""

from monitor import model
from tests import builders
from tests.storage import scenes


def test_an_article_alone_has_nothing_around_it(store: scenes.AnyStore):
    scenes.save_outlets(store)
    scenes.add_first_version(store, scenes.add_article(store))
    assert store.load_past(1).surroundings == model.Surroundings()


def test_the_versions_before_the_newest_come_with_it(revised: scenes.AnyStore):
    assert revised.load_past(1).surroundings.earlier == (builders.article().paragraphs,)


def test_other_articles_of_the_outlet_come_with_their_headlines_and_texts(store: scenes.AnyStore):
    scenes.save_outlets(
        store, builders.outlet(), builders.outlet(id="herald", feeds=("https://herald.example/rss",))
    )
    for name in "abc":
        scenes.add_article(store, f"https://ledger.example/{name}", title=f"Headline of {name} today")
    scenes.add_first_version(store, 1)
    scenes.add_first_version(store, 2)
    around = store.load_past(2).surroundings
    assert around.others == (builders.article().paragraphs,)
    assert around.titles == ("Headline of c today", builders.article().headline)
