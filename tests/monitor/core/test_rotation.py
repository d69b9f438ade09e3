import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import rotation
from tests import builders

FIRST = "Mediators met for hours at a hotel by the water."
LAST = "Relatives gathered outside the ministry and waited until dark."
SLIDES = (
    "Boats in the old harbour",
    "A bridge under repair",
    "Lanterns along the canal",
    "Bakers before dawn",
)


def terms(text: str) -> tuple[str, ...]:
    return tuple(word for word in ("hostages",) if word in text)


def steady(old: tuple[str, ...], new: tuple[str, ...], **around) -> rotation.Steady:
    past = model.Past(
        latest=builders.version(article=builders.article(*old)),
        history=((1, "1:a"),),
        surroundings=model.Surroundings(**around),
    )
    return rotation.find_steady(past, builders.article(*new), find_terms=terms)


def turn(old: str, new: str, **around) -> rotation.Steady:
    return steady((FIRST, old, LAST), (FIRST, new, LAST), **around)


def story(text: str) -> tuple[str, ...]:
    return (FIRST, text, LAST)


def test_the_headline_of_another_page_is_no_part_of_the_article():
    titles = ("Ferry runs aground in fog", "Is the bath to close next year?")
    found = turn("Ferry runs aground in fog", "Is the bath to close  next year?", titles=titles)
    assert found.is_unchanged
    assert found.new.paragraphs == (FIRST, LAST)
    assert found.note == (
        "boxes that take turns left out: Is the bath to close  next year? · Ferry runs aground in fog"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Israel says 20 hostages are alive", "Army believes 22 hostages are alive in Gaza"),
        ("Ferry runs aground in fog", "Twenty-two are alive in Gaza"),
        ("Ferry runs aground in fog", "Mediators never left the hotel"),
        ("Ferry runs aground in fog", "Families of the hostages wait"),
        ("Ferry runs aground in fog", "Truce reportedly near in Doha"),
    ],
)
def test_a_headline_with_anything_weighty_in_it_is_told_whatever_stood_in_its_place(old: str, new: str):
    titles = (old, new)
    assert new in turn(old, new, titles=titles).new.paragraphs
    assert new in turn(new, old, titles=titles).old.paragraphs
    assert new in steady((FIRST, LAST), story(new), titles=titles).new.paragraphs
    assert new in steady(story(new), (FIRST, LAST), titles=titles).old.paragraphs


def test_a_headline_without_any_is_told_where_its_place_now_says_the_contrary():
    titles = ("Mediators left the hotel",)
    found = turn(*titles, "Mediators never left the hotel", titles=titles)
    assert found.old.paragraphs == story(*titles)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Death toll in the north rises to 48", "Death toll in the north rises to 52"),
        ("Israel to free eight more prisoners", "Israel to free nine more prisoners"),
        ("Mediators: the army will leave Rafah", "Mediators: the army will not leave Rafah"),
    ],
)
def test_a_heading_that_another_page_has_for_its_headline_is_told_when_its_figure_changes(old: str, new: str):
    for titles in ((old, new), (new,)):
        found = turn(old, new, titles=titles)
        assert (found.old.paragraphs, found.new.paragraphs) == (story(old), story(new))


@pytest.mark.parametrize("title", ["Hamas to free 8 hostages", "Analysis of talks"])
def test_the_articles_own_headline_and_a_short_one_say_nothing(title: str):
    assert not steady((FIRST, LAST), (FIRST, title, LAST), titles=(title,)).is_unchanged


