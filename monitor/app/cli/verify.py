"""`claimwatch verify`: is the evidence what was fetched? Of bundles, without a database; and of all that is stored.

The judgement is `core.bundle`'s and `core.audit`'s.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from monitor import errors, model, ports
from monitor.app.cli import context, printing
from monitor.app.cli.options import JsonLinesOption

#: What reading a row may raise that somebody wrote over.
_DAMAGE = (ValueError, TypeError, KeyError, ArithmeticError)


def verify(
    bundles: Annotated[
        list[Path] | None,
        typer.Argument(help="Evidence bundles to check: ZIP files, or folders they were unpacked to."),
    ] = None,
    *,
    is_all: Annotated[
        bool,
        typer.Option(
            "--all", help="Check every version in the database; so it does when no bundle is named."
        ),
    ] = False,
    json: JsonLinesOption = False,
) -> None:
    """Check bundles, offline and without a database; or every stored version, of retired articles too. Exits 1 where anything was altered."""
    if bundles and is_all:
        raise errors.InputError("A bundle and --all cannot be checked at once.", hint="Run verify twice.")
    is_sound = _verify_bundles(bundles, json=json) if bundles else _verify_store(json=json)
    if not is_sound:
        raise typer.Exit(1)


def _verify_bundles(paths: list[Path], *, json: bool) -> bool:
    from monitor.core import bundle

    faulty_count = 0
    for path in paths:
        found = _read_bundle(path)
        faults = bundle.verify_archive(found) if isinstance(found, bytes) else bundle.verify_files(found)
        faulty_count += bool(faults)
        for fault in faults:
            if json:
                printing.print_json({"bundle": str(path), "file": fault.file, "fault": fault.detail})
            else:
                where = f"{path}: {fault.file}" if fault.file else str(path)
                printing.print_line(f"{where}: {fault.detail}", style="red")
        if not faults:
            printing.print_hint(
                f"{path}: every file is what was put into it, and every page is the one in its chain."
            )
    return not faulty_count


def _read_bundle(path: Path) -> bytes | dict[str, bytes]:
    """Read a ZIP, or the files of a folder by their names in it. Raises InputError."""
    try:
        if not path.is_dir():
            return path.read_bytes()
        files = (file for file in path.rglob("*") if not file.is_dir())
        return {file.relative_to(path).as_posix(): file.read_bytes() for file in files}
    except OSError as error:
        raise errors.InputError(f"{path} cannot be read: {error.strerror}.", hint="Name a bundle.") from None


def _verify_store(*, json: bool) -> bool:
    broken_count = version_count = 0
    with context.open_store() as store, printing.show_progress("Verifying") as advance:
        for article in _find_all_articles(store):
            stored_count, faults = _find_faults(store, article)
            version_count += stored_count
            broken_count += bool(faults)
            for number, fault in faults:
                _print_fault(article, fault, number=number, json=json)
            advance(title=f"Verifying: {version_count} versions")
    printing.print_hint(f"Versions verified: {version_count}. Articles with a broken chain: {broken_count}.")
    return not broken_count


def _find_all_articles(store: ports.Readings) -> Iterator[model.ArticleReading]:
    before_id: int | None = None
    while found := store.find_articles(before_id=before_id, limit=100, with_retired=True):
        yield from found
        before_id = found[-1].id


def _find_faults(
    store: ports.Readings, article: model.ArticleReading
) -> tuple[int, list[tuple[int | None, str]]]:
    """Say how many versions of an article are stored, and what is wrong with which; None: with the article as a whole."""
    from monitor.core import audit

    try:
        versions = store.load_article_detail(article.id).versions
    except (errors.StorageError, *_DAMAGE) as error:
        return article.version_count, [(None, _say_unreadable("Its versions", error))]
    known = {version.number: version for version in versions}
    pages: dict[int, model.Snapshot] = {}
    faults: list[tuple[int | None, str]] = []
    for number in range(1, max(article.version_count, *known, 0) + 1):
        try:
            pages[number] = store.load_version_page(article.id, number)
        except (errors.NotFoundError, errors.StorageError) as error:
            faults.append((number, error.message))
        except _DAMAGE as error:
            faults.append((number, _say_unreadable(f"The page stored for version {number}", error)))
    faults += audit.find_altered(known, pages)
    return len(known), sorted(faults, key=lambda fault: fault[0] or 0)


def _say_unreadable(what: str, error: Exception) -> str:
    return f"{what} cannot be read, so it was altered ({type(error).__name__})."


def _print_fault(article: model.ArticleReading, fault: str, *, number: int | None, json: bool) -> None:
    if json:
        printing.print_json({"article": article.id, "url": article.url, "version": number, "fault": fault})
    else:
        printing.print_line(f"Article {article.id}, {article.url}: {fault}", style="red")
