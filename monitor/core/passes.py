"""Passes: the outcomes of checks that saw their article: as it was, with a new version, with one in doubt confirmed.

Pure. Next: `decide`, which says which it is; `absence` for checks that saw no article.
"""

from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import checks, coverage, doubts, likeness, revision, rotation, schedule, verdicts
from monitor.core.brief import Brief


def pass_check(
    brief: Brief,
    article: model.ArticleForCheck,
    page: model.FetchedPage,
    kind: model.CheckKind,
    *,
    now: datetime,
    price: float,
) -> model.CheckOutcome:
    """Build the outcome of a check that saw the article in good order."""
    plan = schedule.next_check(article, brief.policy.recheck, now=now, price=price)
    passed = checks.build_outcome(article, kind, plan, now=now)
    passed = replace(
        passed,
        moved_to=page.moved_to,
        status=page.status,
        etag=page.header("etag") or (article.etag if page.is_not_modified else None),
        last_modified=page.header("last-modified")
        or (article.last_modified if page.is_not_modified else None),
        body_digest=article.body_digest if page.is_not_modified else page.sha256,
        fingerprint=article.fingerprint,
        revision_count=article.revision_count,
        is_flapping=article.is_flapping,
    )
    if not article.is_removed or kind is model.CheckKind.NEW_VERSION:
        return passed
    change, alert = checks.decide_alert(
        brief,
        article,
        checks.build_state_change(article, checks.RETURNED, since=now, last_old_at=article.last_checked_at),
        now=now,
    )
    return replace(passed, change=change, alert=alert)


def retire_article(
    article: model.ArticleForCheck, page: model.FetchedPage, *, now: datetime
) -> model.CheckOutcome:
    """Build the outcome of a check that found a candidate to match no topic: it is not looked at again."""
    plan = schedule.Plan(at=None, reason="its text matches no topic")
    return replace(
        checks.build_outcome(article, model.CheckKind.OFF_TOPIC, plan, now=now), status=page.status
    )


def pass_version(
    brief: Brief,
    article: model.ArticleForCheck,
    page: model.FetchedPage,
    version: model.Version,
    *,
    past: model.Past | None,
    steady: rotation.Steady | None,
    now: datetime,
    price: float,
) -> model.CheckOutcome:
    """Build the outcome of a check that saw a new version: what changed, and who is told, now or when it is confirmed.
    Boxes that took turns are stored as they stood, and are no change."""
    change = verdict = None
    if past and past.held and steady:
        verdict = _judge_held(brief, article, version, page, past, past.held, steady, now=now)
        article, past = verdicts.accept_verdict(article, past, verdict)
        steady = rotation.find_steady(past, version.article, find_terms=brief.engine.find_watched_terms)
    if past and steady:
        change = _compare_steady(brief, article, version, past, steady, now=now)
        if doubt := _find_doubt(brief, article, page, steady, change):
            version = replace(version, doubt=doubt)
            held = verdicts.hold_version(brief, article, version, change, now=now, price=price)
            return _note_verdict(replace(held, status=page.status), verdict)
    kind = model.CheckKind.NEW_VERSION if article.latest else model.CheckKind.FIRST_VERSION
    passed = pass_check(
        brief, _revise_article(article, version, past, now=now), page, kind, now=now, price=price
    )
    if article.is_removed and change:
        change = revision.add_event(change, checks.RETURNED)
    told, alert = _tell(brief, article, version, change or passed.change, past=past, now=now)
    return replace(
        passed,
        version=version,
        bands=likeness.find_bands(version.article),
        change=told,
        alert=alert,
        verdict=verdict,
        is_flapping=revision.is_flapping_told(told, article),
    )


def _tell(
    brief: Brief,
    article: model.ArticleForCheck,
    version: model.Version,
    change: model.Change | None,
    *,
    past: model.Past | None,
    now: datetime,
) -> tuple[model.Change | None, model.Alert | None]:
    """Say who is told of a new version's change, or of a first version, which is new coverage."""
    if past is None:
        article = replace(article, language=version.article.language)
        change = change or coverage.find_coverage(brief, article, version, now=now)
    return checks.decide_alert(brief, article, change, now=now)


