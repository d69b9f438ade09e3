"""Lexicons: the terms of a definition, inflected, and found among the words of a sentence in one pass.

A term is one or more words. "…" inside it stands for up to MAX_GAP words ("let … go"); "=" before it keeps it from
being inflected; "@name" takes in another lexicon, "@name.future" and "@name.past" only where its words stand in that
tense, "@name.not" only where they are denied, "@name.done" where they are done, and to the topic. Refuses nothing: `references` checked the names. Next: `sentence`, which joins hits to numbers.
"""

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from monitor.core.claims.language import Language
from monitor.core.claims.tokens import find_tokens

MAX_GAP = 6
#: Shortest word that is left when a glued prefix is taken off; conjunctions may leave one letter less.
_MIN_STEM = 3
_CONJUNCTIONS = ("و", "ו")
#: Of a past verb that an object may be glued to: she, they.
_PAST_ENDINGS = ("ت", "وا")
#: No such verb, or another one with an object: "نقل" reports, "نقلهم" carries them.
_NO_OBJECT = ("ات", "نقلت", "نقلوا")
#: Starts the names of the engine's own tables; a lexicon of the user's cannot begin with it.
OWN = "#"

#: The engine's own terms that lose their meaning inside a longer term.
_MEANINGS = (
    "#before_",
    "#after_",
    "#passing_",
    "#veto_before_label",
    "#verb_",
    "#reported",
    "#source",
    "#belief",
    "#negation",
    "#refusal",
    "#zero",
)

#: For each word, the spellings it may be kept under, and whether a future prefix was taken off.
Stems = list[tuple[tuple[str, bool], ...]]
#: Of the longest word of terms: the signs that it gives by itself, and each with the other words of its term.
Signs = tuple[frozenset[str], tuple[tuple[frozenset[str], str], ...]]


class Hit(NamedTuple):
    """A term found: tokens `first` to `last`, both included. A tuple, for hundreds are made of every paragraph."""

    name: str
    first: int
    last: int
    #: How the word was bent: "base", "s", "past", "ing", "dual", "construct"; "base" for words that are not bent by rule.
    form: str = "base"
    #: Stood behind a letter that makes the verb future.
    is_future: bool = False
    #: The tense it must stand in to count, "not" where it must be denied, "done" where it must not be still to come, "" for any.
    needs: str = ""
    #: Other words stand inside it ("let … go"): they keep their own meaning.
    has_gap: bool = False


#: Makes a hit of its seven fields at half the price of calling the class.
_hit = partial(tuple.__new__, Hit)


