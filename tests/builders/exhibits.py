"""A change with all the evidence that a bundle of it needs, each digest as it should be."""

from typing import Any

from monitor import model
from monitor.core import bundle, diff, evidence, fingerprint
from tests.builders.articles import article, change, version
from tests.builders.feeds import page
from tests.builders.times import NOON, hours

TEXTS = (
    ("Israel says 22 hostages are alive.", "Talks go on in Doha."),
    ("Israel says 22 hostages are alive.", "Talks go on in Cairo."),
    ("Israel says 20 hostages are alive.", "قالت إسرائيل إن 20 رهينة."),
)


def chained(*texts: tuple[str, ...]) -> tuple[tuple[model.Version, model.Snapshot], ...]:
    """Versions of these paragraphs, an hour apart, with the evidence of each."""
    found: list[tuple[model.Version, model.Snapshot]] = []
    previous = None
    for number, paragraphs in enumerate(texts, start=1):
        fetched_at = NOON + hours(number)
        headers = (("content-type", "text/html"), ("content-encoding", "br"), ("server", "s\udce9"))
        body = f"<html><body>{''.join(f'<p>{text}</p>' for text in paragraphs)}"
        snapshot = evidence.build_snapshot(page(body, fetched_at=fetched_at, headers=headers), previous)
        previous = snapshot.chain_sha256
        read = article(*paragraphs)
        stored = version(
            number,
            article=read,
            seen_at=fetched_at,
            content_hash=fingerprint.content_hash(read),
            raw_sha256=snapshot.sha256,
            chain_sha256=previous,
            read_by="0.1.0/3/abcdef012345",
        )
        found.append((stored, snapshot))
    return tuple(found)


def exhibit(article_reading: model.ArticleReading, **fields: Any) -> bundle.Exhibit:
    """The last of three versions, which says 20 where the one before said 22."""
    versions = chained(*TEXTS)
    (old, _), (new, _) = versions[-2:]
    found = change(
        **(
            {
                "old_number": old.number,
                "new_number": new.number,
                "last_seen_old_at": old.seen_at,
                "first_seen_new_at": new.seen_at,
                "diff": diff.compare_articles(old.article, new.article),
            }
            | fields
        )
    )
    return bundle.Exhibit(
        detail=model.ChangeDetail(
            reading=model.ChangeReading(id=12, article=article_reading, change=found, alert_id=None),
            old=old,
            new=new,
            alert=None,
            previous_id=None,
            next_id=None,
        ),
        links=bundle.frame_chain([snapshot for _, snapshot in versions]),
        marks=tuple((snapshot.sha256, snapshot.chain_sha256) for _, snapshot in versions),
        shown=versions[-2:],
        page=b"<!doctype html><title>20</title>",
    )
