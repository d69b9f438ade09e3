"""`claimwatch db`: care for the database."""

import typer

from monitor.app.cli import context, printing, reextract

app = typer.Typer(no_args_is_help=True)
app.command()(reextract.reextract)


@app.callback()
def _db() -> None:
    """Care for the database."""


@app.command()
def upgrade() -> None:
    """Make the database, or bring it up to this version; the service does so itself at start."""
    with context.open_store() as store:
        store.ping()
    printing.print_line("The database is up to date.")
