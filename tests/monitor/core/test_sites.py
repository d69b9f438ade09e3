import pytest

from monitor import model
from monitor.core import sites
from tests import builders
from tests.monitor.core.feed_texts import ITEM, rss

PAGE = (
    '<html><head><meta property="og:site_name" content="The Ledger">'
    '<link rel="alternate" type="application/rss+xml" href="/a.rss"></head></html>'
)


def test_a_page_that_is_no_feed_names_some_and_its_site():
    answer = sites.read_answer(builders.page(PAGE, url="https://ledger.example/world"))
    assert isinstance(answer.feed, model.Failure)
    assert [link.url for link in answer.links] == ["https://ledger.example/a.rss"]
    assert answer.site_name == "The Ledger"


@pytest.mark.parametrize("page", [builders.page(rss(ITEM)), builders.page(PAGE, status=404)])
def test_a_feed_and_an_error_name_none(page):
    answer = sites.read_answer(page)
    assert (answer.links, answer.site_name) == ((), "")
