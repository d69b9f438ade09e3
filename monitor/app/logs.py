"""Logs and Sentry: structured, one line an event, secrets in neither.

Everything goes through structlog, the standard library's loggers too. At a terminal the lines are for people,
elsewhere they are JSON.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from pydantic import SecretStr
from structlog.typing import EventDict, WrappedLogger

from monitor import errors
from monitor.core import controls

#: What may not be seen: credentials in URLs, webhook paths, and values of keys that name a secret.
_URL_CREDENTIALS = re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")
_WEBHOOK_PATH = re.compile(r"(https://hooks\.slack\.com/(?:services|workflows)/)\S+")
_SECRET_KEY = re.compile(r"passw|secret|token|api_?key|authorization|cookie|dsn", re.IGNORECASE)
HIDDEN = "[hidden]"
#: Shorter values are no secrets worth the name, and would be found in ordinary words.
_SHORTEST_SECRET = 6
#: The secrets this process was given, by `keep_secret`.
_secrets: set[str] = set()

#: Our handler on the root logger.
HANDLER = "claimwatch"
#: Libraries that speak of every request, or of what we log ourselves.
QUIET_LOGGERS = ("httpx", "httpcore", "apscheduler", "trafilatura", "uvicorn", "mail.log", "alembic")


class StderrHandler(logging.Handler):
    """Writes to what is standard error now, so that lines stand above a progress bar and not across it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        sys.stderr.write(self.format(record) + "\n")


def keep_secret(values: Iterable[SecretStr]) -> None:
    """Hide these values from now on, wherever they stand in a text."""
    texts = (value.get_secret_value() for value in values)
    _secrets.update(text for text in texts if len(text) >= _SHORTEST_SECRET)


def hide_secrets(value: Any) -> Any:
    """Return the value with secrets replaced, in nested mappings and sequences too."""
    if isinstance(value, str):
        for secret in sorted(_secrets, key=len, reverse=True):
            value = value.replace(secret, HIDDEN)
        return _WEBHOOK_PATH.sub(rf"\1{HIDDEN}", _URL_CREDENTIALS.sub(HIDDEN, value))
    if isinstance(value, Mapping):
        return {
            key: HIDDEN if isinstance(key, str) and _SECRET_KEY.search(key) else hide_secrets(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return type(value)(map(hide_secrets, value)) if type(value) in (list, tuple) else value
    return value


def build_logs(*, level: str, log_format: str) -> None:
    """Set up logging for this process: `level` as logging names it, `log_format` auto, json or console."""
    is_json = log_format == "json" or (log_format == "auto" and not sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if is_json
        # The pretty formatter would show local variables, passwords among them.
        else structlog.dev.ConsoleRenderer(pad_event_to=0, exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[*shared, _wrap],
        logger_factory=structlog.stdlib.LoggerFactory(),
        # Lines below the level cost next to nothing: most checks write one.
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        # Not cached: a process may set its logs up again, at another level.
        cache_logger_on_first_use=False,
    )
    closing: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        # Before secrets are hidden: they may stand in the exception.
        structlog.processors.format_exc_info,
        *([] if is_json else [_shorten]),
    ]
    handler = StderrHandler()
    handler.set_name(HANDLER)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[*closing, _hide, renderer])
    )
    root = logging.getLogger()
    for old in [known for known in root.handlers if known.get_name() == HANDLER]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)


def build_sentry(dsn: str, *, release: str) -> None:
    """Send unexpected errors to Sentry, scrubbed; an empty DSN sends nothing. Raises ConfigError."""
    if not dsn:
        return
    # Half a second to import, and most commands do without.
    import sentry_sdk
    from sentry_sdk.utils import BadDsn

    try:
        sentry_sdk.init(
            dsn=dsn,
            release=release,
            include_local_variables=False,
            # What was asked of whom before an error is in our own log; addresses of webhooks are secrets.
            max_breadcrumbs=0,
            # Outlets are asked as any reader asks: no tracing headers.
            trace_propagation_targets=[],
            auto_session_tracking=False,
            before_send=_scrub,
        )
    except BadDsn:
        raise errors.ConfigError(
            "CLAIMWATCH_SENTRY_DSN is no DSN.", hint="Copy it from the project's settings at Sentry."
        ) from None


def _scrub(event: Any, hint: Any) -> Any:
    """Name the event by its constant text, put its fields beside it, and hide what is secret."""
    record = hint.get("log_record")
    if record is not None and isinstance(record.msg, dict):
        fields = {name: value for name, value in record.msg.items() if name not in {"event", "exc_info"}}
        event["logentry"] = {"message": record.msg.get("event", "")}
        event["extra"] = event.get("extra", {}) | fields
    return hide_secrets(event)


def _wrap(logger: Any, name: str, event: EventDict) -> Any:
    """Hand an event to logging as structlog does, and its exception too: Sentry reads it off the record."""
    args, options = structlog.stdlib.ProcessorFormatter.wrap_for_formatter(logger, name, event)
    return args, options | {"exc_info": event.get("exc_info")}


def _shorten(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Leave out, at a terminal, what a person watching needs least (the day, our own numbers, what is said twice), and what could
    take hold of it."""
    event = {
        name: controls.drop_controls(each) if isinstance(each, str) else each for name, each in event.items()
    }
    event["timestamp"] = str(event["timestamp"])[11:19]
    for name in ("action", "feed", "next"):
        event.pop(name, None)
    if str(event.get("url", "")) in str(event.get("detail", "")):
        event.pop("url", None)
    return event


def _hide(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return hide_secrets(event)  # type: ignore[no-any-return]  # a dict in is a dict out
