"""What changed, as events, and who is to be told: rules in, events with a reason each and perhaps an alert out.

Nothing is dropped here: an event that is not told keeps the reason why. Next: `rules`, what a rule says of an event; sending is
`alerts`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import mutes, rules, timing
from monitor.core.rules import Subject

_EVENT_OF_CHANGE = {
    model.ChangeKind.VALUE: model.EventKind.CLAIM_CHANGED,
    model.ChangeKind.RANGE: model.EventKind.CLAIM_CHANGED,
    model.ChangeKind.SCOPE: model.EventKind.CLAIM_CHANGED,
    model.ChangeKind.STANCE: model.EventKind.CLAIM_CHANGED,
    model.ChangeKind.HEDGE: model.EventKind.CLAIM_HEDGED,
    model.ChangeKind.ATTRIBUTION: model.EventKind.CLAIM_REATTRIBUTED,
    model.ChangeKind.ADDED: model.EventKind.CLAIM_ADDED,
    model.ChangeKind.REMOVED: model.EventKind.CLAIM_REMOVED,
    model.ChangeKind.INCONSISTENT: model.EventKind.CLAIM_INCONSISTENT,
}

#: Edits that touch nothing anybody watches; and the kinds that say where an edit is, never what it is.
COSMETIC_EDITS = frozenset(
    {
        model.EditKind.TYPO,
        model.EditKind.STYLE,
        model.EditKind.MOVED,
        model.EditKind.HEADLINE,
        model.EditKind.BYLINE,
    }
)

#: Claims whose values lie on one line, and can be drawn over time.
_MEASURED = frozenset({model.ClaimType.COUNT, model.ClaimType.DURATION, model.ClaimType.AMOUNT})


def find_claim_events(changes: Iterable[model.ClaimChange]) -> tuple[model.Event, ...]:
    """Return one event per claim change; a changed value told at once is high, a weak guess only for review."""
    return tuple(
        model.Event(
            kind=_EVENT_OF_CHANGE[change.kind],
            severity=_claim_severity(change),
            summary=f"Now says {change.summary}.",
            claim_id=change.claim_id,
        )
        for change in changes
    )


def _claim_severity(change: model.ClaimChange) -> model.Severity:
    if change.tier is model.Tier.REVIEW:
        return model.Severity.INFO
    is_value = _EVENT_OF_CHANGE[change.kind] is model.EventKind.CLAIM_CHANGED
    return model.Severity.HIGH if is_value and change.tier is model.Tier.NOW else model.Severity.MEDIUM


def find_text_events(old: model.Article, new: model.Article, *, notice: str) -> tuple[model.Event, ...]:
    """Return the events that need no claim: another headline, a correction notice."""
    events = []
    if notice:
        events.append(
            model.Event(
                kind=model.EventKind.CORRECTION_NOTICE,
                severity=model.Severity.MEDIUM,
                summary=f"Published a notice: “{notice}”",
            )
        )
    if old.headline != new.headline:
        events.append(
            model.Event(
                kind=model.EventKind.HEADLINE_CHANGED,
                severity=model.Severity.LOW,
                summary=f"Headline is now “{new.headline}”; it was “{old.headline}”.",
            )
        )
    return tuple(events)


def has_other_edits(diff: model.Diff) -> bool:
    """Whether something beside the headline, a notice and style was edited."""
    return any(
        not COSMETIC_EDITS.union({model.EditKind.NOTICE}).issuperset(sentence.edits)
        for field in diff.fields
        if field.field is not model.TextField.HEADLINE
        for sentence in field.sentences
    )


def find_edit_event(diff: model.Diff, unexplained: Sequence[model.UnexplainedDelta] = ()) -> model.Event:
    """Return the event of an edit in which nothing else was found: a plain change of text. What no claim explains
    is named, the first of it in full."""
    is_cosmetic = COSMETIC_EDITS.issuperset(diff.edits) and not unexplained
    added = f"{diff.added_word_count} {'word' if diff.added_word_count == 1 else 'words'} added"
    words = f"{added}, {diff.removed_word_count} removed"
    summary = f"Text edited: {words}{', style only' if is_cosmetic else ''}."
    return model.Event(
        kind=model.EventKind.TEXT_CHANGED,
        severity=model.Severity.INFO if is_cosmetic else model.Severity.LOW,
        summary=_say_unexplained(unexplained) if unexplained else summary,
    )


def _say_unexplained(unexplained: Sequence[model.UnexplainedDelta]) -> str:
    """Say what changed without a claim: 'Number changed, no claim: "1,200" -> "1,300"', a number before a word."""
    first = min(unexplained, key=lambda delta: delta.kind is not model.DeltaKind.NUMBER)
    done = "changed" if first.old and first.new else "added" if first.new else "removed"
    sides = " -> ".join(f'"{side}"' for side in (first.old, first.new) if side)
    more = f", and {len(unexplained) - 1} more" if len(unexplained) > 1 else ""
    return f"{first.kind.value.capitalize()} {done}, no claim: {sides}{more}."


def decide_alert(
    change: model.Change,
    subject: Subject,
    watch: model.Watch,
    *,
    now: datetime,
) -> tuple[model.Change, model.Alert | None]:
    """Return the change with each event marked told or not, and why; and the alert, when any event is told."""
    asked = tuple(_ask_rules(event, change, subject, watch.rules) for event in change.events)
    events = tuple(_heed_mutes(event, subject, watch.mutes, now=now) for event in asked)
    told = replace(change, events=events)
    taken = {
        answer.rule_id for event in events if event.is_told for answer in event.answers if answer.is_taken
    }
    matched = {rule.id: rule for rule in watch.rules if rule.id in taken}
    if not matched:
        return told, None
    # As much as what it tells, not as what nobody asked for beside it.
    severity = max(event.severity for event in events if event.is_told)
    alert = model.Alert(
        dedupe_key=find_dedupe_key(change, subject),
        severity=severity,
        title=find_title(told, subject),
        rule_ids=tuple(matched),
        recipients=tuple(_find_recipients(matched.values(), watch.channels, severity=severity, now=now)),
        created_at=now,
    )
    return told, alert


def _find_recipients(
    matched: Collection[model.AlertRule],
    channels: Iterable[model.ChannelAddress],
    *,
    severity: model.Severity,
    now: datetime,
) -> Iterator[model.Recipient]:
    """Find everybody whom the rules that took an alert tell, each with what it waits for there."""
    for channel in channels:
        whens = [rule.when for rule in matched if channel.id in rule.channels]
        if whens:
            hold = timing.decide_hold(whens, channel, severity=severity, now=now)
            for address in channel.addresses:
                yield model.Recipient(channel_id=channel.id, address=address, hold=hold)


def decide_bulletin(
    bulletin: model.Bulletin,
    *,
    language: str | None = None,
    watch: model.Watch,
) -> tuple[model.Bulletin, model.Alert | None]:
    """Return a bulletin with its event marked told or not, and why; and the alert, when it is told.

    A rule about certain topics, claims or outlets asks for no bulletin that is about none of them; one about silent edits for none.
    """
    subject = find_subject(bulletin, language=language)
    told, alert = decide_alert(bulletin.as_change(), subject, watch, now=bulletin.created_at)
    return (
        replace(bulletin, event=told.events[0]),
        alert and replace(alert, dedupe_key=find_bulletin_key(bulletin)),
    )


def find_subject(bulletin: model.Bulletin, *, language: str | None) -> Subject:
    """Return what rules and mutes can ask about a bulletin, which is of no article."""
    # The first that is quoted of an outlet's own bulletin is itself: who muted that article wants no news of it.
    own = bulletin.evidence[:1] if bulletin.outlet_id else ()
    return Subject(
        article_id=own[0].article_id if own else 0,
        outlet_id=bulletin.outlet_id or "",
        outlet_name=bulletin.about,
        topic_ids=(bulletin.topic_id,) if bulletin.topic_id else (),
        language=language,
        moved=_find_shift(bulletin),
    )


def _find_shift(bulletin: model.Bulletin) -> tuple[str, str] | None:
    """Return between which values of a claim a bulletin tells of a difference: of most outlets then and now, or of most and of
    the one it is about."""
    if bulletin.event.kind not in model.CONSENSUS_EVENTS:
        return None
    if bulletin.event.kind is model.EventKind.CONSENSUS_MOVED:
        return bulletin.old_text, bulletin.new_text
    most = next((one.value for one in bulletin.evidence if one.part is model.Part.NEW), "")
    return most, bulletin.new_text


def find_bulletin_key(bulletin: model.Bulletin) -> str:
    """Return the key under which a bulletin alerts once: what it is about, and the state that began in its window."""
    named = (
        ("outlet", bulletin.outlet_id),
        ("topic", bulletin.topic_id),
        ("claim", bulletin.event.claim_id and f"{bulletin.event.claim_id}/{bulletin.scope}"),
    )
    about = ":".join(f"{noun}-{name}" for noun, name in named if name) or "service"
    value = f"-{bulletin.new_text}" if bulletin.new_text else ""
    return f"{about}:{bulletin.event.kind}-{bulletin.since:%Y%m%dT%H%M%SZ}{value}"


def find_dedupe_key(change: model.Change, subject: Subject) -> str:
    """Return the key under which this change alerts once: a new version, or a state that began in its window."""
    what = (
        f"version-{change.new_number}"
        if change.new_number is not None
        else f"{change.events[0].kind}-{change.last_seen_old_at:%Y%m%dT%H%M%SZ}"
    )
    return f"article-{subject.article_id}:{what}"


def find_title(change: model.Change, subject: Subject) -> str:
    """Return the subject line: the outlet, then the weightiest told events in words."""
    told = [event for event in change.events if event.is_told]
    # That an edit was silent is said of what was edited, where that is told too.
    told = [event for event in told if event.kind is not model.EventKind.SILENT_EDIT] or told
    claims = _find_leads(change)
    if not claims:
        more = f" (+{len(told) - 1} more)" if len(told) > 1 else ""
        return f"{subject.outlet_name}: {told[0].summary.rstrip('.')}{more}"
    more = f" (+{len(claims) - 1} more)" if len(claims) > 1 else ""
    back = f", back to version {change.reverts_to}" if change.reverts_to else ""
    silent = ", no correction notice" if change.is_silent else ""
    return f"{subject.outlet_name}: {claims[0].summary}{more}{back}{silent}"


def find_lead(change: model.Change) -> model.ClaimChange | None:
    """Return the claim change that a message is about first, the one its title names; None where it is about none."""
    return next(iter(_find_leads(change)), None)


def find_lead_number(change: model.Change) -> model.Claim | None:
    """Return the claim that a message is about first, where its values lie on one line: as it stands now, or stood."""
    lead = find_lead(change)
    claim = lead and (lead.new or lead.old)
    return claim if claim and claim.type in _MEASURED else None


def _find_leads(change: model.Change) -> list[model.ClaimChange]:
    """Return the claim changes worth a title: of those that are told, never of what nobody asked for or is muted."""
    told = [event for event in change.events if event.is_told and event.claim_id is not None]
    ids = {event.claim_id for event in told}
    own = [
        claim
        for claim in change.claim_changes
        if claim.tier is not model.Tier.REVIEW and claim.claim_id in ids
    ]
    # One claim may change in two scopes at once, each with an event of its own.
    named = [claim for claim in own if any(claim.summary in event.summary for event in told)]
    return named or own


def _ask_rules(
    event: model.Event, change: model.Change, subject: Subject, asked: Sequence[model.AlertRule]
) -> model.Event:
    """Mark an event told or not, and why. One that has a reason is decided already: it is not to be told."""
    if event.reason:
        return event
    answers = rules.ask_rules(event, change, subject, asked)
    is_told = any(answer.is_taken for answer in answers)
    reason = _why_told(answers) if is_told else _why_untold(answers)
    return replace(event, is_told=is_told, reason=reason, answers=answers)


def _heed_mutes(
    event: model.Event, subject: Subject, asked: Sequence[model.Mute], *, now: datetime
) -> model.Event:
    mute = mutes.find_mute(event, subject, asked, now=now) if event.is_told else None
    return event if mute is None else replace(event, is_told=False, reason=mutes.say_mute(mute))


def _why_told(answers: Sequence[model.RuleAnswer]) -> str:
    taken = (
        f"{answer.rule_id} ({answer.why})" if answer.why else answer.rule_id
        for answer in answers
        if answer.is_taken
    )
    return "rule " + ", ".join(taken)


def _why_untold(answers: Sequence[model.RuleAnswer]) -> str:
    if not answers:
        return "no alert rules are set"
    return "; ".join(f"rule {answer.rule_id} {answer.why}" for answer in answers)
