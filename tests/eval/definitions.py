"""Load a shipped definitions file for tests of the engine, without the watchlist's checks."""

import tomllib
from pathlib import Path
from typing import Any

from monitor import model
from monitor.core import claims

EXAMPLES = Path(__file__).parents[2] / "examples"


def parse_definition(table: dict[str, Any]) -> model.ClaimDefinition:
    """Turn one [[claims]] table into a definition."""
    fields = dict(table)
    tiers = {model.ChangeKind(kind): model.Tier(tier) for kind, tier in fields.pop("alert", {}).items()}
    for key in ("noun", "actor", "topic", "condition"):
        if key in fields:
            fields[key] = fields[key].removeprefix("@")
    for key in ("require", "veto"):
        fields[key] = tuple(name.removeprefix("@") for name in fields.get(key, ()))
    for key in ("scopes", "values"):
        fields[key] = {name: value.removeprefix("@") for name, value in fields.get(key, {}).items()}
    for key in ("examples", "counter_examples", "not_actor_of"):
        fields[key] = tuple(fields.get(key, ()))
    return model.ClaimDefinition(**fields | {"type": model.ClaimType(fields["type"]), "tiers": tiers})


def parse_lexicons(document: dict[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Turn the [lexicon.NAME] tables into lexicons."""
    return {
        name: {code: tuple(terms) for code, terms in languages.items()}
        for name, languages in document.get("lexicon", {}).items()
    }


def load_definitions(
    name: str = "gaza-negotiations.claims.toml",
) -> tuple[list[model.ClaimDefinition], model.Lexicons]:
    """Read a shipped definitions file."""
    document = tomllib.loads((EXAMPLES / name).read_text(encoding="utf-8"))
    return [parse_definition(table) for table in document["claims"]], parse_lexicons(document)


def load_engine() -> claims.Engine:
    """Build the engine of the shipped definitions."""
    return claims.build_engine(*load_definitions())
