from dataclasses import replace

import pytest

from monitor import model
from monitor.core import checks
from tests import builders
from tests.monitor.core.watched import LIVING, Watched, kinds, page


def test_a_removed_article_that_comes_back_is_told(watched):
    watched.check(page(LIVING.format(20)))
    for _ in range(4):
        watched.check(builders.page("gone", status=404), 60 * 11)

    same = watched.check(page(LIVING.format(20)), 60 * 24)

    assert kinds(same) == ["article_returned"]
    assert same.change.last_seen_old_at == watched.now - builders.hours(24)
    assert same.change.first_seen_new_at == watched.now
    assert same.alert is not None
    assert not same.is_removed


def test_a_removed_article_that_comes_back_changed_is_told_with_the_change(watched):
    watched.check(page(LIVING.format(20)))
    for _ in range(4):
        watched.check(builders.page("gone", status=404), 60 * 11)

    outcome = watched.check(page(LIVING.format(22)), 60 * 24)

    assert kinds(outcome) == ["claim_changed", "article_returned", "silent_edit"]


def test_an_article_of_an_outlet_that_left_the_watchlist_is_still_read(ledger_brief):
    orphan = Watched(ledger_brief, outlet_id="herald")
    orphan.check(page(LIVING.format(20)))

    outcome = orphan.check(page(LIVING.format(22)))

    assert outcome.alert.title.startswith("herald: ")


@pytest.mark.parametrize(("own", "outlets"), [("ar", "en"), (None, "ar")])
def test_an_event_is_of_its_articles_language_else_of_its_outlets(ledger_brief, own, outlets):
    rule = model.AlertRule(id="arabic", languages=("ar",), channels=("desk",))
    outlet = replace(ledger_brief.watch.outlets[0], language=outlets)
    asked = replace(
        ledger_brief, watch=replace(ledger_brief.watch, rules=(rule,)), outlets={"ledger": outlet}
    )
    told, _ = checks.decide_alert(
        asked,
        builders.article_for_check(language=own),
        builders.change(events=(builders.event(),)),
        now=builders.NOON,
    )

    assert told.events[0].is_told
