"""The review list: words that changed without a claim, and claim changes on weak evidence, for a person to judge.

Refuses to judge itself. Newest change first, a page at a time. Next: `deltas` for the marked sentences.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor import model
from report.question import PAGE_SIZE, ReviewQuestion
from report.views import deltas, listing, marks, moves, words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDoubt:
    """One claim change that weak evidence speaks for."""

    line: moves.ClaimLine
    old: tuple[deltas.Part, ...]
    new: tuple[deltas.Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One change, and what of it is to be looked at."""

    move: moves.Move
    cards: tuple[deltas.DeltaCard, ...]
    claims: tuple[ClaimDoubt, ...]
    #: Deltas that were too many to keep.
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One page of the list."""

    items: tuple[ReviewItem, ...]
    menus: tuple[listing.Menu, ...]
    week_count: int
    is_filtered: bool
    is_first: bool
    #: Query strings of the newest and the next older page; None where there is none.
    newest_query: str
    older_query: str | None


def show_review(
    found: Sequence[model.ChangeReading], *, question: ReviewQuestion, watch: model.Watch, week_count: int
) -> ReviewPage:
    """Lay one page out; `found` may hold one more than a page."""
    shown = found[:PAGE_SIZE]
    return ReviewPage(
        items=tuple(_show_item(reading, kind=question.kind, watch=watch) for reading in shown),
        menus=_list_menus(question, watch=watch),
        week_count=week_count,
        is_filtered=bool(question.model_dump(exclude={"before"}, exclude_none=True)),
        is_first=question.before is None,
        newest_query=listing.write_query(question, before=None),
        older_query=listing.write_query(question, before=shown[-1].id) if len(found) > len(shown) else None,
    )


def _show_item(
    reading: model.ChangeReading, *, kind: model.ReviewKind | None, watch: model.Watch
) -> ReviewItem:
    change = reading.change
    wanted = [delta for delta in change.unexplained if kind is None or delta.kind.value == kind.value]
    has_claims = kind in {None, model.ReviewKind.CLAIM}
    doubted = [one for one in change.claim_changes if one.tier is model.Tier.REVIEW and has_claims]
    return ReviewItem(
        move=moves.list_move(reading, watch=watch),
        cards=deltas.list_deltas(wanted),
        claims=tuple(_show_claim(one, watch=watch) for one in doubted),
        left_out=change.unexplained_left_out,
    )


def _show_claim(change: model.ClaimChange, *, watch: model.Watch) -> ClaimDoubt:
    line = moves.list_claim(change, watch=watch)
    old, new = deltas.mark_differences(line.old_sentence, line.new_sentence)
    return ClaimDoubt(line=line, old=old, new=new)


def _list_menus(question: ReviewQuestion, *, watch: model.Watch) -> tuple[listing.Menu, ...]:
    kinds = {kind.value: name for kind, name in words.REVIEW_WORDS.items()}
    outlets = {one.id: one.name for one in watch.outlets}
    states = (state for state in model.ReviewState if state is not model.ReviewState.UNREVIEWED)
    marked = {"any": "Marked or not"} | {state.value: marks.STATE_WORDS[state] for state in states}
    return listing.list_menus(
        (
            ("kind", "What changed", "Anything", question.kind, kinds),
            ("outlet", "Outlet", "All outlets", question.outlet, outlets),
            ("mark", "Marked", marks.STATE_WORDS[model.ReviewState.UNREVIEWED], question.mark, marked),
        )
    )
