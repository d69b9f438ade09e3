"""Whether outlets that ask for a browser can have one here. Runs nothing."""

from collections.abc import Mapping, Sequence

from monitor import errors
from monitor.app.problems import Problem
from monitor.app.watchlist import form
from monitor.app.watchlist.entries import Entry
from monitor.fetch import browser


def find_render_problems(entries: Sequence[Entry], *, environ: Mapping[str, str]) -> list[Problem]:
    """Return each `render = true` for which Playwright or Chromium is missing, with what to install."""
    asking = [entry for entry in entries if isinstance(entry.form, form.OutletForm) and entry.form.render]
    if not asking:
        return []
    try:
        browser.find_chromium(environ.get("CLAIMWATCH_BROWSER", ""))
    except errors.ConfigError as error:
        return [Problem(where=entry.where("render"), what=error.message, fix=error.hint) for entry in asking]
    return []
