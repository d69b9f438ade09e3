"""Article state + response + now -> CheckOutcome: the one place that says "new version" (`_decide_article`).

Pure: the shell (`monitor.pipeline`) loads before and saves after. Next: `absence` for checks that saw no article, `passes`
for those that did, `revision` for what a new text amounts to, `doubts` and `verdicts` for texts that are not believed at
once, `polls` for feeds.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial

from monitor import model
from monitor.core import (
    absence,
    echoes,
    evidence,
    extract,
    fingerprint,
    heat,
    outcome,
    passes,
    rereading,
    rotation,
    verdicts,
    withheld,
)
from monitor.core.brief import Brief

#: Larger pages are not looked at outside the reading process. Ordinary ones take about a millisecond for 100 kB; the
#: worst known, nothing but nested elements, take the HTML parser time that grows with the square of their depth.
QUICK_BYTES = 500_000
#: Nor are those with more tags: 100,000 nested `div` fit into the bytes and take the parser over a minute, this many a second.
QUICK_TAGS = 20_000
#: Looks in a row at which a page must end alike before it is read though it seems to be cut off.
SAME_ENDS = 3


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
        return passes.pass_check(brief, article, response, model.CheckKind.NOT_MODIFIED, now=now, price=price)
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
        return passes.pass_check(brief, article, response, model.CheckKind.UNCHANGED, now=now, price=price)
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
    read = partial(
        extract.read_page,
        page,
        selectors=brief.find_selectors(article.outlet_id),
        known_fingerprint=article.fingerprint if article.latest and not article.doubt_count else None,
    )
    reading = read()
    if reading.failure and _always_ends_so(article, reading.failure):
        reading = read(is_known_whole=True)
    if failure := reading.failure or _find_withheld(page, reading, past):
        return absence.decide_failure(brief, article, failure, now=now)
    outcome = _decide_article(brief, article, page, reading, past=past, now=now, price=price)
    outcome = echoes.note_sight(outcome, reading.article, past)
    changes = (outcome.verdict.change if outcome.verdict else None, outcome.change)
    heats = tuple(each for change in changes for each in heat.find_heats(brief, article, change, now=now))
    return replace(outcome, heats=heats)


def _always_ends_so(article: model.ArticleForCheck, failure: model.Failure) -> bool:
    """Whether a page that seems to be cut off ended so at the checks before, too: then that is how it is written."""
    is_again = failure == article.last_failure and article.failure_count + 1 >= SAME_ENDS
    return is_again and failure.kind is model.FailureKind.BAD_RESPONSE


def _find_withheld(
    page: model.FetchedPage, reading: extract.Reading, past: model.Past | None
) -> model.Failure | None:
    """Return the paywall that left only the beginning of the known text, None where none did."""
    known, text = past.latest.article if past else None, reading.article
    if not known or not text or not withheld.is_withheld(known, text, is_paid_for=reading.is_paid_for):
        return None
    detail = f"{page.final_url}: {withheld.MEANING}"
    return model.Failure(kind=model.FailureKind.PAYWALL, status=page.status, detail=detail)


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
        return passes.pass_check(brief, article, page, model.CheckKind.UNCHANGED, now=now, price=price)
    content_hash = fingerprint.content_hash(text)
    held = past.held if past else None
    known = _find_known(article, past)
    selectors = brief.find_selectors(article.outlet_id)
    if past and content_hash not in known:
        # What another reader made of the old page is no measure of what the outlet changed since.
        past = rereading.refresh_past(past, selectors=selectors)
        known.add(past.latest.content_hash)
    steady = rotation.find_steady(past, text, find_terms=brief.engine.find_watched_terms) if past else None
    note = steady.note if steady else ""
    if content_hash in known or (steady and steady.is_unchanged):
        same = passes.pass_check(brief, article, page, model.CheckKind.UNCHANGED, now=now, price=price)
        verdict = verdicts.dismiss_version(held, why=verdicts.IS_BACK, now=now) if held else None
        return _note_reading(replace(same, verdict=verdict, note=note), reading)
    if past and held and content_hash == fingerprint.content_hash(held.version.article):
        confirmed = passes.pass_confirmed(brief, article, page, past, held, now=now, price=price)
        return _note_reading(confirmed, reading)
    topic_ids = article.topic_ids or _find_topics(brief, text)
    if not topic_ids:
        return passes.retire_article(article, page, now=now)
    watched = replace(article, topic_ids=topic_ids)
    version = _build_version(brief, watched, page, text, content_hash=content_hash, now=now)
    outcome = passes.pass_version(
        brief, watched, page, version, past=past, steady=steady, now=now, price=price
    )
    return _note_reading(replace(outcome, note=note), reading)


def _find_topics(brief: Brief, text: model.Article) -> tuple[str, ...]:
    """Find the topics a candidate's text is of."""
    return brief.find_topics(text.headline, text.subheadline, text.text(model.TextField.BODY))


def _find_known(article: model.ArticleForCheck, past: model.Past | None) -> set[str]:
    """Find the content hashes under which the newest text is known."""
    known = {article.latest.content_hash} if article.latest else set()
    # A hash by an older scheme says nothing; the text it was made of does.
    return known | ({fingerprint.content_hash(past.latest.article)} if past else set())


def _build_version(
    brief: Brief,
    article: model.ArticleForCheck,
    page: model.FetchedPage,
    text: model.Article,
    *,
    content_hash: str,
    now: datetime,
) -> model.Version:
    """Build the version that follows the newest stored one, its claims found and its page chained to the one before."""
    latest = article.latest
    return model.Version(
        number=latest.stored_number + 1 if latest else 1,
        content_hash=content_hash,
        article=text,
        claims=brief.engine.find_claims(text),
        seen_at=now,
        raw_sha256=page.sha256,
        chain_sha256=evidence.chain_hash(latest.chain_sha256 if latest else None, page),
        read_by=fingerprint.reader_of(brief.find_selectors(article.outlet_id)),
    )


def _note_reading(outcome: model.CheckOutcome, reading: extract.Reading) -> model.CheckOutcome:
    """Remember what was read; of a text in doubt nothing, so that the next check reads its page whole."""
    if outcome.kind is model.CheckKind.SUSPECT or reading.article is None:
        return outcome
    note = "; ".join(filter(None, (outcome.note, reading.note)))
    return replace(
        outcome, fingerprint=reading.fingerprint, canonical_url=reading.article.canonical_url, note=note
    )
