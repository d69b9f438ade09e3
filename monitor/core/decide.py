"""Article state + response + now -> CheckOutcome: the one place that says "new version" (`_decide_article`).

Pure: the shell (`monitor.pipeline`) loads before and saves after. Next: `absence` for checks that saw no article,
`revision` for what a new text amounts to, `doubts` and `verdicts` for texts that are not believed at once, `polls` for feeds.
"""

from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import (
    absence,
    checks,
    doubts,
    echoes,
    evidence,
    extract,
    fingerprint,
    heat,
    likeness,
    outcome,
    rereading,
    revision,
    rotation,
    schedule,
    verdicts,
)
from monitor.core.brief import Brief

#: Larger pages are not looked at outside the reading process. Ordinary ones take about a millisecond for 100 kB; the
#: worst known, nothing but nested elements, take the HTML parser time that grows with the square of their depth.
QUICK_BYTES = 500_000
#: Nor are those with more tags: 100,000 nested `div` fit into the bytes and take the parser over a minute, this many a second.
QUICK_TAGS = 20_000


def decide_quickly(
    brief: Brief,
    article: model.ArticleForCheck,
    response: model.FetchedPage | model.Failure,
    *,
    now: datetime,
    price: float,
) -> model.CheckOutcome | None:
    """Decide what can be told without the article's text; None where the page must be read.

    Short enough to run where it cannot be stopped; larger and deeper pages are left to the reading process.
    """
    if isinstance(response, model.Failure):
        return absence.decide_failure(brief, article, response, now=now)
    # A text in doubt is asked for without validators, and read whole: nothing about it can be "not modified" or known.
    is_known = article.latest is not None and not article.doubt_count
    if response.is_not_modified and is_known:
        return _pass_check(brief, article, response, model.CheckKind.NOT_MODIFIED, now=now, price=price)
    if failure := outcome.classify_response(response, is_feed=False):
        return absence.decide_failure(brief, article, failure, now=now)
    if is_known and (
        response.sha256 == article.body_digest
        or (
            len(response.body) <= QUICK_BYTES
            and response.body.count(b"<") <= QUICK_TAGS
            and extract.find_fingerprint(response, selectors=brief.find_selectors(article.outlet_id))
            == article.fingerprint
        )
    ):
        return _pass_check(brief, article, response, model.CheckKind.UNCHANGED, now=now, price=price)
    return None


def decide_check(
    brief: Brief,
    article: model.ArticleForCheck,
    page: model.FetchedPage,
    *,
    past: model.Past | None,
    now: datetime,
    price: float,
) -> model.CheckOutcome:
    """Decide what a page means that could not be decided quickly: a version, the same text, or a failure.

    `past` is None before the first version.
    """
    reading = extract.read_page(
        page,
        selectors=brief.find_selectors(article.outlet_id),
        known_fingerprint=article.fingerprint if article.latest and not article.doubt_count else None,
    )
    if reading.failure:
        return absence.decide_failure(brief, article, reading.failure, now=now)
    outcome = _decide_article(brief, article, page, reading, past=past, now=now, price=price)
    outcome = echoes.note_sight(outcome, reading.article, past)
    changes = (outcome.verdict.change if outcome.verdict else None, outcome.change)
    heats = tuple(each for change in changes for each in heat.find_heats(brief, article, change, now=now))
    return replace(outcome, heats=heats)


