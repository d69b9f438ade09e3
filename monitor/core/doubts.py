"""Doubts: what speaks against a new text before anybody is told of it, and whether the next one bears it out.

A truncated page, an error page that slipped through, a related box read in the article's place: all look like a large edit.
Most of them are gone a few minutes later, so a text like that waits for one more check. Refuses to judge a first text, which
nothing can be held against, and edits of a few words. Next: `verdicts`, which says what becomes of a text in doubt.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from monitor import model, policy
from monitor.core import diff as differ
from monitor.core import second, word_diff

#: A new text of at least this share of the old one's length stands in its place; a shorter one is what is left of it.
_REPLACED_SHARE = 0.6


def find_doubt(
    old: model.Article,
    new: model.Article,
    diff: model.Diff,
    page: model.FetchedPage,
    *,
    knobs: policy.SuspectPolicy,
) -> model.Doubt | None:
    """Say what speaks against a text that was read from `page` in the place of `old`; None: nothing does."""
    moves = _find_moves(diff)
    if max(second.count_words(moves.cut), second.count_words(moves.come)) < knobs.least_words:
        return None
    reading = second.read_second(page)
    return (
        _find_lost(moves, reading, new, knobs)
        or _find_strange(moves, reading, knobs)
        or _find_collapse(old, new, diff, knobs)
    )


def is_nearer(text: model.Article, held: model.Article, *, than: model.Article, at_least: float) -> bool:
    """Whether a text is the one in doubt, edited, and neither the old one nor a third.

    `at_least`: the share of words it must have in common with the one in doubt.
    """
    likeness = _likeness(held, text)
    return likeness >= at_least and likeness > _likeness(than, text)


def is_borne_out(
    held: model.Held, version: model.Version, *, old: model.Article, knobs: policy.SuspectPolicy
) -> bool:
    """Whether a text that replaced much of the old one brought a claim or a figure that stands in the next text, too: a
    live blog whose posts are gone at each check. Some of the old text stands in it, and some of it in the next; a text
    of another page has nothing of the old one."""
    doubt, text = held.version.doubt, held.version.article
    if doubt is None or doubt.kind is not model.DoubtKind.REPLACED:
        return False
    if not _stays(held.change, version, old=old):
        return False
    return all(
        second.count_words(second.Reading(after.text(model.TextField.BODY)).find_words(before.paragraphs))
        >= knobs.least_words
        for before, after in ((old, text), (text, version.article))
    )


def _stays(change: model.Change, version: model.Version, *, old: model.Article) -> bool:
    """Whether anything weighty that a change brought, and that did not stand in the old text, is in a later version."""
    claims = {
        _said(one.new)
        for one in change.claim_changes
        if one.new and one.tier is not model.Tier.REVIEW and one.new.sentence not in old.text(one.new.field)
    }
    figures = [one for one in change.unexplained if one.old and one.new]
    return not claims.isdisjoint(map(_said, version.claims)) or any(
        one.new_sentence in version.article.text(one.field) for one in figures
    )


def _said(claim: model.Claim) -> Hashable:
    return claim.claim_id, claim.scope, claim.low, claim.high, claim.unit, claim.value, claim.is_negated


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moves:
    """The words of the body's sentences, a text a sentence: those that left, came, and stayed as they were."""

    cut: list[str]
    come: list[str]
    kept: list[str]


def _find_moves(diff: model.Diff) -> _Moves:
    sentences = [
        sentence
        for field in diff.fields
        if field.field is model.TextField.BODY
        for sentence in field.sentences
    ]

    def fold(op: model.SentenceOp) -> list[str]:
        return second.fold_sentences(one.new or one.old for one in sentences if one.op is op)

    return _Moves(
        cut=fold(model.SentenceOp.REMOVED),
        come=fold(model.SentenceOp.ADDED),
        kept=fold(model.SentenceOp.EQUAL),
    )


def _find_lost(
    moves: _Moves, reading: second.Reading, new: model.Article, knobs: policy.SuspectPolicy
) -> model.Doubt | None:
    """Doubt a text that lacks sentences of the old one which a second reading still finds on the page.

    Two extractors never agree on a whole page, so only what came and went is asked about: what the outlet cut is not on its
    page any more.
    """
    there = reading.find_words(moves.cut)
    # A sentence that stood twice and was cut once is not lost.
    read = set(second.Reading(new.text(model.TextField.BODY)).find_words(there))
    count = second.count_words(words for words in there if words not in read)
    if count < max(knobs.least_words, knobs.disagreement_share * second.count_words(moves.cut)):
        return None
    return model.Doubt(
        kind=model.DoubtKind.LOST,
        detail=f"{count} words that we no longer read are still on the page, by a second reading of it.",
    )


def _find_strange(moves: _Moves, reading: second.Reading, knobs: policy.SuspectPolicy) -> model.Doubt | None:
    """Doubt a text much of which is new and nothing that the second reading takes for the article, though it finds the
    rest of it: a box that was read into the body."""
    come, kept = second.count_words(moves.come), second.count_words(moves.kept)
    found = second.count_words(reading.find_words(moves.kept))
    if not kept or found < knobs.agreement_share * kept:
        return None
    count = come - second.count_words(reading.find_words(moves.come))
    least = max(knobs.least_words, knobs.disagreement_share * (come + kept), knobs.agreement_share * come)
    if count < least:
        return None
    return model.Doubt(
        kind=model.DoubtKind.STRANGE,
        detail=f"{count} new words are no part of the article, by a second reading of the page.",
    )


def _find_collapse(
    old: model.Article, new: model.Article, diff: model.Diff, knobs: policy.SuspectPolicy
) -> model.Doubt | None:
    """Doubt a text that keeps too few of the old one's words.

    Kept words and not length: a page as long as before may hold another text, and an article that was cut in half and
    doubled by a box is no whole one.
    """
    before, after = _count_words(old), _count_words(new)
    gone = diff.removed_word_count
    if before - gone >= knobs.kept_share * before:
        return None
    share = f"{gone} of {before} words ({gone / before:.0%}) of the text are gone"
    if after < _REPLACED_SHARE * before:
        return model.Doubt(kind=model.DoubtKind.COLLAPSED, detail=f"{share}.")
    return model.Doubt(
        kind=model.DoubtKind.REPLACED, detail=f"{share}, and another text stands in their place."
    )


def _likeness(one: model.Article, other: model.Article) -> float:
    """Return the share of both texts' words that they have in common, in place: 0 to 1."""
    before, after = _count_words(one), _count_words(other)
    kept = before - differ.compare_articles(one, other).removed_word_count
    return 2 * kept / (before + after) if before + after else 1.0


def _count_words(article: model.Article) -> int:
    return sum(word_diff.count_words(article.text(field)) for field in model.TextField)
