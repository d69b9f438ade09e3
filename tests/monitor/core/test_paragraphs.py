import pytest

from monitor.core import paragraphs

PROSE = "<p>Mediators met for hours at a hotel by the water and left without a word.</p>" * 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One 1.</p><p>Two 2.</p>", ("One 1.", "Two 2.")),
        ("<p>One<br>two<br><br>three</p>", ("One two", "three")),
        ("<ul><li>A 1</li><li><p>B 2</p></li></ul>", ("A 1", "B 2")),
        ("<table><tr><th>Held</th><td>48</td></tr></table>", ("Held 48",)),
        ("<p>5 &lt; 6 &amp; 7</p>", ("5 < 6 & 7",)),
        ("<p>He <a>said 20</a> were alive in the end.</p>", ("He said 20 were alive in the end.",)),
        ("<p>Same.</p><p>Same.</p>", ("Same.", "Same.")),
        ("", ()),
    ],
)
def test_blocks_are_paragraphs(body: str, expected: tuple[str, ...]):
    assert paragraphs.find_paragraphs(body) == expected


def test_what_is_made_of_links_is_left_to_trafilatura():
    body = f"{PROSE}<div>{'<li><a>Ninety hurt in crash on highway four</a></li>' * 9}</div>"
    assert not any("highway" in text for text in paragraphs.find_paragraphs(f"<ul>{body}</ul>"))


def test_loose_short_text_in_the_article_is_kept():
    assert "20 are alive." in paragraphs.find_paragraphs(
        f"{PROSE}<div>20 are alive.</div><table><tr><td>Held</td><td><a>48 people</a></td></tr></table>"
        f"<div>Line<br>two</div><div>A <a>b</a> c</div>{PROSE}"
    )


def test_a_document_of_nothing_but_links_has_no_paragraphs():
    assert paragraphs.find_paragraphs("<div><a>x</a></div>") in ((), ("x",))
