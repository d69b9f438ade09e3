"""`claimwatch alerts mute`, `mutes`, `unmute`: tell nobody of something for a while. The page shows it all the same."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from monitor import errors, model
from monitor.app.cli import context, printing, spans
from monitor.app.cli.options import JsonLinesOption, WatchlistOption


def mute(
    *,
    article: Annotated[int | None, typer.Option(help="Number of an article, as its page has it.")] = None,
    claim: Annotated[str | None, typer.Option(help="Id of a claim.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Id of an outlet.")] = None,
    topic: Annotated[str | None, typer.Option(help="Id of a topic.")] = None,
    span: Annotated[str, typer.Option("--for", help="How long: 90m, 12h, 3d, 2w.")],
    why: Annotated[str, typer.Option(help="Shown wherever something is not told for it.")] = "",
    watchlist: WatchlistOption = None,
) -> None:
    """Tell nobody of an article, claim, outlet or topic for a while; of several, only where all of them meet."""
    from monitor.app import clock

    if article is None and not (claim or outlet or topic):
        raise errors.InputError(
            "Nothing is named.", hint="Add --article, --claim, --outlet or --topic, or several of them."
        )
    watch = context.load_definitions(watchlist)
    _refuse_unknown("claim", claim, (one.id for one in watch.claims))
    _refuse_unknown("outlet", outlet, (one.id for one in watch.outlets))
    _refuse_unknown("topic", topic, (one.id for one in watch.topics))
    now = clock.SystemClock().now()
    wanted = model.Mute(
        article_id=article,
        claim_id=claim,
        outlet_id=outlet,
        topic_id=topic,
        begun_at=now,
        until=now + spans.parse_span(span),
        why=" ".join(why.split()),
    )
    with context.open_store() as store:
        number = store.save_mute(wanted)
    until = printing.print_instant(wanted.until)
    printing.print_line(f"Mute {number}: nobody is told of {_name(wanted)} until {until}.")


def list_mutes(*, json: JsonLinesOption = False) -> None:
    """List what is muted, and until when."""
    from monitor.app import clock

    with context.open_store() as store:
        found = store.find_mutes(since=clock.SystemClock().now())
    for one in found:
        if json:
            printing.print_json(_describe(one))
        else:
            why = f": {one.why}" if one.why else ""
            printing.print_line(
                f"mute {one.id}  {_name(one)}, until {printing.print_instant(one.until)}{why}"
            )
    if not found and not json:
        printing.print_line("Nothing is muted.")


def unmute(
    number: Annotated[int, typer.Argument(help="The mute's number, as `alerts mutes` shows it.")],
) -> None:
    """End a mute now. What was not told meanwhile stays untold, and on the page."""
    from monitor.app import clock

    with context.open_store() as store:
        store.end_mute(number, now=clock.SystemClock().now())
    printing.print_line(f"Mute {number} is over.")


def _refuse_unknown(kind: str, name: str | None, known: Iterable[str]) -> None:
    from monitor.app import problems

    known = list(known)
    if name is not None and name not in known:
        hint = problems.suggest(name, known, kind=f"{kind}s")
        raise errors.InputError(
            f'The watchlist has no {kind} "{name}".', hint=f"{hint[:1].upper()}{hint[1:]}"
        )


def _name(one: model.Mute) -> str:
    """Name what a mute is about: "claim hostages_alive at outlet ledger"."""
    named = (
        ("article", one.article_id),
        ("claim", one.claim_id),
        ("outlet", one.outlet_id),
        ("topic", one.topic_id),
    )
    return ", ".join(f"{kind} {name}" for kind, name in named if name is not None)


def _describe(one: model.Mute) -> dict[str, Any]:
    return {
        "mute": one.id,
        "article": one.article_id,
        "claim": one.claim_id,
        "outlet": one.outlet_id,
        "topic": one.topic_id,
        "begun_at": one.begun_at,
        "until": one.until,
        "why": one.why,
    }
