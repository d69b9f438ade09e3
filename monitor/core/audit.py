"""Audit: which stored versions of an article are not what was stored.

The pages are proved by their chain, the texts read from them by their content hash,
the sentences of claims by their text. Refuses nothing. Next: `evidence`, `fingerprint`.
"""

from collections.abc import Iterator, Mapping

from monitor import model
from monitor.core import evidence, fingerprint

#: Stands for a NUL or half a surrogate pair in what is stored.
_STAND_IN = "\ufffd"


def find_altered(
    versions: Mapping[int, model.Version], snapshots: Mapping[int, model.Snapshot]
) -> tuple[tuple[int, str], ...]:
    """Find what was altered: the number of each version, and what is wrong with it; by number."""
    found = (
        *_find_altered_pages(snapshots),
        *_find_altered_texts(versions),
        *_find_altered_claims(versions),
    )
    return tuple(sorted(found))


def _find_altered_pages(snapshots: Mapping[int, model.Snapshot]) -> Iterator[tuple[int, str]]:
    line = [snapshots.get(number) for number in range(1, max(snapshots, default=0) + 1)]
    for index in evidence.find_broken(line):
        number = index + 1
        yield (
            number,
            f"The page stored for version {number} is not the one that was fetched, or one before it is gone.",
        )


def _find_altered_texts(versions: Mapping[int, model.Version]) -> Iterator[tuple[int, str]]:
    for number, version in versions.items():
        if is_another_text(version.article, version.content_hash):
            yield number, f"The text stored for version {number} is not the one that was read from its page."


def _find_altered_claims(versions: Mapping[int, model.Version]) -> Iterator[tuple[int, str]]:
    for number, version in versions.items():
        if any(claim.sentence not in version.article.text(claim.field) for claim in version.claims):
            yield number, f"A claim stored for version {number} has a sentence that its text does not hold."


def is_another_text(article: model.Article, content_hash: str) -> bool:
    """Whether a text is not the one that this hash was made of.

    False where that cannot be told: an older release hashed otherwise, and U+FFFD may stand for what no database holds.
    """
    found = fingerprint.content_hash(article)
    scheme, _, _ = found.partition(":")
    is_exact = not any(_STAND_IN in article.text(field) for field in model.TextField)
    return is_exact and content_hash.startswith(f"{scheme}:") and content_hash != found
