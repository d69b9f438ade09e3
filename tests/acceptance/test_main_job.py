"""The main job: a feed, two versions of an article, one mail, one Slack message, the change in a browser."""

import email
import json
import os
import shutil
from datetime import timedelta
from email import policy
from pathlib import Path

import pytest

from monitor.app import bootstrap, page_server, settings
from monitor.app.cli import serving
from monitor.app.demo import replay, sinks
from tests.acceptance import outlet as outlets
from tests.acceptance.conftest import Build, build_loaded, build_settings
from tests.fakes.clock import FakeClock

CHROMIUM = shutil.which("chromium")
HOUR = timedelta(hours=1)

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]


class Desk:
    """The service with its outlet, its sinks and its clock."""

    def __init__(
        self, found: settings.Settings, service: bootstrap.Service, clock: FakeClock, folder: Path
    ) -> None:
        self.settings = found
        self.service = service
        self.clock = clock
        self.folder = folder

    def work(self, after: timedelta = timedelta()) -> None:
        self.clock.advance(after)
        replay.run_tick(self.service)

    def mails(self) -> list[email.message.EmailMessage]:
        return [
            email.message_from_bytes(file.read_bytes(), policy=policy.default)
            for file in sorted((self.folder / "mail").glob("*.eml"))
        ]

    def slack_messages(self) -> list[dict]:
        return [json.loads(file.read_text()) for file in sorted((self.folder / "slack").glob("*.json"))]


@pytest.fixture
def desk(
    database_url: str,
    tmp_path: Path,
    outlet: outlets.Outlet,
    mail: sinks.MailSink,
    slack: sinks.SlackSink,
    build_service: Build,
) -> Desk:
    clock = FakeClock()
    found = build_settings(tmp_path, database_url=database_url)
    service = build_service(found, build_loaded(outlet, mail=mail, slack=slack), clock)
    return Desk(found, service, clock, tmp_path)


def test_a_changed_count_is_told_once_by_mail_and_by_slack(desk: Desk, outlet: outlets.Outlet):
    desk.work()
    assert outlet.asked.count("/2026/talks") == 1
    assert (desk.mails(), desk.slack_messages()) == ([], [])

    outlet.sentence = outlets.AFTER
    desk.work(after=HOUR)

    (mail,) = desk.mails()
    assert mail["To"] == "desk@news.example"
    assert "22" in mail["Subject"]
    assert "The Harbour Gazette" in mail["Subject"]
    plain = mail.get_body(("plain",)).get_content()
    assert "20" in plain
    assert "22" in plain
    assert "12:00" in plain  # last seen old
    assert "13:00" in plain  # first seen new
    assert "http://watch.example/changes/" in plain
    (message,) = desk.slack_messages()
    assert "22" in json.dumps(message, ensure_ascii=False)
    assert "blocks" in message

    desk.work(after=HOUR)
    assert outlet.asked.count("/2026/talks") >= 3
    assert len(desk.mails()) == len(desk.slack_messages()) == 1


def test_noise_beside_the_article_tells_nobody_and_makes_no_version(desk: Desk, outlet: outlets.Outlet):
    for _ in range(3):
        desk.work(after=HOUR)

    assert outlet.asked.count("/2026/talks") == 3
    assert desk.mails() == []
    (article,) = desk.service.store.find_articles()
    assert article.version_count == 1


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
def test_the_change_stands_on_the_page_in_a_browser(desk: Desk, outlet: outlets.Outlet):
    from playwright.sync_api import sync_playwright

    desk.work()
    outlet.sentence = outlets.AFTER
    desk.work(after=HOUR)

    server = page_server.build_page(desk.settings, desk.service.watch, desk.service.store, desk.service.clock)
    with page_server.bind_page("127.0.0.1", 0) as bound, serving.serve_page(server, bound):
        base = f"http://127.0.0.1:{bound.getsockname()[1]}"
        with sync_playwright() as playwright:
            # Chromium's sandbox refuses to run as root.
            flags = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            page = browser.new_page(base_url=base)
            page.goto("/changes")
            page.get_by_role("link", name="Envoys return to Doha").first.click()
            shown = page.locator("main").inner_text()
            browser.close()
    assert "20" in shown
    assert "22" in shown
    assert "12:00" in shown
    assert "13:00" in shown
