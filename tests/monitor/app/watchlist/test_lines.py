import json
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from monitor.app.watchlist import lines

TEXT = '''\
# a comment with [brackets] = "and signs"
include = ["a.toml", 'b.toml']

[[outlets]]
id = "one"                # trailing "comment"
feeds = [
    "https://one.example/rss",   # with a ] inside

    "https://one.example/#top",
]
headers = { accept = "text/html", "x-b" = '{' }

[[outlets]]
id = "two"
note = """
[[outlets]]
id = "not a key" \\"""
"""
literal = \'\'\'
[nor.this]\'\'\'
dotted.key.path = 1.5
"quoted \\u0061" = 2024-01-01 10:00:00

[lexicon.hostage]
en = ["hostage"]

[[outlets.nested]]
deep = [[1, 2],
        [{ x = 3 },
         4]]
[outlets.nested.table]
y = true
[[outlets.nested]]
deep = []
'''


def test_each_key_table_and_element_has_its_line():
    found = lines.find_lines(TEXT)
    assert found["include", 1] == 2
    assert (found["outlets",], found["outlets", 0], found["outlets", 1]) == (4, 4, 13)
    assert found["outlets", 0, "feeds"] == 6
    assert (found["outlets", 0, "feeds", 0], found["outlets", 0, "feeds", 1]) == (7, 9)
    assert found["outlets", 0, "headers", "x-b"] == 11
    assert found["outlets", 1, "note"] == 15
    assert found["outlets", 1, "literal"] == 19
    assert found["outlets", 1, "dotted"] == found["outlets", 1, "dotted", "key", "path"] == 21
    assert found["outlets", 1, "quoted a"] == 22
    assert found["lexicon", "hostage", "en", 0] == 25
    assert found["outlets", 1, "nested", 0, "deep", 1, 0, "x"] == 29
    assert found["outlets", 1, "nested", 0, "deep", 1, 1] == 30
    assert found["outlets", 1, "nested", 0, "table", "y"] == 32
    assert found["outlets", 1, "nested", 1, "deep"] == 34


def test_text_inside_strings_is_never_a_key():
    found = lines.find_lines(TEXT)
    assert set(_paths(tomllib.loads(TEXT))) == set(found)


def test_windows_line_ends_count_once():
    assert lines.find_lines("a = 1\r\nb = [\r\n1,\r\n2]\r\n")["b", 1] == 4


def _paths(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _paths(inner, (*path, index))


def _write(value) -> str:
    """Write a value as inline TOML; JSON's strings are TOML's."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_write(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(_write(inner) for inner in value) + "\n]"
    return json.dumps(value)


_texts = st.text(st.sampled_from("ab=[]{},.#\"'\\\n ש"), max_size=6)
_values = st.recursive(
    st.booleans() | st.integers(-9, 9) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_texts, _values, max_size=4))
def test_exactly_the_paths_that_tomllib_reads_are_found(document):
    text = "".join(f"{json.dumps(key)} = {_write(value)}\n" for key, value in document.items())
    assert set(lines.find_lines(text)) == set(_paths(tomllib.loads(text)))
