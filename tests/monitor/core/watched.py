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
        #: Every stored version, in doubt or not.
        self.history: list[model.Version] = []
        self.pages: list[model.FetchedPage] = []
        #: What storage would give of the outlet's other articles.
        self.surroundings = model.Surroundings()
        self.changes: dict[int, model.Change] = {}

    def follow_rules(self, *rules: model.AlertRule) -> None:
        """Tell by these rules from now on."""
        self.brief = replace(self.brief, watch=replace(self.brief.watch, rules=rules))

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
        believed = [v for v in self.history if v.standing in model.BELIEVED]
        waiting = [v for v in self.history if v.standing is model.Standing.WAITING]
        held = [model.Held(version=v, change_id=v.number, change=self.changes[v.number]) for v in waiting]
        reader = fingerprint.reader_of(self.brief.find_selectors(self.state.outlet_id))
        return model.Past(
            latest=believed[-1],
            history=tuple((v.number, v.content_hash) for v in believed),
            headlines=tuple((v.number, v.article.headline) for v in believed),
            subheadlines=tuple((v.number, v.article.subheadline) for v in believed),
            bylines=tuple((v.number, v.article.byline) for v in believed),
            page=None if believed[-1].read_by == reader else self.pages[believed[-1].number - 1],
            held=held[0] if held else None,
            surroundings=replace(
                self.surroundings, earlier=tuple(v.article.paragraphs for v in believed[-2::-1])
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
        if outcome.verdict:
            judged = outcome.verdict
            assert self.history[-1].number == judged.version.number == judged.change_id
            self.history[-1] = judged.version
            self.changes[judged.change_id] = judged.change
        if outcome.version:
            assert outcome.version.number == len(self.history) + 1
            self.history.append(outcome.version)
            if outcome.change:
                self.changes[outcome.version.number] = outcome.change
        is_seen = is_good and bool(self.history) and outcome.kind is not model.CheckKind.SUSPECT
        self.state = replace(
            state,
            topic_ids=outcome.topic_ids,
            latest=self._mark() if self.history else None,
            last_checked_at=self.now,
            last_seen_at=self.now if is_seen else state.last_seen_at,
            revision_count=outcome.revision_count,
            last_revised_at=self.now
            if outcome.kind in {model.CheckKind.NEW_VERSION, model.CheckKind.CONFIRMED}
            else state.last_revised_at,
            doubt_count=outcome.doubt_count,
            failure_count=outcome.failure_count,
            last_failure=outcome.failure,
            missing_count=outcome.missing_count,
            missing_since=outcome.missing_since,
            is_removed=outcome.is_removed,
            is_flapping=outcome.is_flapping,
            is_blocked=outcome.is_blocked,
            body_digest=outcome.body_digest,
            fingerprint=outcome.fingerprint,
            etag=outcome.etag,
        )

    def _mark(self) -> model.VersionMark:
        believed = [version for version in self.history if version.standing in model.BELIEVED]
        newest = self.history[-1]
        return replace(
            builders.mark_of(believed[-1]), chain_sha256=newest.chain_sha256, top_number=newest.number
        )


def kinds(outcome: model.CheckOutcome) -> list[str]:
    return [event.kind.value for event in outcome.change.events]
