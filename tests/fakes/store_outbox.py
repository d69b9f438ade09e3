"""The outbox of the in-memory store."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor import errors, model
from monitor.core import alerting
from monitor.core.claims import printing
from tests.fakes import store_items as items
from tests.fakes import store_readings


class FakeOutbox(store_readings.FakeReadings):
    """The Outbox and ThreadStore ports on what is held."""

    def claim_due_deliveries(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        waiting = [
            item
            for item in self._deliveries.values()
            if item.state is model.DeliveryState.WAITING and self._is_on(item.recipient.channel_id)
        ]
        found = items.claim(
            items.find_due(waiting, now=now),
            until=now + lease,
            owner=owner,
            limit=limit,
            lanes=lanes,
            lane_of=lambda item: item.recipient.channel_id,
        )
        return tuple(
            model.Job(kind=model.JobKind.DELIVER, id=item.id, lane=item.recipient.channel_id)
            for item in found
        )

    def claim_try(self, delivery_id: int, *, now: datetime, lease: timedelta, owner: str) -> int | None:
        item = self._deliveries.get(delivery_id)
        if item is None or item.state is not model.DeliveryState.WAITING or item.lease_owner != owner:
            return None
        item.attempt_count += 1
        item.leased_until = now + lease
        return item.attempt_count

    def load_delivery(self, delivery_id: int) -> model.DeliveryForSend:
        item = items.find(self._deliveries, delivery_id, "delivery")
        of_it = [item] if item.alert_id else self._held_in(item)
        if not of_it:
            raise errors.NotFoundError(f"There is nothing in digest {delivery_id}.")
        stored = [self._alerts[one.alert_id or 0] for one in of_it]
        stored.sort(key=lambda one: (-one.alert.severity, one.id))
        loaded = tuple(self._alert_for_send(one) for one in stored)
        digest = None
        if len(loaded) > 1:
            loaded = tuple(replace(one, history=()) for one in loaded)
            digest = model.DigestForSend(
                reason=item.held_for,
                until=item.gathered_until,
                alerts=loaded[: model.MOST_IN_DIGEST],
                left_out_count=max(0, len(loaded) - model.MOST_IN_DIGEST),
            )
        return model.DeliveryForSend(
            id=item.id,
            key=item.key,
            recipient=item.recipient,
            attempt_count=item.attempt_count,
            alert=loaded[0],
            digest=digest,
            is_asked_for=item.reason == "to be sent again",
            standing=self._channels.get(item.recipient.channel_id),
        )

    def _held_in(self, digest: items.Delivery) -> list[items.Delivery]:
        held = model.DeliveryState.HELD
        return [one for one in self._deliveries.values() if one.digest_id == digest.id and one.state is held]

    def _alert_for_send(self, stored: items.Alert) -> model.AlertForSend:
        if stored.change_id is None:
            return self._bulletin_for_send(stored)
        change = self._changes[stored.change_id]
        article = self._articles[change.article_id]
        return model.AlertForSend(
            id=stored.id,
            alert=stored.alert,
            change_id=change.id,
            change=change.change,
            article_id=article.id,
            outlet_id=article.outlet_id,
            outlet_name=self._outlets[article.outlet_id].name,
            topic_ids=article.topic_ids,
            article_url=article.canonical_url,
            headline=article.headline,
            language=article.language,
            origin=self.load_origin(article.id) if change.change.is_coverage else None,
            history=self._points(change),
        )

    def _points(self, item: items.Change) -> tuple[model.ClaimPoint, ...]:
        about = alerting.find_lead_number(item.change)
        if about is None:
            return ()
        topic_ids = set(self._articles[item.article_id].topic_ids)
        found = [
            (version.seen_at, article, claim)
            for article in self._articles.values()
            if topic_ids & set(article.topic_ids)
            for version in article.believed
            for claim in version.claims
            if (claim.claim_id, claim.scope, claim.unit) == (about.claim_id, about.scope, about.unit)
            and (claim.low is not None or claim.high is not None)
            and version.seen_at <= item.change.first_seen_new_at
            and article.same_as is None
        ]
        return tuple(
            model.ClaimPoint(
                at=at,
                article_id=article.id,
                outlet_id=article.outlet_id,
                outlet_name=self._outlets[article.outlet_id].name,
                low=claim.low,
                high=claim.high,
                text=printing.print_value(claim),
            )
            for at, article, claim in sorted(found, key=lambda point: point[0])
        )

    def _bulletin_for_send(self, stored: items.Alert) -> model.AlertForSend:
        bulletin = self._bulletins[(stored.bulletin_id or 0) - 1]
        return model.AlertForSend(
            id=stored.id,
            alert=stored.alert,
            change_id=0,
            bulletin_id=stored.bulletin_id,
            bulletin=bulletin,
            change=bulletin.as_change(),
            article_id=0,
            outlet_id=bulletin.outlet_id or "",
            outlet_name=bulletin.about,
            topic_ids=(bulletin.topic_id,) if bulletin.topic_id else (),
            article_url="",
            headline="",
        )

    def count_sent(self, recipient: model.Recipient, *, since: datetime) -> tuple[int, datetime | None]:
        sent = [
            item.last_attempt_at
            for item in self._deliveries.values()
            if item.recipient == recipient
            and item.state is model.DeliveryState.SENT
            and item.digest_id is None
            and item.last_attempt_at
            and item.last_attempt_at > since
        ]
        return len(sent), min(sent, default=None)

    def save_delivery(self, outcome: model.DeliveryOutcome) -> None:
        item = items.find(self._deliveries, outcome.delivery_id, "delivery")
        if outcome.hold:
            self._hold_back(item, outcome.hold, outcome)
            return
        _record(item, outcome)
        for member in self._held_in(item):
            _record(member, outcome)
            if outcome.state is model.DeliveryState.WAITING:
                member.state = model.DeliveryState.HELD
            member.reason = f"in digest {item.id}: {item.reason}" if item.reason else f"in digest {item.id}"

    def _hold_back(self, item: items.Delivery, hold: model.Hold, outcome: model.DeliveryOutcome) -> None:
        item.leased_until = item.lease_owner = None
        item.attempt_count, item.due_at = outcome.attempt_count, hold.until
        if item.alert_id is None:
            for member in self._held_in(item):
                member.due_at = hold.until
                member.reason = (
                    f"in digest {item.id}: {item.reason}" if item.reason else f"in digest {item.id}"
                )
            return
        item.state, item.held_for = model.DeliveryState.HELD, hold.reason
        item.digest_id = self._find_digest(item.alert_id, item.recipient, hold)

    def resend_dead(self, channel_id: str | None, *, now: datetime) -> int:
        dead = {
            item.id: item
            for item in self._deliveries.values()
            if item.state is model.DeliveryState.DEAD and channel_id in (None, item.recipient.channel_id)
        }
        own = [item.id for item in dead.values() if item.digest_id not in dead]
        for delivery_id in own:
            self.resend(delivery_id, now=now)
        return len(own)

    def enable_channel(self, channel_id: str, *, now: datetime) -> bool:
        if self._is_on(channel_id):
            return False
        known = self._channels[channel_id]
        self._channels[channel_id] = replace(
            known,
            off_since=None,
            reason="",
            settings_digest="",
            refusal_count=0,
            refused_since=None,
            revision=known.revision + 1,
        )
        for item in self._deliveries.values():
            is_waiting = item.state is model.DeliveryState.WAITING
            if is_waiting and item.recipient.channel_id == channel_id and item.attempt_count:
                item.attempt_count, item.due_at = 0, now
        return True

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        item = items.find(self._deliveries, delivery_id, "delivery")
        if item.digest_id is not None:
            self._let_go(item)
        members = [one for one in self._deliveries.values() if one.digest_id == delivery_id]
        if item.alert_id is None and not members:
            raise errors.NotFoundError(f"There is nothing left in digest {delivery_id}.")
        for member in members:
            member.state, member.due_at, member.reason = model.DeliveryState.HELD, now, ""
        item.state, item.attempt_count, item.due_at = model.DeliveryState.WAITING, 0, now
        item.reason = "to be sent again"
        item.leased_until = item.lease_owner = None

    def load_thread(self, place: str, subject: str) -> str | None:
        return self._threads.get((place, subject))

    def save_thread(self, place: str, subject: str, *, anchor: str) -> None:
        self._threads[place, subject] = anchor

    def _let_go(self, item: items.Delivery) -> None:
        digest = self._deliveries[item.digest_id or 0]
        item.digest_id, item.held_for = None, ""
        if digest.state is model.DeliveryState.WAITING and not self._held_in(digest):
            digest.state, digest.due_at = model.DeliveryState.SENT, None
            digest.reason = "nothing left in it: each alert was sent by itself"


def _record(item: items.Delivery, outcome: model.DeliveryOutcome) -> None:
    item.state, item.attempt_count = outcome.state, outcome.attempt_count
    item.last_attempt_at, item.due_at = outcome.attempted_at, outcome.next_attempt_at
    item.failure = outcome.failure
    item.reason, item.last_failure = outcome.reason, outcome.failure
    item.leased_until = item.lease_owner = None
