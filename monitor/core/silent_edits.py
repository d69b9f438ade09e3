"""Silent edits: a text that was edited in substance without a notice, and what the page itself says of when it changed.

Refuses style, and a headline worded anew, which is an event of its own. Next: `revision`, which adds it to a change.
"""

from collections.abc import Iterable
from datetime import datetime

from monitor import model
from monitor.core import alerting
from monitor.core.stamps import print_stamp


def find_silent_edit(
    old: model.Article,
    new: model.Article,
    *,
    diff: model.Diff,
    claim_changes: Iterable[model.ClaimChange],
    notice: str,
) -> model.Event | None:
    """Return the event of an edit that nobody was told of; None where there is a notice, or nothing of weight was edited.

    A claim that moved in a headline alone is an edit in substance. A notice that went is one, too.
    """
    is_substantial = any(claim_changes) or any(
        not alerting.COSMETIC_EDITS.issuperset(sentence.edits)
        for field in diff.fields
        if field.field is not model.TextField.HEADLINE
        for sentence in field.sentences
    )
    if notice or not is_substantial:
        return None
    return model.Event(
        kind=model.EventKind.SILENT_EDIT,
        severity=model.Severity.LOW,
        summary=f"Edited without a correction notice; {_say_stated(old.modified_at, new.modified_at)}.",
    )


def _say_stated(old: datetime | None, new: datetime | None) -> str:
    """Say what became of the time of the last change that the page states."""
    if new is None:
        return (
            "the page no longer says when it was last changed" if old else "the page does not say that it was"
        )
    stated = print_stamp(new)
    if new == old:
        return f"the page still says that it was last changed at {stated}"
    return f"the page says that it was last changed at {stated}, not what was"
