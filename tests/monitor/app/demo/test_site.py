import socket
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest

from monitor.app.demo import coverage, site
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

COVERAGE = coverage.load_coverage()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(COVERAGE.starts_at + timedelta(hours=24))


@pytest.fixture
def outlets(clock: FakeClock) -> Iterator[site.DemoSite]:
    running = site.DemoSite(COVERAGE, clock)
    running.start()
    yield running
    running.stop()


def test_every_outlet_has_an_address_of_its_own(outlets: site.DemoSite):
    assert set(outlets.base_urls) == {masthead.id for masthead in COVERAGE.mastheads}
    assert len(set(outlets.base_urls.values())) == len(COVERAGE.mastheads)
    assert outlets.hosts == {urlsplit(url).hostname for url in outlets.base_urls.values()}
    assert all(host.startswith("127.") for host in outlets.hosts)


def test_each_outlet_serves_its_own_feed_over_one_connection(outlets: site.DemoSite):
    with httpx.Client() as client:
        for masthead in COVERAGE.mastheads:
            base_url = outlets.url_of(masthead.id)
            for _ in range(2):
                answer = client.get(base_url + masthead.feed_path)
                assert answer.status_code == 200
                assert answer.http_version == "HTTP/1.1"
                assert base_url in answer.text


def test_what_is_served_follows_the_clock(outlets: site.DemoSite, clock: FakeClock):
    masthead = next(masthead for masthead in COVERAGE.mastheads if masthead.id == "coastal-ledger")
    story = masthead.stories[0]
    url = outlets.url_of(masthead.id) + story.path + "?utm_source=rdf"
    clock.instant = story.published_at - timedelta(minutes=1)
    assert httpx.get(url).status_code == 404
    clock.instant = story.editions[1].starts_at
    assert "20 living hostages" in httpx.get(url).text
    clock.instant = story.editions[2].starts_at
    assert "22 living hostages" in httpx.get(url).text


def test_a_head_request_has_the_headers_and_no_body(outlets: site.DemoSite):
    answer = httpx.head(outlets.url_of("coastal-ledger") + "/")
    assert int(answer.headers["content-length"]) > 1000
    assert answer.content == b""


def test_a_resumed_site_keeps_its_addresses(clock: FakeClock):
    first = site.DemoSite(COVERAGE, clock)
    first.start()
    before, port = first.base_urls, first.port
    first.stop()
    second = site.DemoSite(COVERAGE, clock, port=port)
    second.start()
    try:
        assert second.base_urls == before
    finally:
        second.stop()


def test_outlets_whose_address_is_taken_differ_by_port(clock: FakeClock):
    with socket.create_server(("127.0.0.12", 0)) as taken:
        port = taken.getsockname()[1]
        running = site.DemoSite(COVERAGE, clock, port=port)
        running.start()
        try:
            moved = running.url_of(COVERAGE.mastheads[1].id)
            assert moved == f"http://127.0.0.1:{port + 1}"
            assert httpx.get(moved + "/robots.txt").status_code == 200
        finally:
            running.stop()


def test_a_site_that_finds_no_port_says_so_and_leaves_nothing_open(clock: FakeClock):
    with socket.create_server(("127.0.0.12", 0)) as taken:
        port = taken.getsockname()[1]
        with socket.create_server(("127.0.0.1", port + 1)):
            running = site.DemoSite(COVERAGE, clock, port=port)
            with pytest.raises(OSError, match="in use"):
                running.start()
        with socket.create_server(("127.0.0.11", port)):
            pass
