"""`claimwatch sources add`: a site's feeds, each tried, as an outlet to paste into the watchlist, or written into it.

Writes only when told to, and shows what. Next: `monitor.app.exploring`, `monitor.app.watchlist.writing`.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor import errors, model
from monitor.app.cli import context, printing
from monitor.app.cli.options import JsonLinesOption, WatchlistOption

if TYPE_CHECKING:
    from monitor.app import exploring


def add_source(
    url: Annotated[str, typer.Argument(help="The site: its front page, a section, or a feed itself.")],
    *,
    watchlist: WatchlistOption = None,
    write: Annotated[
        bool, typer.Option("--write", help="Add it to the watchlist's file, and show what changed there.")
    ] = False,
    json: JsonLinesOption = False,
) -> None:
    """Find the feeds of a site, try each, and print the outlet as TOML to paste into the watchlist.

    With --write, the outlet is added to the watchlist's file, or new feeds to the outlet of the same site there.
    What was tried in vain is told on standard error. Exits 1 when no feed was found.
    """
    address = _check_address(url)
    path = context.find_watchlist(watchlist)
    watch = context.load_definitions(path)
    found = _explore(address)
    if isinstance(found, model.Failure):
        printing.print_trouble(f"{address} could not be read ({found.kind.value}): {found.detail}")
        raise typer.Exit(1)
    _print_misses(found)
    known = {_form_of(feed): outlet.id for outlet in watch.outlets for feed in outlet.feeds}
    if json:
        for feed in found.feeds:
            printing.print_json(_describe(feed) | {"outlet": known.get(_form_of(feed.url))})
    new = _find_new(found, known)
    if new and write:
        _write(path, found, new, watch.outlets, is_quiet=json)
    elif new and not json:
        _print_outlet(found, new, watch.outlets)
    if not found.feeds:
        printing.print_trouble(f"No feed was found at {found.site_url}.")
        raise typer.Exit(1)


def _check_address(url: str) -> str:
    from monitor.app.watchlist import fields

    address = url if "://" in url else f"https://{url}"
    try:
        return fields.check_url(address)
    except fields.Refusal as refusal:
        fix = (refusal.context or {}).get("fix", "")
        raise errors.InputError(f"{refusal.message()}.", hint=f"To do: {fix}.") from None


def _explore(address: str) -> "exploring.Findings | model.Failure":
    from monitor.app import bootstrap, clock, confined, exploring
    from monitor.core import sites

    fetcher = bootstrap.build_fetcher(context.build_settings(), clock.SystemClock())
    with (
        closing(fetcher),
        confined.Confined() as reader,
        printing.show_progress(f"Asking {address}") as advance,
    ):
        return exploring.Explorer(
            fetcher=fetcher,
            read=lambda page: reader.read(sites.read_answer, page),
            tell=lambda url: advance(0, title=f"Asking {url}"),
        ).explore(address)


def _print_misses(found: "exploring.Findings") -> None:
    from monitor.core import discovery

    for miss in found.misses:
        if found.feeds and miss.candidate.origin is discovery.Origin.GIVEN:
            continue  # a page that names feeds is no feed itself
        printing.print_hint(f"tried ({miss.candidate.origin.value}): {miss.reason}")
    if found.unasked:
        printing.print_hint(f"not asked, {len(found.unasked)} more: {', '.join(found.unasked)}")


def _find_new(found: "exploring.Findings", known: dict[str, str]) -> "list[exploring.FoundFeed]":
    """Return the feeds that the watchlist does not have; says on standard error which it has."""
    for feed in found.feeds:
        if outlet_id := known.get(_form_of(feed.url)):
            printing.print_hint(f"in the watchlist already, at {outlet_id}: {feed.url}")
    return [feed for feed in found.feeds if _form_of(feed.url) not in known]


def _form_of(url: str) -> str:
    """Return by what a feed is known again that is written otherwise, or without TLS."""
    from monitor.core import urls

    return (urls.canonical_url(url) or url).partition("://")[2]


def _print_outlet(
    found: "exploring.Findings", new: "Sequence[exploring.FoundFeed]", outlets: Sequence[model.Outlet]
) -> None:
    from monitor.app.watchlist import pasting

    outlet = _build_outlet(found, new, taken_ids=[outlet.id for outlet in outlets])
    printing.print_line(pasting.render_outlet(outlet, remarks={feed.url: _remark(feed) for feed in new}))
    for other in _find_same_site(found, outlets):
        printing.print_hint(
            f"The watchlist has {other.id} of the same site: its feeds may be the better place."
        )


def _write(
    path: Path,
    found: "exploring.Findings",
    new: "Sequence[exploring.FoundFeed]",
    outlets: Sequence[model.Outlet],
    *,
    is_quiet: bool,
) -> None:
    """Add the feeds to the watchlist: to the outlet of their site, if it has one, else as an outlet of their own."""
    from monitor.app.watchlist import writing

    remarks = {feed.url: _remark(feed) for feed in new}
    outlet = _build_outlet(found, new, taken_ids=[outlet.id for outlet in outlets])
    same = _find_same_site(found, outlets)
    if same:
        # Editions in several languages may share a site.
        home = next((other for other in same if other.language == outlet.language), same[0])
        draft = writing.draft_feeds(path, home.id, outlet.feeds, remarks=remarks)
    else:
        draft = writing.draft_outlet(path, outlet, remarks=remarks)
    draft.save()
    if not is_quiet:
        printing.print_line(draft.render_difference())
    printing.print_hint(f"Written to {draft.path}. A service that runs takes it up when it is started again.")


def _find_same_site(found: "exploring.Findings", outlets: Sequence[model.Outlet]) -> list[model.Outlet]:
    from monitor.core import urls

    return [
        other for other in outlets if any(urls.is_same_site(found.site_url, feed) for feed in other.feeds)
    ]


def _build_outlet(
    found: "exploring.Findings", new: "Sequence[exploring.FoundFeed]", *, taken_ids: Sequence[str]
) -> model.Outlet:
    from monitor.core import controls, outlet_ids, urls

    languages = {(feed.feed.language or "").lower()[:2] for feed in new}
    language = languages.pop() if len(languages) == 1 else ""
    names = (found.site_name, *(feed.feed.title or "" for feed in new), urls.site_of(found.site_url))
    return model.Outlet(
        id=outlet_ids.find_outlet_id(outlet_ids.find_site_label(found.site_url), taken_ids=taken_ids),
        name=next(filter(None, map(controls.drop_controls, names))),
        feeds=tuple(feed.url for feed in new),
        language=language if language.isascii() and language.isalpha() and len(language) == 2 else None,
    )


def _remark(found: "exploring.FoundFeed") -> str:
    count = len(found.feed.entries)
    newest = _find_newest(found.feed)
    parts = (
        found.feed.title,
        found.feed.format,
        f"{count} {'entry' if count == 1 else 'entries'}",
        newest and f"newest {printing.print_instant(newest)}",
        found.origin.value,
    )
    return ", ".join(part for part in parts if part)


def _describe(found: "exploring.FoundFeed") -> dict[str, Any]:
    return {
        "url": found.url,
        "origin": found.origin.value,
        "title": found.feed.title,
        "format": found.feed.format,
        "language": found.feed.language,
        "entries": len(found.feed.entries),
        "newest_at": _find_newest(found.feed),
    }


def _find_newest(feed: model.ParsedFeed) -> Any:
    dates = (entry.published_at or entry.updated_at for entry in feed.entries)
    return max((date for date in dates if date), default=None)
