"""robots.txt: whether a page may be asked for (RFC 9309), remembered per origin.

Articles obey it; polls do not (`FetchRequest.obeys_robots`): a feed is published for machines, and feed readers ask
for it without. Missing (4xx): everything is allowed. Unreachable (no answer, 5xx, 429): nothing is, as the RFC says,
but that is asked again soon. Holds no HTTP: it is given a way to ask.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import protego

from monitor import model, ports

#: How long an answer is believed; RFC 9309 2.4 says not over 24 hours.
BELIEVED = timedelta(hours=24)
#: How long "unreachable" is: a host that is down for a minute must not be blind for a day.
BELIEVED_UNREACHABLE = timedelta(minutes=10)
#: What is read of it; RFC 9309 2.5 asks for at least 500 KiB.
MAX_BYTES = 512 * 1024
#: Crawl-delays are obeyed up to this; longer ones are meant for crawlers of whole sites.
LONGEST_DELAY = timedelta(seconds=30)
_ORIGINS_KEPT = 4096

#: Asks for a URL without asking for its robots.txt first.
Ask = Callable[[str], model.FetchedPage | model.Failure]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    until: datetime
    #: None: everything is allowed.
    parsed: protego.Protego | None = None
    #: Why nothing is allowed.
    failure: model.Failure | None = None


class Robots:
    """The rules of every origin asked so far. Safe to share between threads: at worst an origin is asked twice."""

    def __init__(self, ask: Ask, *, clock: ports.Clock, user_agent: str) -> None:
        self._ask = ask
        self._clock = clock
        #: Rules name us by product token, without version and contact.
        self._agent = user_agent.split("/", maxsplit=1)[0].split(" ", maxsplit=1)[0]
        self._rules: dict[str, _Rules] = {}

    def find_refusal(self, url: str) -> model.Failure | None:
        """Return why a URL may not be fetched, or None when it may; asks the origin when its rules are not known."""
        rules = self._rules_for(url)
        if rules.failure is not None:
            return rules.failure
        if rules.parsed is None or rules.parsed.can_fetch(url, self._agent):
            return None
        return model.Failure(
            kind=model.FailureKind.ROBOTS,
            detail=f"{_origin_of(url)}/robots.txt forbids {self._agent} to fetch {url}.",
        )

    def crawl_delay(self, url: str) -> timedelta | None:
        """Return the gap that the origin's rules ask of us, if they are known and ask for one."""
        rules = self._rules.get(_origin_of(url))
        seconds = rules.parsed.crawl_delay(self._agent) if rules and rules.parsed else None
        return None if seconds is None else min(timedelta(seconds=max(0.0, min(seconds, 1e6))), LONGEST_DELAY)

    def _rules_for(self, url: str) -> _Rules:
        origin = _origin_of(url)
        now = self._clock.now()
        rules = self._rules.get(origin)
        if rules is None or rules.until <= now:
            if len(self._rules) >= _ORIGINS_KEPT:
                self._rules.clear()
            rules = self._rules[origin] = _read_rules(self._ask(f"{origin}/robots.txt"), origin, now=now)
        return rules


def _read_rules(answer: model.FetchedPage | model.Failure, origin: str, *, now: datetime) -> _Rules:
    if isinstance(answer, model.Failure):
        detail = f"{origin}/robots.txt could not be read, so nothing of it may be fetched. {answer.detail}"
        return _Rules(until=now + BELIEVED_UNREACHABLE, failure=replace(answer, detail=detail))
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        failure = model.Failure(
            kind=model.FailureKind.ROBOTS,
            status=answer.status,
            detail=f"{origin}/robots.txt answers {answer.status}, so nothing may be fetched.",
        )
        return _Rules(until=now + BELIEVED_UNREACHABLE, failure=failure)
    if answer.status != HTTPStatus.OK:
        return _Rules(until=now + BELIEVED)
    text = answer.body[:MAX_BYTES].decode("utf-8", "replace")
    return _Rules(until=now + BELIEVED, parsed=protego.Protego.parse(text))


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
