"""The end of the demo: what changed, when, in which window, whether it was told, and the totals.

Each row is one event; the events of one change stand under one window. Calm at 80 columns.
"""

from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from monitor import model
from monitor.app.cli import printing
from monitor.app.demo import findings
from monitor.core import returns

_STYLES = {
    model.Severity.HIGH: "bold",
    model.Severity.MEDIUM: "",
    model.Severity.LOW: "",
    model.Severity.INFO: "dim",
}


def print_result(result: findings.Result, folder: Path) -> None:
    """Print the findings, what was missed or not planted, the totals, and where to look."""
    printing.print_table(_build_table(result))
    printing.print_line("")
    for planted in result.missed:
        printing.print_line(f"MISSED {planted.id}: {planted.about}", style="bold red")
    for finding in result.unplanned:
        outlet = finding.change.article.outlet_name
        printing.print_line(f"NOT PLANTED {outlet}: {finding.event.summary}", style="bold red")
    totals = result.totals
    found_count = len(result.planted) - len(result.missed)
    turn_count = len({finding.change.id for finding in result.findings if _is_further_turn(finding)})
    facts = {
        "Read": f"{result.outlet_count} outlets, {totals.article_count} articles, "
        f"{totals.version_count} versions, {totals.check_count} checks",
        "Planted": f"{len(result.planted)} events, {found_count} found, "
        f"{len(result.unplanned)} found that nobody planted",
        "Quiet": f"{result.ordinary_count} edits that touch no claim, and {turn_count} further turns of a headline "
        "test: stored, not told",
        "Told": f"{totals.alert_count} alerts; {result.duplicate_count} messages sent twice, "
        f"{totals.waiting_delivery_count} waiting, {totals.dead_delivery_count} given up",
        "Mail": f"{len(result.mail)} in {folder / 'mail'}",
        "Slack": f"{len(result.slack)} in {folder / 'slack'}",
    }
    for name, fact in facts.items():
        printing.print_line(f"{name:8} {fact}")


def describe_result(result: findings.Result) -> dict[str, Any]:
    """Return the result as JSON has it."""
    return {
        "findings": [_describe(finding) for finding in result.findings],
        "missed": [planted.id for planted in result.missed],
        "planted": len(result.planted),
        "not_planted": len(result.unplanned),
        "outlets": result.outlet_count,
        "articles": result.totals.article_count,
        "versions": result.totals.version_count,
        "checks": result.totals.check_count,
        "alerts": result.totals.alert_count,
        "mails": len(result.mail),
        "slack_messages": len(result.slack),
        "sent_twice": result.duplicate_count,
    }


def _describe(finding: findings.Finding) -> dict[str, Any]:
    change, claim = finding.change.change, finding.claim_change
    return {
        "last_seen_old_at": change.last_seen_old_at,
        "first_seen_new_at": change.first_seen_new_at,
        "outlet": finding.change.article.outlet_id,
        "url": finding.change.article.url,
        "event": finding.event.kind,
        "summary": finding.event.summary,
        "old": claim and claim.old_text,
        "new": claim and claim.new_text,
        "is_silent": change.is_silent,
        "is_told": finding.event.is_told,
        "planted": finding.planted and finding.planted.id,
    }


def _build_table(result: findings.Result) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("window, UTC", no_wrap=True)
    table.add_column("outlet", max_width=18)
    table.add_column("what changed")
    table.add_column("told", no_wrap=True)
    shown_id: int | None = None
    for finding in result.findings:
        if _is_further_turn(finding):
            continue
        is_new = finding.change.id != shown_id
        shown_id = finding.change.id
        window = _print_window(finding.change.change) if is_new else ""
        outlet = finding.change.article.outlet_name if is_new else ""
        told = "yes" if finding.event.is_told else "no"
        table.add_row(window, outlet, _say(finding), told, style=_STYLES[finding.event.severity])
    return table


def _is_further_turn(finding: findings.Finding) -> bool:
    """Whether it belongs to a headline test that was told already; the page shows each turn, the table the test."""
    return finding.event.reason == returns.TOLD_ONCE


def _print_window(change: model.Change) -> str:
    """Write from when to when it changed; the second day only where it is another."""
    old_at, new_at = change.last_seen_old_at, change.first_seen_new_at
    until = f"{new_at:%H:%M}" if old_at.date() == new_at.date() else f"\n  {new_at:%d %b %H:%M}"
    return f"{old_at:%d %b %H:%M}–{until}"


def _say(finding: findings.Finding) -> Text:
    claim = finding.claim_change
    if claim is None:
        return Text(finding.event.summary)
    notice = "no notice" if finding.change.change.is_silent else "with a notice"
    values = f"{claim.old_text} → {claim.new_text}"
    return Text.assemble(f"{claim.claim_id.replace('_', ' ')}: ", (values, "bold"), f", {notice}")
