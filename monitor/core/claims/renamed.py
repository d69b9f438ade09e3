"""Renamed: whether a source that seems to have come or gone is still there by another name, or never was a source.

Refuses to say who speaks: `attribution` does. Next: `echo`.
"""

from monitor import model
from monitor.core.claims.align import names_source
from monitor.core.claims.script import language_of
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import find_tokens

#: Everybody there is to speak.
_ALL = frozenset(
    {
        "the two sides",
        "two sides",
        "both sides",
        "the sides",
        "the parties",
        "both parties",
        "the two parties",
        "they",
    }
)
#: Words of a source that may have taken in more than who spoke.
_LONG = 3


def is_apposed(old: model.Claim, new: model.Claim) -> bool:
    """Whether two sources stand side by side for the same person: "said their leader, Ana Petrov"."""
    pairs = [
        tuple(f"{source}".removeprefix("the ") for source in pair)
        for pair in ((old.source, new.source), (new.source, old.source))
    ]
    ways = [
        written
        for one, other in pairs
        for written in (f"{one}, {other}", f"{one}, the {other}", f"{one} ({other})")
    ]
    return any(way in sentence for way in ways for sentence in (old.sentence, new.sentence))


def is_all_of_them(old: model.Claim, new: model.Claim) -> bool:
    """Whether one source is both sides, and the other names them: "the two sides said", "the airline and its crew said"."""
    sources = [f"{old.source}".casefold(), f"{new.source}".casefold()]
    return any(one in _ALL and " and " in other for one, other in (sources, sources[::-1]))


def is_named_in_part(sentence: str, source: str) -> bool:
    """Whether a sentence names what a long source begins with, where nouns begin with what counts: of "الرئيس دعمه خطة" the
    first word alone may say who spoke."""
    words = source.split()
    is_long = len(words) >= _LONG and not LANGUAGES[language_of(sentence)].is_inflected_by_rule
    return is_long and names_source(sentence, words[0])


def is_holder(sentence: Sentence, source: str) -> bool:
    """Whether a sentence names a source only as who holds those counted: "בידי חמאס"."""
    length = len(find_tokens(source).words)
    held = {at for hit in sentence.hits.get("#holder", ()) for at in range(hit.first, hit.last + 1 + length)}
    rest = " ".join(word for at, word in enumerate(sentence.words) if at not in held)
    return bool(held) and not names_source(rest, source)