def _compare_steady(
    brief: Brief,
    article: model.ArticleForCheck,
    version: model.Version,
    past: model.Past,
    steady: rotation.Steady,
    *,
    now: datetime,
) -> model.Change:
    """Compare what did not take turns in the old text and in the new one."""
    old = replace(past, latest=replace(past.latest, article=steady.old))
    new = replace(version, article=steady.new)
    return revision.compare_versions(old, new, engine=brief.engine, article=article, now=now)


def _revise_article(
    article: model.ArticleForCheck, version: model.Version, past: model.Past | None, *, now: datetime
) -> model.ArticleForCheck:
    """Return an article with what a new version tells of its rhythm, for the time of its next check."""
    return replace(
        article,
        published_at=article.published_at or version.article.published_at,
        revision_count=revision.count_texts(past, version.content_hash) - 1,
        last_revised_at=now if article.latest else None,
    )


def _judge_held(
    brief: Brief,
    article: model.ArticleForCheck,
    version: model.Version,
    page: model.FetchedPage,
    past: model.Past,
    held: model.Held,
    steady: rotation.Steady,
    *,
    now: datetime,
) -> model.Verdict:
    """Say whether a text that is neither the old one nor the one in doubt bears out the one in doubt."""
    knobs, old = brief.policy.suspect, past.latest.article
    if doubts.is_nearer(version.article, held.version.article, than=old, at_least=knobs.kept_share):
        return verdicts.confirm_version(brief, article, held, now=now)
    if doubts.is_borne_out(held, version, old=old, knobs=knobs):
        # A text that is no more in doubt than the old one is the old one, edited.
        change = _compare_steady(brief, article, version, past, steady, now=now)
        doubt = _find_doubt(brief, article, page, steady, change)
        if doubt and doubt.kind is model.DoubtKind.REPLACED:
            return verdicts.confirm_version(brief, article, held, now=now)
    return verdicts.dismiss_version(held, why=verdicts.IS_ANOTHER, now=now)


def _note_verdict(outcome: model.CheckOutcome, verdict: model.Verdict | None) -> model.CheckOutcome:
    """Note what became of the text in doubt before this one, which is the newest believed one where it is confirmed."""
    outcome = replace(outcome, verdict=verdict)
    believed = outcome.believed
    return replace(outcome, bands=likeness.find_bands(believed.article)) if believed else outcome


def _find_doubt(
    brief: Brief,
    article: model.ArticleForCheck,
    page: model.FetchedPage,
    steady: rotation.Steady,
    change: model.Change,
) -> model.Doubt | None:
    """Say what speaks against a new text; nothing does once the old one has not been seen for several checks."""
    knobs = brief.policy.suspect
    if article.doubt_count >= knobs.most_in_a_row or change.diff is None:
        return None
    return doubts.find_doubt(steady.old, steady.new, change.diff, page, knobs=knobs)


def pass_confirmed(
    brief: Brief,
    article: model.ArticleForCheck,
    page: model.FetchedPage,
    past: model.Past,
    held: model.Held,
    *,
    now: datetime,
    price: float,
) -> model.CheckOutcome:
    """Build the outcome of a check that found the text in doubt again: its change is told."""
    verdict = verdicts.confirm_version(brief, article, held, now=now)
    revised = replace(
        article,
        is_removed=False,
        revision_count=revision.count_texts(past, held.version.content_hash) - 1,
        last_revised_at=now,
    )
    passed = pass_check(brief, revised, page, model.CheckKind.CONFIRMED, now=now, price=price)
    is_flapping = revision.is_flapping_told(verdict.change, article)
    bands = likeness.find_bands(held.version.article)
    return replace(passed, verdict=verdict, bands=bands, is_flapping=is_flapping)
