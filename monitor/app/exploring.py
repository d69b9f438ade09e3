"""Exploring a site: its feeds, each asked for and read once, and why every other address that was tried is none.

Asks one address after the other, at the host's pace; guesses only where the page names no feed, and stops at the first
that is one, or at a host that refuses. Refuses to judge: that is the core's. Next: `cli.finding`, which prints it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urljoin

from monitor import errors, model, ports
from monitor.core import discovery, sitemaps, sites, urls

#: Most addresses that are asked for, beside the page and robots.txt: sites with a feed for every tag name hundreds.
MOST_ASKED = 25
#: Lists of sitemaps may name lists; nobody needs more of them.
MOST_LISTS_DEEP = 3

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Explorer:
    """Finds the feeds of sites."""

    fetcher: ports.Fetcher
    #: Reads an answer, where it can be stopped; raises StalledError.
    read: Callable[[model.FetchedPage], sites.SiteAnswer]
    #: Told each address before it is asked.
    tell: Callable[[str], object]

    def explore(self, url: str) -> Findings | model.Failure:
        """Find the feeds of a site; a Failure when its page does not answer."""
        self.tell(url)
        page = self.fetcher.fetch(model.FetchRequest(url=url))
        if isinstance(page, model.Failure):
            return page
        walk = _Walk(self, Findings(site_url=page.final_url))
        answer = walk.read_page(page)
        is_cut = isinstance(answer.feed, model.ParsedFeed) and answer.feed.is_cut_short
        if not (walk.findings.feeds or is_cut):
            walk.ask_all(answer.links)
            walk.ask_sitemaps()
            walk.guess()
        return walk.findings

    def read_safely(self, page: model.FetchedPage) -> sites.SiteAnswer:
        """Read an answer; one that cannot be read in time is no feed."""
        try:
            return self.read(page)
        except errors.StalledError as error:
            detail = f"{page.url}: {error.message}"
            return sites.SiteAnswer(feed=model.Failure(kind=model.FailureKind.STALLED, detail=detail))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What an address gave, and where it is now."""

    url: str
    answer: sites.SiteAnswer


