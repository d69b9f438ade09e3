"""From a validation error to plain words: what is wrong, and what to write, with the key's own example.

Holds no rule of its own: those are `form` and `fields`. Never repeats a value except where it is a choice.
"""

import json
import re
from collections.abc import Mapping, Sequence

from pydantic_core import ErrorDetails

from monitor.app import problems
from monitor.app.watchlist import fields, form, rule_form, table

#: Section -> form of its entries.
SECTIONS: Mapping[str, type[table.Form]] = {
    "topics": form.TopicForm,
    "outlets": form.OutletForm,
    "lexicon": form.LexiconForm,
    "claims": form.ClaimForm,
    "alerts": rule_form.AlertForm,
}
CHANNELS: Mapping[str, type[table.Form]] = {
    "email": form.EmailForm,
    "slack": form.SlackForm,
    "webhook": form.WebhookForm,
    "apprise": form.AppriseForm,
}
_WORDS = {
    "string_type": "it must be text in quotes",
    "list_type": "it must be a list in brackets",
    "dict_type": 'it must be name = "value" pairs in braces',
    "model_type": "it must be a table",
    "int_type": "it must be a whole number without quotes",
    "bool_type": "it must be true or false, without quotes",
    "too_short": "the list is empty",
    "greater_than_equal": "ports go from 1 to 65535",
    "less_than_equal": "ports go from 1 to 65535",
}


def explain(error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong and what to write."""
    kind = error["type"]
    if kind == fields.REFUSED:
        return error["ctx"]["what"], error["ctx"]["fix"]
    if kind == "extra_forbidden":
        return _explain_unknown(error)
    if kind in {"enum", "literal_error", "union_tag_invalid"}:
        return _explain_choice(error)
    if kind == "union_tag_not_found":
        return 'the key "type" is missing', "write one of: " + ", ".join(
            f'type = "{name}"' for name in CHANNELS
        )
    if kind == "missing":
        return f'the key "{error["loc"][-1]}" is missing', _write_example(error)
    return _WORDS.get(kind, error["msg"]), _write_example(error)


def _explain_unknown(error: ErrorDetails) -> tuple[str, str]:
    name = str(error["loc"][-1])
    if len(error["loc"]) == 1:
        return f'there is no section "{name}"', problems.suggest(
            name, form.WatchlistForm.model_fields, kind="sections"
        )
    if name in form.WatchlistForm.model_fields:
        return (
            f'"{name}" stands in the entry above it',
            "move it to the top of the file, before the first [[…]]",
        )
    keys = _find_form(error["loc"]).model_fields.items()
    return f'there is no key "{name}"', problems.suggest(
        name, [field.alias or key for key, field in keys], kind="keys"
    )


def _explain_choice(error: ErrorDetails) -> tuple[str, str]:
    choices = re.findall(r"'([^']*)'", error["ctx"].get("expected") or error["ctx"]["expected_tags"])
    given = error["ctx"].get("tag", error["input"])
    return f"{fields.quote(given)} is not one of the choices", problems.suggest(
        str(given), choices, kind="choices"
    )


def _write_example(error: ErrorDetails) -> str:
    """Return "write KEY = EXAMPLE", or how to begin a section."""
    loc = error["loc"]
    section = str(loc[0])
    if section == "lexicon" and len(loc) < 3:
        return (
            f"write [lexicon.{loc[1] if len(loc) > 1 else 'NAME'}] and below it en = […], ar = […], he = […]"
        )
    if section in {*SECTIONS, "channels"} and len(loc) < 3:
        return f"begin each entry with [[{section}]], in two brackets each side"
    if section == "include":
        return 'write include = ["other.toml"]'
    return next(
        f"write {field.alias or key} = {write_value(field.examples[0])}"
        for key, field in _find_form(loc).model_fields.items()
        if (field.alias or key) in loc and field.examples
    )


def _find_form(loc: Sequence[int | str]) -> type[table.Form]:
    return SECTIONS.get(str(loc[0])) or CHANNELS[str(loc[2])]


def write_value(value: object) -> str:
    """Write a value as TOML on one line; JSON's strings, numbers and booleans are TOML's."""
    if isinstance(value, list):
        return f"[{', '.join(write_value(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {write_value(item)}' for key, item in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)
