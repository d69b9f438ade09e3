"""One sentence, read: its tokens, and every term of the lexicons and of the language's tables found among them.

Everything later (numbers, hedges, sources, stances) asks this and never looks at the raw text again.
Refuses nothing. Next: `quantity`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.core.claims.language import Language
from monitor.core.claims.lexicon import Hit, Matcher
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.tokens import Token, find_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and what stands in it. Places are token numbers; token offsets point into the whole text."""

    #: As written.
    text: str
    start: int
    end: int
    language: Language
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    hits: dict[str, list[Hit]]
    starting: dict[int, list[Hit]]
    ending: dict[int, list[Hit]]

    def is_at(self, place: int, *names: str) -> bool:
        """Whether a hit of one of these names begins at a place."""
        return any(hit.name in names for hit in self.starting.get(place, ()))

    def after(self, place: int, name: str) -> int:
        """Return the place behind the longest hit of a name that begins here, or the place itself."""
        return max((hit.last + 1 for hit in self.starting.get(place, ()) if hit.name == name), default=place)

    def before(self, place: int, name: str) -> int:
        """Return the first place of the longest hit of a name that ends just before a place, or the place itself."""
        return min((hit.first for hit in self.ending.get(place - 1, ()) if hit.name == name), default=place)

    def between(self, first: int, last: int, *names: str) -> bool:
        """Whether a hit of one of these names lies between two places, both left out."""
        return any(first < hit.first and hit.last < last for name in names for hit in self.hits.get(name, ()))


def parse_sentence(text: str, start: int, end: int, *, matcher: Matcher, language: Language) -> Sentence:
    """Read text[start:end] in one language."""
    tokens = find_tokens(text, start, end)
    if language.prefixes:
        tokens = tuple(_split_glued(tokens, language))
    words = tuple(token.word for token in tokens)
    hits: dict[str, list[Hit]] = defaultdict(list)
    starting: dict[int, list[Hit]] = defaultdict(list)
    ending: dict[int, list[Hit]] = defaultdict(list)
    for hit in matcher.find_hits(words):
        hits[hit.name].append(hit)
        starting[hit.first].append(hit)
        ending[hit.last].append(hit)
    return Sentence(
        text=text[start:end],
        start=start,
        end=end,
        language=language,
        tokens=tokens,
        words=words,
        hits=hits,
        starting=starting,
        ending=ending,
    )


def _split_glued(tokens: Iterable[Token], language: Language) -> Iterable[Token]:
    """Part a glued prefix from a number word ("מעשרים", "وثمانية"), so that both are seen."""
    values = parse_numerals(language.code).values
    for token in tokens:
        prefix = "" if token.word in values else _number_prefix(token.word, language, values)
        if not prefix:
            yield token
            continue
        middle = token.start + len(prefix)
        yield Token(prefix, token.start, middle)
        yield Token(token.word[len(prefix) :], middle, token.end)


def _number_prefix(word: str, language: Language, values: Mapping[str, int]) -> str:
    for prefix in language.prefixes:
        if word.startswith(prefix) and word[len(prefix) :] in values:
            return prefix
    return ""
