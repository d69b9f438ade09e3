"""References: the terms of a lexicon, with those of the lexicons that it takes in by "@name".

Refuses unknown names, tenses that are none, and lexicons that take in themselves. Next: `lexicon`, which bends and finds the
terms.
"""

from collections.abc import Iterable, Mapping

from monitor import errors, model
from monitor.core.claims.tables import YEARS

#: The term for people whose noun no list knows: "95 attendants walked out".
ANYBODY = "*"
#: Stands in a term for any year: "the YYYY strike".
ANY_YEAR = "YYYY"


def list_entries(lexicons: model.Lexicons, names: Iterable[str], code: str) -> list[tuple[str, str, str]]:
    """List (name, term, needed tense) of the named lexicons in one language, taking in what "@" asks for."""
    return [
        (name, term, needs)
        for name in names
        for term, needs in _expand(lexicons, name, code=code, path=(name,))
        if term != ANYBODY
    ]


def names_anybody(lexicons: model.Lexicons, name: str) -> bool:
    """Whether a lexicon takes in any people whose noun no list knows, in some language."""
    return any(
        term == ANYBODY
        for code in lexicons[name]
        for term, _ in _expand(lexicons, name, code=code, path=(name,))
    )


def _expand(
    lexicons: Mapping[str, Mapping[str, tuple[str, ...]]], name: str, *, code: str, path: tuple[str, ...]
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for term in lexicons[name].get(code, ()):
        if not term.startswith("@"):
            found.extend((written, "") for written in _write_years(term))
            continue
        other, _, tense = term[1:].partition(".")
        check_reference(lexicons, other, tense=tense, path=path)
        inner = _expand(lexicons, other, code=code, path=(*path, other))
        found.extend((text, tense or needs) for text, needs in inner)
    return found


def _write_years(term: str) -> list[str]:
    """Write a term out for each year it may name."""
    return [term.replace(ANY_YEAR, str(year)) for year in YEARS] if ANY_YEAR in term else [term]


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
    if tense not in ("", "future", "past", "not", "done"):
        raise errors.DefinitionError(
            f'"@{name}.{tense}" asks for something that is not known.',
            hint='Write ".future", ".past", ".not" or ".done".',
        )
