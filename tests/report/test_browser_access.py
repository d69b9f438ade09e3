"""Signing in, marking and signing out in a real browser, and forms that are refused there."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from axe_playwright_python import sync_playwright as axe

import report
from monitor import model
from tests import builders
from tests.fakes import people
from tests.fakes.clock import FakeClock
from tests.fakes.morning import WATCH, build_morning
from tests.report import test_browser

pytestmark = test_browser.pytestmark
browser = test_browser.browser


@dataclass(frozen=True, kw_only=True)
class Site:
    url: str
    work: people.FakeWork


@pytest.fixture
def site() -> Iterator[Site]:
    morning = build_morning()
    work = people.FakeWork(morning)
    door = people.build_door(builders.user("dana"), base_urls=())
    app = report.build_app(morning, FakeClock(), watch=WATCH, door=door, work=work)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield Site(url=f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", work=work)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def visit(browser, site):
    """Open a page of the site in a context of its own."""
    contexts = []

    def visit(path: str = "/", **options):
        context = browser.new_context(base_url=site.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()


def sign_in(page) -> None:
    page.get_by_label("Name").fill("dana")
    page.get_by_label("Password").fill("dana's password")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_editor_signs_in_marks_and_signs_out(visit, site, has_scripts):
    page = visit("/changes/12", java_script_enabled=has_scripts)
    assert page.locator("h1").inner_text() == "Sign in"
    sign_in(page)
    assert page.url.endswith("/changes/12")
    page.get_by_role("button", name="Not a change").click()
    assert page.get_by_role("alert").inner_text() == "Say why it is not a change."
    page.get_by_label("A note, or why it is not a change").fill("A caption.")
    page.get_by_role("button", name="Not a change").click()
    assert page.url.endswith("/changes/12#marks")
    assert "Not a change, says dana." in page.locator(".marks").inner_text()
    assert [mark.by for mark in site.work.find_marks(12)] == ["dana"]
    page.get_by_role("button", name="Sign out").click()
    page.goto("/changes/12")
    assert page.locator("h1").inner_text() == "Sign in"


def test_keys_mark_what_is_seen_and_show_themselves_and_stay_out_of_fields(visit, site):
    page = visit("/review")
    sign_in(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    assert "mark it seen" in dialog.inner_text()
    page.keyboard.press("r")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert page.url.endswith("/review")
    assert [mark.kind for mark in site.work.find_marks(12)] == ["seen"]
    page.goto("/changes/11")
    page.get_by_label("A note, or why it is not a change").press_sequentially("r?")
    assert site.work.find_marks(11) == ()
    assert not dialog.is_visible()


def test_a_form_with_another_token_or_from_another_site_is_refused(visit, site):
    page = visit("/changes/11")
    sign_in(page)
    page.evaluate("document.querySelector('.mark-form [name=form_token]').value = 'guess'")
    page.get_by_role("button", name="Seen").click()
    assert "The form is out of date." in page.locator("main").inner_text()
    form = f'<form method="post" action="{site.url}/changes/11/marks"><button name="kind" value="seen">Go</button></form>'
    page.route("http://evil.example/", lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto("http://evil.example/")
    page.get_by_role("button", name="Go").click()
    page.wait_for_url("**/changes/11/marks")
    assert "The form was sent from another site." in page.locator("main").inner_text()
    assert site.work.find_marks(11) == ()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_the_forms(visit, site, scheme):
    page = visit("/changes/12", color_scheme=scheme)
    site.work.save_mark(builders.mark(model.MarkKind.NOTE, change_id=11, text="נבדק."))
    wrong = []

    def look() -> None:
        options = {"runOnly": test_browser.ALL_RULES, "resultTypes": ["violations"]}
        found = axe.Axe().run(page, options=options).response["violations"]
        wrong.extend((page.url, one["id"], one["nodes"][0]["html"][:120]) for one in found)

    look()
    sign_in(page)
    page.get_by_role("button", name="Not a change").click()
    page.get_by_role("alert").wait_for()
    look()
    for path in ("/changes/11", "/review", "/alerts?state=dead"):
        page.goto(path)
        look()
    page.keyboard.press("?")
    look()
    assert wrong == []
