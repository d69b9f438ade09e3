"""`claimwatch check` and `claimwatch diff`: one page, or two, read as the service would. Nothing is stored."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.text import Text

from monitor import errors, model
from monitor.app.cli import context, printing
from monitor.app.cli.claims import WatchlistOption, describe_claim

SourceArgument = Annotated[
    str, typer.Argument(help="A web address, a file (HTML or plain text), or - for standard input.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
UrlOption = Annotated[
    str, typer.Option("--url", help="The address a file or standard input was fetched from.")
]


def check(
    source: SourceArgument,
    *,
    url: UrlOption = "https://page.invalid/article",
    watchlist: WatchlistOption = None,
    json: JsonOption = False,
) -> None:
    """Read one article and print what is seen: headline, text, claims. Exits 1 when it is no article."""
    engine = context.build_brief(watchlist).engine
    article = _read(source, url)
    if isinstance(article, model.Failure):
        _print_failure(source, article, json=json)
        raise typer.Exit(1)
    found = engine.find_claims(article)
    if json:
        printing.print_json(_describe(article, found))
        return
    printing.out.print(Text(article.headline, style="bold"))
    if article.subheadline:
        printing.out.print(Text(article.subheadline))
    facts = (
        article.byline,
        article.language or "",
        article.published_at and f"published {printing.print_instant(article.published_at)}",
        article.modified_at and f"modified {printing.print_instant(article.modified_at)}",
        article.canonical_url,
    )
    printing.out.print(Text(" · ".join(fact for fact in facts if fact), style="dim"))
    for paragraph in article.paragraphs:
        printing.out.print()
        printing.out.print(Text(paragraph))
    printing.out.print(Text(f"\n{len(found)} claims", style="bold"))
    for claim in found:
        _print_claim(claim)


def diff(
    old: SourceArgument,
    new: SourceArgument,
    *,
    watchlist: WatchlistOption = None,
    json: JsonOption = False,
) -> None:
    """Compare two versions of an article: claim changes first, then the words. Exits 0 when equal, 1 when not."""
    from monitor.core import claims
    from monitor.core import diff as differ

    if old == new == printing.STDIN:
        raise errors.InputError("Both versions cannot come from standard input.", hint="Give one as a file.")
    engine = context.build_brief(watchlist).engine
    articles = [_read(source, "https://page.invalid/article") for source in (old, new)]
    for source, article in zip((old, new), articles, strict=True):
        if isinstance(article, model.Failure):
            _print_failure(source, article, json=json)
            raise typer.Exit(2)
    before, after = (article for article in articles if isinstance(article, model.Article))
    changes = engine.compare_claims(before, after)
    found = differ.compare_articles(before, after, is_weighty=engine.is_watched_term)
    if json:
        printing.print_json(
            {
                "changes": [claims.to_guide_record(change) for change in changes],
                "edits": [edit.value for edit in found.edits],
                "fields": [_describe_field(field) for field in found.fields],
            }
        )
    else:
        _print_changes(changes)
        for field in found.fields:
            _print_field(field)
        if found.is_empty:
            printing.out.print("No difference.")
    raise typer.Exit(0 if found.is_empty else 1)


def _read(source: str, url: str) -> model.Article | model.Failure:
    """Read an article from an address, a page or plain text (first line the headline). Raises InputError."""
    from monitor.app import bootstrap, clock
    from monitor.core import extract, outcome

    if source.startswith(("http://", "https://")):
        settings = context.build_settings()
        fetcher = bootstrap.build_fetcher(settings, clock.SystemClock())
        with printing.show_progress(f"Fetching {source}"):
            page = fetcher.fetch(model.FetchRequest(url=source))
    else:
        body = printing.read_bytes(source)
        if body.lstrip()[:1] != b"<":
            return _read_plain(_decode(source, body), url)
        page = model.FetchedPage(url=url, final_url=url, status=200, body=body, fetched_at=datetime.now(UTC))
    if isinstance(page, model.Failure):
        return page
    failure = outcome.classify_response(page, is_feed=False)
    if failure:
        return failure
    reading = extract.read_page(page, selectors=(), known_fingerprint=None)
    return reading.article or reading.failure or model.Failure(kind=model.FailureKind.NOT_AN_ARTICLE)


def _decode(source: str, body: bytes) -> str:
    """Decode plain text. Raises InputError."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.InputError(
            f"{source} is neither HTML nor UTF-8 text (byte {error.start}).", hint="Convert it with iconv."
        ) from error


