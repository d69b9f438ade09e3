"""Two processes, or threads, on one database; and a process that dies. SQLite and PostgreSQL."""

import os
import signal
from collections.abc import Callable
from concurrent import futures
from typing import Any

import pytest
import sqlalchemy as sa

import storage
from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import processes, scenes

ARTICLES = 6
VERSIONS = 5


def save_next(store: scenes.AnyStore, article: model.ArticleForCheck, *, owner: str) -> None:
    """Save the next version with all that can come with one, due again at once until there are enough."""
    number = article.latest.number + 1 if article.latest else 1
    outcome = builders.check_outcome(
        article_id=article.id,
        kind=model.CheckKind.NEW_VERSION if article.latest else model.CheckKind.FIRST_VERSION,
        base_number=number - 1,
        version=builders.version(
            number,
            content_hash=f"{owner}:{number}",
            claims=(builders.claim(number), builders.claim(number + 1)),
        ),
        change=builders.change(
            old_number=number - 1, new_number=number, first_seen_new_at=NOON + minutes(number)
        ),
        alert=builders.alert(dedupe_key=f"{article.id}:{number}"),
        next_check_at=NOON if number < VERSIONS else None,
    )
    store.save_check(outcome, page=builders.page("<p>text</p>" * 500))


def work_off(url: str, owner: str) -> None:
    """Claim and save until nothing is due; a worker that gets what another holds dies of StaleError."""
    store = storage.build_store(url)
    while store.load_totals(now=NOON).oldest_due_at is not None:
        for job in store.claim_due_articles(now=NOON, lease=scenes.LEASE, owner=owner, limit=2):
            save_next(store, store.load_article(job.id), owner=owner)
    store.close()


def race(url: str, owner: str) -> None:
    """Save versions of one article without claiming it; whoever was second starts over."""
    store = storage.build_store(url)
    while (article := store.load_article(1)).due_at is not None:
        try:
            save_next(store, article, owner=owner)
        except errors.StaleError:
            continue
    store.close()


def die_after(url: str, statement_count: int) -> None:
    """Save a first version, killed after so many statements of its transaction."""
    store = storage.build_store(url)
    article = store.load_article(1)
    seen = 0

    def kill(*_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == statement_count:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(store.database.engine, "after_cursor_execute", kill)
    save_next(store, article, owner="dying")
    store.close()


def add_articles(url: str, count: int) -> None:
    store = storage.build_store(url)
    scenes.save_outlets(store)
    scenes.poll(
        store,
        *(scenes.sighting(f"https://ledger.example/{number}") for number in range(count)),
        next_poll_at=NOON + minutes(60),
    )
    store.close()


def assert_whole(store: storage.Store, article_id: int, *, version_count: int) -> None:
    """Check that every version has its check, claims, page, change, alert and delivery, and that nothing is double."""
    numbers = list(range(1, version_count + 1))
    detail = store.load_article_detail(article_id)
    assert [version.number for version in detail.versions] == numbers
    if numbers:
        past = store.load_past(article_id)
        assert past.latest == detail.versions[-1]
        assert past.history == tuple((version.number, version.content_hash) for version in detail.versions)
    assert len(detail.checks) == version_count
    assert [len(version.claims) for version in detail.versions] == [2] * version_count
    assert sorted(reading.change.new_number or 0 for reading in detail.changes) == numbers
    assert all(reading.change.events and reading.change.claim_changes for reading in detail.changes)
    assert len({reading.alert_id for reading in detail.changes} - {None}) == version_count
    for number in numbers:
        assert store.load_version_page(article_id, number).page.status == 200


@pytest.mark.parametrize("work", [work_off, race])
def test_two_processes_on_one_database_lose_and_double_nothing(
    database_url: str, work: Callable[[str, str], None]
):
    article_count = ARTICLES if work is work_off else 1
    add_articles(database_url, article_count)
    assert processes.run_together(work, [(database_url, "me"), (database_url, "you")]) == [0, 0]
    store = storage.build_store(database_url)
    for article_id in range(1, article_count + 1):
        assert_whole(store, article_id, version_count=VERSIONS)
    totals = store.load_totals(now=NOON)
    assert totals.alert_count == totals.waiting_delivery_count == article_count * VERSIONS
    store.close()


def test_two_processes_that_see_the_same_entries_make_one_article_of_each(database_url: str):
    add_articles(database_url, 0)
    assert processes.run_together(add_articles, [(database_url, 40), (database_url, 40)]) == [0, 0]
    store = storage.build_store(database_url)
    assert len(store.find_articles(limit=100)) == 40
    store.close()


def test_threads_share_one_store_and_lose_nothing(database_url: str):
    add_articles(database_url, ARTICLES)
    store = storage.build_store(database_url)

    def work(job: model.Job) -> None:
        while (article := store.load_article(job.id)).due_at is not None:
            save_next(store, article, owner="thread")

    with futures.ThreadPoolExecutor(max_workers=ARTICLES) as pool:
        list(
            pool.map(work, store.claim_due_articles(now=NOON, lease=scenes.LEASE, owner="me", limit=ARTICLES))
        )
    for article_id in range(1, ARTICLES + 1):
        assert_whole(store, article_id, version_count=VERSIONS)
    store.close()


@pytest.mark.slow
def test_a_process_killed_while_it_saves_leaves_all_or_nothing(database_url: str):
    add_articles(database_url, 1)
    statement_count, exit_code = 0, -signal.SIGKILL
    while exit_code == -signal.SIGKILL:
        statement_count += 1
        process = processes.start(die_after, database_url, statement_count)
        process.join(60)
        exit_code = process.exitcode or 0
        store = storage.build_store(database_url)
        assert_whole(store, 1, version_count=0 if exit_code else 1)
        store.close()
    assert exit_code == 0
    # It was killed at each of the ten or so statements a version takes, not before the first.
    assert statement_count > 8


def tell_held(url: str, article_id: int) -> None:
    """Save versions of one's own article, each with an alert that waits for the same digest."""
    store = storage.build_store(url)
    scenes.add_first_version(store, article_id)
    hold = model.Hold(until=NOON + minutes(60), reason="hourly digest")
    for number in range(1, VERSIONS):
        alert = builders.alert(
            dedupe_key=f"{article_id}:{number}", recipients=(builders.recipient(hold=hold),)
        )
        scenes.add_revision(store, article_id, at=minutes(number), alert=alert)
    store.close()


def test_processes_that_open_a_digest_at_once_open_one(database_url: str):
    add_articles(database_url, 3)
    assert processes.run_together(tell_held, [(database_url, number) for number in (1, 2, 3)]) == [0] * 3
    store = storage.build_store(database_url)
    digest_ids = {one.digest_id for alert in store.find_alerts() for one in alert.deliveries}
    (job,) = store.claim_due_deliveries(now=NOON + minutes(60), lease=scenes.LEASE, owner="me", limit=9)
    assert digest_ids == {job.id}
    assert len(store.load_delivery(job.id).digest.alerts) == 3 * (VERSIONS - 1)
    store.close()
