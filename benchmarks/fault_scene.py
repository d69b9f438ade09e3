"""One run of one fault: the service between its two servers, and what it came to. Next: `fault_cases`, `fault_crashes`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from fault_rig import MINUTE, PEOPLE, Rig
from fault_servers import Post, Taken, Web, serve_mail, serve_web

COUNTS = ("raised", "taken", "lost", "doubled", "strange", "dead", "told")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What one run came to; `slowest` by its clock, from the last thing mended to the last message taken."""

    counts: dict[str, int]
    slowest: timedelta = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One fault. It gives None where this machine cannot show it."""

    name: str
    run: Callable[[Path, Path], Found | None]


@dataclass(kw_only=True)
class Scene:
    """A rig between its two servers, which note what they take in one list."""

    rig: Rig
    post: Post
    web: Web
    taken: Taken

    def found(self, slowest: timedelta = timedelta(0)) -> Found:
        """Count what became of all that was raised."""
        dead = self.rig.dead()
        waiting = {(one.id, one.address) for one in self.rig.waiting()}
        arrived = self.taken.alerts
        lost = self.rig.raised - arrived - dead
        return Found(
            counts={
                "raised": len(self.rig.raised),
                "taken": self.taken.ids.total(),
                "lost": len(lost) + len(waiting),
                "doubled": self.taken.doubled_count,
                "strange": 0 if self.taken.has_one_id_each else 1,
                "dead": len(dead),
                "told": len(self.taken.news),
            },
            slowest=slowest,
        )


@contextmanager
def scene(
    folder: Path, template: Path, *, mail_port: int | None = None, room_is_slack: bool = True
) -> Iterator[Scene]:
    """Serve both servers and start the service between them; with a port, somebody else serves the mail there."""
    taken = Taken()
    post, web = Post(taken), Web(taken=taken)
    with serve_web(web) as room, serve_mail(post) as port:
        rig = Rig(
            folder=folder, mail_port=mail_port or port, web_url=room.url, room_is_slack=room_is_slack
        ).copy(template)
        made = Scene(rig=rig.start(), post=post, web=web, taken=taken)
        try:
            yield made
        finally:
            made.rig.stop()


def tell_some(rig: Rig, count: int = 3) -> None:
    """Raise alerts for three people each, a minute apart."""
    for _ in range(count):
        rig.tell(*PEOPLE)
        rig.clock.advance(MINUTE)
