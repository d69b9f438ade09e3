"""`claimwatch diff`: two versions of an article: claim changes, what no claim explains, then the words. Nothing is stored."""

import dataclasses
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.text import Text

from monitor import errors, model
from monitor.app.cli import article, context, printing, reading
from monitor.app.cli.options import JsonOption, WatchlistOption

_FORMS = "a web address, a file (HTML or plain text), or - for standard input"
OldArgument = Annotated[str, typer.Argument(help=f"The older version: {_FORMS}.")]
NewArgument = Annotated[str, typer.Argument(help="The newer version, likewise.")]

_STYLES = {model.Op.EQUAL: "", model.Op.DELETE: "red strike", model.Op.INSERT: "green underline"}
#: So that a diff reads without colours too.
_MARKS = {model.Op.DELETE: ("[-", "-]"), model.Op.INSERT: ("{+", "+}"), model.Op.EQUAL: ("", "")}


def diff(
    old: OldArgument, new: NewArgument, *, watchlist: WatchlistOption = None, json: JsonOption = False
) -> None:
    """Compare two versions of an article: claim changes, words no claim explains, then all words. Exits 0 when equal."""
    from monitor.core import diff as differ
    from monitor.core import unexplained

    if old == new == reading.STDIN:
        raise errors.InputError("Both versions cannot come from standard input.", hint="Give one as a file.")
    engine = context.build_brief(watchlist).engine
    before, after = _read(old, json=json), _read(new, json=json)
    printing.print_unread(old, before)
    printing.print_unread(new, after)
    changes = engine.compare_claims(before, after)
    found = differ.compare_articles(before, after, find_terms=engine.find_watched_terms)
    deltas, left_out = unexplained.find_unexplained(found, changes)
    if json:
        printing.print_json(_describe(changes, found) | _describe_deltas(deltas, left_out))
    else:
        for change in changes:
            _print_change(change)
        _print_deltas(deltas, left_out)
        for field in found.fields:
            _print_field(field)
        if found.is_empty:
            printing.print_line("No difference.")
    raise typer.Exit(0 if found.is_empty and not changes else 1)


def _read(source: str, *, json: bool) -> model.Article:
    found = article.read_article(source)
    if isinstance(found, model.Failure):
        article.print_failure(source, found, json=json)
        raise typer.Exit(2)
    return found


def _describe(changes: tuple[model.ClaimChange, ...], found: model.Diff) -> dict[str, Any]:
    from monitor.core import claims

    return {
        "changes": [claims.to_guide_record(change) for change in changes],
        "edits": [edit.value for edit in found.edits],
        "fields": [
            {
                "field": field.field.value,
                "sentences": [_describe_sentence(s) for s in _find_differences(field)],
            }
            for field in found.fields
        ],
    }


def _describe_sentence(sentence: model.SentenceDiff) -> dict[str, Any]:
    return {
        "op": sentence.op.value,
        "old": sentence.old,
        "new": sentence.new,
        "edits": [edit.value for edit in sentence.edits],
        "move": dataclasses.asdict(sentence.move) if sentence.move else None,
        "is_rough": sentence.is_rough,
    }


def _describe_deltas(deltas: tuple[model.UnexplainedDelta, ...], left_out: int) -> dict[str, Any]:
    return {
        "unexplained": [dataclasses.asdict(delta) for delta in deltas],
        "unexplained_left_out": left_out,
    }


def _find_differences(field: model.FieldDiff) -> Iterator[model.SentenceDiff]:
    """Yield the sentences that differ in more than the space after them, which a neighbour's coming changes."""
    return (s for s in field.sentences if s.old.rstrip() != s.new.rstrip())


def _print_change(change: model.ClaimChange) -> None:
    _print_values(f"{change.claim_id} {change.kind.value}", change.old_text, change.new_text)
    _print_sentences(
        change.old.sentence if change.old else change.old_sentence,
        change.new.sentence if change.new else change.new_sentence,
    )


def _print_deltas(deltas: tuple[model.UnexplainedDelta, ...], left_out: int) -> None:
    for delta in deltas:
        _print_values(f"no claim, {delta.kind.value}", delta.old or "(nothing)", delta.new or "(nothing)")
        _print_sentences(delta.old_sentence, delta.new_sentence)
    if left_out:
        printing.print_line(f"{left_out} more changed words without a claim are left out.")


def _print_values(what: str, old: str, new: str) -> None:
    printing.out.print(Text.assemble((f"{what}: ", "bold"), (old, "red"), " → ", (new, "green")))


def _print_sentences(old: str, new: str) -> None:
    printing.print_line(f"  old: {old or '(not there)'}")
    printing.print_line(f"  new: {new or '(not there)'}")


def _print_field(field: model.FieldDiff) -> None:
    from monitor.core import edit_words, marking

    printing.print_line(f"\n{field.field.value}", style="bold")
    for sentence in _find_differences(field):
        segments = marking.fold_islands(sentence.segments) or (
            model.Segment(op=model.Op.DELETE, text=sentence.old),
            model.Segment(op=model.Op.INSERT, text=sentence.new),
        )
        line = Text("  ")
        line.append(f"{edit_words.say_edits(sentence)}: ", style="bold")
        for segment in segments:
            left, right = _MARKS[segment.op] if segment.text.strip() else ("", "")
            line.append(f"{left}{segment.text}{right}", style=_STYLES[segment.op])
        printing.out.print(line)
