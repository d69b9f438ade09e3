"""Sisters: two texts of one form that tell of different days or counts ("Gaza daily bulletin, 3 September" and the next day's).

However alike they are, they are two articles. Refuses dress: a number in figures or in words, a line that ticks; and a text
that only grew, or was only cut, is no other one. Next: `successors`, which joins none of them.
"""

from collections.abc import Iterator

from monitor import model
from monitor.core import diff as differ
from monitor.core import noise, numbers, signs
from monitor.core.claims import dates


def are_sisters(one: model.Article, other: model.Article) -> bool:
    """Whether each of two texts has a number or date that the other lacks, or the headline of one has, or an edited
    sentence has others than before."""
    old, new = (_find_figures(article.headline, *article.paragraphs) for article in (one, other))
    lost, came = set(old).difference(new), set(new).difference(old)
    if lost and came:
        return True
    if not lost.isdisjoint(_find_figures(one.headline)) or not came.isdisjoint(_find_figures(other.headline)):
        return True
    return any(
        _find_figures(sentence.old) != _find_figures(sentence.new) for sentence in _find_edited(one, other)
    )


def name_other_days(one: str, other: str) -> bool:
    """Whether each of two titles names a day or month, and none that the other names."""
    old, new = (set(_find_dates(title)) for title in (one, other))
    return bool(old and new) and old.isdisjoint(new)


def _find_edited(one: model.Article, other: model.Article) -> Iterator[model.SentenceDiff]:
    for field in differ.compare_articles(one, other).fields:
        if field.field is model.TextField.BODY:
            yield from (sentence for sentence in field.sentences if sentence.op in model.EDITED_OPS)


def _find_figures(*texts: str) -> list[str]:
    """Find the numbers of texts by their worth, and their dates, in order."""
    found = []
    for text in (noise.drop_volatile(text.strip()) for text in texts):
        found += [piece.text for piece in numbers.parse_pieces(text) if any(map(str.isdigit, piece.text))]
        found += _find_dates(text)
    return found


def _find_dates(text: str) -> list[str]:
    return [date.value for date in dates.find_dates(signs.read_sentence(text))]
