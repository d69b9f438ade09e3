"""Values of settings: what each kind may be, as `settings` reads it.

Refuses with a ValueError of a few words, none of them the value, which may be a secret. Next: `settings`.
"""

import re
from email.utils import parseaddr
from ipaddress import ip_network

from pydantic import SecretStr


def parse_networks(value: object) -> object:
    """Read "127.0.0.0/8, ::1" as networks."""
    if not isinstance(value, str):
        return value
    try:
        return tuple(ip_network(part.strip(), strict=False) for part in value.split(",") if part.strip())
    except ValueError:
        # The library's words repeat the value.
        raise ValueError("it is no network") from None


def check_database(value: str) -> str:
    """Refuse what is no address of a database that can be used."""
    if not value.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise ValueError("it is no database that can be used")
    return value


def drop_slash(value: str) -> str:
    """Return a web address without the slash at its end."""
    if not re.fullmatch(r"https?://[^\s/@]+(/[^\s@]*)?", value):
        raise ValueError("it is no web address")
    return value.rstrip("/")


def check_public(value: str) -> str:
    """Return a web address that strangers can reach safely, or ""."""
    if not value:
        return value
    if not value.startswith("https://"):
        raise ValueError("it is no https address")
    return drop_slash(value)


def check_heartbeat(value: SecretStr) -> SecretStr:
    """Refuse what is neither empty nor a web address; it may hold a secret."""
    if not re.fullmatch(r"(https?://[^\s/]+(/\S*)?)?", value.get_secret_value()):
        raise ValueError("it is no web address")
    return value


def check_sender(value: str) -> str:
    """Refuse what is neither empty nor a mail address, with or without a name."""
    if value and not (re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(value)[1]) and value.isprintable()):
        raise ValueError("it is no sender")
    return value


def check_line(value: str) -> str:
    """Refuse what does not fit on one line."""
    if not value.isprintable():
        raise ValueError("it is not on one line")
    return value


def check_header(value: str) -> str:
    """Refuse what is neither empty nor the name of a header."""
    if not re.fullmatch(r"[A-Za-z0-9-]*", value):
        raise ValueError("it is no name of a header")
    return value
