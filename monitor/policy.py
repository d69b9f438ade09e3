"""The knobs that decisions depend on: frozen values with defaults. Settings may replace some; the core only reads."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckPolicy:
    """When to look at an article again; the constants come from a simulation of news edits (docs/recheck.md)."""

    #: Hours by which half of an article's edits are over.
    half_life_h: float = 3.0
    #: Gamma-Poisson prior of the number of edits.
    alpha: float = 0.4
    beta: float = 0.5
    #: Extra expected edits an hour right after an edit.
    burst: float = 0.2
    #: Extra expected edits an hour right after a claim of its moved elsewhere; as `burst` fades.
    heat: float = 0.5
    #: 1 catches most, 1/2 has least delay.
    power: float = 0.75
    floor: timedelta = timedelta(minutes=5)
    #: Articles older than this are left alone.
    give_up_after: timedelta = timedelta(days=365)
    #: Checks an hour over all articles; the one thing a user sets.
    budget_per_hour: float = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPolicy:
    """When to poll a feed again: see `core.rhythm`."""

    shortest: timedelta = timedelta(minutes=5)
    #: A breaking story starts anywhere.
    longest: timedelta = timedelta(hours=1)
    #: Where entries come so fast that they would fall out unseen.
    shortest_in_rush: timedelta = timedelta(minutes=1)
    #: Until it is known how often entries come.
    unknown: timedelta = timedelta(minutes=10)
    #: Most entries of one feed that are taken at once.
    max_entries: int = 500
    #: Most documents of one poll beyond the first: older pages, parts of a list of sitemaps.
    max_pages: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """When to try again after a failure: base * factor ** (failures - 1), at most `longest`."""

    base: timedelta
    factor: float
    longest: timedelta

    def wait_after(self, failure_count: int) -> timedelta:
        """Return how long to wait after this many failures in a row (at least 1)."""
        # Past 20 doublings every `longest` is reached, and timedelta overflows not much later.
        return min(self.longest, self.base * self.factor ** min(failure_count - 1, 20))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalPolicy:
    """How often, and for how long, an article must be missing before it is told as removed."""

    confirmations: int = 3
    span: timedelta = timedelta(hours=24)
    #: Least wait between two checks of an article that is missing.
    spacing: timedelta = timedelta(hours=2)
    #: Later the wait grows with the time it has been missing: that time over this.
    patience: float = 8.0

    def is_confirmed(self, count: int, *, span: timedelta) -> bool:
        """Whether an article that so many checks missed, over so long, is removed."""
        return count >= self.confirmations and span >= self.span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPolicy:
    """When an outlet is told to refuse us or not to answer, and when to be reached again."""

    #: Refusals with no good answer between them.
    refusals: int = 3
    #: Articles they must be of, or all there are; more where the refusal may concern single pages (paywall, robots.txt).
    addresses: int = 2
    page_addresses: int = 5
    #: How long a feed must refuse us: it has one address only.
    poll_span: timedelta = timedelta(minutes=30)
    #: Good answers in a row that end it, and over how long: one that refuses every other answer is told once, not by the hour.
    good_answers: int = 2
    good_span: timedelta = timedelta(minutes=30)
    #: Tries of any kind without an answer, other outlets answering between them, and over how long.
    outages: int = 4
    outage_span: timedelta = timedelta(hours=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsensusPolicy:
    """What most outlets say, and when one that says otherwise is told. Why these: decision 22."""

    #: Outlets that must say one figure, copies of one text counted once: two may share a source.
    least: int = 3
    #: What an outlet said longer ago is no longer its word on the state of things (the board's span).
    span: timedelta = timedelta(days=7)
    #: After the first consensus of a claim was found: by then the articles that stood already have been read.
    settling: timedelta = timedelta(hours=1)
    #: An outlet that writes the old figure anew so soon after most moved is late, and does not disagree.
    lag: timedelta = timedelta(hours=3)
    #: When the last outlet on the old figure is told: a working day of the desk has passed.
    last_after: timedelta = timedelta(hours=6)
    #: Within this, a move back is one and the same to and fro, and who follows a dissenter joins its move.
    flapping: timedelta = timedelta(days=1)
    #: Outlets whose words one bulletin keeps.
    most_evidence: int = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectPolicy:
    """When a new text is in doubt, and how soon another check is to confirm it. Measured in benchmarks/suspect.py."""

    #: The share of the old text's words that must be left, else the text has collapsed.
    kept_share: float = 0.4
    #: Words that must have come or gone before a text can be in doubt at all: about one sentence.
    least_words: int = 12
    #: The share of what we cut that a second reading still finds, or of the text that it does not take for the article.
    disagreement_share: float = 0.2
    #: The share of the rest that the second reading must find before its word on what is new counts.
    agreement_share: float = 0.7
    #: Wait until the next check of a text in doubt.
    spacing: timedelta = timedelta(minutes=3)
    #: After so many texts in doubt in a row, none of them the old one, the next is believed: the old one is gone.
    most_in_a_row: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePolicy:
    """When an article that is seen for the first time is news."""

    #: How long after it was published: an outlet that is new on the watchlist brings its old ones, too.
    fresh: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPolicy:
    """How often a delivery is tried before it becomes a dead letter."""

    max_attempts: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPolicy:
    """When a channel that refuses us is switched off, and how often dead letters are told."""

    #: Refusals of the whole channel in a row, and over how long: a login server that is down for minutes is none.
    refusals: int = 3
    refusal_span: timedelta = timedelta(minutes=10)
    #: How long a server must have been away for its return to bring forward what waits for it: one line that broke is no outage.
    outage: timedelta = timedelta(minutes=2)
    #: A dead letter is told at once, those that follow within this time together after it.
    tell_again_after: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencePolicy:
    """When an outlet is told to list nothing new: see `core.silence`."""

    #: Before so long it is not judged: a weekend belongs to what it does.
    learning: timedelta = timedelta(days=8)
    #: Nor where new entries came in fewer of the last weeks.
    least_weeks: int = 2
    #: How far back its longest gaps count, how many times the longest it must be, and how long at least.
    memory: timedelta = timedelta(weeks=4)
    patience: float = 1.5
    floor: timedelta = timedelta(hours=12)
    #: How fresh the last good poll of its other feeds must be, and from when on one that fails is not waited for.
    fresh: timedelta = timedelta(hours=3)
    dead: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PulsePolicy:
    """When the service says of itself that it was down, sees nothing, or is late; /readyz judges lateness by the same."""

    #: Between two beats, which come every minute: more is no upgrade any more. And from when on it weighs more.
    gap: timedelta = timedelta(minutes=10)
    long_gap: timedelta = timedelta(hours=1)
    #: How late polls and checks may be.
    late: timedelta = timedelta(minutes=15)
    #: How long an alert may wait. Retries are spaced by up to hours, but five of them fall into the first hour.
    stuck: timedelta = timedelta(hours=1)
    #: How long beats must find it so before it is told: an old alert that is sent again waits for a moment, too.
    patience: timedelta = timedelta(minutes=5)
    #: How long no outlet may answer, where so many at least were asked meanwhile.
    blind: timedelta = timedelta(minutes=30)
    blind_outlets: int = 2
    #: How far the last check may lie ahead before a clock was set back.
    ahead: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All of them."""

    recheck: RecheckPolicy = field(default_factory=RecheckPolicy)
    poll: PollPolicy = field(default_factory=PollPolicy)
    removal: RemovalPolicy = field(default_factory=RemovalPolicy)
    reach: ReachPolicy = field(default_factory=ReachPolicy)
    suspect: SuspectPolicy = field(default_factory=SuspectPolicy)
    coverage: CoveragePolicy = field(default_factory=CoveragePolicy)
    silence: SilencePolicy = field(default_factory=SilencePolicy)
    pulse: PulsePolicy = field(default_factory=PulsePolicy)
    consensus: ConsensusPolicy = field(default_factory=ConsensusPolicy)
    delivery: DeliveryPolicy = field(default_factory=DeliveryPolicy)
    channel: ChannelPolicy = field(default_factory=ChannelPolicy)
    check_retry: RetryPolicy = RetryPolicy(base=timedelta(minutes=5), factor=2.0, longest=timedelta(hours=12))
    #: A feed is one small request: after a night without a network, no outlet stays unseen for long.
    poll_retry: RetryPolicy = RetryPolicy(
        base=timedelta(minutes=5), factor=2.0, longest=timedelta(minutes=30)
    )
    delivery_retry: RetryPolicy = RetryPolicy(
        base=timedelta(seconds=30), factor=3.0, longest=timedelta(hours=4)
    )
    #: How long a claimed row is another worker's; longer than any one job can take.
    lease: timedelta = timedelta(minutes=10)
