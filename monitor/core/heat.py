"""Heat: when one outlet's figure moves, who else says the old one is soon to follow, or to be asked why not.

Articles of the same topic whose newest version carries the same claim are made due at once, and for some hours count as
likelier to be edited (`schedule.expected_rate`). A claim that came to the same value stays heated until then and heats nobody
again: else each outlet that follows would set off the others. Storage finds the articles. Next: `decide`, whose outcome
carries it.
"""

from datetime import datetime, timedelta

from monitor import model
from monitor.core.brief import Brief

#: How long the same value of the same claim heats nobody again.
SPAN = timedelta(hours=6)


def find_heats(
    brief: Brief, article: model.ArticleForCheck, change: model.Change | None, *, now: datetime
) -> tuple[model.Heat, ...]:
    """Return what the told claim changes of a change heat: values that moved, on strong evidence."""
    if change is None or not article.topic_ids:
        return ()
    told = {event.claim_id for event in change.events if event.is_told}
    outlet = brief.outlets.get(article.outlet_id)
    name = outlet.name if outlet else article.outlet_id
    return tuple(
        model.Heat(
            claim_id=moved.claim_id,
            value=f"{moved.scope}: {moved.new_text}",
            said=(moved.new.low, moved.new.high, moved.new.value),
            topic_ids=article.topic_ids,
            until=now + SPAN,
            reason=f"claim {moved.claim_id} moved at {name}",
        )
        for moved in change.claim_changes
        if moved.kind is model.ChangeKind.VALUE
        and moved.tier is model.Tier.NOW
        and moved.new is not None
        and moved.claim_id in told
    )
