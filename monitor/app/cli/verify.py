"""`claimwatch verify`: is the stored evidence what was fetched? The judgement is `core.evidence`'s."""

from collections.abc import Iterator

import typer

from monitor import errors, model, ports
from monitor.app.cli import context, printing
from monitor.app.cli.options import JsonLinesOption


def verify(*, json: JsonLinesOption = False) -> None:
    """Check the evidence chain of every stored version against its raw bytes. Exits 1 where a byte was altered."""
    broken_count = version_count = 0
    with context.open_store() as store, printing.show_progress("Verifying") as advance:
        for article in _find_all_articles(store):
            version_count += article.version_count
            fault = _find_fault(store, article)
            if fault is not None:
                broken_count += 1
                _print_fault(article, fault, json=json)
            advance(title=f"Verifying: {version_count} versions")
    printing.print_hint(f"Versions verified: {version_count}. Articles with a broken chain: {broken_count}.")
    if broken_count:
        raise typer.Exit(1)


def _find_all_articles(store: ports.Readings) -> Iterator[model.ArticleReading]:
    before_id: int | None = None
    while found := store.find_articles(before_id=before_id, limit=100):
        yield from found
        before_id = found[-1].id


def _find_fault(store: ports.Readings, article: model.ArticleReading) -> str | None:
    """Say what is wrong with the evidence of one article, or None."""
    from monitor.core import evidence

    try:
        pages = tuple(
            store.load_version_page(article.id, number) for number in range(1, article.version_count + 1)
        )
    except (errors.NotFoundError, errors.StorageError) as error:
        return error.message
    broken_at = evidence.verify_chain(pages)
    if broken_at is None:
        return None
    return f"The page stored for version {broken_at + 1} is not the one that was fetched, or one before it is gone."


def _print_fault(article: model.ArticleReading, fault: str, *, json: bool) -> None:
    if json:
        printing.print_json({"article": article.id, "url": article.url, "fault": fault})
    else:
        printing.print_line(f"Article {article.id}, {article.url}: {fault}", style="red")
