import json
import logging
import re

import pytest
import structlog
from pydantic import SecretStr

from monitor import errors
from monitor.app import logs

SECRET = "hunter2"


@pytest.fixture
def tidy():
    """Leave logging as it was."""
    yield
    structlog.reset_defaults()
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    for handler in [known for known in root.handlers if known.get_name() == logs.HANDLER]:
        root.removeHandler(handler)


@pytest.fixture
def json_logs(tidy, capsys):
    """Set up JSON logs; the returned function reads the lines written so far."""
    logs.build_logs(level="info", log_format="json")
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    "value",
    [
        f"postgresql://watch:{SECRET}@db.example/claims",
        f"https://hooks.slack.com/services/T0/B0/{SECRET}",
        {"password": SECRET},
        {"nested": [{"Authorization": f"Bearer {SECRET}"}]},
        {"smtp": ({"api_key": SECRET},)},
        f"sent to https://u:{SECRET}@hooks.example/x twice",
    ],
)
def test_a_secret_is_hidden_wherever_it_stands(value):
    hidden = logs.hide_secrets(value)

    assert SECRET not in json.dumps(hidden)
    assert logs.HIDDEN in json.dumps(hidden)


def test_what_is_no_secret_stays():
    value = {"url": "https://ledger.example/a?b=1", "count": 3, "list": ["a", ("b",)], "none": None}

    assert logs.hide_secrets(value) == value


def test_our_lines_are_json_with_the_event_and_its_fields(json_logs):
    structlog.get_logger().info("feed polled", feed=7, url=f"https://u:{SECRET}@ledger.example/rss")

    (line,) = json_logs()
    assert (line["event"], line["feed"], line["level"]) == ("feed polled", 7, "info")
    assert line["timestamp"].endswith("Z")
    assert SECRET not in str(line)


def test_lines_of_libraries_are_json_too_and_scrubbed(json_logs):
    logging.getLogger("library").warning("could not reach postgresql://u:%s@db/x", SECRET)

    (line,) = json_logs()
    assert SECRET not in str(line)
    assert line["event"].startswith("could not reach")


def test_an_exception_stands_in_its_line(json_logs):
    error = RuntimeError(f"unexpected: postgresql://u:{SECRET}@db/x")
    structlog.get_logger().error("job failed", id=1, exc_info=error)

    (line,) = json_logs()
    assert "RuntimeError: unexpected" in line["exception"]
    assert SECRET not in line["exception"]


def test_at_a_terminal_an_exception_shows_no_secret_and_no_local_variable(tidy, capsys):
    logs.build_logs(level="info", log_format="console")

    def fail(password: str) -> None:
        raise RuntimeError(f"postgresql://u:{SECRET}@db/x")

    try:
        fail("a local one"[2:])
    except RuntimeError:
        structlog.get_logger().exception("job failed", id=1)

    written = capsys.readouterr().err
    assert "RuntimeError" in written
    assert SECRET not in written
    assert "'local one'" not in written


def test_at_a_terminal_a_line_is_short(tidy, capsys):
    logs.build_logs(level="info", log_format="console")
    structlog.get_logger().info(
        "feed polled",
        action="poll",
        feed=7,
        url="https://l.example/rss",
        detail="https://l.example/rss is away",
    )
    structlog.get_logger().info("feed polled", url="https://l.example/rss", new=3)

    away, read = (re.sub(r"\x1b\[\d*m", "", line) for line in capsys.readouterr().err.splitlines())
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d \[info *\] feed polled *detail='https://l.example/rss is away'", away
    )
    assert read.endswith("new=3 url=https://l.example/rss")


def test_at_a_terminal_strangers_text_takes_hold_of_nothing(tidy, capsys):
    logs.build_logs(level="INFO", log_format="console")
    structlog.get_logger("test").info("poll failed", detail="gave 20\u202e02 \x9b31m")
    err = capsys.readouterr().err
    assert "\u202e" not in err
    assert "\x9b" not in err


def test_a_secret_that_was_given_is_hidden_wherever_it_turns_up(json_logs):
    logs.keep_secret([SecretStr("correct-horse"), SecretStr(""), SecretStr("me")])
    structlog.get_logger().warning("the server said: correct-horse is no password of mine")

    (line,) = json_logs()
    assert line["event"] == f"the server said: {logs.HIDDEN} is no password of mine"


def test_a_wrong_dsn_is_told_without_repeating_it():
    with pytest.raises(errors.ConfigError, match="CLAIMWATCH_SENTRY_DSN") as caught:
        logs.build_sentry("https://nonsense-without-a-key", release="1")
    assert "nonsense" not in str(caught.value)


def test_an_empty_dsn_starts_no_sentry():
    import sentry_sdk

    logs.build_sentry("", release="1")

    assert not sentry_sdk.is_initialized()
