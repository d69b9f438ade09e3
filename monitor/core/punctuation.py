"""Punctuation: whether an edit of marks and capitals alone may turn what a sentence says.

"No, aid came" and "No aid came" have the same words, and so have "Hamas said, Israel agreed" and "Hamas, said Israel, agreed". A
pause that comes or goes beside a negation, a verb of saying or a number is more than dress, and so is an acronym that becomes a
common word. Refuses to say which reading was meant. Next: `edited_words`, which asks.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from typing import NamedTuple

from monitor import model
from monitor.core import normal, numbers, weighty, word_diff, word_forms
from monitor.core.number_words import list_bare_forms

#: Longer sentences are taken for turned: they are not looked at mark by mark.
_MAX_CHARS = 2000
_WORD = re.compile(r"\w")
_PAUSE = re.compile(r"[-,;:.()\[\]{}]")
#: Two figures that a plain space parts: one number in groups, or two numbers side by side ("day 20 300 men").
_LOOSE_GROUP = re.compile(r"(?<![\d.,٫٬])(?<!\d )\d{1,3} \d{3}(?! ?\d)")
#: Letters of an acronym; of those that may be written like a name ("Nato"), at least.
_ACRONYM_LETTERS = range(2, 7)
_SPOKEN_LETTERS = 4


class _Word(NamedTuple):
    """A word, how it is compared, and the marks before it."""

    text: str
    key: str
    gap: str


class _Gap(NamedTuple):
    """A place between two words where a pause went or came."""

    is_gone: bool
    #: The words before it.
    before: Sequence[str]
    #: The words right before and behind it, in the old and in the new text.
    beside: tuple[tuple[str, str], tuple[str, str]]


def find_turned(
    old: str, new: str, *, verbs: AbstractSet[str], speakers: Collection[Sequence[str]]
) -> set[model.EditKind]:
    """Find the kinds of an edit that leaves all words, none where it is dress. `verbs` are the words of both texts that say;
    `speakers` the words of each of their sources, if the sources differ."""
    if normal.fold_invisible(old) == normal.fold_invisible(new):
        return set()
    if max(len(old), len(new)) > _MAX_CHARS:
        return {model.EditKind.WORDING}
    sides = list(_read_words(old)), list(_read_words(new))
    keys, others = ([word.key for word in side] for side in sides)
    blocks = SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks()
    gaps = [gap for block in blocks for gap in _find_gaps(sides, block)]
    kinds = {kind for gap in gaps for kind in _weigh_gap(gap, verbs, speakers)}
    # A pause that went and another that came: "Pardon, impossible to execute", "Pardon impossible, to execute".
    if not kinds and len({gap.is_gone for gap in gaps}) > 1:
        kinds.add(model.EditKind.WORDING)
    if any(_is_acronym_turned(sides, i, j) for a, b, length in blocks for i, j in _places(a, b, length)):
        kinds.add(model.EditKind.NAME)
    if _find_groups(old) != _find_groups(new):
        kinds.add(model.EditKind.NUMBER)
    return kinds


def _places(a: int, b: int, length: int) -> Iterator[tuple[int, int]]:
    return ((a + at, b + at) for at in range(length))


def _find_groups(text: str) -> list[str]:
    return _LOOSE_GROUP.findall(text)


def _read_words(text: str) -> Iterator[_Word]:
    gap = ""
    for token in word_diff.find_tokens(normal.fold_invisible(text)):
        if _WORD.search(token):
            yield _Word(token, word_forms.fold_word(token), gap)
            gap = ""
        else:
            gap += word_forms.fold_word(token)


def _find_gaps(sides: tuple[Sequence[_Word], Sequence[_Word]], block: tuple[int, int, int]) -> Iterator[_Gap]:
    """Find where a pause went or came in a block of equal words, or at its edges. Beside a quotation in both texts none does."""
    old, new = sides
    for i, j in _places(block[0], block[1], block[2] + 1):
        if not (0 < i < len(old) and 0 < j < len(new)) or ('"' in old[i].gap and '"' in new[j].gap):
            continue
        is_gone = _has_pause(old, i)
        if is_gone != _has_pause(new, j):
            beside = (old[i - 1].key, old[i].key), (new[j - 1].key, new[j].key)
            yield _Gap(is_gone, [word.key for word in old[:i]], beside)


def _weigh_gap(
    gap: _Gap, verbs: AbstractSet[str], speakers: Collection[Sequence[str]]
) -> Iterator[model.EditKind]:
    """Yield what a pause that came or went touches."""
    words = {word for pair in gap.beside for word in pair}
    is_said = any(not verbs.isdisjoint(list_bare_forms(word)) for word in words)
    if any(all(map(_is_number, pair)) for pair in gap.beside):
        yield model.EditKind.NUMBER
    elif (is_said and speakers) or any(_ends_speaker(gap.before, who, verbs) for who in speakers):
        yield model.EditKind.ATTRIBUTION
    elif is_said or any(_is_number(word) or weighty.is_negation(word) for word in words):
        yield model.EditKind.WORDING


def _ends_speaker(before: Sequence[str], who: Sequence[str], verbs: AbstractSet[str]) -> bool:
    """Whether a verb of saying and its source end here: "said Hamas"."""
    told = [word for word in before if word not in word_forms.LITTLE][-len(who) - 1 :]
    return tuple(told[1:]) == tuple(who) and not verbs.isdisjoint(list_bare_forms(told[0]))


def _has_pause(words: Sequence[_Word], at: int) -> bool:
    gap = words[at].gap
    is_sign = gap[-1:] == "-" and gap[:-1].isspace() and words[at].key[:1].isdigit()
    return gap not in {"-", "."} and not is_sign and _PAUSE.search(gap) is not None


def _is_number(word: str) -> bool:
    pieces = numbers.parse_pieces(word)
    return any(piece.is_number and piece.text[-1].isdigit() for piece in pieces)


def _is_acronym_turned(sides: tuple[Sequence[_Word], Sequence[_Word]], i: int, j: int) -> bool:
    """Whether an acronym became a common word or the reverse: "WHO" to "who". Capitals of a whole run of words are
    stress, as in a headline that cries."""
    one, other = (sides[0], i), (sides[1], j)
    for (words, at), (others, place) in ((one, other), (other, one)):
        word, turned = words[at].text.removesuffix("s"), others[place].text
        if not (word.isupper() and word.isalpha() and len(word) in _ACRONYM_LETTERS) or turned.isupper():
            continue
        is_spoken = turned[:1].isupper() and len(word) >= _SPOKEN_LETTERS
        beside = [near.text for near in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])]
        is_cried = any(len(near) > 1 and near.isupper() for near in beside)
        if not is_spoken and not is_cried and not weighty.is_weighty_word(word):
            return True
    return False
