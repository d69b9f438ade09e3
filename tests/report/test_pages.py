import re
from dataclasses import replace

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON, hours
from tests.fakes import readings
from tests.fakes.morning import WATCH, build_morning

ROUTES = [
    "/",
    "/?topic=negotiations",
    "/changes",
    "/changes?before=31&severity=high&outlet=&kind=claim_changed",
    "/review",
    "/review?kind=number&outlet=sahil&before=12",
    "/changes/11",
    "/changes/11?view=side",
    "/changes/12",
    "/changes/12?view=side",
    "/changes/21",
    "/changes/22",
    "/changes/31",
    "/changes/41",
    "/changes/51",
    "/articles/1",
    "/articles/1?from=1&to=3",
    "/articles/1?from=3&to=1&view=side",
    "/articles/1?from=2&to=2",
    "/articles/5",
    "/claims/hostages_alive",
    "/claims/quote",
    "/outlets",
    "/alerts",
    "/alerts?state=dead",
    "/alerts?state=waiting",
    "/search",
    "/search?q=hostages&outlet=&order=best&since=2025-01-01",
    "/search?q=nobody",
]
#: Markup in every field an outlet can fill.
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
HOSTILE_ORIGIN = model.Origin(
    id=1, copies=(builders.copy(2, outlet_name=HOSTILE, headline=HOSTILE, credit=HOSTILE), builders.copy(1))
)


@pytest.mark.parametrize("route", ROUTES)
def test_every_page_answers_in_one_shape(page, route):
    answer = page.get(route)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    for landmark in ("<main id=", 'class="skip"', 'aria-label="Main"', "<footer"):
        assert landmark in answer.text


@pytest.mark.parametrize(
    "route", ["/", "/changes", "/review", "/outlets", "/alerts", "/claims/hostages_alive"]
)
def test_every_page_answers_when_nothing_is_stored(open_page, route):
    answer = open_page(readings.FakeReadings()).get(route)
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text


@pytest.mark.parametrize("route", ["/", "/changes", "/review", "/outlets", "/alerts"])
def test_every_page_answers_with_an_empty_watchlist(open_page, route):
    assert open_page(readings.FakeReadings(), watch=model.Watch()).get(route).status_code == 200


def test_the_board_shows_what_moved_and_who_differs(page):
    text = page.get("/").text
    assert "Changed between 09:45 (last seen old) and 10:00 (first seen new), UTC on 1 Sep 2025" in text
    assert "3 different values" in text
    assert re.search(r'href="/changes/11"><bdi>was 22</bdi>', text)
    assert "Unreachable since 1 Sep 2025, 06:00 UTC: no answer." in text
    assert "1 waiting" in text


def test_an_outlet_says_how_many_of_its_articles_are_behind_a_wall(open_page):
    walled = readings.outlet_reading(walled_count=3)
    client = open_page(readings.FakeReadings(outlets=(walled, readings.blind_outlet())))

    text = client.get("/outlets").text
    assert text.count("behind a wall") == 1
    assert '<a href="/changes?outlet=ledger&amp;kind=article_blocked">3 behind a wall</a>' in text
    items = client.get("/api/v1/outlets").json()["items"]
    assert {item["id"]: item["walled_count"] for item in items} == {"ledger": 3, "northern": 0}


def test_the_board_says_when_only_wording_was_edited(open_page):
    plain = builders.change(severity=model.Severity.INFO, claim_changes=(), events=())
    detail = replace(
        build_morning().details[0],
        reading=readings.change_reading(change=replace(plain, last_seen_old_at=NOON, first_seen_new_at=NOON)),
    )
    text = open_page(readings.FakeReadings(details=(detail,))).get("/").text
    assert "Only wording was edited" in text
    assert "And 1 smaller edit in the list" in text


def test_the_board_says_when_a_day_was_quiet(open_page, morning):
    morning.details = ()
    assert "No change in the last 24 hours" in open_page(morning).get("/").text


def test_the_board_says_when_no_outlet_can_be_reached(open_page, morning):
    morning.outlets = (readings.blind_outlet(),)
    assert "No outlet can be reached right now" in open_page(morning).get("/").text


