"""Outlets whose servers misbehave: what they mean to say, and the many ways in which they fail to say it.

Each article has a plan of texts; it goes on to the next when told to (`Story.go_on`), so that what a watcher must have seen
is known exactly. What ails an answer is drawn from a seed, the address and the number of the request.
"""

import gzip
import itertools
import random
import socket
import struct
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes import wire

_PLACES = ("Doha", "Cairo", "Geneva", "Amman", "Larnaca", "Muscat", "Tunis", "Oslo", "Vienna", "Rabat")
_WORDS = [
    "envoy",
    "map",
    "border",
    "school",
    "winter",
    "bread",
    "harbour",
    "road",
    "café",
    "list",
    "night",
    "paper",
    "minister",
    "promise",
    "engine",
    "window",
    "river",
    "camp",
    "letter",
    "market",
    "doctor",
    "signal",
    "ladder",
    "office",
    "garden",
    "tent",
    "bridge",
    "voice",
    "radio",
    "crossing",
    "convoy",
    "family",
    "table",
    "coast",
    "dust",
    "guard",
    "uncle",
    "field",
    "kitchen",
    "story",
    "rumour",
    "shelter",
    "candle",
    "truck",
    "lawyer",
    "village",
    "mosque",
    "chapel",
    "orchard",
    "widow",
    "soldier",
    "nurse",
    "clerk",
]
_VERBS = [
    "left",
    "found",
    "carried",
    "described",
    "counted",
    "refused",
    "crossed",
    "followed",
    "painted",
    "remembered",
    "mended",
    "guarded",
]
LIVING = "Israel says {} hostages are still alive in Gaza, and the talks on a ceasefire in {} go on."


@dataclass(frozen=True, slots=True)
class Text:
    """What an article says at one time."""

    headline: str
    paragraphs: tuple[str, ...]


@dataclass
class Story:
    """One article, its plan of texts, and how far it has come."""

    path: str
    plan: tuple[Text, ...]
    #: (old, new) of the living hostages at each step of the plan, None where no number changes.
    numbers: tuple[tuple[str, str] | None, ...]
    step: int = 0
    is_removed: bool = False
    request_count: int = 0
    #: Answers in a row that said "no such page" though there is one.
    missing_count: int = 0
    ills: list[str] = field(default_factory=list)

    @property
    def text(self) -> Text:
        return self.plan[self.step]

    def go_on(self) -> bool:
        """Publish the next text; False at the end of the plan."""
        if self.step + 1 == len(self.plan):
            return False
        self.step += 1
        return True


def build_story(outlet: int, number: int) -> Story:
    """Plan an article: two numbers that change, a paragraph that comes, a headline, a return to an earlier text."""
    rng = random.Random(f"story {outlet} {number}")
    place = _PLACES[outlet % len(_PLACES)]
    paragraphs = tuple(_tell(rng) for _ in range(6))
    count = rng.randrange(20, 40)
    headline = f"Gaza ceasefire and hostage talks in {place} enter day {rng.randrange(3, 90)}"

    def text(living: int, *, title: str = headline, more: tuple[str, ...] = ()) -> Text:
        return Text(title, (LIVING.format(living, place), *paragraphs, *more))

    first, second, third = text(count), text(count + 2), text(count - 3)
    longer = text(
        count - 3, more=("Families of the hostages asked to be told first, whatever there was to tell.",)
    )
    reworded = Text(headline.replace("enter", "begin"), longer.paragraphs)
    plan = (first, second, first, third, longer, reworded)
    living = (count, count + 2, count, count - 3, count - 3, count - 3)
    changes = tuple(None if old == new else (str(old), str(new)) for old, new in itertools.pairwise(living))
    length = rng.randrange(4, len(plan) + 1)
    return Story(path=f"/news/{outlet}-{number}", plan=plan[:length], numbers=changes[: length - 1])


def _tell(rng: random.Random) -> str:
    """Make up a paragraph, with punctuation beyond ASCII, that shares hardly a phrase with any other article."""
    return " ".join(_make_sentence(rng) for _ in range(3))


