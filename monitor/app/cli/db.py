"""`claimwatch db`, `doctor` and `verify`: care for what is stored."""

from typing import Annotated

import typer

from monitor import model
from monitor.app.cli import context, printing

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _db() -> None:
    """Care for the database."""


@app.command()
def upgrade() -> None:
    """Make the database, or bring it up to this version; the service does so itself at start."""
    with context.open_store() as store:
        store.ping()
    printing.out.print("The database is up to date.")


def doctor(*, json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Say in words what is wrong: settings, watchlist, database, outlets, deliveries. Exits 1 when anything is."""
    from monitor.app import clock

    settings = context.build_settings()
    loaded = context.load_watchlist()
    with context.open_store() as store:
        totals = store.load_totals(now=clock.SystemClock().now())
        silent = [found for found in store.load_outlets() if _is_unreachable(found)]
    troubles = [
        f"{outlet.name} is unreachable: {outlet.feeds[0].detail} Last good answer: "
        f"{printing.print_instant(outlet.last_good_at)}."
        for outlet in silent
    ]
    if totals.dead_delivery_count:
        troubles.append(
            f"{totals.dead_delivery_count} deliveries were given up: see `claimwatch alerts list --state dead`."
        )
    if not loaded.watch.rules:
        troubles.append("No alert rules are set: changes show on the page only. See docs/how-to/alerts.md.")
    facts = {
        "watchlist": str(loaded.path),
        "database": settings.database_name,
        "articles": totals.article_count,
        "versions": totals.version_count,
        "changes": totals.change_count,
        "alerts": totals.alert_count,
        "last_activity": printing.print_instant(totals.last_activity_at),
    }
    if json:
        printing.print_json(facts | {"troubles": troubles})
    else:
        for name, value in facts.items():
            printing.out.print(f"{name.replace('_', ' '):14} {value}", markup=False)
        for trouble in troubles:
            printing.out.print(f"! {trouble}", style="yellow", markup=False)
        if not troubles:
            printing.out.print("Nothing is wrong.", style="green")
    if troubles:
        raise typer.Exit(1)


def verify(*, json: Annotated[bool, typer.Option("--json", help="Print JSON Lines.")] = False) -> None:
    """Check the evidence chain of every stored version against its raw bytes. Exits 1 where a byte was altered."""
    from monitor.core import evidence

    broken = version_count = 0
    with context.open_store() as store, printing.show_progress("Verifying") as advance:
        before_id: int | None = None
        while found := store.find_articles(before_id=before_id, limit=100):
            for article in found:
                pages = tuple(
                    store.load_version_page(article.id, number)
                    for number in range(1, article.version_count + 1)
                )
                version_count += len(pages)
                fault = evidence.verify_chain(pages)
                if fault is not None:
                    broken += 1
                    _print_fault(article, str(fault), json=json)
                advance()
            before_id = found[-1].id
    printing.err.print(f"{version_count} versions verified, {broken} articles with a broken chain.")
    if broken:
        raise typer.Exit(1)


def _print_fault(article: model.ArticleReading, fault: str, *, json: bool) -> None:
    if json:
        printing.print_json({"article": article.id, "url": article.url, "fault": fault})
    else:
        printing.out.print(f"article {article.id} {article.url}: {fault}", style="red", markup=False)


def _is_unreachable(outlet: model.OutletReading) -> bool:
    return bool(outlet.feeds) and all(feed.failure for feed in outlet.feeds)
