"""One page read: what came of it, its article, its body; and blocks to put into a page."""

from hypothesis import strategies as st

from monitor import model
from monitor.core import extract
from tests import builders

CLAIM = "Israel says 22 hostages are alive, and that 28 bodies are held in Gaza."


def read(html: str | bytes, **fields) -> extract.Reading:
    return extract.read_page(builders.page(html), **fields)


def article_of(html: str | bytes, **fields) -> model.Article:
    reading = read(html, **fields)
    assert reading.article, reading.failure
    return reading.article


def body_of(html: str, **fields) -> str:
    return article_of(html, **fields).text(model.TextField.BODY)


BLOCKS = st.sampled_from(("p", "li", "blockquote", "h2", "td", "pre"))
WORDS = st.text(alphabet=st.sampled_from("abgנא رح05789 .,-%$&<>'\"’"), min_size=1, max_size=60)


def block(tag: str, text: str) -> str:
    written = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<table><tr><td>{written}</td></tr></table>" if tag == "td" else f"<{tag}>{written}</{tag}>"
