import pytest

from monitor import model
from monitor.core import extract
from tests import builders

AROUND = "<p>Talks over a ceasefire went on in Doha on Sunday, two officials who follow them said.</p>"


def read(line: str) -> str:
    """Return what is read of an article that holds a line."""
    page = builders.page(
        f"<html><body><article><h1>Talks go on in Doha</h1>{AROUND}{line}{AROUND}</article></body></html>"
    )
    article = extract.read_page(page).article
    assert article is not None
    return article.text(model.TextField.BODY).removeprefix(AROUND[3:-4]).removesuffix(AROUND[3:-4]).strip()


@pytest.mark.parametrize(
    "name",
    ["counter", "promo", "share", "ad", "related", "popup", "overlay", "ticker", "tags", "glossary-popup"],
)
@pytest.mark.parametrize("tag", ["span", "em", "b", "mark", "data"])
def test_a_number_within_a_sentence_is_read_whatever_its_element_is_called(name: str, tag: str):
    line = f'<p>Israel says <{tag} class="{name}">22 hostages</{tag}> are alive in Gaza.</p>'
    assert read(line) == "Israel says 22 hostages are alive in Gaza."


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            '<p>Israel says <a class="tags" href="/x">22 hostages</a> are alive.</p>',
            "Israel says 22 hostages are alive.",
        ),
        ('<p>They hold <em><span class="counter">22</span></em> people.</p>', "They hold 22 people."),
        (
            '<p><span class="counter">22 hostages</span> are alive, Israel says.</p>',
            "22 hostages are alive, Israel says.",
        ),
        (
            "<p>The truce ends on <u><time>27 March</time></u>, officials said.</p>",
            "The truce ends on 27 March, officials said.",
        ),
        ("<p>It ends on <span><time>27 March</time></span> at noon.</p>", "It ends on 27 March at noon."),
        (
            "<p>לדברי ישראל <span class='counter'>22 חטופים</span> עדיין בחיים.</p>",
            "לדברי ישראל 22 חטופים עדיין בחיים.",
        ),
    ],
)
def test_names_of_boxes_take_no_words_from_a_sentence(line: str, text: str):
    assert read(line) == text


@pytest.mark.parametrize(
    "line",
    [
        '<p>They hold 22 people. <span class="counter">1,204 views</span></p>',
        '<p>They hold 22 people. <span class="share">Share</span> <span class="ad">Advertisement</span></p>',
        '<p>They hold 22 people.</p><div><span class="counter">311 shares</span></div>',
    ],
)
def test_a_box_beside_a_sentence_is_none_of_its_words(line: str):
    assert read(line) == "They hold 22 people."


def test_a_time_between_dashes_is_no_part_of_a_sentence():
    line = "<div><span>Ada Moss</span> – <time>2 May, 06:20</time> – first told by the harbour radio</div>"
    assert "06:20" not in read(line)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('<p>They hold 20<sup><a href="#n1">1</a></sup> people there.</p>', "They hold 20 people there."),
        ('<p>They hold 20<sup><a href="#n1">[12]</a></sup> people there.</p>', "They hold 20 people there."),
        ("<p>They hold <del>20</del><ins>22</ins> people there.</p>", "They hold 22 people there."),
        ("<p>They hold <s>20</s> 22 people there.</p>", "They hold 22 people there."),
        ("<p>They hold 20<ins>22</ins> people there.</p>", "They hold 20 22 people there."),
        (
            "<p>The plant makes 10<sup>6</sup> litres a day there.</p>",
            "The plant makes 10 6 litres a day there.",
        ),
        ("<p>The 20<sup>th</sup> day of the truce has begun.</p>", "The 20th day of the truce has begun."),
    ],
)
def test_raised_and_struck_figures_make_no_other_number(line: str, text: str):
    assert read(line) == text
