"""The cases of `faults.py`: each breaks one thing, mends it, and says what was raised, taken, lost and doubled.

Here those of servers; `fault_crashes` has those of the machine.
"""

import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import fault_crashes
import fault_rig
from fault_rig import MINUTE, PEOPLE
from fault_scene import Case, Found, Scene, scene, tell_some
from fault_servers import HANG_UP, serve_mail

HOUR = timedelta(hours=1)


def run_server_down(folder: Path, template: Path) -> Found:
    """Nobody listens for an hour, in which an alert is raised every five minutes."""
    port = fault_rig.find_port()
    with scene(folder, template, mail_port=port) as made:
        for _ in range(12):
            made.rig.tell(*PEOPLE)
            for _ in range(5):
                made.rig.work()
                made.rig.clock.advance(MINUTE)
        with serve_mail(made.post, port=port):
            took = made.rig.settle()
        return made.found(took)


def run_one_refused(folder: Path, template: Path) -> Found:
    with scene(folder, template) as made:
        made.post.on_recipient = lambda whom: "550 5.1.1 no such user" if whom == PEOPLE[1] else ""
        tell_some(made.rig)
        return made.found(made.rig.settle())


def run_line_drops(folder: Path, template: Path) -> Found:
    """The server takes each mail at its first try, and hangs up before it says so."""
    with scene(folder, template) as made:
        left = iter([HANG_UP] * 9)
        made.post.on_message = lambda: next(left, "")
        tell_some(made.rig)
        return made.found(made.rig.settle())


def run_greylisted(folder: Path, template: Path) -> Found:
    """Each recipient is refused for the first five minutes after the first try."""
    with scene(folder, template) as made:
        first: dict[str, datetime] = {}

        def refuse(whom: str) -> str:
            now = made.rig.clock.now()
            is_new = now - first.setdefault(whom, now) < 5 * MINUTE
            return "451 4.7.1 greylisted, try again later" if is_new else ""

        made.post.on_recipient = refuse
        tell_some(made.rig)
        return made.found(made.rig.settle())


def run_room(
    folder: Path, template: Path, break_it: Callable[[Scene], None], *, is_slack: bool = True
) -> Found:
    """Tell the channel that posts, with its receiver broken in one way."""
    with scene(folder, template, room_is_slack=is_slack) as made:
        break_it(made)
        for _ in range(4):
            made.rig.tell(over="room")
            made.rig.work()
            made.rig.clock.advance(MINUTE)
        return made.found(made.rig.settle())


def run_rate_limited(folder: Path, template: Path) -> Found:
    def break_it(made: Scene) -> None:
        left = iter([(429, {"Retry-After": "90"}, b"rate_limited")] * 3)
        made.web.answer = lambda: next(left, (200, {}, b"ok"))

    return run_room(folder, template, break_it)


def run_server_error(folder: Path, template: Path) -> Found:
    def break_it(made: Scene) -> None:
        until = made.rig.clock.now() + 10 * MINUTE
        made.web.answer = lambda: (500, {}, b"oops") if made.rig.clock.now() < until else (200, {}, b"ok")

    return run_room(folder, template, break_it)


def run_timeouts(folder: Path, template: Path) -> Found:
    def break_it(made: Scene) -> None:
        left = iter([1.2] * 2)
        made.web.hangs_for = lambda: next(left, 0.0)

    return run_room(folder, template, break_it)


def run_web_line_drops(folder: Path, template: Path) -> Found:
    """The receiver takes a post and hangs up before it answers; the idempotency key tells the second try."""

    def break_it(made: Scene) -> None:
        left = iter([True] * 2)
        made.web.hangs_up = lambda: next(left, False)

    return run_room(folder, template, break_it, is_slack=False)


def run_gone(folder: Path, template: Path) -> Found:
    """Slack deletes the webhook; three days later somebody makes a new one and switches the channel on."""
    with scene(folder, template) as made:
        made.web.answer = lambda: (404, {}, b"no_service")
        for _ in range(4):
            made.rig.tell(over="room")
            made.rig.work()
            made.rig.clock.advance(18 * HOUR)
        assert [one.channel_id for one in made.rig.store.load_off_channels()] == ["room"]
        made.web.answer = lambda: (200, {}, b"ok")
        made.rig.store.enable_channel("room", now=made.rig.clock.now())
        return made.found(made.rig.settle())


def run_login_refused(folder: Path, template: Path) -> Found:
    """The mail server refuses the sender for three days."""
    with scene(folder, template) as made:
        made.post.answers["MAIL"] = "553 5.7.1 not your address"
        for _ in range(4):
            made.rig.tell(PEOPLE[0])
            made.rig.settle(longest=18 * HOUR)
            made.rig.clock.advance(18 * HOUR)
        assert [one.channel_id for one in made.rig.store.load_off_channels()] == ["mail"]
        del made.post.answers["MAIL"]
        made.rig.store.enable_channel("mail", now=made.rig.clock.now())
        return made.found(made.rig.settle())


def run_stalled(folder: Path, template: Path) -> Found:
    """A mail server takes connections and says nothing. The other channel is told all the same, and at once."""
    with (
        socket.create_server(("127.0.0.1", 0), backlog=64) as silent,
        scene(folder, template, mail_port=silent.getsockname()[1]) as made,
    ):
        for _ in range(3):
            made.rig.tell(PEOPLE[0])
            made.rig.tell(over="room")
        began = time.monotonic()
        worker = threading.Thread(target=made.rig.work)
        worker.start()
        while len(made.taken.alerts) < 3 and time.monotonic() - began < 20:
            time.sleep(0.01)
        took = time.monotonic() - began
        assert took < 2.0, f"the other channel waited {took:.1f} s for the stalled one"
        worker.join()
        # What is raised for the stalled server waits, as it should, and is not counted here.
        made.rig.raised = {one for one in made.rig.raised if not one[1]}
        return Found(counts=made.found().counts | {"lost": 3 - len(made.taken.alerts)})


CASES = (
    Case(name="mail server down for an hour", run=run_server_down),
    Case(name="mail server refuses one recipient of three", run=run_one_refused),
    Case(name="line drops after DATA", run=run_line_drops),
    Case(name="greylisting for five minutes", run=run_greylisted),
    Case(name="mail server refuses the sender for days", run=run_login_refused),
    Case(name="mail server takes connections and stalls", run=run_stalled),
    Case(name="Slack 429 with Retry-After", run=run_rate_limited),
    Case(name="Slack 500 for ten minutes", run=run_server_error),
    Case(name="Slack does not answer", run=run_timeouts),
    Case(name="Slack 404 no_service for days", run=run_gone),
    Case(name="webhook hangs up before it answers", run=run_web_line_drops),
    Case(name="one alert damaged in the database", run=fault_crashes.run_poison),
    Case(name="disk full", run=fault_crashes.run_disk_full),
    Case(name="disk full between send and record", run=fault_crashes.run_disk_full_after_sending),
    Case(name="kill -9 between commit and send", run=fault_crashes.run_killed_before_sending),
    Case(name="kill -9 between send and record", run=fault_crashes.run_killed_before_recording),
    Case(name="clock set back by two hours", run=fault_crashes.run_clock_back),
    Case(name="two workers on one database", run=fault_crashes.run_two_workers),
)
