"""Who stands where, counted."""

from decimal import Decimal

import hypothesis
from hypothesis import strategies as st

from monitor import model
from monitor.core import standings
from tests import builders
from tests.builders import NOON, minutes

SLOT = model.Slot(topic_id="negotiations", claim_id="hostages_alive", scope="held")
AT_LEAST = {"high": None, "hedge": model.Hedge.AT_LEAST}


def position(outlet_id: str, *claims: model.Claim, at: int = 0, **fields: object) -> model.Position:
    when = NOON + minutes(at)
    return model.Position(
        **(
            {
                "outlet_id": outlet_id,
                "outlet_name": outlet_id.capitalize(),
                "article_id": 1,
                "url": f"https://{outlet_id}.example/a",
                "headline": "Talks",
                "figure": "x" if claims else "",
                "said_at": when,
                "since": when,
                "claims": claims,
            }
            | fields
        )
    )


def stand(*positions: model.Position) -> tuple[standings.Stand, ...]:
    known = model.SlotForCompare(id=1, slot=SLOT, positions=positions)
    return standings.find_stands(known, since=NOON - minutes(60))


def majority(*positions: model.Position, least: int = 3) -> str | None:
    stands = stand(*positions)
    camp = standings.find_majority(standings.find_camps(stands), stands, least=least)
    return camp and camp.figure


def say(value: int, *outlets: str, **fields: object) -> list[model.Position]:
    return [position(outlet, builders.claim(value, **fields)) for outlet in outlets]


def test_old_words_those_taken_back_and_removed_articles_stand_nowhere():
    stands = stand(
        position("a", builders.claim(20)),
        position("b", builders.claim(20), at=-90),
        position("c"),
        position("d", builders.claim(20), is_removed=True),
        position("e", builders.claim(20, scope="deal")),
    )
    assert [one.position.outlet_id for one in stands] == ["a"]


def test_the_largest_camp_is_the_majority_when_it_outnumbers_whom_it_contradicts():
    assert majority(*say(20, *"abc"), *say(22, *"de")) == "20"
    assert majority(*say(20, *"abc"), *say(22, *"def")) is None
    assert majority(*say(20, *"abcd"), *say(22, *"efg"), *say(24, *"hi")) is None


def test_one_that_leaves_room_is_not_against_it():
    vague = say(10, *"efgh", **AT_LEAST)
    assert majority(*say(20, *"abcde"), *vague[1:]) == "20"


def test_hedges_and_figures_of_one_number_are_one_camp_in_the_words_most_use():
    (camp,) = standings.find_camps(stand(*say(20, "a"), *say(20, *"bc", **AT_LEAST)))
    assert (camp.figure, camp.count, camp.claim.hedge) == ("20", 3, model.Hedge.AT_LEAST)


def test_too_few_are_none():
    assert majority(*say(20, *"ab")) is None
    assert majority() is None


def test_copies_of_one_text_count_once():
    copies = [position(outlet, builders.claim(20), origin_id=7) for outlet in "abc"]
    assert majority(*copies) is None
    assert majority(*copies, *say(20, *"de")) == "20"


def test_one_that_says_both_contradicts_neither():
    both = stand(position("a", builders.claim(20), builders.claim(22)))[0]
    assert not both.contradicts(builders.claim(20))
    assert not both.contradicts(builders.claim(22))
    assert both.contradicts(builders.claim(24))


@hypothesis.settings(max_examples=40)
@hypothesis.given(
    values=st.lists(st.tuples(st.integers(18, 22), st.integers(0, 3)), max_size=9), order=st.randoms()
)
def test_the_order_in_which_positions_come_changes_nothing(values, order):
    positions = [
        position(
            f"outlet-{number}",
            builders.claim(low=Decimal(value), high=Decimal(value)),
            origin_id=origin or None,
        )
        for number, (value, origin) in enumerate(values)
    ]
    shuffled = positions[:]
    order.shuffle(shuffled)
    assert stand(*positions) == stand(*shuffled)
    assert majority(*positions) == majority(*shuffled)
