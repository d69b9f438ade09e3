"""How many changed casualty figures the engine finds in real revisions: headline pairs and Wikipedia news blurbs.

    .venv/bin/python benchmarks/real_revisions.py FOLDER

FOLDER (or the environment variable CLAIMWATCH_REVISIONS) holds `claims/gold_short_pairs_dev.jsonl` (id, old, new) and
`news/itn_series_multi.json` (qid, lang, versions). None of their text is in this repository: `real_revisions.tsv` only
says, pair by pair and read by eye, which figure changed from what to what. Two watchlists are tried: that of any
disaster (casualties.claims.toml) on all pairs, and the shipped earthquake on those that speak of a quake. Prints what is
missed and wrongly found, with its text, for reading; says "not here" where the folder is missing.
"""

import itertools
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import naive

from monitor.app import watchlist
from monitor.core import claims
from monitor.core.claims import score

HERE = Path(__file__).parent
LABELS = HERE / "real_revisions.tsv"
CASUALTIES = HERE / "casualties.claims.toml"
EARTHQUAKE = HERE.parent / "examples" / "earthquake.claims.toml"
#: The languages of the blurbs that the engine reads; there are none in Hebrew.
LANGUAGES = ("en", "ar")
QUAKE = ("quake", "زلزال")
#: Figures that only the earthquake's watchlist watches.
ONLY_QUAKE = frozenset({"magnitude"})

Record = dict[str, str]


@dataclass(frozen=True)
class Revision:
    id: str
    old: str
    new: str


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CLAIMWATCH_REVISIONS", "data"))
    pairs, series = (
        folder / "claims" / "gold_short_pairs_dev.jsonl",
        folder / "news" / "itn_series_multi.json",
    )
    if not (pairs.is_file() and series.is_file()):
        print(f"not here: {folder} (give the folder as an argument or in CLAIMWATCH_REVISIONS)")
        return 0
    headlines = list(read_headlines(pairs))
    known = {(one.old, one.new) for one in headlines}
    blurbs = [one for one in read_blurbs(series) if (one.old, one.new) not in known]
    labels = read_labels()
    for name, revisions in (("headline pairs", headlines), ("blurbs not among them", blurbs)):
        by_rule = sum(naive.has_number_change(one.old, one.new) for one in revisions)
        print(f"{name}: {len(revisions)}, of which {by_rule} with another digit or number word")
        try_watchlist(CASUALTIES, revisions, labels, prefix="")
    quakes = [one for one in (*headlines, *blurbs) if any(word in one.old + one.new for word in QUAKE)]
    print(f"with the shipped earthquake watchlist: {len(quakes)} pairs that speak of a quake")
    try_watchlist(EARTHQUAKE, quakes, labels, prefix="quake_")
    return 0


def read_headlines(path: Path) -> Iterator[Revision]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Revision(record["id"], record["old"], record["new"])


def read_blurbs(path: Path) -> Iterator[Revision]:
    """Read each blurb beside the one that followed it."""
    for series in json.loads(path.read_text(encoding="utf-8")):
        if series["lang"] in LANGUAGES:
            texts = [version["text"] for version in series["versions"]]
            for at, (old, new) in enumerate(itertools.pairwise(texts)):
                yield Revision(f"{series['qid']}:{series['lang']}:{at}", old, new)


def read_labels() -> dict[str, list[Record]]:
    """Read which figures changed, by pair."""
    labels: dict[str, list[Record]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        pair, *fields = line.split("\t")
        labels.setdefault(pair, []).append(dict(zip(("claim", "kind", "old", "new"), fields, strict=True)))
    return labels


def try_watchlist(
    path: Path, revisions: Iterable[Revision], labels: dict[str, list[Record]], *, prefix: str
) -> None:
    """Compare each pair and print what was found, missed and wrongly found."""
    watch = watchlist.load_definitions(path)
    engine = claims.build_engine(watch.claims, watch.lexicons)
    wanted_count = found_count = wrong_count = alarmed = 0
    lines: list[str] = []
    for revision in revisions:
        known = [one for one in labels.get(revision.id, []) if prefix or one["claim"] not in ONLY_QUAKE]
        wanted = [one | {"claim": prefix + one["claim"]} for one in known]
        found = [claims.to_guide_record(one) for one in engine.compare_texts(revision.old, revision.new)]
        missed, extra = score.find_unmatched(wanted, found)
        wanted_count += len(wanted)
        found_count += len(wanted) - len(missed)
        wrong_count += len(extra)
        alarmed += bool(found) and not wanted
        lines += [f"    missed {describe(one)} | {revision.old} | {revision.new}" for one in missed]
        lines += [f"    wrong  {describe(one)} | {revision.old} | {revision.new}" for one in extra]
    missed_count = wanted_count - found_count
    print(f"  {wanted_count} figures changed: {found_count} found, {missed_count} missed", end="; ")
    print(f"{wrong_count} wrongly found, {alarmed} pairs alerted for nothing")
    print(*lines, sep="\n")


def describe(record: score.Record) -> str:
    return f"{record['claim']} {record['kind']} {record['old']} -> {record['new']}"


if __name__ == "__main__":
    sys.exit(main())