def _make_sentence(rng: random.Random) -> str:
    words = [
        rng.choice(_WORDS) if place % 4 else rng.choice(_VERBS) for place in range(rng.randrange(10, 17))
    ]
    words[3] = f"“{words[3]}”"
    words[6] = f"{words[6]}’s"
    words[8] = f"– {words[8]}"
    return f"{' '.join(words).capitalize()}."


@dataclass
class Exchange:
    """One request that is being answered."""

    story: Story | None
    body: bytes
    #: The page of another article of the outlet.
    other: bytes
    origin: str
    rng: random.Random
    connection: socket.socket
    #: Set when the run is over.
    is_over: threading.Event

    def say(self, body: bytes, *, status: str = "200 OK", headers: str = "", kind: str = "text/html") -> None:
        self.connection.sendall(
            wire.say(body, status=status, headers=f"Content-Type: {kind}; charset=utf-8\r\n{headers}")
        )

    def hang_up(self, *, is_rude: bool = False) -> None:
        if is_rude:  # RST instead of FIN
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        else:
            self.connection.shutdown(socket.SHUT_RDWR)

    def wait(self, seconds: float) -> None:
        self.is_over.wait(seconds)

    def raw(self, head: str, body: bytes) -> None:
        self.connection.sendall(f"HTTP/1.1 {head}\r\n\r\n".encode() + body)


#: No client waits as long.
_FOR_EVER_S = 30.0
_BLOCK = b"<html><head><title>%s</title></head><body><h1>%s</h1><p>%s</p></body></html>"


def _page(title: str, text: str) -> bytes:
    return _BLOCK % (title.encode(), title.encode(), text.encode())


def reset(x: Exchange) -> None:
    x.hang_up(is_rude=True)


def stall(x: Exchange) -> None:
    x.wait(_FOR_EVER_S)


