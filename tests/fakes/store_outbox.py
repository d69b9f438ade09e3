"""The outbox of the in-memory store."""

from datetime import datetime, timedelta

from monitor import model
from monitor.core import alerting
from monitor.core.claims import printing
from tests.fakes import store_items as items
from tests.fakes import store_readings


class FakeOutbox(store_readings.FakeReadings):
    """The Outbox port on what is held."""

    def claim_due_deliveries(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        waiting = [item for item in self._deliveries.values() if item.state is model.DeliveryState.WAITING]
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

    def load_delivery(self, delivery_id: int) -> model.DeliveryForSend:
        item = items.find(self._deliveries, delivery_id, "delivery")
        stored = self._alerts[item.alert_id]
        if stored.change_id is None:
            return self._bulletin_for_send(item, stored)
        change = self._changes[stored.change_id]
        article = self._articles[change.article_id]
        return model.DeliveryForSend(
            id=item.id,
            key=f"{item.alert_id}:{item.recipient.channel_id}:{item.recipient.address}",
            recipient=item.recipient,
            attempt_count=item.attempt_count,
            alert=model.AlertForSend(
                id=stored.id,
                alert=stored.alert,
                change_id=change.id,
                change=change.change,
                article_id=article.id,
                outlet_id=article.outlet_id,
                outlet_name=self._outlets[article.outlet_id].name,
                article_url=article.canonical_url,
                headline=article.headline,
                language=article.language,
                history=self._points(change),
            ),
        )

    def _points(self, item: items.Change) -> tuple[model.ClaimPoint, ...]:
        about = alerting.find_lead_number(item.change)
        if about is None:
            return ()
        found = [
            (version.seen_at, article, claim)
            for article in self._articles.values()
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

    def _bulletin_for_send(self, item: items.Delivery, stored: items.Alert) -> model.DeliveryForSend:
        bulletin = self._bulletins[(stored.bulletin_id or 0) - 1]
        return model.DeliveryForSend(
            id=item.id,
            key=f"{item.alert_id}:{item.recipient.channel_id}:{item.recipient.address}",
            recipient=item.recipient,
            attempt_count=item.attempt_count,
            alert=model.AlertForSend(
                id=stored.id,
                alert=stored.alert,
                change_id=0,
                bulletin_id=stored.bulletin_id,
                bulletin=bulletin,
                change=bulletin.as_change(),
                article_id=0,
                outlet_id=bulletin.outlet_id or "",
                outlet_name=bulletin.about,
                article_url="",
                headline="",
            ),
        )

    def save_delivery(self, outcome: model.DeliveryOutcome) -> None:
        item = items.find(self._deliveries, outcome.delivery_id, "delivery")
        item.state, item.attempt_count = outcome.state, outcome.attempt_count
        item.last_attempt_at, item.due_at = outcome.attempted_at, outcome.next_attempt_at
        item.reason = outcome.reason
        item.leased_until = item.lease_owner = None

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        item = items.find(self._deliveries, delivery_id, "delivery")
        item.state, item.attempt_count, item.due_at = model.DeliveryState.WAITING, 0, now
        item.reason = "to be sent again"
        item.leased_until = item.lease_owner = None
