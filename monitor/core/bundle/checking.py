"""Checking: does a bundle prove what it says? Needs nothing but the bundle.

First that no file differs from its digest; then, for a forger can reckon digests too, that chain, pages, facts, web archive and difference
agree with each other. Refuses nothing: all that is wrong is listed. Next: `bag`.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from monitor import model
from monitor.core import audit, evidence
from monitor.core.bundle import archive, bag, exhibit

#: What reading facts that were altered may raise.
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError)


def verify_archive(packed: bytes) -> tuple[bag.Fault, ...]:
    """Find all that is wrong with a bundle as it was handed out: a ZIP."""
    files, faults = bag.unpack(packed)
    return (*faults, *verify_files(files)) if files else faults


def verify_files(files: bag.Files) -> tuple[bag.Fault, ...]:
    """Find all that is wrong with the files of a bundle, by their names in its folder."""
    faults = list(bag.find_faults(files))
    try:
        faults.extend(_find_contradictions(files))
    except _DAMAGE:
        faults.append(
            bag.Fault(
                file=exhibit.FACTS, detail="What it says cannot be read, or does not fit the files beside it."
            )
        )
    return tuple(dict.fromkeys(faults))


def _find_contradictions(files: bag.Files) -> Iterator[bag.Fault]:
    told = json.loads(files[exhibit.FACTS])
    if told["format"] != exhibit.FORMAT:
        yield bag.Fault(file=exhibit.FACTS, detail=f"Its format is {told['format']}: ask a newer Claimwatch.")
        return
    yield from _check_chain(files, told)
    pages = []
    for version in told["versions"]:
        number = version["number"]
        page = _read_page(files, number)
        pages.append(page)
        yield from _check_version(files, version, page=page, chain=told["chain"])
    yield from archive.find_faults(files[archive.NAME], pages)
    yield from _check_diff(files, told)


def _check_chain(files: bag.Files, told: dict[str, Any]) -> Iterator[bag.Fault]:
    """Check that the links follow each other from version 1 on, and are those that the facts name."""
    previous = None
    numbers = [mark["number"] for mark in told["chain"]]
    if numbers != list(range(1, len(numbers) + 1)):
        yield bag.Fault(file=exhibit.FACTS, detail="Its chain does not count from version 1.")
    for mark in told["chain"]:
        name = exhibit.name_link(mark["number"])
        link = files[name]
        facts = json.loads(link)
        if facts["previous"] != previous:
            yield bag.Fault(file=name, detail="It does not follow the link before it.")
        if facts["body"] != mark["raw_sha256"]:
            yield bag.Fault(file=name, detail="It names another page than the one that was stored.")
        previous = hashlib.sha256(link).hexdigest()
        if previous != mark["chain_sha256"]:
            yield bag.Fault(file=name, detail="Its SHA-256 is not the chain value that was stored.")


def _read_page(files: bag.Files, number: int) -> model.FetchedPage:
    facts = json.loads(files[exhibit.name_link(number)])
    return model.FetchedPage(
        url=facts["url"],
        final_url=facts["final_url"],
        moved_to=facts["moved_to"],
        status=facts["status"],
        headers=tuple((name, value) for name, value in facts["headers"]),
        body=files[exhibit.name_page(number)],
        fetched_at=datetime.fromisoformat(facts["fetched_at"]),
    )


def _check_version(
    files: bag.Files, version: dict[str, Any], *, page: model.FetchedPage, chain: list[dict[str, Any]]
) -> Iterator[bag.Fault]:
    number = version["number"]
    name = exhibit.name_link(number)
    if evidence.frame_link(json.loads(files[name])["previous"], page) != files[name]:
        yield bag.Fault(
            file=exhibit.name_page(number), detail="It is not the page that its link in the chain names."
        )
    mark = chain[number - 1]
    if any(version[key] != mark[key] for key in ("raw_sha256", "chain_sha256")):
        yield bag.Fault(file=exhibit.FACTS, detail=f"It gives version {number} two different digests.")
    if audit.is_another_text(_read_article(version["article"]), version["content_hash"]):
        yield bag.Fault(
            file=exhibit.FACTS, detail=f"The text of version {number} is not the one that was read."
        )


def _read_article(told: dict[str, Any]) -> model.Article:
    return model.Article(
        canonical_url=told["canonical_url"],
        headline=told["headline"],
        subheadline=told["subheadline"],
        byline=told["byline"],
        paragraphs=tuple(told["paragraphs"]),
    )


def _check_diff(files: bag.Files, told: dict[str, Any]) -> Iterator[bag.Fault]:
    """Check that the difference, taken apart, is the two texts."""
    diff = json.loads(files[exhibit.DIFF])
    texts = {version["number"]: _read_article(version["article"]) for version in told["versions"]}
    old, new = (texts.get(told["change"][side] or 0) for side in ("old_number", "new_number"))
    if diff is None or old is None or new is None:
        return
    for field in diff["fields"]:
        for side, article in (("old", old), ("new", new)):
            joined = "".join(sentence[side] for sentence in field["sentences"])
            if joined != article.text(model.TextField(field["field"])):
                yield bag.Fault(file=exhibit.DIFF, detail=f"Its {side} text is not that of the version.")
