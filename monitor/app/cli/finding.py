"""`claimwatch sources add`: a site's feeds, each tried, as an outlet to paste into the watchlist.

Never writes into the watchlist, which is its owner's, comments and all. Next: `monitor.app.exploring`.
"""

from collections.abc import Sequence
from contextlib import closing
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
    json: JsonLinesOption = False,
) -> None:
    """Find the feeds of a site, try each, and print the outlet as TOML to paste into the watchlist.

    What was tried in vain is told on standard error. Exits 1 when no feed was found.
    """
    address = _check_address(url)
    watch = context.load_definitions(watchlist)
    found = _explore(address)
    if isinstance(found, model.Failure):
        printing.print_trouble(f"{address} did not answer ({found.kind.value}): {found.detail}")
        raise typer.Exit(1)
    _print_misses(found)
    known = {feed: outlet.id for outlet in watch.outlets for feed in outlet.feeds}
    if json:
        for feed in found.feeds:
            printing.print_json(_describe(feed) | {"outlet": known.get(feed.url)})
    else:
        _print_outlet(found, known, watch.outlets)
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


def _print_outlet(
    found: "exploring.Findings", known: dict[str, str], outlets: Sequence[model.Outlet]
) -> None:
    from monitor.app.watchlist import pasting
    from monitor.core import urls

    for feed in found.feeds:
        if feed.url in known:
            printing.print_hint(f"in the watchlist already, at {known[feed.url]}: {feed.url}")
    new = [feed for feed in found.feeds if feed.url not in known]
    if not new:
        return
    outlet = _build_outlet(found, new, taken_ids=[outlet.id for outlet in outlets])
    printing.print_line(pasting.render_outlet(outlet, remarks={feed.url: _remark(feed) for feed in new}))
    for other in outlets:
        if any(urls.is_same_site(found.site_url, feed) for feed in other.feeds):
            printing.print_hint(
                f"The watchlist has {other.id} of the same site: its feeds may be the better place."
            )


def _build_outlet(
    found: "exploring.Findings", new: "Sequence[exploring.FoundFeed]", *, taken_ids: Sequence[str]
) -> model.Outlet:
    from monitor.core import outlet_ids, urls

    languages = {(feed.feed.language or "").lower()[:2] for feed in new}
    language = languages.pop() if len(languages) == 1 else ""
    titles = [feed.feed.title for feed in new if feed.feed.title]
    return model.Outlet(
        id=outlet_ids.find_outlet_id(outlet_ids.find_site_label(found.site_url), taken_ids=taken_ids),
        name=found.site_name or (titles[0] if titles else urls.site_of(found.site_url)),
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
