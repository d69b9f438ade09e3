"""What a message is about beyond the one alert: messages on one subject hang together where a channel can thread them."""

from monitor import model


def find_subject(delivery: model.DeliveryForSend) -> str:
    """Return a key for the article, else the topic's claim, the outlet or the service that an alert tells of; "" for a
    digest and a test, which hang together with nothing."""
    alert = delivery.alert
    if alert.id == 0 or delivery.digest:
        return ""
    if alert.article_id:
        return f"article {alert.article_id}"
    bulletin = alert.bulletin
    if bulletin and bulletin.event.claim_id:
        return f"claim {bulletin.event.claim_id}/{bulletin.scope} of topic {bulletin.topic_id or ''}"
    return f"outlet {alert.outlet_id}" if alert.outlet_id else "service"
