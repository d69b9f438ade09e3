"""Lists of feeds from and for other programs."""

import tomllib
from pathlib import Path

import pytest

from monitor.app import watchlist

WATCHLIST = """
[[topics]]
id = "t"
title = "T"
match = "hostage*"
[[outlets]]
id = "ledger"
name = "The Ledger & Son"
language = "en"
feeds = ["https://ledger.example/rss?a=1&b=2"]
"""
OPML = """<opml version="2.0"><body>
<outline text="Papers">
<outline text="The Ledger" xmlUrl="https://ledger.example/rss?a=1&amp;b=2"/>
<outline text="Ledger, sport" xmlUrl="https://ledger.example/sport"/>
<outline text="The [Gazette]" xmlUrl="https://gazette.example/rss"/>
</outline>
<outline text="Mine" xmlUrl="https://me:hunter2@private.example/rss"/>
</body></opml>"""


@pytest.fixture
def file(folder: Path) -> Path:
    file = folder / "watchlist.toml"
    file.write_text(WATCHLIST)
    return file


def test_what_is_imported_is_printed_and_can_be_appended(run, folder, file):
    (folder / "feeds.opml").write_text(OPML)
    answer = run("sources", "import", "feeds.opml")
    assert answer.code == 0
    assert file.read_text() == WATCHLIST
    file.write_text(WATCHLIST + answer.out)
    outlets = watchlist.load_definitions(file).outlets
    assert [(outlet.id, outlet.name, outlet.feeds) for outlet in outlets[1:]] == [
        ("ledger-2", "Ledger, sport", ("https://ledger.example/sport",)),
        ("gazette", "The [Gazette]", ("https://gazette.example/rss",)),
    ]
    assert answer.err.splitlines() == [
        "Line 7 is left out: a login stands in this address.",
        "Feeds in the file: 4; new: 2, of outlets: 2.",
    ]


def test_a_list_without_a_feed_exits_1(run, file):
    answer = run("sources", "import", stdin=b"<opml><body><outline text='News'/></body></opml>")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "Feeds in the file: 0; new: 0, of outlets: 0.\n"


def test_a_broken_list_is_refused_with_file_and_line(run, folder, file):
    (folder / "feeds.opml").write_text("<opml>\n<body>\n</opml>")
    answer = run("sources", "import", "feeds.opml")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("feeds.opml: This is no OPML that can be read: line 3: mismatched tag.")
    answer = run("sources", "import", stdin=b'<!DOCTYPE a [<!ENTITY b "c">]><opml>&b;</opml>')
    assert answer.code == 2
    assert answer.err.startswith(
        "Standard input: This is no OPML that can be read: line 1: it declares an entity (b)"
    )


def test_what_is_exported_can_be_imported_elsewhere(run, folder, file):
    answer = run("sources", "export")
    assert (answer.code, answer.err) == (0, "")
    (folder / "other.toml").write_text(WATCHLIST.partition("[[outlets]]")[0])
    imported = run("sources", "import", "--watchlist", "other.toml", stdin=answer.out.encode())
    assert tomllib.loads(imported.out) == {
        "outlets": [
            {
                "id": "ledger",
                "name": "The Ledger & Son",
                "language": "en",
                "feeds": ["https://ledger.example/rss?a=1&b=2"],
            }
        ]
    }
    again = run("sources", "import", stdin=answer.out.encode())
    assert (again.code, again.out) == (0, "")
    assert again.err == "Feeds in the file: 1; new: 0, of outlets: 0.\n"
