"""An answer of a site, read: the feed it is, or else the feeds it names. One call, so that it can run where it can be
stopped. Refuses nothing. Next: `monitor.app.exploring`, which asks; `discovery`, which finds.
"""

from dataclasses import dataclass
from http import HTTPStatus

from monitor import model
from monitor.core import discovery, encoding, feeds, outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAnswer:
    """What one address gave."""

    #: Why it is no feed, where it is none.
    feed: model.ParsedFeed | model.Failure
    #: Feeds a page names; none where the answer is a feed or an error.
    links: tuple[discovery.Candidate, ...] = ()
    #: What a page calls its site; "" when it does not say.
    site_name: str = ""


def read_answer(page: model.FetchedPage) -> SiteAnswer:
    """Read an answer as a feed, and as a page where it is none."""
    read = outcome.classify_response(page, is_feed=True) or feeds.parse_feed(
        page.body, url=page.final_url, content_type=page.header("content-type")
    )
    if isinstance(read, model.ParsedFeed) or page.status != HTTPStatus.OK:
        return SiteAnswer(feed=read)
    html = encoding.decode_page(page.body, content_type=page.header("content-type"))
    return SiteAnswer(
        feed=read,
        links=discovery.find_feed_links(html, base_url=page.final_url),
        site_name=discovery.find_site_name(html),
    )