def test_a_watch_of_two_topics_shows_the_one_asked_for(open_page, morning):
    other = model.Topic(id="quake", title="The earthquake", match="quake")
    client = open_page(morning, watch=replace(WATCH, topics=(*WATCH.topics, other)))
    assert "<h1>The earthquake</h1>" in client.get("/?topic=quake").text
    assert morning.filters[-1].topic_id == "quake"
    assert "<h1>Hostage and ceasefire negotiations</h1>" in client.get("/").text


def test_the_list_of_changes_filters_by_the_address(page, morning):
    text = page.get("/changes?outlet=meridian&claim=hostages_alive&kind=claim_hedged&severity=medium").text
    asked = morning.filters[-1]
    assert (asked.outlet_id, asked.claim_id, asked.kind, asked.min_severity) == (
        "meridian",
        "hostages_alive",
        model.EventKind.CLAIM_HEDGED,
        model.Severity.MEDIUM,
    )
    assert re.findall(r'id="move-(\d+)"', text) == ["21"]
    assert text.count(" selected>") == 4


def test_empty_fields_of_the_form_mean_any(page, morning):
    page.get("/changes?outlet=&claim=&kind=&severity=&topic=&before=")
    assert morning.filters[-1] == model.ChangeFilter(limit=31)


def test_older_changes_are_a_link_away_and_keep_the_filters(open_page, morning):
    morning.details = tuple(
        replace(morning.details[0], reading=replace(morning.details[0].reading, id=number))
        for number in range(1, 66)
    )
    client = open_page(morning)
    seen = []
    address = "/changes?outlet=ledger"
    while address:
        text = client.get(address).text
        seen += re.findall(r'id="move-(\d+)"', text)
        older = re.search(r'href="([^"]+)" rel="next"', text)
        address = older and older[1].replace("&amp;", "&")
        assert not older or "outlet=ledger" in address
    assert seen == [str(number) for number in range(65, 0, -1)]


def test_a_list_that_finds_nothing_says_so(page):
    assert "No change fits" in page.get("/changes?outlet=nobody").text


def test_a_change_shows_both_sentences_with_the_number_marked(page):
    text = page.get("/changes/11").text
    assert "believe <mark>22</mark> hostages" in text
    assert "believe <mark>20</mark> hostages" in text
    assert "<del>22</del>" in text
    assert "<ins>20</ins>" in text
    assert "Told: rule counts-now" in text
    assert "404 no_service: the webhook was removed" in text


def test_new_coverage_is_the_first_text_and_no_edit(open_page):
    event = builders.event(
        model.EventKind.NEW_COVERAGE, severity=model.Severity.INFO, summary="Published “Talks resume”."
    )
    change = builders.change(
        old_number=0,
        new_number=1,
        severity=model.Severity.INFO,
        is_silent=False,
        claim_changes=(),
        events=(event,),
    )
    detail = replace(build_morning().details[0], reading=readings.change_reading(change=change))
    text = open_page(readings.FakeReadings(details=(detail,))).get(f"/changes/{detail.reading.id}").text
    assert "This is version 1, the first text that was read." in text
    assert "No text was replaced. New article: Published “Talks resume”.</p>" in text


def test_a_change_shows_its_notice_or_its_silence(page):
    assert "gave the number of living hostages as exact" in page.get("/changes/21").text
    assert "no correction notice came with it" in page.get("/changes/11").text
    assert "Not applicable" in page.get("/changes/51").text


def test_a_change_leads_to_its_neighbours_and_to_the_outlet(page):
    text = page.get("/changes/12").text
    assert 'href="/changes/11" rel="prev"' in text
    assert 'href="https://ledger.example/a" rel="noopener noreferrer external"' in text


def test_an_article_in_another_script_keeps_its_direction_and_language(page):
    assert re.search(r'<h1[^>]*dir="auto" lang="ar"', page.get("/changes/31").text)
    assert re.search(r'<h1[^>]*dir="auto" lang="he"', page.get("/articles/4").text)


