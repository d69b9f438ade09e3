"""What the replay found, held against what was planted: each planted event found or missed, and everything else.

Pure but for reading the store. Next: `table`, which prints it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor import model, ports
from monitor.app.demo import coverage

#: An ordinary edit without a claim is stored and shown on the page; here it counts only where it was planted.
ORDINARY = frozenset({model.EventKind.TEXT_CHANGED, model.EventKind.SILENT_EDIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One event, with the change that holds it."""

    change: model.ChangeReading
    event: model.Event
    claim_change: model.ClaimChange | None
    #: The planted event it is, None when nobody planted it.
    planted: coverage.Planted | None

    @property
    def found_at(self) -> datetime:
        return self.change.change.first_seen_new_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The whole replay."""

    findings: tuple[Finding, ...]
    planted: tuple[coverage.Planted, ...]
    totals: model.Totals
    #: Outlets of the watchlist.
    outlet_count: int
    #: Changes that are ordinary edits.
    ordinary_count: int
    #: How often each message arrived, by its name.
    mail: Mapping[str, int]
    slack: Mapping[str, int]

    @property
    def missed(self) -> tuple[coverage.Planted, ...]:
        """Planted events of which a kind was not found."""
        found = {(finding.planted.id, finding.event.kind) for finding in self.findings if finding.planted}
        return tuple(p for p in self.planted if any((p.id, kind) not in found for kind in p.kinds))

    @property
    def unplanned(self) -> tuple[Finding, ...]:
        """Events that nobody planted."""
        return tuple(finding for finding in self.findings if finding.planted is None)

    @property
    def duplicate_count(self) -> int:
        """Messages that arrived more than once."""
        return sum(count - 1 for count in (*self.mail.values(), *self.slack.values()))

    @property
    def is_complete(self) -> bool:
        """Whether every planted event was found, and nothing else."""
        return not self.missed and not self.unplanned


def find_result(
    store: ports.Readings,
    recorded: coverage.Coverage,
    base_urls: Mapping[str, str],
    *,
    mail: Mapping[str, int],
    slack: Mapping[str, int],
) -> Result:
    """Read what is stored and match it with what was planted."""
    changes = tuple(find_all_changes(store))
    used: set[tuple[str, model.EventKind]] = set()
    findings = tuple(
        finding
        for change in reversed(changes)
        for finding in _find_findings(change, recorded.planted, base_urls, used)
    )
    return Result(
        findings=tuple(sorted(findings, key=lambda finding: finding.found_at)),
        planted=recorded.planted,
        totals=store.load_totals(now=recorded.ends_at),
        outlet_count=len(store.load_outlets()),
        ordinary_count=sum(all(e.kind in ORDINARY for e in change.change.events) for change in changes),
        mail=mail,
        slack=slack,
    )


def find_all_changes(store: ports.Readings) -> Iterator[model.ChangeReading]:
    """Yield every stored change, newest first."""
    before_id: int | None = None
    while page := store.find_changes(model.ChangeFilter(before_id=before_id, limit=200)):
        yield from page
        before_id = page[-1].id


def _find_findings(
    reading: model.ChangeReading,
    planted: tuple[coverage.Planted, ...],
    base_urls: Mapping[str, str],
    used: set[tuple[str, model.EventKind]],
) -> Iterator[Finding]:
    """Yield a change's findings. What one edition brings is found once; a spell or a headline test may show often."""
    claims = {
        (change.claim_id, event.kind, event.summary): change
        for change in reading.change.claim_changes
        for event in reading.change.events
        if event.claim_id == change.claim_id and change.summary in event.summary
    }
    for event in reading.change.events:
        claim_change = claims.get((event.claim_id or "", event.kind, event.summary))
        matches = (
            one
            for one in planted
            if (one.edition is None or (one.id, event.kind) not in used)
            and _is_match(one, reading, event, claim_change, base_urls[one.outlet_id])
        )
        match = next(matches, None)
        if match:
            used.add((match.id, event.kind))
        if match or event.kind not in ORDINARY:
            yield Finding(change=reading, event=event, claim_change=claim_change, planted=match)


def _is_match(
    planted: coverage.Planted,
    reading: model.ChangeReading,
    event: model.Event,
    claim_change: model.ClaimChange | None,
    base_url: str,
) -> bool:
    change = reading.change
    is_place = reading.article.outlet_id == planted.outlet_id and (
        planted.path is None or reading.article.url.startswith(base_url + planted.path)
    )
    is_time = change.last_seen_old_at < planted.until and change.first_seen_new_at >= planted.at
    if not (is_place and is_time and event.kind in planted.kinds):
        return False
    if claim_change is None:
        return True
    return planted.claim_id == claim_change.claim_id and (
        (planted.old, planted.new) == (claim_change.old_text, claim_change.new_text)
    )
