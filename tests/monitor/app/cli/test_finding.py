"""`sources add` against a real site on loopback."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from monitor.app import watchlist
from tests.monitor.core.feed_texts import rss

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

WATCHLIST = """# mine
[[topics]]
id = "t"
title = "T"
match = "hostage*"
"""
ITEM = (
    "<item><title>Talks</title><link>https://ledger.example/{number}</link>"
    "<pubDate>Mon, 01 Sep 2025 1{number}:00:00 GMT</pubDate></item>"
)
ITEMS = "".join(ITEM.format(number=number) for number in range(3))


class Site:
    """What each path answers, and what was asked for, by whom."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.moved: dict[str, str] = {}
        self.asked: list[str] = []
        self.base = ""


@pytest.fixture
def site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = site.pages.get(self.path)
            body = (page or "").encode()
            if self.path in site.moved:
                self.send_response(302)
                self.send_header("Location", site.moved[self.path])
            else:
                self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html" if body.startswith(b"<html") else "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            pass

    monkeypatch.setenv("CLAIMWATCH_ALLOWED_ADDRESSES", "127.0.0.0/8")
    monkeypatch.setenv("CLAIMWATCH_HOST_GAP", "0")
    (folder / "watchlist.toml").write_text(WATCHLIST)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.base = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield site
        server.shutdown()
        thread.join()


@pytest.fixture
def ledger(site: Site) -> Site:
    """A site with a page that announces two feeds, one of them gone."""
    site.pages = {
        "/": '<html><head><meta property="og:site_name" content="The &quot;Ledger&quot;">'
        '<link rel="alternate" type="application/rss+xml" href="/world.rss">'
        '<link rel="alternate" type="application/rss+xml" href="/gone.rss"></head></html>',
        "/world.rss": rss(ITEMS, channel="<language>en-gb</language>"),
    }
    return site


def test_what_is_found_is_printed_and_can_be_appended(run, folder, ledger):
    answer = run("sources", "add", ledger.base)
    assert answer.code == 0
    assert answer.out == (
        f'[[outlets]]\nid = "127-0-0-1"\nname = "The \\"Ledger\\""\nlanguage = "en"\nfeeds = [\n'
        f'  "{ledger.base}/world.rss",  # The Ledger, rss20, 3 entries, newest 2025-09-01 12:00 UTC, announced\n]\n'
    )
    assert (
        answer.err
        == f"tried (announced): HTTP 404 from {ledger.base}/gone.rss: the server has no page there\n"
    )
    file = folder / "watchlist.toml"
    assert file.read_text() == WATCHLIST
    file.write_text(WATCHLIST + answer.out)
    (outlet,) = watchlist.load_definitions(file).outlets
    assert outlet.feeds == (f"{ledger.base}/world.rss",)


def test_what_the_watchlist_has_is_told_and_not_printed_again(run, folder, ledger):
    known = f'[[outlets]]\nid = "ledger"\nname = "L"\nfeeds = ["{ledger.base}/world.rss"]\n'
    (folder / "watchlist.toml").write_text(WATCHLIST + known)
    answer = run("sources", "add", ledger.base)
    assert (answer.code, answer.out) == (0, "")
    assert f"in the watchlist already, at ledger: {ledger.base}/world.rss\n" in answer.err


def test_a_further_feed_of_a_known_site_is_printed_with_a_word_of_it(run, folder, ledger):
    known = f'[[outlets]]\nid = "127-0-0-1"\nname = "L"\nfeeds = ["{ledger.base}/other.rss"]\n'
    (folder / "watchlist.toml").write_text(WATCHLIST + known)
    answer = run("sources", "add", ledger.base)
    assert 'id = "127-0-0-1-2"' in answer.out
    assert "The watchlist has 127-0-0-1 of the same site" in answer.err


def test_json_is_one_object_a_feed(run, ledger):
    (line,) = run("sources", "add", "--json", ledger.base).out.splitlines()
    assert json.loads(line) == {
        "url": f"{ledger.base}/world.rss",
        "origin": "announced",
        "title": "The Ledger",
        "format": "rss20",
        "language": "en-gb",
        "entries": 3,
        "newest_at": "2025-09-01T12:00:00+00:00",
        "outlet": None,
    }


def test_a_feed_that_says_nothing_is_called_by_its_site(run, site):
    site.pages["/feed"] = '<rss version="2.0"><channel></channel></rss>'
    answer = run("sources", "add", f"{site.base}/feed")
    assert 'name = "127.0.0.1"\nfeeds = [\n' in answer.out
    assert "  # rss20, 0 entries, given\n" in answer.out
    assert site.asked == ["/robots.txt", "/feed"]


