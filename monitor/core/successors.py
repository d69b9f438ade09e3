"""Successors: whether an article goes on under another address of its outlet: told by its text, or by its feed entry.

An outlet that renames an article may leave no redirect. Then the old address is gone while nearly the same text stands at a new
one, or a feed gives the same entry another link. Both are believed on two signs together, never on one: a guid alone is reused,
a text alone is printed twice, or is the next day's of the same form. Next: `likeness`, which measures; `sisters`; storage, which joins
the two.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import model
from monitor.core import likeness, sisters, twins

#: So many checks in a row have missed an article that is gone: one may be a server's slip, and two articles are joined for good.
MISSED_CHECKS = 2
#: So much of the shorter text stands in the other, and the shorter is at least this share of the longer.
_SAME_TEXT = 0.8
_SAME_LENGTH = 0.6
#: A title is the same one reworded when it has at least so many words, and this share of the shorter, in common.
_TITLE_WORDS = 3
_TITLE_SHARE = 0.5
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """What is stored of the article that had an entry's guid."""

    url: str
    titles: tuple[str, ...]
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """The text of an article at its address, and when it was there."""

    id: int
    text: model.Article
    #: When a feed named it first, and when it was read first and seen last.
    listed_at: datetime
    first_at: datetime
    last_at: datetime


def find_successor(own: Stay, others: Sequence[Stay]) -> int | None:
    """Find the article of the same outlet that this one's text goes on in, now that one of the two is gone: the most like,
    or None where none is the same text. No two that were there together, nor two of one form that tell of different days
    or counts."""
    apart = [(other.id, other.text) for other in others if not _were_together(own, other)]
    return _find_same_text(own.text, apart)


def find_repeated(text: model.Article, others: Sequence[model.LikeArticle]) -> int | None:
    """Find the article of the same outlet in which a first text stands already, by the same measure: it may have moved, or be
    printed twice. None where it is a text of its own."""
    return _find_same_text(text, [(other.id, other.article) for other in others])


def _find_same_text(text: model.Article, others: Sequence[tuple[int, model.Article]]) -> int | None:
    shares = likeness.measure_shares(text, [other for _, other in others])
    ranked = sorted(zip(shares, others, strict=True), key=lambda pair: (-pair[0], pair[1][0]))
    return next(
        (
            other_id
            for share, (other_id, other) in ranked
            if share >= _SAME_TEXT and _is_as_long(text, other) and not sisters.are_sisters(text, other)
        ),
        None,
    )


def _were_together(one: Stay, other: Stay) -> bool:
    """Whether two articles were new in one poll, or each was seen at its address while the other was."""
    is_overlap = one.first_at <= other.last_at and other.first_at <= one.last_at
    return is_overlap or one.listed_at == other.listed_at


def find_guids(entries: Sequence[model.Entry]) -> dict[str, str]:
    """Find the guids of a poll that name one entry each, by the entry's URL: no guid that stands twice, and none that is
    the title."""
    counts = Counter(entry.guid for entry in {entry.url: entry for entry in entries}.values())
    return {
        entry.url: entry.guid
        for entry in entries
        if entry.guid and counts[entry.guid] == 1 and entry.guid != entry.title
    }


def is_same_entry(entry: model.Entry, known: KnownEntry, *, others: Sequence[model.Entry] = ()) -> bool:
    """Whether an entry with another link than before, but the guid of a known article, is that article's: it was
    published at the same instant, or has a title of the same words, or an address that shares the article's number.

    What the `others` of its poll have, too, says nothing: the instant of another (a day without its hour), words that
    most of their titles share (a feed of one story)."""
    others = [other for other in others if other.url != entry.url]
    instants = {other.published_at for other in others} | {None}
    if entry.published_at == known.published_at and entry.published_at not in instants:
        return True
    if twins.is_twin(entry.url, known.url):
        return True
    common = _find_common_words([other.title for other in others])
    words = _words_of(entry.title) - common
    return any(
        _is_reworded(words, _words_of(title) - common) and not sisters.name_other_days(entry.title, title)
        for title in known.titles
    )


def _is_as_long(one: model.Article, other: model.Article) -> bool:
    shorter, longer = sorted(len(article.text(model.TextField.BODY)) for article in (one, other))
    return shorter >= _SAME_LENGTH * longer


def _find_common_words(titles: Sequence[str]) -> set[str]:
    counts = Counter(word for title in titles for word in _words_of(title))
    return {word for word, count in counts.items() if count > len(titles) / 2}


def _words_of(title: str) -> set[str]:
    return set(_WORD.findall(title.casefold()))


def _is_reworded(one: set[str], two: set[str]) -> bool:
    return len(one & two) >= max(_TITLE_WORDS, _TITLE_SHARE * min(len(one), len(two)))
