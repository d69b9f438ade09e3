"""Channels that are switched off, and what switches them on again by itself: other settings.

A channel's settings are known by a digest that is slow to make, so that nobody who reads the database can guess a password by it.
Next: `core.channels`, which decides what is switched off; `cli.alerts`, where a person switches on.
"""

import hashlib
import json
from dataclasses import fields
from datetime import datetime

import structlog
from pydantic import SecretStr

import storage
from monitor.app.watchlist import Loaded

log = structlog.get_logger()

#: RFC 7914's parameters for a login, about 50 ms: it is made when a channel is switched off, and at a start for those that are.
_COST = {"n": 2**14, "r": 8, "p": 1}


def sign_settings(loaded: Loaded, channel_id: str) -> str:
    """Return a digest of a channel's settings, its secrets among them; "" for a channel that the watchlist does not have."""
    config = loaded.channels.get(channel_id)
    if config is None:
        return ""
    values = {field.name: _reveal(getattr(config, field.name)) for field in fields(config)}
    told = json.dumps([type(config).__name__, values], sort_keys=True).encode()
    return hashlib.scrypt(told, salt=channel_id.encode(), **_COST).hex()


def _reveal(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def switch_on_changed(store: storage.Store, loaded: Loaded, *, now: datetime) -> None:
    """Switch on every channel whose settings are others than those it was switched off with."""
    for standing in store.load_off_channels():
        present = sign_settings(loaded, standing.channel_id)
        if present and present != standing.settings_digest:
            store.enable_channel(standing.channel_id, now=now)
            log.info(
                "channel is on again", action="start", channel=standing.channel_id, reason="other settings"
            )
        else:
            log.warning("channel is off", action="start", channel=standing.channel_id, reason=standing.reason)