def _read_plain(text: str, url: str) -> model.Article:
    blocks = [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]
    has_headline = len(blocks) > 1 and not blocks[0].endswith((".", "!", "?", "”", '"', "؟"))
    return model.Article(
        canonical_url=url,
        headline=blocks[0] if has_headline else "",
        paragraphs=tuple(blocks[1:] if has_headline else blocks),
    )


def _print_failure(source: str, failure: model.Failure, *, json: bool) -> None:
    if json:
        printing.print_json(
            {"failure": failure.kind.value, "detail": failure.detail, "status": failure.status}
        )
    printing.err.print(f"{source} gave no article ({failure.kind.value}): {failure.detail}", markup=False)


def _describe(article: model.Article, found: tuple[model.Claim, ...]) -> dict[str, Any]:
    return {
        "canonical_url": article.canonical_url,
        "headline": article.headline,
        "subheadline": article.subheadline,
        "byline": article.byline,
        "language": article.language,
        "published_at": article.published_at and article.published_at.isoformat(),
        "modified_at": article.modified_at and article.modified_at.isoformat(),
        "paragraphs": article.paragraphs,
        "claims": [{"field": claim.field.value, **describe_claim(claim)} for claim in found],
    }


def _describe_field(field: model.FieldDiff) -> dict[str, Any]:
    return {
        "field": field.field.value,
        "sentences": [
            {"op": s.op.value, "old": s.old, "new": s.new, "edits": [edit.value for edit in s.edits]}
            for s in field.sentences
            if s.op is not model.SentenceOp.EQUAL
        ],
    }


def _print_claim(claim: model.Claim) -> None:
    from monitor.core import claims

    line = Text.assemble(
        (f"  {claim.claim_id}", "cyan"),
        f" {claims.print_value(claim)}",
        (f" {claim.scope}" if claim.scope else "", "dim"),
        (f" — {claim.source}" if claim.source else "", "dim"),
    )
    printing.out.print(line)
    printing.out.print(Text(f"    {claim.sentence}", style="dim"))


def _print_changes(changes: tuple[model.ClaimChange, ...]) -> None:
    for change in changes:
        printing.out.print(
            Text.assemble(
                (f"{change.claim_id} {change.kind.value}: ", "bold"),
                (change.old_text, "red"),
                " → ",
                (change.new_text, "green"),
            )
        )
        for label, sentence in (
            ("old", change.old.sentence if change.old else change.old_sentence),
            ("new", change.new.sentence if change.new else change.new_sentence),
        ):
            printing.out.print(Text(f"  {label}: {sentence or '(not there)'}"))


_STYLES = {model.Op.EQUAL: "", model.Op.DELETE: "red strike", model.Op.INSERT: "green underline"}
_MARKS = {model.Op.DELETE: ("[-", "-]"), model.Op.INSERT: ("{+", "+}"), model.Op.EQUAL: ("", "")}


def _print_field(field: model.FieldDiff) -> None:
    printing.out.print(Text(f"\n{field.field.value}", style="bold"))
    for sentence in field.sentences:
        if sentence.op is model.SentenceOp.EQUAL:
            continue
        segments = sentence.segments or (
            model.Segment(op=model.Op.DELETE, text=sentence.old),
            model.Segment(op=model.Op.INSERT, text=sentence.new),
        )
        line = Text(f"  {sentence.op.value:8}")
        for segment in segments:
            if segment.text.strip():
                left, right = _MARKS[segment.op]
                line.append(f"{left}{segment.text}{right}", style=_STYLES[segment.op])
        printing.out.print(line)
