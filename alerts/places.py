"""The places of an article that a message shows, before and now: its claims, its headline, its edits.

Pure. Holds no markup: the changed words are marked as `marks` has them. Next: `message`, which takes the first few.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts import marks, text, values
from monitor import model
from monitor.core import alerting, edit_words, marking

#: A long sentence is shortened around its changed words.
MAX_SENTENCE = 320
_MAX_SUMMARY = 200

_PLACES = {
    model.TextField.HEADLINE: "In the headline",
    model.TextField.SUBHEADLINE: "In the subheadline",
    model.TextField.BYLINE: "In the byline",
    model.TextField.BODY: "In the text",
}
_CERTAINTIES = {
    model.Tier.NOW: "Sure that it changed, not that it is true",
    model.Tier.DIGEST: "Fairly sure that it changed: compare the two sentences",
    model.Tier.REVIEW: "Not sure that we read it right: read both sentences before you act on it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One place of the article, before and now."""

    #: One plain phrase, "" where the title says it.
    summary: str = ""
    #: "In the headline", "Text", ….
    place: str
    #: The claim's values in words, "" for a plain edit.
    old_value: str = ""
    new_value: str = ""
    #: The sentences with their changed words marked; empty where nothing stood there.
    old: marks.Segments
    new: marks.Segments
    #: How sure we are of it, for claims.
    certainty: str = ""


def find_passages(change: model.Change, *, title: str) -> Iterator[Passage]:
    """Find claims first: the one that the title names, then the surest; beside them only a changed headline, and without
    any claim the edits that are more than style."""
    tiers = list(model.Tier)
    sentences = {} if change.diff is None else _find_marks(change.diff)
    lead = alerting.find_lead(change)
    for claim in sorted(change.claim_changes, key=lambda claim: (claim is not lead, tiers.index(claim.tier))):
        yield _claim_passage(claim, sentences, title=title)
    for field in change.diff.fields if change.diff else ():
        if change.claim_changes and field.field is not model.TextField.HEADLINE:
            continue
        for sentence in field.sentences:
            if sentence.op is not model.SentenceOp.EQUAL and not _is_style(sentence):
                yield _text_passage(field.field, sentence)


def _is_style(sentence: model.SentenceDiff) -> bool:
    return bool(sentence.edits) and alerting.COSMETIC_EDITS.issuperset(sentence.edits)


def _find_marks(diff: model.Diff) -> dict[tuple[str, str], marks.Segments]:
    return {
        (sentence.old.strip(), sentence.new.strip()): sentence.segments
        for field in diff.fields
        for sentence in field.sentences
        if sentence.segments
    }


def _claim_passage(
    change: model.ClaimChange, sentences: dict[tuple[str, str], marks.Segments], *, title: str
) -> Passage:
    old = (change.old.sentence if change.old else change.old_sentence).strip()
    new = (change.new.sentence if change.new else change.new_sentence).strip()
    stands_in = change.new or change.old
    segments = sentences.get((old, new)) or marks.mark_words(old, new)
    summary = text.shorten(text.clean_text(change.summary).strip(), _MAX_SUMMARY)
    return Passage(
        summary="" if summary in title else text.isolate_foreign(_capitalise(summary)),
        place=_PLACES[stands_in.field] if stands_in else "",
        old_value=values.read_value(change.old_text, unit=change.old.unit if change.old else ""),
        new_value=values.read_value(change.new_text, unit=change.new.unit if change.new else ""),
        old=_side(segments, model.Op.DELETE),
        new=_side(segments, model.Op.INSERT),
        certainty=_CERTAINTIES[change.tier],
    )


def _text_passage(field: model.TextField, sentence: model.SentenceDiff) -> Passage:
    segments = marking.fold_islands(sentence.segments) or marks.mark_words(sentence.old, sentence.new)
    return Passage(
        summary=_capitalise(edit_words.say_edits(sentence)),
        place=_PLACES[field],
        old=_side(segments, model.Op.DELETE),
        new=_side(segments, model.Op.INSERT),
    )


def _side(segments: marks.Segments, op: model.Op) -> marks.Segments:
    clean = (
        model.Segment(op=segment.op, text=text.clean_text(segment.text))
        for segment in marks.find_side(segments, op)
    )
    tight = tuple(piece for segment in clean for piece in marks.tighten(segment))
    return marks.shorten_side(tight, MAX_SENTENCE)


def _capitalise(words: str) -> str:
    return words[:1].upper() + words[1:]
