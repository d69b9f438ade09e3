"""The shapes of what a webhook receives, as types and as JSON Schema: docs/reference/webhook.schema.json is made of them.

They are a promise: within `/1` a field may be added and a new kind of event may come, nothing is renamed or dropped. Next:
`webhook_message`, which fills them.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import TypedDict

SCHEMA: Literal["claimwatch.alert/1"] = "claimwatch.alert/1"
DIGEST_SCHEMA: Literal["claimwatch.digest/1"] = "claimwatch.digest/1"

Instant = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Severity = Literal["info", "low", "medium", "high"]
Url = Annotated[str, Field(description="http or https")]


class Alert(TypedDict):
    """What is told."""

    id: int
    title: str
    severity: Severity
    rules: Annotated[list[str], Field(description="Ids of the alert rules that asked for it")]
    created_at: Instant


class Outlet(TypedDict):
    id: Annotated[str | None, Field(description="null where it is about no one outlet")]
    name: Annotated[str, Field(description="Its name, or what else it is about")]


class Article(TypedDict):
    id: Annotated[int | None, Field(description="null where it is about no one article")]
    url: Annotated[Url | None, Field(description="The outlet’s own page")]
    headline: str
    language: Annotated[str | None, Field(description="Such as en, ar, he; null where nobody knows")]


class Side(TypedDict):
    """A claim before or now."""

    value: Annotated[str, Field(description="20, >=20, <=20, ~20, ?20 (reported), 20-22, none, or words")]
    sentence: Annotated[str, Field(description="Whole, as written")]


class Claim(TypedDict):
    """One claim that changed."""

    claim: Annotated[str, Field(description="Its id in the watchlist")]
    scope: str
    kind: Annotated[
        str,
        Field(description="value, range, scope, stance, hedge, attribution, added, removed or inconsistent"),
    ]
    tier: Annotated[Literal["now", "digest", "review"], Field(description="How sure: now is the surest")]
    summary: str
    old: Side
    new: Side


class Event(TypedDict):
    """One thing that happened."""

    kind: Annotated[str, Field(description="As in alert rules; new kinds may come")]
    severity: Severity
    summary: str
    claim: str | None
    is_told: Annotated[bool, Field(description="Whether it is one that the alert tells")]


class Change(TypedDict):
    """What one check found, between the last look that saw the old state and the first that saw the new one."""

    id: Annotated[int | None, Field(description="null where it is no change of one article")]
    url: Annotated[Url | None, Field(description="The evidence, on the report page")]
    window: Annotated[str, Field(description="Both instants in words")]
    old_version: int
    new_version: Annotated[int | None, Field(description="null where no text came of it")]
    last_seen_old_at: Instant
    first_seen_new_at: Instant
    severity: Severity
    is_silent: Annotated[bool, Field(description="Whether the text changed without a correction notice")]
    notice: str
    reverts_to: Annotated[int | None, Field(description="The version whose text is back")]
    claims: list[Claim]
    events: list[Event]


class Saying(TypedDict):
    """What one outlet says of a claim."""

    part: Literal["first", "new", "old", "open", "other"]
    outlet: Outlet
    article: Article
    value: str
    sentence: str
    source: Annotated[str | None, Field(description="Who says so, as the sentence names them")]
    last_otherwise_at: Annotated[Instant | None, Field(description="null: its first text says so")]
    since: Instant
    origin: Annotated[int | None, Field(description="Copies of one text have one number")]


class Bulletin(TypedDict):
    """News that belongs to no one article."""

    id: int | None
    about: str
    topic: str | None
    claim: str | None
    scope: str
    detail: str
    old: str
    new: str
    evidence: list[Saying]
    evidence_left_out: int


class Telling(TypedDict):
    """One alert with all that it tells."""

    alert: Alert
    bulletin: Bulletin | None
    outlet: Outlet
    article: Article
    change: Change


class AlertMessage(Telling):
    """One alert."""

    schema: Literal["claimwatch.alert/1"]
    id: Annotated[str, Field(description="The delivery’s key: the same on every try")]


class Digest(TypedDict):
    reason: Annotated[str, Field(description="What the alerts waited for")]
    due_at: Instant
    left_out: Annotated[int, Field(description="How many more alerts there are")]


class DigestMessage(TypedDict):
    """Several alerts that waited for one another."""

    schema: Literal["claimwatch.digest/1"]
    id: Annotated[str, Field(description="The delivery’s key: the same on every try")]
    digest: Digest
    alerts: list[Telling]


Message = Annotated[AlertMessage | DigestMessage, Field(discriminator="schema")]


def build_adapter() -> TypeAdapter[AlertMessage | DigestMessage]:
    """Build what checks a message against its shape."""
    return TypeAdapter(Message)


def write_schema() -> dict[str, Any]:
    """Return the JSON Schema of all that a webhook may receive."""
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": "What a Claimwatch webhook receives"}
    return head | build_adapter().json_schema()
