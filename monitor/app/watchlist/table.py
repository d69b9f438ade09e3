"""One table of a watchlist file: what the forms have in common. Next: `form`, every table and key."""

from pydantic import BaseModel, ConfigDict


class Form(BaseModel):
    """One table of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
