"""Who comes in, and what they may do: over the whole page, as a browser and a program meet it."""

import re
from datetime import timedelta
from ipaddress import ip_network

import httpx
import pytest

from monitor import errors, model
from report.access.door import Door
from tests import builders
from tests.builders import NOON
from tests.fakes import people
from tests.fakes.clock import FakeClock

EDITOR, READER = builders.user("dana"), builders.user("Noa", model.Role.READER)
WRITE, READ = {"authorization": "Bearer cw_write"}, {"authorization": "Bearer cw_read"}
#: As a browser says it of a form of the page itself.
OWN = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
#: What says something of what is watched.
CLOSED = [
    "/",
    "/changes",
    "/changes/11",
    "/review",
    "/alerts",
    "/outlets",
    "/articles/1",
    "/nothing",
    "/api/openapi.json",
]
OPEN = ["/healthz", "/readyz", "/static/page.css", "/sign-in"]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def enter(open_page, morning, clock):
    """Open the page behind a door; a client follows no redirect by itself."""

    def enter(*users: model.User, peer: str = "192.0.2.1", **fields):
        door = people.build_door(*users, **fields)
        client = open_page(morning, door=door, work=people.FakeWork(morning), clock=clock, peer=peer)
        client.door, client.follow_redirects = door, False
        return client

    return enter


@pytest.fixture
def page(enter):
    return enter(EDITOR, READER)


def find_token(text: str) -> str:
    return re.search(r'name="form_token" value="(\w+)"', text)[1]


def sign_in(client, name: str = "dana", *, password: str | None = None, **fields) -> httpx.Response:
    form = {"form_token": find_token(client.get("/sign-in").text), "name": name} | fields
    return client.post("/sign-in", data=form | {"password": password or f"{name}'s password"}, headers=OWN)


def mark(client, *, token: str | None = None, headers=OWN, **fields) -> httpx.Response:
    token = find_token(client.get("/changes/11").text) if token is None else token
    return client.post(
        "/changes/11/marks", data={"form_token": token, "kind": "seen"} | fields, headers=headers
    )


@pytest.mark.parametrize("path", CLOSED)
def test_a_stranger_is_led_to_the_form_or_asked_for_a_token(page, path):
    answer = page.get(path)
    if path.startswith("/api/"):
        assert (answer.status_code, answer.headers["www-authenticate"][:6]) == (401, "Bearer")
        assert answer.json()["title"] == "Sign in first"
    else:
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/sign-in?next={path}"


def test_a_route_that_nobody_thought_of_is_closed(page):
    page.app.add_api_route("/later", lambda: "a secret")
    page.app.mount("/beside", page.app)
    assert [page.get(path).status_code for path in ("/later", "/beside/later")] == [303, 303]
    described = [re.sub(r"\{\w+\}", "1", path) for path in page.app.openapi()["paths"]]
    answers = {path: page.get(path).status_code for path in described}
    assert {path for path, status in answers.items() if status not in {303, 401}} == {"/healthz", "/readyz"}


@pytest.mark.parametrize("path", OPEN)
def test_health_the_form_and_its_style_are_open(page, path):
    assert page.get(path).status_code in {200, 503}


def test_a_stranger_learns_nothing_of_what_is_watched(page):
    for answer in (
        page.get("/sign-in"),
        page.post("/changes/11/marks"),
        page.get("/", headers={"authorization": "x"}),
    ):
        assert "negotiations" not in answer.text.lower()
        assert "/outlets" not in answer.text
        assert "session" not in answer.headers.get("set-cookie", "")


def test_who_signs_in_gets_where_they_wanted_and_is_named_there(page):
    answer = sign_in(page, next="/changes?outlet=ledger")
    assert (answer.status_code, answer.headers["location"]) == (303, "/changes?outlet=ledger")
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=604800"))
    assert "Secure" not in cookie
    text = page.get("/").text
    assert "<bdi>dana</bdi>" in text
    assert "Sign out" in text


def test_over_https_the_cookie_is_never_sent_in_the_clear(enter):
    client = enter(EDITOR, base_urls=("https://testserver",))
    cookie = client.get("/sign-in").headers["set-cookie"]
    assert cookie.startswith("__Host-claimwatch=")
    assert "Secure" in cookie


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "/a b", "evil"]
)
def test_nobody_is_led_elsewhere_by_signing_in(page, wanted):
    assert sign_in(page, next=wanted).headers["location"] == "/"
    assert page.get("/sign-in", params={"next": wanted}).headers["location"] == "/"


