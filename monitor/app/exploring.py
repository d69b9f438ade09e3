"""Exploring a site: its feeds, each asked for and read once, and why every other address that was tried is none.

Asks one address after the other, at the host's pace; guesses only where the page names no feed, and stops at the first
that is one, or at a host that refuses. Refuses to judge: that is the core's. Next: `cli.finding`, which prints it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urljoin

from monitor import model, ports
from monitor.core import discovery, encoding, feeds, outcome, urls

#: Most addresses that are asked for, beside the page and robots.txt: sites with a feed for every tag name hundreds.
MOST_ASKED = 25

#: A host that answers so is not asked for one guess more.
_REFUSALS = frozenset(
    {
        model.FailureKind.RATE_LIMITED,
        model.FailureKind.BLOCKED,
        model.FailureKind.CONNECTION,
        model.FailureKind.TIMEOUT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """One feed, read."""

    url: str
    origin: discovery.Origin
    feed: model.ParsedFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """An address that was tried and is no feed to take."""

    candidate: discovery.Candidate
    #: A sentence that names the address.
    reason: str


@dataclass(slots=True, kw_only=True)
class Findings:
    """What a site has."""

    #: Where the page really is, after redirects.
    site_url: str
    #: What the page calls the site; "" when it does not say.
    site_name: str = ""
    feeds: list[FoundFeed] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    #: Addresses that look like feeds and were not asked for: there were too many.
    unasked: list[str] = field(default_factory=list)


def explore_site(
    url: str, *, fetcher: ports.Fetcher, tell: Callable[[str], object]
) -> Findings | model.Failure:
    """Find the feeds of a site; a Failure when its page does not answer. `tell` is told each address before it is asked."""
    tell(url)
    page = fetcher.fetch(model.FetchRequest(url=url))
    if isinstance(page, model.Failure):
        return page
    walk = _Walk(fetcher, tell, Findings(site_url=page.final_url))
    links = walk.read_page(page)
    if not walk.findings.feeds:
        walk.ask_all(links)
        walk.ask_all(walk.find_sitemaps())
        walk.guess()
    return walk.findings


class _Walk:
    """Asks for addresses, keeps what came."""

    def __init__(self, fetcher: ports.Fetcher, tell: Callable[[str], object], findings: Findings) -> None:
        self.findings = findings
        self._fetcher = fetcher
        self._tell = tell
        self._asked: set[str] = set()
        self._refusing: set[str] = set()
        self._count = 0

    def read_page(self, page: model.FetchedPage) -> tuple[discovery.Candidate, ...]:
        """Read the page that was given: a feed itself, or one that names feeds, which are returned."""
        self._asked |= {page.url, page.final_url}
        failure = self._keep(discovery.Candidate(url=page.url, origin=discovery.Origin.GIVEN), page)
        if failure is None or page.status != HTTPStatus.OK:
            return ()
        html = encoding.decode_page(page.body, content_type=page.header("content-type"))
        self.findings.site_name = discovery.find_site_name(html)
        return _find_links(page)

    def find_sitemaps(self) -> tuple[discovery.Candidate, ...]:
        """Ask robots.txt for the sitemaps of news that it names."""
        url = urljoin(self.findings.site_url, "/robots.txt")
        robots = self._ask(url, obeys_robots=False)
        if isinstance(robots, model.Failure) or robots.status != HTTPStatus.OK:
            return ()
        return discovery.find_news_sitemaps(robots.body.decode("utf-8", "replace"), base_url=robots.final_url)

    def ask_all(self, candidates: Sequence[discovery.Candidate]) -> None:
        """Ask for each address once, then for the feeds that those list which turned out to be pages."""
        listed = [link for candidate in candidates for link in self._ask_one(candidate)]
        for candidate in listed:
            self._ask_one(candidate)

    def guess(self) -> None:
        """Ask the usual places until one is a feed."""
        for candidate in discovery.find_usual_places(self.findings.site_url):
            if not self.findings.feeds:
                self._ask_one(candidate)

    def _ask_one(self, candidate: discovery.Candidate) -> tuple[discovery.Candidate, ...]:
        """Ask for one address; return the feeds that it lists where it is a page of them."""
        if candidate.url in self._asked:
            return ()
        if self._count >= MOST_ASKED or urls.host_of(candidate.url) in self._refusing:
            self.findings.unasked.append(candidate.url)
            return ()
        self._count += 1
        # What a site names as a feed is published for machines, as for polls; a guess is not.
        is_guess = candidate.origin is discovery.Origin.GUESSED
        page = self._ask(candidate.url, obeys_robots=is_guess)
        failure = self._keep(candidate, page)
        if failure is not None and failure.kind in _REFUSALS:
            self._refusing.add(urls.host_of(candidate.url))
        if (
            isinstance(page, model.Failure)
            or failure is None
            or candidate.origin is not discovery.Origin.LINKED
        ):
            return ()
        return _find_links(page)

    def _ask(self, url: str, *, obeys_robots: bool) -> model.FetchedPage | model.Failure:
        self._asked.add(url)
        self._tell(url)
        return self._fetcher.fetch(model.FetchRequest(url=url, obeys_robots=obeys_robots))

    def _keep(
        self, candidate: discovery.Candidate, page: model.FetchedPage | model.Failure
    ) -> model.Failure | None:
        """Keep what an address gave, a feed or a miss; return why it is no feed, or None where it is one."""
        read = _read_feed(page)
        if isinstance(read, model.Failure):
            self.findings.misses.append(Miss(candidate=candidate, reason=read.detail))
            return read
        url = page.moved_to or candidate.url if isinstance(page, model.FetchedPage) else candidate.url
        addresses = frozenset(entry.url for entry in read.entries)
        twin = next(
            (
                found.url
                for found in self.findings.feeds
                if found.url == url
                or (addresses and addresses == {entry.url for entry in found.feed.entries})
            ),
            None,
        )
        if twin is None:
            self.findings.feeds.append(FoundFeed(url=url, origin=candidate.origin, feed=read))
        else:
            reason = f"{candidate.url} holds the same entries as {twin}."
            self.findings.misses.append(Miss(candidate=candidate, reason=reason))
        return None


def _read_feed(page: model.FetchedPage | model.Failure) -> model.ParsedFeed | model.Failure:
    if isinstance(page, model.Failure):
        return page
    return outcome.classify_response(page, is_feed=True) or feeds.parse_feed(
        page.body, url=page.final_url, content_type=page.header("content-type")
    )


def _find_links(page: model.FetchedPage) -> tuple[discovery.Candidate, ...]:
    if page.status != HTTPStatus.OK:
        return ()
    html = encoding.decode_page(page.body, content_type=page.header("content-type"))
    return discovery.find_feed_links(html, base_url=page.final_url)
