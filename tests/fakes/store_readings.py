"""The read side of the in-memory store."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from monitor import errors, model
from monitor.core import agencies, marks
from tests import builders
from tests.fakes import searching, store_mutes
from tests.fakes import store_items as items


class FakeReadings(store_mutes.FakeMutes):
    """The Readings port on what is held."""

    def load_totals(self, *, now: datetime) -> model.Totals:
        states = Counter(item.state for item in self._deliveries.values() if item.alert_id)
        due = [
            item.due_at
            for item in (*self._feeds.values(), *self._articles.values())
            if item.due_at and item.due_at <= now and item.outlet_id in self._listed
        ]
        polls = [feed.poll.polled_at for feed in self._feeds.values() if feed.poll]
        checks = [check.checked_at for article in self._articles.values() for check in article.checks]
        return model.Totals(
            article_count=len(self.find_articles(limit=len(self._articles))),
            version_count=sum(len(article.versions) for article in self._articles.values()),
            change_count=sum(not item.change.is_coverage for item in self._changes.values()),
            check_count=len(checks),
            alert_count=len(self._alerts),
            waiting_delivery_count=states[model.DeliveryState.WAITING],
            held_delivery_count=states[model.DeliveryState.HELD],
            dead_delivery_count=states[model.DeliveryState.DEAD],
            oldest_due_at=min(due, default=None),
            oldest_waiting_at=min((at for at, _ in self._find_waits(now=now)), default=None),
            last_activity_at=max(polls + checks, default=None),
            review_count=sum(
                bool(item.change.review_kinds)
                and item.change.standing in model.BELIEVED
                and self._review_state(item.id) is model.ReviewState.UNREVIEWED
                and item.change.first_seen_new_at >= now - model.REVIEW_SPAN
                for item in self._changes.values()
            ),
        )

    def _find_waits(self, *, now: datetime) -> Iterator[tuple[datetime, items.Delivery]]:
        for item in self._deliveries.values():
            if item.state is not model.DeliveryState.WAITING or not self._is_on(item.recipient.channel_id):
                continue
            if item.alert_id:
                yield self._alerts[item.alert_id].alert.created_at, item
                continue
            is_tried = item.attempt_count or (item.due_at and item.due_at <= now)
            if item.gathered_until and item.gathered_until <= now and is_tried:
                yield item.gathered_until, item

    def find_changes(self, query: model.ChangeFilter) -> tuple[model.ChangeReading, ...]:
        found = sorted(self._changes.values(), key=_place, reverse=True)
        if query.before_id is not None:
            last = self._changes.get(query.before_id)
            found = [item for item in found if last is not None and _place(item) < _place(last)]
        matching = [item for item in found if self._matches(item, query)]
        return tuple(self._change_reading(item, with_diff=False) for item in matching[: query.limit])

    def _matches(self, item: items.Change, query: model.ChangeFilter) -> bool:
        article, change = self._articles[item.article_id], item.change
        claim_ids = {each.claim_id for each in (*change.claim_changes, *change.events)}
        is_asked_for = query.kind is model.EventKind.NEW_COVERAGE
        return (
            query.outlet_id in (None, article.outlet_id)
            and query.topic_id in (None, *article.topic_ids)
            and query.claim_id in (None, *claim_ids)
            and query.kind in (None, *(event.kind for event in change.events))
            and (query.with_coverage or is_asked_for or not change.is_coverage)
            and (query.since is None or change.first_seen_new_at >= query.since)
            and (query.until is None or change.first_seen_new_at < query.until)
            and (query.min_severity is None or change.severity >= query.min_severity)
            and (query.standings is None or change.standing in query.standings)
            and (query.review_states is None or self._review_state(item.id) in query.review_states)
            and (query.review is None or not change.review_kinds.isdisjoint(query.review))
        )

    def find_texts(self, query: model.SearchFilter) -> model.SearchPage:
        stored = [
            (
                model.SearchHit(
                    version_id=version_id,
                    article=self._article_reading(article),
                    version=article.versions[number - 1],
                ),
                frozenset(
                    event.kind
                    for item in self._changes.values()
                    if (item.article_id, item.change.new_number) == (article.id, number)
                    for event in item.change.events
                ),
            )
            for version_id, (article, number) in enumerate(self._list_versions(), 1)
        ]
        found = searching.find_texts(stored, query)
        bare = (replace(hit, version=replace(hit.version, claims=())) for hit in found.hits)
        return replace(found, hits=tuple(bare))

    def _list_versions(self) -> list[tuple[items.Article, int]]:
        """List the versions in the order in which they were stored: tests store them in the order of time."""
        listed = [
            (version.seen_at, article.id, article, version.number)
            for article in self._articles.values()
            for version in article.versions
        ]
        return [(article, number) for _, _, article, number in sorted(listed, key=lambda one: one[:2])]

    def load_change(self, change_id: int) -> model.ChangeDetail:
        item = items.find(self._changes, change_id, "change")
        article = self._articles[item.article_id]
        versions = {version.number: version for version in article.versions}
        new = versions.get(item.change.new_number or 0)
        old = versions.get(item.change.old_number) or new
        if old is None:
            raise errors.NotFoundError(f"Article {article.id} has no version {item.change.old_number}.")
        own = [
            number
            for number, other in self._changes.items()
            if other.article_id == article.id and not other.change.is_coverage
        ]
        alerts = [stored for stored in self._alerts.values() if stored.change_id == change_id]
        return model.ChangeDetail(
            reading=self._change_reading(item, with_diff=True),
            old=old,
            new=new,
            alert=self._alert_reading(alerts[0]) if alerts else None,
            previous_id=max((other for other in own if other < change_id), default=None),
            next_id=min((other for other in own if other > change_id), default=None),
            origin=self.load_origin(article.id),
            marks=self.find_marks(change_id),
        )

    def _change_reading(self, item: items.Change, *, with_diff: bool) -> model.ChangeReading:
        alerts = [stored.id for stored in self._alerts.values() if stored.change_id == item.id]
        return model.ChangeReading(
            id=item.id,
            article=self._article_reading(self._articles[item.article_id]),
            change=item.change if with_diff else replace(item.change, diff=None),
            alert_id=alerts[0] if alerts else None,
            mark=marks.find_standing(self.find_marks(item.id)),
        )

    def find_articles(
        self,
        *,
        outlet_id: str | None = None,
        before_id: int | None = None,
        limit: int = 50,
        with_retired: bool = False,
    ) -> tuple[model.ArticleReading, ...]:
        found = [
            article
            for article in reversed(self._articles.values())
            if (with_retired or (article.topic_ids and article.same_as is None))
            and outlet_id in (None, article.outlet_id)
            and (before_id is None or article.id < before_id)
        ]
        return tuple(self._article_reading(article) for article in found[:limit])

    def _article_reading(self, article: items.Article) -> model.ArticleReading:
        state = article.check
        return model.ArticleReading(
            id=article.id,
            outlet_id=article.outlet_id,
            outlet_name=self._outlets[article.outlet_id].name,
            url=article.canonical_url,
            headline=article.headline,
            language=article.language,
            topic_ids=article.topic_ids,
            first_seen_at=article.first_seen_at,
            published_at=article.published_at,
            last_checked_at=None if state is None else state.checked_at,
            last_seen_at=article.last_seen_at,
            next_check_at=article.due_at,
            next_check_reason=article.reason,
            version_count=len(article.versions),
            is_removed=state is not None and state.is_removed,
            is_flapping=state is not None and state.is_flapping,
            is_in_doubt=state is not None and state.doubt_count > 0,
            failure=state.failure.kind if state is not None and state.failure else None,
            same_as_id=article.same_as,
        )

    def load_article_detail(self, article_id: int) -> model.ArticleDetail:
        article = items.find(self._articles, article_id, "article")
        changes = [
            item
            for item in self._changes.values()
            if item.article_id == article_id and not item.change.is_coverage
        ]
        return model.ArticleDetail(
            article=self._article_reading(article),
            versions=tuple(article.versions),
            changes=tuple(
                self._change_reading(item, with_diff=False)
                for item in sorted(changes, key=_place, reverse=True)
            ),
            checks=tuple(article.checks[:-101:-1]),
            addresses=tuple(sorted(self._address_urls[key] for key in self._keys_of(article_id))),
            origin=self.load_origin(article_id),
        )

    def _keys_of(self, article_id: int) -> list[tuple[str, str]]:
        return [key for key, owner in self._addresses.items() if owner == article_id]

    def load_version_page(self, article_id: int, number: int) -> model.Snapshot:
        return items.find(items.find(self._articles, article_id, "article").pages, number, "page")

    def load_rereadings(self, article_id: int) -> tuple[model.Rereading, ...]:
        found = items.find(self._articles, article_id, "article").rereadings
        return tuple(found[number] for number in sorted(found))

    def load_origin(self, article_id: int) -> model.Origin | None:
        article = self._articles.get(article_id)
        if article is None or article.copy_of is None:
            return None
        copies = [
            other
            for other in self._articles.values()
            if other.copy_of == article.copy_of and other.same_as is None
        ]
        if len(copies) < 2:
            return None
        copies.sort(key=lambda other: (other.first_seen_at, other.id))
        return model.Origin(id=article.copy_of, copies=tuple(self._copy_reading(other) for other in copies))

    def _copy_reading(self, article: items.Article) -> model.Copy:
        return model.Copy(
            article_id=article.id,
            outlet_id=article.outlet_id,
            outlet_name=self._outlets[article.outlet_id].name,
            headline=article.headline,
            first_seen_at=article.first_seen_at,
            share=article.share,
            credit=agencies.find_credit(article.versions[-1].article),
        )

    def find_origins(self, article_ids: Sequence[int]) -> dict[int, int]:
        found = {number: self._articles[number].copy_of for number in article_ids if number in self._articles}
        return {number: origin_id for number, origin_id in found.items() if origin_id is not None}

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
        found, numbers = [], count(1)
        for article, version_number in self._list_versions():
            version = article.versions[version_number - 1]
            for claim in version.claims:
                number = next(numbers)
                is_current = version.number == article.believed[-1].number and not _is_hidden(article)
                if (
                    version in article.believed
                    and topic_id in (None, *article.topic_ids)
                    and claim_id in (None, claim.claim_id)
                    and (article_ids is None or article.id in article_ids)
                    and (is_current or not current_only)
                    and (before_id is None or number < before_id)
                ):
                    index = article.believed.index(version)
                    found.append(replace(self._observation(article, index, claim), id=number))
        newest = found if limit is None else found[max(0, len(found) - limit) :]
        return tuple(sorted(newest, key=lambda observation: observation.from_at))

    def find_standings(self, topic_id: str, *, since: datetime) -> tuple[model.ClaimObservation, ...]:
        newest: dict[tuple[str, str, str], list[model.ClaimObservation]] = {}
        for one in self.find_observations(topic_id=topic_id, current_only=True):
            claim = one.claim
            if one.from_at < since or claim.type is model.ClaimType.QUOTE:
                continue
            known = newest.setdefault((one.outlet_id, claim.claim_id, claim.scope), [one])
            if known[0].article_id != one.article_id:
                known.clear()
            if one not in known:
                known.append(one)
        found = [one for known in newest.values() for one in known]
        return tuple(sorted(found, key=lambda one: (one.from_at, one.id)))

    def find_observed(self, query: model.ObservationFilter) -> tuple[model.ClaimObservation, ...]:
        asked = self.find_observations(topic_id=query.topic_id, claim_id=query.claim_id)
        found = [
            one
            for one in sorted(asked, key=lambda one: one.id)
            if one.id > query.after_id
            and query.outlet_id in (None, one.outlet_id)
            and (query.since is None or one.from_at >= query.since)
            and (query.until is None or one.from_at < query.until)
        ]
        return tuple(found[: query.limit])

    def load_proofs(self, article_ids: Sequence[int]) -> dict[tuple[int, int], model.Proof]:
        return {
            (article.id, version.number): builders.proof(
                version, page=article.pages[version.number].page if version.number in article.pages else None
            )
            for article in self._articles.values()
            if article.id in article_ids
            for version in article.versions
        }

    def _observation(self, article: items.Article, index: int, claim: model.Claim) -> model.ClaimObservation:
        version, following = article.believed[index], article.believed[index + 1 : index + 2]
        brought = [
            item.id
            for item in self._changes.values()
            if item.article_id == article.id
            and item.change.new_number == version.number
            and not item.change.is_coverage
        ]
        return model.ClaimObservation(
            claim=claim,
            outlet_id=article.outlet_id,
            outlet_name=self._outlets[article.outlet_id].name,
            article_id=article.id,
            headline=version.article.headline,
            version_number=version.number,
            from_at=version.seen_at,
            until_at=following[0].seen_at if following else None,
            change_id=brought[0] if brought else None,
            gone_at=article.last_seen_at if _is_hidden(article) else None,
        )

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
        found = [
            model.BulletinReading(id=number, bulletin=one)
            for number, one in enumerate(self._bulletins, start=1)
            if outlet_id in (None, one.outlet_id)
            and claim_id in (None, one.event.claim_id)
            and topic_id in (None, one.topic_id)
            and kind in (None, one.event.kind)
            and (min_severity or 0) <= one.event.severity
            and (before_id is None or number < before_id)
        ]
        return tuple(found[::-1][:limit])

    def load_bulletin(self, bulletin_id: int) -> model.BulletinDetail:
        if not 0 < bulletin_id <= len(self._bulletins):
            raise errors.NotFoundError(f"There is no bulletin {bulletin_id}.")
        told = [one for one in self._alerts.values() if one.bulletin_id == bulletin_id]
        return model.BulletinDetail(
            reading=model.BulletinReading(id=bulletin_id, bulletin=self._bulletins[bulletin_id - 1]),
            alert=self._alert_reading(told[0]) if told else None,
        )

    def load_off_channels(self) -> tuple[model.ChannelStanding, ...]:
        found = (one for one in self._channels.values() if one.off_since is not None)
        return tuple(sorted(found, key=lambda one: one.channel_id))

    def _is_on(self, channel_id: str) -> bool:
        known = self._channels.get(channel_id)
        return known is None or known.off_since is None

    def load_alerts(self, alert_ids: Sequence[int]) -> tuple[model.AlertReading, ...]:
        return tuple(
            self._alert_reading(stored) for stored in self._alerts.values() if stored.id in alert_ids
        )

    def find_alerts(
        self, *, state: model.DeliveryState | None = None, before_id: int | None = None, limit: int = 100
    ) -> tuple[model.AlertReading, ...]:
        readings = [self._alert_reading(stored) for stored in reversed(self._alerts.values())]
        found = [
            reading
            for reading in readings
            if state is None or state in {delivery.state for delivery in reading.deliveries}
            if before_id is None or reading.id < before_id
        ]
        return tuple(found[:limit])

    def _alert_reading(self, stored: items.Alert) -> model.AlertReading:
        deliveries = [item for item in self._deliveries.values() if item.alert_id == stored.id]
        return model.AlertReading(
            id=stored.id,
            change_id=stored.change_id,
            bulletin_id=stored.bulletin_id,
            outlet_id=self._bulletins[stored.bulletin_id - 1].outlet_id if stored.bulletin_id else None,
            title=stored.alert.title,
            severity=stored.alert.severity,
            rule_ids=stored.alert.rule_ids,
            created_at=stored.alert.created_at,
            deliveries=tuple(_delivery_reading(item) for item in deliveries),
        )


def _is_hidden(article: items.Article) -> bool:
    return article.same_as is not None or (article.check is not None and article.check.is_removed)


def _place(item: items.Change) -> tuple[datetime, int]:
    return item.change.first_seen_new_at, item.id


def _delivery_reading(item: items.Delivery) -> model.DeliveryReading:
    return model.DeliveryReading(
        id=item.id,
        channel_id=item.recipient.channel_id,
        address=item.recipient.address,
        state=item.state,
        attempt_count=item.attempt_count,
        last_attempt_at=item.last_attempt_at,
        next_attempt_at=item.due_at,
        reason=item.reason,
        digest_id=item.digest_id,
        held_for=item.held_for,
    )
