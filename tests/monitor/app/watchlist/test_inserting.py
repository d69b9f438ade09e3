"""Text is added to a watchlist at the right place, and every other character stays."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.app.watchlist import inserting
from tests import builders

OUTLET = builders.outlet(id="new", name="New", feeds=("https://new.example/a",))
BLOCK = '[[outlets]]\nid = "new"\nname = "New"\nfeeds = [\n  "https://new.example/a",  # fine\n]'
REMARKS = {"https://new.example/a": "fine"}


def insert_outlet(text: str) -> str:
    return inserting.insert_outlet(text, OUTLET, remarks=REMARKS)


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("into nothing", "", f"{BLOCK}\n"),
        ("at the end, where there is no outlet", "# mine\na = 1\n\n\n", f"# mine\na = 1\n\n{BLOCK}\n\n\n"),
        (
            "behind the last one, before the remark on what follows",
            '[[outlets]]\nid = "a"  # first\n# its own\n\n# --- Claims ---\n[[claims]]\nid = "b"\n',
            f'[[outlets]]\nid = "a"  # first\n\n{BLOCK}\n# its own\n\n# --- Claims ---\n[[claims]]\nid = "b"\n',
        ),
        (
            "behind its subtable",
            '[[outlets]]\nid = "a"\n[outlets.headers]\nx = "[1"\n[[claims]]\n',
            f'[[outlets]]\nid = "a"\n[outlets.headers]\nx = "[1"\n\n{BLOCK}\n[[claims]]\n',
        ),
        ("without a line end", "[[outlets]]\nid = 1", f"[[outlets]]\nid = 1\n\n{BLOCK}\n"),
    ],
)
def test_an_outlet_is_put_behind_the_last_one(remark, text, expected):
    assert insert_outlet(text) == expected, remark


def test_lines_end_as_they_did():
    text = '[[outlets]]\r\nid = "a"\r\nfeeds = [\r\n  "b"\r\n]\r\n'
    assert "\n" not in insert_outlet(text).replace("\r\n", "")
    found = inserting.insert_feeds(text, 0, ["c"], remarks={})
    assert found == '[[outlets]]\r\nid = "a"\r\nfeeds = [\r\n  "b",\r\n  "c",\r\n]\r\n'


@pytest.mark.parametrize(
    ("feeds", "expected"),
    [
        ('["a"]', '["a", "x", "y"]'),
        ('["a", ]  # all', '["a", "x", "y" ]  # all'),
        ("[]", '["x", "y"]'),
        ("[ ]", '["x", "y" ]'),
        ('[\n    "a",  # A, [1]\n]', '[\n    "a",  # A, [1]\n    "x",  # X\n    "y",\n]'),
        ("[\n\t'a' # A\n]", '[\n\t\'a\', # A\n\t"x",  # X\n\t"y",\n]'),
        ('["a",\n]', '["a",\n  "x",  # X\n  "y",\n]'),
        ('[\n  "a",\n  # no more\n]', '[\n  "a",\n  "x",  # X\n  "y",\n  # no more\n]'),
        ("[\n]", '[\n  "x",  # X\n  "y",\n]'),
    ],
)
def test_feeds_are_put_behind_the_last_one_as_the_list_is_written(feeds, expected):
    text = '[[outlets]]\nfeeds = ["other"]\n[[claims]]\n[[outlets]]\nfeeds = {}\nid = "b"\n'
    found = inserting.insert_feeds(text.replace("{}", feeds), 1, ["x", "y"], remarks={"x": "X"})
    assert found == text.replace("{}", expected)
    assert tomllib.loads(found)["outlets"][1]["feeds"] == [*tomllib.loads(f"f = {feeds}")["f"], "x", "y"]


def test_feeds_without_a_list_are_told():
    with pytest.raises(KeyError):
        inserting.insert_feeds('[[outlets]]\nid = "a"\n', 0, ["x"], remarks={})


_PIECES = st.sampled_from(
    [
        "# remark",
        "",
        '[[outlets]]\nid = "a"',
        "[[claims]]\nx = [\n1,\n]",
        '[[outlets]]\nfeeds = """\n[x]\n"""',
        "[lexicon.a]",
    ]
)


@given(st.lists(_PIECES, max_size=6, unique=True))
def test_whatever_the_file_an_outlet_is_added_and_nothing_else(pieces):
    text = "\n".join(pieces)
    before, after = tomllib.loads(text), tomllib.loads(insert_outlet(text))
    assert after["outlets"].pop() == {"id": "new", "name": "New", "feeds": ["https://new.example/a"]}
    assert after == before | {"outlets": before.get("outlets", [])}
    assert insert_outlet(text).replace(BLOCK, "").split() == text.split()
