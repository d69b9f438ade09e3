"""Likeness: how much of one text stands in another, and the bands by which like texts are found.

Copies of one wire story are cut at the end, carry lines of their own, another spelling, another number. So texts are compared by
their runs of three words, against the shorter one, and quotations do not count by themselves: two reporters who were there quote
the same words. Bands are MinHash (rensa) over the whole text and over its first words, which a cut leaves alone; two like texts
share at least two. Refuses texts too short to tell. Pure and bounded. Next: `origins`, which decides.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from rensa import RMinHash

from monitor import model

#: Part of every band: raise it when bands are made otherwise; older ones then find nothing.
_SCHEME = 1
#: Three words in a row.
_Run = tuple[str, str, str]
#: Shorter texts are told apart by no word: "Hamas says it accepts the proposal."
_MIN_WORDS = 25
#: Fewer runs outside of quotations say nothing.
_MIN_TOLD = 20
#: Texts with a lower share are no copies, whatever of it is quotation.
_WORTH_MORE = 0.1
_MAX_CHARS = 40_000
_HEAD_WORDS = 60
#: Bands, and hashes in each. Two texts with a share s of their runs in common have a band in common with probability
#: 1 - (1 - s^hashes)^bands: .78 at s = .5 by the whole text, .97 by the head. tests/eval/test_copies.py holds what comes of it.
_WHOLE, _HEAD = (12, 3), (12, 2)
_SEED = 1
#: Bands that two texts must share to be held against one another. Of the labelled copies all do (tests/eval/test_copies.py);
#: two articles of one story have one in common by chance every other time.
MIN_SHARED_BANDS = 2

_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile("[a-z0-9]+")
#: A quick look for any of the marks below.
_MARK = re.compile('["“«„]')
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
    """Measure how much of the shorter text stands in the other: see `measure_shares`."""
    (share,) = measure_shares(one, (other,))
    return share


def measure_shares(one: model.Article, others: Sequence[model.Article]) -> list[float]:
    """Measure how much of the shorter of two texts stands in the other, 0 to 1, for one text and each of others: its runs of
    three words, and of those outside of quotations, whichever is less."""
    own = _text_of(one)
    runs, told = _runs(_words(own)), None
    shares = []
    for text in map(_text_of, others):
        share = _contained(runs, _runs(_words(text)))
        if share >= _WORTH_MORE and (_MARK.search(own) or _MARK.search(text)):
            told = _told_runs(own) if told is None else told
            other_told = _told_runs(text)
            if min(len(told), len(other_told)) >= _MIN_TOLD:
                share = min(share, _contained(told, other_told))
        shares.append(share)
    return shares


def _contained(one: set[_Run], other: set[_Run]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _told_runs(text: str) -> set[_Run]:
    """Return the runs outside of quotations."""
    return _runs(_words(_QUOTATION.sub(" ", text)))


def _text_of(article: model.Article) -> str:
    return article.text(model.TextField.BODY)[:_MAX_CHARS]


def _words(text: str) -> list[str]:
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold())


def _runs(words: list[str]) -> set[_Run]:
    return set(zip(words, words[1:], words[2:], strict=False))


def _hash_bands(name: str, words: list[str], *, shape: tuple[int, int]) -> list[int]:
    bands, size = shape
    sketch = RMinHash(num_perm=bands * size, seed=_SEED)
    sketch.update(sorted(map(" ".join, _runs(words))))
    hashes = sketch.digest()
    return [
        _hash_band(f"{_SCHEME}:{name}:{band}:{hashes[band * size : (band + 1) * size]}")
        for band in range(bands)
    ]


def _hash_band(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
