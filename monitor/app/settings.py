"""Settings of one installation: how and where it runs, from CLAIMWATCH_… variables and `.env`.

What is watched is not here but in the watchlist. Refuses wrong values with the variable's name and what to write.
Next: `watchlist`; `docs/reference/settings.md` lists each setting.
"""

import os
import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from monitor.app import problems, setting_values

PREFIX = "CLAIMWATCH_"
ENV_FILE = Path(".env")
OWN_WATCHLIST = Path("watchlist.toml")

Network = IPv4Network | IPv6Network


def _fill_database_url(values: dict[str, Any]) -> str:
    return f"sqlite:///{values['data_dir'] / 'claimwatch.db'}"


def _fill_base_url(values: dict[str, Any]) -> str:
    host = f"[{values['host']}]" if ":" in values["host"] else values["host"]
    return f"http://{host}:{values['port']}"


class MailSettings(BaseModel):
    """The mail server of every email channel that names none of its own."""

    smtp_host: str = Field(
        default="", description="Mail server for email channels.", examples=["smtp.news.example"]
    )
    smtp_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Its port; default: 587 with starttls, 465 with tls, 25 with none.",
        examples=[587],
    )
    smtp_tls: Literal["none", "starttls", "tls"] = Field(
        default="starttls", description="How the connection to it is secured: none, starttls or tls."
    )
    smtp_username: str = Field(
        default="", description="Login, where it asks for one.", examples=["claimwatch"]
    )
    smtp_password: SecretStr = Field(
        default=SecretStr(""), description="Password of that login.", examples=["…"]
    )
    smtp_from: Annotated[str, AfterValidator(setting_values.check_sender)] = Field(
        default="", description="Sender of alerts.", examples=["Claimwatch <alerts@news.example>"]
    )
    smtp_envelope: Annotated[str, AfterValidator(setting_values.check_sender)] = Field(
        default="",
        description="Where bounces go (the envelope sender); default: the address of the sender.",
        examples=["bounces@news.example"],
    )
    smtp_unsubscribe: Annotated[str, AfterValidator(setting_values.check_sender)] = Field(
        default="",
        description="Whom readers write to be taken off; default: the sender.",
        examples=["desk-admin@news.example"],
    )


class Settings(MailSettings, BaseSettings):
    """Every setting; the variable of `data_dir` is CLAIMWATCH_DATA_DIR, and so on. An empty variable counts as unset."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    data_dir: Path = Field(default=Path("data"), description="Folder for the database and what goes with it.")
    database_url: Annotated[str, AfterValidator(setting_values.check_database)] = Field(
        default_factory=_fill_database_url,
        repr=False,
        description="Database: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; default: a SQLite file "
        "claimwatch.db in data_dir.",
        examples=["postgresql://claimwatch:…@db.news.example/claimwatch"],
    )
    watchlist: Path | None = Field(
        default=None,
        description="The watchlist file; default: watchlist.toml in the working folder if it is there, else the "
        "shipped example.",
        examples=["watchlist.toml"],
    )
    host: str = Field(default="127.0.0.1", description="Address the page listens on.", examples=["127.0.0.1"])
    port: int = Field(default=8000, ge=1, le=65535, description="Port the page listens on.")
    allow_open_page: bool = Field(
        default=False,
        description="Whether the page may be read without a login on an address that others can reach, while it has no users.",
        examples=["true"],
    )
    users_file: Path = Field(
        default=Path("users.toml"),
        description="File with the users and tokens of the page, written by claimwatch page add-user.",
    )
    session_hours: int = Field(
        default=168, ge=1, le=8760, description="Hours after which somebody has to sign in again."
    )
    proxy_addresses: Annotated[
        tuple[Network, ...], NoDecode, BeforeValidator(setting_values.parse_networks)
    ] = Field(
        default=(),
        description="Proxies before the page, as networks separated by commas: their X-Forwarded-For is believed; default: "
        "none.",
        examples=["127.0.0.1/32,10.20.0.5/32"],
    )
    proxy_header: Annotated[str, AfterValidator(setting_values.check_header)] = Field(
        default="",
        description="Header in which those proxies name who is signed in with them; default: none is believed.",
        examples=["X-Remote-User"],
    )
    base_url: Annotated[str, AfterValidator(setting_values.drop_slash)] = Field(
        default_factory=_fill_base_url,
        description="Address of the page as readers see it, for links in alerts; default: made of host and port.",
        examples=["https://claimwatch.news.example"],
    )
    push_url: Annotated[str, AfterValidator(setting_values.check_public)] = Field(
        default="",
        description="Public https address under which hubs (WebSub) reach the page's /websub/; default: feeds are only "
        "polled.",
        examples=["https://push.news.example"],
    )
    contact: Annotated[str, AfterValidator(setting_values.check_line)] = Field(
        default="",
        description="Web or email address that outlets find in the User-Agent, to reach whoever runs this.",
        examples=["https://news.example/claimwatch"],
    )
    host_gap: float = Field(
        default=2, ge=0, le=3600, description="Seconds between two requests to one host, at least."
    )
    budget_per_hour: float = Field(
        default=600, gt=0, le=1_000_000, description="Re-checks an hour, over all articles."
    )
    fetch_timeout: float = Field(
        default=20, gt=0, le=300, description="Seconds one page may take, from connecting to its last byte."
    )
    fetch_max_bytes: int = Field(
        default=10_000_000, ge=10_000, description="Largest page that is read, in bytes, unpacked."
    )
    worker_threads: int = Field(
        default=16, ge=1, le=256, description="Fetches and deliveries under way at once."
    )
    allowed_addresses: Annotated[
        tuple[Network, ...], NoDecode, BeforeValidator(setting_values.parse_networks)
    ] = Field(
        default=(),
        description="Private networks that may be fetched from, separated by commas; default: none, only public "
        "addresses.",
        examples=["10.20.0.0/16,::1/128"],
    )
    heartbeat_url: Annotated[SecretStr, AfterValidator(setting_values.check_heartbeat)] = Field(
        default=SecretStr(""),
        description="Address that is asked (GET) while checks and deliveries go on, for a service that raises the alarm when "
        "that stops; default: none.",
        examples=["https://hc.news.example/ping/…"],
    )
    heartbeat_minutes: int = Field(default=5, ge=1, le=1440, description="Minutes between two heartbeats.")
    browser: str = Field(
        default="",
        description="Chromium to run for outlets with `render = true`; default: the system's, else Playwright's own.",
        examples=["/usr/bin/chromium"],
    )
    sentry_dsn: SecretStr = Field(
        default=SecretStr(""),
        description="Sentry project that gets unexpected errors; default: none.",
        examples=["https://…@sentry.news.example/1"],
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severe log lines that are written: debug, info, warning or error."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        default="auto", description="json, console, or auto: console at a terminal, else json."
    )

    @property
    def database_name(self) -> str:
        """The database's address without login and options, for people."""
        return re.sub(r"(?<=//)[^/]*:.*@", "…@", self.database_url.partition("?")[0])


