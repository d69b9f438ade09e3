"""Rows to values of the model and back, one pair a noun. Refuses nothing: the model's own checks speak.

Next: the modules of each port, which read and write the rows; `shown` for what is only read.
"""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

import sqlalchemy as sa

from monitor import model
from storage import codec

Columns = dict[str, Any]
Row = sa.Row[*tuple[Any, ...]]
Query = sa.Select[*tuple[Any, ...]]


def host_of(url: str) -> str:
    """Return the host a URL asks, lower case: the lane of its jobs. A URL without one is a lane of its own."""
    try:
        return urlsplit(url).hostname or url or "nowhere"
    except ValueError:
        return url


def version_columns(version: model.Version) -> Columns:
    """Return a version as the columns of its row, all but the article it belongs to."""
    return {
        "number": version.number,
        "content_hash": version.content_hash,
        "seen_at": version.seen_at,
        "raw_sha256": version.raw_sha256,
        "chain_sha256": version.chain_sha256,
        "read_by": version.read_by,
        **doubt_columns(version.doubt),
        **_text_columns(version.article),
    }


def rereading_columns(rereading: model.Rereading) -> Columns:
    """Return a rereading as the columns of its row, all but the version it belongs to."""
    return {
        "content_hash": rereading.content_hash,
        "read_by": rereading.read_by,
        "read_at": rereading.read_at,
        **_text_columns(rereading.article),
    }


def _text_columns(article: model.Article) -> Columns:
    return {
        "canonical_url": article.canonical_url,
        "language": article.language,
        "published_at": article.published_at,
        "modified_at": article.modified_at,
        "headline": article.headline,
        "subheadline": article.subheadline,
        "byline": article.byline,
        "paragraphs": codec.STRINGS.dump(article.paragraphs),
    }


def version_of(row: Row, claims: tuple[model.Claim, ...]) -> model.Version:
    """Return the version a row holds."""
    return model.Version(
        number=row.number,
        content_hash=row.content_hash,
        article=_text_of(row),
        claims=claims,
        seen_at=row.seen_at,
        raw_sha256=row.raw_sha256,
        chain_sha256=row.chain_sha256,
        read_by=row.read_by,
        doubt=codec.DOUBT.load_optional(row.doubt),
    )


def rereading_of(row: Row) -> model.Rereading:
    """Return the rereading a row holds; the row has its version's number too."""
    return model.Rereading(
        number=row.number,
        article=_text_of(row),
        content_hash=row.content_hash,
        read_by=row.read_by,
        read_at=row.read_at,
    )


def _text_of(row: Row) -> model.Article:
    return model.Article(
        canonical_url=row.canonical_url,
        headline=row.headline,
        subheadline=row.subheadline,
        byline=row.byline,
        language=row.language,
        published_at=row.published_at,
        modified_at=row.modified_at,
        paragraphs=codec.STRINGS.load(row.paragraphs),
    )


def doubt_columns(doubt: model.Doubt | None) -> Columns:
    """Return what speaks against a text, and how it stands, as the columns of its version and of its change."""
    return {"standing": model.standing_of(doubt), "doubt": codec.DOUBT.dump_optional(doubt)}


def claim_columns(claim: model.Claim) -> Columns:
    """Return a claim as the columns of its row, all but the version it was found in."""
    return {
        "claim_id": claim.claim_id,
        "type": claim.type,
        "scope": claim.scope,
        "low": claim.low,
        "high": claim.high,
        "hedge": claim.hedge,
        "is_reported": claim.is_reported,
        "is_negated": claim.is_negated,
        "unit": claim.unit,
        "value": claim.value,
        "source": claim.source,
        "verb": claim.verb,
        "field": claim.field,
        "start": claim.start,
        "end": claim.end,
        "sentence": claim.sentence,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def claim_of(row: Row) -> model.Claim:
    """Return the claim a row holds."""
    return model.Claim(
        claim_id=row.claim_id,
        type=model.ClaimType(row.type),
        scope=row.scope,
        low=row.low,
        high=row.high,
        hedge=model.Hedge(row.hedge),
        is_reported=row.is_reported,
        is_negated=row.is_negated,
        unit=row.unit,
        value=row.value,
        source=row.source,
        verb=None if row.verb is None else model.VerbClass(row.verb),
        field=model.TextField(row.field),
        start=row.start,
        end=row.end,
        sentence=row.sentence,
        rule=row.rule,
        confidence=row.confidence,
    )


def change_columns(change: model.Change) -> Columns:
    """Return a change as the columns of its row, all but its article and its findings, which have their own rows."""
    return {
        "old_number": change.old_number,
        "new_number": change.new_number,
        "last_seen_old_at": change.last_seen_old_at,
        "first_seen_new_at": change.first_seen_new_at,
        "severity": int(change.severity),
        "is_silent": change.is_silent,
        "notice": change.notice,
        "reverts_to": change.reverts_to,
        "unexplained_left_out": change.unexplained_left_out,
        "unread_chars": change.unread_chars,
        "diff": codec.DIFF.dump_optional(change.diff),
        **doubt_columns(change.doubt),
    }


def reach_of(row: Row) -> model.Reach:
    """Return how the row's outlet answers."""
    return model.Reach() if row.reach is None else codec.REACH.load(row.reach)


class Findings(NamedTuple):
    """What belongs to a change and has rows of its own."""

    events: tuple[model.Event, ...]
    claim_changes: tuple[model.ClaimChange, ...]
    unexplained: tuple[model.UnexplainedDelta, ...]


def change_of(row: Row, findings: Findings) -> model.Change:
    """Return the change a row holds; `diff` is None where the row was read without it."""
    return model.Change(
        old_number=row.old_number,
        new_number=row.new_number,
        last_seen_old_at=row.last_seen_old_at,
        first_seen_new_at=row.first_seen_new_at,
        severity=model.Severity(row.severity),
        is_silent=row.is_silent,
        notice=row.notice,
        reverts_to=row.reverts_to,
        diff=codec.DIFF.load_optional(getattr(row, "diff", None)),
        claim_changes=findings.claim_changes,
        events=findings.events,
        unexplained=findings.unexplained,
        unexplained_left_out=row.unexplained_left_out,
        unread_chars=row.unread_chars,
        doubt=codec.DOUBT.load_optional(row.doubt),
    )


def event_columns(event: model.Event) -> Columns:
    """Return an event as the columns of its row, all but its change."""
    return {
        "kind": event.kind,
        "severity": int(event.severity),
        "summary": event.summary,
        "claim_id": event.claim_id,
        "is_told": event.is_told,
        "reason": event.reason,
        "answers": codec.ANSWERS.dump(event.answers),
    }


def event_of(row: Row) -> model.Event:
    """Return the event a row holds."""
    return model.Event(
        kind=model.EventKind(row.kind),
        severity=model.Severity(row.severity),
        summary=row.summary,
        claim_id=row.claim_id,
        is_told=row.is_told,
        reason=row.reason,
        answers=codec.ANSWERS.load(row.answers),
    )
