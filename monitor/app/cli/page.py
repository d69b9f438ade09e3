"""`claimwatch page`: the page alone, and who may see it. Next: `run`, the whole service; `monitor.app.users_file`."""

import secrets
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor import errors, model
from monitor.app.cli import context, printing, run, serving
from monitor.app.cli.options import JsonLinesOption, WatchlistOption

if TYPE_CHECKING:
    from monitor.app.users_file import Register

LEAST_CHARS = 10
MOST_CHARS = 1024

app = typer.Typer(invoke_without_command=True)
NameArgument = Annotated[
    str, typer.Argument(help="Letters of any script, digits and . _ @ + -, at most 64.", show_default=False)
]


@app.callback()
def page(
    asked: typer.Context,
    *,
    watchlist: WatchlistOption = None,
    host: run.HostOption = None,
    port: run.PortOption = None,
) -> None:
    """Serve the report page alone, over the database of a service that runs elsewhere; or say who may see it."""
    if asked.invoked_subcommand is not None:
        return
    from monitor.app import bootstrap, clock, page_server

    settings = run.move_page(context.build_settings(default_level="info"), host=host, port=port)
    loaded = context.load_watchlist(watchlist)
    with (
        serving.catch_signals() as told_to_stop,
        run.take_address(settings) as bound,
        closing(bootstrap.build_store(settings)) as store,
    ):
        server = page_server.build_page(settings, loaded.watch, store, clock.SystemClock())
        with serving.serve_page(server, bound):
            printing.print_hint(f"The page: {settings.base_url}")
            told_to_stop.wait()


@app.command("add-user")
def add_user(
    name: NameArgument,
    *,
    role: Annotated[
        model.Role, typer.Option(help="A reader sees; an editor marks changes and sends alerts again, too.")
    ] = model.Role.READER,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="A proxy says who is there; nobody signs in with the name.")
    ] = False,
    is_replaced: Annotated[
        bool, typer.Option("--replace", help="A user of this name gets this role and password; signed out.")
    ] = False,
) -> None:
    """Let somebody see the page. Asks for the password, or reads it from standard input."""
    from monitor.app import clock, roster

    _refuse_name(name)
    path = _find_file()
    password = "" if no_password else _read_password(name)
    new = model.User(
        name=name,
        role=role,
        password_hash=roster.hash_password(password) if password else "",
        added_at=clock.SystemClock().now(),
    )

    def add(register: "Register") -> "Register":
        others = tuple(user for user in register.users if user.name.casefold() != name.casefold())
        if len(others) < len(register.users) and not is_replaced:
            raise errors.InputError(
                f"There is a user {name} already.", hint="Add --replace to give another role and password."
            )
        return replace(register, users=(*others, new))

    _change(path, add)
    printing.print_line(f"{name} may see the page as {role.value}. Written to {path.resolve()}.")


@app.command("list-users")
def list_users(*, json: JsonLinesOption = False) -> None:
    """List who may see the page."""
    from monitor.app import users_file

    path = _find_file()
    found = users_file.read_register(path).users
    for user in found:
        has_password = bool(user.password_hash)
        if json:
            record = {"name": user.name, "role": user.role, "has_password": has_password}
            printing.print_json(record | {"added_at": user.added_at})
        else:
            since = printing.print_instant(user.added_at)
            by = "" if has_password else ", named by a proxy"
            printing.print_line(f"{user.name}  {user.role.value}{by}, since {since}")
    if not found and not json:
        printing.print_line(f"No users in {path.resolve()}.")


@app.command("remove-user")
def remove_user(name: Annotated[str, typer.Argument(help="As list-users shows it.")]) -> None:
    """Let somebody see the page no more; whoever is signed in is out at once."""

    def remove(register: "Register") -> "Register":
        others = tuple(user for user in register.users if user.name.casefold() != name.casefold())
        if len(others) == len(register.users):
            raise errors.NotFoundError(f"There is no user {name}.")
        return replace(register, users=others)

    _change(_find_file(), remove)
    printing.print_line(f"{name} may see the page no more.")


@app.command("add-token")
def add_token(
    name: NameArgument,
    *,
    scope: Annotated[
        model.Scope, typer.Option(help="read, or write: marking changes and sending alerts again, too.")
    ] = model.Scope.READ,
) -> None:
    """Let a program ask the API: prints a token, once."""
    from monitor.app import clock, roster

    _refuse_name(name)
    path, secret = _find_file(), f"cw_{secrets.token_urlsafe(32)}"
    new = model.Token(
        name=name, scope=scope, sha256=roster.hash_token(secret), added_at=clock.SystemClock().now()
    )

    def add(register: "Register") -> "Register":
        if any(token.name.casefold() == name.casefold() for token in register.tokens):
            raise errors.InputError(
                f"There is a token {name} already.",
                hint=f"claimwatch page remove-token {name} takes it away.",
            )
        return replace(register, tokens=(*register.tokens, new))

    _change(path, add)
    printing.print_line(secret)
    printing.print_hint(
        f"Keep it: it is not shown again. {path.resolve()} has its hash alone. Send it as: Authorization: Bearer …"
    )


@app.command("list-tokens")
def list_tokens(*, json: JsonLinesOption = False) -> None:
    """List which programs may ask the API."""
    from monitor.app import users_file

    path = _find_file()
    found = users_file.read_register(path).tokens
    for token in found:
        if json:
            printing.print_json({"name": token.name, "scope": token.scope, "added_at": token.added_at})
        else:
            since = printing.print_instant(token.added_at)
            printing.print_line(f"{token.name}  {token.scope.value}, since {since}")
    if not found and not json:
        printing.print_line(f"No tokens in {path.resolve()}.")


@app.command("remove-token")
def remove_token(name: Annotated[str, typer.Argument(help="As list-tokens shows it.")]) -> None:
    """Take a token away; the program is out at once."""

    def remove(register: "Register") -> "Register":
        others = tuple(token for token in register.tokens if token.name.casefold() != name.casefold())
        if len(others) == len(register.tokens):
            raise errors.NotFoundError(f"There is no token {name}.")
        return replace(register, tokens=others)

    _change(_find_file(), remove)
    printing.print_line(f"The token {name} is worth nothing any more.")


def _find_file() -> Path:
    return context.build_settings().users_file


def _change(path: Path, change: "Callable[[Register], Register]") -> None:
    from monitor.app import users_file

    users_file.change_register(path, change)


def _refuse_name(name: str) -> None:
    if not model.is_name(name):
        raise errors.InputError(
            "That cannot be a name.", hint="Use letters of any script, digits and . _ @ + -, at most 64."
        )


def _read_password(name: str) -> str:
    """Ask for a password twice, or take the first line of standard input. Raises InputError."""
    if sys.stdin.isatty():
        password: str = typer.prompt(
            f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True
        )
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not LEAST_CHARS <= len(password) <= MOST_CHARS or password.casefold() == name.casefold():
        raise errors.InputError(
            "That password is not taken.",
            hint=f"It needs {LEAST_CHARS} characters at least, {MOST_CHARS} at most, and is not the name.",
        )
    return password
