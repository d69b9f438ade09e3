"""Channels as they stand: whether one is refused, switched off, or losing letters. Settings and secrets are not here.

Refuses naive times. Next: `core.channels`, which decides it.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.instant import refuse_naive


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelStanding:
    """What is known against one channel; of one that always worked nothing is kept."""

    channel_id: str
    #: Answers that refused the whole channel, with no message taken between them; and since when.
    refusal_count: int = 0
    refused_since: datetime | None = None
    #: Since when it is switched off, None where it is on; and the server's words. Its deliveries wait.
    off_since: datetime | None = None
    reason: str = ""
    #: Of the settings that were refused: other settings switch it on again.
    settings_digest: str = ""
    #: Since when its server could not be reached at all, with no message taken since.
    unreached_since: datetime | None = None
    #: Dead letters that nobody was told of yet, and when somebody was last.
    untold_dead_count: int = 0
    dead_told_at: datetime | None = None
    #: What is stored, to be compared when it is written.
    revision: int = 0

    def __post_init__(self) -> None:
        refuse_naive(
            refused_since=self.refused_since,
            off_since=self.off_since,
            unreached_since=self.unreached_since,
            dead_told_at=self.dead_told_at,
        )
