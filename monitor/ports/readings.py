"""Readings: what the page, the API and the command line ask of what is stored. Writes nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor import model


class Readings(Protocol):
    """The read side: the page, the API and the command line."""

    def load_totals(self, *, now: datetime) -> model.Totals: ...

    def load_outlets(self) -> tuple[model.OutletReading, ...]:
        """All outlets of the watchlist, by name."""
        ...

    def count_looks(self, *, since: datetime) -> dict[str, model.Looks]:
        """What the looks at articles since then came to, by outlet; of a great many, the newest are counted."""
        ...

    def find_changes(self, query: model.ChangeFilter) -> tuple[model.ChangeReading, ...]:
        """Newest first (by first_seen_new_at, then id); diffs are left out."""
        ...

    def load_change(self, change_id: int) -> model.ChangeDetail:
        """Raises NotFoundError."""
        ...

    def find_articles(
        self,
        *,
        outlet_id: str | None = None,
        before_id: int | None = None,
        limit: int = 50,
        with_retired: bool = False,
    ) -> tuple[model.ArticleReading, ...]:
        """Watched articles, newest first; `with_retired`: also those watched no more, or that turned out to be another."""
        ...

    def load_article_detail(self, article_id: int) -> model.ArticleDetail:
        """Raises NotFoundError."""
        ...

    def load_version_page(self, article_id: int, number: int) -> model.Snapshot:
        """Load the evidence behind one version. Raises NotFoundError."""
        ...

    def load_rereadings(self, article_id: int) -> tuple[model.Rereading, ...]:
        """Load the last rereading of each version that has any, oldest version first."""
        ...

    def load_origin(self, article_id: int) -> model.Origin | None:
        """Load the origin an article's text is a copy of, with all its copies; None where it is its own text, or where
        no such article is stored."""
        ...

    def find_origins(self, article_ids: Sequence[int]) -> dict[int, int]:
        """Find which of these articles are copies, and of which origin: twenty copies of one text count once."""
        ...

    def find_observations(
        self,
        *,
        topic_id: str | None = None,
        claim_id: str | None = None,
        current_only: bool = False,
        article_ids: Sequence[int] | None = None,
        before_id: int | None = None,
        limit: int | None = None,
    ) -> tuple[model.ClaimObservation, ...]:
        """Claims as they stood, oldest first; `current_only`: those of the newest version of articles that are
        not removed. With a `limit`, the newest so many; `before_id` goes on to older ones."""
        ...

    def find_standings(self, topic_id: str, *, since: datetime) -> tuple[model.ClaimObservation, ...]:
        """What each outlet's newest text with a word on a claim says of it, oldest first: texts that are shown still, in
        their newest version, first seen since then. A quotation or a denial is no word on a claim."""
        ...

    def find_observed(self, query: model.ObservationFilter) -> tuple[model.ClaimObservation, ...]:
        """Find claims as they stood in believed versions, a page of them at a time, in the order they were stored."""
        ...

    def load_proofs(self, article_ids: Sequence[int]) -> dict[tuple[int, int], model.Proof]:
        """Load what proves each stored version of these articles, by article and number."""
        ...

    def find_texts(self, query: model.SearchFilter) -> model.SearchPage:
        """Find versions by the words in them, in doubt or not."""
        ...

    def find_bulletins(
        self,
        *,
        outlet_id: str | None = None,
        topic_id: str | None = None,
        claim_id: str | None = None,
        kind: model.EventKind | None = None,
        min_severity: model.Severity | None = None,
        before_id: int | None = None,
        limit: int = 50,
    ) -> tuple[model.BulletinReading, ...]:
        """Newest first; `before_id` pages on."""
        ...

    def load_bulletin(self, bulletin_id: int) -> model.BulletinDetail:
        """Raises NotFoundError."""
        ...

    def load_alerts(self, alert_ids: Sequence[int]) -> tuple[model.AlertReading, ...]:
        """Load these alerts with their deliveries, oldest first."""
        ...

    def find_alerts(
        self, *, state: model.DeliveryState | None = None, before_id: int | None = None, limit: int = 100
    ) -> tuple[model.AlertReading, ...]:
        """Newest first; with `state`, those that have a delivery in it; `before_id` pages on."""
        ...

    def find_mutes(self, *, since: datetime) -> tuple[model.Mute, ...]:
        """As `MuteStore.find_mutes`."""
        ...

    def load_off_channels(self) -> tuple[model.ChannelStanding, ...]:
        """Load the channels that are switched off, by id."""
        ...
