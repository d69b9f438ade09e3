"""Everything a user can write or call is documented, and what the documents show works."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from monitor import model
from monitor.app import cli, settings, watchlist
from monitor.app.watchlist import form, rule_form
from monitor.core import edit_words

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
TABLES = [
    form.WatchlistForm,
    form.TopicForm,
    form.OutletForm,
    form.LexiconForm,
    form.ClaimForm,
    form.EmailForm,
    form.SlackForm,
    form.WebhookForm,
    form.AppriseForm,
    rule_form.AlertForm,
]


def _find_commands(command: Any, name: str) -> Iterator[str]:
    parts = getattr(command, "commands", None)
    if parts is None or command.invoke_without_command:
        yield name
    if parts is not None:
        for part, inner in parts.items():
            yield from _find_commands(inner, f"{name} {part}")


COMMANDS = sorted(_find_commands(typer.main.get_command(cli.app), "claimwatch"))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _read_all() -> str:
    return "\n".join(_read(path) for path in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"])


def _find_anchors(target: Path) -> set[str]:
    """Return the anchors of a page as GitHub makes them of its headings."""
    headings = re.findall(r"^#+ (.+)$", _read(target), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", settings.Settings.model_fields)
def test_every_setting_is_documented_with_its_meaning(name):
    variable = settings.PREFIX + name.upper()
    meaning = settings.Settings.model_fields[name].description
    rows = [line for line in _read(REFERENCE / "settings.md").splitlines() if f"| `{variable}` |" in line]
    assert len(rows) == 1
    assert rows[0].endswith(f"| {meaning} |")


def test_no_setting_is_documented_that_is_not_there():
    known = {settings.PREFIX + name.upper() for name in settings.Settings.model_fields}
    assert set(re.findall(r"^\| `(CLAIMWATCH_\w+)`", _read(REFERENCE / "settings.md"), re.MULTILINE)) == known


@pytest.mark.parametrize("kind", model.EditKind)
def test_every_kind_of_edit_is_documented_as_it_is_shown(kind):
    kinds = _read(REFERENCE / "edits.md").partition("\n## ")[0].splitlines()
    rows = [line for line in kinds if line.startswith(f"| `{kind.value}` |")]
    assert len(rows) == 1
    assert edit_words.EDIT_WORDS[kind] in rows[0].split("|")[2]


@pytest.mark.parametrize("op", model.SentenceOp)
def test_what_may_become_of_a_sentence_is_documented(op):
    assert f"`{op.value}`" in _read(REFERENCE / "edits.md").partition("## What became of a sentence")[2]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_of_the_watchlist_is_documented(table):
    text = _read(REFERENCE / "watchlist.md")
    names = [field.alias or name for name, field in table.model_fields.items()]
    assert [
        name
        for name in names
        if f"`{name}`" not in text and f"[{name}]" not in text and f"[{name}." not in text
    ] == []


@pytest.mark.parametrize("kind", [*model.ClaimType, *model.EventKind])
def test_every_kind_of_claim_and_event_is_documented(kind):
    assert f"`{kind}`" in _read_all()


def test_every_kind_of_failure_is_explained_once_and_no_other():
    rows = re.findall(r"^\| `(\w+)` \|", _read(ROOT / "docs" / "how-to" / "trouble.md"), re.MULTILINE)
    assert sorted(rows) == sorted(model.FailureKind)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command):
    assert re.search(rf"{command}\b", _read_all())


def test_no_command_is_documented_that_is_not_there():
    shown = re.findall(r"^\| `(claimwatch [a-z -]+)`", _read(REFERENCE / "commands.md"), re.MULTILINE)
    assert sorted(shown) == COMMANDS


@pytest.mark.parametrize("page", ["reference/watchlist.md", "how-to/own-story.md", "tutorial.md"])
def test_the_watchlists_shown_load(page, tmp_path):
    blocks = re.findall(r"```toml\n(.*?)```", _read(ROOT / "docs" / page).replace("\n   ", "\n"), re.DOTALL)
    (tmp_path / "gaza-negotiations.claims.toml").touch()
    file = tmp_path / "watchlist.toml"
    file.write_text("\n".join(blocks), encoding="utf-8")
    environ = {
        "SLACK_WEBHOOK_URL": "https://hooks.example/a",
        "SLACK_BOT_TOKEN": "xoxb-1-a",
        "ARCHIVE_WEBHOOK_SECRET": "key",
        "APPRISE_URL": "ntfys://ntfy.example/desk",
        "CLAIMWATCH_SMTP_HOST": "smtp.news.example",
        "CLAIMWATCH_SMTP_FROM": "alerts@news.example",
    }
    assert watchlist.load_watchlist(file, environ=environ).watch.topics


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_every_link_between_documents_leads_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", _read(page))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_every_link_into_a_document_meets_a_heading(page):
    targets = re.findall(r"\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)", _read(page))
    assert [
        f"{path}#{anchor}"
        for path, anchor in targets
        if anchor not in _find_anchors(page.parent / path if path else page)
    ] == []


def test_decisions_are_numbered_in_order_each_number_once():
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    names = [int(page.name[:4]) for page in pages]
    headings = [int(_read(page)[2:].partition(".")[0]) for page in pages]
    assert names == headings == list(range(1, len(pages) + 1))
