"""A live blog that is another text at each check: what stays in two of its texts is told, what a broken page says is not."""

import random

import pytest

from monitor import model
from tests import builders
from tests.monitor.core.watched import FILLER, LIVING, Watched, page

WORDS = (
    "talk",
    "envoy",
    "draft",
    "road",
    "convoy",
    "army",
    "night",
    "aid",
    "truce",
    "hotel",
    "river",
    "mayor",
)
TRUCKS = "Over the weekend {} lorries stood in the queue at the eastern gate."


def post(number: int) -> str:
    """A post of forty words that hardly any other post has."""
    chance = random.Random(number)
    return (
        " ".join(chance.choice(WORDS) + "".join(chance.choices("aeioubdgklmnrt", k=3)) for _ in range(40))
        + "."
    )


def blog(count: int, first: int, *lines: str) -> model.FetchedPage:
    """The blog from one post on: a summary, and ten posts."""
    return page(LIVING.format(count), *lines, *map(post, range(first, first + 10)))


def foreign(*paragraphs: str) -> model.FetchedPage:
    """Another page under the article's headline, of which it has nothing else."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return builders.page(
        "<html lang='en'><head><title>Talks resume in Doha as families wait</title></head><body><main><article>"
        f"<h1>Talks resume in Doha as families wait</h1>{body}</article></main></body></html>"
    )


@pytest.fixture
def seen(ledger_brief) -> Watched:
    """A live blog that was read once and said 20."""
    watched = Watched(ledger_brief)
    watched.check(blog(20, 0))
    return watched


def alerts(outcomes: list[model.CheckOutcome]) -> list[str]:
    found = [each for one in outcomes for each in (one.verdict and one.verdict.alert, one.alert) if each]
    return [alert.title.split(",")[0] for alert in found]


@pytest.mark.parametrize("step", [9, 10])
def test_a_figure_that_stands_in_two_texts_running_is_told_though_the_rest_is_another(seen, step):
    counts = (20, 22, 22, 20, 20, 20)
    outcomes = [seen.check(blog(count, step * n), 3) for n, count in enumerate(counts, start=1)]

    assert alerts(outcomes) == [
        "The Coastal Ledger: 22 living hostages; it said 20",
        "The Coastal Ledger: 20 living hostages; it said 22",
    ]
    first, second = outcomes[1:3]
    assert [one.kind for one in (first, second)] == [model.CheckKind.SUSPECT] * 2
    assert second.verdict.version.standing is model.Standing.CONFIRMED
    assert second.verdict.change.first_seen_new_at == first.checked_at
    assert second.bands
    assert outcomes[3].change.last_seen_old_at >= first.checked_at


def test_a_figure_that_stands_in_one_text_only_is_not_told(seen):
    outcomes = [seen.check(blog(count, 10 * n), 3) for n, count in enumerate((22, 20, 24), start=1)]

    assert alerts(outcomes) == []
    assert {one.kind for one in outcomes} == {model.CheckKind.SUSPECT}


def test_a_new_claim_of_one_post_is_told_where_the_post_stands_in_the_next_text(ledger_brief):
    watched = Watched(ledger_brief)
    told = "The army said on Monday that 22 hostages are alive in the strip."
    texts = [page(*map(post, range(10))), *(page(told, *map(post, range(n, n + 10))) for n in (10, 20))]
    assert alerts([watched.check(text, 3) for text in texts]) == [
        "The Coastal Ledger: 22 living hostages; it said nothing of that before"
    ]


def test_a_figure_that_is_no_claim_is_told_as_well(ledger_brief):
    watched = Watched(ledger_brief)
    watched.check(blog(20, 0, TRUCKS.format("1,200")))
    outcomes = [watched.check(blog(20, n, TRUCKS.format("1,300")), 3) for n in (10, 20)]

    change = outcomes[1].verdict.change
    assert outcomes[1].verdict.version.standing is model.Standing.CONFIRMED
    assert [(one.old, one.new) for one in change.unexplained] == [("1,200", "1,300")]


@pytest.mark.parametrize(
    ("remark", "texts"),
    [
        ("another page, another box", [[LIVING.format(22), *map(post, range(n, n + 12))] for n in (10, 30)]),
        ("what is left of it", [[LIVING.format(22), FILLER[0], *map(post, (n, n + 1))] for n in (10, 30)]),
    ],
)
def test_a_broken_page_that_says_one_figure_twice_is_not_told(seen, remark, texts):
    outcomes = [seen.check(foreign(*text), 3) for text in texts]
    healed = seen.check(blog(20, 0), 3)

    assert {one.kind for one in outcomes} == {model.CheckKind.SUSPECT}, remark
    assert (healed.kind, alerts([*outcomes, healed])) == (model.CheckKind.UNCHANGED, []), remark


def test_a_text_that_is_the_old_one_edited_is_told_against_it_and_confirms_no_other(seen):
    seen.check(blog(22, 30), 3)
    outcome = seen.check(blog(22, 0), 3)

    assert outcome.verdict.version.standing is model.Standing.UNCONFIRMED
    assert (outcome.kind, outcome.change.old_number) == (model.CheckKind.NEW_VERSION, 1)
    assert alerts([outcome]) == ["The Coastal Ledger: 22 living hostages; it said 20"]
