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
        ("<table><tr><td><div>Held</div></td><td><p>48</p></td></tr></table>", ("Held 48",)),
        ("<table><tr><td><a>Held</a></td><td>48</td></tr></table>", ("Held 48",)),
        ("<table><tr><td><a>48 held</a></td></tr></table>", ("48 held",)),
        ("<div><dt>Held</dt><dd>48</dd><dt>Freed:</dt><dd><p>140</p></dd></div>", ("Held: 48", "Freed: 140")),
        ("<div><dt>Held</dt></div><div><dd>48</dd></div>", ("Held", "48")),
        ("<dt>Held</dt><dt>Freed</dt><dd>140</dd>", ("Held", "Freed: 140")),
        ("<table><tr><td><table><tr><td>48</td></tr></table></td></tr></table>", ("48",)),
        (
            f"<table><tr><td><p>{'Long. ' * 60}</p><p>48</p></td></tr></table>",
            (("Long. " * 60).strip(), "48"),
        ),
        ("<tr><td>48", ("48",)),
        (
            "<table><tr><th>Rule</th><td><a>Unitary monarchy of the isles</a></td></tr></table>",
            ("Rule Unitary monarchy of the isles",),
        ),
        ("<p><a>All of them were freed.</a></p>", ("All of them were freed.",)),
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


@pytest.mark.parametrize(
    "text",
    [
        "20",
        "71.1 MB",
        "Alive: 20<br>Dead: 28",
        "<a>Held</a> 20",
        "<a>A long name of what is held</a>: 20",
        "20 days",
        "Held<br><br>20",
    ],
)
def test_a_number_that_is_no_links_is_kept_wherever_it_stands(text: str):
    found = paragraphs.find_paragraphs(f"{PROSE}<div>{text}</div>{PROSE}")
    assert any("20" in line or "71.1" in line for line in found)


@pytest.mark.parametrize(
    "text",
    [
        "May 20, 2025",
        "May 20, 2025 | 6:00 PM",
        "Nov 20, 2019 · 8 min read",
        "2 hours ago",
        "Updated 3 min ago",
        "7h ago",
        "Nov 20, 2019 - Updated 2 days ago",
        "آخر تحديث قبل 44 د",
        "Item 3f09a2-c4e1 · 20 uses",
    ],
)
def test_the_pages_own_date_is_left_out(text: str):
    assert paragraphs.find_paragraphs(f"{PROSE}<div>{text}</div>{PROSE}") == paragraphs.find_paragraphs(
        f"{PROSE}{PROSE}"
    )


@pytest.mark.parametrize("text", ["20 days", "20", "20:15", "May 20 people came", "20 in May"])
def test_what_is_more_than_a_date_or_less_is_no_date(text: str):
    assert text in paragraphs.find_paragraphs(f"{PROSE}<div>{text}</div>{PROSE}")


@pytest.mark.parametrize("text", ["He did not agree.", "“Will you wait?”", "هل وافق أحد منهم؟"])
def test_a_short_sentence_in_no_paragraph_is_kept(text: str):
    assert text in paragraphs.find_paragraphs(f"{PROSE}<div>{text}</div><div>Share</div>{PROSE}")


@pytest.mark.parametrize("tag", ["p", "div", "li"])
def test_a_link_that_is_no_sentence_leads_elsewhere(tag: str):
    body = f"{PROSE}<{tag}><a>Ninety hurt in crash on highway four</a></{tag}>{PROSE}"
    assert paragraphs.find_paragraphs(body) == paragraphs.find_paragraphs(f"{PROSE}{PROSE}")
