from monitor import model
from monitor.core import origins
from tests import builders
from tests.monitor.core.test_likeness import ELSEWHERE, WIRE

TEXT = builders.article(*WIRE)


def like(number: int, *paragraphs: str, origin_id: int | None = None) -> model.LikeArticle:
    return model.LikeArticle(id=number, origin_id=origin_id, article=builders.article(*(paragraphs or WIRE)))


def decide(*candidates: model.LikeArticle, number: int = 9, origin_id: int | None = None):
    return origins.decide_origin(number, TEXT, origin_id=origin_id, candidates=candidates)


def test_the_first_copy_makes_the_older_article_the_origin():
    assert decide(like(3)) == model.Kinship(origin_id=3, like_id=3, share=1.0)
    assert decide(like(12)) == model.Kinship(origin_id=9, like_id=12, share=1.0)


def test_a_further_copy_joins_the_origin_of_the_one_it_is_most_like():
    found = decide(like(3, *WIRE[:2], ELSEWHERE[0], origin_id=1), like(4, origin_id=2))
    assert found == model.Kinship(origin_id=2, like_id=4, share=1.0)


def test_a_text_of_its_own_has_no_origin():
    assert decide() is None
    assert decide(like(3, *ELSEWHERE)) is None


def test_a_copy_that_was_edited_stays_one_while_enough_of_it_is_the_same():
    half = like(3, WIRE[0], WIRE[1][:90], *ELSEWHERE, origin_id=3)
    kept = decide(half, origin_id=3)
    assert kept
    assert origins.KEPT_SHARE <= kept.share < origins.COPY_SHARE
    assert decide(half) is None
    assert decide(like(3, *ELSEWHERE, origin_id=3), origin_id=3) is None


def test_the_article_that_gave_its_origin_the_id_keeps_it():
    assert decide(origin_id=9) == model.Kinship(origin_id=9, like_id=None, share=1.0)
    assert decide(like(3, origin_id=2), origin_id=9) == model.Kinship(origin_id=9, like_id=None, share=1.0)
    assert decide(like(12, origin_id=9), origin_id=9) == model.Kinship(origin_id=9, like_id=12, share=1.0)


def test_a_copy_that_was_rewritten_after_another_wire_joins_that_one():
    found = decide(like(3, *ELSEWHERE, origin_id=3), like(4, origin_id=4), origin_id=3)
    assert found == model.Kinship(origin_id=4, like_id=4, share=1.0)
