"""What an address may ask: ids, names, and the filters of the lists. Refuses what no database could hold."""

from typing import Annotated, Literal

import pydantic

from monitor import model
from monitor.core import instants

PAGE_SIZE = 30

#: A row's id; PostgreSQL's integer ends there.
Id = Annotated[int, pydantic.Field(ge=1, le=2**31 - 1)]
#: An outlet's, claim's or topic's id; PostgreSQL's text holds no NUL.
Name = Annotated[str, pydantic.Field(max_length=200, pattern=r"^[^\x00]+$")]

#: An empty field of a form means "any".
blank_is_any = pydantic.BeforeValidator(lambda value: value or None)


def _read_instant(value: object) -> object:
    """Read a day or an instant; "" means any."""
    found = instants.parse_instant(value) if isinstance(value, str) else None
    return found or value or None


#: A day, or an instant; UTC where it names no zone. Empty: any.
Instant = Annotated[pydantic.AwareDatetime | None, pydantic.BeforeValidator(_read_instant)]
StandingName = Literal["waiting", "confirmed", "unconfirmed", "any"]
SeverityName = Literal["info", "low", "medium", "high"]
MarkName = Literal["seen", "confirmed", "not_a_change", "any"]


class Question(pydantic.BaseModel):
    """Which changes are asked for; None means any. A filter that there is none of is refused, for it would hold back
    nothing."""

    model_config = pydantic.ConfigDict(extra="forbid")

    topic: Annotated[Name | None, blank_is_any] = None
    outlet: Annotated[Name | None, blank_is_any] = None
    claim: Annotated[Name | None, blank_is_any] = None
    kind: Annotated[model.EventKind | None, blank_is_any] = None
    #: The least severity.
    severity: Annotated[SeverityName | None, blank_is_any] = None
    #: Changes whose text is, or was, in doubt; those in doubt or not confirmed are no news, and are listed when asked for.
    standing: Annotated[StandingName | None, blank_is_any] = None
    #: How they stand with those who review them.
    mark: Annotated[model.ReviewState | None, blank_is_any] = None
    #: Only changes listed after this one.
    before: Annotated[Id | None, blank_is_any] = None

    def to_filter(self, page_size: int = PAGE_SIZE) -> model.ChangeFilter:
        """Ask storage for one more than a page, to know whether there is another."""
        return model.ChangeFilter(
            topic_id=self.topic,
            outlet_id=self.outlet,
            claim_id=self.claim,
            kind=self.kind,
            min_severity=model.Severity[self.severity.upper()] if self.severity else None,
            standings=_STANDINGS[self.standing],
            review_states=(self.mark,) if self.mark else None,
            before_id=self.before,
            limit=page_size + 1,
        )


_STANDINGS: dict[str | None, tuple[model.Standing, ...] | None] = {
    None: model.BELIEVED,
    "any": None,
    **{name.value: (name,) for name in model.Standing},
}


_MARKS: dict[str | None, tuple[model.ReviewState, ...] | None] = {
    None: (model.ReviewState.UNREVIEWED,),
    "any": None,
    **{name.value: (name,) for name in model.ReviewState},
}


class ReviewQuestion(pydantic.BaseModel):
    """What of the review list is asked for; None means any. A filter that there is none of is refused."""

    model_config = pydantic.ConfigDict(extra="forbid")

    kind: Annotated[model.ReviewKind | None, blank_is_any] = None
    outlet: Annotated[Name | None, blank_is_any] = None
    #: What was marked is done, and listed when asked for.
    mark: Annotated[MarkName | None, blank_is_any] = None
    #: Only changes listed after this one.
    before: Annotated[Id | None, blank_is_any] = None

    def to_filter(self, page_size: int = PAGE_SIZE) -> model.ChangeFilter:
        """Ask storage for one more than a page, to know whether there is another."""
        return model.ChangeFilter(
            outlet_id=self.outlet,
            review=(self.kind,) if self.kind else tuple(model.ReviewKind),
            review_states=_MARKS[self.mark],
            before_id=self.before,
            limit=page_size + 1,
        )
