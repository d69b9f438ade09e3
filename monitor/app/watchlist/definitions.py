"""From entries to what the core reads: topics, outlets, claim definitions, lexicons and rules; and whether they work.

Topic queries are parsed and every claim is tried on its own examples here, so that a watchlist that loads will run.
Holds no secret. Next: `channels`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from monitor import errors, model
from monitor.app.problems import Problem
from monitor.app.watchlist import form
from monitor.app.watchlist.entries import Entry
from monitor.core import topics

F = TypeVar("F", bound=form.Form)


def build_watch(entries: Sequence[Entry]) -> model.Watch:
    """Return the watch of entries that are all right."""
    return model.Watch(
        topics=tuple(
            model.Topic(id=topic.id, title=topic.title, match=topic.match)
            for topic in _forms(entries, form.TopicForm)
        ),
        outlets=tuple(_build_outlet(outlet) for outlet in _forms(entries, form.OutletForm)),
        claims=tuple(_build_claim(claim) for claim in _forms(entries, form.ClaimForm)),
        lexicons=build_lexicons(entries),
        rules=tuple(_build_rule(rule) for rule in _forms(entries, form.AlertForm)),
        channels=tuple(
            model.ChannelAddress(
                id=entry.id,
                addresses=tuple(entry.form.to) if isinstance(entry.form, form.EmailForm) else ("",),
            )
            for entry in entries
            if entry.section == "channels"
        ),
    )


def find_query_problems(entries: Sequence[Entry]) -> list[Problem]:
    """Return each topic query that cannot be read."""
    found = []
    for entry in entries:
        if isinstance(entry.form, form.TopicForm):
            try:
                topics.parse_query(entry.form.match)
            except errors.QueryError as error:
                found.append(Problem(where=entry.where("match"), what=error.message, fix=error.hint))
    return found


def build_lexicons(entries: Sequence[Entry]) -> model.Lexicons:
    """Put together the terms of each lexicon, by language; a language without terms is left out."""
    terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if isinstance(entry.form, form.LexiconForm):
            for language, words in entry.form:
                terms[entry.id][language] += words
    return {
        name: {language: tuple(dict.fromkeys(words)) for language, words in by_language.items() if words}
        for name, by_language in terms.items()
    }


def _forms(entries: Sequence[Entry], kind: type[F]) -> list[F]:
    return [entry.form for entry in entries if isinstance(entry.form, kind)]


def _build_outlet(outlet: form.OutletForm) -> model.Outlet:
    return model.Outlet(
        id=outlet.id,
        name=outlet.name,
        feeds=tuple(outlet.feeds),
        language=outlet.language,
        selectors=tuple(outlet.selectors),
        headers=tuple(outlet.headers.items()),
    )


def _build_claim(claim: form.ClaimForm) -> model.ClaimDefinition:
    return model.ClaimDefinition(
        id=claim.id,
        type=claim.type,
        title=claim.title,
        noun=_name(claim.noun),
        require=tuple(map(_strip, claim.require)),
        veto=tuple(map(_strip, claim.veto)),
        scopes=_strip_values(claim.scopes),
        actor=_name(claim.actor),
        topic=_name(claim.topic),
        values=_strip_values(claim.values),
        condition=_name(claim.condition),
        not_actor_of=tuple(claim.not_actor_of),
        tiers=claim.alert,
        examples=tuple(claim.examples),
        counter_examples=tuple(claim.counter_examples),
    )


def _build_rule(rule: form.AlertForm) -> model.AlertRule:
    return model.AlertRule(
        id=rule.id,
        events=tuple(rule.events),
        topics=tuple(rule.topics),
        claims=tuple(rule.claims),
        outlets=tuple(rule.outlets),
        min_severity=model.Severity[rule.severity.upper()],
        silent_only=rule.silent_only,
        channels=tuple(rule.channels),
    )


def _strip(reference: str) -> str:
    return reference.removeprefix("@")


def _strip_values(references: Mapping[str, str]) -> dict[str, str]:
    return {key: _strip(reference) for key, reference in references.items()}


def _name(reference: str | None) -> str | None:
    return None if reference is None else _strip(reference)
