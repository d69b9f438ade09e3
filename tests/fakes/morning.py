"""One morning at the desk: five invented outlets, three languages, and every kind of change a page must show."""

from monitor import model
from tests import builders
from tests.builders import NOON, minutes
from tests.fakes import english_stories, readings, right_to_left_stories

WATCH = model.Watch(
    topics=(model.Topic(id="negotiations", title="Hostage and ceasefire negotiations", match="hostages"),),
    outlets=(
        builders.outlet(),
        builders.outlet(
            id="meridian", name="Meridian Broadcasting", feeds=("https://meridian.example/feed",)
        ),
        builders.outlet(id="sahil", name="صحيفة الساحل", feeds=("https://sahil.example/rss",), language="ar"),
        builders.outlet(
            id="mifratz", name="קול המפרץ", feeds=("https://mifratz.example/rss",), language="he"
        ),
        builders.outlet(id="northern", name="Northern Post", feeds=("https://northern.example/rss",)),
    ),
    claims=(
        model.ClaimDefinition(
            id="hostages_alive", type=model.ClaimType.COUNT, title="hostages described as alive"
        ),
        model.ClaimDefinition(
            id="ceasefire_days", type=model.ClaimType.DURATION, title="length of the ceasefire"
        ),
        model.ClaimDefinition(
            id="stance_hamas_disarm", type=model.ClaimType.STANCE, title="Hamas on giving up its weapons"
        ),
        model.ClaimDefinition(id="quote", type=model.ClaimType.QUOTE, title="quotations"),
    ),
    channels=(model.ChannelAddress(id="desk", addresses=("desk@news.example",)),),
)


def build_morning() -> readings.FakeReadings:
    stories = (
        english_stories.build_ledger(),
        english_stories.build_meridian(),
        right_to_left_stories.build_sahil(),
        right_to_left_stories.build_mifratz(),
        english_stories.build_northern(),
    )
    details = tuple(detail for _, changes in stories for detail in changes)
    outlets = (
        readings.outlet_reading(),
        readings.outlet_reading(id="meridian", name="Meridian Broadcasting", failing_count=4),
        readings.outlet_reading(id="sahil", name="صحيفة الساحل"),
        readings.outlet_reading(id="mifratz", name="קול המפרץ"),
        readings.blind_outlet(),
    )
    alerts = tuple(detail.alert for detail in details if detail.alert)
    return readings.FakeReadings(
        articles=tuple(article for article, _ in stories),
        details=details,
        outlets=outlets,
        alerts=alerts,
        totals=model.Totals(
            article_count=26,
            version_count=58,
            change_count=len(details),
            check_count=1204,
            alert_count=len(alerts),
            waiting_delivery_count=1,
            dead_delivery_count=1,
            oldest_due_at=NOON - minutes(2),
            oldest_waiting_at=NOON - minutes(9),
            last_activity_at=NOON - minutes(1),
            review_count=sum(bool(detail.reading.change.review_kinds) for detail in details),
        ),
    )