def test_a_label_that_stands_in_other_articles_is_the_outlets():
    labels = ("Get the morning letter", "Pictures of the week")
    others = tuple((text, LAST) for text in labels for _ in range(2))
    assert turn(*labels, others=others).is_unchanged
    assert not turn(*labels, others=others[:3]).is_unchanged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Toll so far: 20", "Toll so far: 22"),
        ("Held: 20", "Freed: 22"),
        ("Dead in the north so far: 20", "Lanterns along the canal"),
        ("Talks resume in Doha", "Talks resume in Cairo"),
        ("The talks are led by Qatar.", "Egypt sent an envoy."),
        ("Names of the hostages", "A map of the north"),
        ("Correction: the day was wrong", "A map of the north"),
        ("x" * 161, "y" * 161),
    ],
)
def test_what_may_be_the_articles_own_is_never_left_out(old: str, new: str):
    others = (story(old), story(old), story(new), story(new))
    earlier = tuple(story(text) for text in SLIDES)
    found = turn(old, new, others=others, earlier=earlier)
    assert not found.is_unchanged
    assert found.left_out == ()
    assert found.new.paragraphs == (FIRST, new, LAST)


def test_a_place_that_showed_one_unrelated_text_after_another_takes_turns():
    earlier = (story(SLIDES[1]), story(SLIDES[2]))
    assert turn(SLIDES[0], SLIDES[3], earlier=earlier).is_unchanged
    assert turn(SLIDES[0], SLIDES[2], earlier=earlier).is_unchanged


def test_a_place_that_showed_headlines_takes_turns_with_labels():
    earlier = (story(SLIDES[1]), story(SLIDES[2]))
    title = "Ferry runs aground in fog"
    assert turn(title, SLIDES[3], earlier=earlier, titles=(title,)).is_unchanged
    assert not turn(title, "9 hurt as lorry tips over", earlier=earlier, titles=(title,)).is_unchanged


@pytest.mark.parametrize(
    "earlier",
    [
        (),
        (story(SLIDES[1]),),
        (story(SLIDES[1]), story(SLIDES[1])),
        (story(SLIDES[1]), story("Boats in the new harbour")),
        ((SLIDES[1], LAST), (FIRST, SLIDES[2])),
    ],
)
def test_a_place_that_did_not_is_the_articles(earlier):
    assert not turn(SLIDES[0], SLIDES[3], earlier=earlier).is_unchanged


@pytest.mark.parametrize("weighty", ["Some 300 boats at sea", "No boats at sea", "Boats reportedly at sea"])
def test_a_weighty_word_in_such_a_place_is_told(weighty: str):
    earlier = (story(SLIDES[1]), story(SLIDES[2]))
    assert not turn(SLIDES[0], weighty, earlier=earlier).is_unchanged
    assert not turn(weighty, SLIDES[0], earlier=earlier).is_unchanged


def test_turns_are_known_at_both_ends_of_an_article():
    earlier = ((SLIDES[1], FIRST), (SLIDES[2], FIRST))
    assert steady((SLIDES[0], FIRST), (SLIDES[3], FIRST), earlier=earlier).is_unchanged
    earlier = ((FIRST, SLIDES[1]), (FIRST, SLIDES[2]))
    assert steady((FIRST, SLIDES[0]), (FIRST, SLIDES[3]), earlier=earlier).is_unchanged


def test_an_edit_beside_a_box_is_left_to_be_told():
    titles = ("Ferry runs aground in fog",)
    found = steady((FIRST, LAST), (FIRST, *titles, LAST.replace("dark", "dawn")), titles=titles)
    assert not found.is_unchanged
    assert found.new.paragraphs == (FIRST, LAST.replace("dark", "dawn"))
    assert found.old.paragraphs == (FIRST, LAST)


def test_without_boxes_nothing_is_said():
    assert turn(SLIDES[0], SLIDES[0]).note == ""


TEXTS = st.lists(
    st.sampled_from((FIRST, LAST, *SLIDES, "Held: 20", "Held: 22", "It is over.")), min_size=1, max_size=5
).map(tuple)


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=4).map(tuple), st.lists(TEXTS, max_size=4).map(tuple))
def test_no_number_and_no_sentence_is_ever_left_out(old, new, earlier, others):
    found = steady(old, new, earlier=earlier, others=others)
    assert not any("2" in text or text.endswith(".") for text in found.left_out)
    kept = [text for text in new if "2" in text or text.endswith(".")]
    assert [text for text in found.new.paragraphs if "2" in text or text.endswith(".")] == kept
