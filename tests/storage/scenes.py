"""Scenes: a store brought to where a test begins, through its ports only."""

from datetime import timedelta
from typing import Any, Protocol

from monitor import model, ports
from tests import builders
from tests.builders import NOON, minutes

LEASE = minutes(10)
#: What `revised` stores of its change.
DIFF = model.Diff(
    fields=(
        model.FieldDiff(
            field=model.TextField.BODY,
            sentences=(
                model.SentenceDiff(
                    op=model.SentenceOp.CHANGED,
                    old="22 alive. ",
                    new="20 alive. ",
                    segments=(
                        model.Segment(op=model.Op.DELETE, text="22"),
                        model.Segment(op=model.Op.INSERT, text="20"),
                        model.Segment(op=model.Op.EQUAL, text=" alive. "),
                    ),
                    edits=(model.EditKind.NUMBER,),
                ),
            ),
        ),
    ),
    edits=(model.EditKind.NUMBER,),
    added_word_count=1,
    removed_word_count=1,
)
MODAL = builders.delta("will", "may", kind=model.DeltaKind.MODAL)


class AnyStore(
    ports.FeedStore,
    ports.SubscriptionStore,
    ports.ArticleStore,
    ports.MarkStore,
    ports.MuteStore,
    ports.OutletStore,
    ports.PulseStore,
    ports.SessionStore,
    ports.ConsensusStore,
    ports.Outbox,
    ports.ThreadStore,
    ports.Readings,
    Protocol,
):
    """All ports in one."""

    def ping(self) -> None: ...

    def close(self) -> None: ...


def save_outlets(store: AnyStore, *outlets: model.Outlet) -> None:
    store.save_outlets(outlets or (builders.outlet(),), now=NOON)


def sighting(url: str = "https://ledger.example/a", **fields: Any) -> model.Sighting:
    topic_ids = fields.pop("topic_ids", ("negotiations",))
    return model.Sighting(entry=builders.entry(url=url, **fields), topic_ids=topic_ids)


def poll(store: AnyStore, *sightings: model.Sighting, **fields: Any) -> int:
    return store.save_poll(builders.poll_outcome(sightings=sightings, **fields))


def add_article(store: AnyStore, url: str = "https://ledger.example/a", **fields: Any) -> int:
    """See an entry in the first feed, and return the new article's id."""
    poll(store, sighting(url, **fields))
    article_id = store.find_article(url)
    assert article_id is not None
    return article_id


def check(store: AnyStore, article_id: int, *, at: timedelta = timedelta(0), **fields: Any) -> int | None:
    """Save an unchanged check, so long after noon, or what the fields make of it."""
    base_number = store.load_article(article_id).latest
    outcome = builders.check_outcome(
        **(
            {
                "article_id": article_id,
                "checked_at": NOON + at,
                "next_check_at": NOON + at + minutes(5),
                "base_number": base_number.stored_number if base_number else 0,
            }
            | fields
        )
    )
    page = builders.page(f"<p>version at {at}</p>") if outcome.version else None
    return store.save_check(outcome, page=page)


def add_first_version(store: AnyStore, article_id: int, **fields: Any) -> model.Version:
    """Save version 1 at noon, saying 22."""
    version = builders.version(**({"claims": (builders.claim(22),)} | fields))
    check(store, article_id, kind=model.CheckKind.FIRST_VERSION, version=version)
    return version


def add_revision(
    store: AnyStore, article_id: int, *, at: timedelta, version: dict[str, Any] | None = None, **fields: Any
) -> int:
    """Save the next version, saying 20, with a change and its alert. Returns the change's id."""
    latest = store.load_article(article_id).latest
    assert latest is not None
    number = latest.number + 1
    change = builders.change(
        old_number=latest.number,
        new_number=number,
        last_seen_old_at=latest.seen_at,
        first_seen_new_at=NOON + at,
    )
    change_id = check(
        store,
        article_id,
        at=at,
        **(
            {
                "kind": model.CheckKind.NEW_VERSION,
                "version": builders.version(
                    **(
                        {"number": number, "seen_at": NOON + at, "claims": (builders.claim(20),)}
                        | (version or {})
                    )
                ),
                "change": change,
                "alert": builders.alert(dedupe_key=f"{article_id}:{number}", created_at=NOON + at),
            }
            | fields
        ),
    )
    assert change_id is not None
    return change_id


def claim_articles(
    store: AnyStore, *, at: timedelta = timedelta(0), owner: str = "me", limit: int = 10
) -> list[int]:
    jobs = store.claim_due_articles(now=NOON + at, lease=LEASE, owner=owner, limit=limit)
    return [job.id for job in jobs]


def claim_feeds(
    store: AnyStore, *, at: timedelta = timedelta(0), owner: str = "me", limit: int = 10
) -> list[int]:
    jobs = store.claim_due_feeds(now=NOON + at, lease=LEASE, owner=owner, limit=limit)
    return [job.id for job in jobs]


def claim_deliveries(store: AnyStore, *, at: timedelta = timedelta(0), owner: str = "me") -> list[int]:
    jobs = store.claim_due_deliveries(now=NOON + at, lease=LEASE, owner=owner, limit=10)
    return [job.id for job in jobs]
