"""What `claimwatch db reextract` prints: per article what is read otherwise, and what is left of its changes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor import model
from monitor.app.cli import printing

if TYPE_CHECKING:
    from monitor.core import rereading

#: Sentences shown of what one version lost or gained; JSON has all of them.
_SHOWN = 3
_VERDICTS = {
    "stays": "the change stays",
    "other_claims": "the change stays, its claims are others",
    "vanishes": "no change of the outlet's: both pages say the same",
    "appears": "a change that was not seen then",
    "unreadable": "cannot be told: a page gives no article now",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadArticle:
    """What came of one article."""

    article: model.ArticleReading
    #: The versions that are read otherwise; None beside one whose page gives no article now.
    drifts: "tuple[tuple[rereading.Reread, rereading.Drift | None], ...]"
    #: Pairs of neighbours one of which is read otherwise.
    pairs: "tuple[rereading.Comparison, ...]"

    @property
    def is_telling(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.drifts)


def print_article(found: RereadArticle, *, json: bool) -> None:
    """Print one article: JSON on one line, or words."""
    if json:
        printing.print_json(_describe(found))
        return
    printing.print_line(
        f"Article {found.article.id}, {found.article.outlet_name}: {found.article.url}", style="bold"
    )
    for one, drift in found.drifts:
        seen = f"  version {one.version.number}, {printing.print_instant(one.version.seen_at)}"
        if drift is None:
            printing.print_line(f"{seen}: no article now. {_why(one)}", style="red")
            continue
        printing.print_line(f"{seen}: {', '.join(name.value for name in drift.fields)} read otherwise")
        _print_sentences("not read now", drift.lost)
        _print_sentences("read now", drift.gained)
        _print_claims("in this one page", drift.claim_changes)
    for pair in found.pairs:
        printing.print_line(
            f"  version {pair.old_number} to {pair.new_number}: {_VERDICTS[pair.verdict.value]}"
        )
        if pair.stored_changes != pair.present_changes:
            _print_claims("as stored", pair.stored_changes)
            _print_claims("as read now", pair.present_changes)


def print_summary(counts: Counter[str], *, is_kept: bool) -> None:
    """Print the counts, on standard error."""
    verdicts = ", ".join(f"{name.replace('_', ' ')} {counts[f'pair {name}']}" for name in _VERDICTS)
    printing.print_hint(
        f"Versions read again: {counts['versions']}, otherwise than stored: {counts['drifted']}"
        f" (no article now: {counts['unreadable']}). Changes between neighbours: {counts['pairs']}; of those with a"
        f" version that is read otherwise: {verdicts}."
    )
    if is_kept:
        printing.print_hint(f"Kept as later readings: {counts['kept']}. Nothing stored before was touched.")
    elif counts["drifted"]:
        printing.print_hint("Nothing was written. --apply keeps the later readings beside the first ones.")


def _print_sentences(label: str, sentences: Sequence[str]) -> None:
    for sentence in sentences[:_SHOWN]:
        printing.print_line(f"    {label}: {sentence}")
    if len(sentences) > _SHOWN:
        printing.print_line(f"    {label}: {len(sentences) - _SHOWN} more sentences")


def _print_claims(label: str, changes: Sequence[model.ClaimChange]) -> None:
    for change in changes:
        values = f"{change.old_text} → {change.new_text}"
        printing.print_line(f"    {label}: {change.claim_id} {change.kind.value} {values}")


def _why(one: "rereading.Reread") -> str:
    return one.reading.failure.detail if one.reading.failure else ""


def _describe(found: RereadArticle) -> dict[str, Any]:
    return {
        "article": found.article.id,
        "outlet": found.article.outlet_id,
        "url": found.article.url,
        "versions": [
            {
                "number": one.version.number,
                "seen_at": one.version.seen_at,
                "read_by": one.version.read_by,
                "failure": one.reading.failure and one.reading.failure.detail,
                "fields": [name.value for name in drift.fields] if drift else [],
                "lost": drift.lost if drift else (),
                "gained": drift.gained if drift else (),
                "claims": _describe_claims(drift.claim_changes if drift else ()),
            }
            for one, drift in found.drifts
        ],
        "changes": [
            {
                "old": pair.old_number,
                "new": pair.new_number,
                "verdict": pair.verdict.value,
                "stored": _describe_claims(pair.stored_changes),
                "present": _describe_claims(pair.present_changes),
            }
            for pair in found.pairs
        ],
    }


def _describe_claims(changes: Sequence[model.ClaimChange]) -> list[dict[str, str]]:
    return [
        {"claim": one.claim_id, "kind": one.kind.value, "old": one.old_text, "new": one.new_text}
        for one in changes
    ]
