"""The form of an alert rule: which events it asks for, and who gets them when. Next: `form`, every other table."""

from typing import Literal

from pydantic import Field, StrictBool

from monitor import model
from monitor.app.watchlist import fields, time_fields
from monitor.app.watchlist.table import Form

SeverityName = Literal["info", "low", "medium", "high"]


class AlertForm(Form):
    """A rule: which events go to which channels. A list left out means "any"."""

    id: fields.Id = Field(description="Its name, shown as the reason of an alert.", examples=["counts"])
    channels: list[str] = Field(
        min_length=1, description="Ids of the channels that get it.", examples=[["desk"]]
    )
    events: list[model.EventKind] = Field(
        default=[], description="Kinds of event.", examples=[["claim_changed", "article_removed"]]
    )
    topics: list[str] = Field(default=[], description="Ids of topics.", examples=[["negotiations"]])
    claims: list[str] = Field(default=[], description="Ids of claims.", examples=[["hostages_alive"]])
    outlets: list[str] = Field(default=[], description="Ids of outlets.", examples=[["bbc"]])
    languages: list[fields.Language] = Field(
        default=[],
        description="Two-letter codes of the articles' languages; one whose language is not known is of any.",
        examples=[["ar", "he"]],
    )
    severity: SeverityName = Field(
        default="medium", description="Least severity: info, low, medium or high.", examples=["high"]
    )
    min_change: fields.LeastChange | None = Field(
        default=None,
        description="Least change of a claim's number, by itself or in percent; what cannot be measured is never held back.",
        examples=["10%", 2],
    )
    when: time_fields.When | None = Field(
        default=None,
        description="at once (the default), or in a digest: hourly, daily 07:00, weekly mon 07:00; on the channel's clock.",
        examples=["daily 07:00"],
    )
    silent_only: StrictBool = Field(
        default=False,
        description="Only changes made without a correction notice.",
        examples=[True],
    )
