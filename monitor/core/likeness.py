"""Likeness: how much of one text stands in another, and the bands by which like texts are found.

Copies of one wire story are cut at the end, carry lines of their own, another spelling, another number. So texts are compared by
their runs of three words, against the shorter one, and quotations do not count by themselves: two reporters who were there quote
the same words. Bands are MinHash (rensa) over the whole text and over its first words, which a cut leaves alone; two like texts
share at least one. Refuses texts too short to tell. Pure and bounded. Next: `origins`, which decides.
"""

import hashlib
import re
import unicodedata

from rensa import RMinHash

from monitor import model

#: Part of every band: raise it when bands are made otherwise; older ones then find nothing.
_SCHEME = 1
_RUN = 3
#: Shorter texts are told apart by no word: "Hamas says it accepts the proposal."
_MIN_WORDS = 25
#: Fewer runs outside of quotations say nothing.
_MIN_TOLD = 20
_MAX_CHARS = 40_000
_HEAD_WORDS = 60
#: Bands, and hashes in each. Two texts with a share s of their runs in common have a band in common with probability
#: 1 - (1 - s^hashes)^bands: .78 at s = .5 by the whole text, .97 by the head. tests/eval/test_copies.py holds what comes of it.
_WHOLE, _HEAD = (12, 3), (12, 2)
_SEED = 1

_WORD = re.compile(r"[^\W_]+")
#: A quotation within one paragraph; the marks inside Hebrew abbreviations open none.
_QUOTATION = re.compile(
    r"(?<!\w)\"[^\"\n]{1,1000}\"(?!\w)|“[^“”\n]{1,1000}”|«[^«»\n]{1,1000}»|„[^„“”\n]{1,1000}[“”]"
)
#: Vowel points, accents and the Arabic stretch, which one desk writes and the other does not.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+")


def find_bands(article: model.Article) -> tuple[int, ...]:
    """Find the bands of an article's text: 24 signed 64-bit numbers, or none where the text is too short to tell."""
    words = _words(_text_of(article))
    if len(words) < _MIN_WORDS:
        return ()
    return (
        *_hash_bands("whole", words, shape=_WHOLE),
        *_hash_bands("head", words[:_HEAD_WORDS], shape=_HEAD),
    )


def measure_share(one: model.Article, other: model.Article) -> float:
    """Measure how much of the shorter text stands in the other, 0 to 1: its runs of three words, and of those outside of
    quotations, whichever is less."""
    texts = _text_of(one), _text_of(other)
    whole = [_runs(_words(text)) for text in texts]
    told = [_runs(_words(_QUOTATION.sub(" ", text))) for text in texts]
    if min(map(len, told)) < _MIN_TOLD:
        return _contained(*whole)
    return min(_contained(*whole), _contained(*told))


def _contained(one: set[str], other: set[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _text_of(article: model.Article) -> str:
    return article.text(model.TextField.BODY)[:_MAX_CHARS]


def _words(text: str) -> list[str]:
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold())


def _runs(words: list[str]) -> set[str]:
    return {" ".join(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1)}


def _hash_bands(name: str, words: list[str], *, shape: tuple[int, int]) -> list[int]:
    bands, size = shape
    sketch = RMinHash(num_perm=bands * size, seed=_SEED)
    sketch.update(sorted(_runs(words)))
    hashes = sketch.digest()
    return [
        _hash_band(f"{_SCHEME}:{name}:{band}:{hashes[band * size : (band + 1) * size]}")
        for band in range(bands)
    ]


def _hash_band(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
