"""The articles of the in-memory store: their turns, their past and their readings; `store` records their checks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor import errors, model
from monitor.core import turns, twins
from tests.fakes import store_items as items
from tests.fakes import store_pulses

#: As many as the database gives of what stands around an article.
EARLIER, OTHERS, TITLES = 6, 8, 200


class FakeArticles(store_pulses.FakePulses):
    """The half of the ArticleStore port that comes before a check."""

    def claim_due_articles(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        listed = [article for article in self._articles.values() if article.outlet_id in self._listed]
        waiting = [
            _waiting_of(article)
            for article in items.find_due(listed, now=now)
            if not self._is_held(items.host_of(article.url), now=now)
        ]
        refused = [(host, lanes.limit - 1) for host, hold in self._holds.items() if hold.refusal_count]
        taken = Counter(dict(lanes.taken)) + Counter(dict(refused))
        lanes = replace(lanes, taken=tuple(taken.items()))
        order = turns.decide_turns(waiting, now=now, limit=len(waiting), taken={}, lane_limit=len(waiting))
        found = items.claim(
            [self._articles[one.id] for one in order],
            until=now + lease,
            owner=owner,
            limit=limit,
            lanes=lanes,
            lane_of=lambda article: items.host_of(article.url),
        )
        for article in found:
            article.is_woken = False
        return tuple(
            model.Job(
                kind=model.JobKind.CHECK,
                id=article.id,
                lane=items.host_of(article.url),
                claimed=model.ClaimedArticle(article=self.load_article(article.id), at=now),
            )
            for article in found
        )

    def load_article(self, article_id: int) -> model.ArticleForCheck:
        article = items.find(self._articles, article_id, "article")
        state = article.check
        page = {} if state is None else {name: getattr(state, name) for name in _PAGE_STATE}
        if article.reread_fingerprint is not None:
            page["fingerprint"] = article.reread_fingerprint
        return model.ArticleForCheck(
            id=article.id,
            outlet_id=article.outlet_id,
            url=article.url,
            headers=self._outlets[article.outlet_id].headers,
            topic_ids=article.topic_ids,
            language=article.language,
            mutes=self._open_mutes,
            first_seen_at=article.first_seen_at,
            published_at=article.published_at,
            latest=_mark_of(article) if article.versions else None,
            last_checked_at=None if state is None else state.checked_at,
            last_seen_at=article.last_seen_at,
            whole_at=article.whole_at,
            heated_at=article.heated_at,
            last_revised_at=article.last_revised_at,
            last_failure=None if state is None else state.failure,
            reach=self._reach_of(article.outlet_id),
            due_at=article.due_at,
            **page,
        )

    def load_past(self, article_id: int, *, read_by: str | None = None) -> model.Past:
        article = items.find(self._articles, article_id, "article")
        if not article.versions:
            raise errors.NotFoundError(f"There is no version of article {article_id}.")
        last = [_as_last_read(version, article.rereadings) for version in article.believed]
        page = article.pages.get(last[-1].number) if read_by not in {None, last[-1].read_by} else None
        newest = article.versions[-1]
        return model.Past(
            latest=last[-1],
            history=tuple((version.number, version.content_hash) for version in last),
            headlines=tuple((version.number, version.article.headline) for version in last),
            subheadlines=tuple((version.number, version.article.subheadline) for version in last),
            bylines=tuple((version.number, version.article.byline) for version in last),
            page=page and page.page,
            surroundings=self._look_around(article),
            held=self._find_held(article.id, newest) if newest.standing is model.Standing.WAITING else None,
        )

    def _look_around(self, article: items.Article) -> model.Surroundings:
        others = [
            other
            for other in reversed(self._articles.values())
            if other.outlet_id == article.outlet_id and other.id != article.id
        ]
        return model.Surroundings(
            earlier=tuple(version.article.paragraphs for version in article.believed[-2::-1][:EARLIER]),
            others=tuple(other.believed[-1].article.paragraphs for other in others if other.versions)[
                :OTHERS
            ],
            titles=tuple(title for other in others[:TITLES] if (title := _title_of(other))),
        )

    def _find_held(self, article_id: int, version: model.Version) -> model.Held:
        (stored,) = (
            item
            for item in self._changes.values()
            if (item.article_id, item.change.new_number) == (article_id, version.number)
        )
        return model.Held(version=version, change_id=stored.id, change=stored.change)

    def save_rereadings(
        self, article_id: int, rereadings: Sequence[model.Rereading], *, fingerprint: str | None
    ) -> None:
        article = items.find(self._articles, article_id, "article")
        if not {one.number for one in rereadings} <= {version.number for version in article.versions}:
            raise errors.NotFoundError(f"Article {article_id} has no such version.")
        for one in rereadings:
            article.rereadings[one.number] = one
            if one.number == article.believed[-1].number:
                article.reread_fingerprint = fingerprint

    def find_article(self, url: str) -> int | None:
        key = twins.identity_of(url)
        return min((owner for (_, known), owner in self._addresses.items() if known == key), default=None)

    def sum_live_needs(self) -> Mapping[str, float]:
        needs: Counter[str] = Counter()
        for article in self._articles.values():
            if article.due_at and article.outlet_id in self._listed:
                needs[items.host_of(article.url)] += article.check.need if article.check else 0.0
        return needs


_PAGE_STATE = (
    "etag",
    "last_modified",
    "body_digest",
    "fingerprint",
    "revision_count",
    "failure_count",
    "missing_count",
    "missing_since",
    "is_removed",
    "is_flapping",
    "is_blocked",
    "doubt_count",
)


def _as_last_read(version: model.Version, rereadings: dict[int, model.Rereading]) -> model.Version:
    last = rereadings.get(version.number)
    if last is None:
        return version
    return replace(version, article=last.article, content_hash=last.content_hash, read_by=last.read_by)


def _waiting_of(article: items.Article) -> turns.Waiting:
    return turns.Waiting(
        id=article.id,
        host=items.host_of(article.url),
        band=article.band,
        due_at=article.due_at or article.first_seen_at,
        last_checked_at=article.check.checked_at if article.check else None,
    )


def _title_of(article: items.Article) -> str:
    return article.believed[-1].article.headline if article.versions else article.entry.title


def _mark_of(article: items.Article) -> model.VersionMark:
    version = _as_last_read(article.believed[-1], article.rereadings)
    newest = article.versions[-1]
    return model.VersionMark(
        number=version.number,
        top_number=newest.number if newest.number > version.number else 0,
        content_hash=version.content_hash,
        chain_sha256=newest.chain_sha256,
        seen_at=version.seen_at,
    )