def test_a_raw_page_is_a_download_no_browser_runs(page):
    answer = page.get("/articles/1/versions/2/raw")
    assert answer.content.startswith(b"<script>")
    assert answer.headers["content-type"] == "text/plain"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_markup_from_an_outlet_is_shown_as_text(open_page):
    text = builders.article(HOSTILE, headline=HOSTILE, byline=HOSTILE, subheadline=HOSTILE, language=HOSTILE)
    claim = builders.claim(20, sentence=HOSTILE, source=HOSTILE, start=0, end=5)
    article = readings.article_reading(
        headline=HOSTILE,
        outlet_name=HOSTILE,
        url="javascript:alert(1)",
        language=HOSTILE,
        next_check_reason=HOSTILE,
    )
    change = builders.change(
        notice=HOSTILE,
        claim_changes=(builders.claim_change(old=claim, new=claim, summary=HOSTILE, tier=model.Tier.REVIEW),),
        unexplained=(builders.delta(HOSTILE, HOSTILE),),
        events=(
            builders.event(summary=HOSTILE, reason=HOSTILE),
            builders.event(model.EventKind.FLAPPING, summary=HOSTILE),
        ),
    )
    reading = readings.change_reading(article=article, change=change)
    version = builders.version(article=text, claims=(claim,))
    detail = model.ChangeDetail(
        reading=reading,
        old=version,
        new=version,
        alert=None,
        previous_id=None,
        next_id=None,
        origin=HOSTILE_ORIGIN,
    )
    whole = model.ArticleDetail(
        article=article,
        versions=(version, replace(version, number=2)),
        changes=(reading,),
        checks=(),
        addresses=("https://ledger.example/a", HOSTILE),
        origin=HOSTILE_ORIGIN,
    )
    outlet = readings.outlet_reading(
        id=HOSTILE, name=HOSTILE, feeds=(readings.feed_reading(url="javascript:alert(1)", reason=HOSTILE),)
    )
    client = open_page(readings.FakeReadings(articles=(whole,), details=(detail,), outlets=(outlet,)))
    for route in (
        "/",
        "/changes",
        "/changes/1",
        "/review",
        "/articles/1?from=1&to=2",
        "/claims/hostages_alive",
        "/outlets",
    ):
        answer = client.get(route)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert 'href="javascript' not in answer.text
    assert HOSTILE.replace('"', "") not in client.get("/topics/negotiations.atom").text


def test_copies_of_one_text_and_all_addresses_are_shown_with_the_article_and_its_changes(open_page, morning):
    origin = model.Origin(
        id=1,
        copies=(
            builders.copy(9, outlet_name="Courier", first_seen_at=NOON - hours(26), credit="Coastal Wire"),
            builders.copy(1, share=0.868),
        ),
    )
    whole = replace(
        morning.load_article_detail(1),
        origin=origin,
        addresses=("https://ledger.example/a", "http://l.example/b"),
    )
    detail = replace(morning.load_change(11), origin=origin)
    client = open_page(replace(morning, articles=(whole,), details=(detail,)))
    for route in ("/articles/1", "/changes/11"):
        text = client.get(route).text
        assert "Same text as 1 other article: first seen at <bdi>Courier</bdi>" in text
        assert 'href="/articles/9"' in text
        assert "credits <bdi>Coastal Wire</bdi>" in text
        assert "86% of the shorter text" in text
    assert "Known under 2 addresses" in client.get("/articles/1").text
    assert "http://l.example/b" in client.get("/articles/1").text


def test_the_article_that_was_seen_first_says_so(open_page, morning):
    origin = model.Origin(id=1, copies=(builders.copy(1), builders.copy(9)))
    whole = replace(morning.load_article_detail(1), origin=origin)
    text = open_page(replace(morning, articles=(whole,))).get("/articles/1").text
    assert "First seen here of 2 articles with the same text" in text
    assert "all of it" in text


