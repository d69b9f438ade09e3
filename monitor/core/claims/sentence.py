"""One sentence, read: its tokens, and every term of the lexicons and of the language's tables found among them.

Everything later (numbers, hedges, sources, stances) asks this and never looks at the raw text again.
Refuses nothing. Next: `quantity`.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from monitor import model
from monitor.core.claims.language import Language
from monitor.core.claims.lexicon import OWN, Hit, Matcher
from monitor.core.claims.numerals import Numerals, parse_numerals
from monitor.core.claims.thousands import join_thousands, write_points
from monitor.core.claims.tokens import Tokens, find_tokens

#: The time of a live blog's entry, and what may part it from the first sentence.
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d\Z")
_HALVES = frozenset({"am", "pm", "gmt", "bst", "a.m", "p.m"})
_DASHES = frozenset({"-", "--", ":", "|"})
#: Farthest behind a verb of saying that what is said may begin, in tokens.
MAX_SPEECH_REACH = 12
#: Verbs of saying that do something else in a term with a gap.
_DOUBTS = frozenset({f"#verb_{model.VerbClass.DOUBT}", f"#verb_{model.VerbClass.DENY}"})
#: Stand between what was said and the verb that closes it.
_CLOSERS = frozenset({",", '"'})
_AUXILIARIES = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "could",
        "may",
        "might",
        "can",
        "should",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and what stands in it. Places are token numbers, offsets are of the sentence's own text."""

    #: As written.
    text: str
    language: Language
    words: tuple[str, ...]
    #: Where each word begins and ends in `text`.
    spans: tuple[tuple[int, int], ...]
    hits: dict[str, list[Hit]]
    starting: dict[int, list[Hit]]
    ending: dict[int, list[Hit]]

    def cut(self, first: int, last: int) -> str:
        """Return the words from one place to another, both included, as written."""
        return self.text[self.spans[first][0] : self.spans[last][1]]

    def find_opening(self) -> int:
        """Return where the sentence begins behind the time of a live blog's entry: "09.41 – The army", "10.05am Talks"."""
        words = self.words
        if len(words) < 2 or not _CLOCK.match(words[0]):
            return 0
        at = 2 if words[1] in _HALVES else 1
        while at < len(words) and words[at] in _DASHES:
            at += 1
        return at if at > 1 or self.cut(1, 1)[0].isupper() else 0

    def is_at(self, place: int, *names: str) -> bool:
        """Whether a hit of one of these names begins at a place."""
        for hit in self.starting.get(place, ()):  # noqa: SIM110 - asked hundreds of times a paragraph
            if hit.name in names:
                return True
        return False

    def after(self, place: int, name: str) -> int:
        """Return the place behind the longest hit of a name that begins here, or the place itself."""
        end = place
        for hit in self.starting.get(place, ()):
            if hit.name == name and hit.last >= end:
                end = hit.last + 1
        return end

    def before(self, place: int, name: str) -> int:
        """Return the first place of the longest hit of a name that ends just before a place, or the place itself."""
        start = place
        for hit in self.ending.get(place - 1, ()):
            if hit.name == name and hit.first < start:
                start = hit.first
        return start

    def between(self, first: int, last: int, *names: str) -> bool:
        """Whether a hit of one of these names lies between two places, both left out."""
        return any(first < hit.first and hit.last < last for name in names for hit in self.hits.get(name, ()))


def parse_tokens(text: str, language: Language) -> Tokens:
    """Cut a sentence into its tokens, glued prefixes parted from number words."""
    tokens = write_points(join_thousands(find_tokens(text), text, language.code))
    return split_glued(tokens, language) if language.prefixes else tokens


def parse_sentence(
    text: str, *, matcher: Matcher, language: Language, tokens: Tokens | None = None
) -> Sentence:
    """Read a sentence in one language; `tokens` are its `parse_tokens`, where they are known already."""
    words, spans = tokens or parse_tokens(text, language)
    hits: dict[str, list[Hit]] = defaultdict(list)
    starting: dict[int, list[Hit]] = defaultdict(list)
    ending: dict[int, list[Hit]] = defaultdict(list)
    found = _drop_hours(_drop_doubts(matcher.find_hits(words), words))
    for hit in _drop_spoken(found, words, language) if language.speech_openers else found:
        name, first, last = hit[:3]
        hits[name].append(hit)
        starting[first].append(hit)
        ending[last].append(hit)
    return Sentence(
        text=text, language=language, words=words, spans=spans, hits=hits, starting=starting, ending=ending
    )


