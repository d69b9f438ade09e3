from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from report.views import change
from tests import builders
from tests.fakes import readings
from tests.fakes.morning import WATCH, build_morning


def detail(**fields) -> model.ChangeDetail:
    return model.ChangeDetail(
        **(
            {
                "reading": readings.change_reading(),
                "old": builders.version(1),
                "new": builders.version(2),
                "alert": None,
                "previous_id": None,
                "next_id": None,
            }
            | fields
        )
    )


def test_the_number_is_marked_where_its_span_says():
    sentence = "The 20 who came said 20 hostages are alive."
    article = builders.article("Opening.", sentence)
    start = article.text(model.TextField.BODY).rindex("20")
    claim = builders.claim(sentence=sentence, start=start, end=start + 2)
    quoted = change.quote_claim(claim, article=article)
    assert (quoted.before, quoted.marked, quoted.after) == (
        "The 20 who came said ",
        "20",
        " hostages are alive.",
    )


def test_a_sentence_that_stands_twice_is_marked_by_the_second_span_too():
    sentence = "20 are alive."
    article = builders.article(sentence, sentence)
    start = article.text(model.TextField.BODY).rindex("20")
    assert (
        change.quote_claim(
            builders.claim(sentence=sentence, start=start, end=start + 2), article=article
        ).marked
        == "20"
    )


def test_a_span_outside_its_sentence_marks_nothing_and_keeps_the_sentence():
    claim = builders.claim(sentence="20 are alive.", start=500, end=502)
    for text in ("20 are alive.", "Something else."):
        quoted = change.quote_claim(claim, article=builders.article(text))
        assert (quoted.before, quoted.marked) == ("20 are alive.", "")


@given(
    text=st.text(max_size=60),
    start=st.integers(-5, 70),
    size=st.integers(-3, 70),
    cut=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_marking_never_alters_the_sentence(text, start, size, cut):
    sentence = text[min(cut) : max(cut)]
    claim = builders.claim(sentence=sentence, start=start, end=start + size)
    quoted = change.quote_claim(claim, article=replace(builders.article(), paragraphs=(text,)))
    assert quoted.before + quoted.marked + quoted.after == sentence


def test_a_claim_that_was_added_shows_the_old_sentence_it_was_aligned_with():
    added = builders.claim_change(
        kind=model.ChangeKind.ADDED, old=None, old_sentence="Hostages are alive.", new=builders.claim(20)
    )
    reading = readings.change_reading(change=builders.change(claim_changes=(added,)))
    page = change.show_change(detail(reading=reading), watch=WATCH)
    assert page.claims[0].old.before == "Hostages are alive."
    assert page.claims[0].line.old == "not stated"


def test_a_change_without_a_new_version_still_shows_the_claims_sentence():
    page = change.show_change(detail(new=None), watch=WATCH)
    assert page.claims[0].new.before == "Israel says 20 hostages are alive."
    assert page.new_sha256 == ""


def test_an_event_says_why_it_was_not_told():
    told = build_morning().load_change(12)
    line = change.show_change(told, watch=WATCH).events[0]
    assert (line.is_told, line.reason) == (False, "no rule names text_changed")


def test_an_empty_diff_is_no_diff():
    reading = readings.change_reading(change=builders.change(diff=model.Diff()))
    assert change.show_change(detail(reading=reading), watch=WATCH).diff is None
