import pytest

ROUTES = [
    "/",
    "/changes",
    "/changes?before=31&severity=high&outlet=&kind=claim_changed",
    "/changes/11",
    "/changes/11?view=side",
    "/changes/12",
    "/changes/21",
    "/changes/22",
    "/changes/31",
    "/changes/41",
    "/changes/51",
    "/articles/1",
    "/articles/1?from=1&to=3",
    "/articles/5",
    "/claims/hostages_alive",
    "/outlets",
    "/alerts",
    "/alerts?state=dead",
    "/topics/negotiations.atom",
    "/static/page.css",
]


@pytest.mark.parametrize("route", ROUTES)
def test_every_page_answers(page, route):
    assert page.get(route).status_code == 200
