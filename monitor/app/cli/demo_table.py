"""The table at the end of the demo: what changed, when, in which window, and what was sent."""

from pathlib import Path

from rich.table import Table
from rich.text import Text

from monitor import model
from monitor.app.cli.printing import out
from monitor.app.demo import findings

_COLOURS = {
    model.Severity.HIGH: "bold red",
    model.Severity.MEDIUM: "yellow",
    model.Severity.LOW: "",
    model.Severity.INFO: "dim",
}


def print_result(result: findings.Result, folder: Path) -> None:
    """Print the findings, what was missed or not planted, the totals, and where to look."""
    table = Table(
        "window (UTC)", "outlet", "what changed", "sent", title="What changed", title_justify="left"
    )
    for finding in result.findings:
        table.add_row(*_row(finding))
    out.print(table)
    for planted in result.missed:
        out.print(Text(f"MISSED {planted.id}: {planted.about}", style="bold red"))
    for finding in result.unplanned:
        out.print(
            Text(
                f"NOT PLANTED {finding.change.article.outlet_name}: {finding.event.summary}", style="bold red"
            )
        )
    totals = result.totals
    out.print(
        f"{result.outlet_count} outlets, {totals.article_count} articles, {totals.version_count} versions, "
        f"{totals.check_count} checks; {result.ordinary_count} ordinary edits without a claim, stored and not told."
    )
    out.print(
        f"{len(result.planted)} events planted, {len(result.planted) - len(result.missed)} found, "
        f"{len(result.unplanned)} found that nobody planted."
    )
    out.print(
        f"{totals.alert_count} alerts: {len(result.mail)} mails in {folder / 'mail'}, "
        f"{len(result.slack)} Slack messages in {folder / 'slack'}, {result.duplicate_count} sent twice, "
        f"{totals.waiting_delivery_count} waiting, {totals.dead_delivery_count} given up."
    )


def _row(finding: findings.Finding) -> tuple[Text | str, ...]:
    change = finding.change.change
    window = f"{change.last_seen_old_at:%d %b %H:%M} – {change.first_seen_new_at:%H:%M}"
    words = Text(finding.event.summary, style=_COLOURS[finding.event.severity])
    if finding.claim_change:
        words.append(f"\n{finding.claim_change.old_text} → {finding.claim_change.new_text}", style="bold")
        words.append("  no notice" if change.is_silent else "  with a notice", style="dim")
    sent = "mail, Slack" if finding.event.is_told else Text(finding.event.reason, style="dim")
    return window, finding.change.article.outlet_name, words, sent
