from dataclasses import replace

import pytest

from monitor import model
from monitor.core import telling
from tests import builders

EVENT = builders.event(model.EventKind.OUTLET_DIVERGES, is_told=True, reason="rule across")
NEWS = model.News(
    bulletin=builders.bulletin(event=EVENT),
    alert=replace(
        builders.alert(),
        recipients=(builders.recipient("desk", "a@news.example"), builders.recipient("room", "")),
    ),
)


def told(*recipients: tuple[str, str]) -> model.Told:
    return model.Told(change_id=12, recipients=frozenset(recipients))


def test_nobody_is_told_one_edit_twice():
    news = telling.spare_told(NEWS, told(("desk", "a@news.example"), ("room", "")))

    assert news.alert is None
    assert (news.bulletin.event.is_told, news.bulletin.event.reason) == (
        False,
        "its edit was told as change 12",
    )


def test_who_was_not_told_of_the_edit_is_told_of_the_dissent():
    news = telling.spare_told(NEWS, told(("desk", "a@news.example"), ("room", "b")))

    assert news.bulletin == NEWS.bulletin
    assert news.alert
    assert [one.channel_id for one in news.alert.recipients] == ["room"]


@pytest.mark.parametrize("news", [NEWS, replace(NEWS, alert=None)])
def test_an_edit_that_was_told_to_nobody_leaves_the_dissent_as_it_is(news):
    assert telling.spare_told(news, None) == news
    assert telling.spare_told(replace(news, alert=None), told(("desk", ""))).alert is None
