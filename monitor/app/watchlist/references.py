"""What must hold between entries: ids are given once, and every id and lexicon that is named is there.

Works on entries that fit the form; ids of those that do not are known too, so that one slip is told once.
Next: `definitions`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from monitor.app import problems
from monitor.app.problems import Place, Problem
from monitor.app.watchlist import form, rule_form
from monitor.app.watchlist.entries import Entry
from monitor.app.watchlist.lines import KeyPath

#: Key of an alert rule -> the section whose ids it holds.
_RULE_KEYS = ("channels", "topics", "claims", "outlets")
#: Keys of a claim or a lexicon that may name lexicons, alone, in a list or in a table.
_LEXICON_KEYS = {
    *("noun", "require", "veto", "unless", "scopes", "actor", "topic", "values"),
    *("topics", "condition", "not_actor_of"),
    *form.LexiconForm.model_fields,
}


def find_doubles(entries: Sequence[Entry]) -> list[Problem]:
    """Return every id given twice and every feed listed twice."""
    return [*_find_double_ids(entries), *_find_double_feeds(entries)]


def find_strangers(entries: Sequence[Entry]) -> list[Problem]:
    """Return every name of something that is not there. Needs all entries of all files."""
    known: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        known[entry.section].add(entry.id)
    return [
        *(found for entry in entries for found in _find_strangers(entry, known)),
        *_find_blind_outlets(entries),
    ]


def _find_double_ids(entries: Sequence[Entry]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        # The terms of a lexicon in two files are put together.
        if not entry.id or entry.section == "lexicon":
            continue
        earlier = first.setdefault((entry.section, entry.id), entry)
        if earlier is not entry:
            yield Problem(
                where=entry.where("id"),
                what=f'the id "{entry.id}" is taken: see {earlier.where("id")}',
                fix=f'give this one another, such as "{entry.id}-2", or take it out',
            )


def _find_double_feeds(entries: Sequence[Entry]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for entry in entries:
        if not isinstance(entry.form, form.OutletForm):
            continue
        for index, url in enumerate(entry.form.feeds):
            where = entry.where("feeds", index)
            earlier = first.setdefault(url, where)
            if earlier is not where:
                yield Problem(
                    where=where,
                    what=f"this feed is listed already: see {earlier}",
                    fix="take one of the two out",
                )


def _find_strangers(entry: Entry, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Yield each name of something that is not there."""
    for section, name, path in _find_names(entry):
        if name not in known[section]:
            kind = "lexicon" if section == "lexicon" else section.removesuffix("s")
            yield Problem(
                where=entry.where(*path),
                what=f'there is no {kind} "{name}"',
                fix=problems.suggest(name, known[section] - {""}, kind=_PLURALS.get(section, section)),
            )


_PLURALS = {"lexicon": "lexicons"}


def _find_names(entry: Entry) -> Iterator[tuple[str, str, KeyPath]]:
    """Yield (section, id, path) of every name in an alert rule, a claim or a lexicon."""
    if isinstance(entry.form, rule_form.AlertForm):
        for section in _RULE_KEYS:
            for path, name in _walk(getattr(entry.form, section), (section,)):
                yield section, name, path
    if isinstance(entry.form, form.ClaimForm | form.LexiconForm):
        for key, value in entry.form:
            for path, term in _walk(value, (key,)) if key in _LEXICON_KEYS else ():
                if term.startswith("@"):
                    # What follows a dot ("@freed.past") is for the engine to judge.
                    yield "lexicon", term[1:].partition(".")[0], path


def _walk(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text in a value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*path, key))


def _find_blind_outlets(entries: Sequence[Entry]) -> Iterator[Problem]:
    sections = {entry.section: entry for entry in reversed(entries)}
    if "outlets" in sections and "topics" not in sections:
        yield Problem(
            where=sections["outlets"].where(),
            what="there are outlets but no topic, so no article would be kept",
            fix='add [[topics]] with id = "…", title = "…" and match = "…"',
        )
