"""What outlets say of one claim, as every store keeps it: whose word is the newest, and what a comparison came to."""

from dataclasses import replace

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.monitor.core import newsroom
from tests.storage import scenes

HERALD = builders.outlet(id="herald", name="The Herald", feeds=("https://herald.example/rss",))
CONSENSUS = model.Consensus(
    claim=builders.claim(20), formed_at=NOON, moved_at=NOON, said_at=NOON, turns=(), dissents=()
)


@pytest.fixture
def store(empty_store):
    scenes.save_outlets(empty_store, builders.outlet(), HERALD)
    return empty_store


def add(store, name: str, *counts: int, outlet: str = "ledger", at: int = 0, **fields) -> int:
    """Add an article whose first text, read so many minutes after noon, says these counts."""
    feed_id = 1 if outlet == "ledger" else 2
    url = f"https://{outlet}.example/{name}"
    seen = {"polled_at": NOON + minutes(at), "next_poll_at": NOON + minutes(at + 10)}
    scenes.poll(store, scenes.sighting(url), feed_id=feed_id, outlet_id=outlet, **seen)
    article_id = store.find_article(url)
    claims = tuple(builders.claim(count) for count in counts)
    text = builders.article(canonical_url=url, headline=f"{outlet} {name}", **fields)
    version = builders.version(claims=claims, seen_at=NOON + minutes(at), article=text)
    scenes.check(
        store,
        article_id,
        at=minutes(at),
        kind=model.CheckKind.FIRST_VERSION,
        version=version,
        topic_ids=("negotiations",),
    )
    return article_id


def revise(store, article_id: int, *counts: int, at: int, **fields) -> None:
    claims = tuple(builders.claim(count) for count in counts)
    scenes.add_revision(
        store,
        article_id,
        at=minutes(at),
        version={
            "claims": claims,
            "article": builders.article(canonical_url=f"https://x.example/{article_id}"),
        },
        topic_ids=("negotiations",),
        **fields,
    )


def slot_of(store) -> model.SlotForCompare:
    return store.load_slot(1)


def figures(store) -> list[tuple[str, str]]:
    return [(one.outlet_id, one.figure) for one in slot_of(store).positions]


def due(store, *, at: int = 60) -> list[int]:
    jobs = store.claim_due_slots(now=NOON + minutes(at), lease=scenes.LEASE, owner="me", limit=9)
    return [job.id for job in jobs]


def save(store, **fields) -> tuple[int, ...]:
    known = slot_of(store)
    outcome = model.CompareOutcome(slot_id=1, base_revision=known.revision, consensus=CONSENSUS)
    return store.save_compare(replace(outcome, **fields))


def test_each_outlets_newest_word_is_its_position(store):
    add(store, "a", 22)
    add(store, "b", 20, at=5)
    add(store, "c", 21, outlet="herald")

    assert figures(store) == [("herald", "21"), ("ledger", "20")]
    known = slot_of(store)
    assert known.slot == model.Slot(topic_id="negotiations", claim_id="hostages_alive", scope="held")
    ledger = known.positions[1]
    assert (ledger.outlet_name, ledger.headline, ledger.url) == (
        "The Coastal Ledger",
        "ledger b",
        "https://ledger.example/b",
    )
    assert [claim.low for claim in ledger.claims] == [20]


def test_an_article_published_before_another_is_no_newer_word(store):
    add(store, "b", 20, at=5)
    add(store, "a", 22, at=9, published_at=NOON - minutes(600))
    assert figures(store) == [("ledger", "20")]


def test_an_edit_of_an_older_article_that_leaves_its_figure_is_no_new_word(store):
    old = add(store, "a", 22)
    add(store, "b", 20, at=5)
    revise(store, old, 22, at=30)
    assert figures(store) == [("ledger", "20")]
    revise(store, old, 23, at=40)
    assert figures(store) == [("ledger", "23")]


def test_a_word_that_is_taken_back_leaves_none(store):
    old = add(store, "a", 22)
    revise(store, old, at=30)
    (position,) = slot_of(store).positions
    assert (position.figure, position.claims) == ("", ())
    revise(store, old, 22, at=40)
    assert figures(store) == [("ledger", "22")]


def test_the_window_is_the_outlets_and_not_the_articles(store):
    first = add(store, "a", 22)
    revise(store, first, 20, at=15)
    (word,) = slot_of(store).positions
    assert (word.last_otherwise_at, word.since) == (NOON, NOON + minutes(15))
    add(store, "b", 20, at=30)
    (word,) = slot_of(store).positions
    assert (word.last_otherwise_at, word.since, word.said_at) == (
        NOON,
        NOON + minutes(15),
        NOON + minutes(30),
    )


