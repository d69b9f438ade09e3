"""Runs: the stretches of two aligned sentences that differ, and which signs of each side stand where. Next: `unexplained`.

A pair is (old sign or None, new sign or None). Refuses nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor import model
from monitor.core import align, numbers, word_diff
from monitor.core.signs import ONE, SAYING, Sign

#: A word is exchanged where no more than this many words are, on either side; in a longer run the clause is another.
MAX_WORDS = 5

Pair = tuple[Sign | None, Sign | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One stretch that differs: characters `old[0]` to `old[1]` of the old sentence became those of the new."""

    old: tuple[int, int]
    new: tuple[int, int]
    word_count: int


def find_runs(segments: Sequence[model.Segment]) -> tuple[Run, ...]:
    """Find the stretches that differ, in order."""
    runs: list[Run] = []
    old = new = 0
    removed = added = ""
    for segment in [*segments, model.Segment(op=model.Op.EQUAL, text="")]:
        if segment.op is model.Op.DELETE:
            removed += segment.text
        elif segment.op is model.Op.INSERT:
            added += segment.text
        else:
            if removed or added:
                words = max(word_diff.count_words(removed), word_diff.count_words(added))
                ends = (old + len(removed), new + len(added))
                runs.append(Run(old=(old, ends[0]), new=(new, ends[1]), word_count=words))
                old, new = ends
                removed = added = ""
            old, new = old + len(segment.text), new + len(segment.text)
    return tuple(runs)


def pair_numbers(old: Sequence[Sign], new: Sequence[Sign]) -> Iterator[Pair]:
    """Pair the numbers of two aligned sentences in order, equal ones first; those that only moved are left out."""
    pairs = align.match_alike(len(old), len(new), lambda i, j: _likeness(old[i], new[j]), at_least=0.1)
    lost = [i for i in range(len(old)) if i not in {i for i, _ in pairs}]
    came = [j for j in range(len(new)) if j not in {j for _, j in pairs}]
    yield from ((old[i], new[j]) for i, j in pairs)
    lost_signs, came_signs = _without_equals([old[i] for i in lost], [new[j] for j in came])
    yield from ((sign, None) for sign in lost_signs)
    yield from ((None, sign) for sign in came_signs)


def _likeness(old: Sign, new: Sign) -> float:
    if old.key == new.key:
        return 1.0 if old.noun == new.noun else 0.95
    if old.noun == new.noun:
        return 0.4
    return 0.3 if old.key.split()[1:] == new.key.split()[1:] else 0.1


def pair_words(runs: Sequence[Run], old: Sequence[Sign], new: Sequence[Sign]) -> Iterator[Pair]:
    """Pair what short runs took away with what they put in its place; of the rest, what is weak, or stands elsewhere
    in the sentence, is left out."""
    lost: list[Sign] = []
    came: list[Sign] = []
    for run in runs:
        if run.word_count <= MAX_WORDS:
            gone, there = _without_equals(_touched(old, run.old), _touched(new, run.new))
            pairs = list(_exchange(gone, there))
            yield from pairs
            paired = [sign for pair in pairs for sign in pair]
            lost += _strong(gone, beside=paired)
            came += _strong(there, beside=paired)
    lost, came = _without_equals(lost, came)
    yield from ((sign, None) for sign in lost)
    yield from ((None, sign) for sign in came)


def pair_unread(runs: Sequence[Run], *, texts: tuple[str, str], ends: tuple[int, int]) -> Iterator[Pair]:
    """Pair the numbers of runs behind the ends up to which signs were looked for: as they stand, all of a run as one."""
    for run in runs:
        if run.old[1] > ends[0] or run.new[1] > ends[1]:
            old, new = _read_figures(texts[0], run.old), _read_figures(texts[1], run.new)
            if (old and old.key) != (new and new.key):
                yield old, new


def _read_figures(text: str, stretch: tuple[int, int]) -> Sign | None:
    """Return the numbers of a stretch as one sign; None where it has none."""
    start = stretch[0]
    end = start + len(text[start : stretch[1]].rstrip())
    figures = [piece.text for piece in numbers.parse_pieces(text[start:end]) if piece.is_number]
    if not figures:
        return None
    return Sign(kind=model.DeltaKind.NUMBER, key=" ".join(figures), start=start, end=end)


def _touched(signs: Sequence[Sign], stretch: tuple[int, int]) -> list[Sign]:
    return [sign for sign in signs if sign.start < stretch[1] and sign.end > stretch[0]]


def _without_equals(old: list[Sign], new: list[Sign]) -> tuple[list[Sign], list[Sign]]:
    """Leave out as many signs of each meaning as both sides have."""
    both = Counter(_name(sign) for sign in old) & Counter(_name(sign) for sign in new)
    return list(_drop(both, old)), list(_drop(both, new))


def _drop(both: Counter[tuple[model.DeltaKind, str]], signs: Sequence[Sign]) -> Iterator[Sign]:
    left = Counter(both)
    for sign in signs:
        if left[_name(sign)]:
            left[_name(sign)] -= 1
        else:
            yield sign


def _name(sign: Sign) -> tuple[model.DeltaKind, str]:
    return sign.kind, sign.key


def _exchange(lost: list[Sign], came: list[Sign]) -> Iterator[tuple[Sign, Sign]]:
    """Pair each sign with the first that answers it."""
    taken: list[Sign] = []
    for old in lost:
        new = next((sign for sign in came if sign not in taken and _answers(old, sign)), None)
        if new is not None:
            taken.append(new)
            yield old, new


def _strong(signs: list[Sign], *, beside: Sequence[Sign]) -> list[Sign]:
    """Keep what tells something by itself; "denied" is a negation and has an opposite, and once is enough."""
    told = {(sign.start, sign.end) for sign in beside}
    return [sign for sign in signs if not sign.is_weak and (sign.start, sign.end) not in told]


def _answers(old: Sign, new: Sign) -> bool:
    """Whether one sign in the place of another is a change by itself."""
    kinds = {old.kind, new.kind}
    if old.key.startswith(SAYING) or new.key.startswith(SAYING):
        return old.key.startswith(SAYING) and new.key.startswith(SAYING)
    if model.DeltaKind.NUMBER in kinds:
        if (old.is_filler and new.is_weak) or (new.is_filler and old.is_weak):
            return False
        is_article = any(sign.is_filler and sign.key == ONE for sign in (old, new))
        if is_article and old.noun[:1] != new.noun[:1]:  # "a man" is "two men", and no "two cars"
            return False
        return kinds == {model.DeltaKind.NUMBER} or "not" in (old.key, new.key)
    if kinds == {model.DeltaKind.POLARITY}:
        return old.key[:-1] == new.key[:-1] and {old.key[-1], new.key[-1]} == {"+", "-"}
    return model.DeltaKind.POLARITY not in kinds
