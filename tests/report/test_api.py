from dataclasses import replace
from decimal import Decimal

import pytest

from monitor import model
from tests import builders
from tests.fakes import readings


def test_changes_come_in_pages(page):
    seen, before = [], None
    while True:
        answer = page.get(
            "/api/v1/changes", params={"limit": 3} | ({"before": before} if before else {})
        ).json()
        seen += [item["id"] for item in answer["items"]]
        before = answer["next_before"]
        if before is None:
            break
    assert seen == [12, 11, 22, 31, 51, 21, 41]


def test_a_listed_change_carries_its_window_and_its_claims(page):
    item = page.get("/api/v1/changes?outlet=ledger&severity=high").json()["items"][0]
    assert item["change"]["last_seen_old_at"] == "2025-09-01T09:45:00Z"
    assert item["change"]["severity"] == "high"
    claim = item["change"]["claim_changes"][0]
    assert (claim["old"]["low"], claim["new"]["low"], claim["new_text"]) == (22, 20, "20")
    assert item["change"]["events"][0]["reason"] == "rule counts-now"


def test_the_review_list_comes_by_kind_and_outlet_and_in_pages(page):
    def ask(**question):
        return page.get("/api/v1/review", params=question).json()

    assert [item["id"] for item in ask()["items"]] == [12, 31, 41]
    assert [item["id"] for item in ask(kind="claim")["items"]] == [41]
    assert [item["id"] for item in ask(outlet="sahil", kind="number")["items"]] == [31]
    first = ask(limit=1)
    assert ([item["id"] for item in first["items"]], first["next_before"]) == ([12], 12)
    assert [item["id"] for item in ask(limit=2, before=12)["items"]] == [31, 41]
    assert page.get("/api/v1/review?kind=colour").status_code == 422


def test_a_change_carries_the_words_no_claim_explains(page):
    change = page.get("/api/v1/changes/12").json()["change"]
    assert change["unexplained_left_out"] == 0
    (delta,) = change["unexplained"]
    assert (delta["kind"], delta["field"], delta["old"], delta["new"]) == (
        "number",
        "body",
        "2 days",
        "3 days",
    )
    assert delta["new_sentence"][delta["new_start"] :] == "3 days."


def test_a_change_carries_both_versions_their_difference_and_its_alert(page):
    answer = page.get("/api/v1/changes/11").json()
    assert (answer["old"]["number"], answer["new"]["number"], answer["next_id"]) == (1, 2, 12)
    assert "number" in answer["diff"]["edits"]
    assert answer["alert"]["deliveries"][1]["state"] == "dead"


def test_a_removal_has_no_new_version_and_no_difference(page):
    answer = page.get("/api/v1/changes/51").json()
    assert (answer["new"], answer["diff"], answer["alert"]) == (None, None, None)


def test_an_article_carries_its_versions_changes_and_checks(page):
    answer = page.get("/api/v1/articles/1").json()
    assert [version["number"] for version in answer["versions"]] == [1, 2, 3]
    assert len(answer["versions"][0]["raw_sha256"]) == 64
    assert answer["checks"][0]["kind"] == "unchanged"


def test_a_claim_carries_its_observations_oldest_first(page):
    answer = page.get("/api/v1/claims/hostages_alive").json()
    assert answer["title"] == "Hostages described as alive"
    assert answer["observations"][0]["claim"]["low"] == 20
    later = page.get("/api/v1/claims/hostages_alive", params={"since": "2025-09-01T13:00:00+04:00"}).json()
    assert [one["from_at"] for one in later["observations"]] == [
        "2025-09-01T09:00:00Z",
        "2025-09-01T10:00:00Z",
        "2025-09-01T10:50:00Z",
    ]


def test_a_fraction_stays_a_number(open_page):
    claim = builders.claim(None, low=Decimal("3.5"), high=Decimal("3.5"))
    whole = model.ArticleDetail(
        article=readings.article_reading(),
        versions=(builders.version(claims=(claim,)),),
        changes=(),
        checks=(),
    )
    client = open_page(readings.FakeReadings(articles=(whole,)))
    assert client.get("/api/v1/claims/hostages_alive").json()["observations"][0]["claim"]["low"] == 3.5


