"""Rendered pages, in a real Chromium on loopback: what its scripts make is read, and nothing gets past the guard."""

import ipaddress
import os
import shutil
import signal
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import errors, model
from monitor.fetch import browser, client
from tests.fakes import wire
from tests.fakes.clock import FakeClock
from tests.monitor.fetch.asker import kind_of

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.server,
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]
Kind = model.FailureKind
#: ledger.example is allowed, inner.example resolves to what is not, rebind.example to the one first and the other then.
ADDRESSES = {"ledger.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"]}


def shell(script: str, body: str = "<p id=said></p>") -> bytes:
    return f"<!doctype html><html><body>{body}<script>const say = text => said.textContent += text; {script}</script></body></html>".encode()


class Site:
    """Servers for one test: ledger.example, which says what it is told to, and an inner one that must never be asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.rebound: list[str] = []
        self.outer = wire.WireServer(self._answer)
        self.inner = wire.WireServer(
            lambda _head, link: link.sendall(wire.say(b"secret")), address="127.0.0.2"
        )

    @property
    def asked(self) -> list[str]:
        return [head.split(b" ")[1].decode() for head in self.outer.heads]

    def resolve(self, host: str, _port: int) -> list[str]:
        if host == "rebind.example":
            self.rebound.append(host)
            return ["127.0.0.1"] if len(self.rebound) == 1 else ["127.0.0.2"]
        return ADDRESSES.get(host, [host] if host[0].isdigit() else [])

    def _answer(self, head: bytes, connection: socket.socket) -> None:
        path = head.split(b" ")[1].decode()
        found = self.pages.get(path, wire.say(status="404 Not Found"))
        connection.sendall(
            found
            if found.startswith(b"HTTP/")
            else wire.say(found, headers="Content-Type: text/html\r\nSet-Cookie: known=1\r\n")
        )


@pytest.fixture
def site():
    found = Site()
    yield found
    found.outer.stop()
    found.inner.stop()


@pytest.fixture(scope="module")
def current() -> dict[str, Site]:
    """The site of the test that runs: Chromium takes a second to start, so one serves the module."""
    return {}


@pytest.fixture(scope="module")
def rendering(current):
    def resolve(host: str, port: int) -> list[str]:
        return current["site"].resolve(host, port)

    plain = client.build_fetcher(
        clock=FakeClock(),
        user_agent="claimwatch/0.1 (desk@news.example)",
        timeout=timedelta(seconds=2),
        allowed_addresses=(ipaddress.ip_network("127.0.0.1/32"),),
        host_gap=timedelta(0),
        resolver=resolve,
    )

    def build(ask):
        return browser.Browser(
            ask,
            user_agent="claimwatch/0.1 (desk@news.example)",
            timeout=timedelta(seconds=6),
            max_bytes=1_000_000,
            executable=CHROMIUM,
        )

    built = browser.RenderingFetcher(plain, build)
    yield built
    built.close()


@pytest.fixture
def render(current, rendering, site):
    current["site"] = site

    def run(path: str = "/a", **fields) -> model.FetchedPage | model.Failure:
        url = f"http://ledger.example:{site.outer.port}{path}"
        return rendering.fetch(
            model.FetchRequest(url=url, **({"obeys_robots": False, "is_rendered": True} | fields))
        )

    return run


def text_of(found: model.FetchedPage | model.Failure) -> str:
    assert isinstance(found, model.FetchedPage), found
    return found.body.decode()


def test_what_scripts_and_their_requests_make_of_a_page_is_read(render, site):
    site.pages["/a"] = shell("fetch('/text.json').then(r => r.json()).then(found => say(found.text))")
    site.pages["/text.json"] = b'{"text": "Israel says 20 hostages \\u2013 alive."}'

    found = render(etag='"1"')

    assert "Israel says 20 hostages – alive." in text_of(found)
    assert found.header("content-type") == "text/html; charset=utf-8"
    assert found.header("claimwatch-rendered").startswith("Chromium/")
    assert found.header("set-cookie") is None
    assert (found.url, found.status) == (found.final_url, 200)
    assert b"If-None-Match" not in b"".join(site.outer.heads)
    assert b"claimwatch/0.1 (desk@news.example)" in site.outer.heads[-1]


def test_what_asks_for_no_browser_gets_none(render, site):
    site.pages["/a"] = shell("say('made by a script')")
    assert 'id="said">made' not in text_of(render(is_rendered=False))


@pytest.mark.parametrize(
    ("remark", "answer"),
    [
        ("an error", wire.say(b"<p>gone</p>", status="410 Gone", headers="Content-Type: text/html\r\n")),
        ("no page", wire.say(b"%PDF", headers="Content-Type: application/pdf\r\n")),
    ],
)
def test_an_answer_that_is_no_page_is_left_as_it_is(render, site, remark, answer):
    site.pages["/a"] = answer
    assert render().header("claimwatch-rendered") is None, remark


def test_robots_txt_is_obeyed_by_rendered_pages_too(render, site):
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /a\n"
    assert kind_of(render(obeys_robots=True)) is Kind.ROBOTS
    assert "/a" not in site.asked


FORBIDDEN = (
    "http://127.0.0.2:{inner}/",
    "http://inner.example:{inner}/",
    "http://[::ffff:127.0.0.2]:{inner}/",
    "http://2130706434:{inner}/",
    "http://127.0.0.1:{closed}/",
    "http://169.254.169.254/latest/meta-data/",
    "file:///etc/hostname",
    "/redirect",
)


def test_a_script_reaches_no_private_address(render, site):
    inner = site.inner.port
    site.pages["/redirect"] = wire.say(status="302 Found", headers=f"Location: http://127.0.0.2:{inner}/\r\n")
    targets = [target.format(inner=inner, closed=9) for target in FORBIDDEN]
    site.pages["/a"] = shell(
        f"for (const target of {targets}) {{ fetch(target, {{mode: 'no-cors'}}).then(() => say(' reached'), () => say(' refused'));"
        " for (const [name, key] of [['script', 'src'], ['link', 'href'], ['iframe', 'src'], ['img', 'src']]) {"
        " const one = document.createElement(name); one[key] = target; one.rel = 'stylesheet'; document.body.append(one); } }"
    )

    found = text_of(render())

    assert f'id="said">{" refused" * len(targets)}<' in found
    assert site.inner.connection_count == 0


def test_neither_sockets_nor_beacons_nor_hints_leave_chromium(render, site):
    inner = f"127.0.0.2:{site.inner.port}"
    site.pages["/a"] = shell(
        f"new WebSocket('ws://{inner}/').onclose = () => say('closed');"
        f"navigator.sendBeacon('http://{inner}/', 'x'); new EventSource('http://{inner}/');"
        f"for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'prerender']) {{ const one = document.createElement('link');"
        f" one.rel = rel; one.href = 'http://{inner}/'; document.head.append(one); }}"
        f"const call = new RTCPeerConnection({{iceServers: [{{urls: 'turn:{inner}?transport=tcp', username: 'a', credential: 'b'}}]}});"
        "call.createDataChannel('x'); call.createOffer().then(offer => call.setLocalDescription(offer));"
        # Read only after the call has had its time to look for ways.
        "call.onicegatheringstatechange = () => call.iceGatheringState === 'complete' && fetch('/over');"
    )

    assert "closed" in text_of(render())
    assert site.inner.connection_count == 0


def test_a_name_that_turns_to_a_private_address_is_refused(render, site):
    outer, inner = site.outer.port, site.inner.port
    site.pages["/first"] = wire.say(
        b"first", headers="Access-Control-Allow-Origin: *\r\nConnection: close\r\n"
    )
    site.pages["/a"] = shell(
        f"fetch('http://rebind.example:{outer}/first').then(r => r.text()).then(say)"
        f".then(() => fetch('http://rebind.example:{inner}/', {{mode: 'no-cors'}})).then(() => say(' reached'), () => say(' refused'))"
    )

    assert "first refused" in text_of(render())
    assert len(site.rebound) == 2
    assert site.inner.connection_count == 0


def test_a_page_is_led_elsewhere_by_its_script_through_the_guard(render, site):
    site.pages["/a"] = shell("location = '/b'")
    site.pages["/b"] = shell("say('the other page')")
    assert "the other page" in text_of(render())

    site.pages["/a"] = shell(f"location = 'http://127.0.0.2:{site.inner.port}/'")
    render()
    assert site.inner.connection_count == 0


def test_an_endless_script_is_stopped_and_the_next_page_is_read(render, site):
    site.pages["/a"] = shell("while (true) {}")
    site.pages["/b"] = shell("say('still here')")

    assert kind_of(render()) is Kind.TIMEOUT
    assert "still here" in text_of(render("/b"))


def test_a_page_that_grows_without_end_is_too_large(render, site):
    site.pages["/a"] = shell("say('x'.repeat(1_500_000))")
    assert kind_of(render()) is Kind.TOO_LARGE


def test_popups_and_downloads_come_to_nothing(render, site):
    site.pages["/popup"] = shell("")
    site.pages["/file"] = wire.say(b"x", headers="Content-Disposition: attachment; filename=a.bin\r\n")
    site.pages["/a"] = shell("window.open('/popup'); say('done')")

    assert "done" in text_of(render())
    assert "/popup" not in site.asked
    site.pages["/a"] = shell(
        "const a = document.createElement('a'); a.href = '/file'; a.download = 'a'; a.click(); say('done')"
    )
    assert isinstance(render(), model.FetchedPage)


def test_nothing_is_kept_from_one_page_to_the_next(render, site):
    site.pages["/a"] = shell(
        "say(document.cookie + (localStorage.seen || ' fresh')); localStorage.seen = ' seen'; document.cookie = 'mine=1'"
    )
    render()
    assert 'id="said"> fresh<' in text_of(render())
    assert not any(b"cookie:" in head.lower() for head in site.outer.heads)


def test_pictures_fonts_and_films_are_not_loaded(render, site):
    site.pages["/a"] = shell("say('read')", body="<p id=said></p><img src=/picture><video src=/film></video>")
    assert "read" in text_of(render())
    assert site.asked == ["/a"]


def test_a_chromium_that_died_is_started_again(render, site):
    site.pages["/a"] = shell("say('read')")
    render()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        # Ours alone: no other has its network cut off like this and descends from this process.
        if b"--proxy-server=127.0.0.1:9\0" in command and b"--type=" not in command and descends(process):
            os.kill(int(process.name), signal.SIGKILL)

    assert "read" in text_of(render())


def descends(process: Path) -> bool:
    number = int(process.name)
    while number > 1:
        if number == os.getpid():
            return True
        number = int((Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[1])
    return False


def test_a_chromium_that_is_not_there_is_told_with_what_to_install():
    with pytest.raises(errors.ConfigError, match=r"no Chromium at /nowhere.* playwright install"):
        browser.find_chromium("/nowhere")
    assert browser.find_chromium() == CHROMIUM