def load_settings(env_file: Path | None = ENV_FILE) -> Settings:
    """Read the settings from the environment, then from `env_file`. Raises ConfigError with every problem at once."""
    found = [
        problems.Problem(
            where=problems.Place(key=name),
            what="there is no such setting",
            fix=f"did you mean {nearest}?",
        )
        for name, nearest in _find_slips(read_environ(env_file))
    ]
    # Any, because mypy sees only the fields of a settings class.
    source: dict[str, Any] = {"_env_file": env_file}
    try:
        settings = Settings(**source)
    except ValidationError as error:
        # A default made from another setting cannot be made while that one is wrong; only the cause is told.
        details = error.errors(include_url=False)
        found += [_explain(one) for one in details if one["type"] != "default_factory_not_called"]
    if found:
        raise problems.build_error("The settings", found)
    return settings


def read_environ(env_file: Path | None = ENV_FILE) -> Mapping[str, str]:
    """Read the environment, and beneath it `env_file`: what "env:NAME" in a watchlist may name."""
    from_file = dotenv_values(env_file) if env_file else {}
    return {name: value for name, value in from_file.items() if value is not None} | dict(os.environ)


def shipped_watchlist() -> Path:
    """Return the example watchlist that comes with Claimwatch."""
    return Path(__file__).parent / "examples" / "gaza-negotiations.toml"


def find_watchlist(settings: Settings) -> Path:
    """Return the watchlist to use: the one set, else watchlist.toml in the working folder, else the shipped one."""
    if settings.watchlist:
        return settings.watchlist
    return OWN_WATCHLIST if OWN_WATCHLIST.is_file() else shipped_watchlist()


def render_env() -> str:
    """Write a `.env` that names every setting, each commented out with its default or an example."""
    lines = [
        "# Settings of this installation. Take the # away from a line and change what follows the =.",
        "# Secrets that the watchlist names as env:NAME stand here too, for instance:",
        "# SLACK_WEBHOOK_URL=",
    ]
    fields = Settings.model_fields
    # The mail server, being the longest group, comes last.
    for name, field in sorted(fields.items(), key=lambda item: item[0] in MailSettings.model_fields):
        shown = field.examples[0] if field.examples else field.default
        lines += ["", f"# {field.description}", f"# {PREFIX}{name.upper()}={shown}"]
    return "\n".join(lines) + "\n"


def read_mail(environ: Mapping[str, str]) -> MailSettings:
    """Read the mail settings alone. Raises ConfigError."""
    names = {name: PREFIX + name.upper() for name in MailSettings.model_fields}
    try:
        return MailSettings.model_validate(
            {name: environ[variable] for name, variable in names.items() if environ.get(variable)}
        )
    except ValidationError as error:
        found = [_explain(one) for one in error.errors(include_url=False)]
        raise problems.build_error("The settings", found) from None


def _find_slips(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return variables that are nearly, but not, a setting's name, with that name. Others may be anybody's."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    given = sorted(name for name in environ if name.upper().startswith(PREFIX) and name.upper() not in known)
    pairs = ((name, problems.find_nearest(name.upper(), known, cutoff=0.9)) for name in given)
    return [(name, nearest) for name, nearest in pairs if nearest]


def _explain(error: ErrorDetails) -> problems.Problem:
    """Say what is wrong with one variable; values are not repeated, they may be secrets."""
    name = str(error["loc"][0])
    field = Settings.model_fields[name]
    shown = field.examples[0] if field.examples else field.default
    context = error.get("ctx", {})
    limits = [
        f"{word} {context[key]:g}"
        for key, word in (("ge", "at least"), ("gt", "more than"), ("le", "at most"))
        if key in context
    ]
    what = {
        "int_parsing": "it is no whole number",
        "float_parsing": "it is no number",
        "bool_parsing": "it is neither true nor false",
        "literal_error": "it is none of the choices",
    }.get(error["type"], f"it must be {limits[0]}" if limits else error["msg"].removeprefix("Value error, "))
    return problems.Problem(
        where=problems.Place(key=PREFIX + name.upper()),
        what=what,
        fix=f"{PREFIX}{name.upper()}={shown}  ({field.description})",
    )
