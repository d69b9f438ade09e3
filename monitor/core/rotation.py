"""Rotation: boxes that take turns inside an article: teasers, slides, labels that no name and no structure tells from its text.

Learned from what is stored and from nothing else: the outlet's other articles, and the article's own earlier texts. So
there is no state that could go wrong or grow, and what was learned is forgotten when it no longer holds. A text is left
out of a comparison only where nothing in it is watched and it has no number, negation, hedge or attribution; and where it is,
word for word, another page's headline, or a label (no sentence) that stands in other articles of the outlet, or where unrelated
labels took turns. A block that is a link and nothing else never comes here: `paragraphs` leaves it out.
Refuses to judge words. Next: `decide`, which asks.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from monitor import model
from monitor.core import correction_text, fingerprint, normal, paragraphs, weighty

#: Longer texts are no label and no headline.
_MAX_LENGTH = 160
#: Other articles of the outlet that a text must stand in to be the outlet's and not the article's.
_MIN_OTHERS = 2
#: Different texts that one place must have shown before its next one is taken for a turn.
_MIN_TURNS = 3
#: Shorter headlines may be anything: "Analysis".
_MIN_HEADLINE_WORDS = 4
#: From this share of the shorter one's words on, two texts are an edit of one another.
_RELATED = 0.5
#: Characters of what is left out that a check tells of.
_TOLD_LENGTH = 300
_WORD = re.compile(r"\w+")

FindTerms = Callable[[str], Collection[str]]
_Place = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steady:
    """Two texts of an article without the boxes that took turns between them."""

    old: model.Article
    new: model.Article
    #: The texts that were left out of the new one and of the old one.
    left_out: tuple[str, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing but the boxes differs."""
        return fingerprint.content_hash(self.old) == fingerprint.content_hash(self.new)

    @property
    def note(self) -> str:
        """Say what was left out, "" for nothing."""
        if not self.left_out:
            return ""
        return f"boxes that take turns left out: {' · '.join(self.left_out)}"[:_TOLD_LENGTH]


@dataclass(frozen=True, slots=True)
class _Region:
    """A run of paragraphs that only one side has, or that differs, between two that are the same."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    place: _Place

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.new, *self.old)


def find_steady(past: model.Past, article: model.Article, *, find_terms: FindTerms) -> Steady:
    """Leave out of a new text, and of the one before, the boxes that took turns. Other fields stay as they are.

    Time grows with the product of the paragraphs that differ.
    """
    old = past.latest.article
    witness = _Witness(past, find_terms)
    matcher = SequenceMatcher(None, old.paragraphs, article.paragraphs, autojunk=False)
    kept_old: list[str] = []
    kept_new: list[str] = []
    left_out: list[str] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        region = _Region(old.paragraphs[i1:i2], article.paragraphs[j1:j2], _place_of(old.paragraphs, i1, i2))
        rest = region if tag == "equal" else witness.find_rest(region)
        kept_old += rest.old
        kept_new += rest.new
        left_out += [text for text in region.texts if text not in rest.texts]
    return Steady(
        old=replace(old, paragraphs=tuple(kept_old)),
        new=replace(article, paragraphs=tuple(kept_new)),
        left_out=tuple(left_out),
    )


def _place_of(texts: Sequence[str], start: int, end: int) -> _Place:
    return (texts[start - 1] if start else None, texts[end] if end < len(texts) else None)


class _Witness:
    """What is known of an outlet's other articles and of this one's earlier texts."""

    def __init__(self, past: model.Past, find_terms: FindTerms) -> None:
        self._find_terms = find_terms
        around = past.surroundings
        self._titles = frozenset(_fold(title) for title in around.titles)
        self._others = [frozenset(_fold(text) for text in texts) for texts in around.others]
        self._earlier = around.earlier
        self._own = _fold(past.latest.article.headline)

    def find_rest(self, region: _Region) -> _Region:
        """Leave out of a region what is boxes: other pages' headlines, and labels where nothing else is left."""
        old = tuple(text for text in region.old if not self._is_turned(text, region.new))
        new = tuple(text for text in region.new if not self._is_turned(text, region.old))
        rest = replace(region, old=old, new=new)
        is_edit = any(_is_related(one, other) for one in old for other in new)
        if is_edit or not all(map(self._is_label, rest.texts)):
            return rest
        takes_turns = all(map(self._is_furniture, rest.texts)) or self._has_turned(region)
        return replace(rest, old=(), new=()) if takes_turns else rest

    def _is_turned(self, text: str, others: Sequence[str]) -> bool:
        """Whether it is another page's headline, and neither it nor a text that differs from it in nothing else has a weight:
        a headline that is an article's own heading, too, is edited and takes no turns."""
        is_edited = any(_is_weighty_edit(text, other) for other in others)
        return self._is_headline(text) and not self._has_weight(text) and not is_edited

    def _is_headline(self, text: str) -> bool:
        """Whether it is, word for word, the headline of another page of the outlet."""
        folded = _fold(text)
        return folded in self._titles and folded != self._own and text.count(" ") + 1 >= _MIN_HEADLINE_WORDS

    def _is_label(self, text: str) -> bool:
        """Whether it has the form of a box's text, and nothing in it is watched or weighty."""
        return (
            len(text) <= _MAX_LENGTH
            and not paragraphs.ends_sentence(text)
            and not correction_text.is_correction_text(text)
            and not self._has_weight(text)
        )

    def _has_weight(self, text: str) -> bool:
        """Whether it has a number, a negation, a hedge or an attribution, or says what is watched."""
        return any(map(weighty.is_weighty_word, text.split())) or bool(self._find_terms(text))

    def _is_furniture(self, text: str) -> bool:
        """Whether it stands in other articles of the outlet, too."""
        folded = _fold(text)
        return sum(folded in texts for texts in self._others) >= _MIN_OTHERS

    def _has_turned(self, region: _Region) -> bool:
        """Whether the place showed one unrelated text after another before."""
        if not (region.old and region.new):
            return False
        shown = [
            region.old,
            *(texts for earlier in self._earlier if (texts := _find_in(earlier, region.place))),
        ]
        turns = [texts for at, texts in enumerate(shown) if texts not in shown[:at]]
        pairs = [(one, other) for at, one in enumerate(turns) for other in turns[:at]]
        return len(turns) >= _MIN_TURNS and not any(_is_related(" ".join(a), " ".join(b)) for a, b in pairs)


def _find_in(texts: Sequence[str], place: _Place) -> tuple[str, ...]:
    """Return what an earlier text showed between two paragraphs, () where it has not both of them in this order."""
    before, behind = place
    if (before is not None and before not in texts) or (behind is not None and behind not in texts):
        return ()
    start = 0 if before is None else texts.index(before) + 1
    end = len(texts) if behind is None else texts.index(behind)
    return tuple(texts[start:end])


def _is_related(old: str, new: str) -> bool:
    """Whether one text is an edit of the other: half of the shorter one's words are in both, or figures take their turn."""
    words = [
        {"#" if word[0].isdigit() else word.casefold() for word in _WORD.findall(text)} for text in (old, new)
    ]
    shorter = min(map(len, words))
    return shorter == 0 or len(words[0] & words[1]) >= shorter * _RELATED


def _is_weighty_edit(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but numbers, negations, hedges or attributions."""
    words, others = Counter(_fold(one).split()), Counter(_fold(other).split())
    rest = [*(words - others), *(others - words)]
    return bool(rest) and all(map(weighty.is_weighty_word, rest))


def _fold(text: str) -> str:
    return normal.fold_invisible(text).casefold()
