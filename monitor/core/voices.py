"""Voices: what in a sentence says who says so, and how exact or sure it is; read with the tables of the claims engine.

Refuses to judge what a word means: only which words they are, so that an edit of them can be named. Next: `edits`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.core import signs
from monitor.core.claims.attribution import find_attributions
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tokens import parse_word

#: Modals that doubt; the others say what is to be.
_DOUBTING = frozenset({"modal:may", "modal:expected", "modal:should", "modal:would"})
#: Adjectives of doubt, and adverbs the tables of numbers have no use for.
_ADJECTIVES = frozenset(
    parse_word(word)
    for word in [
        "alleged",
        "suspected",
        "apparent",
        "apparently",
        "purported",
        "supposed",
        "so-called",
        "presumed",
        "reputed",
        "seemingly",
        "potentially",
        "mostly",
        "unlikely",
        "exactly",
        "precisely",
        "مزعوم",
        "مزعومة",
        "المزعوم",
        "المزعومة",
        "مفترض",
        "المفترض",
        "محتمل",
        "محتملة",
        "المحتمل",
        "المحتملة",
        "بالضبط",
        "تحديدا",
        "לכאורה",
        "כביכול",
        "חשוד",
        "החשוד",
        "משוער",
        "המשוער",
        "אפשרי",
        "בדיוק",
    ]
)
_TO_COME = re.compile(r"[يت]\w{3}")
_QUOTE_MARK = re.compile('[“”„«»"״‘]')
#: Tokens between a number and a hedge behind it, at the most: "12 people were hurt at least".
_REACH = 4
_ARTICLES = frozenset({"the", "a", "an", "of", "that"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The words of one sentence that hedge, and those that attribute."""

    #: Each as written, folded, in order.
    hedges: tuple[str, ...]
    verbs: tuple[str, ...]
    sources: tuple[str, ...]
    #: Where these stand: (start, end) characters.
    hedge_spans: tuple[tuple[int, int], ...]
    #: Of "will", "can" and the like, which say what the hedges say not.
    modal_spans: tuple[tuple[int, int], ...]
    verb_spans: tuple[tuple[int, int], ...]
    #: Of verbs that say only beside a quotation: "admitted".
    quoting_spans: tuple[tuple[int, int], ...]
    source_spans: tuple[tuple[int, int], ...]


def find_voices(text: str) -> Voices:
    """Find the hedges, verbs of saying and sources of one sentence."""
    sentence = signs.read_sentence(text)
    is_quoting = _QUOTE_MARK.search(text) is not None
    hedges = sorted({(hit.first, hit.last) for hit in _find_hedges(sentence)} | _find_adjectives(sentence))
    sources = tuple(dict.fromkeys(one.source for one in find_attributions(sentence, of_quotation=is_quoting)))
    modals = [hit for name, hits in sentence.hits.items() if name.startswith("modal:") for hit in hits]
    verbs = sorted({(hit.first, hit.last) for hit in _find_verbs(sentence, is_quoting=is_quoting)})
    return Voices(
        hedges=tuple(_fold(sentence, *place) for place in hedges),
        verbs=tuple(_fold(sentence, *place) for place in verbs),
        sources=tuple(_bare(source) for source in sources),
        hedge_spans=tuple(_span(sentence, *place) for place in hedges),
        modal_spans=tuple(_span(sentence, hit.first, hit.last) for hit in modals),
        verb_spans=tuple(_span(sentence, *place) for place in verbs),
        quoting_spans=tuple(
            _span(sentence, hit.first, hit.last) for hit in sentence.hits.get("#verb_quoting", ())
        ),
        source_spans=tuple(span for source in sources for span in _find_span(text, source)),
    )


def _find_hedges(sentence: Sentence) -> Iterator[Hit]:
    for name, hits in sentence.hits.items():
        for hit in hits:
            if name.startswith("#before_"):
                is_hedge = _opens_number(sentence, hit.last + 1)
            elif name.startswith("#after_"):
                is_hedge = any(
                    _is_number(sentence, at) for at in range(max(0, hit.first - _REACH), hit.first)
                )
            else:
                is_hedge = name == "#reported" or name in _DOUBTING
            if is_hedge and not (hit.first and sentence.cut(hit.first, hit.last) == "May"):
                yield hit


def _find_adjectives(sentence: Sentence) -> set[tuple[int, int]]:
    words = sentence.words
    found = {(at, at) for at, word in enumerate(words) if word in _ADJECTIVES}
    # Before a verb that is still to come it doubts; before one that is done it stresses.
    return found | {
        (at, at) for at, word in enumerate(words[:-1]) if word == "قد" and _TO_COME.match(words[at + 1])
    }


def _find_verbs(sentence: Sentence, *, is_quoting: bool) -> Iterator[Hit]:
    """Yield the verbs of saying and believing, and what opens a source: "according to". Some verbs say only where something is
    quoted."""
    for name, hits in sentence.hits.items():
        if name == "#verb_quoting" and not is_quoting:
            continue
        if name.startswith("#verb_") or name in {"#belief", "#source", "#glued_source"}:
            yield from hits


def _opens_number(sentence: Sentence, place: int) -> bool:
    at = max(place, sentence.after(place, "#article"))
    while at < len(sentence.words) and sentence.words[at] in {"-", "$", "€", "£", "₪"}:
        at += 1
    return _is_number(sentence, at)


def _is_number(sentence: Sentence, place: int) -> bool:
    word = sentence.words[place] if place < len(sentence.words) else ""
    return word[:1].isdigit() or word in parse_numerals(sentence.language.code).starters


def _fold(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(sentence.words[first : last + 1])


def _bare(source: str) -> str:
    return " ".join(word for word in map(parse_word, source.split()) if word not in _ARTICLES)


def _span(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    return sentence.spans[first][0], sentence.spans[last][1]


def _find_span(text: str, source: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a source stand, which may be parted by more white space than in it, and be glued to what
    stands before them."""
    words = r"\W+".join(map(re.escape, source.split()))
    if not re.search(words, text):
        words = words.removeprefix("ال")
    for match in re.finditer(words, text) if words else ():
        yield match.span()
