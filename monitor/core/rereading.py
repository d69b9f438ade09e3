"""Rereading: stored pages as the present extractor reads them, and what of their history was never the outlet's edit.

Two texts tell of an edit only where one reader read both; a newer release, or other selectors, read a page otherwise
that nobody touched (extraction drift). Refuses to change a version: a later reading stands beside the first one.
Next: `decide`, which holds a new text against `refresh_past`; `claimwatch db reextract`, which shows the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor import model
from monitor.core import claims, diff, extract, fingerprint


class Verdict(StrEnum):
    """What is left of the change between two neighbouring versions when one reader reads both pages."""

    STAYS = "stays"
    OTHER_CLAIMS = "other_claims"
    """The texts differ as before, the claims that changed are others."""
    VANISHES = "vanishes"
    """Only drift: the pages say the same."""
    APPEARS = "appears"
    """The stored texts were the same, the pages are not."""
    UNREADABLE = "unreadable"
    """One of the pages gives no article any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """One version, its text as last read, and what its page says now."""

    version: model.Version
    reading: extract.Reading

    @property
    def is_drifted(self) -> bool:
        """Whether the page says something else now, or nothing at all."""
        now = self.reading.article
        # A database cannot hold every character, so the hash that was taken before counts, too.
        stored = {self.version.content_hash, fingerprint.content_hash(self.version.article)}
        return now is None or fingerprint.content_hash(now) not in stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How two readings of one page differ."""

    fields: tuple[model.TextField, ...]
    #: Sentences of the stored text that are not read any more, and those that were not read before.
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    claim_changes: tuple[model.ClaimChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One pair of neighbouring versions, by their stored texts and by their pages."""

    old_number: int
    new_number: int
    verdict: Verdict
    stored_changes: tuple[model.ClaimChange, ...] = ()
    present_changes: tuple[model.ClaimChange, ...] = ()


def refresh_past(past: model.Past, *, selectors: Sequence[str]) -> model.Past:
    """Return the past with its newest text as the present reader reads it, where another one read it.

    The stored text stands where its page was not loaded or gives no article any more. Every version of the same stored
    text is taken to read alike now.
    """
    if past.page is None:
        return past
    article = extract.read_page(past.page, selectors=selectors, is_known_whole=True).article
    if article is None:
        return past
    before, now = past.latest.content_hash, fingerprint.content_hash(article)
    return replace(
        past,
        latest=replace(past.latest, article=article, content_hash=now),
        history=tuple((number, now if known == before else known) for number, known in past.history),
    )


def find_drift(stored: model.Article, present: model.Article, *, engine: claims.Engine) -> Drift:
    """Say how the present reading of a page differs from the stored one."""
    found = diff.compare_articles(stored, present)
    sentences = [sentence for field in found.fields for sentence in field.sentences]
    changed = [sentence for sentence in sentences if sentence.op is not model.SentenceOp.EQUAL]
    return Drift(
        fields=tuple(field.field for field in found.fields),
        lost=tuple(text for sentence in changed if (text := sentence.old.strip())),
        gained=tuple(text for sentence in changed if (text := sentence.new.strip())),
        claim_changes=engine.compare_claims(stored, present),
    )


def compare_pair(old: Reread, new: Reread, *, engine: claims.Engine) -> Comparison:
    """Say what is left of the change between two neighbouring versions. Claims are those of the present definitions on
    both sides, so that only the reading of the pages is compared."""
    stored = old.version.article, new.version.article
    present = old.reading.article, new.reading.article
    before = engine.compare_claims(*stored)
    now: tuple[model.ClaimChange, ...] = ()
    if present[0] is None or present[1] is None:
        verdict = Verdict.UNREADABLE
    else:
        now = engine.compare_claims(present[0], present[1])
        if _differ(*stored) == _differ(present[0], present[1]):
            verdict = Verdict.STAYS if _told_by(before) == _told_by(now) else Verdict.OTHER_CLAIMS
        else:
            verdict = Verdict.VANISHES if _differ(*stored) else Verdict.APPEARS
    return Comparison(
        old_number=old.version.number,
        new_number=new.version.number,
        verdict=verdict,
        stored_changes=before,
        present_changes=now,
    )


def _told_by(changes: Sequence[model.ClaimChange]) -> list[tuple[str, ...]]:
    return sorted(
        (one.claim_id, one.scope, one.kind.value, one.old_text, one.new_text, one.tier.value)
        for one in changes
    )


def _differ(one: model.Article, other: model.Article) -> bool:
    return fingerprint.content_hash(one) != fingerprint.content_hash(other)
