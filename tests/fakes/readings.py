"""`ports.Readings` in memory, with builders of its readings; `tests/fakes/morning.py` fills it.

The queries answer as the port says, over plain tuples.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor import errors, model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import searching

_NO_TOTALS = model.Totals(
    article_count=0,
    version_count=0,
    change_count=0,
    check_count=0,
    alert_count=0,
    waiting_delivery_count=0,
    dead_delivery_count=0,
    oldest_due_at=None,
    oldest_waiting_at=None,
    last_activity_at=None,
)


@dataclass
class FakeReadings:
    """Answers from what it was given."""

    articles: tuple[model.ArticleDetail, ...] = ()
    details: tuple[model.ChangeDetail, ...] = ()
    outlets: tuple[model.OutletReading, ...] = ()
    looks: dict[str, model.Looks] = field(default_factory=dict)
    alerts: tuple[model.AlertReading, ...] = ()
    bulletins: tuple[model.BulletinReading, ...] = ()
    mutes: tuple[model.Mute, ...] = ()
    off_channels: tuple[model.ChannelStanding, ...] = ()
    totals: model.Totals = _NO_TOTALS
    #: The evidence behind versions, by article and number; others have a page that proves nothing.
    snapshots: Mapping[tuple[int, int], model.Snapshot] = field(default_factory=dict)
    #: Raised by every query, when set.
    trouble: Exception | None = None
    filters: list[model.ChangeFilter] = field(default_factory=list)

    def load_totals(self, *, now: datetime) -> model.Totals:
        self._check()
        return self.totals

    def load_outlets(self) -> tuple[model.OutletReading, ...]:
        self._check()
        return self.outlets

    def count_looks(self, *, since: datetime) -> dict[str, model.Looks]:
        self._check()
        return self.looks

    def find_changes(self, query: model.ChangeFilter) -> tuple[model.ChangeReading, ...]:
        self._check()
        self.filters.append(query)
        found = (detail.reading for detail in self.details if _fits(detail.reading, query))
        newest = sorted(found, key=lambda one: (one.change.first_seen_new_at, one.id), reverse=True)
        ids = [one.id for one in newest]
        begin = ids.index(query.before_id) + 1 if query.before_id in ids else 0
        shown = newest[begin : begin + query.limit]
        return tuple(replace(one, change=replace(one.change, diff=None)) for one in shown)

    def find_texts(self, query: model.SearchFilter) -> model.SearchPage:
        self._check()
        stored = []
        for detail in self.articles:
            for version in detail.versions:
                number = 100 * detail.article.id + version.number
                kinds = (
                    event.kind
                    for reading in detail.changes
                    if reading.change.new_number == version.number
                    for event in reading.change.events
                )
                hit = model.SearchHit(version_id=number, article=detail.article, version=version)
                stored.append((hit, frozenset(kinds)))
        return searching.find_texts(stored, query)

    def load_change(self, change_id: int) -> model.ChangeDetail:
        return self._first([one for one in self.details if one.reading.id == change_id])

    def find_articles(
        self,
        *,
        outlet_id: str | None = None,
        before_id: int | None = None,
        limit: int = 50,
        with_retired: bool = False,
    ) -> tuple[model.ArticleReading, ...]:
        self._check()
        listed = (one.article for one in self.articles)
        found = (
            one
            for one in listed
            if outlet_id in {None, one.outlet_id} and (before_id is None or one.id < before_id)
        )
        return tuple(sorted(found, key=lambda one: one.id, reverse=True))[:limit]

    def load_article_detail(self, article_id: int) -> model.ArticleDetail:
        return self._first([one for one in self.articles if one.article.id == article_id])

    def load_version_page(self, article_id: int, number: int) -> model.Snapshot:
        if (article_id, number) in self.snapshots:
            return self.snapshots[article_id, number]
        article = self.load_article_detail(article_id)
        version = self._first([one for one in article.versions if one.number == number])
        page = builders.page(f"<script>alert(1)</script>{version.article.headline}")
        return model.Snapshot(page=page, sha256=version.raw_sha256, chain_sha256=version.chain_sha256)

    def load_origin(self, article_id: int) -> model.Origin | None:
        found = [one for one in self.articles if one.article.id == article_id]
        return found[0].origin if found else None

    def find_origins(self, article_ids: Sequence[int]) -> dict[int, int]:
        found = {number: self.load_origin(number) for number in article_ids}
        return {number: origin.id for number, origin in found.items() if origin}

    def find_observations(
        self,
        *,
        topic_id: str | None = None,
        claim_id: str | None = None,
        current_only: bool = False,
        article_ids: Sequence[int] | None = None,
        before_id: int | None = None,
        limit: int | None = None,
    ) -> tuple[model.ClaimObservation, ...]:
        self._check()
        found = [
            observation
            for article in self.articles
            if topic_id is None or topic_id in article.article.topic_ids
            for observation in _observe(article)
            if claim_id is None or observation.claim.claim_id == claim_id
            if not current_only or (observation.until_at is None and not article.article.is_removed)
            if article_ids is None or article.article.id in article_ids
        ]
        numbered = enumerate(sorted(found, key=lambda one: one.from_at), 1)
        listed = [
            replace(one, id=number) for number, one in numbered if before_id is None or number < before_id
        ]
        return tuple(listed if limit is None else listed[max(0, len(listed) - limit) :])

    def find_standings(self, topic_id: str, *, since: datetime) -> tuple[model.ClaimObservation, ...]:
        found = self.find_observations(topic_id=topic_id, current_only=True)
        return tuple(one for one in found if one.from_at >= since)

    def find_observed(self, query: model.ObservationFilter) -> tuple[model.ClaimObservation, ...]:
        asked = self.find_observations(topic_id=query.topic_id, claim_id=query.claim_id)
        ids = {replace(one, id=0): one.id for one in self.find_observations()}
        found = [
            replace(one, id=ids[replace(one, id=0)])
            for one in asked
            if ids[replace(one, id=0)] > query.after_id
            and query.outlet_id in (None, one.outlet_id)
            and (query.since is None or one.from_at >= query.since)
            and (query.until is None or one.from_at < query.until)
        ]
        return tuple(found[: query.limit])

    def load_proofs(self, article_ids: Sequence[int]) -> dict[tuple[int, int], model.Proof]:
        self._check()
        return {
            (one.article.id, version.number): builders.proof(version, page=builders.page())
            for one in self.articles
            if one.article.id in article_ids
            for version in one.versions
        }

    def find_bulletins(
        self,
        *,
        outlet_id: str | None = None,
        topic_id: str | None = None,
        claim_id: str | None = None,
        kind: model.EventKind | None = None,
        min_severity: model.Severity | None = None,
        before_id: int | None = None,
        limit: int = 50,
    ) -> tuple[model.BulletinReading, ...]:
        return tuple(
            one
            for one in self.bulletins
            if outlet_id in (None, one.bulletin.outlet_id)
            and topic_id in (None, one.bulletin.topic_id)
            and kind in (None, one.bulletin.event.kind)
            and (min_severity or 0) <= one.bulletin.event.severity
            and claim_id in (None, one.bulletin.event.claim_id)
            and (before_id is None or one.id < before_id)
        )[:limit]

    def find_mutes(self, *, since: datetime) -> tuple[model.Mute, ...]:
        return tuple(mute for mute in self.mutes if mute.until > since)

    def load_off_channels(self) -> tuple[model.ChannelStanding, ...]:
        return self.off_channels

    def load_bulletin(self, bulletin_id: int) -> model.BulletinDetail:
        found = [one for one in self.bulletins if one.id == bulletin_id]
        if not found:
            raise errors.NotFoundError(f"There is no bulletin {bulletin_id}.")
        told = (alert for alert in self.alerts if alert.bulletin_id == bulletin_id)
        return model.BulletinDetail(reading=found[0], alert=next(told, None))

    def load_alerts(self, alert_ids: Sequence[int]) -> tuple[model.AlertReading, ...]:
        return tuple(one for one in self.alerts if one.id in alert_ids)

    def find_alerts(
        self, *, state: model.DeliveryState | None = None, before_id: int | None = None, limit: int = 100
    ) -> tuple[model.AlertReading, ...]:
        self._check()
        found = (
            one
            for one in self.alerts
            if state is None or any(delivery.state is state for delivery in one.deliveries)
            if before_id is None or one.id < before_id
        )
        return tuple(sorted(found, key=lambda one: one.id, reverse=True))[:limit]

    def _check(self) -> None:
        if self.trouble:
            raise self.trouble

    def _first(self, found: Sequence):
        self._check()
        if not found:
            raise errors.NotFoundError("Nothing is stored under that number.")
        return found[0]


def _fits(reading: model.ChangeReading, query: model.ChangeFilter) -> bool:
    change, article = reading.change, reading.article
    return (
        (query.outlet_id is None or article.outlet_id == query.outlet_id)
        and (query.topic_id is None or query.topic_id in article.topic_ids)
        and (query.claim_id is None or any(one.claim_id == query.claim_id for one in change.claim_changes))
        and (query.kind is None or any(event.kind is query.kind for event in change.events))
        and (query.since is None or change.first_seen_new_at >= query.since)
        and (query.until is None or change.first_seen_new_at < query.until)
        and (query.min_severity is None or change.severity >= query.min_severity)
        and (query.standings is None or change.standing in query.standings)
        and (query.review_states is None or _state(reading) in query.review_states)
        and (query.review is None or not change.review_kinds.isdisjoint(query.review))
    )


def _state(reading: model.ChangeReading) -> model.ReviewState:
    return model.ReviewState(reading.mark.kind) if reading.mark else model.ReviewState.UNREVIEWED


def _observe(detail: model.ArticleDetail) -> list[model.ClaimObservation]:
    brought = {one.change.new_number: one.id for one in detail.changes}
    ends = [version.seen_at for version in detail.versions[1:]] + [None]
    return [
        model.ClaimObservation(
            claim=claim,
            outlet_id=detail.article.outlet_id,
            outlet_name=detail.article.outlet_name,
            article_id=detail.article.id,
            headline=version.article.headline,
            version_number=version.number,
            from_at=version.seen_at,
            until_at=until_at,
            change_id=brought.get(version.number),
            gone_at=detail.article.last_seen_at if detail.article.is_removed else None,
        )
        for version, until_at in zip(detail.versions, ends, strict=True)
        for claim in version.claims
    ]


def article_reading(**fields) -> model.ArticleReading:
    return model.ArticleReading(
        **(
            {
                "id": 1,
                "outlet_id": "ledger",
                "outlet_name": "The Coastal Ledger",
                "url": "https://ledger.example/a",
                "headline": "Hamas to free 8 hostages",
                "language": "en",
                "topic_ids": ("negotiations",),
                "first_seen_at": NOON - hours(20),
                "published_at": NOON - hours(21),
                "last_checked_at": NOON - minutes(4),
                "last_seen_at": NOON - minutes(4),
                "next_check_at": NOON + minutes(11),
                "next_check_reason": "expected edits",
                "version_count": 1,
                "is_removed": False,
                "is_flapping": False,
                "failure": None,
            }
            | fields
        )
    )


def feed_reading(**fields) -> model.FeedReading:
    return model.FeedReading(
        **(
            {
                "id": 1,
                "outlet_id": "ledger",
                "url": "https://ledger.example/rss",
                "last_polled_at": NOON - minutes(5),
                "last_good_at": NOON - minutes(5),
                "next_poll_at": NOON + minutes(5),
                "reason": "every 10 min",
                "failure_count": 0,
                "failure": None,
                "detail": "",
                "entry_count": 24,
            }
            | fields
        )
    )


def outlet_reading(**fields) -> model.OutletReading:
    return model.OutletReading(
        **(
            {
                "id": "ledger",
                "name": "The Coastal Ledger",
                "feeds": (feed_reading(),),
                "article_count": 6,
                "version_count": 14,
                "change_count": 8,
                "last_good_at": NOON - minutes(4),
                "failing_count": 0,
            }
            | fields
        )
    )


def blind_outlet(**fields) -> model.OutletReading:
    feed = feed_reading(
        id=5,
        outlet_id="northern",
        url="https://northern.example/rss",
        last_good_at=NOON - hours(6),
        failure_count=9,
        failure=model.FailureKind.TIMEOUT,
        detail="no answer within 20 s",
        reason="after 9 failures",
        next_poll_at=NOON + hours(2),
    )
    return outlet_reading(
        **(
            {
                "id": "northern",
                "name": "Northern Post",
                "feeds": (feed,),
                "article_count": 2,
                "version_count": 2,
                "change_count": 1,
                "failing_count": 2,
                "last_good_at": NOON - hours(6),
            }
            | fields
        )
    )


def change_reading(**fields) -> model.ChangeReading:
    return model.ChangeReading(
        **({"id": 1, "article": article_reading(), "change": builders.change(), "alert_id": None} | fields)
    )


def found(article: model.Article, sentence: str, phrase: str, value: int | None, **fields) -> model.Claim:
    """A claim standing on a phrase of a sentence of the body."""
    start = article.text(model.TextField.BODY).index(sentence) + sentence.index(phrase)
    return builders.claim(
        value, **fields | {"sentence": sentence, "start": start, "end": start + len(phrase)}
    )
