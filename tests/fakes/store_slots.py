"""What outlets say of each slot, in the in-memory store, and what comparisons came to."""

from datetime import datetime, timedelta

from monitor import errors, model
from monitor.core import dissent, words
from tests.fakes import store_items as items
from tests.fakes import store_reaches

_COMES_AND_GOES = {model.EventKind.ARTICLE_REMOVED, model.EventKind.ARTICLE_RETURNED}


class FakeSlots(store_reaches.FakeReaches):
    """The ConsensusStore port on what is held."""

    def claim_due_slots(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        found = items.claim(
            items.find_due(self._slots.values(), now=now),
            until=now + lease,
            owner=owner,
            limit=limit,
            lanes=lanes,
            lane_of=lambda item: item.slot.claim_id,
        )
        return tuple(
            model.Job(kind=model.JobKind.COMPARE, id=item.id, lane=item.slot.claim_id) for item in found
        )

    def load_slot(self, slot_id: int) -> model.SlotForCompare:
        item = items.find(self._slots, slot_id, "slot")
        newest = (self._newest(item, outlet_id) for outlet_id in sorted(self._listed))
        return model.SlotForCompare(
            id=item.id,
            slot=item.slot,
            consensus=item.consensus,
            revision=item.revision,
            mutes=self._open_mutes,
            positions=tuple(
                self._position(item.slot, self._articles[one], item.words[one])
                for one in newest
                if one is not None
            ),
        )

    def save_compare(self, outcome: model.CompareOutcome) -> tuple[int, ...]:
        item = items.find(self._slots, outcome.slot_id, "slot")
        if item.revision != outcome.base_revision:
            raise errors.StaleError("Another word was recorded meanwhile.")
        item.consensus, item.revision = outcome.consensus, item.revision + 1
        item.due_at = outcome.next_at
        item.leased_until = item.lease_owner = None
        return tuple(self._save_bulletin(news.bulletin, news.alert) for news in outcome.news)

    def _newest(self, item: items.Slot, outlet_id: str, *, but: int | None = None) -> int | None:
        own = [
            (word.said_at, article_id)
            for article_id, word in item.words.items()
            if self._articles[article_id].outlet_id == outlet_id
            and self._articles[article_id].same_as is None
            and article_id != but
        ]
        return max(own)[1] if own else None

    def _position(self, slot: model.Slot, article: items.Article, word: model.Word) -> model.Position:
        claims = article.believed[-1].claims if word.figure else ()
        return model.Position(
            outlet_id=article.outlet_id,
            outlet_name=self._outlets[article.outlet_id].name,
            article_id=article.id,
            url=article.canonical_url,
            headline=article.headline,
            language=article.language,
            figure=word.figure,
            said_at=word.said_at,
            last_otherwise_at=word.last_otherwise_at,
            since=word.since,
            claims=tuple(claim for claim in claims if claim.claim_id == slot.claim_id),
            revised_at=article.last_revised_at,
            is_removed=article.check is not None and article.check.is_removed,
            origin_id=article.copy_of,
            told=self._find_told(slot, article, word),
        )

    def _find_told(self, slot: model.Slot, article: items.Article, word: model.Word) -> model.Told | None:
        if not word.figure or word.last_otherwise_at is None:
            return None
        found = [
            (stored.change_id, (item.recipient.channel_id, item.recipient.address))
            for item in self._deliveries.values()
            if (stored := self._alerts.get(item.alert_id or 0)) and stored.change_id
            for known in (self._changes[stored.change_id],)
            if known.article_id == article.id
            and known.change.first_seen_new_at == word.since
            and any(one.claim_id == slot.claim_id and one.is_told for one in known.change.events)
        ]
        if not found:
            return None
        return model.Told(change_id=found[0][0] or 0, recipients=frozenset(whom for _, whom in found))

    def _save_words(self, article: items.Article, outcome: model.CheckOutcome) -> None:
        events = outcome.change.events if outcome.change else ()
        if any(event.kind in _COMES_AND_GOES for event in events):
            for item in self._slots.values():
                if article.id in item.words:
                    self._mark_due(item, now=outcome.checked_at)
        if outcome.believed is not None:
            self._save_text(article, outcome, outcome.believed)

    def _save_text(self, article: items.Article, outcome: model.CheckOutcome, version: model.Version) -> None:
        change = outcome.change if version is outcome.version else None
        change = change or (outcome.verdict.change if outcome.verdict else None)
        reading = words.Reading(
            claims=version.claims,
            read_at=version.seen_at,
            published_at=article.published_at or article.first_seen_at,
            last_otherwise_at=change.last_seen_old_at if change and change.old_number else None,
        )
        for item in self._slots.values():
            word = item.words.get(article.id)
            if word and dissent.may_be_last(item.consensus, word.figure):
                self._mark_due(item, now=outcome.checked_at)
        for topic_id in outcome.topic_ids:
            own = [item for item in self._slots.values() if item.slot.topic_id == topic_id]
            known = {
                (item.slot.claim_id, item.slot.scope, item.slot.unit): item.words[article.id]
                for item in own
                if article.id in item.words
            }
            for key, word in words.find_words(reading, known).items():
                item = self._find_slot(topic_id, key)
                is_new = key not in known or known[key].figure != word.figure
                newest = self._find_newest(item, article)
                item.words[article.id] = words.date_word(word, newest) if is_new else word
                self._mark_due(item, now=outcome.checked_at)

    def _find_slot(self, topic_id: str, key: words.Key) -> items.Slot:
        claim_id, scope, unit = key
        slot = model.Slot(topic_id=topic_id, claim_id=claim_id, scope=scope, unit=unit)
        known = next((item for item in self._slots.values() if item.slot == slot), None)
        if known is None:
            known = items.Slot(id=len(self._slots) + 1, due_at=None, slot=slot)
            self._slots[known.id] = known
        return known

    def _find_newest(self, item: items.Slot, article: items.Article) -> words.Newest | None:
        newest = self._newest(item, article.outlet_id, but=article.id)
        if newest is None:
            return None
        word = item.words[newest]
        return words.Newest(word=word, last_seen_at=self._articles[newest].last_seen_at or word.said_at)

    def _mark_due(self, item: items.Slot, *, now: datetime) -> None:
        item.due_at, item.revision = now, item.revision + 1
