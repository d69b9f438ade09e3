"""Outlets whose servers misbehave: `chaos_stories` is what they mean to say, `chaos_ills` how they fail to say it.

What ails an answer is drawn from a seed, the address and the number of the request.
"""

import random
import socket
import threading
from dataclasses import dataclass, field

from tests.fakes import chaos_ills, chaos_stories, wire


@dataclass
class ChaosOutlet:
    """One outlet's server: a feed of its stories, and pages that are well or ill."""

    number: int
    seed: int
    stories: tuple[chaos_stories.Story, ...]
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
            body, kind = chaos_stories.render(story.text, noise=count), "text/html"
        elif path != "/rss":
            connection.sendall(wire.say(chaos_ills.render_plain("Latest", "All of today's stories.")))
            return
        rng = random.Random(f"{self.seed} {self.number} {path} {count}")
        other = chaos_stories.render(
            self.stories[(self.stories.index(story) + 1 if story else 0) % len(self.stories)].plan[0],
            noise=count,
        )
        exchange = chaos_ills.Exchange(story, body, other, self._origin, rng, connection, self.is_over)
        if story is not None and story.is_removed:
            exchange.say(chaos_ills.render_plain("Gone", "This page is gone."), status="410 Gone")
        elif query:
            chaos_ills.loop(exchange)
        elif rng.random() < self.ill_share:
            self._be_ill(exchange)
        else:
            if story is not None:
                story.missing_count = 0
            exchange.say(body, kind=kind)

    def _be_ill(self, exchange: chaos_ills.Exchange) -> None:
        weights = [0.25 if ill in chaos_ills.SLOW else 1.0 for ill in chaos_ills.ILLS]
        (ill,) = exchange.rng.choices(chaos_ills.ILLS, weights)
        needs_article = ill in {
            chaos_ills.cut_short_with_a_true_length,
            chaos_ills.tell_too_short_a_length,
            chaos_ills.break_off_without_a_length,
        }
        if exchange.story is None and needs_article:
            ill = chaos_ills.break_off
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
