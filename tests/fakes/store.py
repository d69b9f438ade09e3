"""An in-memory store: all four storage ports, held to the same suite as the real ones (tests/storage)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor import errors, model
from monitor.core import coverage, echoes, entries, likeness, origins, successors, turns, twins
from tests.fakes import store_articles
from tests.fakes import store_items as items

_SEEN = {
    model.CheckKind.FIRST_VERSION,
    model.CheckKind.NEW_VERSION,
    model.CheckKind.UNCHANGED,
    model.CheckKind.NOT_MODIFIED,
    model.CheckKind.CONFIRMED,
}


class FakeStore(store_articles.FakeArticles):
    """Not for threads."""

    def ping(self) -> None:
        pass

    def close(self) -> None:
        pass

    def save_check(self, outcome: model.CheckOutcome, *, page: model.FetchedPage | None) -> int | None:
        if outcome.alert is not None and outcome.change is None:
            raise ValueError("an alert needs a change to tell of")
        article = items.find(self._articles, outcome.article_id, "article")
        if outcome.base_number != (article.versions[-1].number if article.versions else 0):
            raise errors.StaleError(f"Article {article.id} has moved on.")
        article.check, article.reread_fingerprint = outcome, None
        article.leased_until = article.lease_owner = None
        article.checks.append(_check_reading(outcome))
        if outcome.kind in _SEEN:
            article.last_seen_at = outcome.checked_at
        if outcome.kind in _SEEN - {model.CheckKind.NOT_MODIFIED}:
            article.whole_at = outcome.checked_at
        if outcome.kind in {model.CheckKind.NEW_VERSION, model.CheckKind.CONFIRMED}:
            article.last_revised_at = outcome.checked_at
        if outcome.verdict is not None:
            self._save_verdict(article, outcome, outcome.verdict)
        if outcome.version is not None:
            self._save_version(article, outcome.version, page)
        self._save_origin(article, outcome)
        self._schedule(article, outcome)
        self._save_addresses(article, outcome)
        self._join_successor(article, outcome)
        self._save_answer(items.host_of(article.url), outcome.failure, now=outcome.checked_at)
        self._save_sight(article, outcome)
        self._save_words(article, outcome)
        self._save_heats(article, outcome.heats, now=outcome.checked_at)
        return self._save_change(article, outcome)

    def find_echoes(
        self, article_id: int, sight: model.TextSight, *, since: datetime
    ) -> tuple[model.Echo, ...]:
        own = self._articles.get(article_id)
        if own is None:
            return ()
        found = [
            (self._articles[other_id], seen)
            for (key, other_id), (seen, at) in sorted(self._sights.items())
            if key == sight.key and other_id != article_id and at >= since
        ]
        places = [
            model.Echo(url=other.url, instead_of=seen.instead_of, headline=seen.headline)
            for other, seen in found
            if other.outlet_id == own.outlet_id and other.same_as is None
        ]
        return (*places[:20], *self._find_owners(own, sight)[:20])

    def _find_owners(self, own: items.Article, sight: model.TextSight) -> list[model.Echo]:
        titles = {key: {*map(entries.key_of_title, one.titles)} for key, one in self._articles.items()}
        if sight.title in titles[own.id]:
            return [model.Echo(url=own.url, is_own=True)]
        return [
            model.Echo(url=other.url, is_own=True)
            for other in self._articles.values()
            if other.outlet_id == own.outlet_id and other is not own and other.same_as is None
            if (sight.title in titles[other.id] and titles[own.id])
            or (other.believed and other.believed[-1].content_hash == sight.content_hash)
        ]

    def _save_sight(self, article: items.Article, outcome: model.CheckOutcome) -> None:
        if outcome.sight is None or not outcome.sight.key:
            return
        since = outcome.checked_at - echoes.SPAN
        self._sights = {key: (sight, at) for key, (sight, at) in self._sights.items() if at >= since}
        self._sights[outcome.sight.key, article.id] = (outcome.sight, outcome.checked_at)
        for other in [one for one in reversed(self._articles.values()) if self._is_witness(one, article)][
            : outcome.witness_count
        ]:
            reason = "another article of its outlet shows a text with nothing of the old one"
            items.wake(other, (), now=outcome.checked_at, reason=reason)

    def _is_witness(self, other: items.Article, article: items.Article) -> bool:
        is_live = other.outlet_id in self._listed and other.same_as is None and other.due_at is not None
        is_removed = other.check is not None and other.check.is_removed
        is_other = other.outlet_id == article.outlet_id and other is not article
        return is_other and is_live and bool(other.topic_ids and other.versions) and not is_removed

    def _save_heats(self, article: items.Article, heats: Sequence[model.Heat], *, now: datetime) -> None:
        for heat in heats:
            if self._heats.get((heat.claim_id, heat.value), now) > now:
                continue
            self._heats = {key: until for key, until in self._heats.items() if until > now}
            self._heats[heat.claim_id, heat.value] = heat.until
            found = [other for other in reversed(self._articles.values()) if self._is_cold(other, heat)]
            found.sort(key=lambda other: other.outlet_id == article.outlet_id)
            for other in [other for other in found if other is not article][:30]:
                items.wake(other, (), now=now, reason=heat.reason)
                other.heated_at = now

    def _is_cold(self, other: items.Article, heat: model.Heat) -> bool:
        said = {(claim.low, claim.high, claim.value) for claim in _carried(other, heat.claim_id)}
        is_live = other.outlet_id in self._listed and other.same_as is None and other.check is not None
        return (
            is_live
            and not set(other.topic_ids).isdisjoint(heat.topic_ids)
            and bool(said)
            and heat.said not in said
            and not (other.check and other.check.is_removed)
        )

    def save_quiet_checks(self, outcomes: Sequence[model.CheckOutcome]) -> None:
        if not all(outcome.is_quiet for outcome in outcomes):
            raise ValueError("one of the checks found something")
        for outcome in outcomes:
            article = items.find(self._articles, outcome.article_id, "article")
            if (
                article.is_woken
                or article.same_as is not None
                or outcome.base_number != len(article.versions)
            ):
                raise errors.StaleError(f"Article {article.id} has moved on.")
        for outcome in outcomes:
            self.save_check(outcome, page=None)

    def release_leases(self, owner: str) -> int:
        everything = (
            *self._feeds.values(),
            *self._articles.values(),
            *self._deliveries.values(),
            *self._slots.values(),
        )
        held = [item for item in everything if item.lease_owner == owner]
        for item in held:
            item.leased_until = item.lease_owner = None
        return len(held)

    def _save_version(
        self, article: items.Article, version: model.Version, page: model.FetchedPage | None
    ) -> None:
        article.versions.append(version)
        if page is not None:
            article.pages[version.number] = model.Snapshot(
                page=page, sha256=version.raw_sha256, chain_sha256=version.chain_sha256
            )

    def _save_verdict(
        self, article: items.Article, outcome: model.CheckOutcome, verdict: model.Verdict
    ) -> None:
        article.versions[verdict.version.number - 1] = verdict.version
        self._changes[verdict.change_id].change = verdict.change
        self._save_alert(verdict.alert, change_id=verdict.change_id, now=outcome.checked_at)

    def _save_origin(self, article: items.Article, outcome: model.CheckOutcome) -> None:
        version = outcome.believed
        if version is None:
            return
        article.bands |= set(outcome.bands)
        since = outcome.checked_at - timedelta(days=origins.WINDOW_DAYS)
        like = [
            (-len(other.bands & set(outcome.bands)), other.id)
            for other in self._articles.values()
            if len(other.bands & set(outcome.bands)) >= likeness.MIN_SHARED_BANDS
            and other.outlet_id != article.outlet_id
            and other.same_as is None
            and other.believed[-1].seen_at >= since
        ]
        ids = {other_id for _, other_id in sorted(like)[:3]} | {article.copy_of} - {None, article.id}
        kinship = origins.decide_origin(
            article.id,
            version.article,
            origin_id=article.copy_of,
            candidates=[self._like_article(self._articles[other_id]) for other_id in sorted(ids)],
        )
        if kinship is None:
            article.copy_of = None
            return
        article.copy_of, article.share = kinship.origin_id, kinship.share
        if kinship.like_id is not None and self._articles[kinship.like_id].copy_of is None:
            other = self._articles[kinship.like_id]
            other.copy_of, other.share = kinship.origin_id, kinship.share

    def _join_successor(self, article: items.Article, outcome: model.CheckOutcome) -> None:
        is_gone = outcome.failure is not None and _is_gone(article)
        is_asked = is_gone or outcome.kind is model.CheckKind.FIRST_VERSION
        if not article.versions or not is_asked or article.same_as is not None:
            return
        text = article.believed[-1].article
        bands = set(likeness.find_bands(text))
        candidates = [
            _stay_of(other)
            for other in self._articles.values()
            if len(other.bands & bands) >= likeness.MIN_SHARED_BANDS
            and other is not article
            and other.outlet_id == article.outlet_id
            and other.same_as is None
            and (_is_there(other) if is_gone else _is_gone(other))
        ]
        other_id = successors.find_successor(_stay_of(article), candidates)
        if other_id is None:
            return
        heir = self._articles[other_id] if is_gone else article
        older, later = (self._articles[number] for number in sorted((article.id, other_id)))
        self._retire(later, older, outcome)
        items.follow(older, heir.url, heir.canonical_url)
        reason = f"its text stands at {heir.url} now"
        items.wake(older, older.topic_ids, now=outcome.checked_at, reason=reason)

    def _like_article(self, article: items.Article) -> model.LikeArticle:
        return model.LikeArticle(
            id=article.id, origin_id=article.copy_of, article=article.believed[-1].article
        )

    def _schedule(self, article: items.Article, outcome: model.CheckOutcome) -> None:
        wait = (outcome.next_check_at or outcome.checked_at) - outcome.checked_at
        article.band = turns.band_of(wait, is_watched=bool(outcome.topic_ids))
        if article.same_as is not None:
            article.topic_ids = outcome.topic_ids
        elif article.is_woken:
            article.topic_ids = items.merge_topics(outcome.topic_ids, article.topic_ids)
            is_doubted = outcome.kind is model.CheckKind.SUSPECT
            article.due_at = outcome.next_check_at if is_doubted else outcome.checked_at
            article.band = turns.TOLD
        else:
            article.topic_ids = outcome.topic_ids
            article.due_at, article.reason = outcome.next_check_at, outcome.reason

    def _save_addresses(self, article: items.Article, outcome: model.CheckOutcome) -> None:
        article.url = outcome.moved_to or article.url
        article.canonical_url = outcome.canonical_url or article.canonical_url
        if article.same_as is not None:
            return
        owned_by = article.id
        for url in filter(None, (outcome.canonical_url, outcome.moved_to)):
            key = (article.outlet_id, twins.identity_of(url))
            self._address_urls.setdefault(key, url)
            owner = self._addresses.setdefault(key, owned_by)
            if owner != owned_by:
                older, later = sorted((owner, owned_by))
                self._retire(self._articles[later], self._articles[older], outcome)
                owned_by = older

    def _retire(self, later: items.Article, older: items.Article, outcome: model.CheckOutcome) -> None:
        later.same_as, later.due_at, later.reason = older.id, None, f"same article as #{older.id}"
        self._addresses |= {key: older.id for key, owner in self._addresses.items() if owner == later.id}
        if set(later.topic_ids) - set(older.topic_ids):
            reason = "an article of another topic is the same one"
            items.wake(older, later.topic_ids, now=outcome.checked_at, reason=reason)

    def _save_change(self, article: items.Article, outcome: model.CheckOutcome) -> int | None:
        if outcome.change is None:
            return outcome.verdict.change_id if outcome.verdict else None
        if outcome.change.is_coverage and (url := self._find_repeated(article)):
            outcome = replace(outcome, change=coverage.refuse_repeat(outcome.change, url=url), alert=None)
        change_id = len(self._changes) + 1
        self._changes[change_id] = items.Change(id=change_id, article_id=article.id, change=outcome.change)
        self._save_alert(outcome.alert, change_id=change_id, now=outcome.checked_at)
        return change_id

    def _find_repeated(self, article: items.Article) -> str | None:
        if article.same_as is not None:
            return self._articles[article.same_as].canonical_url
        alike = [
            self._like_article(other)
            for other in self._articles.values()
            if len(other.bands & article.bands) >= likeness.MIN_SHARED_BANDS
            and other is not article
            and other.outlet_id == article.outlet_id
            and other.same_as is None
        ]
        other_id = successors.find_repeated(article.believed[-1].article, alike)
        return self._articles[other_id].canonical_url if other_id else None


def _stay_of(article: items.Article) -> successors.Stay:
    first_at, last_at = article.versions[0].seen_at, article.last_seen_at
    return successors.Stay(
        id=article.id,
        text=article.believed[-1].article,
        listed_at=article.first_seen_at,
        first_at=first_at,
        last_at=last_at or first_at,
    )


def _is_gone(article: items.Article) -> bool:
    count = article.check.missing_count if article.check else 0
    return count >= successors.MISSED_CHECKS or (article.check is not None and article.check.is_removed)


def _is_there(article: items.Article) -> bool:
    return article.check is None or not (article.check.missing_count or article.check.is_removed)


def _carried(article: items.Article, claim_id: str) -> list[model.Claim]:
    believed = [version for version in article.versions if version.standing in model.BELIEVED]
    return [claim for claim in believed[-1].claims if claim.claim_id == claim_id] if believed else []


def _check_reading(outcome: model.CheckOutcome) -> model.CheckReading:
    failure = outcome.failure
    return model.CheckReading(
        checked_at=outcome.checked_at,
        kind=outcome.kind,
        status=outcome.status,
        failure=failure.kind if failure else None,
        detail=failure.detail if failure else outcome.note,
    )
