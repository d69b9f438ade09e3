import io
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from monitor.app import cli, logs, settings

Run = Callable[..., "Answer"]


@dataclass
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An empty folder to work in, with no variable of ours; logging is left as it was."""
    for name in [name for name in os.environ if name.startswith(settings.PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    structlog.reset_defaults()
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    for handler in [known for known in root.handlers if known.get_name() == logs.HANDLER]:
        root.removeHandler(handler)


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command as the process does."""

    def run(*arguments: str, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Answer(ended.value.code, out, err)

    return run


@contextmanager
def told_to_stop(when: Callable[[], bool]) -> Iterator[None]:
    """Send this process SIGTERM as soon as it is true and a command listens for it, or after a minute."""
    is_over = threading.Event()
    before = signal.getsignal(signal.SIGTERM)

    def watch() -> None:
        until = time.monotonic() + 60
        while not is_over.wait(0.02):
            # A command that ended before it listened must not take the whole test run with it.
            is_listening = signal.getsignal(signal.SIGTERM) is not before
            if is_listening and (when() or time.monotonic() > until):
                os.kill(os.getpid(), signal.SIGTERM)
                return

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
    assert signal.getsignal(signal.SIGTERM) is before
