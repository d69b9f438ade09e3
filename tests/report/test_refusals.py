import pytest

from monitor import errors
from report.headers import SAFE_HEADERS
from tests.fakes import readings


@pytest.mark.parametrize(
    ("route", "status", "title"),
    [
        ("/nothing", 404, "Nothing is here"),
        ("/changes/999", 404, "Nothing is here"),
        ("/articles/999", 404, "Nothing is here"),
        ("/articles/1?from=1&to=9", 404, "Nothing is here"),
        ("/articles/1/versions/9/raw", 404, "Nothing is here"),
        ("/claims/nobody", 404, "Nothing is here"),
        ("/static/nothing.css", 404, "Nothing is here"),
        ("/changes/abc", 422, "That question cannot be answered"),
        ("/changes/0", 422, "That question cannot be answered"),
        ("/changes?kind=gossip", 422, "That question cannot be answered"),
        ("/changes?since=nonsense", 422, "That question cannot be answered"),
        ("/review?page=abc", 422, "That question cannot be answered"),
        ("/alerts?state=lost", 422, "That question cannot be answered"),
    ],
)
def test_trouble_is_a_page_in_style(page, route, status, title):
    answer = page.get(route)
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in answer.text
    assert 'aria-label="Main"' in answer.text


def test_what_was_sent_wrongly_is_not_repeated(page):
    text = page.get("/changes?kind=<script>alert(1)</script>").text
    assert "Not understood: kind." in text
    assert "alert(1)" not in text


@pytest.mark.parametrize("route", ["/", "/api/v1/changes"])
def test_a_database_that_is_away_is_said_in_plain_words(open_page, route):
    answer = open_page(readings.FakeReadings(trouble=errors.StorageError("secret host"))).get(route)
    assert answer.status_code == 503
    assert "The database cannot be reached" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize("route", ["/", "/api/v1/changes"])
def test_our_own_fault_shows_no_detail_and_keeps_the_headers(open_page, route):
    answer = open_page(readings.FakeReadings(trouble=RuntimeError("secret detail"))).get(route)
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret" not in answer.text
    assert SAFE_HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize(
    "route",
    [
        "/",
        "/nothing",
        "/api/v1/changes",
        "/api/v1/nothing",
        "/static/page.css",
        "/healthz",
        "/articles/1/versions/1/raw",
    ],
)
def test_every_answer_carries_the_safe_headers(page, route):
    headers = dict(page.get(route).headers)
    assert SAFE_HEADERS.items() <= headers.items()
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("route", ["/", "/changes/11?view=side", "/articles/1"])
def test_no_page_holds_inline_script_or_style(page, route):
    text = page.get(route).text
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick" not in text
    assert text.count("<script") == text.count("<script src=") == 1
