import pytest

from monitor import model, policy
from monitor.core import brief
from tests.monitor.core.watched import Watched

LEXICONS = {
    "hostage": {"en": ("hostage", "captive")},
    "alive": {"en": ("alive", "living", "live")},
}
ALIVE = model.ClaimDefinition(
    id="hostages_alive",
    type=model.ClaimType.COUNT,
    title="living hostages",
    noun="hostage",
    require=("alive",),
    scopes={"default": "held"},
)
WATCH = model.Watch(
    topics=(model.Topic(id="negotiations", title="The negotiations", match="hostage* OR ceasefire"),),
    outlets=(model.Outlet(id="ledger", name="The Coastal Ledger", feeds=("https://ledger.example/rss",)),),
    claims=(ALIVE,),
    lexicons=LEXICONS,
    rules=(model.AlertRule(id="counts", channels=("desk",)),),
    channels=(model.ChannelAddress(id="desk", addresses=("desk@news.example",)),),
)


@pytest.fixture(scope="session")
def ledger_brief() -> brief.Brief:
    """One outlet, one topic, one claim, one rule."""
    return brief.build_brief(WATCH, policy.Policy())


@pytest.fixture
def watched(ledger_brief: brief.Brief) -> Watched:
    """An article of the ledger, not checked yet."""
    return Watched(ledger_brief)
