"""How outlets answer, as every store keeps it: state, bulletin and alert in one piece."""

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

REFUSED = model.Reach(
    checks=model.Refusals(
        count=2,
        urls=("https://ledger.example/a",),
        since=NOON,
        failure=builders.failure(model.FailureKind.BLOCKED),
    )
)
BULLETIN = model.Bulletin(
    about="The Coastal Ledger",
    outlet_id="ledger",
    event=builders.event(
        model.EventKind.OUTLET_BLOCKED, summary="Refuses us.", is_told=True, reason="rule a"
    ),
    last_otherwise_at=NOON,
    since=NOON + minutes(5),
    created_at=NOON + minutes(9),
)


def save(store: scenes.AnyStore, revision: int = 0, **fields: object) -> int | None:
    outcome = {"outlet_id": "ledger", "base_revision": revision, "reach": REFUSED} | fields
    return store.save_reach(model.ReachOutcome(**outcome))


def test_an_outlets_reach_is_what_was_saved_last(store, article_id):
    assert store.load_reach("ledger").reach == model.OPEN
    save(store)

    known = store.load_reach("ledger")
    assert (known.reach, known.revision, known.article_count) == (REFUSED, 1, 1)
    assert store.load_article(article_id).reach == REFUSED
    assert store.load_feed(1).reach == REFUSED
    assert store.load_outlets()[0].reach == REFUSED
    save(store, 1, reach=model.OPEN)
    assert store.load_article(article_id).reach == model.OPEN


def test_a_claimed_article_brings_how_its_outlet_answers(store, article_id):
    save(store)
    (job,) = store.claim_due_articles(now=NOON, lease=minutes(1), owner="me", limit=1)
    assert job.claimed.article.reach == REFUSED


def test_articles_that_are_looked_at_no_more_are_not_blind(store, article_id):
    scenes.add_article(store, "https://ledger.example/other")
    assert store.load_reach("ledger").article_count == 2
    scenes.check(store, article_id, next_check_at=None)
    assert store.load_reach("ledger").article_count == 1


def test_articles_behind_a_wall_are_counted_while_they_are_looked_at(store, article_id):
    def count() -> tuple[int, int]:
        return store.load_reach("ledger").walled_count, store.load_outlets()[0].walled_count

    scenes.add_first_version(store, article_id)
    assert count() == (0, 0)
    scenes.check(store, article_id, failure=builders.failure(model.FailureKind.PAYWALL), is_blocked=True)
    assert count() == (1, 1)
    scenes.check(store, article_id, is_blocked=True, next_check_at=None)
    assert count() == (0, 0)


def test_it_says_when_the_outlet_last_answered_well(store, article_id):
    scenes.add_first_version(store, article_id)
    known = store.load_reach("ledger")
    assert (known.last_good_check_at, known.last_good_poll_at) == (NOON, NOON)


def test_it_says_when_any_other_outlet_that_is_watched_answered_well(store):
    gazette, herald = (
        builders.outlet(id=name, feeds=(f"https://{name}.example/rss",)) for name in ("gazette", "herald")
    )
    scenes.save_outlets(store, builders.outlet(), gazette, herald)
    known = store.load_reach("ledger")
    assert (known.other_count, known.others_good_at) == (2, None)
    scenes.poll(store, feed_id=2, outlet_id="gazette", polled_at=NOON + minutes(1))
    scenes.poll(store, polled_at=NOON + minutes(2))

    assert store.load_reach("ledger").others_good_at == NOON + minutes(1)
    assert store.load_reach("gazette").others_good_at == NOON + minutes(2)
    scenes.save_outlets(store, builders.outlet(), herald)
    known = store.load_reach("ledger")
    assert (known.other_count, known.others_good_at) == (1, None)


def test_two_answers_at_once_are_not_both_recorded(store):
    save(store)
    with pytest.raises(errors.StaleError):
        save(store, bulletin=BULLETIN, alert=builders.alert())
    assert store.find_bulletins() == ()
    assert store.find_alerts() == ()


def test_an_outlet_that_is_not_there_is_not_found(store):
    with pytest.raises(errors.NotFoundError):
        store.load_reach("nobody")


def test_a_bulletin_is_told_through_the_outbox_like_a_change(store):
    save(store, bulletin=BULLETIN, alert=builders.alert(dedupe_key="outlet-ledger:1"))

    (found,) = store.find_bulletins()
    assert (found.id, found.bulletin) == (1, BULLETIN)
    assert store.find_bulletins(outlet_id="ledger") == (found,)
    assert store.find_bulletins(outlet_id="other") == ()
    assert (store.find_bulletins(before_id=2), store.find_bulletins(before_id=1)) == ((found,), ())
    (alert,) = store.find_alerts()
    assert (alert.change_id, alert.bulletin_id, alert.outlet_id) == (None, 1, "ledger")
    (delivery_id,) = scenes.claim_deliveries(store, at=minutes(9))
    sent = store.load_delivery(delivery_id).alert
    assert (sent.change_id, sent.bulletin_id, sent.article_id) == (0, 1, 0)
    assert (sent.outlet_id, sent.outlet_name, sent.headline) == ("ledger", "The Coastal Ledger", "")
    assert sent.change == BULLETIN.as_change()


def test_a_bulletin_whose_alert_is_known_is_kept_and_not_told_again(store):
    alert = builders.alert(dedupe_key="outlet-ledger:1")
    save(store, bulletin=BULLETIN, alert=alert)
    save(store, 1, bulletin=BULLETIN, alert=alert)

    assert len(store.find_bulletins(limit=5)) == 2
    assert len(store.find_alerts()) == 1


def test_a_bulletin_stands_among_the_alerts_of_changes(revised):
    save(revised, bulletin=BULLETIN, alert=builders.alert(dedupe_key="outlet-ledger:1"))

    assert [alert.bulletin_id for alert in revised.find_alerts()] == [1, None]
    assert revised.load_change(1).alert.change_id == 1


def test_a_bulletin_about_a_claim_is_kept_with_its_evidence(store):
    bulletin = builders.consensus_bulletin()
    save(store, bulletin=bulletin, alert=builders.alert(dedupe_key="gaza:1"))

    assert [one.bulletin for one in store.find_bulletins(claim_id="hostages_alive")] == [bulletin]
    assert store.find_bulletins(claim_id="other") == ()
    kind, high = model.EventKind.CONSENSUS_MOVED, model.Severity.HIGH
    assert len(store.find_bulletins(topic_id="gaza", kind=kind, min_severity=high)) == 1
    assert (
        store.find_bulletins(topic_id="other") == store.find_bulletins(kind=model.EventKind.OUTLET_LAST) == ()
    )
    low = builders.event(model.EventKind.OUTLET_BLOCKED, severity=model.Severity.LOW)
    save(store, 1, bulletin=builders.bulletin(event=low))
    assert len(store.find_bulletins()) == 2
    assert [one.id for one in store.find_bulletins(min_severity=high)] == [1]
    detail = store.load_bulletin(1)
    assert (detail.reading.bulletin, detail.alert.bulletin_id) == (bulletin, 1)
    (delivery_id,) = scenes.claim_deliveries(store, at=minutes(9))
    sent = store.load_delivery(delivery_id).alert
    assert (sent.bulletin, sent.outlet_id, sent.outlet_name) == (bulletin, "", "Gaza negotiations")


def test_a_bulletin_that_was_told_nobody_is_found_without_an_alert(store):
    save(store, bulletin=builders.bulletin(about="Claimwatch", outlet_id=None))
    assert store.load_bulletin(1).alert is None
    with pytest.raises(errors.NotFoundError):
        store.load_bulletin(2)
