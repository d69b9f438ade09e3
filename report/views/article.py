"""One article over time: its versions, its changes, the checks between them, and any two versions compared.

Checks in a row that came to the same are one line. Next: `differences` for the compared text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from monitor import model
from monitor.core import diff
from report.views import copies, differences, moves, words

_GOOD_KINDS = frozenset({model.CheckKind.UNCHANGED, model.CheckKind.NOT_MODIFIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStop:
    """A version on the timeline, with the change that brought it."""

    at: datetime
    number: int
    headline: str
    move: moves.Move | None
    raw_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStop:
    """A change that brought no version: removed, returned, blocked."""

    at: datetime
    move: moves.Move


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStop:
    """Checks in a row that came to the same; `at` is the last of them."""

    at: datetime
    from_at: datetime
    count: int
    is_failed: bool
    #: "unchanged", or why they failed.
    result: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions compared."""

    from_number: int
    to_number: int
    diff: differences.DiffView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """All of it; the timeline is newest first."""

    article: model.ArticleReading
    link: str | None
    #: "Removed", "Headline flapping", "Last check failed: no answer": what a reader must know first.
    states: tuple[str, ...]
    #: Numbers and first-seen times, oldest first.
    versions: tuple[model.Version, ...]
    #: The newest that is believed.
    latest: model.Version | None
    timeline: tuple[VersionStop | ChangeStop | CheckStop, ...]
    comparison: Comparison | None
    #: Other outlets' articles with the same text.
    copies: copies.CopiesView | None
    #: Every address it is or was known under, where there are several.
    addresses: tuple[str, ...]


def show_article(
    detail: model.ArticleDetail, *, watch: model.Watch, compare: tuple[int, int] | None
) -> ArticlePage:
    """Lay an article out; `compare` names two versions, which must both be there (KeyError otherwise)."""
    return ArticlePage(
        article=detail.article,
        link=words.safe_link(detail.article.url),
        states=_say_states(detail.article),
        versions=detail.versions,
        latest=next((one for one in reversed(detail.versions) if one.standing in model.BELIEVED), None),
        timeline=_find_timeline(detail, watch=watch),
        comparison=_compare(detail.versions, compare) if compare else None,
        copies=copies.show_copies(detail.origin, article_id=detail.article.id),
        addresses=detail.addresses if len(detail.addresses) > 1 else (),
    )


def _compare(versions: Sequence[model.Version], compare: tuple[int, int]) -> Comparison:
    articles = {version.number: version.article for version in versions}
    difference = diff.compare_articles(articles[compare[0]], articles[compare[1]])
    return Comparison(
        from_number=compare[0],
        to_number=compare[1],
        diff=None if difference.is_empty else differences.show_diff(difference),
    )


def _say_states(article: model.ArticleReading) -> tuple[str, ...]:
    states = []
    if article.is_removed:
        states.append("Removed by the outlet")
    if article.is_in_doubt:
        states.append("Its newest text is in doubt and waits for another look")
    if article.is_flapping:
        states.append("Flapping between texts")
    if article.failure and not article.is_removed:
        states.append(f"Last check failed: {words.failure_words(article.failure)}")
    return tuple(states)


def _find_timeline(
    detail: model.ArticleDetail, *, watch: model.Watch
) -> tuple[VersionStop | ChangeStop | CheckStop, ...]:
    listed = [moves.list_move(reading, watch=watch) for reading in detail.changes]
    by_number = {
        reading.change.new_number: move for reading, move in zip(detail.changes, listed, strict=True)
    }
    stops: list[VersionStop | ChangeStop | CheckStop] = [
        VersionStop(
            at=version.seen_at,
            number=version.number,
            headline=version.article.headline,
            move=by_number.get(version.number),
            raw_sha256=version.raw_sha256,
        )
        for version in detail.versions
    ]
    stops += [
        ChangeStop(at=move.first_seen_new_at, move=move)
        for reading, move in zip(detail.changes, listed, strict=True)
        if reading.change.new_number is None
    ]
    breaks = [stop.at for stop in stops]
    stops += _group_checks(detail.checks, breaks=breaks)
    return tuple(sorted(stops, key=lambda stop: stop.at, reverse=True))


def _group_checks(checks: Sequence[model.CheckReading], *, breaks: Sequence[datetime]) -> list[CheckStop]:
    """Fold checks in a row with one result into one line; a version or change between them parts them."""

    def result(check: model.CheckReading) -> tuple[object, ...]:
        reached = sum(at <= check.checked_at for at in breaks)
        return check.kind in _GOOD_KINDS, check.failure, reached

    shown = [check for check in checks if check.kind in _GOOD_KINDS or check.kind is model.CheckKind.FAILED]
    return [_fold(list(run)) for _, run in groupby(shown, key=result)]


def _fold(run: Sequence[model.CheckReading]) -> CheckStop:
    newest, oldest = run[0], run[-1]
    is_failed = newest.kind is model.CheckKind.FAILED
    return CheckStop(
        at=newest.checked_at,
        from_at=oldest.checked_at,
        count=len(run),
        is_failed=is_failed,
        result=words.failure_words(newest.failure) if is_failed else "unchanged",
        detail=newest.detail if is_failed else "",
    )
