"""Feeds that are small and unfold without end, or reach for what is not in them: nothing of it is ever an entry."""

import socket
from pathlib import Path

import pytest

from tests.monitor.core.feed_texts import only, read, rss


def bomb(declarations: str, title: str) -> str:
    items = f"<item><title>{title}</title><link>https://ledger.example/a</link><description>{title}</description></item>"
    return f'<?xml version="1.0"?><!DOCTYPE rss [{declarations}]>{rss(items)}'


def laughs(depth: int, width: int) -> str:
    levels = (f'<!ENTITY e{n} "{f"&e{n - 1};" * width}">' for n in range(1, depth))
    return f'<!ENTITY e0 "ha">{"".join(levels)}'


@pytest.mark.parametrize(
    "body",
    [
        bomb(laughs(10, 10), "&e9;"),
        bomb(laughs(40, 2), "&e39;"),
        bomb('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
        bomb('<!ENTITY a "&a;">', "&a;"),
        bomb(f'<!ENTITY a "{"ha" * 20_000}">', "&a;" * 5_000),
        bomb(f'<!ENTITY a "{"ha" * 100_000}">', "&a;" * 50_000),
        bomb(f'<!ENTITY % p "{"ha" * 20_000}"><!ENTITY a "{"%p;" * 100}">', "&a;" * 100),
        bomb(f'<!ENTITY a "{"&#38;a;" * 20}">', "&a;" * 20),
    ],
    ids=["laughs", "doublings", "ring", "itself", "square", "large square", "parameter", "reference"],
)
def test_what_unfolds_without_end_is_no_longer_than_a_feeds_texts_may_be(body: str):
    entry = only(read(body))
    assert len(entry.title) + len(entry.summary) < 100_000


@pytest.mark.server
@pytest.mark.enable_socket
def test_what_a_feed_reaches_for_is_not_given(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("20 held in secret")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        there = f"http://127.0.0.1:{listener.getsockname()[1]}/x.dtd"
        for declarations in (
            f'<!ENTITY a SYSTEM "{secret.as_uri()}">',
            f'<!ENTITY a PUBLIC "a" "{secret}">',
            f'<!ENTITY a SYSTEM "{there}">',
            f'<!ENTITY % p SYSTEM "{there}"> %p;',
            f'<!ENTITY % p SYSTEM "{secret.as_uri()}"><!ENTITY a "%p;">',
        ):
            assert "secret" not in str(only(read(bomb(declarations, "Talks &a;"))))
        outside = rss("<item><title>Talks</title><link>https://ledger.example/a</link></item>")
        assert only(read(f'<!DOCTYPE rss SYSTEM "{there}">{outside}')).title == "Talks"
        with pytest.raises(BlockingIOError):  # nobody came
            listener.accept()