def test_an_article_that_turned_out_to_be_another_leads_to_it(open_page, morning):
    whole = morning.load_article_detail(1)
    retired = replace(whole, article=replace(whole.article, same_as_id=7))
    text = open_page(replace(morning, articles=(retired,))).get("/articles/1").text
    assert 'turned out to be <a href="/articles/7">' in text
    assert "turned out to be" not in open_page(morning).get("/articles/1").text


def test_the_outlets_page_says_who_blocked_us_and_the_alerts_page_leads_there(open_page, morning):
    morning.bulletins = (model.BulletinReading(id=7, bulletin=builders.bulletin()),)
    morning.alerts = (replace(morning.alerts[0], change_id=None, bulletin_id=7),)
    client = open_page(morning)

    assert "Refuses its articles since" in client.get("/outlets").text
    assert 'href="/bulletins/7"' in client.get("/alerts").text
    page = client.get("/bulletins/7").text
    assert 'href="/outlets?outlet=ledger#outlet-ledger"' in page
    assert morning.alerts[0].title in page
    assert client.get("/bulletins/8").status_code == 404


def test_a_bulletin_about_a_claim_shows_who_says_what(open_page, morning):
    morning.bulletins = (model.BulletinReading(id=7, bulletin=builders.consensus_bulletin()),)
    page = open_page(morning).get("/bulletins/7").text

    assert "Gaza negotiations" in page
    assert 'href="/bulletins/7"' in open_page(morning).get("/claims/hostages_alive").text
    assert 'href="/claims/hostages_alive"' in page
    assert "First with it: The Herald." in page
    assert ["First with it" in page, "Still says" in page, "2 more outlets are left out" in page] == [
        True
    ] * 3
    assert page.count("Officials said 20 hostages are alive.") == 3


def test_a_bulletin_about_the_service_leads_nowhere_else(open_page, morning):
    own = builders.bulletin(about="Claimwatch", outlet_id=None, last_otherwise_at=None)
    morning.bulletins = (model.BulletinReading(id=7, bulletin=own),)
    page = open_page(morning).get("/bulletins/7").text

    assert "First so " in page
    assert "What we see of it" not in page


def test_changes_in_doubt_are_listed_when_asked_for_and_say_why(open_page, morning):
    doubt = model.Doubt(kind=model.DoubtKind.COLLAPSED, detail="90 of 100 words are gone.")
    detail = morning.details[0]
    change = replace(detail.reading.change, doubt=doubt)
    morning.details = (replace(detail, reading=replace(detail.reading, change=change)),)
    client = open_page(morning)

    assert "90 of 100 words" not in client.get("/changes").text
    for address in ("/changes?standing=waiting", "/changes?standing=any", f"/changes/{detail.reading.id}"):
        text = client.get(address).text
        assert "90 of 100 words are gone. Nobody is told before another look confirms it." in text
        assert "In doubt" in text


def test_a_change_says_of_each_event_what_every_rule_said_and_how_it_is_named(open_page, morning):
    detail = morning.details[0]
    answers = (
        model.RuleAnswer(rule_id="counts", is_taken=True),
        model.RuleAnswer(rule_id="edits", is_taken=False, why="wants <b>more</b>"),
    )
    events = (
        builders.event(reason="muted until noon: <i>a poll</i>", answers=answers),
        builders.event(reason="flapping"),
    )
    change = replace(detail.reading.change, events=events)
    morning.details = (replace(detail, reading=replace(detail.reading, change=change)),)
    page = open_page(morning).get(f"/changes/{detail.reading.id}").text

    assert f"Each rule, event {detail.reading.id}.1" in page
    assert "counts: takes it" in page
    assert "edits: wants &lt;b&gt;more&lt;/b&gt;" in page
    assert "Not told: muted until noon: &lt;i&gt;a poll&lt;/i&gt;" in page
    assert f"Event {detail.reading.id}.2" in page


def test_the_alerts_page_says_which_channel_is_off_since_when_and_what_to_do(open_page, morning):
    assert "switched off" not in open_page(morning).get("/alerts").text
    morning.off_channels = (
        model.ChannelStanding(channel_id="desk", off_since=builders.NOON, reason="<b>no_service</b>"),
    )
    page = open_page(morning).get("/alerts").text

    assert "The channel desk is switched off" in page
    assert "2025-09-01T12:00:00+00:00" in page
    assert "&lt;b&gt;no_service" in page
    assert "claimwatch alerts test desk" in page


