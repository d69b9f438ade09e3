"""Score: found changes and claims against labelled ones. Pure counting; shared by `claims test` and the project's own floors.

A pair of versions alerts when anything is found in it. Claims match one to one inside a case: by claim and kind, and by
their values too. Refuses nothing; a rate of nothing is 1, for nothing went wrong. Next: `diagnose`, which says why.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]
#: What was wanted of one case, and what was found.
Outcome = tuple[Sequence[Record], Sequence[Record]]

KIND = ("claim", "kind")
VALUE = ("claim", "kind", "old", "new")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Hits, what was found without being wanted, and what was missed."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that was wanted."""
        found = self.hits + self.extra
        return self.hits / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        wanted = self.hits + self.missed
        return self.hits / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How pairs of versions came out."""

    #: Pairs that alerted, against those that should.
    pairs: Rates
    kinds: Rates
    values: Rates
    #: Pairs in which nothing is to be found, and how many of them alerted.
    silent: int
    alarmed: int

    @property
    def false_alerts(self) -> float:
        """The share of silent pairs that alerted."""
        return self.alarmed / self.silent if self.silent else 0.0


def score_pairs(outcomes: Iterable[Outcome]) -> PairScore:
    """Score changes {"claim", "kind", "old", "new"}, case by case."""
    pairs: Counter[tuple[bool, bool]] = Counter()
    kinds, values = Counter[str](), Counter[str]()
    for wanted, found in outcomes:
        pairs[bool(wanted), bool(found)] += 1
        kinds += _match(wanted, found, KIND)
        values += _match(wanted, found, VALUE)
    alarmed = pairs[False, True]
    return PairScore(
        pairs=Rates(hits=pairs[True, True], extra=alarmed, missed=pairs[True, False]),
        kinds=Rates(**kinds),
        values=Rates(**values),
        silent=alarmed + pairs[False, False],
        alarmed=alarmed,
    )


def score_texts(outcomes: Iterable[Outcome]) -> Rates:
    """Score the claims of single texts, each compared by the keys that its label gives."""
    total = Counter[str]()
    for wanted, found in outcomes:
        missed, extra = find_unmatched(wanted, found)
        total.update(hits=len(wanted) - len(missed), extra=len(extra), missed=len(missed))
    return Rates(**total)


def find_unmatched(wanted: Sequence[Record], found: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Find what was wanted and is not there, and what is there and was not wanted. A wanted record takes the first
    found one that has all its values; the most particular choose first."""
    left = list(found)
    missed = []
    for one in sorted(wanted, key=len, reverse=True):
        match = next((other for other in left if _has(other, one)), None)
        if match is None:
            missed.append(one)
        else:
            left.remove(match)
    return missed, left


def _has(found: Record, wanted: Record) -> bool:
    return all(found.get(key) == value for key, value in wanted.items())


def _match(wanted: Sequence[Record], found: Sequence[Record], keys: Sequence[str]) -> Counter[str]:
    ours, theirs = ([tuple(one[key] for key in keys) for one in records] for records in (wanted, found))
    hits = sum((Counter(ours) & Counter(theirs)).values())
    return Counter(hits=hits, extra=len(theirs) - hits, missed=len(ours) - hits)
