"""The page in a real browser, as an editor walks it."""

import os
import shutil
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

import report
from tests.fakes import readings
from tests.fakes.clock import FakeClock
from tests.fakes.morning import WATCH, build_morning

CHROMIUM = shutil.which("chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]

PAGES = [
    "/",
    "/changes",
    "/review",
    "/changes/11",
    "/changes/12?view=side",
    "/changes/31",
    "/changes/51",
    "/articles/1?from=1&to=3",
    "/claims/hostages_alive",
    "/outlets",
    "/alerts",
]

#: Contrast of every visible text against what stands behind it, by WCAG 2.2; returns those below 4.5 (3 when large).
FAINT_TEXT = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
    const style = getComputedStyle(node);
    const [one, other] = [light(parse(style.color)), light(ground(node))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return faint;
}"""

#: What a screen reader would stumble over: controls and links without a name, doubled ids, skipped heading levels.
NAMELESS = """() => {
  const wrong = [];
  for (const node of document.querySelectorAll("a[href], button, select")) {
    const label = node.closest("label");
    if (!(node.textContent.trim() || node.getAttribute("aria-label") || label)) wrong.push(node.outerHTML);
  }
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  wrong.push(...ids.filter((id, place) => ids.indexOf(id) !== place));
  for (const node of document.querySelectorAll("[aria-labelledby]"))
    if (!document.getElementById(node.getAttribute("aria-labelledby"))) wrong.push(node.outerHTML.slice(0, 80));
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((node) => Number(node.tagName[1]));
  levels.forEach((level, place) => { if (place && level > levels[place - 1] + 1) wrong.push(`h${level} after h${levels[place - 1]}`); });
  return wrong;
}"""


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Chromium's sandbox refuses to run as root.
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


def serve(store: readings.FakeReadings) -> Iterator[str]:
    app = report.build_app(store, FakeClock(), watch=WATCH)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    yield from serve(build_morning())


@pytest.fixture
def visit(browser, site):
    """Open a page in a context of its own; every console message, page error and foreign request fails the test."""
    contexts, troubles = [], []

    def visit(path: str = "/", *, width: int = 1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: request.url.startswith(site) or troubles.append(request.url))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def test_an_editor_walks_from_the_board_to_the_change_to_the_article(visit):
    page = visit()
    page.get_by_role("link", name="Envoys return to Doha as families wait").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Envoys return to Doha as families wait"
    assert page.locator("mark").all_inner_texts() == ["22", "20"]
    page.get_by_role("link", name="Side by side").click()
    assert page.get_by_role("link", name="Side by side").get_attribute("aria-current") == "true"
    page.get_by_role("link", name="All versions of this article").first.click()
    page.get_by_label("From").select_option("1")
    page.get_by_label("To").select_option("3")
    page.get_by_role("button", name="Compare").click()
    assert page.locator("ins", has_text="A further round").is_visible()


def test_the_filters_are_in_the_address(visit):
    page = visit("/changes")
    page.get_by_role("combobox", name="Outlet", exact=True).select_option("meridian")
    page.get_by_role("button", name="Show").click()
    assert "outlet=meridian" in page.url
    assert page.locator(".move").count() == 2
    assert page.get_by_role("combobox", name="Outlet", exact=True).input_value() == "meridian"


def test_an_editor_reviews_what_no_claim_explains(visit):
    page = visit()
    page.locator(".figures").get_by_role("link", name="3", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "For review"
    assert page.get_by_role("link", name="Review", exact=True).get_attribute("aria-current") == "page"
    page.get_by_label("What changed").select_option("number")
    page.get_by_role("combobox", name="Outlet", exact=True).select_option("sahil")
    page.get_by_role("button", name="Show").click()
    assert "kind=number&outlet=sahil" in page.url
    assert page.locator("mark").all_inner_texts() == ["40", "50"]
    assert page.locator("q.sentence").first.evaluate("(node) => getComputedStyle(node).direction") == "rtl"
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.get_by_role("heading", name="Changed words no claim explains").wait_for()
    assert page.locator(".delta mark").all_inner_texts() == ["40", "50"]


def test_a_fold_opens_to_the_unchanged_text(visit):
    page = visit("/changes/11")
    fold = page.locator("details.fold").first
    assert not fold.locator("p").first.is_visible()
    fold.locator("summary").click()
    assert fold.locator("p").first.is_visible()


def test_the_keyboard_skips_to_the_content_and_walks_the_list(visit):
    page = visit()
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    first = page.locator("[data-step-target]").nth(0).inner_text()
    second = page.locator("[data-step-target]").nth(1).inner_text()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(":focus").inner_text() == second
    page.keyboard.press("k")
    assert page.locator(":focus").inner_text() == first
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("o")
    page.wait_for_url("**/changes/11")


def test_letters_typed_into_a_menu_do_not_walk_the_list(visit):
    page = visit("/changes")
    page.get_by_role("combobox", name="Outlet", exact=True).focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.name") == "outlet"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_the_smallest_phone(visit, path):
    page = visit(path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_and_everything_has_a_name(visit, scheme):
    page = visit(color_scheme=scheme)
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        assert page.evaluate(FAINT_TEXT) == [], path
        assert page.evaluate(NAMELESS) == [], path


def test_dark_is_dark(visit):
    grounds = [
        visit(color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert grounds == ["rgb(252, 251, 248)", "rgb(22, 24, 27)"]


@pytest.mark.parametrize(("path", "language"), [("/changes/31", "ar"), ("/changes/41", "he")])
def test_right_to_left_articles_run_right_to_left_inside_the_page(visit, path, language):
    page = visit(path)
    for part in ("h1", "q.sentence >> nth=0", ".field-body .prose p >> nth=-1"):
        assert page.locator(part).evaluate("(node) => getComputedStyle(node).direction") == "rtl"
    assert page.locator("h1").get_attribute("lang") == language
    assert page.locator("h2").first.evaluate("(node) => getComputedStyle(node).direction") == "ltr"


def test_the_page_works_without_javascript(visit):
    page = visit(java_script_enabled=False)
    page.get_by_role("link", name="Envoys return to Doha as families wait").first.click()
    page.get_by_role("link", name="Side by side").click()
    assert page.locator(".pair").count() == 1
    assert "09:45 (last seen old) and 10:00 (first seen new), UTC" in page.locator(".lede").inner_text()


def test_a_reader_elsewhere_gets_the_local_time_beside_utc(visit):
    page = visit("/changes/11", timezone_id="Asia/Jerusalem", locale="en-GB")
    assert "(1 Sept 2025, 12:45 to 13:00 in your time zone)" in page.locator(".lede").inner_text()
    assert "UTC on 1 Sep 2025" in page.locator(".lede").inner_text()


def test_the_board_weighs_little(visit):
    page = visit()
    sizes = page.evaluate(
        "[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
        ".map((one) => one.decodedBodySize)"
    )
    assert sum(sizes) < 150_000
