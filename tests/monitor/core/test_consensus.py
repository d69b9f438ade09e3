"""Little stories of several outlets, each with what an editor should be told, and nothing else."""

import random
from dataclasses import replace

import hypothesis
import pytest
from hypothesis import strategies as st

from monitor import model, policy
from monitor.core import brief, consensus
from tests import builders
from tests.builders import hours, minutes
from tests.monitor.core.newsroom import DEAL, WATCH, WIRE, Newsroom

FOUR = ("ledger", "herald", "courier", "post")


@pytest.fixture
def room() -> Newsroom:
    """Four outlets have said 22 since yesterday."""
    return Newsroom().say_all(22, *FOUR).wait(hours=24)


def test_the_first_value_of_a_claim_is_where_it_starts_and_told_nobody():
    room = Newsroom().say_all(22, *FOUR)
    assert room.kinds == []
    (news,) = room.found
    assert news.bulletin.event.severity is model.Severity.INFO
    assert "where a claim starts" in news.bulletin.event.reason
    assert news.bulletin.event.summary == "Most outlets say 22 living hostages."


def test_two_outlets_are_no_consensus():
    assert Newsroom().say_all(22, "ledger", "herald").found == []


def test_when_most_have_moved_it_is_told_with_the_first_and_the_last(room):
    room.say("herald", 20).wait(minutes=9).say("courier", 20)
    assert room.kinds == ["outlet_diverges"]
    room.say("wire", 20)

    assert room.kinds == ["outlet_diverges", "consensus_moved"]
    told = room.last
    assert (told.about, told.outlet_id, told.topic_id, told.scope) == (
        "The negotiations",
        None,
        "negotiations",
        "held",
    )
    assert (told.old_text, told.new_text) == ("22", "20")
    assert told.event.severity is model.Severity.HIGH
    assert told.event.summary == "Most outlets now say 20 living hostages; they said 22."
    assert told.detail == (
        "3 of 5 outlets say so, copies of one text counted once. First with it: The Harbour Herald (first seen "
        "2 Sep 2025, 12:05 UTC, last seen otherwise 2 Sep 2025, 12:00 UTC). Still 22: The Coastal Ledger, The "
        "Island Post."
    )
    assert [(saying.part.value, saying.outlet_id, saying.value) for saying in told.evidence] == [
        ("first", "herald", "20"),
        ("new", "courier", "20"),
        ("new", "wire", "20"),
        ("old", "ledger", "22"),
        ("old", "post", "22"),
    ]
    assert told.evidence[0].sentence == "Officials said 20 hostages are alive."


def test_the_alert_is_named_by_the_topic_and_says_it_in_one_line(room):
    room.say_all(20, "herald", "courier", "wire")
    (_, moved) = [news.alert for news in room.found if news.alert]
    assert moved.title == ("The negotiations: Most outlets now say 20 living hostages; they said 22")
    assert moved.dedupe_key == ("topic-negotiations:claim-alive/held:consensus_moved-20250902T120700Z-20")


def test_arabic_and_hebrew_outlets_move_the_consensus_with_the_others(room):
    room.say("sabah", "قال مسؤولون إن 20 رهينة أحياء.").say("hayom", "גורמים אמרו כי 20 חטופים חיים.")
    room.say_all(20, "ledger", "herald")
    assert room.kinds == ["outlet_diverges", "consensus_moved"]
    assert {"sabah", "hayom"} <= {saying.outlet_id for saying in room.last.evidence}
    assert (room.last.evidence[0].outlet_id, room.last.evidence[0].value) == ("sabah", "20")


def test_copies_of_one_wire_text_count_once(room):
    room.say_all(WIRE.format(20), "wire", "sabah", "hayom", article="copy")
    room.say("herald", 20)
    assert room.kinds == ["outlet_diverges"]
    room.say_all(20, "courier")
    # Three now: the wire's copies, and two reports; against one that still says 22, and one more.
    assert room.kinds == ["outlet_diverges", "consensus_moved"]
    assert room.last.detail.startswith("3 of 5 outlets say so")
    assert [saying.origin_id is None for saying in room.last.evidence].count(False) == 3


def test_a_move_back_within_a_day_is_named_and_told_once(room):
    room.say_all(20, "herald", "courier", "wire").wait(hours=2)
    room.say_all(22, "herald", "courier")
    assert room.last.event.summary == ("Most outlets are back to 22 living hostages; they said 20.")
    assert "it goes back and forth" in room.last.detail
    assert "First with it: The Harbour Herald (first seen 2 Sep 2025, 14:08 UTC" in room.last.detail
    count = len(room.kinds)
    room.say_all(20, "herald", "courier").say_all(22, "herald", "courier")
    assert len(room.kinds) == count
    assert room.untold[-1].startswith("it goes back and forth, as was told 2 Sep 2025, 14:")
    room.wait(hours=30).say_all(20, *FOUR)
    assert room.kinds[-1] == "consensus_moved"


def test_outlets_that_take_their_word_back_move_nobody(room):
    room.say("sabah", 22).say_all(20, "herald", "courier", "wire", "hayom")
    assert room.kinds[-1] == "consensus_moved"
    count = len(room.found)
    room.say_all("Officials met for two hours.", "herald", "courier", "wire")
    assert len(room.found) == count


