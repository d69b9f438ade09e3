"""Sentence pairs: which sentences of a new text are which of the old one: kept, edited, split, merged, moved.

Equal sentences are matched first, then those that stand at another place word for word, then by likeness what lies between;
a rest of a sentence beside its pair is its other half. Refuses nothing, bounded on any input. Next: `diff`.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from monitor.core import align, edits, notices
from monitor.core.quotations import find_quoted

#: Word Dice from which two sentences are one sentence edited. Below it they are two.
_ALIKE = 0.4
#: The same where both stand alone between the same neighbours.
_ALIKE_ALONE = 0.25
#: The same for two that stand at different places, of so many words at least.
_ALIKE_MOVED = 0.7
_LEAST_MOVED = 5
#: Share of a sentence's words that its neighbour's pair must have lost to it, for it to be the other half; and fewest words.
_HALF = 0.5
_LEAST_HALF = 2
#: More sentences than this between two that are kept are told apart by their bare words, and searched for moves as written.
_MANY = 2000
#: So are longer ones, in characters.
_LONG = 20_000
#: Pairs of sentences that are looked at for edits that equal ones moved past, and equal ones, at the most.
_MAX_CROSSED = 4000
_MAX_KEPT = 600
#: Sentences moved and edited are looked for among so many on either side.
_MAX_MOVED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Sentences `old[0]` up to without `old[1]` of the old text became those of the new; one side has one sentence."""

    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """All pairs in order, and the (old, new) sentences that stand at another place, in the order of the old text."""

    pairs: tuple[Pair, ...]
    moves: tuple[align.Pair, ...]


class _Sentence:
    """One sentence as it is compared."""

    def __init__(self, text: str, *, is_rough: bool) -> None:
        self.text = text.strip()
        self._is_rough = is_rough or len(self.text) > _LONG

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.text.split()) if self._is_rough else edits.word_set(self.text)

    @cached_property
    def is_number(self) -> bool:
        return edits.is_bare_number(self.text)

    @cached_property
    def is_notice(self) -> bool:
        return not self._is_rough and notices.is_notice(self.text)

    @cached_property
    def is_quote(self) -> bool:
        """Whether it is a quotation and nothing else."""
        return any(
            end - start >= len(self.text.rstrip(".!?,؟،")) - 2 for start, end in find_quoted(self.text)
        )

    @cached_property
    def style_key(self) -> Hashable:
        return self.text if self._is_rough else edits.style_key(self.text)

    def likeness(self, other: "_Sentence") -> float:
        """Return the word Dice of two sentences, 0 to 1; of two bare numbers in one place, one is the other edited; a
        notice is no other sentence edited."""
        total = len(self.words) + len(other.words)
        dice = 2 * len(self.words & other.words) / total if total else 0.0
        if dice and self.is_notice is not other.is_notice:
            return 0.0
        return max(dice, _ALIKE) if self.is_number and other.is_number else dice


def match_sentences(old: Sequence[str], new: Sequence[str], *, is_line: bool) -> Pairing:
    """Match the sentences of two texts. In a field of one line (`is_line`) one sentence is the other edited, however
    little is left of it."""
    is_rough = max(len(old), len(new)) > _MANY
    before, after = ([_Sentence(text, is_rough=is_rough) for text in side] for side in (old, new))
    return _Matcher(before, after, is_line=is_line).match()