def test_the_first_article_with_another_figure_came_after_the_old_one_was_last_seen(store):
    first = add(store, "a", 22)
    scenes.check(store, first, at=minutes(10), topic_ids=("negotiations",))
    add(store, "b", 20, at=30)
    (word,) = slot_of(store).positions
    assert (word.last_otherwise_at, word.since) == (NOON + minutes(10), NOON + minutes(30))


def test_a_removed_article_is_shown_as_removed_and_its_slot_is_due(store):
    article_id = add(store, "a", 22)
    save(store)
    assert due(store) == []
    removed = builders.change(
        new_number=None, events=(builders.event(model.EventKind.ARTICLE_REMOVED),), claim_changes=()
    )
    scenes.check(
        store,
        article_id,
        at=minutes(50),
        kind=model.CheckKind.FAILED,
        failure=builders.failure(model.FailureKind.GONE),
        change=removed,
        is_removed=True,
        topic_ids=("negotiations",),
    )
    assert due(store) == [1]
    assert [one.is_removed for one in slot_of(store).positions] == [True]


def test_a_text_in_doubt_is_no_word_until_it_is_confirmed(store):
    article_id = add(store, "a", 22)
    save(store)
    doubt = builders.version(number=2, seen_at=NOON + minutes(15), claims=(builders.claim(20),))
    doubt = replace(doubt, doubt=model.Doubt(kind=model.DoubtKind.COLLAPSED, detail="Short."))
    change = builders.change(doubt=doubt.doubt)
    fields = {"version": doubt, "change": change, "topic_ids": ("negotiations",), "doubt_count": 1}
    scenes.check(store, article_id, at=minutes(15), kind=model.CheckKind.SUSPECT, **fields)
    assert (figures(store), due(store)) == ([("ledger", "22")], [])


def test_a_quiet_check_leaves_slots_alone(store):
    article_id = add(store, "a", 22)
    save(store)
    scenes.check(store, article_id, at=minutes(10), topic_ids=("negotiations",))
    assert due(store) == []


def test_an_edit_elsewhere_in_the_text_leaves_slots_alone(store):
    article_id = add(store, "a", 22)
    save(store)
    revise(store, article_id, 22, at=10)
    assert due(store) == []
    assert [one.revised_at for one in slot_of(store).positions] == [NOON + minutes(10)]


def test_outlets_that_left_the_watchlist_have_no_position(store):
    add(store, "a", 22)
    add(store, "c", 21, outlet="herald")
    scenes.save_outlets(store, HERALD)
    assert figures(store) == [("herald", "21")]


def test_what_a_comparison_came_to_is_saved_whole(store):
    add(store, "a", 22)
    assert due(store) == [1]
    news = model.News(bulletin=builders.consensus_bulletin(), alert=builders.alert(dedupe_key="x"))
    assert save(store, news=(news,), next_at=NOON + minutes(90)) == (1,)

    known = slot_of(store)
    assert known.consensus == CONSENSUS
    assert [one.bulletin for one in store.find_bulletins()] == [news.bulletin]
    assert [one.bulletin_id for one in store.find_alerts()] == [1]
    assert due(store, at=80) == []
    assert due(store, at=90) == [1]


def test_a_word_that_comes_meanwhile_lets_nothing_be_saved(store):
    add(store, "a", 22)
    known = slot_of(store)
    add(store, "b", 20, at=5)
    outcome = model.CompareOutcome(slot_id=1, base_revision=known.revision, consensus=CONSENSUS)
    news = model.News(bulletin=builders.consensus_bulletin())
    with pytest.raises(errors.StaleError):
        store.save_compare(replace(outcome, news=(news,)))
    assert (store.find_bulletins(), slot_of(store).consensus) == ((), None)


def test_a_slot_under_a_lease_is_nobody_elses_and_is_given_back(store):
    add(store, "a", 22)
    assert (due(store), due(store)) == ([1], [])
    store.release_leases("me")
    assert due(store) == [1]


def test_a_slot_that_is_not_there_is_not_found(store):
    with pytest.raises(errors.NotFoundError):
        store.load_slot(7)