def test_a_removed_article_no_longer_counts(room):
    room.say_all(20, "herald", "courier")
    room.remove("ledger").say("wire", 20)
    assert room.last.detail.startswith("3 of 4 outlets say so")
    assert "Still 22: The Island Post." in room.last.detail


def test_a_text_in_doubt_does_not_count(room):
    room.say("herald", 20, doubt=True)
    assert (room.kinds, room.standing["herald"]) == ([], "22")


def test_what_was_said_over_a_week_ago_is_nobodys_word(room):
    room.wait(days=8).say_all(20, "herald", "courier", "wire")
    assert room.kinds == ["consensus_moved"]
    assert room.last.detail.startswith("3 of 3 outlets say so")


def test_numbers_of_a_deal_are_no_other_view_of_those_held(room):
    room.say_all(DEAL.format(10), "herald", "courier", "wire", article="deal")
    assert room.kinds == []
    assert [news.bulletin.scope for news in room.found] == ["held", "deal"]


def test_articles_read_while_the_first_consensus_settles_move_nobody():
    room = Newsroom()
    early = room.now - minutes(60 * 30)
    room.say_all(22, "ledger", "herald", "courier", published_at=early)
    late = room.now - minutes(60)
    room.say_all(20, "post", "wire", "sabah", "hayom", published_at=late)
    assert room.kinds == []
    assert room.untold[-1].startswith("it was said before the first consensus was found")
    room.wait(hours=2).say_all(22, "post", "wire")
    assert room.kinds == ["consensus_moved"]
    assert "now say 22" in room.last.event.summary


def test_windows_that_overlap_leave_open_who_was_first(room):
    room.now += minutes(3)
    room.say("herald", 20).say("courier", 20).wait(hours=1).say("wire", 20)
    assert [saying.part.value for saying in room.last.evidence][:3] == ["first", "first", "new"]
    assert "First with it, nobody can say which of them: The Harbour Herald, The Valley Courier" in (
        room.last.detail
    )


def test_a_claim_that_left_the_watchlist_is_not_compared(room):
    known = room.store.load_slot(1)
    other = brief.build_brief(model.Watch(topics=WATCH.topics), policy.Policy())
    outcome = consensus.decide_compare(other, known, now=room.now)
    assert (outcome.consensus, outcome.news) == (known.consensus, ())
    none = brief.build_brief(model.Watch(), policy.Policy())
    assert consensus.decide_compare(none, known, now=room.now).news == ()


def test_evidence_is_kept_up_to_a_number_and_the_rest_counted(room):
    few = brief.build_brief(WATCH, policy.Policy(consensus=policy.ConsensusPolicy(most_evidence=3)))
    known = replace(room.store.load_slot(1), consensus=None)
    (news,) = consensus.decide_compare(few, known, now=room.now).news
    assert (len(news.bulletin.evidence), news.bulletin.evidence_left_out) == (3, 1)


@hypothesis.settings(max_examples=20)
@hypothesis.given(
    said=st.lists(
        st.tuples(st.sampled_from(FOUR), st.sampled_from("ab"), st.sampled_from([20, 22, 24])),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one[:2],
    ),
    seed=st.integers(0, 99),
)
def test_the_order_of_checks_within_one_instant_leaves_everybody_where_they_stand(said, seed):
    def stand(order: list[tuple[str, str, int]]) -> dict[str, str]:
        room = Newsroom()
        for outlet in FOUR:
            room.say(outlet, 21).say(outlet, "Nothing yet.", "b")
        at = room.now + minutes(60)
        for outlet, article, count in order:
            room.now = at - minutes(1)
            room.say(outlet, count, article)
        return room.standing

    shuffled = random.Random(seed).sample(said, len(said))
    assert stand(said) == stand(shuffled)


def test_a_move_of_a_muted_claim_is_found_and_told_to_nobody(room):
    muted = builders.mute(article_id=None, claim_id="alive", begun_at=room.now, until=room.now + hours(9))
    room.store.save_mute(muted)
    for outlet in ("herald", "courier", "wire"):
        room.say(outlet, 20)
    moved = room.found[-1]
    assert moved.bulletin.event.kind is model.EventKind.CONSENSUS_MOVED
    assert moved.bulletin.event.reason.startswith("muted until")
    assert moved.alert is None


def test_a_first_text_may_be_as_old_as_it_says(room):
    published_at = room.now
    room.say("herald", 20).wait(minutes=20)
    room.say("wire", 20, published_at=published_at).wait(minutes=20).say("courier", 20)
    firsts = {saying.outlet_id for saying in room.last.evidence if saying.part is model.Part.FIRST}
    assert firsts == {"herald", "wire"}


def test_the_largest_of_many_camps_is_named_as_that(room):
    vague = "Officials said at least 10 hostages are alive."
    room.say_all(vague, "sabah", "hayom").wait(hours=1).say_all(20, "herald", "courier", "wire")
    assert room.last.event.summary == (
        "More outlets (3 of 7) than say anything else now say 20 living hostages; they said 22."
    )
    assert [saying.part.value for saying in room.last.evidence][-2:] == ["open", "open"]