def test_the_alerts_page_says_what_is_muted_until_when_and_why(open_page, morning):
    article = builders.mute(id=3, article_id=12, until=NOON + hours(9), why="<b>a poll</b>")
    both = builders.mute(
        id=4, article_id=None, claim_id="hostages_alive", outlet_id="gone", topic_id="x", why=""
    )
    over = builders.mute(id=5, until=NOON - hours(1))
    morning.mutes = (article, both, over)
    page = open_page(morning).get("/alerts").text

    assert 'article <a href="/articles/12">12</a>, until' in page
    assert "&lt;b&gt;a poll&lt;/b&gt;" in page
    assert "outlet <bdi>gone</bdi>, topic <bdi>x</bdi>" in page
    assert ["(mute 3)" in page, "(mute 4)" in page, "(mute 5)" in page] == [True, True, False]


def test_the_board_does_not_call_delivered_what_waits_for_a_digest(open_page, morning):
    quiet = replace(
        morning.totals, alert_count=3, waiting_delivery_count=0, held_delivery_count=0, dead_delivery_count=0
    )
    morning.totals = quiet
    assert "All delivered." in open_page(morning).get("/").text
    morning.totals = replace(quiet, held_delivery_count=2)
    page = open_page(morning).get("/").text

    assert '<a href="/alerts?state=held">2 held</a>' in page
    assert "All delivered." not in page


def build_crowd(count: int) -> readings.FakeReadings:
    """As many outlets, each of which gives ten claims with a long sentence, and half of which moved."""
    sentence = "Officials in the region said on Monday that the number was what it was, and no more. " * 3
    definitions = [f"claim_{place}" for place in range(10)]

    def claims(value: int) -> tuple[model.Claim, ...]:
        return tuple(builders.claim(value, claim_id=one, sentence=sentence) for one in definitions)

    details = []
    for place in range(count):
        versions = [builders.version(1, claims=claims(20), seen_at=NOON - hours(9))]
        if place % 2:
            versions.append(builders.version(2, claims=claims(20 + place % 7), seen_at=NOON - hours(3)))
        article = readings.article_reading(
            id=place + 1, outlet_id=f"outlet-{place}", outlet_name=f"The Daily Herald of Town {place}"
        )
        details.append(model.ArticleDetail(article=article, versions=tuple(versions), changes=(), checks=()))
    outlets = tuple(
        readings.outlet_reading(id=one.article.outlet_id, name=one.article.outlet_name) for one in details
    )
    return readings.FakeReadings(articles=tuple(details), outlets=outlets)


@pytest.mark.parametrize("route", ["/", "/?view=values", "/claims/claim_1", "/outlets", "/outlets?page=4"])
def test_pages_stay_light_with_two_hundred_outlets(open_page, route):
    answer = open_page(build_crowd(200)).get(route)
    assert answer.status_code == 200
    # With style, script and icon a page is to stay below 150 KB.
    assert 10_000 < len(answer.content) < 110_000


def test_two_hundred_outlets_are_listed_page_by_page(open_page):
    client = open_page(build_crowd(120))
    pages = [client.get(f"/outlets?page={number}").text for number in (1, 2, 3)]
    assert [text.count('class="outlet-name"') for text in pages] == [50, 50, 20]
    assert ["Further outlets" in text for text in pages] == [True, True, False]
    assert 'id="outlet-outlet-99"' in client.get("/outlets?outlet=outlet-99").text
    assert client.get("/outlets?outlet=nobody").text == pages[0]
    assert "There are no further outlets" in client.get("/outlets?page=9").text


def test_a_claim_page_that_has_the_newest_only_says_so(open_page):
    assert "the newest only" in open_page(build_crowd(600)).get("/claims/claim_1").text
    assert "the newest only" not in open_page(build_crowd(20)).get("/claims/claim_1").text
