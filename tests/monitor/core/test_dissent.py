"""Little stories of outlets that say otherwise: who is told to, and who only seems to."""

import pytest

from monitor import model
from tests import builders
from tests.builders import minutes
from tests.monitor.core.newsroom import DEAL, WIRE, Newsroom

FOUR = ("ledger", "herald", "courier", "post")


@pytest.fixture
def room() -> Newsroom:
    """Four outlets have said 22 since yesterday."""
    return Newsroom().say_all(22, *FOUR).wait(hours=24)


def test_one_who_says_otherwise_is_told_once_and_those_who_follow_are_not(room):
    room.say("wire", 22).say("herald", 20).say("courier", 20)

    assert room.kinds == ["outlet_diverges"]
    told = room.last
    assert (told.about, told.outlet_id) == ("The Harbour Herald", "herald")
    assert told.event.summary == "Says 20 living hostages; 4 of 5 outlets say 22."
    assert [saying.part.value for saying in told.evidence] == ["other", *["new"] * 4]
    assert room.untold[-1] == "The Harbour Herald was found to say so before it: a move under way"
    room.say("herald", 22).say("courier", 22).say("herald", 20)
    assert room.kinds == ["outlet_diverges"]


@pytest.mark.parametrize(
    "text",
    [
        "Officials said at least 20 hostages are alive.",
        "Officials said 20 to 24 hostages are alive.",
        "Officials said about 21 hostages are alive.",
        "Officials said 22 hostages are alive. A month ago 24 hostages were alive.",
        "Officials denied that 20 hostages are alive.",
        DEAL.format(10),
        "Officials met for two hours.",
        "In June, 24 hostages were alive.",
        "A month ago 24 hostages were alive.",
        "Two of the 22 living hostages are soldiers.",
    ],
)
def test_what_leaves_room_for_the_others_is_no_disagreement(room, text):
    room.say("herald", text)
    assert room.kinds == []


@pytest.mark.parametrize(
    ("outlet", "text"),
    [
        ("wire", "At most 18 hostages are alive, officials said."),
        ("wire", "Officials said between 14 and 17 hostages are alive."),
        ("sabah", "قال مسؤولون إن 20 رهينة أحياء."),
        ("hayom", "גורמים אמרו כי 20 חטופים חיים."),
    ],
)
def test_what_leaves_no_room_is_one_in_any_language(room, outlet, text):
    room.say(outlet, text)
    assert room.kinds == ["outlet_diverges"]


def test_an_older_article_that_is_edited_or_comes_to_light_is_no_disagreement(room):
    room.say("herald", 20, "old", published_at=room.now - minutes(60 * 40))
    assert room.kinds == []
    room.say("herald", "Officials said 20 hostages are alive. They met in Doha.", "old")
    assert (room.kinds, room.standing["herald"]) == ([], "22")


def test_an_outlet_that_writes_the_old_figure_soon_after_is_only_late(room):
    room.say_all(20, "herald", "courier", "wire")
    room.wait(hours=1).say("post", 22, "new")
    assert room.kinds == ["outlet_diverges", "consensus_moved"]
    room.wait(hours=3).say("ledger", 22, "new")
    assert room.kinds == ["outlet_diverges", "consensus_moved", "outlet_diverges"]
    assert room.last.outlet_id == "ledger"


def test_the_last_outlet_on_the_old_figure_is_told_after_some_hours(room):
    room.say_all(20, "herald", "courier", "ledger")
    assert room.kinds == ["outlet_diverges", "consensus_moved"]
    room.say("post", "Officials said 22 hostages are alive. They will meet again.")
    room.wait(hours=5)
    assert room.kinds == ["outlet_diverges", "consensus_moved"]
    room.wait(hours=2)
    assert room.kinds == ["outlet_diverges", "consensus_moved", "outlet_last"]
    told = room.last
    assert (told.outlet_id, told.old_text, told.new_text) == ("post", "", "22")
    assert told.event.summary == (
        "Is the last to say 22 living hostages; most say 20 since 2 Sep 2025, 12:07 UTC."
    )
    room.say("post", 22).wait(hours=9).say("post", 22, "new")
    assert room.kinds.count("outlet_last") == 1


def test_an_article_that_nobody_touches_says_what_was_thought_then(room):
    room.say_all(20, "herald", "courier", "ledger").wait(hours=7)
    assert room.kinds == ["outlet_diverges", "consensus_moved"]


def test_of_several_that_are_late_nobody_is_the_last(room):
    room.say("wire", 22).wait(hours=1)
    room.say_all(20, "herald", "courier", "ledger", "sabah")
    room.say_all("Officials said 22 hostages are alive. They will meet again.", "post", "wire").wait(hours=7)
    assert "outlet_last" not in room.kinds
    room.say("wire", 20)
    assert room.kinds[-1] == "outlet_last"


