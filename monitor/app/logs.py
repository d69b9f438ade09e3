"""Logs and Sentry: structured, one line an event, secrets in neither.

Everything goes through structlog, the standard library's loggers too. At a terminal the lines are for people,
elsewhere they are JSON.
"""

import logging
import logging.config
import re
import sys
from collections.abc import Mapping
from typing import Any

import sentry_sdk
import structlog
from structlog.typing import EventDict, WrappedLogger

#: What may not be seen: credentials in URLs, webhook paths, and values of keys that name a secret.
_URL_CREDENTIALS = re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")
_WEBHOOK_PATH = re.compile(r"(https://hooks\.slack\.com/(?:services|workflows)/)\S+")
_SECRET_KEY = re.compile(r"passw|secret|token|api_?key|authorization|cookie|dsn", re.IGNORECASE)
HIDDEN = "[hidden]"


def hide_secrets(value: Any) -> Any:
    """Return the value with secrets replaced, in nested mappings and sequences too."""
    if isinstance(value, str):
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
        _hide,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if is_json else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    closing: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if is_json:
        closing.append(structlog.processors.format_exc_info)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "lines": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [*closing, renderer],
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
            "root": {"handlers": ["stderr"], "level": level.upper()},
            # They speak of every request, or of what we log ourselves.
            "loggers": {
                name: {"level": "WARNING"}
                for name in ("httpx", "httpcore", "apscheduler", "trafilatura", "uvicorn.access", "mail.log")
            },
        }
    )


def build_sentry(dsn: str, *, release: str) -> None:
    """Send unexpected errors to Sentry, scrubbed; an empty DSN sends nothing."""
    if not dsn:
        return
    sentry_sdk.init(
        dsn=dsn,
        release=release,
        send_default_pii=False,
        include_local_variables=False,
        before_send=_scrub,
        before_breadcrumb=lambda crumb, _: hide_secrets(crumb),
    )


def _scrub(event: Any, _hint: Any) -> Any:
    return hide_secrets(event)


def _hide(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return hide_secrets(event)  # type: ignore[no-any-return]  # a dict in is a dict out