def stall_in_the_body(x: Exchange) -> None:
    x.raw(f"200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(x.body)}", x.body[: len(x.body) // 2])
    x.wait(_FOR_EVER_S)


def drip(x: Exchange) -> None:
    x.raw(f"200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(x.body)}", b"")
    for place in range(len(x.body)):
        if x.is_over.wait(0.05):
            break
        x.connection.sendall(x.body[place : place + 1])


def break_off(x: Exchange) -> None:
    x.raw(f"200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(x.body)}", x.body[: len(x.body) // 2])
    x.hang_up()


def break_off_a_chunk(x: Exchange) -> None:
    x.raw(
        "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
        f"{len(x.body):x}\r\n".encode() + x.body[: len(x.body) // 2],
    )
    x.hang_up()


def break_off_without_a_length(x: Exchange) -> None:
    x.raw("200 OK\r\nContent-Type: text/html\r\nConnection: close", x.body[: _cut(x)])
    x.hang_up()


def cut_short_with_a_true_length(x: Exchange) -> None:
    x.say(x.body[: _cut(x)])


def tell_too_short_a_length(x: Exchange) -> None:
    x.raw(f"200 OK\r\nContent-Type: text/html\r\nContent-Length: {_cut(x)}", x.body)


def tell_too_long_a_length(x: Exchange) -> None:
    x.raw(f"200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(x.body) + 500}", x.body)
    x.hang_up()


def tell_two_lengths(x: Exchange) -> None:
    x.raw(f"200 OK\r\nContent-Length: {len(x.body)}\r\nContent-Length: 7", x.body)


def _cut(x: Exchange) -> int:
    """A place inside the article's text."""
    start, end = x.body.index(b"<h1>"), x.body.index(b"</article>")
    return x.rng.randrange(start + 40, end)


def lie_about_the_charset(x: Exchange) -> None:
    charset = x.rng.choice(("iso-8859-1", "windows-1251", "us-ascii", "utf-16", "x-none", "koi8-r"))
    x.raw(
        f"200 OK\r\nContent-Type: text/html; charset={charset}\r\nContent-Length: {len(x.body)}",
        x.body,
    )


def lie_about_the_type(x: Exchange) -> None:
    kinds = ("application/octet-stream", "image/png", "application/json", "text/plain", "video/mp4")
    x.say(x.body, kind=x.rng.choice(kinds))


def say_nothing(x: Exchange) -> None:
    x.say(b"")


def say_blanks(x: Exchange) -> None:
    x.say(b" \n" * 50)


def say_no_http(x: Exchange) -> None:
    x.connection.sendall(x.rng.randbytes(300))
    x.hang_up()


def send_broken_gzip(x: Exchange) -> None:
    packed = gzip.compress(x.body)
    broken = x.rng.choice((packed[: len(packed) // 2], b"\x1f\x8b" + x.rng.randbytes(200), x.body))
    x.say(broken, headers="Content-Encoding: gzip\r\n")


def send_a_bomb(x: Exchange) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    x.say(packer.compress(bytes(20_000_000)) + packer.flush(), headers="Content-Encoding: gzip\r\n")


def loop(x: Exchange) -> None:
    x.say(b"", status="302 Found", headers="Location: ?again\r\n")


def lead_to_the_front_page(x: Exchange) -> None:
    _miss(x, lambda: x.say(b"", status="302 Found", headers="Location: /\r\n"))


def lead_away(x: Exchange) -> None:
    place = x.rng.choice(("http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/hosts", "http://[::1"))
    x.say(b"", status="301 Moved Permanently", headers=f"Location: {place}\r\n")


def flood_headers(x: Exchange) -> None:
    x.say(x.body, headers="".join(f"X-{n}: {n}\r\n" for n in range(2000)))


def block(x: Exchange) -> None:
    x.say(_page("Access denied", "You do not have permission. Reference #18.2f"), status="403 Forbidden")


def challenge(x: Exchange) -> None:
    x.say(
        _page(
            "Just a moment...",
            "Checking your browser. Enable JavaScript and cookies to continue. Ray ID: 8c2",
        ),
        status=x.rng.choice(("403 Forbidden", "503 Service Unavailable", "200 OK")),
        headers=x.rng.choice(("", "cf-mitigated: challenge\r\n")),
    )


def ask_for_consent(x: Exchange) -> None:
    x.say(
        _page(
            "Before you continue",
            "We and our partners use cookies to store and access information on your device. Accept all. Reject all."
            " Manage your privacy settings.",
        )
    )


def ask_to_slow_down(x: Exchange) -> None:
    wait = x.rng.choice(("", "Retry-After: 0\r\n", "Retry-After: soon\r\n", "Retry-After: -5\r\n"))
    x.say(_page("Too many requests", "Slow down."), status="429 Too Many Requests", headers=wait)


def be_in_trouble(x: Exchange) -> None:
    status = x.rng.choice(("500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout"))
    x.say(_page(status, "The server is in trouble."), status=status)


def be_under_repair(x: Exchange) -> None:
    x.say(_page("Down for maintenance", "We are down for maintenance and will be back soon."))


def say_not_found(x: Exchange) -> None:
    page = _page("Page not found", "Sorry, the page you are looking for cannot be found.")
    _miss(x, lambda: x.say(page, status=x.rng.choice(("404 Not Found", "410 Gone", "200 OK"))))


def _miss(x: Exchange, act: Callable[[], None]) -> None:
    """Say that there is no such page; never so often in a row that it would be believed."""
    if x.story is None or x.story.missing_count == 2:
        return be_in_trouble(x)
    x.story.missing_count += 1
    return act()


def say_not_modified(x: Exchange) -> None:
    x.raw("304 Not Modified", b"")


def say_anothers_page(x: Exchange) -> None:
    x.say(x.other)


def talk_without_end(x: Exchange) -> None:
    for _ in range(20_000):
        if x.is_over.is_set():
            break
        x.connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")


ILLS: tuple[Callable[[Exchange], None], ...] = (
    reset, stall, stall_in_the_body, drip, break_off, break_off_a_chunk, break_off_without_a_length,
    cut_short_with_a_true_length, tell_too_short_a_length, tell_too_long_a_length, tell_two_lengths,
    lie_about_the_charset, lie_about_the_type, say_nothing, say_blanks, say_no_http, send_broken_gzip, send_a_bomb,
    loop, lead_to_the_front_page, lead_away, flood_headers, block, challenge, ask_for_consent, ask_to_slow_down,
    be_in_trouble, be_under_repair, say_not_found, say_not_modified, say_anothers_page, talk_without_end,
)  # fmt: skip
#: Slow for whoever asks: each costs a whole time limit, so they come less often.
_SLOW = frozenset({stall, stall_in_the_body, drip})


@dataclass
class ChaosOutlet:
    """One outlet's server: a feed of its stories, and pages that are well or ill."""

    number: int
    seed: int
    stories: tuple[Story, ...]
    #: The share of answers that are ill; 0 makes the outlet well.
    ill_share: float
    ill_counts: dict[str, int] = field(default_factory=dict)
    is_over: threading.Event = field(default_factory=threading.Event)
    _feed_count: int = 0
    _origin: str = ""

    def start(self) -> str:
        """Open the server; returns its origin."""
        self._server = wire.WireServer(self._answer, address=f"127.0.0.{51 + self.number}")
        self._origin = self._server.origin
        return self._origin

    def stop(self) -> None:
        self.is_over.set()
        self._server.stop()

    def _answer(self, head: bytes, connection: socket.socket) -> None:
        path, _, query = head.split(b" ")[1].decode().partition("?")
        if path == "/robots.txt":
            connection.sendall(wire.say(b"User-agent: *\nAllow: /\n"))
            return
        story = next((story for story in self.stories if story.path == path), None)
        count = self._feed_count = self._feed_count + 1
        body, kind = self._feed(), "application/rss+xml"
        if story is not None:
            count = story.request_count = story.request_count + 1
            body, kind = render(story.text, noise=count), "text/html"
        elif path != "/rss":
            connection.sendall(wire.say(_page("Latest", "All of today's stories.")))
            return
        rng = random.Random(f"{self.seed} {self.number} {path} {count}")
        other = render(
            self.stories[(self.stories.index(story) + 1 if story else 0) % len(self.stories)].plan[0],
            noise=count,
        )
        exchange = Exchange(story, body, other, self._origin, rng, connection, self.is_over)
        if story is not None and story.is_removed:
            exchange.say(_page("Gone", "This page is gone."), status="410 Gone")
        elif query:
            loop(exchange)
        elif rng.random() < self.ill_share:
            self._be_ill(exchange)
        else:
            if story is not None:
                story.missing_count = 0
            exchange.say(body, kind=kind)

    def _be_ill(self, exchange: Exchange) -> None:
        weights = [0.25 if ill in _SLOW else 1.0 for ill in ILLS]
        (ill,) = exchange.rng.choices(ILLS, weights)
        needs_article = ill in {
            cut_short_with_a_true_length,
            tell_too_short_a_length,
            break_off_without_a_length,
        }
        if exchange.story is None and needs_article:
            ill = break_off
        if exchange.story is not None:
            exchange.story.ills.append(ill.__name__)
        self.ill_counts[ill.__name__] = self.ill_counts.get(ill.__name__, 0) + 1
        ill(exchange)

    def _feed(self) -> bytes:
        entries = "".join(
            f"<item><title>{story.plan[0].headline}</title><link>{self._origin}{story.path}</link>"
            f"<guid>{self._origin}{story.path}</guid></item>"
            for story in self.stories
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>O</title>{entries}</channel></rss>'.encode()


def render(text: Text, *, noise: int) -> bytes:
    """Return the page of a text; what stands around it differs at each fetch."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.paragraphs)
    links = "".join(f'<li><a href="/x{noise}-{n}">{noise + n} hurt in a crash</a></li>' for n in range(5))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{text.headline} - Outlet</title>'
        f'<meta name="csrf" content="{noise:x}"></head><body><nav><a href="/">Home</a> {noise} online</nav><main><article>'
        f"<h1>{text.headline}</h1>{body}</article><aside class='related'><ul>{links}</ul></aside></main>"
        f"<footer>Page {noise}</footer></body></html>"
    ).encode()
