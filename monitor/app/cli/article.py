"""One article from wherever a person has it: a web address, a saved page, plain text, standard input.

A page is read as the service reads it; nothing is stored. Next: `core.outcome`, `core.extract`.
"""

from contextlib import closing
from datetime import UTC, datetime

from monitor import errors, model
from monitor.app.cli import context, printing, reading

#: Where a file is taken to come from, unless --url says so.
UNKNOWN_URL = "https://page.invalid/article"
#: A first block that ends like this is a sentence and no headline.
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "؟")


def read_article(source: str, *, url: str = UNKNOWN_URL) -> model.Article | model.Failure:
    """Read an article, or say as a Failure why it is none. Raises ConfigError, InputError."""
    if source.startswith(("http://", "https://")):
        page = _fetch(source)
        return page if isinstance(page, model.Failure) else _read_page(page)
    body = reading.read_bytes(source)
    if body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _read_page(
            model.FetchedPage(url=url, final_url=url, status=200, body=body, fetched_at=datetime.now(UTC))
        )
    text = _decode(source, body)
    if not text.strip():
        return model.Failure(kind=model.FailureKind.NOT_AN_ARTICLE, detail="it is empty.")
    return _read_plain(text, url)


def print_failure(source: str, failure: model.Failure, *, json: bool) -> None:
    """Say why there is no article."""
    if json:
        printing.print_json(
            {"failure": failure.kind.value, "detail": failure.detail, "status": failure.status}
        )
    else:
        printing.print_trouble(f"{source} gave no article ({failure.kind.value}): {failure.detail}")


def _fetch(url: str) -> model.FetchedPage | model.Failure:
    from monitor.app import bootstrap, clock

    fetcher = bootstrap.build_fetcher(context.build_settings(), clock.SystemClock())
    with closing(fetcher), printing.show_progress(f"Fetching {url}"):
        return fetcher.fetch(model.FetchRequest(url=url))


def _read_page(page: model.FetchedPage) -> model.Article | model.Failure:
    from monitor.core import extract, outcome

    if failure := outcome.classify_response(page, is_feed=False):
        return failure
    found = extract.read_page(page, selectors=(), known_fingerprint=None)
    return found.article or found.failure or model.Failure(kind=model.FailureKind.NOT_AN_ARTICLE)


def _decode(source: str, body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.InputError(
            f"{source} is neither HTML nor UTF-8 text (byte {error.start}).", hint="Convert it with iconv."
        ) from None


def _read_plain(text: str, url: str) -> model.Article:
    """Read paragraphs parted by empty lines; the first is the headline unless it ends like a sentence."""
    blocks = [" ".join(block.split()) for block in _blocks(text)]
    has_headline = len(blocks) > 1 and not blocks[0].endswith(_SENTENCE_ENDS)
    return model.Article(
        canonical_url=url,
        headline=blocks[0] if has_headline else "",
        paragraphs=tuple(blocks[1:] if has_headline else blocks),
    )


def _blocks(text: str) -> list[str]:
    blocks = [""]
    for line in text.splitlines():
        if line.strip():
            blocks[-1] += f"{line}\n"
        elif blocks[-1]:
            blocks.append("")
    return [block for block in blocks if block]