class _Node:
    """A place in the tree of terms: the words that may follow, and what ends here as (name, form, needs, has a gap)."""

    __slots__ = ("ends", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.gap: _Node | None = None
        self.ends: list[tuple[str, str, str, bool]] = []


class Matcher:
    """Finds the terms of many lexicons, and of the language's own tables, among words."""

    def __init__(
        self,
        language: Language,
        entries: Iterable[tuple[str, str, str]],
        *,
        signs: Collection[str] = (),
    ) -> None:
        """Build from (lexicon name, term, needed tense); names that start with "#" are the engine's own tables.
        `signs` are the names that `find_signs` looks for."""
        self._has_prefixes = bool(language.prefixes)
        self._find_stems = _make_stemmer(language)
        self._root = _Node()
        signed: dict[str, set[tuple[frozenset[str], str]]] = {}
        for name, text, needs in entries:
            for words, form in _inflect(text, language, is_own=name.startswith(OWN)):
                if name in signs:
                    longest, *others = sorted(filter(None, words), key=len, reverse=True)
                    signed.setdefault(longest, set()).add((frozenset(others), name))
                end = (name, form, needs, None in words)
                node = self._grow(words)
                if end not in node.ends:
                    node.ends.append(end)
        self._signs = {word: _sort_signs(ways) for word, ways in signed.items()}

    def find_signs(self, words: tuple[str, ...]) -> set[str]:
        """Name the signs that may have a term among words: at a glance, and wrong only in naming too many."""
        present = set(words)
        if self._has_prefixes:
            present = {stem for spellings in self._list_stems(words) for stem, _ in spellings}
        names: set[str] = set()
        for word in self._signs.keys() & present:
            sure, longer = self._signs[word]
            names |= sure
            names.update([name for others, name in longer if others <= present])
        return names

    def find_hits(self, words: tuple[str, ...]) -> list[Hit]:
        """Find every term, without the ones a longer one takes in."""
        found: list[Hit] = []
        stems = self._list_stems(words)
        roots = self._root.next
        for place, spellings in enumerate(stems):
            for stem, is_future in spellings:
                node = roots.get(stem)
                if node is not None:
                    _walk(node, stems, first=place, last=place, is_future=is_future, found=found)
        return _drop_covered(found)

    def _list_stems(self, words: tuple[str, ...]) -> Stems:
        return list(map(self._find_stems, words))

    def _grow(self, words: tuple[str | None, ...]) -> _Node:
        node = self._root
        for word in words:
            if word is None:
                node.gap = node.gap or _Node()
                node = node.gap
            else:
                node = node.next.setdefault(word, _Node())
        return node


def _sort_signs(ways: Iterable[tuple[frozenset[str], str]]) -> Signs:
    """Part the signs that a word gives by itself from those that want further words."""
    sure = frozenset(name for others, name in ways if not others)
    return sure, tuple((others, name) for others, name in ways if others and name not in sure)


def _walk(node: _Node, stems: Stems, *, first: int, last: int, is_future: bool, found: list[Hit]) -> None:
    """Note what ends at a node and go on to every node that the next words lead to."""
    for name, form, needs, has_gap in node.ends:
        found.append(_hit((name, first, last, form, is_future, needs, has_gap)))
    if node.next and last + 1 < len(stems):
        for stem, _ in stems[last + 1]:
            further = node.next.get(stem)
            if further is not None:
                _walk(further, stems, first=first, last=last + 1, is_future=is_future, found=found)
    if node.gap is not None:
        _leap(node.gap, stems, first=first, last=last, is_future=is_future, found=found)


def _leap(gap: _Node, stems: Stems, *, first: int, last: int, is_future: bool, found: list[Hit]) -> None:
    """Go on behind a gap: each word that may follow it, where it first comes."""
    seen: set[str] = set()
    for place in range(last + 1, min(last + 2 + MAX_GAP, len(stems))):
        for stem, _ in stems[place]:
            further = gap.next.get(stem)
            if further is not None and stem not in seen:
                seen.add(stem)
                _walk(further, stems, first=first, last=place, is_future=is_future, found=found)


def list_stems(word: str, language: Language) -> list[str]:
    """List the spellings a word may be kept under in a language, itself first."""
    return [stem for stem, _ in _make_stemmer(language)(word)]


def _make_stemmer(language: Language) -> Callable[[str], tuple[tuple[str, bool], ...]]:
    return _stemmer(language.prefixes, language.future_prefixes, language.object_suffixes)


@lru_cache(maxsize=8)
def _stemmer(
    prefixes: tuple[str, ...], future_prefixes: tuple[str, ...], suffixes: tuple[str, ...]
) -> Callable[[str], tuple[tuple[str, bool], ...]]:
    """Make what finds the stems of a word in one language, and remembers them by the word alone."""
    find = partial(_find_stems, prefixes=prefixes, future_prefixes=future_prefixes, suffixes=suffixes)
    return lru_cache(maxsize=65536)(find)


def _find_stems(
    word: str, *, prefixes: tuple[str, ...], future_prefixes: tuple[str, ...], suffixes: tuple[str, ...]
) -> tuple[tuple[str, bool], ...]:
    """List the spellings a word may be kept under: itself, then without each glued prefix, and without the object glued behind a
    past verb (stem, is future)."""
    stems = [(word, False)]
    for prefix in prefixes:
        shortest = _MIN_STEM - 1 if prefix in _CONJUNCTIONS else _MIN_STEM
        if word.startswith(prefix) and len(word) - len(prefix) >= shortest:
            stems.append((word[len(prefix) :], prefix in future_prefixes))
    if word.endswith(suffixes):
        stems += [(verb, False) for stem, _ in stems for verb in _part_object(stem, suffixes)]
    return tuple(stems)


def _part_object(word: str, suffixes: tuple[str, ...]) -> list[str]:
    """Part a past verb from the object that is glued to it: "سلمتهما", "نقلوهم"; "عائلاتهم" is a plural noun."""
    verbs = [word.removesuffix(suffix) for suffix in suffixes if word.endswith(suffix)]
    verbs = [verb + "ا" if verb.endswith("و") else verb for verb in verbs]
    return [
        verb
        for verb in verbs
        if len(verb) > _MIN_STEM and verb.endswith(_PAST_ENDINGS) and not verb.endswith(_NO_OBJECT)
    ]


def _drop_covered(hits: list[Hit]) -> list[Hit]:
    """Leave out hits inside a longer one of the same name, and hedges, verbs and negations inside any longer term
    ("hand over", "no more than")."""
    openers = {hit.first for hit in hits if hit.name == "#source" and hit.last > hit.first}
    if openers:  # "according to" is no accord
        hits = [hit for hit in hits if hit.last not in openers or hit.name.startswith(OWN)]
    long: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.last > hit.first and not hit.has_gap:
            for place in range(hit.first, hit.last + 1):
                long.setdefault(place, []).append(hit)
    return [hit for hit in hits if hit[1] not in long or not _is_covered(hit, long[hit[1]])]


def _is_covered(hit: Hit, longer: list[Hit]) -> bool:
    name, first, last = hit[:3]
    loses_meaning = _loses_meaning(name)
    if first == last and loses_meaning:
        return True  # one word is shorter than any that lies over it
    for other, start, end, *_ in longer:
        if (loses_meaning or other == name) and end >= last and end - start > last - first:
            return True
    return False


@lru_cache(maxsize=1024)
def _loses_meaning(name: str) -> bool:
    return name.startswith(_MEANINGS)


def _inflect(text: str, language: Language, *, is_own: bool) -> list[tuple[tuple[str | None, ...], str]]:
    """List the spellings of one term with the form of each."""
    exact = is_own or text.startswith("=")
    # Three dots are typed for the one sign, and the sign is folded to three dots.
    tokens = find_tokens(text.removeprefix("=").replace("...", "…"))
    words = tuple(None if word in ("…", "...") else word for word in tokens.words)
    found: dict[tuple[str | None, ...], str] = {words: "base"} if words else {}
    if exact or not words:
        return list(found.items())
    for place in {0, len(words) - 1}:
        word = words[place]
        for bent, form in _bend(word or "", language):
            found.setdefault((*words[:place], bent, *words[place + 1 :]), form)
    return list(found.items())


def _bend(word: str, language: Language) -> list[tuple[str, str]]:
    """List the other forms of a word."""
    duals = [
        (word.removesuffix(ending) + dual, form)
        for form, table in (("dual", language.dual_endings), ("construct", language.dual_constructs))
        for ending, endings in table.items()
        if word.endswith(ending)
        for dual in endings
    ]
    if not language.is_inflected_by_rule or not word.isalpha():
        return duals
    if word in language.irregular:
        third, *others = language.irregular[word]
        return [(third, "s"), *((other, "ing" if other.endswith("ing") else "past") for other in others)]
    return _bend_by_rule(word)


def _bend_by_rule(word: str) -> list[tuple[str, str]]:
    """List the regular English forms; a doubled consonant needs the table of irregular words."""
    is_bent = word.endswith(("ed", "ing")) and not word.endswith("eed")  # "need", "exceed"
    if len(word) < 3 or is_bent:
        return [(word + "s", "s")] if word.endswith("ing") else []
    if word.endswith("y") and word[-2] not in "aeiou":
        return [(word[:-1] + "ies", "s"), (word[:-1] + "ied", "past"), (word + "ing", "ing")]
    thirds = [word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")]
    thirds += [word + "es"] if word.endswith("o") else []  # "echoes", and "photos"
    stem = word.removesuffix("e")
    return [*((third, "s") for third in thirds), (stem + "ed", "past"), (stem + "ing", "ing")]
