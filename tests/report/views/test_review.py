from monitor import model
from report.question import ReviewQuestion
from report.views import review
from tests import builders
from tests.fakes import readings
from tests.fakes.morning import WATCH

MODAL = builders.delta("will", "may", kind=model.DeltaKind.MODAL)
WEAK = builders.claim_change(
    tier=model.Tier.REVIEW, old=None, old_text="none", old_sentence="Israel says some hostages are alive."
)


def show(change: model.Change, **question):
    page = review.show_review(
        (readings.change_reading(change=change),),
        question=ReviewQuestion(**question),
        watch=WATCH,
        week_count=1,
    )
    return page.items[0]


def test_a_change_shows_its_words_and_its_weak_claims_and_no_strong_ones():
    item = show(builders.change(unexplained=(MODAL,), claim_changes=(builders.claim_change(), WEAK)))
    assert [card.swaps[0].new for card in item.cards] == ["may"]
    (doubt,) = item.claims
    assert (doubt.line.title, doubt.line.old) == ("Hostages described as alive", "not stated")
    assert [part.text for part in doubt.new if part.is_marked] == ["20"]


def test_a_filter_shows_what_was_asked_for_only():
    change = builders.change(unexplained=(builders.delta(), MODAL), claim_changes=(WEAK,))
    item = show(change, kind="modal")
    assert ([card.swaps[0].new for card in item.cards], item.claims) == (["may"], ())
    item = show(change, kind="claim")
    assert (item.cards, len(item.claims)) == ((), 1)


def test_every_kind_has_a_choice_in_the_menu():
    page = review.show_review((), question=ReviewQuestion(), watch=WATCH, week_count=0)
    kinds = next(menu for menu in page.menus if menu.name == "kind")
    assert [choice.value for choice in kinds.choices] == [kind.value for kind in model.ReviewKind]
    assert not page.is_filtered