class _Walk:
    """Asks for addresses, keeps what came."""

    def __init__(self, explorer: Explorer, findings: Findings) -> None:
        self.findings = findings
        self._explorer = explorer
        self._asked: set[str] = set()
        self._refusing: set[str] = set()
        self._count = 0

    def read_page(self, page: model.FetchedPage) -> sites.SiteAnswer:
        """Read the page that was given, and keep it where it is a feed itself."""
        self._asked |= {page.url, page.final_url}
        answer = self._explorer.read_safely(page)
        self._keep(
            discovery.Candidate(url=page.url, origin=discovery.Origin.GIVEN),
            _Answer(url=page.moved_to or page.url, answer=answer),
        )
        self.findings.site_name = answer.site_name
        return answer

    def ask_all(self, candidates: Sequence[discovery.Candidate]) -> None:
        """Ask for each address once, then for the feeds that those list which turned out to be pages."""
        listed = [link for candidate in candidates for link in self._ask_one(candidate)]
        for candidate in listed:
            self._ask_one(candidate)

    def ask_sitemaps(self) -> None:
        """Ask for the sitemaps of news that robots.txt names; for the others where the site has no feed."""
        url = urljoin(self.findings.site_url, "/robots.txt")
        self._asked.add(url)
        self._explorer.tell(url)
        robots = self._explorer.fetcher.fetch(model.FetchRequest(url=url, obeys_robots=False))
        if isinstance(robots, model.Failure) or robots.status != HTTPStatus.OK:
            return
        text = robots.body.decode("utf-8", "replace")
        for candidate in discovery.find_sitemaps(text, base_url=robots.final_url):
            if sitemaps.speaks_of_news(candidate.url) or not self.findings.feeds:
                self._ask_one(candidate)

    def guess(self) -> None:
        """Ask the usual places until one is a feed."""
        for candidate in discovery.find_usual_places(self.findings.site_url):
            if not self.findings.feeds:
                self._ask_one(candidate)

    def _ask_one(self, candidate: discovery.Candidate) -> tuple[discovery.Candidate, ...]:
        """Ask for one address and keep what it gave; return the feeds that it lists where it is a page of them."""
        found = self._ask(candidate)
        if found is None:
            return ()
        self._keep(candidate, found)
        return found.answer.links if candidate.origin is discovery.Origin.LINKED else ()

    def _ask(self, candidate: discovery.Candidate) -> _Answer | None:
        """Ask for an address; None where it was asked before, or may not be asked any more."""
        if candidate.url in self._asked:
            return None
        if self._count >= MOST_ASKED or urls.host_of(candidate.url) in self._refusing:
            self.findings.unasked.append(candidate.url)
            return None
        self._count += 1
        self._asked.add(candidate.url)
        self._explorer.tell(candidate.url)
        # What a site names as a feed is published for machines, as for polls; a guess is not.
        is_guess = candidate.origin is discovery.Origin.GUESSED
        page = self._explorer.fetcher.fetch(model.FetchRequest(url=candidate.url, obeys_robots=is_guess))
        if isinstance(page, model.Failure):
            found = _Answer(url=candidate.url, answer=sites.SiteAnswer(feed=page))
        else:
            found = _Answer(url=page.moved_to or candidate.url, answer=self._explorer.read_safely(page))
        failure = found.answer.feed
        if isinstance(failure, model.Failure) and failure.kind in _REFUSALS:
            self._refusing.add(urls.host_of(candidate.url))
        return found

    def _keep(self, candidate: discovery.Candidate, found: _Answer) -> None:
        """Keep what an address gave: a feed, the feeds of a list of sitemaps, or a miss."""
        feed = found.answer.feed
        if isinstance(feed, model.Failure):
            self._miss(candidate, feed.detail)
        elif not feed.part_urls:
            self._keep_feed(candidate, FoundFeed(url=found.url, origin=candidate.origin, feed=feed))
        else:
            leaves = list(self._find_leaves(feed, depth=1))
            if _belong_together(leaves):
                entries = tuple(entry for leaf in leaves for entry in leaf.feed.entries)
                whole = replace(feed, entries=entries, title=leaves[0].feed.title)
                leaves = [FoundFeed(url=found.url, origin=candidate.origin, feed=whole)]
            for leaf in leaves:
                self._keep_feed(discovery.Candidate(url=leaf.url, origin=leaf.origin), leaf)

    def _find_leaves(self, listed: model.ParsedFeed, *, depth: int) -> Iterator[FoundFeed]:
        """Yield the sitemaps with entries of a list, and of the lists in it."""
        for url in listed.part_urls:
            candidate = discovery.Candidate(url=url, origin=discovery.Origin.SITEMAP)
            found = self._ask(candidate)
            if found is None:
                continue
            feed = found.answer.feed
            if isinstance(feed, model.Failure):
                self._miss(candidate, feed.detail)
            elif not feed.part_urls:
                yield FoundFeed(url=found.url, origin=candidate.origin, feed=feed)
            elif depth < MOST_LISTS_DEEP:
                yield from self._find_leaves(feed, depth=depth + 1)

    def _keep_feed(self, candidate: discovery.Candidate, found: FoundFeed) -> None:
        """Keep a feed, unless another that is kept does as well, or only a part of it came."""
        twin = next((other.url for other in self.findings.feeds if _is_twin(found, other)), None)
        if found.feed.is_cut_short:
            count = len(found.feed.entries)
            self._miss(
                candidate,
                f"{candidate.url} breaks off in the middle, after {count} {'entry' if count == 1 else 'entries'}: the feed is"
                " broken, or its server sent a part of it. Try again; if it stays so, its outlet has to mend it.",
            )
        elif twin is not None:
            self._miss(candidate, f"{candidate.url} holds the same entries as {twin}.")
        elif found.feed.format == sitemaps.DATED and self.findings.feeds:
            self._miss(candidate, f"{candidate.url} is a sitemap of all pages, and the site has a feed.")
        else:
            self.findings.feeds.append(found)

    def _miss(self, candidate: discovery.Candidate, reason: str) -> None:
        self.findings.misses.append(Miss(candidate=candidate, reason=reason))


def _belong_together(leaves: Sequence[FoundFeed]) -> bool:
    """Whether the list of these sitemaps is the feed: what is new tomorrow may stand in another part of it."""
    dated = [leaf for leaf in leaves if leaf.feed.format == sitemaps.DATED]
    return len(dated) > 1 or any(discovery.is_for_a_day(leaf.url) for leaf in leaves)


def _is_twin(found: FoundFeed, other: FoundFeed) -> bool:
    addresses = {entry.url for entry in found.feed.entries}
    is_same = bool(addresses) and addresses == {entry.url for entry in other.feed.entries}
    return is_same or found.url == other.url
