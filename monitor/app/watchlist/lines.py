"""Where each key of a TOML text stands: key path -> line, which `tomllib` does not tell, and where something can be added.

Reads only text that `tomllib` has accepted, so it refuses nothing itself. Next: `sources`, which reads the files; `inserting`, which
adds to them.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple

#: ("outlets", 2, "feeds", 0): names of keys, and places in arrays from 0.
KeyPath = tuple[str | int, ...]

_TOKEN = re.compile(
    r'''
      (?P<blank> [ \t]+ | \#[^\n]* )
    | (?P<string> """ (?: \\. | [^\\] )*? """ "{0,2} | \'\'\' .*? \'\'\' '{0,2}
                | " (?: \\. | [^"\\] )* " | ' [^']* ' )
    | (?P<mark> [\n=\[\]{},.] )
    | (?P<bare> [^\s"'=\[\]{},.\#]+ )
    ''',
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a TOML text that means something: no blank, no comment."""

    text: str
    #: From 1.
    line: int
    #: The offset behind it.
    end: int


_END = Token("", 0, 0)


class Places(NamedTuple):
    """Where things are in a TOML text."""

    #: The line, from 1, of every table, key and array element.
    lines: Mapping[KeyPath, int]
    #: For each array, the last two tokens of it: what stands before its closing bracket, and the bracket.
    closings: Mapping[KeyPath, tuple[Token, Token]]
    #: The offset behind the last token of each table with a header, subtables included.
    table_ends: Mapping[KeyPath, int]


def find_places(text: str) -> Places:
    """Return where the keys, arrays and tables of a valid TOML text are, as it is: lines may end in CRLF."""
    reader = _Reader(text)
    lines = reader.read()
    return Places(lines, reader.closings, reader.table_ends)


def find_lines(text: str) -> Mapping[KeyPath, int]:
    """Return the line, from 1, of every table, key and array element of a valid TOML text.

    A table that has several headers counts from the first; an implied one from the key that implies it.
    """
    return _Reader(text.replace("\r\n", "\n")).read()


class _Reader:
    """One pass over the tokens; grows `lines` as it goes."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {(): 1}
        self.closings: dict[KeyPath, tuple[Token, Token]] = {}
        self.table_ends: dict[KeyPath, int] = {}
        self._last_index: dict[KeyPath, int] = {}
        self._tokens = _find_tokens(text)
        self._position = 0

    def read(self) -> Mapping[KeyPath, int]:
        table: KeyPath = ()
        while self._peek() != _END:
            if self._peek()[0] == "\n":
                self._take()
            else:
                if self._peek()[0] == "[":
                    table = self._read_header()
                else:
                    self._read_pair(table)
                self._note_end(table)
        return self.lines

    def _read_header(self) -> KeyPath:
        line = self._take()[1]
        is_array = self._peek()[0] == "["
        if is_array:
            self._take()
        *parents, name = self._read_key()
        for _closing in "]]" if is_array else "]":
            self._take()
        path: KeyPath = ()
        for part in parents:
            path = self._enter((*path, part), line)
        path = (*path, name)
        if is_array:
            self._last_index[path] = self._last_index.get(path, -1) + 1
        return self._enter(path, line)

    def _enter(self, path: KeyPath, line: int) -> KeyPath:
        """Note a table, and its newest element where it is an array of tables."""
        self.lines.setdefault(path, line)
        if path in self._last_index:
            path = (*path, self._last_index[path])
            self.lines.setdefault(path, line)
        return path

    def _note_end(self, table: KeyPath) -> None:
        """Note that a table, and those it stands in, reach to the token just read."""
        for length in range(1, len(table) + 1):
            self.table_ends[table[:length]] = self._last.end

    def _read_pair(self, table: KeyPath) -> None:
        line = self._peek()[1]
        path = table
        for part in self._read_key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._take()
        self._read_value(path)

    def _read_key(self) -> list[str]:
        parts = [_unquote(self._take()[0])]
        while self._peek()[0] == ".":
            self._take()
            parts.append(_unquote(self._take()[0]))
        return parts

    def _read_value(self, path: KeyPath) -> None:
        match self._peek()[0]:
            case "[":
                self._read_array(path)
            case "{":
                self._read_inline_table(path)
            case _:
                while self._peek()[0] not in {",", "]", "}", "\n", ""}:
                    self._take()

    def _read_array(self, path: KeyPath) -> None:
        self._take()
        index = 0
        while (token := self._peek())[0] != "]":
            if token[0] in {",", "\n"}:
                self._take()
                continue
            self.lines[*path, index] = token[1]
            self._read_value((*path, index))
            index += 1
        before = next(token for token in self._tokens[self._position - 1 :: -1] if token.text != "\n")
        self.closings[path] = (before, self._take())

    def _read_inline_table(self, path: KeyPath) -> None:
        self._take()
        while (token := self._peek())[0] != "}":
            if token[0] in {",", "\n"}:
                self._take()
            else:
                self._read_pair(path)
        self._take()

    @property
    def _last(self) -> Token:
        """The token taken last."""
        return self._tokens[self._position - 1]

    def _peek(self) -> Token:
        return self._tokens[self._position]

    def _take(self) -> Token:
        token = self._tokens[self._position]
        self._position += 1
        return token


def _find_tokens(text: str) -> list[Token]:
    """Return the tokens of a text, closed by `_END`."""
    tokens = []
    line = 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "blank":
            tokens.append(Token(found.group(), line, found.end()))
        line += found.group().count("\n")
    return [*tokens, _END]


def _unquote(token: str) -> str:
    """Return a key as `tomllib` reads it."""
    return str(tomllib.loads(f"key = {token}")["key"]) if token[0] in "\"'" else token
