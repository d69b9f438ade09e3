"""What a new text of a known article amounts to: diff, claim changes, notice, revert or flapping, as one `Change`.

Says nothing about who is told (`alerting`) nor whether there is a new version at all (`decide`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import (
    alerting,
    altered_quotes,
    checks,
    claims,
    diff,
    returns,
    schedule,
    silent_edits,
    unexplained,
)


def compare_versions(
    past: model.Past,
    version: model.Version,
    *,
    engine: claims.Engine,
    article: model.ArticleForCheck,
    now: datetime,
) -> model.Change:
    """Return the change from the newest stored version to this one, its events not yet told.

    The claims of the old text are found afresh with the present definitions, so that a definition edited since it was
    stored is no change of the outlet's.
    """
    old, new = past.latest, version.article
    claim_changes = engine.compare_claims(old.article, new)
    text_diff = diff.compare_articles(old.article, new, find_terms=engine.find_watched_terms)
    deltas, left_out = unexplained.find_unexplained(text_diff, claim_changes)
    notice = find_new_notice(old.article, new)
    events = _find_text_events((old.article, new), claim_changes, text_diff, deltas=deltas, notice=notice)
    text_return = returns.find_text_return(version.content_hash, past.history)
    events = _add_returns(events, text_return, past, version, article=article, now=now)
    if text_return and any(event.kind is model.EventKind.FLAPPING for event in events):
        deltas, left_out = (), 0  # the first turns said it
    events.sort(key=lambda event: -event.severity)
    return model.Change(
        old_number=old.number,
        new_number=version.number,
        last_seen_old_at=checks.find_window_start(_last_seen(article, now=now), old.seen_at, end=now),
        first_seen_new_at=now,
        severity=max(event.severity for event in events),
        is_silent=not notice and not alerting.COSMETIC_EDITS.issuperset(text_diff.edits),
        notice=notice,
        reverts_to=text_return.number if text_return else None,
        diff=text_diff,
        claim_changes=claim_changes,
        events=tuple(events),
        unexplained=deltas,
        unexplained_left_out=left_out,
        unread_chars=claims.count_unread(new),
    )


def _find_text_events(
    articles: tuple[model.Article, model.Article],
    claim_changes: Sequence[model.ClaimChange],
    text_diff: model.Diff,
    *,
    deltas: Sequence[model.UnexplainedDelta],
    notice: str,
) -> list[model.Event]:
    """List what happened between the old and the new text; a plain edit only where nothing weightier tells of it."""
    old, new = articles
    events = [
        *alerting.find_claim_events(claim_changes),
        *alerting.find_text_events(*articles, notice=notice),
    ]
    if not claim_changes and (not events or alerting.has_other_edits(text_diff)):
        events.append(alerting.find_edit_event(text_diff, deltas))
    silent = silent_edits.find_silent_edit(
        old, new, diff=text_diff, claim_changes=claim_changes, notice=notice
    )
    return [*events, *filter(None, (altered_quotes.find_altered_quotes(text_diff), silent))]


def _add_returns(
    events: list[model.Event],
    text_return: returns.Return | None,
    past: model.Past,
    version: model.Version,
    *,
    article: model.ArticleForCheck,
    now: datetime,
) -> list[model.Event]:
    """Add that the text is back, or else that only some of its lines are."""
    articles = past.latest.article, version.article
    if text_return:
        return returns.add_text_return(events, text_return, articles, article=article, now=now)
    lines = returns.find_line_returns(version.article, past)
    return returns.add_line_returns(events, lines, articles, article=article, now=now)


def add_event(change: model.Change, event: model.Event) -> model.Change:
    """Return the change with one event more, weightiest first."""
    events = sorted((*change.events, event), key=lambda one: -one.severity)
    return replace(change, events=tuple(events), severity=events[0].severity)


def is_flapping_told(change: model.Change | None, article: model.ArticleForCheck) -> bool:
    """Whether the article is flapping now, and somebody was told so: only then are its further turns kept quiet."""
    flaps = [event for event in (change.events if change else ()) if event.kind is model.EventKind.FLAPPING]
    return bool(flaps) and (article.is_flapping or any(event.is_told for event in flaps))


def find_new_notice(old: model.Article, new: model.Article) -> str:
    """Return the correction notices that are in the new text only, joined by a space; "" when there are none."""
    before = (old.headline, old.subheadline, *old.paragraphs)
    unchanged = set(before)
    texts = (new.headline, new.subheadline, *new.paragraphs)
    found = claims.find_notices([text for text in texts if text not in unchanged])
    known = set(claims.find_notices(before)) if found else ()
    return " ".join(notice for notice in found if notice not in known)


def count_texts(past: model.Past | None, content_hash: str) -> int:
    """Return how many different texts there have been, this one included."""
    return len({content_hash, *(known for _, known in (past.history if past else ()))})


def _last_seen(article: model.ArticleForCheck, *, now: datetime) -> datetime | None:
    """Return when the old text was last seen. A page asked for whole, since its server had only given its word for a day,
    that differs after all makes that word worth nothing."""
    is_distrusted = article.whole_at and schedule.is_whole_due(article.whole_at, now=now)
    return article.whole_at if is_distrusted else article.last_seen_at