def test_one_that_was_told_to_say_otherwise_is_not_told_again_as_the_last(room):
    room.say_all(20, "herald", "courier", "ledger")
    room.wait(hours=4).say("post", 22, "new")
    assert room.kinds[-1] == "outlet_diverges"
    room.wait(hours=3)
    assert room.kinds == ["outlet_diverges", "consensus_moved", "outlet_diverges"]


def test_outlets_may_stress_one_state_or_another_but_their_move_is_told():
    room = Newsroom().say_all("The talks resumed.", *FOUR).wait(hours=24)
    room.say("herald", "The talks collapsed.")
    assert room.kinds == []
    room.say_all("The talks collapsed.", "courier", "ledger")
    assert room.kinds == ["consensus_moved"]
    assert room.last.event.severity is model.Severity.MEDIUM
    assert room.last.event.summary == "Most outlets now say the talks: off; they said on."


@pytest.mark.parametrize(
    ("muted", "kinds"),
    [
        ({"claim_id": "alive"}, []),
        ({"outlet_id": "herald"}, ["consensus_moved"]),
        ({"article_id": 2}, ["consensus_moved"]),
        ({"outlet_id": "post"}, ["outlet_diverges", "consensus_moved"]),
    ],
)
def test_a_mute_holds_back_what_is_about_all_that_it_names(room, muted, kinds):
    span = {"begun_at": room.now, "until": room.now + minutes(600)}
    mute = builders.mute(**({"article_id": None} | span | muted))
    room.store.save_mute(mute)
    room.say_all(20, "herald", "courier", "wire")
    assert room.kinds == kinds


def test_a_number_far_from_all_others_is_perhaps_another_count_and_weighs_less(room):
    room.say("wire", "A video shows two living hostages.")
    assert room.kinds == []
    (found,) = [news.bulletin for news in room.found if news.bulletin.outlet_id == "wire"]
    assert found.event.severity is model.Severity.LOW
    assert "it may count a part, or speak of another time" in found.detail
    assert found.event.reason == "rule all wants medium or more"


def test_a_large_number_near_that_of_all_others_is_perhaps_a_newer_count_and_weighs_less():
    room = Newsroom().say_all(61_200, *FOUR).wait(hours=24)
    room.say("wire", 61_257)
    assert room.kinds == []
    found = room.found[-1].bulletin
    assert (found.event.kind, found.event.severity) == (model.EventKind.OUTLET_DIVERGES, model.Severity.LOW)
    assert "it may be a newer or an older count" in found.detail


@pytest.mark.parametrize(("source", "is_said"), [("Hamas", True), ("Israel", False)])
def test_one_who_names_another_source_than_the_others_says_so(source, is_said):
    room = Newsroom().say_all("Israel said that 20 hostages are alive.", *FOUR).wait(hours=24)
    room.say("wire", f"{source} said that 22 hostages are alive.")
    assert room.kinds == ["outlet_diverges"]
    assert room.last.detail.endswith(" It names Hamas for it; the others name Israel.") is is_said


def test_a_toll_that_others_passed_on_the_way_up_is_only_late(room):
    room.say_all(40, "herald", "courier", "wire").wait(hours=1)
    count = len(room.kinds)
    room.say("post", 30, "new")
    assert len(room.kinds) == count
    room.say("ledger", 44, "new")
    assert room.kinds[count:] == ["outlet_diverges"]


def test_one_wire_text_that_is_left_at_several_outlets_is_one_last(room):
    room.remove("ledger").remove("post").say_all(WIRE.format(22), "wire", "sabah")
    room.say_all(20, "herald", "courier", "hayom").wait(hours=1)
    room.say_all(f"{WIRE.format(22)} They will meet again.", "wire", "sabah").wait(hours=7)
    assert room.kinds[-1] == "outlet_last"
    assert room.last.detail.endswith(" The same text stands at صباح الميناء.")


def test_the_same_disagreement_is_told_again_after_a_week(room):
    room.say("herald", 20).wait(days=9).say_all(22, "ledger", "courier", "post", article="b")
    assert room.kinds == ["outlet_diverges"]
    room.wait(hours=1).say("herald", 20, "b")
    assert room.kinds == ["outlet_diverges", "outlet_diverges"]


def test_one_who_was_ahead_of_the_others_may_dissent_anew(room):
    room.say_all(20, "herald", "courier", "wire").wait(days=2)
    room.say_all(22, "courier", "wire", "ledger", article="b").wait(days=2)
    count = len(room.kinds)
    room.say("herald", 20, "b")
    assert room.kinds[count:] == ["outlet_diverges"]
