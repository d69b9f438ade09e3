"""The list of changes: one page of what the filters in the address find, and the menus that set them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pydantic

from monitor import model
from report.question import PAGE_SIZE, Question
from report.views import marks, moves, words

MenuRow = tuple[str, str, str, str | None, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of a filter's menu."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """One filter."""

    name: str
    label: str
    any_words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """One page of changes."""

    moves: tuple[moves.Move, ...]
    menus: tuple[Menu, ...]
    is_filtered: bool
    is_first: bool
    #: Query strings of the newest and the next older page; None where there is none.
    newest_query: str
    older_query: str | None


def show_listing(
    found: Sequence[model.ChangeReading], *, question: Question, watch: model.Watch
) -> ListingPage:
    """Lay one page out; `found` may hold one more than a page."""
    shown = found[:PAGE_SIZE]
    return ListingPage(
        moves=tuple(moves.list_move(reading, watch=watch) for reading in shown),
        menus=_list_menus(question, watch=watch),
        is_filtered=bool(question.model_dump(exclude={"before"}, exclude_none=True)),
        is_first=question.before is None,
        newest_query=write_query(question, before=None),
        older_query=write_query(question, before=shown[-1].id) if len(found) > len(shown) else None,
    )


def write_query(question: pydantic.BaseModel, *, before: int | None) -> str:
    """Write the question back into an address, at another place of the list."""
    fields = question.model_dump(mode="json") | {"before": before}
    return urlencode({name: value for name, value in fields.items() if value is not None})


def _list_menus(question: Question, *, watch: model.Watch) -> tuple[Menu, ...]:
    rows: tuple[MenuRow, ...] = (
        ("topic", "Topic", "All topics", question.topic, {one.id: one.title for one in watch.topics}),
        ("outlet", "Outlet", "All outlets", question.outlet, {one.id: one.name for one in watch.outlets}),
        (
            "claim",
            "Claim",
            "All claims",
            question.claim,
            {one.id: words.claim_title(watch, one.id) for one in watch.claims},
        ),
        (
            "kind",
            "What happened",
            "Anything",
            question.kind,
            {kind.value: name for kind, name in words.EVENT_WORDS.items()},
        ),
        (
            "severity",
            "Severity",
            "Any",
            question.severity,
            {"high": "High", "medium": "Medium and above", "low": "Low and above"},
        ),
        (
            "mark",
            "Marked",
            "Marked or not",
            question.mark,
            {state.value: words_of_it for state, words_of_it in marks.STATE_WORDS.items()},
        ),
        (
            "standing",
            "Texts in doubt",
            "Left out until confirmed",
            question.standing,
            {
                "any": "Listed too",
                "waiting": "Only those in doubt",
                "unconfirmed": "Only those not confirmed",
                "confirmed": "Only those confirmed",
            },
        ),
    )
    return list_menus(rows)


def list_menus(rows: Iterable[MenuRow]) -> tuple[Menu, ...]:
    """Make menus of (name, label, words for any, what is chosen, value -> words)."""
    return tuple(
        Menu(
            name=name,
            label=label,
            any_words=any_words,
            choices=tuple(
                Choice(value=value, words=text, is_chosen=value == chosen) for value, text in choices.items()
            ),
        )
        for name, label, any_words, chosen, choices in rows
        # A menu of one choice is no choice.
        if len(choices) > 1 or chosen
    )
