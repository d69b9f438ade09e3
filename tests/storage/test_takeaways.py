"""What exports ask of a store: the fake, SQLite and PostgreSQL answer alike."""

from monitor import model
from tests.builders import NOON, minutes
from tests.storage import scenes


def find(store: scenes.AnyStore, **fields) -> list[tuple[int, int]]:
    found = store.find_observed(model.ObservationFilter(**fields))
    return [(one.article_id, one.version_number) for one in found]


def test_observations_are_found_a_page_at_a_time(wide: scenes.AnyStore):
    everything = wide.find_observed(model.ObservationFilter())
    assert len(everything) == 4
    ids = [one.id for one in everything]
    assert ids == sorted(set(ids))
    paged, after_id = [], 0
    while found := wide.find_observed(model.ObservationFilter(after_id=after_id, limit=3)):
        paged += found
        after_id = found[-1].id
    assert tuple(paged) == everything
    assert set(everything) == set(wide.find_observations())


def test_observations_are_filtered(wide: scenes.AnyStore):
    assert set(find(wide, outlet_id="wire")) == {(2, 1), (2, 2)}
    assert set(find(wide, topic_id="talks")) == {(1, 1), (1, 2)}
    assert find(wide, claim_id="nothing") == []
    assert set(find(wide, since=NOON + minutes(20))) == {(1, 2), (2, 2)}
    assert set(find(wide, since=NOON + minutes(20), until=NOON + minutes(30))) == {(2, 2)}


def test_changes_are_found_by_when_they_were_first_seen(wide: scenes.AnyStore):
    def ids(**fields) -> list[int]:
        return [one.id for one in wide.find_changes(model.ChangeFilter(**fields))]

    everything = {one.id: one.change.first_seen_new_at for one in wide.find_changes(model.ChangeFilter())}
    border = sorted(everything.values())[1]
    assert set(ids(since=border)) == {number for number, at in everything.items() if at >= border}
    assert set(ids(until=border)) == {number for number, at in everything.items() if at < border}


def test_what_proves_a_version_is_loaded_without_its_text(wide: scenes.AnyStore):
    proofs = wide.load_proofs([1])
    assert sorted(proofs) == [(1, 1), (1, 2)]
    stored = wide.load_article_detail(1).versions[1]
    proof = proofs[1, 2]
    assert (proof.content_hash, proof.raw_sha256, proof.chain_sha256) == (
        stored.content_hash,
        stored.raw_sha256,
        stored.chain_sha256,
    )
    assert (proof.url, proof.headline, proof.seen_at, proof.standing) == (
        stored.article.canonical_url,
        stored.article.headline,
        stored.seen_at,
        model.Standing.SOUND,
    )
    assert proof.fetched_at == wide.load_version_page(1, 2).page.fetched_at
    assert wide.load_proofs([]) == wide.load_proofs([99]) == {}
