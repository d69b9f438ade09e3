"""Bundles: load all that proves a change and pack it. The judgement, and every byte but the readable page, is `core.bundle`'s."""

from collections.abc import Iterator
from dataclasses import replace

import jinja2

from monitor import errors, model, ports
from monitor.core import bundle
from report import sheets
from report.views import change

#: Titles of claims are the watchlist's, which may change; a bundle says what it says by the stored names.
_NO_WATCH = model.Watch()


def build_bundle(
    readings: ports.Readings, change_id: int, *, environment: jinja2.Environment
) -> tuple[str, bytes]:
    """Build the bundle of a change: its file name, and a ZIP.

    Raises NotFoundError where the change or a page is not stored, StorageError where the stored evidence is damaged: a bundle that does
    not prove what it says is not handed out.
    """
    detail = _fix(readings.load_change(change_id))
    found = detail.reading.change
    article_id = detail.reading.article.id
    wanted = {found.old_number, found.new_number or 0} - {0}
    snapshots: dict[int, model.Snapshot] = {}
    marks: list[tuple[str, str]] = []

    def walk() -> Iterator[model.Snapshot]:
        for number in range(1, max(wanted) + 1):
            snapshot = readings.load_version_page(article_id, number)
            marks.append((snapshot.sha256, snapshot.chain_sha256))
            if number in wanted:
                snapshots[number] = snapshot
            yield snapshot

    links = bundle.frame_chain(walk())
    texts = {one.number: one for one in (detail.old, detail.new) if one is not None}
    shown = tuple((texts[number], snapshots[number]) for number in sorted(wanted))
    packed = bundle.build_archive(
        bundle.Exhibit(
            detail=detail,
            links=links,
            marks=tuple(marks),
            shown=shown,
            page=_render_page(detail, shown=shown, environment=environment),
        )
    )
    if faults := bundle.verify_archive(packed):
        raise errors.StorageError(
            f"The stored evidence of change {change_id} is damaged: {faults[0].file}: {faults[0].detail}",
            hint="Run claimwatch verify --all, and restore a backup.",
        )
    return f"{bundle.name_bundle(detail)}.zip", packed


def _fix(detail: model.ChangeDetail) -> model.ChangeDetail:
    """Let the article be what it was at the change: the address and headline of a list are those of today."""
    text = (detail.new or detail.old).article
    reading = detail.reading
    article = replace(reading.article, url=text.canonical_url, headline=text.headline, language=text.language)
    return replace(detail, reading=replace(reading, article=article))


def _render_page(
    detail: model.ChangeDetail,
    *,
    shown: tuple[tuple[model.Version, model.Snapshot], ...],
    environment: jinja2.Environment,
) -> bytes:
    page = change.show_change(detail, watch=_NO_WATCH)
    return sheets.render_sheet(environment, "sheet_change.html", page=page, shown=shown)
