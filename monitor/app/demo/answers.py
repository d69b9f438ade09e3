"""What an outlet's server answers: a pure function of the coverage, the time and the request's number.

Next: `site`, which puts it on the network.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urlsplit

from monitor.app.demo import pages, recorded, wires

#: The status that goes with each kind of spell.
_STATUSES = {
    "gone": 410,
    "not_found": 404,
    "soft_404": 200,
    "consent": 200,
    "captcha": 200,
    "denied": 403,
}

_ROBOTS = b"User-agent: *\nDisallow: /account/\nDisallow: /search\nAllow: /\n"

_PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="hsl({hue} 38% 62%)"/>
<stop offset="1" stop-color="hsl({other} 46% 84%)"/></linearGradient></defs>
<rect width="1280" height="720" fill="url(#sky)"/><circle cx="{x}" cy="{y}" r="58" fill="#fff" opacity=".72"/>
<path d="M0 520 L220 {a} 460 500 700 {b} 960 490 1280 {c} V720 H0Z" fill="hsl({hue} 26% 34%)"/>
<path d="M0 600 L300 560 620 {d} 900 570 1280 610 V720 H0Z" fill="hsl({hue} 30% 22%)"/></svg>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked: the target as sent, and the headers by lower-case name."""

    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    #: How many requests came before it.
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent back."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def answer(masthead: recorded.Masthead, request: Request, *, base_url: str, now: datetime) -> Answer:
    """Answer one request as the outlet would at that instant."""
    path = urlsplit(request.target).path
    if path == "/robots.txt":
        return _text(200, _ROBOTS, "text/plain; charset=utf-8")
    if path.startswith("/media/"):
        return _text(200, _picture(path), "image/svg+xml")
    if path == masthead.feed_path:
        return _compressed(masthead, request, _feed(masthead, request, base_url=base_url, now=now))
    page = _page(masthead, request, path=path, base_url=base_url, now=now)
    return _compressed(masthead, request, page)


def _page(
    masthead: recorded.Masthead, request: Request, *, path: str, base_url: str, now: datetime
) -> Answer:
    if path == "/":
        front = pages.render_front(masthead, base_url=base_url, now=now, request_count=request.count)
        return _html(200, front)
    story = next((story for story in masthead.stories if story.path == path), None)
    if story is None or story.published_at > now:
        return _wall(masthead, request, "not_found", now=now)
    spell = masthead.spell_at(story, now)
    if spell is not None:
        return _wall(masthead, request, spell.kind, now=now)
    validators = _validators(
        masthead, f"{story.headline_at(now)}{story.modified_at(now)}", story.modified_at(now)
    )
    if _is_known(request, validators):
        return Answer(status=304, headers=validators)
    html = pages.render_article(masthead, story, base_url=base_url, now=now, request_count=request.count)
    return _html(200, html, validators)


def _feed(masthead: recorded.Masthead, request: Request, *, base_url: str, now: datetime) -> Answer:
    items = wires.feed_items(masthead, base_url=base_url, now=now)
    newest = max((item.updated_at for item in items), default=recorded.STARTS_AT)
    validators = _validators(masthead, repr(items), newest)
    if _is_known(request, validators):
        return Answer(status=304, headers=validators)
    # An outlet without validators says at each fetch that its feed was built just now, as many do.
    built_at = newest if masthead.has_validators else now
    body = wires.render_feed(masthead, items, base_url=base_url, built_at=built_at)
    return Answer(
        status=200, headers=(("Content-Type", wires.content_type(masthead)), *validators), body=body
    )


def _wall(masthead: recorded.Masthead, request: Request, kind: str, *, now: datetime) -> Answer:
    html = pages.render_wall(masthead, kind, now=now, request_count=request.count)
    return _html(_STATUSES[kind], html)


def _validators(
    masthead: recorded.Masthead, content: str, modified_at: datetime
) -> tuple[tuple[str, str], ...]:
    if not masthead.has_validators:
        return ()
    tag = hashlib.sha256(content.encode()).hexdigest()[:20]
    return (("ETag", f'W/"{tag}"'), ("Last-Modified", format_datetime(modified_at, usegmt=True)))


def _is_known(request: Request, validators: tuple[tuple[str, str], ...]) -> bool:
    """Return whether the client has it already; the entity tag outranks the date (RFC 9110, 13.2.2)."""
    offered = dict(validators)
    if not offered:
        return False
    tag = request.headers.get("if-none-match")
    if tag is not None:
        return tag == offered["ETag"]
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    return parsedate_to_datetime(offered["Last-Modified"]) <= parsedate_to_datetime(since)


def _html(status: int, text: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    shared = (("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-cache"))
    return Answer(status=status, headers=(*shared, *headers), body=text.encode())


def _text(status: int, body: bytes, content_type: str) -> Answer:
    return Answer(status=status, headers=(("Content-Type", content_type),), body=body)


def _compressed(masthead: recorded.Masthead, request: Request, plain: Answer) -> Answer:
    accepts = "gzip" in request.headers.get("accept-encoding", "")
    if not (masthead.is_compressed and accepts and plain.body):
        return plain
    return Answer(
        status=plain.status,
        headers=(*plain.headers, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")),
        # The quickest level: the replay fetches thousands of pages; mtime 0 keeps it a pure function.
        body=gzip.compress(plain.body, compresslevel=1, mtime=0),
    )


def _picture(path: str) -> bytes:
    """Draw a landscape of its own for each address; we ship no photographs."""
    seed = hashlib.sha256(path.encode()).digest()
    drawn = _PICTURE.format(
        hue=seed[0] * 360 // 255,
        other=(seed[0] * 360 // 255 + 40) % 360,
        x=200 + seed[1] * 3,
        y=110 + seed[2] // 2,
        a=330 + seed[3] // 2,
        b=340 + seed[4] // 2,
        c=350 + seed[5] // 2,
        d=580 - seed[6] // 4,
    )
    return drawn.encode()
