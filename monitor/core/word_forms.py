"""Word forms: whether two words are one word in two forms, and which come and go with the words beside them.

Refuses nothing. Next: `edited_words`, which asks.
"""

import re
from collections.abc import Sequence

from monitor.core import normal
from monitor.core.claims.tokens import find_script, parse_word

#: They come and go with the words beside them.
LITTLE = frozenset(
    parse_word(word)
    for word in [
        "a",
        "an",
        "the",
        "of",
        "to",
        "that",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "its",
        "and",
        "or",
        "as",
        "أن",
        "إن",
        "انه",
        "أنه",
        "إنه",
        "بأن",
        "بأنه",
        "وأن",
        "لأن",
        "في",
        "من",
        "على",
        "إلى",
        "ما",
        "و",
        "التي",
        "الذي",
        "قد",
        "את",
        "של",
        "כי",
        "ש",
        "על",
        "אל",
        "מן",
        "עם",
        "הוא",
        "היא",
        "הם",
        "זה",
        "זו",
    ]
)
#: Letters joined to the front of a word in Arabic and Hebrew, those of the future and the person among them.
_JOINED = {"ar": re.compile(r"[وفبلكسيتنا]{1,2}"), "he": re.compile(r"[והבלכמשיתנא]{1,2}")}
#: Letters two forms of one English word begin with, at least.
_STEM = 4


def fold_word(word: str) -> str:
    """Return a word as the tables of claims spell it, invisible signs left out."""
    return parse_word(normal.INVISIBLE.sub("", word))


def is_verb_changed(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether verbs differ in more than their form."""
    if len(old) != len(new):
        return True
    return any(not is_same_word(one, other) for one, other in zip(sorted(old), sorted(new), strict=True))


def is_same_word(one: str, other: str) -> bool:
    """Whether two words are the same, or one word in two forms."""
    if one == other:
        return True
    if {one, other} <= {"say", "says", "said", "saying"} or {one, other} <= {"tell", "tells", "told"}:
        return True
    joined = _JOINED.get(find_script(one) or "")
    if joined:
        bare = (
            {word, *(word[len(m[0]) :] for m in [joined.match(word)] if m), word[1:]} for word in (one, other)
        )
        first, second = ({form.removesuffix("ا") for form in forms if len(form) > 2} for forms in bare)
        return not first.isdisjoint(second)
    return min(len(one), len(other)) >= _STEM and one[:_STEM] == other[:_STEM] and one.isascii()
