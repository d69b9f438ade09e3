"""What `claimwatch alerts backtest` prints: counts of then and now, and examples of what differs."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.table import Table

from monitor.app import backtest
from monitor.app.cli import printing

_LISTS = {
    backtest.Fate.ONLY_NOW: "Only now",
    backtest.Fate.NO_LONGER: "No longer",
    backtest.Fate.SAME: "The same",
}


def describe_tally(
    tally: backtest.Tally, *, since: datetime, until: datetime, base_url: str
) -> dict[str, Any]:
    """Return a tally as JSON values."""
    return {
        "since": since,
        "until": until,
        "changes": tally.change_count,
        "bulletins": tally.bulletin_count,
        "alerts": _sides(tally.alerts),
        "messages": _sides(tally.messages),
        "rules": _by_name(tally.rules),
        "channels": [
            {
                "name": name,
                "alerts": {when: tally.channel_alerts[name, when] for when in ("then", "now")},
                "messages": {when: tally.channel_messages[name, when] for when in ("then", "now")},
            }
            for name in _names(tally.channel_alerts)
        ],
        "days": _by_name(tally.days),
        "lists": {
            fate.value: {
                "count": tally.fates[fate],
                "examples": [_describe(one, base_url=base_url) for one in tally.examples[fate]],
            }
            for fate in backtest.Fate
        },
    }


def print_tally(found: Mapping[str, Any], *, rules: Path | None, with_mutes: bool) -> None:
    """Print what `describe_tally` returned for people."""
    of = f"the rules of {rules}" if rules else "the present rules"
    muted = "what was muted held back" if with_mutes else "as if nothing had been muted"
    printing.print_line(
        f"{found['changes']:,} changes and {found['bulletins']:,} bulletins since "
        f"{printing.print_instant(found['since'])}, by {of}, {muted}."
    )
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    for title, place in (("", "left"), ("then", "right"), ("now", "right")):
        table.add_column(title, justify=place)  # type: ignore[arg-type]  # one of rich's own words
    _add_row(table, "alerts", found["alerts"])
    _add_row(table, "messages (a digest is one)", found["messages"])
    for title, rows in (("rule", found["rules"]), ("day", found["days"])):
        for row in rows:
            _add_row(table, f"{title} {row['name']}", row)
    for row in found["channels"]:
        _add_row(table, f"channel {row['name']}, alerts", row["alerts"])
        _add_row(table, f"channel {row['name']}, messages", row["messages"])
    printing.print_table(table)
    for fate, title in _LISTS.items():
        _print_list(title, found["lists"][fate.value])


def _print_list(title: str, found: Mapping[str, Any]) -> None:
    printing.print_line(f"{title}: {found['count']:,}", style="bold")
    for one in found["examples"]:
        printing.print_line(
            f"  {printing.print_instant(one['at'])}  {one['event']}  {', '.join(one['channels'])}  {one['title']}"
        )
        printing.print_line(f"    {one['url']}" + (f"  {one['why']}" if one["why"] else ""))
    if found["count"] > len(found["examples"]) > 0:
        printing.print_line("  and more")


def _add_row(table: Table, title: str, sides: Mapping[str, int]) -> None:
    table.add_row(title, f"{sides['then']:,}", f"{sides['now']:,}")


def _names(counts: Iterable[tuple[str, str]]) -> list[str]:
    return sorted({name for name, _ in counts})


def _by_name(counts: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    return [
        {"name": name} | {when: counts.get((name, when), 0) for when in ("then", "now")}
        for name in _names(counts)
    ]


def _sides(counts: Mapping[str, int]) -> dict[str, int]:
    return {when: counts.get(when, 0) for when in ("then", "now")}


def _describe(one: backtest.Example, *, base_url: str) -> dict[str, Any]:
    page = "bulletins" if one.is_bulletin else "changes"
    return {
        "event": one.event,
        "url": f"{base_url.rstrip('/')}/{page}/{one.number}",
        "at": one.at,
        "channels": list(one.channels),
        "title": one.title,
        "why": one.why,
    }
