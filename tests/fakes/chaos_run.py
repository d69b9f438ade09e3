"""A chaos run: the ordinary service against outlets that misbehave, and what it made of them, held against the truth."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from monitor import model, policy
from monitor.app import bootstrap, settings, watchlist
from monitor.app.demo import replay
from monitor.core import evidence
from tests.fakes import chaos_site, chaos_stories

STEP = timedelta(minutes=30)
#: For the days after which an article that is gone must have been told as removed.
_LONG_STEP = timedelta(hours=3)
#: A run that has checked so many times more than it was asked to, without an end to its plans, is stuck.
_STUCK = 5
_MOST_TICKS = 1000
_STARTS_AT = datetime(2025, 9, 1, 6, 0, tzinfo=UTC)
KNOBS = policy.Policy(
    recheck=policy.RecheckPolicy(floor=STEP, budget_per_hour=6000),
    poll=policy.PollPolicy(shortest=STEP, longest=timedelta(hours=2)),
    check_retry=policy.RetryPolicy(base=STEP, factor=2.0, longest=timedelta(hours=2)),
    poll_retry=policy.RetryPolicy(base=STEP, factor=2.0, longest=timedelta(hours=2)),
)


@dataclass(kw_only=True)
class Report:
    """What came of a run; everything but the counts must be empty."""

    counts: Counter[str] = field(default_factory=Counter)
    ills: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class ChaosRun:
    """One run over a folder."""

    folder: Path
    seed: int
    outlet_count: int
    #: At least two: one serves the page of another.
    stories_each: int
    ill_share: float
    #: Seconds that a page may take.
    patience: float
    #: At least so many checks, and every plan at its end.
    check_count: int
    on_tick: Callable[[int, int], None] = field(default=lambda _checks, _left: None)

    def run(self) -> Report:
        """Run to the end. Raises StalledError when a tick hangs."""
        outlets = [
            chaos_site.ChaosOutlet(
                number=number,
                seed=self.seed,
                stories=tuple(chaos_stories.build_story(number, n) for n in range(self.stories_each)),
                ill_share=self.ill_share,
            )
            for number in range(self.outlet_count)
        ]
        clock = replay.ReplayClock(_STARTS_AT)
        with ExitStack() as stack:
            origins = {}
            for outlet in outlets:
                origins[f"o{outlet.number}"] = outlet.start()
                stack.callback(outlet.stop)
            service = _build_service(self.folder, origins, clock, patience=self.patience)
            stack.callback(service.stop)
            service.prepare()
            self._go_through(service, outlets, clock)
            self._remove(service, outlets[0].stories[0], clock)
            return _judge(service, outlets)

    def _go_through(
        self,
        service: bootstrap.Service,
        outlets: list[chaos_site.ChaosOutlet],
        clock: replay.ReplayClock,
    ) -> None:
        """Tick until every plan is through and enough was checked; a text goes on once it has been stored."""
        stories = {story.path: story for outlet in outlets for story in outlet.stories}
        checks = 0
        for _ in range(_MOST_TICKS):
            replay.run_tick(service)
            clock.jump(clock.now() + STEP)
            waiting = 0
            for article in service.store.find_articles(limit=10_000):
                story = stories[article.url[article.url.index("/news/") :]]
                versions = _believed(service.store.load_article_detail(article.id).versions)
                is_seen = bool(versions) and says(versions[-1].article) == story.text
                waiting += not is_seen or story.go_on()
            checks = service.store.load_totals(now=clock.now()).check_count
            self.on_tick(checks, waiting)
            if checks >= self.check_count * (_STUCK if waiting else 1):
                return

    def _remove(
        self, service: bootstrap.Service, story: chaos_stories.Story, clock: replay.ReplayClock
    ) -> None:
        """Withdraw one article for good, and wait until it must have been noticed."""
        story.is_removed = True
        for _ in range(11):
            replay.run_tick(service)
            clock.jump(clock.now() + _LONG_STEP)


def _believed(versions: Sequence[model.Version]) -> tuple[model.Version, ...]:
    """Leave out the texts that were in doubt and that no other check confirmed."""
    return tuple(version for version in versions if version.standing in model.BELIEVED)


def says(article: model.Article) -> chaos_stories.Text:
    return chaos_stories.Text(article.headline, article.paragraphs)


def _build_service(
    folder: Path, origins: dict[str, str], clock: replay.ReplayClock, *, patience: float
) -> bootstrap.Service:
    shipped = watchlist.load_definitions(settings.shipped_watchlist())
    outlets = tuple(model.Outlet(id=key, name=key, feeds=(f"{url}/rss",)) for key, url in origins.items())
    watch = replace(shipped, outlets=outlets, channels=(), rules=())
    source: dict[str, Any] = {"_env_file": None}
    found = settings.Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'claimwatch.db'}",
        host_gap=0,
        fetch_timeout=patience,
        allowed_addresses=(ip_network("127.0.0.0/24"),),
        worker_threads=16,
        **source,
    )
    loaded = watchlist.Loaded(watch=watch, channels={}, path=folder)
    return bootstrap.build_service(found, loaded, knobs=KNOBS, run_clock=clock, price=lambda _: 0.0)


def _judge(service: bootstrap.Service, outlets: list[chaos_site.ChaosOutlet]) -> Report:
    """Hold what was stored against what was published."""
    report = Report()
    stories = {f"o{outlet.number}{story.path}": story for outlet in outlets for story in outlet.stories}
    for outlet in outlets:
        report.ills.update(outlet.ill_counts)
    found = service.store.find_articles(limit=10_000)
    for article in found:
        path = article.url[article.url.index("/news/") :]
        story = stories.pop(f"{article.outlet_id}{path}", None)
        if story is None:
            report.faults.append(f"{article.url}: twice, or no article")
        else:
            _judge_article(service, article.id, story, report)
    report.faults += [f"{key}: never seen" for key in stories]
    report.counts["articles"] = len(found)
    return report


def _judge_article(
    service: bootstrap.Service, article_id: int, story: chaos_stories.Story, report: Report
) -> None:
    detail = service.store.load_article_detail(article_id)
    stored = [says(version.article) for version in _believed(detail.versions)]
    if stored != list(story.plan[: story.step + 1]) or story.step + 1 < len(story.plan):
        extra = [number for number, text in enumerate(stored, 1) if text not in story.plan]
        report.faults.append(
            f"{story.path}: {len(stored)} versions for {len(story.plan)} texts, {extra} of them nobody's;"
            f" ailed by {', '.join(story.ills[-8:])}"
        )
    changes = [
        reading.change for reading in reversed(detail.changes) if reading.change.standing in model.BELIEVED
    ]
    numbers = [
        next(((c.old_text, c.new_text) for c in change.claim_changes), None)
        for change in changes
        if change.new_number is not None
    ]
    if numbers != list(story.numbers):
        report.faults.append(f"{story.path}: numbers {numbers} for {list(story.numbers)}")
    kinds = Counter(event.kind for change in changes for event in change.events)
    removals = kinds[model.EventKind.ARTICLE_REMOVED], kinds[model.EventKind.ARTICLE_RETURNED]
    if removals != (int(story.is_removed), 0):
        report.faults.append(f"{story.path}: removed, returned {removals}")
    pages = [service.store.load_version_page(article_id, version.number) for version in detail.versions]
    if evidence.verify_chain(pages) is not None:
        report.faults.append(f"{story.path}: its evidence does not hold")
    report.counts["texts published"] += len(story.plan)
    report.counts["versions"] += len(stored)
    report.counts["texts in doubt, never confirmed"] += len(detail.versions) - len(stored)
    report.counts["numbers changed"] += sum(number is not None for number in numbers)
    report.counts["removed"] += removals[0]
    checks = service.store.load_article_detail(article_id).checks
    report.outcomes.update(str(check.failure or check.kind) for check in checks)
    report.counts["checks"] += len(checks)
