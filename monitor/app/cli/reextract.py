"""`claimwatch db reextract`: what the present release reads from the pages that are stored. Judged by `core.rereading`.

Without --apply nothing is written; with it, a later reading is kept beside the first one. Versions, evidence and
changes stay as they are.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from monitor import errors, model
from monitor.app.cli import context, printing, reextract_view
from monitor.app.cli.options import JsonLinesOption, WatchlistOption

if TYPE_CHECKING:
    import storage
    from monitor.app import judge
    from monitor.core import brief, extract, rereading

SinceOption = Annotated[
    datetime | None,
    typer.Option(
        "--since",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        help="Only versions first seen since then (UTC).",
        show_default="all",
    ),
]


def reextract(
    *,
    outlet: Annotated[
        str | None, typer.Option(help="Only articles of this outlet.", show_default="all")
    ] = None,
    article: Annotated[
        int | None, typer.Option(help="Only the article of this id.", show_default="all")
    ] = None,
    since: SinceOption = None,
    apply: Annotated[
        bool,
        typer.Option(
            "--apply", help="Keep what differs as a later reading; new texts are held against it then."
        ),
    ] = False,
    watchlist: WatchlistOption = None,
    json: JsonLinesOption = False,
) -> None:
    """Read every stored page again and show what this release reads otherwise, and which changes that leaves.

    Exits 1 where anything would differ, or a page cannot be read, and nothing was kept.
    """
    from monitor import policy
    from monitor.core import brief

    watch = replace(context.load_definitions(watchlist), rules=(), channels=())
    since = since and since.replace(tzinfo=UTC)
    with context.open_store() as store, _open_judge(watch) as judge:
        work = _Work(store=store, judge=judge, brief=brief.build_brief(watch, policy.Policy()))
        with printing.show_progress("Reading again") as advance:
            for number, outlet_id in _find_articles(store, outlet=outlet, article=article):
                found = work.reread_article(number, outlet_id, since=since)
                if found.is_telling:
                    reextract_view.print_article(found, json=json)
                if apply:
                    work.keep(found)
                advance(title=f"Reading again: {work.counts['versions']} versions")
    reextract_view.print_summary(work.counts, is_kept=apply)
    if work.counts["unreadable"] or (work.counts["drifted"] and not apply):
        raise typer.Exit(1)


@dataclass(kw_only=True)
class _Work:
    """Reads one article after the other; holds two pages at a time, however many there are."""

    store: "storage.Store"
    judge: "judge.PooledJudge"
    brief: "brief.Brief"
    counts: Counter[str] = field(default_factory=Counter)

    def reread_article(
        self, article_id: int, outlet_id: str, *, since: datetime | None
    ) -> reextract_view.RereadArticle:
        """Read the pages of an article's versions again, each pair of neighbours compared."""
        from monitor.core import rereading

        detail = self.store.load_article_detail(article_id)
        last = {one.number: one for one in self.store.load_rereadings(article_id)}
        versions = [_as_last_read(version, last.get(version.number)) for version in detail.versions]
        rereads = [
            rereading.Reread(version=version, reading=self._read(article_id, version.number, outlet_id))
            for version in _keep_since(versions, since)
        ]
        pairs = tuple(
            rereading.compare_pair(old, new, engine=self.brief.engine)
            for old, new in pairwise(rereads)
            if old.is_drifted or new.is_drifted
        )
        drifts = tuple((one, self._find_drift(one)) for one in rereads if one.is_drifted)
        self.counts["versions"] += len(rereads)
        self.counts["drifted"] += len(drifts)
        self.counts["unreadable"] += sum(one.reading.article is None for one, _ in drifts)
        self.counts["pairs"] += max(0, len(rereads) - 1)
        self.counts.update(f"pair {pair.verdict}" for pair in pairs)
        return reextract_view.RereadArticle(article=detail.article, drifts=drifts, pairs=pairs)

    def keep(self, found: reextract_view.RereadArticle) -> None:
        """Keep what was read otherwise, all of one article in one transaction."""
        from monitor.app import clock
        from monitor.core import fingerprint

        now = clock.SystemClock().now()
        kept = tuple(
            model.Rereading(
                number=one.version.number,
                article=article,
                content_hash=fingerprint.content_hash(article),
                read_by=self.judge.name_reader(found.article.outlet_id),
                read_at=now,
            )
            for one, _ in found.drifts
            if (article := one.reading.article)
        )
        if kept:
            last = next(one.reading for one, _ in reversed(found.drifts) if one.reading.article)
            self.store.save_rereadings(found.article.id, kept, fingerprint=last.fingerprint)
            self.counts["kept"] += len(kept)

    def _read(self, article_id: int, number: int, outlet_id: str) -> "extract.Reading":
        from monitor.core import extract

        try:
            page = self.store.load_version_page(article_id, number).page
        except (errors.NotFoundError, errors.StorageError) as error:
            return extract.Reading(
                failure=model.Failure(kind=model.FailureKind.NOT_AN_ARTICLE, detail=error.message)
            )
        return self.judge.read_page(page, outlet_id)

    def _find_drift(self, one: "rereading.Reread") -> "rereading.Drift | None":
        from monitor.core import rereading

        if one.reading.article is None:
            return None
        return rereading.find_drift(one.version.article, one.reading.article, engine=self.brief.engine)


@contextmanager
def _open_judge(watch: model.Watch) -> Iterator["judge.PooledJudge"]:
    from monitor import policy
    from monitor.app import bootstrap, judge

    found = judge.PooledJudge(watch, policy.Policy(), processes=1, limit=bootstrap.READING_LIMIT)
    try:
        yield found
    finally:
        found.stop()


def _find_articles(
    store: "storage.Store", *, outlet: str | None, article: int | None
) -> Iterator[tuple[int, str]]:
    """Find (id, outlet's id) of what was asked for. Raises NotFoundError for an article that is not there."""
    if article is not None:
        found = store.load_article_detail(article).article
        if outlet in (None, found.outlet_id):
            yield found.id, found.outlet_id
        return
    before_id: int | None = None
    while listed := store.find_articles(outlet_id=outlet, before_id=before_id, limit=100):
        yield from ((one.id, one.outlet_id) for one in listed)
        before_id = listed[-1].id


def _as_last_read(version: model.Version, last: model.Rereading | None) -> model.Version:
    if last is None:
        return version
    return replace(version, article=last.article, content_hash=last.content_hash, read_by=last.read_by)


def _keep_since(versions: Sequence[model.Version], since: datetime | None) -> Sequence[model.Version]:
    """Keep the versions first seen since then, and the one before, which the first of them is compared with."""
    first = next((index for index, one in enumerate(versions) if since is None or one.seen_at >= since), None)
    return () if first is None else versions[max(0, first - 1) :]
