"""Two texts compared for what changed and got no claim."""

from monitor import model
from monitor.core import diff, unexplained
from tests import builders


def find(old: str, new: str, *, changes: tuple[model.ClaimChange, ...] = (), headline: bool = False):
    """Compare two bodies (paragraphs between empty lines), or two headlines."""
    before, after = (
        builders.article("Nothing else.", headline=text)
        if headline
        else builders.article(*text.split(model.PARAGRAPH_BREAK))
        for text in (old, new)
    )
    return unexplained.find_unexplained(diff.compare_articles(before, after), changes)[0]


def words_of(old: str, new: str, **options):
    return [(delta.kind.value, delta.old, delta.new) for delta in find(old, new, **options)]