def _drop_doubts(hits: list[Hit], words: tuple[str, ...]) -> list[Hit]:
    """Leave out a verb of doubt that begins a term with a gap, but where what is said goes on: "claims 52 lives" doubts
    nothing, "claims 52 lives could have been saved" does."""
    opened = {
        hit.first
        for hit in hits
        if hit.has_gap and not hit.name.startswith(OWN) and _AUXILIARIES.isdisjoint(words[hit.last + 1 :][:1])
    }
    return [hit for hit in hits if hit.first not in opened or hit.name not in _DOUBTS] if opened else hits


def _drop_hours(hits: list[Hit]) -> list[Hit]:
    """Leave out what would begin a clause before a day or an hour, or as one: "until noon", "بعد ظهر الخميس", "قبل قليل" only
    tell when."""
    days = {hit.first for hit in hits if hit.name == "#day"}
    if not days:
        return hits
    return [hit for hit in hits if hit.name != "#breaker" or days.isdisjoint((hit.first, hit.last + 1))]


def _drop_spoken(hits: list[Hit], words: tuple[str, ...], language: Language) -> list[Hit]:
    """Leave out what a verb of saying means besides, where what is said follows: in "מסר הדובר כי" nobody is handed
    over."""
    openers = {hit.first for hit in hits if hit.name == "#speech"}
    spoken = {
        hit.first
        for hit in hits
        if hit.name.startswith("#verb_")
        and (_brings_speech(words, hit.last + 1, openers=openers) or _ends_speech(words, hit, language))
    }
    return [
        hit for hit in hits if hit.first not in spoken or hit.last > hit.first or hit.name.startswith(OWN)
    ]


def _ends_speech(words: tuple[str, ...], hit: Hit, language: Language) -> bool:
    """Whether a verb behind a comma closes what was said, with no number to act on: "20 חטופים מוחזקים, מסר הדובר"."""
    is_apart = hit.first > 0 and words[hit.first - 1] in _CLOSERS
    numbers = parse_numerals(language.code).starters
    return is_apart and not any(word[0].isdigit() or word in numbers for word in words[hit.last + 1 :])


def _brings_speech(words: tuple[str, ...], place: int, *, openers: set[int]) -> bool:
    """Whether what is said begins behind a verb, before any number."""
    for at in range(place, min(place + MAX_SPEECH_REACH, len(words))):
        if at in openers or words[at] == ":":
            return True
        if words[at][0].isdigit():
            return False
    return False


def split_glued(tokens: Tokens, language: Language) -> Tokens:
    """Part a glued prefix from a number word ("מעשרים", "وثمانية"), so that both are seen."""
    numerals = parse_numerals(language.code)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for place, (word, (start, end)) in enumerate(zip(*tokens, strict=True)):
        is_teen = _is_before_ten(tokens.words, place, numerals)
        prefix = "" if word in numerals.values else _number_prefix(word, language, numerals, is_teen=is_teen)
        if prefix:
            words.append(prefix)
            spans.append((start, start + len(prefix)))
        number = word[len(prefix) :]
        words.append(numerals.teen_spellings.get(number, number) if is_teen else number)
        spans.append((start + len(prefix), end))
    return Tokens(tuple(words), tuple(spans))


def _is_before_ten(words: tuple[str, ...], place: int, numerals: Numerals) -> bool:
    """Whether a word for ten follows a place, a hyphen between them or not."""
    behind = place + 2 if words[place + 1 : place + 2] == ("-",) else place + 1
    return not numerals.tens.isdisjoint(words[behind : behind + 1])


def _number_prefix(word: str, language: Language, numerals: Numerals, *, is_teen: bool) -> str:
    """Return the prefix of a number word; a weekday has none ("الاثنين" is Monday, not "the two"), but before a ten it is
    none ("الأحد عشر": the eleven)."""
    for prefix in language.prefixes:
        rest = word[len(prefix) :] if word.startswith(prefix) else ""
        if is_teen and (rest in numerals.teen_spellings or rest in numerals.values):
            return prefix
        if rest in numerals.values:
            return "" if word.endswith(tuple(numerals.weekdays)) else prefix
    return ""