class _Matcher:
    """Two texts on their way to being matched."""

    def __init__(self, old: list[_Sentence], new: list[_Sentence], *, is_line: bool) -> None:
        self._old, self._new = old, new
        self._is_line = is_line
        self._pairs: list[align.Pair] = []
        self._moves: list[align.Pair] = []

    def match(self) -> Pairing:
        self._pairs = align.match_equal([one.text for one in self._old], [one.text for one in self._new])
        self._pairs = self._keep_order()
        self._add_moves(self._find_same(is_unique=True))
        self._pairs = sorted(
            [*self._pairs, *(pair for box in self._boxes() for pair in self._match_box(box))]
        )
        pairs = tuple(self._join_halves())
        taken = (
            {i for pair in pairs for i in range(*pair.old)},
            {j for pair in pairs for j in range(*pair.new)},
        )
        self._add_moves(self._find_same(taken=taken))
        self._add_moves(self._find_edited_moves(taken))
        return Pairing(pairs=pairs, moves=tuple(sorted(self._moves)))

    def _keep_order(self) -> list[align.Pair]:
        """Return the equal pairs without those that moved past more text, edited, than they are themselves."""
        old, new = self._left(None)
        if not old or not new or len(old) * len(new) > _MAX_CROSSED or len(self._pairs) > _MAX_KEPT:
            return self._pairs
        found = sorted((-self._old[i].likeness(self._new[j]), i, j) for i in old for j in new)
        alike: dict[int, int] = {}
        for worth, i, j in found:
            if -worth >= _ALIKE and i not in alike and j not in alike.values():
                alike[i] = j
        in_place = sorted([*self._pairs, *alike.items()])
        if all(first[1] < second[1] for first, second in pairwise(in_place)):
            return self._pairs
        equal = set(self._pairs)
        worths = [(i, j, len(self._old[i].words) + 1.0) for i, j in equal]
        worths += [
            (i, j, len(self._old[i].words) * self._old[i].likeness(self._new[j])) for i, j in alike.items()
        ]
        return [pair for pair in align.find_heaviest(worths) if pair in equal]

    def _boxes(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the sentences without a match between each two pairs."""
        gone, come = {i for i, _ in self._moves}, {j for _, j in self._moves}
        for a, b, c, d in align.gaps_between(self._pairs, (0, len(self._old), 0, len(self._new))):
            if a < b and c < d:
                yield [i for i in range(a, b) if i not in gone], [j for j in range(c, d) if j not in come]

    def _match_box(self, box: tuple[list[int], list[int]]) -> Iterator[align.Pair]:
        """Match by likeness what stands between two pairs."""
        old, new = box
        is_alone = len(old) == 1 == len(new)
        if is_alone and (self._is_line or (self._old[old[0]].is_quote and self._new[new[0]].is_quote)):
            yield old[0], new[0]
            return
        found = align.match_alike(
            len(old),
            len(new),
            lambda a, b: self._old[old[a]].likeness(self._new[new[b]]),
            at_least=_ALIKE_ALONE if is_alone else _ALIKE,
        )
        yield from ((old[a], new[b]) for a, b in found)
        # What is left alone between two of these has nobody else to be.
        for a, b, c, d in align.gaps_between(found, (0, len(old), 0, len(new))) if found else ():
            if b - a == 1 == d - c and self._old[old[a]].likeness(self._new[new[c]]) >= _ALIKE_ALONE:
                yield old[a], new[c]

    def _join_halves(self) -> Iterator[Pair]:
        """Yield the pairs, each with the sentences beside it that hold the rest of its words: splits and merges."""
        olds, news = (
            {i for i, _ in [*self._pairs, *self._moves]},
            {j for _, j in [*self._pairs, *self._moves]},
        )
        for i, j in self._pairs:
            old, new = (i, i + 1), (j, j + 1)
            if self._old[i].text != self._new[j].text:
                new = _grow(self._new, j, self._old[i], taken=news)
                if new == (j, j + 1):
                    old = _grow(self._old, i, self._new[j], taken=olds)
            yield Pair(old=old, new=new)

    def _find_same(
        self, *, is_unique: bool = False, taken: tuple[set[int], set[int]] | None = None
    ) -> list[align.Pair]:
        """Find the sentences without a match that stand, word for word or in another dress, at another place. With
        `is_unique` only those of which there is one on either side, exactly as written."""
        old, new = self._left(taken)
        waiting: dict[Hashable, list[int]] = {}
        for j in reversed(new):
            waiting.setdefault(self._key(self._new[j], is_exact=is_unique), []).append(j)
        count = Counter(self._key(self._old[i], is_exact=is_unique) for i in old) if is_unique else {}
        moves: list[align.Pair] = []
        for i in old if waiting else ():
            key = self._key(self._old[i], is_exact=is_unique)
            places = waiting.get(key)
            if places and not (is_unique and (len(places) > 1 or count[key] > 1)):
                moves.append((i, places.pop()))
        return moves

    def _find_edited_moves(self, taken: tuple[set[int], set[int]]) -> list[align.Pair]:
        """Find the long sentences without a match that stand at another place with few words edited."""
        old, new = self._left(taken)
        if max(len(old), len(new)) > _MAX_MOVED:
            return []
        found = sorted(
            (-self._old[i].likeness(self._new[j]), i, j)
            for i in old
            for j in new
            if min(len(self._old[i].words), len(self._new[j].words)) >= _LEAST_MOVED
        )
        moves: list[align.Pair] = []
        for worth, i, j in found:
            if -worth >= _ALIKE_MOVED and not any(i == a or j == b for a, b in moves):
                moves.append((i, j))
        return moves

    def _left(self, taken: tuple[set[int], set[int]] | None) -> tuple[list[int], list[int]]:
        """List the sentences on each side that have no match and have not moved."""
        olds, news = taken or ({i for i, _ in self._pairs}, {j for _, j in self._pairs})
        gone, come = {i for i, _ in self._moves}, {j for _, j in self._moves}
        old = [i for i, one in enumerate(self._old) if i not in olds and i not in gone and one.text]
        new = [j for j, one in enumerate(self._new) if j not in news and j not in come and one.text]
        return old, new

    @staticmethod
    def _key(one: _Sentence, *, is_exact: bool) -> Hashable:
        return one.text if is_exact else one.style_key

    def _add_moves(self, moves: list[align.Pair]) -> None:
        self._moves += moves


def _grow(side: Sequence[_Sentence], at: int, whole: _Sentence, *, taken: set[int]) -> tuple[int, int]:
    """Return the run of sentences around one that together are another sentence's words."""
    first, end = at, at + 1
    rest = whole.words - side[at].words
    for step in (1, -1):
        beside = end if step == 1 else first - 1
        while 0 <= beside < len(side) and beside not in taken and _is_half(side[beside], rest):
            taken.add(beside)
            rest -= side[beside].words
            first, end = min(first, beside), max(end, beside + 1)
            beside += step
    return first, end


def _is_half(one: _Sentence, rest: frozenset[str]) -> bool:
    """Whether most words of a sentence are words that the sentence beside it has lost."""
    return len(one.words & rest) >= max(_LEAST_HALF, _HALF * len(one.words))
