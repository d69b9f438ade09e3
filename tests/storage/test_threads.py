"""ThreadStore, held to by the fake, SQLite and PostgreSQL."""

from tests.storage import scenes


def test_the_first_message_on_a_subject_is_known_in_its_place(store: scenes.AnyStore):
    store.save_thread("room C01", "article 1", anchor="1725192000.000100")
    store.save_thread("room C01", "article 2", anchor="1725192000.000200")

    assert store.load_thread("room C01", "article 1") == "1725192000.000100"
    assert store.load_thread("room C02", "article 1") is None


def test_a_thread_that_is_begun_anew_takes_the_place_of_the_old_one(store: scenes.AnyStore):
    store.save_thread("room C01", "article 1", anchor="1725192000.000100")
    store.save_thread("room C01", "article 1", anchor="1725192999.000100")

    assert store.load_thread("room C01", "article 1") == "1725192999.000100"


def test_a_database_keeps_what_a_place_is_called_in_any_script(store: scenes.AnyStore):
    store.save_thread("غرفة #أخبار", "outlet الراصد", anchor="1.2")

    assert store.load_thread("غرفة #أخبار", "outlet الراصد") == "1.2"
