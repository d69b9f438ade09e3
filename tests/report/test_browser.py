"""The page in a real browser, as an editor walks it."""

import os
import shutil
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from axe_playwright_python import sync_playwright as axe

import report
from tests.fakes import people, readings
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
    "/?view=values",
    "/changes",
    "/changes?outlet=nobody",
    "/review",
    "/changes/11",
    "/changes/12?view=side",
    "/changes/31",
    "/changes/51",
    "/articles/1?from=1&to=3",
    "/articles/3",
    "/articles/1/versions/2/page",
    "/claims/hostages_alive",
    "/outlets",
    "/alerts",
    "/search",
    "/search?q=hostages",
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

#: WCAG 2.2 AA, and what axe-core's makers hold for good practice (landmarks, order of headings).
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: All that the colours can break.
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


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
    # As an editor's own machine shows it, with the forms.
    door = people.build_door(is_loopback=True)
    app = report.build_app(store, FakeClock(), watch=WATCH, door=door, work=people.FakeWork(store))
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


@pytest.mark.parametrize("width", [320, 700, 2560])
def test_no_page_scrolls_sideways(visit, width):
    page = visit(width=width)
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path


@pytest.mark.parametrize(("scheme", "rules"), [("light", ALL_RULES), ("dark", COLOUR_RULES)])
def test_axe_finds_nothing_against_any_page(visit, scheme, rules):
    page = visit(color_scheme=scheme)
    wrong = []
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        # The page in a frame is the outlet's.
        options = {"runOnly": rules, "iframes": False, "resultTypes": ["violations"]}
        found = axe.Axe().run(page, options=options).response["violations"]
        wrong += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in found]
        wrong += [(path, "contrast", text) for text in page.evaluate(FAINT_TEXT)]
    assert wrong == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit):
    page = visit()
    page.keyboard.press("Tab")
    reached = set()
    while page.evaluate("document.activeElement !== document.body"):
        at = page.evaluate(
            "(({outlineStyle, outlineWidth}, node) => [outlineStyle, parseFloat(outlineWidth) >= 2, node.outerHTML])"
            "(getComputedStyle(document.activeElement), document.activeElement)"
        )
        assert at[:2] == ["solid", True], at[2]
        reached.add(at[2])
        page.keyboard.press("Tab")
    visible = "a[href]:visible, button:visible, select:visible, summary:visible, [tabindex='0']:visible"
    assert len(reached) >= len(
        set(page.locator(visible).evaluate_all("(all) => all.map((one) => one.outerHTML)"))
    )
    assert any("matrix-frame" in one for one in reached)


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


def test_a_page_as_it_was_served_runs_and_loads_nothing(visit):
    page = visit("/articles/1/versions/2/page")
    frame = page.frame_locator("iframe")
    assert "Envoys return to Doha" in frame.locator("body").inner_text()
    assert frame.locator("script, [src], [href]").count() == 0
    page.get_by_role("link", name="Version 3").click()
    assert page.get_by_text("Version 3, as the outlet served it").is_visible()


def test_the_matrix_leads_to_the_change_and_can_be_read_by_value(visit):
    page = visit()
    cell = page.get_by_role("cell", name="20 was 22")
    cell.get_by_role("link", name="was 22").click()
    page.wait_for_url("**/changes/11")
    page.go_back()
    page.get_by_role("link", name="By value").click()
    page.wait_for_url("**/?view=values#claims")
    assert page.get_by_role("link", name="By value").get_attribute("aria-current") == "true"


def test_on_a_phone_the_matrix_is_cards_of_who_differs_or_moved(visit):
    page = visit(width=360)
    card = page.locator(".matrix tbody tr").first
    assert card.locator("td:visible").count() < card.locator("td").count()
    assert card.locator(".who:visible").count() == card.locator("td:visible").count() > 0


def test_a_claim_is_drawn_and_said(visit):
    page = visit("/claims/hostages_alive")
    drawing = page.get_by_role("img", name="Hostages described as alive")
    assert drawing.locator(".line").count() == 3
    dashes = drawing.locator(".line").evaluate_all(
        "(lines) => lines.map((line) => getComputedStyle(line).strokeDasharray)"
    )
    assert len(set(dashes)) == 3
    names = drawing.locator(".line-name").evaluate_all("(names) => names.map((one) => one.getBBox().x)")
    assert min(names) >= 0
    assert "The Coastal Ledger: 22, from 31 Aug 2025" in drawing.locator("desc").text_content()


def test_a_reader_elsewhere_gets_the_local_time_beside_utc(visit):
    page = visit("/changes/11", timezone_id="Asia/Jerusalem", locale="en-GB")
    assert "(1 Sept 2025, 12:45 to 13:00 in your time zone)" in page.locator(".lede").inner_text()
    assert "UTC on 1 Sep 2025" in page.locator(".lede").inner_text()
    page.goto("/articles/1")
    assert page.locator("time").first.inner_text() == "31 Aug 2025, 16:00 UTC (19:00)"
    assert "your own time zone’s (Asia/Jerusalem)" in page.locator("footer").inner_text()


def test_a_reader_whose_day_is_another_is_told_the_day(visit):
    page = visit("/articles/1", timezone_id="Pacific/Auckland", locale="en-GB")
    assert page.locator("time").first.inner_text() == "31 Aug 2025, 16:00 UTC (1 Sept, 04:00)"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_weighs_much(visit, path):
    page = visit(path)
    sizes = page.evaluate(
        "[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
        ".map((one) => one.decodedBodySize)"
    )
    assert sum(sizes) < 150_000
