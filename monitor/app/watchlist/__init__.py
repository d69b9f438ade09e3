"""The watchlist: what is watched and who is told, from `watchlist.toml` to plain values.

Everything that is wrong is told at once, each with file, line, key and what to write (`errors.ConfigError.problems`).
Refuses secrets in the file. Next: `form`, every table and key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor import errors, model
from monitor.app import problems, settings
from monitor.app.problems import Problem
from monitor.app.watchlist import definitions, entries, form, references, rendering, sources

if TYPE_CHECKING:
    from alerts.channels import ChannelSettings

__all__ = ["Loaded", "load_definitions", "load_watchlist", "watchlist_schema"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A watchlist that is right."""

    path: Path
    watch: model.Watch
    #: By id; with secrets, which stay in here.
    channels: "Mapping[str, ChannelSettings]"


def load_watchlist(path: Path, *, environ: Mapping[str, str]) -> Loaded:
    """Read and check a watchlist with all it includes; `environ` holds the secrets it names and the mail settings
    (see `settings.read_environ`). Raises ConfigError with every problem."""
    # Sending is a heavy import, and commands that only read text do without it.
    from monitor.app.watchlist import channels

    found, wrong, zone = _read_entries(path)
    wrong += rendering.find_render_problems(found, environ=environ)
    ready: dict[str, ChannelSettings] = {}
    senders = [entry for entry in found if entry.section == "channels" and entry.form]
    try:
        mail = settings.read_mail(environ) if senders else settings.MailSettings()
    except errors.ConfigError as error:
        wrong += [
            Problem(where=problems.Place(key=where), what=what, fix=fix)
            for where, what, fix in error.problems
        ]
        senders = []
    for entry in senders:
        channel, trouble = channels.find_channel(entry, environ=environ, mail=mail)
        wrong += trouble
        if channel:
            ready[entry.id] = channel
    _refuse(path, wrong)
    return Loaded(path=path, watch=definitions.build_watch(found, zone=zone), channels=ready)


def load_definitions(path: Path, *, drafts: Mapping[Path, str] = sources.NO_DRAFTS) -> model.Watch:
    """Read and check a watchlist without looking up any secret; a draft (resolved path -> text) takes the place of what
    is in its file. Raises ConfigError with every problem."""
    found, wrong, zone = _read_entries(path, drafts=drafts)
    _refuse(path, wrong)
    return definitions.build_watch(found, zone=zone)


def watchlist_schema() -> dict[str, Any]:
    """Return the JSON Schema of a watchlist file, for editors."""
    return form.WatchlistForm.model_json_schema()


def _read_entries(
    path: Path, *, drafts: Mapping[Path, str] = sources.NO_DRAFTS
) -> tuple[list[entries.Entry], list[Problem], tzinfo]:
    """Read the entries of all files, what is wrong with them, and the time zone that the first of the files names."""
    read, wrong = sources.read_sources(path, drafts=drafts)
    found = []
    # A file that could not be read may hold what the others name: nothing is said of names then.
    is_whole = not wrong
    for source in read:
        here = entries.find_entries(source)
        found += here.entries
        wrong += here.problems
        is_whole &= here.is_whole
    wrong += definitions.find_query_problems(found) + references.find_doubles(found)
    if is_whole:
        wrong += references.find_strangers(found)
    # Claims that are not all there, or lack words, would fail for that reason alone.
    is_whole &= not any(problem.where.key.startswith(("claims", "lexicon")) for problem in wrong)
    if is_whole:
        wrong += definitions.find_claim_problems(found)
    return found, wrong, definitions.find_zone(read)


def _refuse(path: Path, wrong: list[Problem]) -> None:
    if wrong:
        raise problems.build_error(str(path), wrong)
