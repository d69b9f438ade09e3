"""Sayings: what outlets said, as a bulletin quotes it; and the words that all bulletins about a claim share.

Next: `turning` and `telling`, which make the bulletins; `alerting`, which asks the rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import alerting, standings
from monitor.core.brief import Brief
from monitor.core.claims import print_phrase, print_value

#: Outlets named in one sentence.
_MOST_NAMED = 6


def decide_news(
    brief: Brief,
    bulletin: model.Bulletin,
    parts: Sequence[tuple[model.Part, standings.Stand]],
) -> model.News:
    """Return a bulletin with each outlet's words, and its alert where the rules ask for it."""
    most = brief.policy.consensus.most_evidence
    shown = replace(
        bulletin,
        evidence=tuple(_quote(part, stand) for part, stand in parts[:most]),
        evidence_left_out=max(0, len(parts) - most),
    )
    outlet = brief.outlets.get(bulletin.outlet_id or "")
    told, alert = alerting.decide_bulletin(
        shown, language=outlet.language if outlet else None, watch=brief.watch
    )
    return model.News(bulletin=told, alert=alert)


def _quote(part: model.Part, stand: standings.Stand) -> model.Saying:
    position = stand.position
    return model.Saying(
        part=part,
        outlet_id=position.outlet_id,
        outlet_name=position.outlet_name,
        article_id=position.article_id,
        url=position.url,
        headline=position.headline,
        language=position.language,
        value=print_value(stand.claim),
        sentence=stand.claim.sentence,
        source=stand.claim.source,
        last_otherwise_at=position.last_otherwise_at,
        since=position.since,
        origin_id=position.origin_id,
    )


def say_claim(brief: Brief, slot: model.Slot, claim: model.Claim) -> str:
    """Say a claim with its title, and its scope where that does not go without saying."""
    definition = next(one for one in brief.watch.claims if one.id == slot.claim_id)
    is_plain = slot.scope == definition.scopes.get("default", "")
    scope = "" if is_plain or not slot.scope else f" ({slot.scope})"
    return f"{print_phrase(claim, definition.title or definition.id)}{scope}"


def name_outlets(stands: Iterable[standings.Stand]) -> str:
    """Name outlets in one sentence, a few of them."""
    names = list(dict.fromkeys(stand.position.outlet_name for stand in stands))
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def say_instant(instant: datetime) -> str:
    """Say an instant: "2 Sep 2025, 14:05 UTC"."""
    return f"{instant.day} {instant:%b %Y, %H:%M} UTC"
