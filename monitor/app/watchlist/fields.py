"""Kinds of value a watchlist key can hold: ids, web addresses, email addresses, selectors, references to secrets.

Each refuses a wrong value with what is wrong and what to write; a value that may be a secret is never repeated.
Next: `form`, the tables that use them.
"""

import re
from decimal import Decimal
from email.utils import parseaddr
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, PlainValidator
from pydantic_core import PydanticCustomError
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from monitor import model

#: What a validator raises; pydantic gathers it with its own errors.
Refusal = PydanticCustomError
#: The error type of our own refusals; their context holds `fix`.
REFUSED = "refused"
ENV_PREFIX = "env:"

_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_LOGIN_HEADERS = {"authorization", "proxy-authorization", "cookie"}


def build_refusal(what: str, fix: str) -> Refusal:
    """Return the error a validator raises: what is wrong, and what to write."""
    return Refusal(REFUSED, "{what}", {"what": what, "fix": fix})


def _check_id(value: str) -> str:
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]*", value):
        return value
    suggestion = re.sub(r"[^a-z0-9_]+", "-", value.lower()).strip("-_") or "my-id"
    raise build_refusal(
        f"{quote(value)} cannot be an id",
        f'use small letters, digits, "-" and "_": "{suggestion}"',
    )


def _check_language(value: str) -> str:
    if re.fullmatch(r"[a-z]{2}", value):
        return value
    raise build_refusal(f"{quote(value)} is no language code", 'write two small letters: "en", "ar", "he"')


def _check_text(value: str) -> str:
    if value.strip():
        return value
    raise build_refusal("it is empty", "write something, or leave the key out")


def check_url(value: str) -> str:
    """Return a web address as it is; refuse anything else, and one with a login in it."""
    fix = "write the whole address, beginning with https://"
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web or re.search(r"[\s<>\x00-\x1f]", value):
        raise build_refusal(f"{quote(value)} is no web address", fix)
    if "@" in parts.netloc:
        raise build_refusal("a login stands in this address", "take the part before the @ out of it")
    return value


def _check_selector(value: str) -> str:
    try:
        LexborHTMLParser("<p>").css(value)
    except SelectolaxError:
        raise build_refusal(
            f"{quote(value)} is no CSS selector", 'write one as in a style sheet: "article .body"'
        ) from None
    return value


def _check_email(value: str) -> str:
    if _EMAIL.fullmatch(value):
        return value
    raise build_refusal(f"{quote(value)} is no email address", 'write one address: "desk@news.example"')


def check_sender(value: str) -> str:
    """Return an email address with or without a name before it; refuse anything else."""
    if _EMAIL.fullmatch(parseaddr(value)[1]) and value.isprintable():
        return value
    raise build_refusal(
        f"{quote(value)} is no sender", 'write "alerts@news.example" or "Claimwatch <alerts@news.example>"'
    )


def _check_secret(value: str) -> str:
    if re.fullmatch(ENV_PREFIX + r"[A-Za-z_][A-Za-z0-9_]*", value):
        return value
    raise build_refusal(
        "a secret must not stand in the watchlist",
        f'put it in an environment variable or in .env, and write its name here: "{ENV_PREFIX}MY_SECRET"',
    )


def _check_url_or_secret(value: str) -> str:
    return _check_secret(value) if value.startswith(ENV_PREFIX) else check_url(value)


def _check_lexicon(value: str) -> str:
    if re.fullmatch(r"@[^@\s]+", value):
        return value
    raise build_refusal(
        f"{quote(value)} does not name a lexicon",
        f'write "@" and its name: "@{value.strip("@ ") or "hostage"}"',
    )


def _check_headers(value: dict[str, str]) -> dict[str, str]:
    for name, content in value.items():
        if name.lower() in _LOGIN_HEADERS:
            raise build_refusal(
                f"the header {name} carries a login, which must not stand in the watchlist",
                "leave it out: outlets are read as anybody can read them",
            )
        if not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name) or not content.isprintable():
            raise build_refusal(
                f"{quote(name)} is no header a request can carry",
                'write name = "value" on one line: accept-language = "he"',
            )
    return value


def _read_least_change(value: object) -> model.LeastChange:
    """Read 2, 0.5, "2" or "10%"."""
    words = str(value).strip() if isinstance(value, int | float | str) and not isinstance(value, bool) else ""
    found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,6})?)(\s*%)?", words, re.ASCII)
    if found and Decimal(found[1]) > 0:
        return model.LeastChange(amount=Decimal(found[1]), is_percent=found[2] is not None)
    raise build_refusal(
        f"{quote(value)} is no least change",
        'write a number above 0, min_change = 2, or a share: min_change = "10%"',
    )


def quote(value: object) -> str:
    """Return a value for a message: in quotes, on one line, at most 60 characters."""
    text = " ".join(str(value).split())
    return f'"{text[:59]}…"' if len(text) > 60 else f'"{text}"'


Id = Annotated[str, AfterValidator(_check_id)]
Language = Annotated[str, AfterValidator(_check_language)]
Text = Annotated[str, AfterValidator(_check_text)]
Url = Annotated[str, AfterValidator(check_url)]
Selector = Annotated[str, AfterValidator(_check_selector)]
Email = Annotated[str, AfterValidator(_check_email)]
Sender = Annotated[str, AfterValidator(check_sender)]
Secret = Annotated[str, AfterValidator(_check_secret)]
UrlOrSecret = Annotated[str, AfterValidator(_check_url_or_secret)]
LexiconRef = Annotated[str, AfterValidator(_check_lexicon)]
LeastChange = Annotated[
    model.LeastChange, PlainValidator(_read_least_change, json_schema_input_type=int | float | str)
]
Headers = Annotated[dict[str, str], AfterValidator(_check_headers)]
