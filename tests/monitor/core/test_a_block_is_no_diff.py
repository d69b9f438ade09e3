"""Promise 4: error pages, walls, soft 404s and redirects to a front page are outcomes of a check, never a version."""

import pytest

from monitor import model
from tests.eval import responses
from tests.monitor.core.watched import LIVING, Watched, page

NO_ARTICLES = [one for one in responses.read_responses() if one.label != responses.ARTICLE]


@pytest.fixture(scope="module")
def seen(ledger_brief) -> Watched:
    """An article with a stored version."""
    article = Watched(ledger_brief)
    article.check(page(LIVING.format(20)))
    return article


@pytest.mark.parametrize("response", NO_ARTICLES, ids=lambda response: response.name)
def test_an_article_that_was_seen_gets_no_version_and_no_change_of_text(response, seen):
    article = Watched(seen.brief)
    article.now, article.state, article.history = seen.now, seen.state, list(seen.history)

    outcome = article.check(response.page)

    assert (outcome.kind, outcome.version) == (model.CheckKind.FAILED, None)
    assert outcome.fingerprint == seen.state.fingerprint
    assert outcome.missing_count == (outcome.failure.kind in model.MISSING_KINDS)
    assert not outcome.is_removed
    assert outcome.change is None or (outcome.change.new_number, outcome.change.diff) == (None, None)
    assert outcome.next_check_at > article.now
    assert response.page.final_url in outcome.failure.detail
