"""Exhibits: the files of a bundle, made from what is stored of one change.

The same change gives the same bytes: nothing of when, where or by whom it was exported is in it, nor anything of later versions.
Next: `readme`, which says in plain words what they are.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from monitor import model
from monitor.core import evidence
from monitor.core.bundle import archive, bag, facts, readme

FORMAT = 1
FACTS = f"{bag.DATA}change.json"
DIFF = f"{bag.DATA}diff.json"
_PAGE = f"{bag.DATA}change.html"
_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """All that a bundle is made of."""

    detail: model.ChangeDetail
    #: What the chain says of every version up to this change (`evidence.frame_link`), and the stored digests of each, from version 1 on.
    links: tuple[bytes, ...]
    marks: tuple[tuple[str, str], ...]
    #: The versions that are shown whole, with the evidence of each: before and after the change.
    shown: tuple[tuple[model.Version, model.Snapshot], ...]
    #: The change as a page of HTML that needs nothing else.
    page: bytes


def frame_chain(snapshots: Iterable[model.Snapshot]) -> tuple[bytes, ...]:
    """Frame the links of a chain from version 1 on. Keeps no snapshot: their bodies may be many and large."""
    links: list[bytes] = []
    for snapshot in snapshots:
        previous = hashlib.sha256(links[-1]).hexdigest() if links else None
        links.append(evidence.frame_link(previous, snapshot.page))
    return tuple(links)


def name_bundle(detail: model.ChangeDetail) -> str:
    """Name the folder in a bundle: "claimwatch-change-12-the-coastal-ledger"."""
    outlet = _UNSAFE.sub("-", detail.reading.article.outlet_id.lower()).strip("-")
    return f"claimwatch-change-{detail.reading.id}{outlet and '-'}{outlet}"


def build_archive(exhibit: Exhibit) -> bytes:
    """Build the bundle: a ZIP with one folder, which is a bag."""
    root = name_bundle(exhibit.detail)
    return bag.pack(root, bag.seal(_build_files(exhibit), about=root))


def name_link(number: int) -> str:
    """Name the file of a version's link in the chain."""
    return f"{bag.DATA}chain/{number:04}.json"


def name_page(number: int) -> str:
    """Name the file of a version's bytes; no program that shows web pages opens it by its name, for pages run scripts."""
    return f"{bag.DATA}version-{number}/page.html.txt"


def _build_files(exhibit: Exhibit) -> dict[str, bytes]:
    change = exhibit.detail.reading.change
    files = {
        "README.txt": readme.write_readme(
            exhibit.detail, marks=exhibit.marks, shown=[version.number for version, _ in exhibit.shown]
        ),
        FACTS: facts.write_json(_state_facts(exhibit)),
        DIFF: facts.write_json(change.diff),
        _PAGE: exhibit.page,
        archive.NAME: archive.write_archive([snapshot for _, snapshot in exhibit.shown]),
    }
    files |= {name_link(number): link for number, link in enumerate(exhibit.links, start=1)}
    for version, snapshot in exhibit.shown:
        folder = f"{bag.DATA}version-{version.number}"
        files[name_page(version.number)] = snapshot.page.body
        files[f"{folder}/headers.txt"] = _write_headers(snapshot.page)
        files[f"{folder}/text.txt"] = _write_text(version.article)
    return files


def _state_facts(exhibit: Exhibit) -> dict[str, Any]:
    reading = exhibit.detail.reading
    article = reading.article
    return {
        "format": FORMAT,
        "article": {
            "id": article.id,
            "outlet_id": article.outlet_id,
            "outlet_name": article.outlet_name,
            "url": article.url,
        },
        "change": {"id": reading.id, **facts.plain_value(replace(reading.change, diff=None))},
        "versions": [_state_version(version) for version, _ in exhibit.shown],
        "chain": [
            {"number": number, "raw_sha256": raw, "chain_sha256": chain}
            for number, (raw, chain) in enumerate(exhibit.marks, start=1)
        ],
    }


def _state_version(version: model.Version) -> dict[str, Any]:
    return {name: value for name, value in facts.plain_value(version).items() if name != "doubt"}


def _write_headers(page: model.FetchedPage) -> bytes:
    """Write what is known of a response beside its body, for people."""
    known = {one.value: one.phrase for one in HTTPStatus}
    lines = [
        f"Asked for: {page.url}",
        f"Answered by: {page.final_url}",
        *([f"Moved for good to: {page.moved_to}"] if page.moved_to else []),
        f"Received at: {facts.print_instant(page.fetched_at)}",
        f"Status: {page.status} {known.get(page.status, '')}".rstrip(),
        f"Body: {len(page.body)} bytes, SHA-256 {hashlib.sha256(page.body).hexdigest()}",
        "",
        *(f"{name}: {value}" for name, value in page.headers),
    ]
    return _write_lines(lines)


def _write_text(article: model.Article) -> bytes:
    """Write an article's text as it was read, for people."""
    parts = (article.headline, article.subheadline, article.byline, *article.paragraphs)
    return _write_lines([line for part in parts if part for line in (part, "")])


def _write_lines(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
