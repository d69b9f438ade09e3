import pytest

from monitor import model
from report.views import served
from tests import builders


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<img src="https://away.example/x" srcset="https://away.example/y 2x" onerror="alert(1)">',
        '<link rel="dns-prefetch" href="//away.example">',
        '<meta http-equiv="refresh" content="0;url=https://away.example">',
        '<a href="https://away.example" ping="https://away.example">words</a>',
        '<iframe src="https://away.example"></iframe>',
        '<form action="https://away.example"><input name="q"></form>',
        '<p style="background: url(https://away.example)">words</p>',
        "<style>@import url(https://away.example)</style>",
        '<svg><image href="https://away.example"/></svg>',
        '<table background="https://away.example"><tr><td>words</td></tr></table>',
        '<blockquote cite="https://away.example">words</blockquote>',
        '<base href="https://away.example">',
        '<video poster="https://away.example"></video>',
        "<!-- https://away.example -->",
        '<math><mtext><style><img src="https://away.example"></style></mtext></math>',
        '<noscript><img src="https://away.example"></noscript>',
        '<template><img src="https://away.example"></template>',
    ],
)
def test_nothing_is_left_that_loads_runs_or_leads_away(markup):
    cleaned = served.clean_page(builders.page(f"<html><head></head><body>{markup}<p>stays</p></body></html>"))
    assert "away.example" not in cleaned
    assert "alert" not in cleaned
    assert "<p>stays</p>" in cleaned


def test_text_structure_direction_and_language_stay():
    markup = '<h1 dir="rtl" lang="ar">ولا</h1><ul><li>one</li></ul><table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'
    assert served.clean_page(builders.page(markup)) == markup


def test_bytes_are_read_as_the_answer_says():
    page = model.FetchedPage(
        url="https://ledger.example/a",
        final_url="https://ledger.example/a",
        status=200,
        headers=(("content-type", "text/html; charset=windows-1255"),),
        body="<p>שלום</p>".encode("windows-1255"),
        fetched_at=builders.NOON,
    )
    assert served.clean_page(page) == "<p>שלום</p>"


def test_a_page_without_end_is_cut():
    cleaned = served.clean_page(builders.page("<p>" + "a" * (served.MOST_CHARS + 100)))
    assert len(cleaned) < served.MOST_CHARS + 50
