import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import markup


@pytest.mark.parametrize(
    ("given_markup", "expected"),
    [
        ("20  hostages\n\tfreed ", "20 hostages freed"),
        ("Israel &amp; Hamas &#8217;s &lt;20&gt;", "Israel & Hamas ’s <20>"),
        ("20 < 30 & 5 > 3", "20 < 30 & 5 > 3"),
        ("<p>One</p><p>Two<br>Three</p>", "One Two Three"),
        ("<ul><li>20</li><li>22</li></ul>", "20 22"),
        ("ho<b>sta</b>ges", "hostages"),
        ("a<script>1</script><style>p{}</style><!-- 2 -->b", "ab"),
        ('<img src="x" alt="no">text', "text"),
        ("<p>unclosed <b>20", "unclosed 20"),
        ("a\x00\x1f\ud800b\uffff", "ab"),
        ("", ""),
        ("<>", "<>"),
        ("<!---->", ""),
    ],
)
def test_markup_becomes_what_a_reader_sees(given_markup: str, expected: str):
    assert markup.find_text(given_markup) == expected


def test_markup_beyond_the_limit_is_not_read():
    assert markup.find_text("x" * markup.MAX_MARKUP + "20") == "x" * markup.MAX_MARKUP


@given(st.text(max_size=200))
def test_any_text_gives_one_that_can_be_stored(text: str):
    found = markup.find_text(text)
    assert found == " ".join(found.split())
    assert "\0" not in found
    found.encode("utf-8")
