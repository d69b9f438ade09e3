"""Origins: whether an article's text is a copy of what other outlets publish, and of which origin.

Text decides and nothing else: an agency's name beside two different texts makes no copies. A copy that is edited stays one
while most of it is the same, so an update that some outlets take over (20 to 22) leaves one origin with two figures. Next:
`likeness` for the measure, `agencies` for the one that is named.
"""

from collections.abc import Sequence

from monitor import model
from monitor.core import likeness

#: From this share on, two texts are copies. In tests/eval/copies/texts.jsonl copies have .67 and more, an outlet's own report of the
#: same event .24 at most, and the same agency's story of the next day .33.
COPY_SHARE = 0.5
#: A copy that was edited stays one down to this share.
KEPT_SHARE = 0.4
#: An article is a copy of what was seen first at most so many days before.
WINDOW_DAYS = 14


def decide_origin(
    article_id: int, text: model.Article, *, origin_id: int | None, candidates: Sequence[model.LikeArticle]
) -> model.Kinship | None:
    """Decide which origin a text belongs to, None for none; `origin_id` is the one its article had before.

    Candidates are other outlets' articles, those of its origin among them. An article that gave its origin the id keeps it.
    """
    shares = likeness.measure_shares(text, [other.article for other in candidates])
    judged = list(zip(shares, candidates, strict=True))
    ranked = sorted(judged, key=lambda pair: (-pair[0], pair[1].id))
    if origin_id is not None:
        kin = [pair for pair in ranked if pair[1].origin_id == origin_id and pair[0] >= KEPT_SHARE]
        if kin:
            return model.Kinship(origin_id=origin_id, like_id=kin[0][1].id, share=kin[0][0])
        if origin_id == article_id:
            return model.Kinship(origin_id=origin_id, like_id=None, share=1.0)
    if not ranked or ranked[0][0] < COPY_SHARE:
        return None
    share, other = ranked[0]
    return model.Kinship(
        origin_id=other.origin_id or min(article_id, other.id), like_id=other.id, share=share
    )
