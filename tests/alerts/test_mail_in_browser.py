"""The HTML mail as a mail program shows it: narrow, wide, light, dark, right to left, at the speed of Chromium."""

import os
import shutil

import pytest

import alerts
from alerts import email_message
from tests import builders
from tests.builders import minutes

CHROMIUM = shutil.which("chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        is_root = os.geteuid() == 0
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"] if is_root else []
        )
        yield browser
        browser.close()


def render(**fields) -> str:
    delivery = alerts.sample_delivery(builders.recipient(), now=builders.NOON)
    if fields:
        delivery = builders.delivery(alert=builders.alert_for_send(**fields))
    mail = email_message.render_email(
        delivery, base_url="https://watch.example", from_address="a@watch.example"
    )
    return mail.get_body(("html",)).get_content()


@pytest.mark.parametrize("width", [320, 700])
def test_no_mail_is_wider_than_its_window(browser, width):
    long_word = "w" * 300
    page = browser.new_page(viewport={"width": width, "height": 600})
    points = tuple(builders.point(n, at=minutes(n), outlet_name=long_word) for n in range(3))
    claim = builders.claim_change(
        old_text=long_word, new=builders.claim(20, sentence=long_word), new_text=long_word
    )
    page.set_content(
        render(
            headline=long_word,
            outlet_name=long_word,
            alert=builders.alert(title=long_word),
            change=builders.change(claim_changes=(claim,), notice=long_word),
            history=points,
        )
    )

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_what_changed_stands_in_the_first_window_of_a_phone(browser):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(render())

    for mark in ("del", "ins", "h1", "text='Silent: no correction notice'"):
        box = page.locator(mark).first.bounding_box()
        assert box["y"] + box["height"] < 640, mark
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_on_its_ground(browser, scheme):
    page = browser.new_page(color_scheme=scheme)
    page.set_content(render())

    assert page.evaluate(_WORST_CONTRAST) >= 4.5
    page.close()


def test_dark_is_dark(browser):
    page = browser.new_page(color_scheme="dark")
    page.set_content(render())

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 19, 23)"
    page.close()


def test_an_arabic_sentence_runs_from_the_right(browser):
    sentence = "Reuters: قال مسؤولون إن {} رهينة على قيد الحياة."
    claim = builders.claim_change(
        old=builders.claim(22, sentence=sentence.format(22)),
        new=builders.claim(20, sentence=sentence.format(20)),
    )
    page = browser.new_page()
    page.set_content(render(language="ar", change=builders.change(claim_changes=(claim,))))

    assert page.locator("span:has(> ins)").evaluate("node => getComputedStyle(node).direction") == "rtl"
    page.close()


#: WCAG 2.2, contrast ratio: the worst of all elements that hold text of their own.
_WORST_CONTRAST = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = colour => channels(colour).slice(0, 3)
    .map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const holdsText = node => [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
  return Math.min(...[...document.body.querySelectorAll("*")].filter(holdsText).map(node => {
    const pair = [luminance(getComputedStyle(node).color), luminance(ground(node))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  }));
}"""
