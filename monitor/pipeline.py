"""The imperative shell: fetch, decide, save. No judgement here; `core.decide` and `core.polls` judge.

Next: `dispatch` runs these steps in lanes, `scheduler` says when.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import structlog

from monitor import desk, errors, model, ports
from monitor.core import echoes, polls, schedule
from monitor.core import reach as reaching

log = structlog.get_logger()

#: Answers of one outlet that come at once take turns; one that is not noted for that is followed by others.
_TRIES = 5
#: An article that waited longer for its turn is loaded afresh: a feed may have said more of it meanwhile.
FRESH = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Polls feeds and checks articles."""

    clock: ports.Clock
    fetcher: ports.Fetcher
    judge: ports.Judge
    feeds: ports.FeedStore
    articles: ports.ArticleStore
    outlets: ports.OutletStore
    #: Hours times need that one check costs now: see `core.schedule`.
    price: Callable[[model.ArticleForCheck], float]
    #: Where checks end that need no text.
    front_desk: desk.Desk
    #: Called with each feed after its poll: asks its hub, where one is due.
    after_poll: Callable[[int], object] = lambda _: None
    #: Outlets whose pages are made by scripts.
    rendered_outlets: frozenset[str] = frozenset()

    def poll_feed(self, feed_id: int) -> model.PollOutcome:
        """Poll one feed and record what it held. Raises NotFoundError, StorageError."""
        feed = self.feeds.load_feed(feed_id)
        is_whole_due = schedule.is_whole_due(feed.rhythm.whole_at, now=self.clock.now())
        response = self.fetcher.fetch(
            model.FetchRequest(
                url=feed.url,
                etag=None if is_whole_due else feed.etag,
                last_modified=None if is_whole_due else feed.last_modified,
                headers=feed.headers,
                obeys_robots=False,
            )
        )
        outcome = self.judge.decide_poll(feed, response, now=self.clock.now())
        while outcome.ahead_urls:
            further = self.fetcher.fetch(polls.next_request(feed, outcome))
            outcome = self.judge.decide_further(feed, outcome, further)
        new_count = self.feeds.save_poll(outcome)
        self.after_poll(feed_id)
        log.info(
            "feed polled",
            action="poll",
            feed=feed.id,
            outlet=feed.outlet_id,
            url=feed.url,
            entries=len(outcome.sightings),
            new=new_count,
            next=outcome.next_poll_at.isoformat(),
            **_name_failure(outcome.failure),
        )
        answer = model.Answer(
            outlet_id=feed.outlet_id,
            url=feed.url,
            is_poll=True,
            at=outcome.polled_at,
            failure=outcome.failure,
            silence=outcome.silence,
        )
        self._note_answer(answer, feed.reach)
        return outcome

    def check_article(self, claimed: model.ClaimedArticle) -> model.CheckOutcome | None:
        """Check one article and record what it came to; None where another worker was faster.

        Raises NotFoundError, StorageError.
        """
        article = claimed.article
        if self.clock.now() - claimed.at > FRESH:
            article = self.articles.load_article(article.id)
        response = self._fetch_page(article)
        now = self.clock.now()
        try:
            settled = self.front_desk.settle(article, response, now=now) or self._read_page(
                article, response, now=now
            )
        except errors.StaleError:
            log.info("check dropped", action="check", article=article.id, detail="another worker was faster")
            return None
        outcome = settled.outcome
        is_news = outcome.change or outcome.failure
        (log.info if is_news else log.debug)(
            "article checked",
            action="check",
            article=article.id,
            outlet=article.outlet_id,
            url=article.url,
            kind=outcome.kind.value,
            change=settled.change_id,
            next=outcome.next_check_at and outcome.next_check_at.isoformat(),
            **_name_failure(outcome.failure),
        )
        answer = model.Answer(
            outlet_id=article.outlet_id, url=article.url, is_poll=False, at=now, failure=outcome.failure
        )
        self._note_answer(answer, article.reach)
        return outcome

    def _fetch_page(self, article: model.ArticleForCheck) -> model.FetchedPage | model.Failure:
        """Fetch an article's page, whole where the server's word that nothing changed is worth no more."""
        is_whole_due = article.latest is None or schedule.is_whole_due(article.whole_at, now=self.clock.now())
        return self.fetcher.fetch(
            model.FetchRequest(
                url=article.url,
                etag=None if is_whole_due else article.etag,
                last_modified=None if is_whole_due else article.last_modified,
                headers=article.headers,
                is_rendered=article.outlet_id in self.rendered_outlets,
            )
        )

    def _note_answer(self, answer: model.Answer, last_known: model.Reach) -> None:
        """Record what an answer says of its outlet, where it says anything; with what is told of that."""
        if not reaching.concerns(answer, last_known):
            return
        for _ in range(_TRIES):
            known = self.outlets.load_reach(answer.outlet_id)
            outcome = self.judge.decide_reach(known, answer)
            if outcome.reach == known.reach:
                return
            with suppress(errors.StaleError):  # another answer of the same outlet was faster
                self.outlets.save_reach(outcome)
                break
        else:
            return
        if outcome.bulletin:
            log.warning(
                "outlet's reach changed",
                action="reach",
                outlet=answer.outlet_id,
                kind=outcome.bulletin.event.kind.value,
                detail=outcome.bulletin.event.summary,
            )

    def _read_page(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage | model.Failure,
        *,
        now: datetime,
    ) -> desk.Settled:
        page = cast("model.FetchedPage", response)  # the desk settles every failure
        read_by = self.judge.name_reader(article.outlet_id)
        past = self.articles.load_past(article.id, read_by=read_by) if article.latest else None
        outcome = self.judge.decide_check(article, page, past=past, now=now, price=self.price(article))
        if outcome.sight:
            found = self.articles.find_echoes(article.id, outcome.sight, since=now - echoes.SPAN)
            outcome = self.judge.decide_echoes(article, outcome, found, past=past, now=now)
        change_id = self.articles.save_check(outcome, page=page if outcome.version else None)
        return desk.Settled(outcome=outcome, change_id=change_id)


def _name_failure(failure: model.Failure | None) -> dict[str, str]:
    return {} if failure is None else {"failure": failure.kind.value, "detail": failure.detail}
