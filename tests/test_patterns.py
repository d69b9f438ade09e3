"""Patterns: what every Python that the project runs on reads alike."""

import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [
    path
    for folder in ("monitor", "storage", "alerts", "report")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
#: Signs that an address may hold as they are; no pattern.
RESERVED = "()*+,"
POSSESSIVE = (")*+", ")++", ")?+", "(?>")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_group_is_possessive(path: Path):
    """Python 3.11 before 3.11.5, Debian's among them, matches possessive and atomic groups wrong (gh-106052)."""
    with tokenize.open(path) as source:
        texts = [
            token.string.replace(RESERVED, "")
            for token in tokenize.generate_tokens(source.readline)
            if token.type == tokenize.STRING
        ]
    assert [text for text in texts if any(sign in text for sign in POSSESSIVE)] == []
