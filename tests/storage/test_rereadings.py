"""Later readings beside the first ones, held to by the fake, SQLite and PostgreSQL."""

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

READER = "0.2.0/3/0"


def rereading(number: int = 2, text: str = "Read anew.", **fields) -> model.Rereading:
    return model.Rereading(
        **(
            {
                "number": number,
                "article": builders.article(text, byline="By Ruth Almog"),
                "content_hash": f"3:{text}",
                "read_by": READER,
                "read_at": NOON + minutes(30),
            }
            | fields
        )
    )


def test_a_later_reading_stands_beside_the_first_one(revised: scenes.AnyStore):
    before = revised.load_article_detail(1)
    kept = rereading()

    revised.save_rereadings(1, [kept], fingerprint="3:part")

    assert revised.load_rereadings(1) == (kept,)
    assert revised.load_article_detail(1) == before
    assert revised.load_version_page(1, 2).page.body == b"<p>version at 0:15:00</p>"


def test_the_next_text_is_held_against_the_last_reading(revised: scenes.AnyStore):
    kept = rereading()
    revised.save_rereadings(1, [rereading(text="An earlier try."), rereading(1, "First.")], fingerprint="3:x")
    revised.save_rereadings(1, [kept], fingerprint="3:part")

    past, loaded = revised.load_past(1), revised.load_article(1)

    assert (past.latest.article, past.latest.content_hash) == (kept.article, "3:Read anew.")
    assert (past.latest.read_by, past.latest.number) == (READER, 2)
    assert past.history == ((1, "3:First."), (2, "3:Read anew."))
    assert loaded.latest is not None
    assert (loaded.latest.content_hash, loaded.fingerprint) == ("3:Read anew.", "3:part")


def test_readings_of_older_versions_leave_the_article_as_it_is(revised: scenes.AnyStore):
    before = revised.load_article(1)
    revised.save_rereadings(1, [rereading(1)], fingerprint="3:part")
    assert revised.load_article(1) == before


def test_a_check_after_it_takes_its_own_fingerprint(revised: scenes.AnyStore):
    revised.save_rereadings(1, [rereading()], fingerprint="3:part")
    scenes.check(revised, 1, at=minutes(40), fingerprint="3:later")
    assert revised.load_article(1).fingerprint == "3:later"


def test_a_reading_of_a_version_that_is_not_there_is_refused_whole(revised: scenes.AnyStore):
    with pytest.raises(errors.NotFoundError):
        revised.save_rereadings(1, [rereading(1), rereading(9)], fingerprint=None)
    assert revised.load_rereadings(1) == ()


def test_the_page_comes_along_where_another_reader_read_the_newest_version(revised: scenes.AnyStore):
    page = revised.load_version_page(1, 2).page
    assert revised.load_past(1).page is None
    assert revised.load_past(1, read_by=READER).page == page
    assert revised.load_past(1, read_by="").page is None
    revised.save_rereadings(1, [rereading()], fingerprint=None)
    assert revised.load_past(1, read_by=READER).page is None


def test_a_version_knows_who_read_it(store: scenes.AnyStore, article_id: int):
    scenes.add_first_version(store, article_id, read_by=READER)
    (version,) = store.load_article_detail(article_id).versions
    assert version.read_by == READER
