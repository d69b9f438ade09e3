"""`claimwatch alerts why`: what happened, what each rule said of it, and what became of each message.

Shows what was decided then, by the watchlist of that time; how another would decide is `alerts backtest`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from monitor import errors, model
from monitor.app.cli import context, deliveries, printing
from monitor.app.cli.options import JsonLinesOption
from monitor.core import event_names


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """A change or a bulletin, with who was told of it."""

    name: event_names.EventName
    #: 'The Coastal Ledger, “Headline”', or what a bulletin is about.
    about: str
    change: model.Change
    alert: model.AlertReading | None


def why(
    event: Annotated[
        str, typer.Argument(help="1204.2 or b12.1; 1204 or b12 for all events of a change or bulletin.")
    ],
    *,
    json: JsonLinesOption = False,
) -> None:
    """Say why an event was told or not: each rule, mutes, digests, quiet hours, and what the servers said."""
    name = event_names.parse_event_name(event)
    if name is None:
        raise errors.InputError(
            f'"{event}" names no event.',
            hint="Write the number of a change and a place in it, 1204.2, or of a bulletin, b12.1, as lists show them.",
        )
    news = _load_news(name)
    places = range(1, len(news.change.events) + 1) if name.place is None else [name.place]
    if not 0 < places[-1] <= len(news.change.events):
        raise errors.NotFoundError(f"There is no event {name}.")
    for place in places:
        if json:
            printing.print_json(_describe(news, place))
        else:
            _print(news, place)


def _load_news(name: event_names.EventName) -> _News:
    with context.open_store() as store:
        if name.is_bulletin:
            told = store.load_bulletin(name.number)
            bulletin = told.reading.bulletin
            return _News(name=name, about=bulletin.about, change=bulletin.as_change(), alert=told.alert)
        detail = store.load_change(name.number)
    article = detail.reading.article
    about = f"{article.outlet_name}, “{article.headline or article.url}”"
    return _News(name=name, about=about, change=detail.reading.change, alert=detail.alert)


def _print(news: _News, place: int) -> None:
    from alerts import windows

    event = news.change.events[place - 1]
    printing.print_line(f"{news.name.at(place)}  {event.summary}", style="bold")
    printing.print_line(f"  {news.about}")
    printing.print_line(f"  {event.kind.value}, {event.severity.name.lower()}")
    printing.print_line(f"  {windows.find_window(news.change, event.kind)}")
    printing.print_line(f"  {'Told' if event.is_told else 'Not told'}: {_say_reason(event)}")
    for line in (*_say_rules(event.answers), *_say_fates(news.alert if event.is_told else None)):
        printing.print_line(f"    {line}")
    if event.is_told and news.alert is None:
        printing.print_line("    no alert of its own: the same was told before, under the same key")


def _say_reason(event: model.Event) -> str:
    """Say the reason in one line; what each rule said against it follows."""
    if event.answers and not any(answer.is_taken for answer in event.answers):
        return "no rule takes it"
    return event.reason or "nothing is known of why"


def _say_rules(answers: Sequence[model.RuleAnswer]) -> list[str]:
    """Say what each rule said, where any was asked; an event of an earlier release has only its reason."""
    return [
        f"rule {answer.rule_id}: {'takes it' if answer.is_taken else answer.why}"
        + (f"; {answer.why}" if answer.is_taken and answer.why else "")
        for answer in answers
    ]


def _say_fates(alert: model.AlertReading | None) -> list[str]:
    if alert is None:
        return []
    return [deliveries.say_delivery(one) for one in alert.deliveries] or [
        "its rules name no channel that is there"
    ]


def _describe(news: _News, place: int) -> dict[str, Any]:
    event = news.change.events[place - 1]
    return {
        "event": str(news.name.at(place)),
        "kind": event.kind.value,
        "severity": event.severity.name.lower(),
        "summary": event.summary,
        "claim": event.claim_id,
        "about": news.about,
        "last_seen_old_at": news.change.last_seen_old_at,
        "first_seen_new_at": news.change.first_seen_new_at,
        "is_told": event.is_told,
        "reason": event.reason,
        "rules": [
            {"rule": answer.rule_id, "is_taken": answer.is_taken, "why": answer.why}
            for answer in event.answers
        ],
        "alert": news.alert.id if news.alert and event.is_told else None,
        "deliveries": [
            deliveries.describe_delivery(one)
            for one in (news.alert.deliveries if news.alert and event.is_told else ())
        ],
    }
