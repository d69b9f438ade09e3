"""Marks on the page, in lists and in the API, and alerts that are sent again."""

import re

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON
from tests.fakes import people

OWN = {"sec-fetch-site": "same-origin"}
WRITE = {"authorization": "Bearer cw_write"}


@pytest.fixture
def work(morning):
    return people.FakeWork(morning)


@pytest.fixture
def page(open_page, morning, work):
    """The page on the editor's own machine."""
    client = open_page(morning, door=people.build_door(is_loopback=True), work=work)
    client.follow_redirects = False
    return client


def send(client, path: str, **fields):
    token = re.search(r'name="form_token" value="(\w+)"', client.get("/changes/12").text)[1]
    return client.post(path, data={"form_token": token} | fields, headers=OWN)


def test_a_marked_change_leaves_the_queue_and_stays_in_every_list(page):
    assert 'href="/changes/12"' in page.get("/review").text
    assert send(page, "/changes/12/marks", kind="confirmed", back="/review?kind=number").headers[
        "location"
    ] == ("/review?kind=number")
    assert 'href="/changes/12"' not in page.get("/review").text
    for path in (
        "/review?mark=any",
        "/review?mark=confirmed",
        "/changes",
        "/changes?mark=confirmed",
        "/changes/12",
    ):
        assert "Marked confirmed" in page.get(path).text
    assert 'href="/changes/12"' not in page.get("/changes?mark=unreviewed").text
    assert 'href="/changes/12"' not in page.get("/review?mark=seen").text


def test_a_change_shows_who_said_what_and_when_oldest_first(page):
    send(page, "/changes/12/marks", kind="note", text="Asked\nthe desk. <b>")
    send(page, "/changes/12/marks", kind="not_a_change", text="A caption.")
    text = page.get("/changes/12").text
    assert text.index("Asked\nthe desk. &lt;b&gt;") < text.index("A caption.")
    assert text.count("by <bdi>somebody at this machine</bdi>, <time datetime=") == 2
    assert "Not a change, says <bdi>somebody at this machine</bdi>." in text
    assert "Review again" in text
    send(page, "/changes/12/marks", kind="reopened")
    assert "Not marked yet." in page.get("/changes/12").text
    assert "Review again" not in page.get("/changes/12").text


@pytest.mark.parametrize(
    ("kind", "said", "trouble"),
    [
        ("not_a_change", " \r\n", "Say why it is not a change."),
        ("note", "", "The note is empty."),
        ("note", "x" * 2001, "Say it in 2,000 characters; these are 2,001."),
    ],
)
def test_what_a_mark_lacks_is_said_beside_the_field_and_nothing_typed_is_lost(
    page, work, kind, said, trouble
):
    answer = send(page, "/changes/12/marks", kind=kind, text=said)
    assert answer.status_code == 422
    assert f'id="mark-trouble" role="alert">{trouble}</p>' in answer.text
    assert f"{said.strip()}</textarea>" in answer.text
    assert work.find_marks(12) == ()


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/changes/12/marks", {"kind": "gossip"}, 422),
        ("/changes/12/marks", {}, 422),
        ("/changes/999/marks", {"kind": "seen"}, 404),
        ("/changes/999/marks", {"kind": "note"}, 404),
        ("/changes/0/marks", {"kind": "seen"}, 422),
        ("/deliveries/999/resend", {}, 404),
    ],
)
def test_what_cannot_be_done_is_said_in_the_pages_style(page, path, fields, status):
    answer = send(page, path, **fields)
    assert answer.status_code == status
    assert answer.text.count("<h1") == 1


def test_nobody_is_led_elsewhere_by_a_mark(page):
    answer = send(page, "/changes/12/marks", kind="seen", back="//evil.example")
    assert answer.headers["location"] == "/changes/12#marks"


def test_a_page_that_is_only_read_shows_marks_and_no_form(open_page, morning, work):
    work.save_mark(builders.mark(model.MarkKind.NOTE, change_id=12, text="Asked the desk."))
    client = open_page(morning)
    text = client.get("/changes/12").text
    assert "Asked the desk." in text
    assert "<textarea" not in text
    assert "<form" not in client.get("/alerts?state=dead").text.partition("<main")[2].partition("</main")[0]
    assert "Review</h2>" not in client.get("/changes/11").text
    assert client.post("/changes/12/marks").status_code in {404, 405}


def test_the_api_gives_marks_and_how_changes_stand(page, work):
    mark = work.save_mark(builders.mark(model.MarkKind.SEEN, change_id=12))
    said = {"id": mark.id, "kind": "seen", "text": "", "by": "dana", "at": "2025-09-01T12:00:00Z"}
    listed = {item["id"]: item["mark"] for item in page.get("/api/v1/changes").json()["items"]}
    assert (listed[12], listed[11]) == (said, None)
    assert page.get("/api/v1/changes/12").json()["marks"] == [said]
    assert page.get("/api/v1/changes/12/marks").json() == {"review_state": "seen", "items": [said]}
    assert [item["id"] for item in page.get("/api/v1/review").json()["items"]] == [31, 41]
    assert [item["id"] for item in page.get("/api/v1/review?mark=seen").json()["items"]] == [12]
    assert [item["id"] for item in page.get("/api/v1/changes?mark=seen").json()["items"]] == [12]


@pytest.mark.parametrize(
    ("path", "new", "status"),
    [
        ("/api/v1/changes/12/marks", {"kind": "not_a_change"}, 422),
        ("/api/v1/changes/12/marks", {"kind": "not_a_change", "text": "\u202e \n"}, 422),
        ("/api/v1/changes/12/marks", {"kind": "seen", "text": "x" * 2001}, 422),
        ("/api/v1/changes/12/marks", {"kind": "seen", "by": "noa"}, 422),
        ("/api/v1/changes/12/marks", {"kind": "gossip"}, 422),
        ("/api/v1/changes/999/marks", {"kind": "seen"}, 404),
        ("/api/v1/deliveries/999/resend", {}, 404),
    ],
)
def test_what_the_api_cannot_do_is_a_problem(page, path, new, status):
    answer = page.post(path, json=new, headers=WRITE)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def find_dead(morning) -> int:
    return next(
        delivery.id
        for alert in morning.alerts
        for delivery in alert.deliveries
        if delivery.state is model.DeliveryState.DEAD
    )


def test_an_editor_sends_again_what_was_given_up(page, morning, work):
    number = find_dead(morning)
    text = page.get("/alerts?state=dead").text
    assert text.count(f'action="/deliveries/{number}/resend"') == 1
    assert 'action="/deliveries/resend-dead"' in text
    assert 'action="/deliveries/resend-dead"' not in page.get("/alerts").text
    answer = send(page, f"/deliveries/{number}/resend", back="/alerts?state=dead")
    assert (answer.status_code, answer.headers["location"]) == (303, "/alerts?state=dead")
    assert send(page, "/deliveries/resend-dead").headers["location"] == "/alerts"
    assert work.resent == [number, "dead"]


def test_a_program_sends_again_what_was_given_up(page, morning, work):
    number = find_dead(morning)
    answer = page.post(f"/api/v1/deliveries/{number}/resend", headers=WRITE)
    assert (answer.status_code, answer.json()) == (202, {"id": number, "state": "waiting"})
    assert work.resent == [number]


def test_marks_are_made_at_the_time_of_the_clock(page, work):
    send(page, "/changes/12/marks", kind="seen")
    send(page, "/changes/12/marks", kind="seen")
    (mark,) = work.find_marks(12)
    assert mark.at == NOON
