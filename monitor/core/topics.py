"""Topics: a boolean query, and whether a text is about it.

The language: words, "phrases", a prefix (`hostage*`), AND, OR, NOT (capitals), parentheses; terms side by side mean
AND, which binds closer than OR. Letters are compared without case, accents, Arabic vowel signs, tatweel and alef
forms, or Hebrew points; a Hebrew or Arabic term also stands for the same word with its one-letter prefixes ("the",
"and", "in", "to" …). Refuses a query that cannot be read, with the place and a way out. Next: `polls` and `decide`.
"""

import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import Protocol

from monitor import errors

#: Parentheses and NOTs inside one another; a person writes three.
MAX_DEPTH = 40

_OPENING = '"“”„«'
_CLOSING = '"“”»'
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<paren>[()])
      | [{_OPENING}] (?P<phrase>[^{_CLOSING}]*) (?P<closed>[{_CLOSING}])?
      | (?P<word>(?:[^\s(){_OPENING}{_CLOSING}] | (?<=[א-ת])["״](?=[א-ת]))+)
      | (?P<stray>\S)
    )""",
    re.VERBOSE,
)
#: Marks and invisible characters (direction, joiners, soft hyphens) say nothing about which word it is; what has
#: no letter form of its own after decomposition is mapped as Lucene's ArabicNormalizer does.
_FOLDED = dict.fromkeys(
    code for code in range(sys.maxunicode >> 4) if unicodedata.category(chr(code)) in {"Mn", "Cf"}
) | {ord("ـ"): None, ord("ٱ"): "ا", ord("ى"): "ي", ord("ة"): "ه"}
_GERSHAYIM = re.compile(r"(?<=[א-ת])[\"'״׳](?=[א-ת])")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
#: Hebrew: and, that/when/from, in/to/as, the. Arabic: and/so, by/as/for, the (for + the is written لل).
_PREFIXES = (
    (re.compile(r"[א-ת]"), "ו?(?:[כמ]?ש)?[בלמכ]?ה?"),
    (re.compile(r"[\u0621-\u064a]"), "[وف]?(?:لل|[بكل]?(?:ال)?)"),
)


class _Node(Protocol):
    def holds(self, text: str) -> bool:
        """Whether it holds for a text made by `_searchable`."""
        ...


@dataclass(frozen=True, slots=True)
class _Term:
    #: Strings that must all be there: found far quicker than the pattern, and in most texts one is missing.
    literals: tuple[str, ...]
    pattern: re.Pattern[str]

    def holds(self, text: str) -> bool:
        return all(literal in text for literal in self.literals) and self.pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class _All:
    nodes: tuple[_Node, ...]

    def holds(self, text: str) -> bool:
        return all(node.holds(text) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class _Any:
    nodes: tuple[_Node, ...]

    def holds(self, text: str) -> bool:
        return any(node.holds(text) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class _Not:
    node: _Node

    def holds(self, text: str) -> bool:
        return not self.node.holds(text)


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read; made by `parse_query`."""

    #: As it was written.
    text: str
    root: _Node

    def matches(self, *texts: str) -> bool:
        """Whether the texts, taken together, are what the query asks for; no phrase reaches from one into the next."""
        return self.root.holds(_searchable(texts))


def parse_query(text: str) -> Query:
    """Read a query. Raises QueryError with the position of what cannot be read."""
    return Query(text=text, root=_Parser(text).parse())


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "(", ")", "AND", "OR", "NOT", "term" or "end"
    text: str
    position: int


class _Parser:
    """Recursive descent over the grammar: any = all (OR all)*; all = not (AND? not)*; not = NOT not | (any) | term."""

    def __init__(self, text: str) -> None:
        self._tokens = _find_tokens(text)
        self._index = 0
        self._depth = 0

    def parse(self) -> _Node:
        if self._next.kind == "end":
            raise errors.QueryError("The query is empty.", hint="Write at least one word, such as hostage*.")
        node = self._parse_any()
        if self._next.kind == ")":
            raise _trouble("A parenthesis is closed that was never opened", self._next, "Remove it.")
        return node

    @property
    def _next(self) -> _Token:
        return self._tokens[self._index]

    def _accepts(self, kind: str) -> bool:
        found = self._next.kind == kind
        self._index += found
        return found

    def _parse_any(self) -> _Node:
        nodes = [self._parse_all()]
        while self._accepts("OR"):
            nodes.append(self._parse_all())
        return nodes[0] if len(nodes) == 1 else _Any(tuple(nodes))

    def _parse_all(self) -> _Node:
        nodes = [self._parse_not()]
        while self._accepts("AND") or self._next.kind in {"NOT", "(", "term"}:
            nodes.append(self._parse_not())
        return nodes[0] if len(nodes) == 1 else _All(tuple(nodes))

    def _parse_not(self) -> _Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _trouble("The query is nested too deeply", self._next, f"Use at most {MAX_DEPTH} levels.")
        token = self._next
        self._index += token.kind != "end"
        match token.kind:
            case "NOT":
                node: _Node = _Not(self._parse_not())
            case "(":
                node = self._parse_any()
                self._close(token)
            case "term":
                node = _read_term(token)
            case _:
                raise _trouble(
                    "A word is missing here",
                    token,
                    "AND, OR and NOT need a term after them; in lower case they are words.",
                )
        self._depth -= 1
        return node

    def _close(self, opened: _Token) -> None:
        if not self._accepts(")"):
            raise _trouble("This parenthesis is never closed", opened, "Add a ) where it ends.")


def _find_tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        position = match.end() - len(match[0].lstrip())
        if match["phrase"] is not None:
            token = _Token("term", match["phrase"], position)
            if match["closed"] is None:
                raise _trouble("This quotation mark is never closed", token, 'Add a " where the phrase ends.')
        elif kind == "stray":
            token = _Token("stray", match["stray"], position)
            raise _trouble("A quotation mark is closed that was never opened", token, "Remove it.")
        elif kind == "paren":
            token = _Token(match["paren"], match["paren"], position)
        else:
            word = match["word"]
            token = _Token(word if word in {"AND", "OR", "NOT"} else "term", word, position)
        tokens.append(token)
    tokens.append(_Token("end", "", len(text)))
    return tokens


def _read_term(token: _Token) -> _Node:
    """Make a word or phrase searchable: the words of it side by side, each as a whole or, before a `*`, a beginning."""
    literals: list[str] = []
    patterns: list[str] = []
    for written in token.text.split():
        stem, star, rest = written.partition("*")
        words = _words_of(stem)
        if rest or (star and len(words[-1:] and words[-1]) < 2):
            raise _trouble(
                f"The * in {written} cannot be used so",
                token,
                "Write it after two letters or more: hostage*.",
            )
        literals += words
        patterns += [_prefix_of(word) + re.escape(word) for word in words]
        if star:
            patterns[-1] += r"\w*"
    if not patterns:
        raise _trouble("This term has no letters or digits", token, "Remove it or write a word.")
    return _Term(tuple(literals), re.compile(f" {' '.join(patterns)} "))


def _prefix_of(word: str) -> str:
    return next((prefix for letters, prefix in _PREFIXES if letters.match(word)), "")


def _trouble(what: str, token: _Token, hint: str) -> errors.QueryError:
    return errors.QueryError(
        f"{what} (character {token.position + 1} of the query).", hint=hint, position=token.position
    )


def _words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    if text.isascii():
        folded = text.lower()
    else:
        lower = unicodedata.normalize("NFKC", _GERSHAYIM.sub("", text)).casefold()
        folded = unicodedata.normalize("NFKD", lower).translate(_FOLDED)
    return _BETWEEN_WORDS.sub(" ", folded).split()


def _searchable(texts: tuple[str, ...]) -> str:
    """Join texts into one string with a single space around every word, and a line break no term can match between."""
    return "".join(f" {' '.join(_words_of(text))} \n" for text in texts)
