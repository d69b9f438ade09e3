"""The static report is one file that needs nobody: it opens from a disk, and asks for nothing."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")


@pytest.fixture
def report(page) -> str:
    answer = page.get("/topics/negotiations/report.html")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="claimwatch-report.html"'
    return answer.text


def test_a_report_tells_what_changed_what_is_said_and_the_digests(report):
    assert "Hostage and ceasefire negotiations" in report
    assert "Change 11." in report
    assert "What each outlet said at its end" in report
    assert "Hostages described as alive" in report
    assert "صحيفة الساحل" in report
    assert report.count("chain <code>") > 3


def test_a_report_of_another_period_holds_nothing_of_this_one(page):
    text = page.get("/topics/negotiations/report.html?until=2020-01-01").text
    assert "No change was seen in this period." in text
    assert "No outlet said anything of a claim" in text
    assert page.get("/topics/nothing/report.html").status_code == 404
    assert page.get("/topics/negotiations/report.html?since=soon").status_code == 422


@pytest.mark.browser
@pytest.mark.enable_socket
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
def test_a_report_opens_from_a_disk_and_asks_for_nothing(report, tmp_path: Path):
    from playwright.sync_api import sync_playwright

    file = tmp_path / "report.html"
    file.write_text(report, encoding="utf-8")
    said: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        for width, scheme in ((1280, "light"), (320, "dark")):
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page = context.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("request", lambda request: asked.append(request.url))
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert colour == {"light": "rgb(252, 251, 248)", "dark": "rgb(22, 24, 27)"}[scheme]
        browser.close()
    assert asked == [file.as_uri()] * 2
    assert said == []
