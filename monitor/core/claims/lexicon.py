"""Lexicons: the terms of a definition, inflected, and found among the words of a sentence in one pass.

A term is one or more words. "…" inside it stands for up to MAX_GAP words ("let … go"); "=" before it keeps it from
being inflected; "@name" takes in another lexicon, "@name.future" and "@name.past" only where its words stand in that
tense, "@name.not" only where they are denied. Refuses unknown names and lexicons that take in themselves. Next: `sentence`, which joins hits to numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from monitor import errors, model
from monitor.core.claims.language import Language
from monitor.core.claims.tokens import find_tokens

MAX_GAP = 6
#: Shortest word that is left when a glued prefix is taken off; conjunctions may leave one letter less.
_MIN_STEM = 3
_CONJUNCTIONS = ("و", "ו")
#: Starts the names of the engine's own tables; a lexicon of the user's cannot begin with it.
OWN = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A term found: tokens `first` to `last`, both included."""

    name: str
    first: int
    last: int
    #: How the word was bent: "base", "s", "past", "ing", "dual"; "base" for words that are not bent by rule.
    form: str = "base"
    #: Stood behind a letter that makes the verb future.
    is_future: bool = False
    #: The tense it must stand in to count, "" for any.
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    words: tuple[str | None, ...]
    name: str
    form: str
    needs: str


class Matcher:
    """Finds the terms of many lexicons, and of the language's own tables, among words."""

    def __init__(self, language: Language, entries: Iterable[tuple[str, str, str]]) -> None:
        """Build from (lexicon name, term, needed tense); names that start with "#" are the engine's own tables."""
        self._language = language
        self._index: dict[str, list[_Term]] = {}
        for name, text, needs in entries:
            for words, form in _inflect(text, language, is_own=name.startswith(OWN)):
                first = words[0]
                if first is not None:
                    term = _Term(words=words, name=name, form=form, needs=needs)
                    self._index.setdefault(first, []).append(term)
        for terms in self._index.values():
            terms.sort(key=lambda term: -len(term.words))

    def find_hits(self, words: tuple[str, ...]) -> list[Hit]:
        """Find every term, longest first where they start together, without the ones a longer one takes in."""
        found: list[Hit] = []
        for place, word in enumerate(words):
            for stem, is_future in find_stems(word, self._language.prefixes, self._language.future_prefixes):
                for term in self._index.get(stem, ()):
                    last = self._match(term.words, words, place)
                    if last >= 0:
                        hit = Hit(
                            name=term.name,
                            first=place,
                            last=last,
                            form=term.form,
                            is_future=is_future,
                            needs=term.needs,
                        )
                        found.append(hit)
        return _drop_covered(found)

    def _match(self, wanted: tuple[str | None, ...], words: tuple[str, ...], place: int) -> int:
        """Return the last place a term reaches when it starts here, or -1."""
        at = place
        for index in range(1, len(wanted)):
            want = wanted[index]
            if want is None:
                continue
            reach = MAX_GAP if wanted[index - 1] is None else 0
            at = self._seek(want, words, range(at + 1, min(at + 2 + reach, len(words))))
            if at < 0:
                return -1
        return at

    def _seek(self, want: str, words: tuple[str, ...], places: range) -> int:
        for place in places:
            stems = find_stems(words[place], self._language.prefixes, self._language.future_prefixes)
            if any(stem == want for stem, _ in stems):
                return place
        return -1


@lru_cache(maxsize=65536)
def find_stems(
    word: str, prefixes: tuple[str, ...], future_prefixes: tuple[str, ...]
) -> tuple[tuple[str, bool], ...]:
    """List the spellings a word may be kept under: itself, then without each glued prefix (stem, is future)."""
    stems = [(word, False)]
    for prefix in prefixes:
        shortest = _MIN_STEM - 1 if prefix in _CONJUNCTIONS else _MIN_STEM
        if word.startswith(prefix) and len(word) - len(prefix) >= shortest:
            stems.append((word[len(prefix) :], prefix in future_prefixes))
    return tuple(stems)


def _drop_covered(hits: list[Hit]) -> list[Hit]:
    """Leave out the engine's own hits that lie inside a longer hit ("hand over", "no more than"), and a lexicon's
    hits that lie inside a longer one of its own."""
    long = [hit for hit in hits if hit.last > hit.first]
    if not long:
        return list(dict.fromkeys(hits))
    kept = [hit for hit in hits if not any(_covers(other, hit) for other in long)]
    return list(dict.fromkeys(kept))


def _covers(longer: Hit, hit: Hit) -> bool:
    if longer.first > hit.first or longer.last < hit.last:
        return False
    is_longer = longer.last - longer.first > hit.last - hit.first
    return is_longer and (hit.name.startswith(OWN) or longer.name == hit.name)


def _inflect(text: str, language: Language, *, is_own: bool) -> list[tuple[tuple[str | None, ...], str]]:
    """List the spellings of one term with the form of each."""
    exact = is_own or text.startswith("=")
    tokens = tuple(token.word for token in find_tokens(text.removeprefix("=")))
    words = tuple(None if word in ("…", "...") else word for word in tokens)
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
        (word[: -len(ending)] + dual, "dual")
        for ending, endings in language.dual_endings.items()
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
    if len(word) < 3 or word.endswith(("ed", "ing")):
        return [(word + "s", "s")] if word.endswith("ing") else []
    if word.endswith("y") and word[-2] not in "aeiou":
        return [(word[:-1] + "ies", "s"), (word[:-1] + "ied", "past"), (word + "ing", "ing")]
    third = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = word.removesuffix("e")
    return [(third, "s"), (stem + "ed", "past"), (stem + "ing", "ing")]


def list_entries(lexicons: model.Lexicons, names: Iterable[str], code: str) -> list[tuple[str, str, str]]:
    """List (name, term, needed tense) of the named lexicons in one language, taking in what "@" asks for."""
    return [
        (name, term, needs)
        for name in names
        for term, needs in _expand(lexicons, name, code=code, path=(name,))
    ]


def _expand(
    lexicons: Mapping[str, Mapping[str, tuple[str, ...]]], name: str, *, code: str, path: tuple[str, ...]
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for term in lexicons[name].get(code, ()):
        if not term.startswith("@"):
            found.append((term, ""))
            continue
        other, _, tense = term[1:].partition(".")
        check_reference(lexicons, other, tense=tense, path=path)
        inner = _expand(lexicons, other, code=code, path=(*path, other))
        found.extend((text, tense or needs) for text, needs in inner)
    return found


def check_reference(
    lexicons: model.Lexicons, name: str, *, tense: str = "", path: tuple[str, ...] = ()
) -> None:
    """Refuse a reference to a lexicon that is not there, that leads back to itself, or that names no tense.

    Raises DefinitionError."""
    if name not in lexicons:
        raise errors.DefinitionError(
            f'There is no lexicon "{name}".', hint=f"Known lexicons: {', '.join(sorted(lexicons)) or 'none'}."
        )
    if name in path:
        raise errors.DefinitionError(
            f'The lexicon "{name}" takes in itself.',
            hint="The way round: " + " -> ".join((*path, name)) + ".",
        )
    if tense not in ("", "future", "past", "not"):
        raise errors.DefinitionError(
            f'"@{name}.{tense}" asks for something that is not known.',
            hint='Write ".future", ".past" or ".not".',
        )
