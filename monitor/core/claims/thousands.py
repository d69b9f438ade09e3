"""Numbers as other languages write them: spaces part thousands ("2 000" is one number, "March 12 300 people" two), a comma
the fraction ("3,2" is 3.2). Refuses to join what a month, a day or a label numbers already. Next: `sentence`.
"""

import re
from functools import lru_cache

from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import Tokens, parse_word

_SPACED = re.compile(r"(?<![\w.,/-])\d{1,3}(?: \d{3})+(?![\d-]| \d)")
#: Behind a comma that parts thousands stand three digits.
_COMMA = re.compile(r"\d{1,3},\d{1,2}\Z")
_DAYS = frozenset({"day", "week", "يوم", "اليوم", "יום", "ביום"})


def join_thousands(tokens: Tokens, text: str, code: str) -> Tokens:
    """Join the groups of each number whose thousands spaces part."""
    for match in reversed(list(_SPACED.finditer(text))):
        first = next((at for at, (start, _) in enumerate(tokens.spans) if start == match.start()), None)
        if first is None or not _find_openers(code).isdisjoint(_words_before(tokens.words, first)):
            continue
        behind = first + match.group().count(" ") + 1
        joined = Tokens((parse_word(match.group()),), (match.span(),))
        tokens = Tokens(
            tokens.words[:first] + joined.words + tokens.words[behind:],
            tokens.spans[:first] + joined.spans + tokens.spans[behind:],
        )
    return tokens


def write_points(tokens: Tokens) -> Tokens:
    """Write a point for a comma that parts a fraction: "3,2 %"."""
    if not any(map(_COMMA.match, tokens.words)):
        return tokens
    words = tuple(word.replace(",", ".") if _COMMA.match(word) else word for word in tokens.words)
    return Tokens(words, tokens.spans)


def _words_before(words: tuple[str, ...], place: int) -> tuple[str, ...]:
    """Return the word before a place, that before a full stop too ("Oct. 7")."""
    return (
        words[max(0, place - 2) : place] if words[place - 1 : place] == (".",) else words[place - 1 : place]
    )


@lru_cache(maxsize=8)
def _find_openers(code: str) -> frozenset[str]:
    """Find the words behind which a number is a day or a label."""
    labels = LANGUAGES[code].vetoes_before.get("label", ())
    return _DAYS | parse_numerals(code).months.keys() | frozenset(map(parse_word, labels))