def test_an_unknown_name_is_checked_and_refused_like_a_wrong_password(enter, page):
    wrong, unknown = sign_in(page, password="guess"), sign_in(page, "nobody")
    assert wrong.status_code == unknown.status_code == 401
    assert "The name or the password is wrong." in wrong.text
    assert wrong.text.replace("dana", "nobody") == unknown.text
    assert "set-cookie" not in unknown.headers
    assert page.get("/").status_code == 303


def test_signing_out_ends_the_session_wherever_its_cookie_is_kept(page):
    sign_in(page)
    kept = dict(page.cookies)
    token = find_token(page.get("/").text)
    assert page.post("/sign-out", data={"form_token": token}, headers=OWN).headers["location"] == "/sign-in"
    assert page.get("/").status_code == 303
    page.cookies.update(kept)
    assert page.get("/").status_code == 303


def test_a_session_has_an_end(page, clock):
    sign_in(page)
    clock.advance(timedelta(days=7) - timedelta(seconds=1))
    assert page.get("/").status_code == 200
    clock.advance(timedelta(seconds=1))
    assert page.get("/").status_code == 303


def test_a_user_taken_away_or_made_anew_is_out_at_once(enter):
    door_users = [EDITOR, READER]
    client = enter(*door_users)
    sign_in(client)
    roster = client.door.roster
    roster.users[0] = builders.user("dana", added_at=NOON + timedelta(seconds=1))
    assert client.get("/").status_code == 303
    roster.users.pop(0)
    assert client.get("/").status_code == 303


def test_a_page_whose_last_user_was_taken_away_stays_closed(enter):
    client = enter(EDITOR, is_loopback=True, is_open_allowed=True)
    assert client.get("/").status_code == 303
    client.door.roster.users.clear()
    assert client.get("/").status_code == 303


def test_the_session_is_another_than_before_the_sign_in(page):
    page.get("/sign-in")
    before = dict(page.cookies)
    sign_in(page)
    assert dict(page.cookies) != before


def test_tries_are_limited_by_name_and_the_limit_ends_by_itself(page, clock):
    for _ in range(10):
        assert sign_in(page, password="guess").status_code == 401
    refused = sign_in(page)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "900")
    assert "Too many tries. Try again in 15 minutes." in refused.text
    assert sign_in(page, "DANA").status_code == 429
    assert sign_in(page, "Noa").status_code == 303
    page.cookies.clear()
    clock.advance(timedelta(minutes=15))
    assert sign_in(page).status_code == 303


def test_names_that_are_not_there_are_limited_alike(page):
    for _ in range(10):
        sign_in(page, "nobody")
    assert sign_in(page, "nobody").status_code == 429


def test_tries_are_limited_by_where_they_come_from(page):
    for number in range(20):
        assert sign_in(page, f"name-{number}").status_code == 401
    assert sign_in(page).status_code == 429


def test_nobody_is_shut_out_of_a_place_they_signed_in_from_before(enter):
    client = enter(EDITOR, peer="10.0.0.1", proxies=(ip_network("10.0.0.0/24"),))
    client.door.sessions.save_session(builders.session(address="192.0.2.7"))
    form = {"form_token": find_token(client.get("/sign-in").text), "name": "dana"}

    def send(address: str, password: str) -> int:
        headers = OWN | {"x-forwarded-for": address}
        return client.post("/sign-in", data=form | {"password": password}, headers=headers).status_code

    assert [send(f"203.0.113.{number}", "guess") for number in range(11)] == [401] * 10 + [429]
    assert send("203.0.113.99", "dana's password") == 429
    assert send("192.0.2.7", "dana's password") == 303


def test_marking_takes_an_editor(page):
    assert mark(page, token="x").status_code == 401
    sign_in(page, "Noa")
    assert 'name="kind"' not in page.get("/changes/11").text
    token = find_token(page.get("/").text)
    answer = mark(page, token=token)
    assert answer.status_code == 403
    assert "Only an editor may do this." in answer.text


def test_an_editors_mark_is_kept_in_their_name(page):
    sign_in(page)
    answer = mark(page, kind="not_a_change", text=" A caption\r\n\u202e only. ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/changes/11#marks")
    (kept,) = page.app.state.desk.work.find_marks(11)
    assert (kept.kind, kept.text, kept.by, kept.at) == ("not_a_change", "A caption\n only.", "dana", NOON)


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_that_was_not_ours_is_refused(page, token):
    sign_in(page)
    answer = mark(page, token=token)
    assert answer.status_code == 403
    assert "The form is out of date." in answer.text
    assert page.app.state.desk.work.find_marks(11) == ()


