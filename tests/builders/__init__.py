"""One builder a noun: every field has a plain default, a test names only what it is about."""

from tests.builders.alerts import alert, alert_for_send, bulletin, bulletin_for_send, delivery, recipient
from tests.builders.articles import (
    article,
    article_for_check,
    change,
    check_outcome,
    claim,
    claim_change,
    copy,
    delta,
    event,
    job,
    mark_of,
    version,
)
from tests.builders.feeds import entry, failure, feed_for_poll, outlet, page, poll_outcome
from tests.builders.times import NOON, hours, minutes

__all__ = [
    "NOON",
    "alert",
    "alert_for_send",
    "article",
    "article_for_check",
    "bulletin",
    "bulletin_for_send",
    "change",
    "check_outcome",
    "claim",
    "claim_change",
    "copy",
    "delivery",
    "delta",
    "entry",
    "event",
    "failure",
    "feed_for_poll",
    "hours",
    "job",
    "mark_of",
    "minutes",
    "outlet",
    "page",
    "poll_outcome",
    "recipient",
    "version",
]
