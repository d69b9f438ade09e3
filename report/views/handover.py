"""A topic over a period, to hand to somebody: what changed, what each outlet said at its end, and what proves it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import model
from report.views import moves, words


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """What one outlet said of one claim when the period ended."""

    title: str
    scope: str
    value: str
    outlet_name: str
    language: str | None
    sentence: str
    source: str
    since_at: datetime
    url: str | None
    raw_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """The digests of one version that a change names."""

    change_id: int
    outlet_name: str
    number: int
    proof: model.Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """All of it; `moves` and `proofs` newest first."""

    topic: str
    since: datetime | None
    until: datetime
    moves: tuple[moves.Move, ...]
    #: Where each article is; None where its address is none to send a reader to.
    links: Mapping[int, str | None]
    #: Whether there are older changes in the period than are shown.
    is_cut: bool
    silent_count: int
    outlet_count: int
    words: tuple[WordLine, ...]
    proofs: tuple[ProofLine, ...]


def show_handover(
    changes: Sequence[model.ChangeReading],
    standing: Iterable[model.ClaimObservation],
    *,
    topic: str,
    period: tuple[datetime | None, datetime],
    proofs: Mapping[tuple[int, int], model.Proof],
    watch: model.Watch,
    is_cut: bool,
) -> Handover:
    """Lay a period out; `standing` are observations of its last days, those that did not stand at its end too."""
    listed = tuple(moves.list_move(reading, watch=watch) for reading in changes)
    return Handover(
        topic=topic,
        since=period[0],
        until=period[1],
        moves=listed,
        links={one.id: words.safe_link(one.article.url) for one in changes},
        is_cut=is_cut,
        silent_count=sum(move.disclosure == "silent" for move in listed),
        outlet_count=len({move.outlet_id for move in listed}),
        words=tuple(_list_words(standing, until=period[1], proofs=proofs, watch=watch)),
        proofs=tuple(_list_proofs(changes, proofs)),
    )


def _list_words(
    observations: Iterable[model.ClaimObservation],
    *,
    until: datetime,
    proofs: Mapping[tuple[int, int], model.Proof],
    watch: model.Watch,
) -> list[WordLine]:
    """List the newest text's word of each outlet on each claim, in the watchlist's order of claims."""
    newest: dict[tuple[str, str, str], list[model.ClaimObservation]] = {}
    for one in sorted(observations, key=lambda one: (one.from_at, one.article_id)):
        if one.claim.type is model.ClaimType.QUOTE or not _stood_at(one, until):
            continue
        said = newest.setdefault((one.claim.claim_id, one.claim.scope, one.outlet_id), [one])
        if (said[0].article_id, said[0].version_number) != (one.article_id, one.version_number):
            said[:] = [one]
        elif one not in said:
            said.append(one)
    order = {definition.id: place for place, definition in enumerate(watch.claims)}
    slots = sorted(newest, key=lambda slot: (order.get(slot[0], len(order)), slot))
    found = (one for slot in slots for one in newest[slot])
    return [_show_word(one, proofs.get((one.article_id, one.version_number)), watch=watch) for one in found]


def _stood_at(one: model.ClaimObservation, instant: datetime) -> bool:
    ends = (end for end in (one.until_at, one.gone_at) if end is not None)
    return one.from_at < instant and all(end >= instant for end in ends)


def _show_word(one: model.ClaimObservation, proof: model.Proof | None, *, watch: model.Watch) -> WordLine:
    return WordLine(
        title=words.claim_title(watch, one.claim.claim_id),
        scope=words.scope_words(one.claim.scope),
        value=words.value_words(one.claim),
        outlet_name=one.outlet_name,
        language=proof.language if proof else None,
        sentence=one.claim.sentence,
        source=words.source_words(one.claim) if one.claim.source else "",
        since_at=one.from_at,
        url=words.safe_link(proof.url) if proof else None,
        raw_sha256=proof.raw_sha256 if proof else "",
    )


def _list_proofs(
    changes: Sequence[model.ChangeReading], proofs: Mapping[tuple[int, int], model.Proof]
) -> Iterable[ProofLine]:
    for reading in changes:
        numbers = (reading.change.old_number, reading.change.new_number or 0)
        for number in numbers:
            proof = proofs.get((reading.article.id, number))
            if proof is not None:
                yield ProofLine(
                    change_id=reading.id,
                    outlet_name=reading.article.outlet_name,
                    number=number,
                    proof=proof,
                )
