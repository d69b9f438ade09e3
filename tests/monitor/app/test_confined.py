"""Readings in a process of their own: what it returns, what it raises, and what is stopped."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest

from monitor import errors
from monitor.app import confined
from monitor.core import opml


@pytest.fixture(scope="module")
def reader() -> Iterator[confined.Confined]:
    with confined.Confined(limit=timedelta(seconds=5)) as built:
        yield built


def read_for_ever() -> None:
    while True:
        pass


def fill_memory() -> int:
    return len(bytes(4 * 1024 * 1024 * 1024))


def test_what_a_reading_returns_and_raises_comes_back(reader):
    assert reader.read(len, b"four") == 4
    with pytest.raises(errors.InputError) as caught:
        reader.read(opml.parse_opml, b"<html/>")
    assert caught.value.message.startswith("This is no OPML")
    assert caught.value.hint


def test_a_reading_that_takes_too_much_memory_is_stopped_and_the_next_is_done(reader):
    with pytest.raises(errors.StalledError, match="too much memory"):
        reader.read(fill_memory)
    assert reader.read(len, b"four") == 4


def test_a_reading_whose_process_dies_is_stopped_and_the_next_is_done(reader):
    with pytest.raises(errors.StalledError):
        reader.read(os._exit, 1)
    assert reader.read(len, b"four") == 4


def test_a_reading_without_end_is_stopped():
    with (
        confined.Confined(limit=timedelta(seconds=0.5)) as hasty,
        pytest.raises(errors.StalledError, match="took longer than"),
    ):
        hasty.read(read_for_ever)