def _decide_article(
    brief: Brief,
    article: model.ArticleForCheck,
    page: model.FetchedPage,
    reading: extract.Reading,
    *,
    past: model.Past | None,
    now: datetime,
    price: float,
) -> model.CheckOutcome:
    """Say whether what was read is a new version."""
    text = reading.article
    if text is None:  # the article part is the one read before
        return _pass_check(brief, article, page, model.CheckKind.UNCHANGED, now=now, price=price)
    content_hash = fingerprint.content_hash(text)
    latest = article.latest
    held = past.held if past else None
    # A hash by an older scheme says nothing; the text it was made of does.
    known = {latest.content_hash} if latest else set()
    known |= {fingerprint.content_hash(past.latest.article)} if past else set()
    selectors = brief.find_selectors(article.outlet_id)
    if past and content_hash not in known:
        # What another reader made of the old page is no measure of what the outlet changed since.
        past = rereading.refresh_past(past, selectors=selectors)
        known.add(past.latest.content_hash)
    steady = rotation.find_steady(past, text, find_terms=brief.engine.find_watched_terms) if past else None
    note = steady.note if steady else ""
    if content_hash in known or (steady and steady.is_unchanged):
        same = _pass_check(brief, article, page, model.CheckKind.UNCHANGED, now=now, price=price)
        verdict = verdicts.dismiss_version(held, why=verdicts.IS_BACK, now=now) if held else None
        return _note_reading(replace(same, verdict=verdict, note=note), reading)
    if past and held and content_hash == fingerprint.content_hash(held.version.article):
        return _note_reading(_pass_confirmed(brief, article, page, past, held, now=now, price=price), reading)
    topic_ids = article.topic_ids or brief.find_topics(
        text.headline, text.subheadline, text.text(model.TextField.BODY)
    )
    if not topic_ids:
        return _retire(article, page, now=now)
    version = model.Version(
        number=latest.stored_number + 1 if latest else 1,
        content_hash=content_hash,
        article=text,
        claims=brief.engine.find_claims(text),
        seen_at=now,
        raw_sha256=page.sha256,
        chain_sha256=evidence.chain_hash(latest.chain_sha256 if latest else None, page),
        read_by=fingerprint.reader_of(selectors),
    )
    watched = replace(article, topic_ids=topic_ids)
    outcome = _pass_version(brief, watched, page, version, past=past, steady=steady, now=now, price=price)
    return _note_reading(replace(outcome, note=note), reading)


def _pass_version(
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
    if past and past.held:
        verdict = _judge_held(brief, article, version.article, past, past.held, now=now)
        article, past = verdicts.accept_verdict(article, past, verdict)
        steady = rotation.find_steady(past, version.article, find_terms=brief.engine.find_watched_terms)
    if past and steady:
        old = replace(past, latest=replace(past.latest, article=steady.old))
        new = replace(version, article=steady.new)
        change = revision.compare_versions(old, new, engine=brief.engine, article=article, now=now)
        if doubt := _find_doubt(brief, article, page, steady, change):
            version = replace(version, doubt=doubt)
            held = verdicts.hold_version(brief, article, version, change, now=now, price=price)
            return replace(held, verdict=verdict, status=page.status)
    kind = model.CheckKind.NEW_VERSION if article.latest else model.CheckKind.FIRST_VERSION
    revised = replace(
        article,
        published_at=article.published_at or version.article.published_at,
        revision_count=revision.count_texts(past, version.content_hash) - 1,
        last_revised_at=now if article.latest else None,
    )
    passed = _pass_check(brief, revised, page, kind, now=now, price=price)
    if article.is_removed and change:
        change = revision.add_event(change, checks.RETURNED)
    told, alert = checks.decide_alert(brief, article, change or passed.change, now=now)
    return replace(
        passed,
        version=version,
        bands=likeness.find_bands(version.article),
        change=told,
        alert=alert,
        verdict=verdict,
        is_flapping=revision.is_flapping_told(told, article),
    )


def _judge_held(
    brief: Brief,
    article: model.ArticleForCheck,
    text: model.Article,
    past: model.Past,
    held: model.Held,
    *,
    now: datetime,
) -> model.Verdict:
    """Say whether a text that is neither the old one nor the one in doubt bears out the one in doubt."""
    least = brief.policy.suspect.kept_share
    if doubts.is_nearer(text, held.version.article, than=past.latest.article, at_least=least):
        return verdicts.confirm_version(brief, article, held, now=now)
    return verdicts.dismiss_version(held, why=verdicts.IS_ANOTHER, now=now)


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


def _pass_confirmed(
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
    passed = _pass_check(brief, revised, page, model.CheckKind.CONFIRMED, now=now, price=price)
    is_flapping = revision.is_flapping_told(verdict.change, article)
    bands = likeness.find_bands(held.version.article)
    return replace(passed, verdict=verdict, bands=bands, is_flapping=is_flapping)


def _note_reading(outcome: model.CheckOutcome, reading: extract.Reading) -> model.CheckOutcome:
    """Remember what was read; of a text in doubt nothing, so that the next check reads its page whole."""
    if outcome.kind is model.CheckKind.SUSPECT or reading.article is None:
        return outcome
    note = "; ".join(filter(None, (outcome.note, reading.note)))
    return replace(
        outcome, fingerprint=reading.fingerprint, canonical_url=reading.article.canonical_url, note=note
    )


def _pass_check(
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


def _retire(article: model.ArticleForCheck, page: model.FetchedPage, *, now: datetime) -> model.CheckOutcome:
    plan = schedule.Plan(at=None, reason="its text matches no topic")
    return replace(
        checks.build_outcome(article, model.CheckKind.OFF_TOPIC, plan, now=now), status=page.status
    )
