"""The command line as a whole."""

import subprocess
import sys

import pytest
import typer

from monitor import __version__
from monitor.app import cli


def _find_paths(command, path=()):
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from _find_paths(inner, (*path, name))


PATHS = list(_find_paths(typer.main.get_command(cli.app)))


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_explains_itself(run, path):
    answer = run(*path, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert " ".join(("Usage: claimwatch", *path)) in answer.out
    assert answer.out == run(*path, "-h").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["run", "--nonsense"],
        ["run", "--port", "x"],
        ["run", "--port", "0"],
        ["page", "--port", "65536"],
        ["alerts", "resend", "x"],
        ["alerts", "list", "--limit", "0"],
        ["alerts", "list", "--state", "lost"],
        ["diff", "one"],
    ],
    ids=" ".join,
)
def test_wrong_use_exits_2(run, arguments):
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "Error" in answer.err


@pytest.mark.parametrize("variable", ["CLAIMWATCH_PORT", "CLAIMWATCH_ALLOW_OPEN_PAGE"])
@pytest.mark.parametrize("command", [["run"], ["page"], ["poll"], ["sources", "list"]])
def test_a_wrong_setting_exits_2_and_is_named(run, monkeypatch, variable, command):
    monkeypatch.setenv(variable, "perhaps")
    answer = run(*command)
    assert (answer.code, answer.out) == (2, "")
    assert variable in answer.err
    assert "Traceback" not in answer.err


def test_the_version_is_printed(run):
    assert run("--version").out == f"claimwatch {__version__}\n"


def test_help_imports_nothing_heavy():
    heavy = {"sqlalchemy", "sentry_sdk", "trafilatura", "fastapi", "httpx", "structlog", "alembic", "uvicorn"}
    code = "import sys; import monitor.app.cli; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy & set(done.stdout.split()) == set()
