"""Misspelling: whether one English word is another one misspelt.

Refuses to guess: the first and the last letter stand, and two words that are both known are two words. Next: `edits`.
"""

from monitor.core.near_words import NEAR_WORDS

_VOWELS = frozenset("aeiouy")


def is_misspelling(old: str, new: str) -> bool:
    """Whether a word is another one misspelt, in its middle, by one letter or two letters swapped. A consonant in the place of another
    makes another word ("detained", "detailed"), and so does a vowel that changes places with one ("united", "untied")."""
    if min(len(old), len(new)) < 4 or not (old + new).isascii() or old[0] != new[0] or old[-1] != new[-1]:
        return False
    if {old, new} <= NEAR_WORDS:
        return False
    if sorted(old) == sorted(new):
        differing = [at for at in range(len(old)) if old[at] != new[at]]
        is_swap = len(differing) == 2 and differing[1] == differing[0] + 1
        return is_swap and len({old[at] in _VOWELS for at in differing}) == 1
    short, long = sorted((old, new), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next(i for i in range(len(long)) if i == len(short) or short[i] != long[i])
    if len(short) == len(long):
        return {old[at], new[at]} <= _VOWELS and old[at + 1 :] == new[at + 1 :]
    return short[at:] == long[at + 1 :]


#: Arabic letters that are written one for the other: hamza on alef, the two ends of a feminine word, the two of "ila".
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"})
#: Told apart by their hamza or last letter only, and each another word.
_HAMZA_WORDS = frozenset(
    {
        "ان",
        "الان",
        "لان",
        "فان",
        "وان",
        "بان",
        "كان",
        "اذا",
        "ايه",
        "الا",
        "والا",
        "اما",
        "واما",
        "علي",
        "وعلي",
    }
)


def is_respelt(old: str, new: str) -> bool:
    """Whether an Arabic word is another one with a hamza or its last letter written otherwise: one word to every reader."""
    folded = old.translate(_ARABIC)
    return len(old) > 2 and folded == new.translate(_ARABIC) and folded not in _HAMZA_WORDS
