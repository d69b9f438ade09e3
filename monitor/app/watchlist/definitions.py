"""From entries to what the core reads: topics, outlets, claim definitions, lexicons and rules; and whether they work.

Topic queries are parsed and every claim is tried on its own examples here, so that a watchlist that loads will run.
Holds no secret. Next: `channels`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, timedelta, tzinfo
from typing import TypeVar

from monitor import errors, model
from monitor.app.problems import Problem
from monitor.app.watchlist import fields, form, hours_form, rule_form, sources, table, time_fields
from monitor.app.watchlist.entries import Entry
from monitor.core import claims, topics

F = TypeVar("F", bound=table.Form)

#: A message a minute is as much as anybody can look at.
_MOST_PER_HOUR = 60


def build_watch(entries: Sequence[Entry], *, zone: tzinfo) -> model.Watch:
    """Return the watch of entries that are all right; `zone` is the watchlist's own time zone."""
    return model.Watch(
        topics=tuple(
            model.Topic(id=topic.id, title=topic.title, match=topic.match)
            for topic in _forms(entries, form.TopicForm)
        ),
        outlets=tuple(_build_outlet(outlet) for outlet in _forms(entries, form.OutletForm)),
        claims=tuple(_build_claim(claim) for claim in _forms(entries, form.ClaimForm)),
        lexicons=_build_lexicons(entries),
        rules=tuple(_build_rule(rule) for rule in _forms(entries, rule_form.AlertForm)),
        channels=tuple(
            _build_address(channel, zone=zone) for channel in _forms(entries, hours_form.HoursForm)
        ),
    )


def find_zone(read: Sequence[sources.Source]) -> tzinfo:
    """Return the time zone that the first file which names a right one names, else UTC."""
    for source in read:
        with suppress(fields.Refusal):  # told as a problem of that file
            if "timezone" in source.data:
                return time_fields.read_zone(source.data["timezone"])
    return UTC


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


def find_claim_problems(entries: Sequence[Entry]) -> list[Problem]:
    """Return what keeps each claim from working, its own examples included: one problem a claim.

    The claims are tried together, since one number is one claim; the engine stops at the first that fails, so that one
    is tried again without its examples, then left out. Needs entries that `references` finds nothing wrong with.
    """
    lexicons = _build_lexicons(entries)
    places = {entry.id: entry for entry in entries if entry.section == "claims"}
    left = {claim.id: _build_claim(claim) for claim in _forms(entries, form.ClaimForm)}
    found: dict[str, Problem] = {}
    while left:
        try:
            claims.build_engine(tuple(left.values()), lexicons)
        except errors.DefinitionError as error:
            # Without a name the trouble is in the lexicons; it is told where the claims begin.
            name = error.claim_id or next(iter(left))
            found.setdefault(name, _build_problem(places[name], error))
            definition = left.pop(name)
            if definition.examples or definition.counter_examples:
                left[name] = replace(definition, examples=(), counter_examples=())
            if error.claim_id is None:
                break
        else:
            break
    return list(found.values())


def _build_problem(entry: Entry, error: errors.DefinitionError) -> Problem:
    """Place a claim's trouble at the example it is about, or at the claim."""
    samples = [
        (key, index)
        for key in ("examples", "counter_examples")
        for index, example in enumerate(getattr(entry.form, key))
        if f'"{example}"' in error.message
    ]
    return Problem(where=entry.where(*(samples[0] if samples else ())), what=error.message, fix=error.hint)


def _build_lexicons(entries: Sequence[Entry]) -> model.Lexicons:
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
        drop_selectors=tuple(outlet.drop),
        keep_selectors=tuple(outlet.keep),
        headers=tuple(outlet.headers.items()),
        is_rendered=outlet.render,
        budget_per_hour=outlet.budget_per_hour,
        poll_every=None if outlet.poll_minutes is None else timedelta(minutes=outlet.poll_minutes),
    )


def _build_claim(claim: form.ClaimForm) -> model.ClaimDefinition:
    return model.ClaimDefinition(
        id=claim.id,
        type=claim.type,
        title=claim.title,
        noun=_name(claim.noun),
        unit=claim.unit,
        require=tuple(map(_strip, claim.require)),
        veto=tuple(map(_strip, claim.veto)),
        unless=_strip_values(claim.unless),
        scopes=_strip_values(claim.scopes),
        actor=_name(claim.actor),
        topic=_name(claim.topic),
        values=_strip_values(claim.values),
        topics=_strip_values(claim.topics),
        condition=_name(claim.condition),
        not_actor_of=tuple(claim.not_actor_of),
        tiers=claim.alert,
        examples=tuple(claim.examples),
        counter_examples=tuple(claim.counter_examples),
    )


def _build_rule(rule: rule_form.AlertForm) -> model.AlertRule:
    return model.AlertRule(
        id=rule.id,
        events=tuple(rule.events),
        topics=tuple(rule.topics),
        claims=tuple(rule.claims),
        outlets=tuple(rule.outlets),
        languages=tuple(rule.languages),
        min_severity=model.Severity[rule.severity.upper()],
        min_change=rule.min_change,
        silent_only=rule.silent_only,
        when=rule.when or model.AT_ONCE,
        channels=tuple(rule.channels),
    )


def _build_address(channel: hours_form.HoursForm, *, zone: tzinfo) -> model.ChannelAddress:
    severity = channel.quiet_except and model.Severity[channel.quiet_except.upper()]
    return model.ChannelAddress(
        id=channel.id,
        addresses=tuple(channel.to) if isinstance(channel, form.EmailForm) else ("",),
        zone=channel.timezone or zone,
        quiet=channel.quiet and replace(channel.quiet, except_severity=severity),
        most_per_hour=channel.most_per_hour or _default_pace(channel),
    )


def _default_pace(channel: hours_form.HoursForm) -> int | None:
    # People stop reading what comes every minute; a program of one's own wants each alert.
    return None if isinstance(channel, form.WebhookForm) else _MOST_PER_HOUR


def _strip(reference: str) -> str:
    return reference.removeprefix("@")


def _strip_values(references: Mapping[str, str]) -> dict[str, str]:
    return {key: _strip(reference) for key, reference in references.items()}


def _name(reference: str | None) -> str | None:
    return None if reference is None else _strip(reference)
