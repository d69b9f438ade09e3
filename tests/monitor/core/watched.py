"""One article under watch: what it says now, and each outcome made the state of its next check, as storage makes it."""

from dataclasses import replace

from monitor import model
from monitor.core import decide, fingerprint
from tests import builders

LIVING = "Israel says {} hostages are alive, and talks on a ceasefire go on in Doha this week."

FILLER = (
    "Mediators met for two hours at a hotel by the water and left without a word to the reporters outside.",
    "Officials who saw the draft described it as close to the one both sides had set aside in the spring.",
    "Relatives gathered outside the ministry, some of them with photographs, and waited until after dark.",
)


def html(*paragraphs: str, headline: str = "Talks resume in Doha as families wait") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (*paragraphs, *FILLER))
    return (
        f'<html lang="en"><head><title>{headline} - The Coastal Ledger</title></head><body><nav>Home News</nav>'
        f"<main><article><h1>{headline}</h1>{body}</article></main><footer>About us</footer></body></html>"
    )


def page(*paragraphs: str, at=builders.NOON, headline="Talks resume in Doha as families wait", **fields):
    return builders.page(html(*paragraphs, headline=headline), fetched_at=at, **fields)


class Watched:
    """One article, checked again and again: each outcome becomes the state of the next check, as storage makes it."""

    def __init__(self, brief, **fields) -> None:
        self.brief = brief
        self.now = builders.NOON
        self.state = builders.article_for_check(**fields)
        self.history: list[model.Version] = []
        self.pages: list[model.FetchedPage] = []
        #: What storage would give of the outlet's other articles.
        self.surroundings = model.Surroundings()

    def check(self, response, after_minutes: float = 15) -> model.CheckOutcome:
        self.now += builders.minutes(after_minutes)
        outcome = decide.decide_quickly(self.brief, self.state, response, now=self.now, price=0.0)
        if outcome is None:
            outcome = decide.decide_check(
                self.brief, self.state, response, past=self.past, now=self.now, price=0.0
            )
        self._store(outcome)
        if outcome.version:
            self.pages.append(response)
        return outcome

    @property
    def past(self) -> model.Past | None:
        if not self.history:
            return None
        latest = self.history[-1]
        is_ours = latest.read_by == fingerprint.reader_of(self.brief.find_selectors(self.state.outlet_id))
        return model.Past(
            latest=latest,
            history=tuple((v.number, v.content_hash) for v in self.history),
            page=None if is_ours else self.pages[-1],
            surroundings=replace(
                self.surroundings, earlier=tuple(v.article.paragraphs for v in self.history[-2::-1])
            ),
        )

    def read_otherwise(self, *paragraphs: str) -> None:
        """Make the newest version one that an older release read, as these paragraphs."""
        latest = self.history[-1]
        article = replace(latest.article, paragraphs=paragraphs)
        self.history[-1] = replace(latest, article=article, content_hash="1:old", read_by="0.0.9/1/0")
        mark = builders.mark_of(self.history[-1])
        self.state = replace(self.state, fingerprint="1:old", body_digest=None, latest=mark)

    def _store(self, outcome: model.CheckOutcome) -> None:
        state, is_good = self.state, outcome.failure is None
        if outcome.version:
            self.history.append(outcome.version)
        self.state = replace(
            state,
            topic_ids=outcome.topic_ids,
            latest=builders.mark_of(self.history[-1]) if self.history else None,
            last_checked_at=self.now,
            last_seen_at=self.now if is_good and self.history else state.last_seen_at,
            revision_count=outcome.revision_count,
            last_revised_at=self.now
            if outcome.kind is model.CheckKind.NEW_VERSION
            else state.last_revised_at,
            failure_count=outcome.failure_count,
            last_failure=outcome.failure,
            missing_count=outcome.missing_count,
            missing_since=outcome.missing_since,
            is_removed=outcome.is_removed,
            is_flapping=outcome.is_flapping,
            body_digest=outcome.body_digest,
            fingerprint=outcome.fingerprint,
            etag=outcome.etag,
        )


def kinds(outcome: model.CheckOutcome) -> list[str]:
    return [event.kind.value for event in outcome.change.events]
