"""A watchlist is written into: checked before, whole or not at all."""

from pathlib import Path

import pytest

from monitor import errors
from monitor.app import settings, watchlist
from monitor.app.watchlist import writing
from tests import builders

TEXT = """# mine
[[topics]]
id = "t"
title = "T"
match = "hostage*"

[[outlets]]
id = "ledger"
name = "The Ledger"
feeds = ["https://ledger.example/rss"]
"""
NEW = builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/a",), language="en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "watchlist.toml"
    path.write_text(TEXT)
    return path


def draft(path: Path) -> writing.Draft:
    return writing.draft_outlet(path, NEW, remarks={})


def test_an_outlet_is_added_and_the_difference_told(file):
    made = draft(file)
    assert file.read_text() == TEXT
    made.save()
    assert file.read_text().startswith(TEXT)
    assert [outlet.id for outlet in watchlist.load_definitions(file).outlets] == ["ledger", "wire"]
    assert (
        made.render_difference().splitlines()[-7:]
        == [
            "+",
            "+[[outlets]]",
            '+id = "wire"',
            '+name = "Wire"',
            '+language = "en"',
            "+feeds = [",
            '+  "https://wire.example/a",',
            "+]",
        ][-7:]
    )
    assert [path.name for path in file.parent.iterdir()] == ["watchlist.toml"]


def test_feeds_are_added_to_an_outlet_in_an_included_file(tmp_path, file):
    main = tmp_path / "main.toml"
    main.write_text('include = ["watchlist.toml"]\n')
    made = writing.draft_feeds(main, "ledger", ("https://ledger.example/atom",), remarks={})
    made.save()
    assert (made.path, main.read_text()) == (file, 'include = ["watchlist.toml"]\n')
    assert watchlist.load_definitions(main).outlets[0].feeds == (
        "https://ledger.example/rss",
        "https://ledger.example/atom",
    )
    assert draft(main).path == file


def test_a_file_keeps_its_mode_its_mark_and_its_place_behind_a_link(tmp_path, file):
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    file.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    draft(link).save()
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.read_bytes().startswith(b"\xef\xbb\xbf#")
    assert len(watchlist.load_definitions(file).outlets) == 2


def test_a_file_that_changed_meanwhile_is_left_alone(file):
    made = draft(file)
    file.write_text(TEXT + "# more\n")
    with pytest.raises(errors.InputError, match="changed meanwhile"):
        made.save()
    assert file.read_text() == TEXT + "# more\n"


def test_a_folder_that_cannot_be_written_into_leaves_the_file_as_it_was(tmp_path, file):
    made = draft(file)
    moved = tmp_path / "gone" / "watchlist.toml"
    gone = writing.Draft(path=moved, old=made.old, new=made.new)
    with pytest.raises(errors.InputError, match="cannot be written: No such file"):
        gone.save()


def test_a_draft_that_would_be_wrong_is_refused(file):
    with pytest.raises(errors.ConfigError) as caught:
        writing.draft_outlet(
            file, builders.outlet(id="Not an id", feeds=("https://wire.example/a",)), remarks={}
        )
    assert "cannot be an id" in str(caught.value.problems)
    with pytest.raises(errors.ConfigError):
        writing.draft_feeds(file, "ledger", ("https://ledger.example/rss",), remarks={})
    assert file.read_text() == TEXT


def test_a_file_that_cannot_be_added_to_is_left_as_it_is(file):
    topics, _, _ = TEXT.partition("[[outlets]]")
    inline = 'outlets = [{id = "ledger", name = "L", feeds = ["https://ledger.example/rss"]}]\n'
    file.write_text(inline + topics)
    with pytest.raises(errors.InputError, match="a way that --write cannot add to"):
        draft(file)
    writing.draft_feeds(file, "ledger", ("https://ledger.example/atom",), remarks={}).save()
    assert len(watchlist.load_definitions(file).outlets[0].feeds) == 2


def test_the_watchlist_that_ships_is_not_written_into():
    with pytest.raises(errors.InputError, match="ships with Claimwatch"):
        draft(settings.shipped_watchlist())
