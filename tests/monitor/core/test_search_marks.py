from monitor import model
from monitor.core import search_marks, search_query
from tests import builders

TEXT = builders.article(
    headline="Hostages wait",
    subheadline="Families of hostages speak.",
    byline="By Ruth Almog",
    paragraphs=(
        "Nothing here. Mediators met on Sunday. The talks about hostages resume.",
        "Hostages. Hostages and talks, again.",
    ),
)


def passages(query: str, text: model.Article = TEXT) -> list[str]:
    found = search_marks.find_passages(text, search_query.parse_query(query))
    return ["".join(f"[{piece}]" if is_marked else piece for piece, is_marked in one.pieces) for one in found]


def test_the_sentences_with_the_most_of_the_words_come_in_reading_order():
    assert passages("talks hostages -mediators") == [
        "Families of [hostages] speak.",
        "The [talks] about [hostages] resume.",
        "[Hostages] and [talks], again.",
    ]


def test_phrases_and_beginnings_are_marked_whole():
    assert passages('"about hostages"') == ["The talks [about hostages] resume."]
    assert passages("medi*") == ["[Mediators] met on Sunday."]
    assert passages("almog") == ["By Ruth [Almog]"]


def test_what_overlaps_is_one_mark():
    assert passages('"talks about" "about hostages"') == ["The [talks about hostages] resume."]


def test_a_word_is_marked_as_it_is_written():
    text = builders.article(paragraphs=("قال إنّ الرَّهائن بخير.",))
    assert passages("رهائن", text) == ["قال إنّ [الرَّهائن] بخير."]


def test_a_long_sentence_is_cut_around_its_first_mark():
    text = builders.article(
        paragraphs=("word " * 100 + "hostages " + "word " * 60 + "hostages " + "word " * 100,)
    )
    (shown,) = passages("hostages", text)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert shown.count("[hostages]") == 1
    assert len(shown) < 340
    start = builders.article(paragraphs=("hostages " + "word " * 100,))
    assert passages("hostages", start)[0].startswith("[hostages] word")


def test_a_headline_is_marked_as_a_line():
    terms = search_query.parse_query("wait")
    assert search_marks.mark_line("Hostages wait", terms) == (("Hostages ", False), ("wait", True))
    assert search_marks.mark_line("Nothing", terms) == (("Nothing", False),)
