"""A newsroom watched: invented outlets publish, edit and withdraw; after each word what is due is compared."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from monitor import model, policy
from monitor.core import brief, consensus, likeness
from tests import builders
from tests.builders import NOON, minutes
from tests.fakes import store as fake
from tests.storage import scenes

NAMES = {
    "ledger": "The Coastal Ledger",
    "herald": "The Harbour Herald",
    "courier": "The Valley Courier",
    "post": "The Island Post",
    "wire": "North Wire",
    "sabah": "صباح الميناء",
    "hayom": "יומן הנמל",
}
LEXICONS = {
    "hostage": {"en": ("hostage", "captive"), "ar": ("رهينة", "رهائن"), "he": ("חטופים", "חטוף")},
    "alive": {"en": ("alive", "living"), "ar": ("أحياء", "حي"), "he": ("חיים", "חי")},
    "offer": {"en": ("deal", "proposal")},
    "talks": {"en": ("talks",)},
    "off": {"en": ("collapsed", "broke down")},
    "on": {"en": ("resumed", "under way")},
}
ALIVE = model.ClaimDefinition(
    id="alive",
    type=model.ClaimType.COUNT,
    title="living hostages",
    noun="hostage",
    require=("alive",),
    scopes={"deal": "offer", "default": "held"},
)
TALKS = model.ClaimDefinition(
    id="talks",
    type=model.ClaimType.STATUS,
    title="the talks",
    topic="talks",
    values={"off": "off", "on": "on"},
    tiers={model.ChangeKind.VALUE: model.Tier.DIGEST},
)
WATCH = model.Watch(
    topics=(model.Topic(id="negotiations", title="The negotiations", match="hostage* OR talks"),),
    outlets=tuple(
        model.Outlet(id=outlet_id, name=name, feeds=(f"https://{outlet_id}.example/rss",))
        for outlet_id, name in NAMES.items()
    ),
    claims=(ALIVE, TALKS),
    lexicons=LEXICONS,
    rules=(model.AlertRule(id="all", channels=("desk",)),),
    channels=(model.ChannelAddress(id="desk", addresses=("desk@news.example",)),),
)
BRIEF = brief.build_brief(WATCH, policy.Policy())
DEAL = "Under the deal {} living hostages would go free."
#: Long enough to be known as a copy wherever it stands.
WIRE = (
    "Officials said {} hostages are alive. Mediators met for two hours at a hotel by the water and left without a word to the "
    "reporters outside, while relatives gathered before the ministry, some of them with photographs, and waited until after "
    "dark. A spokesman described the draft as close to the one both sides had set aside in the spring."
)
ALIVE_TEXT = "Officials said {} hostages are alive."


class Newsroom:
    """Outlets and what was found of them. Time is minutes after noon, and goes on by one with every word."""

    def __init__(self, store: scenes.AnyStore | None = None, *, outlets: Iterable[str] = NAMES) -> None:
        self.store = store or fake.FakeStore()
        self.outlets = tuple(outlets)
        self.store.save_outlets(
            [
                model.Outlet(id=one, name=NAMES.get(one, one), feeds=(f"https://{one}.example/rss",))
                for one in self.outlets
            ],
            now=NOON,
        )
        self.now = NOON
        self.articles: dict[tuple[str, str], int] = {}
        self.found: list[model.News] = []

    def wait(self, **span: float) -> "Newsroom":
        self.now += timedelta(**span)
        return self.compare()

    def say(self, outlet: str, text: str | int, article: str = "a", **fields: Any) -> "Newsroom":
        """Publish an article, or give a known one another text; a number stands for a sentence that says it."""
        self.now += minutes(1)
        known = self.articles.get((outlet, article))
        if known is None:
            self._publish(outlet, article, _words(text), **fields)
        else:
            self._edit(known, _words(text), **fields)
        return self.compare()

    def say_all(self, text: str | int, *outlets: str, article: str = "a", **fields: Any) -> "Newsroom":
        for outlet in outlets:
            self.say(outlet, text, article, **fields)
        return self

    def remove(self, outlet: str, article: str = "a") -> "Newsroom":
        self.now += minutes(1)
        article_id = self.articles[outlet, article]
        change = builders.change(
            new_number=None,
            claim_changes=(),
            events=(builders.event(model.EventKind.ARTICLE_REMOVED),),
        )
        fields = {"failure": builders.failure(model.FailureKind.GONE), "change": change, "is_removed": True}
        self._check(article_id, kind=model.CheckKind.FAILED, **fields)
        return self.compare()

    def compare(self) -> "Newsroom":
        for job in self.store.claim_due_slots(now=self.now, lease=minutes(1), owner="me", limit=99):
            outcome = consensus.decide_compare(BRIEF, self.store.load_slot(job.id), now=self.now)
            self.store.save_compare(outcome)
            self.found += outcome.news
        return self

    @property
    def kinds(self) -> list[str]:
        """What was told, the events in their order."""
        return [news.bulletin.event.kind.value for news in self.found if news.alert]

    @property
    def untold(self) -> list[str]:
        return [news.bulletin.event.reason for news in self.found if not news.alert]

    @property
    def last(self) -> model.Bulletin:
        return [news.bulletin for news in self.found if news.alert][-1]

    @property
    def standing(self) -> dict[str, str]:
        """Each outlet's figure in the first slot."""
        return {one.outlet_id: one.figure for one in self.store.load_slot(1).positions}

    def _publish(self, outlet: str, article: str, text: str, **fields: Any) -> None:
        url = f"https://{outlet}.example/{article}"
        feed_id = self.outlets.index(outlet) + 1
        scenes.poll(self.store, scenes.sighting(url), feed_id=feed_id, outlet_id=outlet, polled_at=self.now)
        article_id = self.store.find_article(url)
        assert article_id is not None
        self.articles[outlet, article] = article_id
        version = self._version(1, text, **fields)
        self._check(article_id, kind=model.CheckKind.FIRST_VERSION, version=version)

    def _edit(self, article_id: int, text: str, *, doubt: bool = False, **fields: Any) -> None:
        latest = self.store.load_article(article_id).latest
        assert latest is not None
        version = self._version(latest.stored_number + 1, text, **fields)
        change = builders.change(
            old_number=latest.number,
            new_number=version.number,
            last_seen_old_at=self.now - minutes(5),
            first_seen_new_at=self.now,
        )
        kind = model.CheckKind.NEW_VERSION
        if doubt:
            why = model.Doubt(kind=model.DoubtKind.COLLAPSED, detail="Short.")
            version, change = replace(version, doubt=why), replace(change, doubt=why)
            kind = model.CheckKind.SUSPECT
        self._check(article_id, kind=kind, version=version, change=change)

    def _version(self, number: int, text: str, **fields: Any) -> model.Version:
        article = builders.article(headline="Talks", paragraphs=(text,), **fields)
        return builders.version(
            number, article=article, claims=BRIEF.engine.find_claims(article), seen_at=self.now
        )

    def _check(self, article_id: int, **fields: Any) -> None:
        latest = self.store.load_article(article_id).latest
        outcome = builders.check_outcome(
            article_id=article_id,
            checked_at=self.now,
            next_check_at=self.now + minutes(5),
            base_number=latest.stored_number if latest else 0,
            topic_ids=("negotiations",),
            bands=likeness.find_bands(fields["version"].article) if "version" in fields else (),
            **fields,
        )
        page = builders.page("<p>a</p>") if outcome.version else None
        self.store.save_check(outcome, page=page)


def _words(text: str | int) -> str:
    return ALIVE_TEXT.format(text) if isinstance(text, int) else text
