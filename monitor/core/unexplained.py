"""Unexplained deltas: numbers, modals, hedges, negations and opposites that changed and got no claim.

The recall meter on real pages, and the queue for new vocabulary; so it lists what a person should read and nothing else.
Left out: notices, bylines, stamps and datelines, whole paragraphs that came or went (news, no alteration), a number that
the other version has with the same noun, and what a claim change already tells. Next: `revision`, which keeps them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor import model
from monitor.core import claims, noise
from monitor.core import diff as differ
from monitor.core import runs as differing
from monitor.core import swaps as swapping
from monitor.core.signs import Sign, Signs, find_signs, fold_words

#: Deltas kept of one change; a text with more was rewritten, and the rest is counted.
MAX_DELTAS = 50
_FIELDS = (model.TextField.HEADLINE, model.TextField.SUBHEADLINE, model.TextField.BODY)
#: Claim changes that tell of words in their sentence, not of its numbers only.
_WORDY = frozenset(model.ChangeKind) - {model.ChangeKind.VALUE, model.ChangeKind.RANGE}
_NOTHING = Signs(numbers=(), words=(), end=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A sentence of the diff, and where it begins in the field's old and new text."""

    field: model.TextField
    sentence: model.SentenceDiff
    old_at: int
    new_at: int


def find_unexplained(
    diff: model.Diff, claim_changes: Sequence[model.ClaimChange]
) -> tuple[tuple[model.UnexplainedDelta, ...], int]:
    """Find the deltas of a diff that no claim change explains, in reading order, numbers of a sentence first; at most
    MAX_DELTAS, and how many more there are."""
    found: list[model.UnexplainedDelta] = []
    for field in diff.fields:
        if field.field in _FIELDS:
            found += _find_in_field(field, claim_changes)
    return tuple(found[:MAX_DELTAS]), max(0, len(found) - MAX_DELTAS)


def _find_in_field(
    field: model.FieldDiff, claim_changes: Sequence[model.ClaimChange]
) -> Iterator[model.UnexplainedDelta]:
    texts = _Texts(field)
    for place in texts.find_places():
        pairs = list(_find_pairs(place, texts))
        found = [
            _delta(place, pair)
            for pair in pairs
            if not any(_explains(change, place, pair) for change in claim_changes)
        ]
        deltas = [delta for delta in found if delta.old.casefold() != delta.new.casefold()]
        if deltas and not texts.is_notice(place.sentence):
            yield from deltas


class _Texts:
    """Both texts of a field, and what is asked of them as a whole: only where something was found."""

    def __init__(self, field: model.FieldDiff) -> None:
        self._field = field
        self._folded: dict[bool, str] = {}
        self._notices: dict[bool, str] = {}

    def find_places(self) -> Iterator[_Place]:
        """Yield the sentences that may hold a delta: edited ones, and those that came to or left a kept paragraph."""
        kept = self._find_kept()
        left = self._find_left()
        old_at = new_at = old_paragraph = new_paragraph = 0
        for sentence in self._field.sentences:
            if sentence.op is model.SentenceOp.MOVED and sentence.segments:
                edited = _as_edited(sentence)
                place = _Place(
                    field=self._field.field, sentence=edited, old_at=left.get(edited.old, 0), new_at=new_at
                )
                if model.EditKind.NOTICE not in edited.edits:
                    yield place
            match sentence.op:
                case model.SentenceOp.CHANGED | model.SentenceOp.SPLIT | model.SentenceOp.MERGED:
                    is_listed = True
                case model.SentenceOp.ADDED:
                    is_listed = new_paragraph in kept[1]
                case model.SentenceOp.REMOVED:
                    is_listed = old_paragraph in kept[0]
                case _:
                    is_listed = False
            if is_listed and model.EditKind.NOTICE not in sentence.edits and not _is_furniture(sentence):
                yield _Place(field=self._field.field, sentence=sentence, old_at=old_at, new_at=new_at)
            old_at, new_at = old_at + len(sentence.old), new_at + len(sentence.new)
            old_paragraph += sentence.old.count(model.PARAGRAPH_BREAK)
            new_paragraph += sentence.new.count(model.PARAGRAPH_BREAK)

    def _find_left(self) -> dict[str, int]:
        """Find where in the old text the sentences stood that moved."""
        left: dict[str, int] = {}
        at = 0
        for sentence in self._field.sentences:
            if sentence.op is model.SentenceOp.MOVED:
                left.setdefault(sentence.old, at)
            at += len(sentence.old)
        return left

    def _find_kept(self) -> tuple[set[int], set[int]]:
        """Number the paragraphs, old and new, of which a sentence stands in both texts."""
        kept: tuple[set[int], set[int]] = (set(), set())
        old = new = 0
        for sentence in self._field.sentences:
            if sentence.op is model.SentenceOp.EQUAL or sentence.op in model.EDITED_OPS:
                kept[0].add(old)
                kept[1].add(new)
            old += sentence.old.count(model.PARAGRAPH_BREAK)
            new += sentence.new.count(model.PARAGRAPH_BREAK)
        return kept

    def has(self, words: str, *, is_new: bool) -> bool:
        """Whether a text holds some folded words in a row."""
        if is_new not in self._folded:
            sides = (one.new if is_new else one.old for one in self._field.sentences)
            self._folded[is_new] = "".join(fold_words(side) for side in sides if side)
        return words in self._folded[is_new]

    def is_notice(self, sentence: model.SentenceDiff) -> bool:
        """Whether a sentence stands in a correction notice, in each text that has it."""
        sides = ((sentence.old.strip(), False), (sentence.new.strip(), True))
        return all(side in self._find_notices(is_new=is_new) for side, is_new in sides if side)

    def _find_notices(self, *, is_new: bool) -> str:
        """Find the notices of the paragraphs that one text has and the other has not, as one text."""
        if is_new not in self._notices:
            old, new = (text.split(model.PARAGRAPH_BREAK) for text in differ.apply_diff(self._field))
            here, there = (new, frozenset(old)) if is_new else (old, frozenset(new))
            self._notices[is_new] = "\n".join(
                claims.find_notices([paragraph for paragraph in here if paragraph not in there])
            )
        return self._notices[is_new]


