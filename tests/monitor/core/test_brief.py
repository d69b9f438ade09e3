from dataclasses import replace

import pytest

from monitor import errors, model, policy
from monitor.core import brief
from tests.monitor.core.conftest import WATCH


def build(**fields) -> brief.Brief:
    return brief.build_brief(replace(WATCH, **fields), policy.Policy())


def test_a_topic_is_matched_by_all_texts_taken_together():
    built = build(topics=(model.Topic(id="talks", title="Talks", match="hostage* AND ceasefire"),))

    assert built.find_topics("Hostages wait", "A ceasefire is near.") == ("talks",)
    assert built.find_topics("Hostages wait") == ()


def test_every_topic_that_matches_is_found_in_the_watchlists_order():
    topics = tuple(model.Topic(id=name, title=name, match=name) for name in ("rain", "flood", "wind"))

    assert build(topics=topics).find_topics("Wind and rain") == ("rain", "wind")


def test_selectors_are_the_outlets_own_and_none_once_it_left_the_watchlist():
    built = build(outlets=(replace(WATCH.outlets[0], selectors=(".story",)),))

    assert built.find_selectors("ledger") == (".story",)
    assert built.find_selectors("herald") == ()
    picky = replace(
        WATCH.outlets[0], selectors=(".story",), drop_selectors=(".poll",), keep_selectors=("aside",)
    )
    assert build(outlets=(picky,)).find_selectors("ledger") == (".story", "!.poll", "+aside")


def test_a_watchlist_that_cannot_work_is_refused():
    with pytest.raises(errors.QueryError):
        build(topics=(model.Topic(id="talks", title="Talks", match="hostage AND ("),))
    with pytest.raises(errors.DefinitionError):
        build(claims=(replace(WATCH.claims[0], noun="@nothing"),))