def test_a_form_of_somebody_else_is_refused(enter, page):
    other = enter(EDITOR)
    sign_in(other)
    sign_in(page)
    assert mark(page, token=find_token(other.get("/changes/11").text)).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/changes/11/marks", "/sign-in", "/sign-out", "/deliveries/1/resend"])
def test_a_form_sent_from_another_site_is_refused(page, path, headers):
    sign_in(page)
    token = find_token(page.get("/changes/11").text)
    answer = page.post(path, data={"form_token": token, "kind": "seen"}, headers=headers)
    assert answer.status_code == 403
    assert "The form was sent from another site." in answer.text
    assert page.app.state.desk.work.find_marks(11) == ()


def test_a_browser_that_names_no_origin_is_believed_by_its_form(page):
    sign_in(page)
    assert mark(page, headers={}).status_code == 303


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x" * 64_001, "application/x-www-form-urlencoded", 413),
        (b"{}", "application/json", 415),
        (b"a=%FF", "application/x-www-form-urlencoded", 422),
        (b"&".join(b"a=1" for _ in range(30)), "application/x-www-form-urlencoded", 422),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(page, body, kind, status):
    sign_in(page)
    answer = page.post("/changes/11/marks", content=body, headers=OWN | {"content-type": kind})
    assert answer.status_code == status


@pytest.mark.parametrize("authorization", ["Bearer cw_read", "bearer cw_write", "Basic eDpjd19yZWFk"])
@pytest.mark.parametrize("path", ["/api/v1/changes", "/changes.atom", "/"])
def test_a_token_reads_everything(page, authorization, path):
    assert page.get(path, headers={"authorization": authorization}).status_code == 200


@pytest.mark.parametrize(
    "authorization", ["Bearer nothing", "Bearer", "Basic !", "Basic /w==", "Digest x", "", "Bearer \udcff"]
)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_token_that_is_not_known_is_refused_even_where_none_is_needed(enter, authorization, is_open):
    client = enter(EDITOR) if not is_open else enter(is_loopback=True, base_urls=("http://testserver",))
    headers = {"authorization": authorization.encode("utf-8", "surrogateescape")}
    answer = client.get("/api/v1/changes", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["detail"] == "The token is not known."


def test_feeds_ask_for_a_token_as_password(page):
    answer = page.get("/changes.atom")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")


def test_a_program_marks_with_a_token_of_scope_write(page):
    new = {"kind": "confirmed", "text": "Checked by phone."}
    answer = page.post("/api/v1/changes/11/marks", json=new, headers=WRITE)
    assert answer.status_code == 201
    assert (answer.json()["by"], answer.json()["kind"]) == ("token:write", "confirmed")
    listed = page.get("/api/v1/changes/11/marks", headers=READ).json()
    assert (listed["review_state"], [one["text"] for one in listed["items"]]) == (
        "confirmed",
        ["Checked by phone."],
    )
    sign_in(page)
    assert "the program write" in page.get("/changes/11").text


@pytest.mark.parametrize("path", ["/api/v1/changes/11/marks", "/api/v1/deliveries/1/resend"])
def test_a_program_without_the_scope_changes_nothing(page, path):
    assert page.post(path, json={"kind": "seen"}, headers=READ).status_code == 403
    basic = {"authorization": "Basic eDpjd193cml0ZQ=="}
    assert page.post(path, json={"kind": "seen"}, headers=basic).status_code == 403
    assert page.post(path, json={"kind": "seen"}).status_code == 401
    sign_in(page)
    assert page.post(path, json={"kind": "seen"}, headers=OWN).status_code == 401
    assert page.app.state.desk.work.find_marks(11) == ()


def test_a_token_sends_no_forms(page):
    assert page.post("/changes/11/marks", data={"kind": "seen"}, headers=WRITE).status_code == 403


def test_on_loopback_nobody_signs_in_and_no_cookie_is_given(enter):
    client = enter(is_loopback=True)
    for path in ("/", "/changes/11", "/sign-in"):
        answer = client.get(path)
        assert answer.status_code == (303 if path == "/sign-in" else 200)
        assert "set-cookie" not in answer.headers
    assert mark(client).status_code == 303
    (kept,) = client.app.state.desk.work.find_marks(11)
    assert kept.by == ""
    assert "somebody at this machine" in client.get("/changes/11").text
    assert mark(client, token="").status_code == 403
    assert client.post("/api/v1/changes/11/marks", json={"kind": "seen"}).status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "192.0.2.1", "[::2]", "x@evil.example", "[bad"]
)
def test_on_loopback_another_name_is_not_answered(enter, host):
    answer = enter(is_loopback=True).get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "This is not the page you asked for" in answer.text
    assert "negotiations" not in answer.text.lower()


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8000",
        "127.0.0.1:8000",
        "127.8.8.8",
        "[::1]:80",
        "watch.localhost",
        "testserver",
    ],
)
def test_on_loopback_this_machine_is_answered_by_its_names(enter, host):
    assert enter(is_loopback=True).get("/", headers={"host": host}).status_code == 200


