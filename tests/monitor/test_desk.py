import threading

import pytest

from monitor import desk, errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.fakes.store import FakeStore
from tests.storage import scenes

PATIENCE = 5


class FakeJudge:
    """Says of each article what the test prepared; an unchanged check where it prepared nothing."""

    def __init__(self) -> None:
        self.outcomes: dict[int, dict | Exception | None] = {}
        self.asked: list[tuple] = []

    def decide_quickly(self, article, response, *, now, price):
        outcome = self.outcomes.get(article.id, {})
        self.asked.append((article.id, response, price))
        if isinstance(outcome, Exception):
            raise outcome
        if outcome is None:
            return None
        return builders.check_outcome(
            **(
                {
                    "article_id": article.id,
                    "checked_at": now,
                    "base_number": article.latest.number if article.latest else 0,
                    "kind": model.CheckKind.UNCHANGED,
                }
                | outcome
            )
        )


class HeldStore(FakeStore):
    """Counts the groups it records; one may be held up, or fail."""

    def __init__(self) -> None:
        super().__init__()
        self.group_sizes: list[int] = []
        self.troubles: list[Exception] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.is_asked = threading.Event()

    def save_quiet_checks(self, outcomes):
        self.is_asked.set()
        assert self.may_go_on.wait(PATIENCE)
        if self.troubles:
            raise self.troubles.pop()
        super().save_quiet_checks(outcomes)
        self.group_sizes.append(len(outcomes))


@pytest.fixture
def front():
    store = HeldStore()
    scenes.save_outlets(store)
    return desk.Desk(judge=FakeJudge(), articles=store, price=lambda _: 0.25)


def add_articles(front: desk.Desk, count: int) -> list[model.ArticleForCheck]:
    urls = [f"https://ledger.example/{number}" for number in range(count)]
    return [front.articles.load_article(scenes.add_article(front.articles, url)) for url in urls]


def settle_at_once(front: desk.Desk, articles: list[model.ArticleForCheck]) -> dict[int, object]:
    """Settle them from a thread each; the others come while the first is being recorded."""
    answers: dict[int, object] = {}

    def bring(article: model.ArticleForCheck) -> None:
        try:
            answers[article.id] = front.settle(article, builders.page(), now=NOON)
        except errors.ClaimwatchError as error:
            answers[article.id] = error

    threads = [threading.Thread(target=bring, args=(article,), daemon=True) for article in articles]
    front.articles.may_go_on.clear()
    threads[0].start()
    assert front.articles.is_asked.wait(PATIENCE)
    for thread in threads[1:]:
        thread.start()
    front.articles.may_go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    return answers


def checks_of(front: desk.Desk, article_id: int) -> list[tuple]:
    detail = front.articles.load_article_detail(article_id)
    return [(check.kind, check.checked_at) for check in detail.checks]


def test_a_check_that_found_nothing_is_recorded_as_of_when_its_page_was_there(front):
    (article,) = add_articles(front, 1)
    settled = front.settle(article, builders.page(), now=NOON + minutes(3))
    assert (settled.outcome.kind, settled.change_id) == (model.CheckKind.UNCHANGED, None)
    assert checks_of(front, article.id) == [(model.CheckKind.UNCHANGED, NOON + minutes(3))]
    assert front.judge.asked == [(article.id, builders.page(), 0.25)]


def test_a_page_that_must_be_read_is_handed_back_and_nothing_is_recorded(front):
    (article,) = add_articles(front, 1)
    front.judge.outcomes[article.id] = None
    assert front.settle(article, builders.page(), now=NOON) is None
    assert checks_of(front, article.id) == []


def test_what_is_news_is_recorded_by_itself_and_its_change_is_named(front):
    (article,) = add_articles(front, 1)
    scenes.add_first_version(front.articles, article.id)
    article = front.articles.load_article(article.id)
    removed = builders.change(old_number=1, new_number=None, claim_changes=())
    front.judge.outcomes[article.id] = {
        "kind": model.CheckKind.FAILED,
        "failure": builders.failure(),
        "change": removed,
    }
    settled = front.settle(article, builders.failure(), now=NOON)
    assert front.articles.load_change(settled.change_id).reading.id == settled.change_id
    assert front.articles.group_sizes == []


def test_checks_that_come_while_one_is_recorded_share_a_transaction(front):
    articles = add_articles(front, 6)
    answers = settle_at_once(front, articles)
    assert {key: answer.outcome.article_id for key, answer in answers.items()} == {n: n for n in answers}
    assert [len(checks_of(front, article.id)) for article in articles] == [1] * 6
    assert sum(front.articles.group_sizes) == 6
    assert len(front.articles.group_sizes) < 6


def test_a_fault_in_one_page_is_raised_to_the_thread_that_brought_it_and_to_no_other(front):
    articles = add_articles(front, 4)
    fault = errors.InputError("a page of nothing but angles")
    front.judge.outcomes[articles[1].id] = fault
    answers = settle_at_once(front, articles)
    assert answers.pop(articles[1].id) is fault
    assert [len(checks_of(front, article_id)) for article_id in answers] == [1] * 3


def test_where_one_article_has_moved_on_the_others_are_recorded_all_the_same(front):
    articles = add_articles(front, 4)
    scenes.add_first_version(front.articles, articles[2].id)
    answers = settle_at_once(front, articles)
    assert isinstance(answers.pop(articles[2].id), errors.StaleError)
    assert [len(checks_of(front, article_id)) for article_id in answers] == [1] * 3


def test_when_the_database_refuses_a_group_each_thread_records_its_own(front):
    articles = add_articles(front, 4)
    front.articles.troubles = [errors.StorageError("The database file is locked.")]
    answers = settle_at_once(front, articles)
    assert [type(answer) for answer in answers.values()] == [desk.Settled] * 4
    assert [len(checks_of(front, article.id)) for article in articles] == [1] * 4


def test_a_fault_in_a_group_ends_one_thread_and_no_other_waits_for_ever(front):
    articles = add_articles(front, 4)
    front.articles.troubles = [errors.InputError("no such column")]
    answers = settle_at_once(front, articles)
    assert [str(answer) for answer in answers.values() if not isinstance(answer, desk.Settled)] == [
        "no such column"
    ]
    assert sorted(len(checks_of(front, article.id)) for article in articles) == [0, 1, 1, 1]