def _as_edited(sentence: model.SentenceDiff) -> model.SentenceDiff:
    """Return a sentence that was moved and edited as one that was edited where it stands."""
    old = "".join(segment.text for segment in sentence.segments if segment.op is not model.Op.INSERT)
    return replace(sentence, op=model.SentenceOp.CHANGED, old=old)


def _is_furniture(sentence: model.SentenceDiff) -> bool:
    """Whether a line ticks by itself ("Updated 3 minutes ago", "1,204 views")."""
    sides = (sentence.old.strip(), sentence.new.strip())
    return any(side and noise.drop_volatile(side) != side for side in sides)


def _find_pairs(place: _Place, texts: _Texts) -> Iterator[differing.Pair]:
    """Find what differs between the two sides of one sentence: numbers first, then words."""
    sentence = place.sentence
    if sentence.op in model.EDITED_OPS and sentence.old.split() == sentence.new.split():
        return
    old = find_signs(sentence.old) if sentence.old else _NOTHING
    new = find_signs(sentence.new) if sentence.new else _NOTHING
    pairs = [pair for pair in differing.pair_numbers(old.numbers, new.numbers) if _differs(pair)]
    yield from (pair for pair in pairs if all(pair))
    told = {sign for pair in pairs for sign in pair}
    stretches = differing.find_runs(sentence.segments)
    swaps = swapping.find_swaps(stretches, old.numbers, new.numbers, texts=(sentence.old, sentence.new))
    yield from (pair for pair in swaps if told.isdisjoint(pair))
    yield from differing.pair_unread(stretches, texts=(sentence.old, sentence.new), ends=(old.end, new.end))
    alone = [pair for pair in pairs if not all(pair)]
    lost, came = [one for one, _ in alone if one], [other for _, other in alone if other]
    answered = list(differing.pair_words(stretches, [*old.words, *lost], [*new.words, *came]))
    yield from (pair for pair in answered if all(pair))
    taken = [sign for pair in answered if all(pair) for sign in pair]
    for pair in alone:
        is_told = any(sign in taken or _says_the_same(sign, old, new) for sign in pair if sign)
        if not is_told and not _is_known(pair, place, texts):
            yield pair
    yield from (pair for pair in answered if not all(pair) and pair not in alone)


def _says_the_same(number: Sign, old: Signs, new: Signs) -> bool:
    """Whether a side says a number in words that are weak by themselves: "a month" is "30 days"."""
    return any(sign.key == number.key for sign in (*old.words, *new.words))


def _differs(pair: differing.Pair) -> bool:
    old, new = pair
    return old is None or new is None or (old.key, old.hedge) != (new.key, new.hedge)


def _is_known(pair: differing.Pair, place: _Place, texts: _Texts) -> bool:
    """Whether a number on one side only is a date, or stands in the other text with the same word behind it."""
    sides = ((pair[0], place.sentence.old, True), (pair[1], place.sentence.new, False))
    return any(
        sign
        and (
            sign.is_date
            or texts.has(f"{fold_words(sentence[sign.start : sign.end])}{sign.noun} ", is_new=is_new)
        )
        for sign, sentence, is_new in sides
    )


def _kind(pair: differing.Pair) -> model.DeltaKind:
    old, new = pair
    kinds = [sign.kind for sign in pair if sign]
    if model.DeltaKind.NUMBER in kinds:
        if old and new and old.key == new.key:
            return model.DeltaKind.HEDGE
        is_denial = model.DeltaKind.POLARITY in kinds and any(sign.is_filler for sign in pair if sign)
        return model.DeltaKind.POLARITY if is_denial else model.DeltaKind.NUMBER
    return kinds[0]


def _delta(place: _Place, pair: differing.Pair) -> model.UnexplainedDelta:
    sentence, (old, new) = place.sentence, pair
    # The white space after a sentence is the paragraph's; that before it is none of any.
    return model.UnexplainedDelta(
        kind=_kind(pair),
        old=sentence.old[old.start : old.end] if old else "",
        new=sentence.new[new.start : new.end] if new else "",
        old_sentence=sentence.old.rstrip(),
        new_sentence=sentence.new.rstrip(),
        old_start=old.start if old else 0,
        new_start=new.start if new else 0,
        field=place.field,
    )


def _explains(change: model.ClaimChange, place: _Place, pair: differing.Pair) -> bool:
    """Whether a claim change tells of a delta: its claim stands on the words, or it is about the words of that sentence."""
    is_number = _kind(pair) is model.DeltaKind.NUMBER
    sides = (
        (change.old, place.sentence.old, place.old_at, pair[0]),
        (change.new, place.sentence.new, place.new_at, pair[1]),
    )
    for claim, sentence, at, sign in sides:
        if claim is None or claim.field is not place.field:
            continue
        if sign and claim.start < at + sign.end and claim.end > at + sign.start:
            return True
        if not is_number and change.kind in _WORDY and at <= claim.start < at + len(sentence):
            return claim.type is not model.ClaimType.QUOTE
    return False