def test_a_page_that_was_allowed_to_be_open_is_only_read(enter):
    client = enter(is_open_allowed=True)
    assert client.get("/changes/11").status_code == 200
    assert 'name="kind"' not in client.get("/changes/11").text
    assert mark(client, token="x").status_code == 403


def test_a_page_that_nobody_may_sign_in_to_is_closed(enter):
    assert enter().get("/").status_code == 303


def test_health_answers_while_the_database_is_away_and_the_page_says_so(enter):
    class Away(people.store.FakeStore):
        def load_session(self, sha256):
            raise errors.StorageError("away")

    client = enter(EDITOR, sessions=Away())
    client.cookies.set("claimwatch", "any")
    assert client.get("/healthz").status_code == 200
    answer = client.get("/")
    assert answer.status_code == 503
    assert "The database cannot be reached" in answer.text


@pytest.mark.parametrize(
    ("peer", "passed_on", "address"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("::ffff:10.0.0.1", "2001:db8::1:2:3:4", "2001:db8::/64"),
    ],
)
def test_an_address_is_the_peers_or_whom_a_trusted_proxy_took_it_from(peer, passed_on, address):
    from fastapi import Request

    headers = [(b"x-forwarded-for", passed_on.encode())] if passed_on else []
    request = Request({"type": "http", "headers": headers, "client": (peer, 1), "path": "/"})
    assert build_proxied().find_address(request) == address


def build_proxied(**fields) -> Door:
    networks = (ip_network("10.0.0.0/24"),)
    return people.build_door(EDITOR, proxies=networks, proxy_header="X-Remote-User", **fields)


PROXIED = {"x-remote-user": "dana"}


@pytest.fixture
def proxied(enter):
    def proxied(*users: model.User, peer: str = "10.0.0.1", **fields):
        networks = (ip_network("10.0.0.0/24"),)
        return enter(*users, peer=peer, proxies=networks, proxy_header="X-Remote-User", **fields)

    return proxied


def test_a_trusted_proxy_says_who_is_there(proxied):
    client = proxied(EDITOR)
    answer = client.get("/changes/11", headers=PROXIED)
    assert answer.status_code == 200
    assert "<bdi>dana</bdi>" in answer.text
    assert "Sign out" not in answer.text
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert mark(client, token=find_token(answer.text), headers=OWN | PROXIED).status_code == 303
    assert client.app.state.desk.work.find_marks(11)[0].by == "dana"
    assert "set-cookie" not in client.get("/", headers=PROXIED).headers


def test_a_form_of_another_browser_is_refused_behind_a_proxy_too(proxied):
    client = proxied(EDITOR)
    token = find_token(client.get("/changes/11", headers=PROXIED).text)
    client.cookies.clear()
    assert mark(client, token=token, headers=OWN | PROXIED).status_code == 403


def test_whom_a_proxy_names_and_nobody_knows_reads(proxied):
    client = proxied(EDITOR)
    text = client.get("/changes/11", headers={"x-remote-user": "דנה".encode()}).text
    assert "<bdi>דנה</bdi>" in text
    assert 'name="kind"' not in text


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("192.0.2.1", [("x-remote-user", "dana")]),
        ("nowhere", [("x-remote-user", "dana")]),
        ("10.0.0.1", [("x-remote-user", "dana"), ("x-remote-user", "noa")]),
        ("10.0.0.1", [("x-remote-user", "")]),
        ("10.0.0.1", [("x-remote-user", "two words")]),
        ("10.0.0.1", [("x-remote-user", "token:write")]),
        ("10.0.0.1", []),
    ],
)
def test_a_header_that_cannot_be_believed_names_nobody(proxied, peer, headers):
    assert proxied(EDITOR, peer=peer).get("/", headers=headers).status_code == 303


def test_a_header_is_not_read_where_none_is_set(enter):
    client = enter(EDITOR, peer="10.0.0.1", proxies=(ip_network("10.0.0.0/24"),))
    assert client.get("/", headers=PROXIED).status_code == 303