def test_without_a_feed_it_exits_1_and_tells_what_was_tried(run, site):
    site.pages["/"] = "<html><p>News</p></html>"
    answer = run("sources", "add", site.base)
    assert (answer.code, answer.out) == (1, "")
    told = answer.err.splitlines()
    assert told[0] == f"tried (given): {site.base} gave an HTML page, not a feed."
    assert told[1] == f"tried (guessed): HTTP 404 from {site.base}/feed: the server has no page there"
    assert told[-1] == f"No feed was found at {site.base}."
    assert len(told) == 9


def test_a_site_that_redirects_in_a_circle_is_called_so_and_nothing_is_promised(run, site):
    site.moved = {"/": "/home", "/home": "/"}
    answer = run("sources", "add", f"{site.base}/")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        f"{site.base}/ could not be read (redirect_loop): {site.base}/ redirects in a circle: "
        f"{site.base}/ → {site.base}/home → {site.base}/.\n"
    )


def test_a_page_that_robots_forbids_is_not_asked_for(run, site):
    site.pages |= {"/robots.txt": "User-agent: *\nDisallow: /", "/": "<html></html>"}
    answer = run("sources", "add", site.base)
    assert (answer.code, answer.out) == (1, "")
    assert f"{site.base} could not be read (robots)" in answer.err
    assert site.asked == ["/robots.txt"]


def test_a_feed_that_is_cut_off_is_told_and_not_written(run, folder, site):
    site.pages["/feed"] = rss(ITEMS).rpartition("</link>")[0]
    answer = run("sources", "add", "--write", f"{site.base}/feed")
    assert (answer.code, answer.out) == (1, "")
    assert f"{site.base}/feed breaks off in the middle, after 2 entries: the feed is broken" in answer.err
    assert (folder / "watchlist.toml").read_text() == WATCHLIST


def test_many_feeds_are_not_all_asked_for(run, site):
    links = "".join(f'<a href="/{number}.rss">x</a>' for number in range(30))
    site.pages["/"] = f"<html>{links}</html>"
    answer = run("sources", "add", site.base)
    assert "not asked, " in answer.err
    assert len(site.asked) < 30


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://ledger.example/", '"ftp://ledger.example/" is no web address.'),
        ("https://me:hunter2@ledger.example/", "a login stands in this address."),
    ],
)
def test_what_is_no_address_is_refused(run, site, url, told):
    answer = run("sources", "add", url)
    assert answer.code == 2
    assert told in answer.err
    assert "hunter2" not in answer.err


def test_what_is_found_is_written_once_and_shown(run, folder, ledger):
    file = folder / "watchlist.toml"
    answer = run("sources", "add", "--write", ledger.base)
    assert answer.code == 0
    assert '+id = "127-0-0-1"\n' in answer.out
    assert "Written to watchlist.toml." in answer.err
    assert file.read_text().startswith(WATCHLIST)
    (outlet,) = watchlist.load_definitions(file).outlets
    assert outlet.feeds == (f"{ledger.base}/world.rss",)

    written = file.read_text()
    again = run("sources", "add", "--write", ledger.base)
    assert (again.code, again.out) == (0, "")
    assert "in the watchlist already, at 127-0-0-1" in again.err
    assert file.read_text() == written


def test_a_title_that_turns_text_round_is_neither_printed_nor_written(run, folder, ledger):
    evil = "אמת &#x202E;gpj&#x2066; &#x85;&#x9B;31m 20"
    page = ledger.pages["/"].replace("The &quot;Ledger&quot;", evil)
    ledger.pages |= {"/": page, "/world.rss": ledger.pages["/world.rss"].replace("The Ledger", evil)}
    printed = run("sources", "add", ledger.base)
    written = run("sources", "add", "--write", ledger.base)
    in_json = run("sources", "add", "--json", ledger.base)
    texts = (printed.out, written.out, written.err, in_json.out, (folder / "watchlist.toml").read_text())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(texts))
    assert json.loads(in_json.out)["title"].startswith("אמת \u202egpj")
    (outlet,) = watchlist.load_definitions(folder / "watchlist.toml").outlets
    assert outlet.name.startswith("אמת gpj")


def test_a_further_feed_is_written_into_the_outlet_of_its_site(run, folder, ledger):
    known = (
        f'[[outlets]]\nid = "he"\nname = "H"\nlanguage = "he"\nfeeds = ["{ledger.base}/he.rss"]\n\n'
        f'[[outlets]]\nid = "en"\nname = "E"\nlanguage = "en"\nfeeds = ["{ledger.base}/en.rss"]\n'
    )
    file = folder / "watchlist.toml"
    file.write_text(WATCHLIST + known)
    answer = run("sources", "add", "--write", "--json", ledger.base)
    assert json.loads(answer.out)["outlet"] is None
    assert [outlet.feeds[-1] for outlet in watchlist.load_definitions(file).outlets] == [
        f"{ledger.base}/he.rss",
        f"{ledger.base}/world.rss",
    ]