def test_outlets_carry_how_well_they_are_seen(page):
    items = page.get("/api/v1/outlets").json()["items"]
    assert {item["id"]: item["sight"] for item in items} == {
        "ledger": "clear",
        "meridian": "dim",
        "sahil": "clear",
        "mifratz": "clear",
        "northern": "blind",
    }


def test_alerts_filter_by_the_state_of_their_deliveries(page):
    assert [item["id"] for item in page.get("/api/v1/alerts?state=dead").json()["items"]] == [1]
    assert len(page.get("/api/v1/alerts?limit=1").json()["items"]) == 1


@pytest.mark.parametrize(
    ("route", "status"),
    [
        ("/api/v1/changes/999", 404),
        ("/api/v1/articles/999", 404),
        ("/api/v1/claims/nobody", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/changes/abc", 422),
        ("/api/v1/changes/99999999999999999999", 422),
        ("/api/v1/changes?limit=0", 422),
        ("/api/v1/changes?kind=gossip", 422),
        ("/api/v1/changes?since=nonsense", 422),
        ("/api/v1/review?page=abc", 422),
        ("/api/v1/changes?outlet=%00", 422),
        ("/api/v1/claims/hostages_alive?since=yesterday", 422),
        ("/api/v1/claims/hostages_alive?since=2025-09-01T10:00:00", 422),
    ],
)
def test_trouble_is_a_problem_document(page, route, status):
    answer = page.get(route)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == route.split("?")[0]


def test_nothing_can_be_sent(page):
    assert page.post("/api/v1/changes").status_code == 405


def test_the_api_describes_itself(page):
    document = page.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {path for path in document["paths"] if path.startswith("/api/")} == {
        "/api/v1/changes",
        "/api/v1/changes/{change_id}",
        "/api/v1/review",
        "/api/v1/articles",
        "/api/v1/articles/{article_id}",
        "/api/v1/claims/{claim_id}",
        "/api/v1/outlets",
        "/api/v1/alerts",
        "/api/v1/search",
        "/api/v1/bulletins",
        "/api/v1/bulletins/{bulletin_id}",
    }
    answers = document["paths"]["/api/v1/changes/{change_id}"]["get"]["responses"]
    assert "application/problem+json" in answers["404"]["content"]
    assert "application/problem+json" in answers["422"]["content"]


def test_an_article_and_its_changes_carry_the_origin_of_their_text(open_page, morning):
    origin = model.Origin(id=9, copies=(builders.copy(9), builders.copy(1, share=0.9, credit="Coastal Wire")))
    whole = replace(morning.load_article_detail(1), origin=origin, addresses=("https://ledger.example/a",))
    detail = replace(morning.load_change(11), origin=origin)
    client = open_page(replace(morning, articles=(whole,), details=(detail,)))
    article = client.get("/api/v1/articles/1").json()
    assert article["addresses"] == ["https://ledger.example/a"]
    assert article["origin"]["id"] == 9
    assert article["origin"]["copies"][1]["credit"] == "Coastal Wire"
    assert client.get("/api/v1/changes/11").json()["origin"] == article["origin"]


def test_a_text_of_its_own_has_no_origin(page):
    assert page.get("/api/v1/articles/1").json()["origin"] is None


def test_bulletins_carry_what_each_outlet_says(open_page, morning):
    morning.bulletins = (
        model.BulletinReading(id=8, bulletin=builders.consensus_bulletin()),
        model.BulletinReading(id=7, bulletin=builders.bulletin()),
    )
    page = open_page(morning)
    moved, blocked = page.get("/api/v1/bulletins").json()["items"]
    assert (moved["id"], moved["kind"], moved["severity"]) == (8, "consensus_moved", "high")
    assert (moved["claim_id"], moved["old_text"], moved["new_text"]) == ("hostages_alive", "22", "20")
    assert [saying["part"] for saying in moved["evidence"]] == ["first", "new", "old"]
    assert (blocked["outlet_id"], blocked["topic_id"], blocked["evidence"]) == ("ledger", None, [])
    assert page.get("/api/v1/bulletins/8").json() == moved
    assert [item["id"] for item in page.get("/api/v1/bulletins?claim=hostages_alive").json()["items"]] == [8]
    assert page.get("/api/v1/bulletins/9").status_code == 404
