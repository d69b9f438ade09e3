"""The form of a channel's hours: by which clock digests come, and when it keeps quiet. Next: `form`, the channels."""

from typing import Annotated

from pydantic import Field

from monitor.app.watchlist import fields, rule_form, time_fields
from monitor.app.watchlist.table import Form


class HoursForm(Form):
    """What every kind of channel may say of its hours."""

    id: fields.Id = Field(description="Its name in rules.", examples=["desk"])
    timezone: time_fields.Zone | None = Field(
        default=None,
        description="Time zone of its digests and quiet hours, if not the watchlist's.",
        examples=["Asia/Jerusalem"],
    )
    quiet: time_fields.Quiet | None = Field(
        default=None,
        description="Hours in which it tells nothing; what comes meanwhile follows together when they end.",
        examples=["22:00-07:00"],
    )
    quiet_except: rule_form.SeverityName | None = Field(
        default=None,
        description="From this severity on alerts come through its quiet hours all the same.",
        examples=["high"],
    )
    most_per_hour: Annotated[int, Field(ge=1)] | None = Field(
        default=None,
        description="Most messages an hour to one address; what is above follows as one. 60, for a webhook any number, where it is left out.",
        examples=[30],
    )
