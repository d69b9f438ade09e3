"""What ails an answer: the many ways in which a server fails to say what it means to."""

import gzip
import random
import socket
import struct
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes import wire
from tests.fakes.chaos_stories import Story


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


def render_plain(title: str, text: str) -> bytes:
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
    x.say(
        render_plain("Access denied", "You do not have permission. Reference #18.2f"), status="403 Forbidden"
    )


def challenge(x: Exchange) -> None:
    x.say(
        render_plain(
            "Just a moment...",
            "Checking your browser. Enable JavaScript and cookies to continue. Ray ID: 8c2",
        ),
        status=x.rng.choice(("403 Forbidden", "503 Service Unavailable", "200 OK")),
        headers=x.rng.choice(("", "cf-mitigated: challenge\r\n")),
    )


def ask_for_consent(x: Exchange) -> None:
    x.say(
        render_plain(
            "Before you continue",
            "We and our partners use cookies to store and access information on your device. Accept all. Reject all."
            " Manage your privacy settings.",
        )
    )


def ask_to_slow_down(x: Exchange) -> None:
    wait = x.rng.choice(("", "Retry-After: 0\r\n", "Retry-After: soon\r\n", "Retry-After: -5\r\n"))
    x.say(render_plain("Too many requests", "Slow down."), status="429 Too Many Requests", headers=wait)


def be_in_trouble(x: Exchange) -> None:
    status = x.rng.choice(("500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout"))
    x.say(render_plain(status, "The server is in trouble."), status=status)


def be_under_repair(x: Exchange) -> None:
    x.say(render_plain("Down for maintenance", "We are down for maintenance and will be back soon."))


def say_not_found(x: Exchange) -> None:
    page = render_plain("Page not found", "Sorry, the page you are looking for cannot be found.")
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
SLOW = frozenset({stall, stall_in_the_body, drip})
