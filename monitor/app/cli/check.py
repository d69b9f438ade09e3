"""`claimwatch check`: one article, read as the service would read it. Nothing is stored."""

from typing import Annotated, Any

import typer
from rich.text import Text

from monitor import model
from monitor.app.cli import article, context, printing, reading
from monitor.app.cli.options import JsonOption, WatchlistOption

SourceArgument = Annotated[
    str,
    typer.Argument(
        help="A web address, a file (HTML or plain text), or - for standard input.",
        show_default="standard input",
    ),
]
UrlOption = Annotated[
    str,
    typer.Option("--url", help="The address a file or standard input was fetched from.", show_default=False),
]


def check(
    source: SourceArgument = reading.STDIN,
    *,
    url: UrlOption = article.UNKNOWN_URL,
    watchlist: WatchlistOption = None,
    json: JsonOption = False,
) -> None:
    """Read one article and print what is seen: headline, text, claims. Exits 1 when it is no article."""
    engine = context.build_brief(watchlist).engine
    found = article.read_article(source, url=url)
    if isinstance(found, model.Failure):
        article.print_failure(source, found, json=json)
        raise typer.Exit(1)
    claims = engine.find_claims(found)
    printing.print_unread(source, found)
    if json:
        printing.print_json(_describe(found, claims))
    else:
        _print_article(found)
        printing.print_line(f"\n{len(claims)} claim{'' if len(claims) == 1 else 's'}", style="bold")
        for claim in claims:
            _print_claim(claim)


def _print_article(found: model.Article) -> None:
    if found.headline:
        printing.print_line(found.headline, style="bold")
    if found.subheadline:
        printing.print_line(found.subheadline)
    facts = (
        found.byline,
        found.language,
        found.published_at and f"published {printing.print_instant(found.published_at)}",
        found.modified_at and f"modified {printing.print_instant(found.modified_at)}",
        found.canonical_url if found.canonical_url != article.UNKNOWN_URL else "",
    )
    if known := " · ".join(fact for fact in facts if fact):
        printing.print_line(known, style="dim")
    for paragraph in found.paragraphs:
        printing.print_line(f"\n{paragraph}")


def _print_claim(claim: model.Claim) -> None:
    from monitor.core import claims

    words = (claims.print_value(claim), claim.scope, claim.source and f"— {claim.source}")
    line = Text(f"  {claim.claim_id}", style="cyan")
    line.append(" ".join(["", *(word for word in words if word)]), style="default")
    printing.out.print(line)
    printing.print_line(f"    {claim.sentence}", style="dim")


def _describe(found: model.Article, claims: tuple[model.Claim, ...]) -> dict[str, Any]:
    from monitor.core.claims.printing import to_claim_record

    return {
        "canonical_url": found.canonical_url,
        "headline": found.headline,
        "subheadline": found.subheadline,
        "byline": found.byline,
        "language": found.language,
        "published_at": found.published_at,
        "modified_at": found.modified_at,
        "paragraphs": found.paragraphs,
        "claims": [{"field": claim.field.value} | to_claim_record(claim) for claim in claims],
    }
