"""Every edit of the article makes another text, and no noise does: every layout, every kind of block and of edit."""

from dataclasses import replace

import pytest

from monitor import model
from monitor.core import fingerprint
from tests.monitor.core import boxes, layouts
from tests.monitor.core.reading import read

TEXTS = (
    ("p", "Mediators met for hours at a hotel by the water, and 22 hostages are said to be alive, officials told reporters."),
    ("p", "Nobody left early."),
    ("p", "The second session opened late because an aircraft had been held on the ground for want of a permit."),
    ("h2", "What the families say"),
    ("li", "Three were named on Sunday"),
    ("blockquote", "We were told to wait and we have waited."),
    ("td", "forty trucks"),
    ("figcaption", "Relatives outside the ministry on Sunday."),
    ("p", "Aid groups warned that the crossings could not handle more traffic without a second lane and new scanners."),
    ("p", "The hosts said that the paper on the table was the one of spring, with two lines taken out and a map put in."),
    ("correction", "the day of the meeting was given wrongly."),
)  # fmt: skip
STORY = layouts.Inside(
    headline="Talks resume in Doha as families wait",
    standfirst="A third round begins on Sunday, two ministers said.",
    byline="Ruth Almog",
    blocks=TEXTS,
)
LAYOUTS = pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.__name__)
#: What an edit may do to a text: another digit, number word, negation, hedge, attribution, name, quote, one letter.
EDITS = {
    "digit": lambda text: text + " 7",
    "number word": lambda text: put_in(text, "seventeen"),
    "negation": lambda text: put_in(text, "not"),
    "hedge": lambda text: put_in(text, "reportedly"),
    "attribution": lambda text: put_in(text, "officials said"),
    "name": lambda text: put_in(text, "Sami Nasser"),
    "quote": lambda text: put_in(text, "“never”"),
    "letter": lambda text: text[:1] + text[2:],
}
#: Boxes that nothing but their change tells from a block of the article: see `core.rotation`.
UNTOLD = frozenset({"caption rotation"})


def put_in(text: str, words: str) -> str:
    cut = text.index(" ")
    return f"{text[:cut]} {words}{text[cut:]}"


def text_of(page: str) -> str:
    article = read(page).article
    assert article, read(page).failure
    return fingerprint.content_hash(article)


@LAYOUTS
def test_an_edit_of_any_block_makes_another_text(layout):
    before = text_of(layout(STORY))
    # Each layout has another kind of edit in a block, so that all of them meet.
    turn = layouts.LAYOUTS.index(layout)
    for at, (tag, text) in enumerate(TEXTS):
        edit = list(EDITS.values())[(at + turn) % len(EDITS)]
        blocks = (*TEXTS[:at], (tag, edit(text)), *TEXTS[at + 1 :])
        assert text_of(layout(replace(STORY, blocks=blocks))) != before, edit(text)


@LAYOUTS
def test_a_block_that_is_cut_added_or_moved_makes_another_text(layout):
    before = text_of(layout(STORY))
    for at in range(len(TEXTS)):
        cut = (*TEXTS[:at], *TEXTS[at + 1 :])
        added = (*TEXTS[:at], ("p", "None came back."), *TEXTS[at:])
        moved = (*cut, TEXTS[at]) if at + 1 < len(TEXTS) else (TEXTS[at], *cut)
        blocks = (cut, added, moved)[at % 3]
        assert text_of(layout(replace(STORY, blocks=blocks))) != before, TEXTS[at]


@LAYOUTS
@pytest.mark.parametrize("field", ["headline", "standfirst", "byline"])
def test_an_edit_of_what_stands_above_the_text_makes_another_text(layout, field: str):
    edited = replace(STORY, **{field: getattr(STORY, field) + " Nasser"})
    assert text_of(layout(edited)) != text_of(layout(STORY))


@LAYOUTS
def test_all_of_the_article_is_read_and_nothing_twice(layout):
    article = read(layout(STORY)).article
    assert article
    assert (article.headline, article.subheadline, article.byline) == (
        STORY.headline,
        STORY.standfirst,
        STORY.byline,
    )
    body = article.text(model.TextField.BODY)
    assert [body.count(text) for _, text in TEXTS] == [1] * len(TEXTS)


@LAYOUTS
def test_noise_around_and_inside_makes_no_other_text(layout):
    told = [box for name, box in boxes.BOXES.items() if name not in UNTOLD]
    around = "".join(told)

    def page(seed: int) -> str:
        blocks = [
            piece
            for at, block in enumerate(TEXTS)
            for piece in (block, *(("box", boxes.fill(box, seed + n)) for n, box in enumerate(told[at :: len(TEXTS)])))
        ]  # fmt: skip
        story = replace(
            STORY,
            blocks=tuple(blocks),
            before=boxes.fill(around, seed),
            after=boxes.fill(around, seed + 50),
            nonce=boxes.fill("{c}", seed),
        )
        return layout(story)

    one, other = read(page(1)).article, read(page(2)).article
    assert one
    assert other
    assert one == other
