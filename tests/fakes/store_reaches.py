"""How outlets answer, in the in-memory store, and the alerts that tell of it."""

from dataclasses import replace
from datetime import datetime

from monitor import errors, model
from tests.fakes import store_feeds
from tests.fakes import store_items as items


class FakeReaches(store_feeds.FakeFeeds):
    """The OutletStore port on what is held."""

    def load_reach(self, outlet_id: str) -> model.OutletReach:
        if outlet_id not in self._outlets:
            raise errors.NotFoundError(f"There is no outlet {outlet_id}.")
        reach, revision = self._reaches.get(outlet_id, (model.OPEN, 0))
        own = [article for article in self._articles.values() if article.outlet_id == outlet_id]
        feeds = [feed for feed in self._feeds.values() if feed.outlet_id == outlet_id]
        return model.OutletReach(
            outlet_id=outlet_id,
            reach=reach,
            revision=revision,
            mutes=self._open_mutes,
            article_count=sum(bool(article.topic_ids and article.due_at) for article in own),
            walled_count=sum(article.is_walled for article in own),
            last_good_check_at=max((one.last_seen_at for one in own if one.last_seen_at), default=None),
            last_good_poll_at=max((one.last_good_at for one in feeds if one.last_good_at), default=None),
            other_count=len([one for one in self._listed if one != outlet_id]),
            others_good_at=self._find_others_good_at(outlet_id),
        )

    def _find_others_good_at(self, outlet_id: str) -> datetime | None:
        polled = [one for one in self._feeds.values() if one.is_listed and one.outlet_id != outlet_id]
        return max((one.last_good_at for one in polled if one.last_good_at), default=None)

    def save_reach(self, outcome: model.ReachOutcome) -> int | None:
        if self.load_reach(outcome.outlet_id).revision != outcome.base_revision:
            raise errors.StaleError("Another answer was recorded meanwhile.")
        self._reaches[outcome.outlet_id] = (outcome.reach, outcome.base_revision + 1)
        return outcome.bulletin and self._save_bulletin(outcome.bulletin, outcome.alert)

    def save_delivery(self, outcome: model.DeliveryOutcome) -> None:
        super().save_delivery(outcome)
        if outcome.is_back:
            self._bring_forward(outcome)
        standing = outcome.standing
        if standing is None:
            return
        known = self._channels.get(standing.channel_id)
        if (known.revision if known else 0) != standing.revision:
            return
        self._channels[standing.channel_id] = replace(standing, revision=standing.revision + 1)
        if outcome.bulletin is not None:
            self._save_bulletin(outcome.bulletin, outcome.alert)

    def _bring_forward(self, outcome: model.DeliveryOutcome) -> None:
        channel_id = self._deliveries[outcome.delivery_id].recipient.channel_id
        for item in self._deliveries.values():
            is_waiting = item.state is model.DeliveryState.WAITING and item.lease_owner is None
            is_unreached = item.failure is not None and item.failure.kind in model.UNREACHED_KINDS
            if is_waiting and is_unreached and item.recipient.channel_id == channel_id and item.due_at:
                item.due_at = min(item.due_at, outcome.attempted_at)

    def _save_bulletin(self, bulletin: model.Bulletin, alert: model.Alert | None) -> int:
        self._bulletins.append(bulletin)
        bulletin_id = len(self._bulletins)
        self._save_alert(alert, bulletin_id=bulletin_id, now=bulletin.created_at)
        return bulletin_id

    def _save_alert(
        self,
        alert: model.Alert | None,
        *,
        now: datetime,
        change_id: int | None = None,
        bulletin_id: int | None = None,
    ) -> None:
        keys = {stored.alert.dedupe_key for stored in self._alerts.values()}
        if alert is None or alert.dedupe_key in keys:
            return
        recipients = tuple(dict.fromkeys(alert.recipients))
        stored = items.Alert(
            id=len(self._alerts) + 1,
            change_id=change_id,
            bulletin_id=bulletin_id,
            alert=replace(alert, recipients=tuple(replace(one, hold=None) for one in recipients)),
        )
        self._alerts[stored.id] = stored
        digest_ids = [one.hold and self._find_digest(stored.id, one, one.hold) for one in recipients]
        for recipient, digest_id in zip(recipients, digest_ids, strict=True):
            self._save_delivery(stored.id, recipient, digest_id=digest_id, now=now)

    def _save_delivery(
        self, alert_id: int, recipient: model.Recipient, *, digest_id: int | None, now: datetime
    ) -> None:
        hold = recipient.hold
        whom = replace(recipient, hold=None)
        number = len(self._deliveries) + 1
        self._deliveries[number] = items.Delivery(
            id=number,
            alert_id=alert_id,
            key=f"{alert_id}:{whom.channel_id}:{whom.address}",
            recipient=whom,
            due_at=hold.until if hold else now,
            state=model.DeliveryState.HELD if hold else model.DeliveryState.WAITING,
            digest_id=digest_id,
            held_for=hold.reason if hold else "",
        )

    def _find_digest(self, alert_id: int, recipient: model.Recipient, hold: model.Hold) -> int:
        whom = replace(recipient, hold=None)
        key = f"digest:{whom.channel_id}:{whom.address}:{hold.until:%Y%m%dT%H%M%SZ}"
        for item in self._deliveries.values():
            is_own = item.recipient == whom and item.gathered_until == item.due_at == hold.until
            is_new = item.state is model.DeliveryState.WAITING and not item.attempt_count
            if is_own and is_new and item.lease_owner is None:
                return item.id
        number = len(self._deliveries) + 1
        is_taken = key in {item.key for item in self._deliveries.values()}
        self._deliveries[number] = items.Delivery(
            id=number,
            alert_id=None,
            key=f"{key}:{alert_id}" if is_taken else key,
            recipient=whom,
            due_at=hold.until,
            gathered_until=hold.until,
            held_for=hold.reason,
        )
        return number
