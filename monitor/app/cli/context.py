"""What a command needs before it can do anything: settings, a watchlist, the engine, a store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from monitor import __version__, model

if TYPE_CHECKING:
    import storage
    from monitor.app.settings import Settings
    from monitor.app.watchlist import Loaded
    from monitor.core import brief


def build_settings(*, default_level: str = "warning") -> "Settings":
    """Read the settings, and set up logs and Sentry as they say. Raises ConfigError.

    `default_level`: of the log, where the settings name none; a command that prints its results logs only trouble.
    """
    from monitor.app import logs, settings

    found = settings.load_settings()
    logs.keep_secret((found.smtp_password, found.sentry_dsn))
    level = found.log_level if "log_level" in found.model_fields_set else default_level
    logs.build_logs(level=level, log_format=found.log_format)
    logs.build_sentry(found.sentry_dsn.get_secret_value(), release=__version__)
    return found


def load_watchlist(path: Path | None = None) -> "Loaded":
    """Load this watchlist, or the one the settings name; no log shows its channels' secrets. Raises ConfigError."""
    from monitor.app import logs, settings, watchlist

    chosen = path or settings.find_watchlist(settings.load_settings())
    loaded = watchlist.load_watchlist(chosen, environ=settings.read_environ())
    logs.keep_secret(found for channel in loaded.channels.values() for found in _find_secrets(channel))
    return loaded


def build_brief(path: Path | None = None) -> "brief.Brief":
    """Compile the claims and topics of a watchlist; its channels' secrets are not asked for. Raises ConfigError."""
    from monitor import policy
    from monitor.core import brief

    watch = load_definitions(path)
    return brief.build_brief(replace(watch, rules=(), channels=()), policy.Policy())


def find_watchlist(path: Path | None = None) -> Path:
    """Return this watchlist's path, or that of the one the settings name. Raises ConfigError."""
    from monitor.app import settings

    return path or settings.find_watchlist(settings.load_settings())


def load_definitions(path: Path | None = None) -> model.Watch:
    """Load this watchlist, or the one the settings name, without looking up any secret. Raises ConfigError."""
    from monitor.app import watchlist

    return watchlist.load_definitions(find_watchlist(path))


def _find_secrets(channel: Any) -> Iterator[SecretStr]:
    values = (getattr(channel, field.name) for field in fields(channel))
    return (value for value in values if isinstance(value, SecretStr))


@contextmanager
def open_store() -> Iterator["storage.Store"]:
    """Open the database the settings name, for one command. Raises ConfigError, StorageError."""
    from monitor.app import bootstrap

    store = bootstrap.build_store(build_settings())
    try:
        yield store
    finally:
        store.close()