def test_numbers_of_other_scopes_and_units_are_held_apart(store):
    url = "https://ledger.example/a"
    article_id = scenes.add_article(store, url)
    claims = (builders.claim(22), builders.claim(8, scope="deal"), builders.claim(5, unit="USD"))
    version = builders.version(claims=claims)
    scenes.check(
        store, article_id, kind=model.CheckKind.FIRST_VERSION, version=version, topic_ids=("negotiations",)
    )
    found = {
        (slot.slot.scope, slot.slot.unit): [one.figure for one in slot.positions]
        for slot in map(store.load_slot, (1, 2, 3))
    }
    assert found == {("held", ""): ["22"], ("deal", ""): ["8"], ("held", "USD"): ["5"]}


def test_a_slot_is_loaded_with_what_is_muted(store):
    article_id = add(store, "a", 20)
    store.save_mute(builders.mute(article_id=article_id))
    (job,) = store.claim_due_slots(now=NOON + minutes(9), lease=scenes.LEASE, owner="me", limit=9)
    assert [mute.article_id for mute in store.load_slot(job.id).mutes] == [article_id]


def test_a_story_of_several_outlets_is_told_alike_by_every_store(empty_store):
    room = newsroom.Newsroom(empty_store).say_all(22, "ledger", "herald", "courier", "post").wait(hours=24)
    room.say("herald", 20).wait(minutes=9).say("courier", 20).say("wire", 20)
    room.say("post", "Officials said 22 hostages are alive. They will meet.").say("ledger", 20).wait(hours=7)

    assert room.kinds == ["outlet_diverges", "consensus_moved", "outlet_last"]
    stored = [one.bulletin for one in empty_store.find_bulletins()]
    assert stored == [news.bulletin for news in reversed(room.found)]
    assert [saying.outlet_id for saying in stored[1].evidence] == [
        "herald",
        "courier",
        "wire",
        "ledger",
        "post",
    ]
    assert [alert.bulletin_id for alert in empty_store.find_alerts()] == [4, 3, 2]
    told = {empty_store.load_delivery(one).alert.outlet_name for one in (1, 2, 3)}
    assert told == {"The Harbour Herald", "The negotiations", "The Island Post"}


def test_a_first_text_without_a_date_is_as_old_as_its_entry(store):
    scenes.poll(store, scenes.sighting("https://ledger.example/a"))
    version = builders.version(claims=(builders.claim(22),), seen_at=NOON + minutes(20))
    fields = {"version": version, "topic_ids": ("negotiations",)}
    scenes.check(store, 1, at=minutes(20), kind=model.CheckKind.FIRST_VERSION, **fields)
    (position,) = slot_of(store).positions
    assert (position.said_at, position.since) == (NOON, NOON + minutes(20))


def test_an_edit_that_leaves_the_figure_most_moved_away_from_makes_its_slot_due(empty_store):
    room = newsroom.Newsroom(empty_store).say_all(22, "ledger", "herald", "courier", "post").wait(hours=24)
    room.say_all(20, "herald", "courier", "ledger").wait(hours=8)
    assert room.kinds == ["outlet_diverges", "consensus_moved"]

    room.say("post", "Officials said 22 hostages are alive. They will meet again.")

    assert room.kinds == ["outlet_diverges", "consensus_moved", "outlet_last"]
    revision = slot_of(empty_store).revision
    room.say("post", "Officials said 22 hostages are alive. They met.")
    assert slot_of(empty_store).revision == revision


@pytest.mark.parametrize(
    ("claim_id", "is_told"), [("hostages_alive", True), ("killed", True), ("hostages_alive", False)]
)
def test_a_word_that_an_edit_brought_says_who_was_told_of_that_edit(store, claim_id, is_told):
    article_id = add(store, "a", 22)
    add(store, "b", 22, outlet="herald")
    event = builders.event(claim_id=claim_id, is_told=is_told)
    change = builders.change(first_seen_new_at=NOON + minutes(30), new_number=2, events=(event, event))
    to = (builders.recipient("desk", "a@news.example"), builders.recipient("room", ""))
    alert = replace(builders.alert(), recipients=to)
    revise(store, article_id, 20, at=30, change=change, alert=alert)

    is_known = claim_id == "hostages_alive" and is_told
    expected = {("desk", "a@news.example"), ("room", "")} if is_known else None
    herald, ledger = slot_of(store).positions
    assert herald.told is None
    assert (ledger.told and ledger.told.recipients) == expected
    assert not ledger.told or ledger.told.change_id == 1
    revise(store, article_id, 21, at=40, alert=None)
    assert slot_of(store).positions[1].told is None
