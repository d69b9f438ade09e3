import threading

import pytest

from monitor import desk, errors, model
from tests import builders
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore
from tests.storage import scenes

PATIENCE = 5


class FakeJudge:
    """Says of each article what the test prepared; the first decision may be held up."""

    def __init__(self) -> None:
        self.kinds: dict[int, model.CheckKind | Exception | None] = {}
        self.begun = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def decide_quickly(self, article, response, *, now, price):
        self.begun.set()
        self.may_go_on.wait(PATIENCE)
        kind = self.kinds.get(article.id, model.CheckKind.UNCHANGED)
        if kind is None:
            return None
        if isinstance(kind, Exception):
            raise kind
        return builders.check_outcome(
            article_id=article.id,
            checked_at=now,
            base_number=article.latest.number if article.latest else 0,
            kind=kind,
            failure=builders.failure() if kind is model.CheckKind.FAILED else None,
        )


class CountingStore(FakeStore):
    """Counts the transactions of checks."""

    def __init__(self) -> None:
        super().__init__()
        self.group_sizes: list[int] = []
        self.trouble: Exception | None = None

    def save_quiet_checks(self, outcomes):
        if self.trouble:
            raise self.trouble
        super().save_quiet_checks(outcomes)
        self.group_sizes.append(len(outcomes))


@pytest.fixture
def front():
    store = CountingStore()
    scenes.save_outlets(store)
    return desk.Desk(clock=FakeClock(), judge=FakeJudge(), articles=store, price=lambda: 0.0)


def add_articles(front: desk.Desk, count: int) -> list[int]:
    return [scenes.add_article(front.articles, f"https://ledger.example/{number}") for number in range(count)]


def settle(front: desk.Desk, article_id: int) -> desk.Settled | None:
    return front.settle(front.articles.load_article(article_id), builders.page())


def load(front: desk.Desk, article_ids: list[int]) -> list[model.ArticleForCheck]:
    return [front.articles.load_article(article_id) for article_id in article_ids]


def settle_at_once(front: desk.Desk, articles: list[model.ArticleForCheck]) -> dict[int, object]:
    """Settle them from a thread each; the others come while the first is being decided."""
    answers: dict[int, object] = {}

    def bring(article: model.ArticleForCheck) -> None:
        try:
            answers[article.id] = front.settle(article, builders.page())
        except errors.ClaimwatchError as error:
            answers[article.id] = error

    threads = [threading.Thread(target=bring, args=(article,)) for article in articles]
    front.judge.may_go_on.clear()
    threads[0].start()
    assert front.judge.begun.wait(PATIENCE)
    for thread in threads[1:]:
        thread.start()
    front.judge.may_go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    return answers


def kinds_of(front: desk.Desk, article_id: int) -> list[model.CheckKind]:
    return [check.kind for check in front.articles.load_article_detail(article_id).checks]


def test_a_check_that_found_nothing_is_recorded_and_answered(front):
    (article_id,) = add_articles(front, 1)
    settled = settle(front, article_id)
    assert (settled.outcome.kind, settled.change_id) == (model.CheckKind.UNCHANGED, None)
    assert kinds_of(front, article_id) == [model.CheckKind.UNCHANGED]


def test_a_page_that_must_be_read_is_handed_back_and_nothing_is_recorded(front):
    (article_id,) = add_articles(front, 1)
    front.judge.kinds[article_id] = None
    assert settle(front, article_id) is None
    assert kinds_of(front, article_id) == []


def test_a_failure_is_recorded_by_itself(front):
    (article_id,) = add_articles(front, 1)
    front.judge.kinds[article_id] = model.CheckKind.FAILED
    assert settle(front, article_id).outcome.failure == builders.failure()
    assert kinds_of(front, article_id) == [model.CheckKind.FAILED]
    assert front.articles.group_sizes == []


def test_checks_that_wait_are_settled_together_and_each_thread_gets_its_own(front):
    article_ids = add_articles(front, 6)
    answers = settle_at_once(front, load(front, article_ids))
    assert {key: answer.outcome.article_id for key, answer in answers.items()} == {n: n for n in article_ids}
    assert all(kinds_of(front, article_id) == [model.CheckKind.UNCHANGED] for article_id in article_ids)
    assert sum(front.articles.group_sizes) == 6


def test_a_fault_in_one_page_is_raised_to_the_thread_that_brought_it_and_to_no_other(front):
    article_ids = add_articles(front, 4)
    fault = errors.InputError("a page of nothing but angles")
    front.judge.kinds[article_ids[1]] = fault
    answers = settle_at_once(front, load(front, article_ids))
    assert answers.pop(article_ids[1]) is fault
    assert [kinds_of(front, article_id) for article_id in answers] == [[model.CheckKind.UNCHANGED]] * 3


def test_where_one_article_has_moved_on_the_others_are_recorded_all_the_same(front):
    articles = load(front, add_articles(front, 4))
    scenes.add_first_version(front.articles, articles[2].id)
    answers = settle_at_once(front, articles)
    assert isinstance(answers.pop(articles[2].id), errors.StaleError)
    assert [kinds_of(front, article_id) for article_id in answers] == [[model.CheckKind.UNCHANGED]] * 3


def test_a_database_that_is_away_is_told_to_every_thread_and_the_next_check_is_settled(front):
    article_ids = add_articles(front, 3)
    front.articles.trouble = errors.StorageError("The database file is locked.")
    answers = settle_at_once(front, load(front, article_ids))
    assert [str(answer) for answer in answers.values()] == ["The database file is locked."] * 3
    front.articles.trouble = None
    assert settle(front, article_ids[0]).outcome.kind is model.CheckKind.UNCHANGED
