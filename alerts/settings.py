"""What a channel needs to know: frozen values, checked as they are made.

Refuses settings that could never work, each with what to write instead. Secrets are `SecretStr`: no repr shows them.
"""

import re
from dataclasses import dataclass
from typing import Literal

import httpx
from pydantic import SecretStr

from alerts import address, apprise_service, text
from monitor import errors
from monitor.core import urls

#: No password, no signature.
NO_SECRET = SecretStr("")
SLACK_API = "https://slack.com/api"

TlsMode = Literal["none", "starttls", "tls"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChannel:
    """A mail server, and who the mail is from. The addresses it goes to are the deliveries' own."""

    host: str
    port: int = 587
    #: "tls" from the first byte (port 465), "starttls" (587), or "none" (a relay on this machine).
    tls: TlsMode = "starttls"
    username: str = ""
    password: SecretStr = NO_SECRET
    #: "alerts@news.example" or "Claimwatch <alerts@news.example>".
    sender: str
    #: Where bounces go, if not to the sender.
    envelope: str = ""
    #: Who takes people off, if not the sender.
    unsubscribe: str = ""
    #: Longest wait for any one answer, and for all of them once there is a connection, seconds: well within a delivery's lease.
    timeout: float = 20.0
    longest: float = 240.0

    def __post_init__(self) -> None:
        _refuse_other_than_address(
            self.sender, "The sender", hint='Write "alerts@your-domain" or "Claimwatch <alerts@your-domain>".'
        )
        for given, what in (
            (self.envelope, "The envelope sender"),
            (self.unsubscribe, "The address to unsubscribe at"),
        ):
            if given:
                _refuse_other_than_address(given, what, hint='Write "bounces@your-domain", without a name.')
        if self.tls not in ("none", "starttls", "tls"):
            raise errors.ConfigError(f"tls is {self.tls!r}.", hint='Write "starttls", "tls" or "none".')
        if not (self.username + self.password.get_secret_value()).isascii():
            raise errors.ConfigError(
                "The mail server’s user name and password may only hold ASCII characters.",
                hint="Set an application password without accents.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackChannel:
    """A Slack incoming webhook; its URL is the secret."""

    url: SecretStr
    #: Whether links are buttons; see `slack_message`.
    has_buttons: bool = False
    timeout: float = 20.0

    def __post_init__(self) -> None:
        _refuse_other_than_http(self.url, "The Slack webhook")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackBotChannel:
    """A Slack channel that an app writes to; its token is the secret."""

    token: SecretStr
    #: Its id, "C0123456789", or "#name".
    channel: str
    #: Whether links are buttons; see `slack_message`.
    has_buttons: bool = False
    api_url: str = SLACK_API
    timeout: float = 20.0

    def __post_init__(self) -> None:
        _refuse_other_than_http(SecretStr(self.api_url), "The address of Slack’s API")
        token = self.token.get_secret_value()
        if not re.fullmatch(r"xox[a-z.-]*-[\x21-\x7e]+", token):
            raise errors.ConfigError(
                "The Slack token is none: it would begin with xoxb-.",
                hint="Copy the app’s Bot User OAuth Token, from its page OAuth & Permissions.",
            )
        if not re.fullmatch(r"#?[^\s#@<>|]+", self.channel):
            raise errors.ConfigError(
                f"{self.channel!r} is no Slack channel.",
                hint='Write its id, channel = "C0123456789" (at the foot of the channel’s details), or "#its-name".',
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChannel:
    """An address of your own that takes JSON; with a secret, each message is signed."""

    url: SecretStr
    secret: SecretStr = NO_SECRET
    timeout: float = 20.0

    def __post_init__(self) -> None:
        _refuse_other_than_http(self.url, "The webhook")


def _refuse_other_than_address(given: str, what: str, *, hint: str) -> None:
    try:
        found = address.parse_address(given)
    except ValueError as error:
        raise errors.ConfigError(f"{what} {error}.", hint=hint) from error
    if not found.addr_spec.isascii():
        raise errors.ConfigError(f"{what} {given!r} is no mail address in ASCII.", hint=hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppriseChannel:
    """Any service that Apprise knows; its URL is the secret."""

    url: SecretStr
    #: Longest wait for the whole message, seconds.
    timeout: float = 20.0

    def __post_init__(self) -> None:
        apprise_service.load_service(self.url)


def _refuse_other_than_http(url: SecretStr, what: str) -> None:
    # More than a link: this one we ask ourselves, and a name or port that cannot be asked fails anew with each alert.
    words = url.get_secret_value()
    if not (text.find_link(words) and urls.is_web_url(words) and _is_askable(words)):
        raise errors.ConfigError(
            f"{what} is no http(s) address.", hint="Copy the whole URL, from https:// on."
        )


def _is_askable(url: str) -> bool:
    try:
        httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError):
        return False
    return True
