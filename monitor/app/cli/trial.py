"""`claimwatch claims test`: a user's own cases, scored, and each miss and false finding with its reason. Next: `cases`,
`core.claims.trial`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from monitor import errors
from monitor.app.cli import cases, context, printing, reading
from monitor.app.cli.options import JsonOption, WatchlistOption

if TYPE_CHECKING:
    from monitor.core.claims import Engine, score, trace, trial

    Tried = tuple[cases.Case, trial.Trial]

#: Characters shown on either side of the words a fault is about.
_MAX_CONTEXT = 200

CasesArgument = Annotated[
    str,
    typer.Argument(
        help="Cases as JSON Lines, or - for standard input.", metavar="FILE", show_default="standard input"
    ),
]


def try_cases(
    file: CasesArgument = reading.STDIN, *, watchlist: WatchlistOption = None, json: JsonOption = False
) -> None:
    """Try your own labelled cases, and say why each miss and false finding came about. Exits 1 when a case fails.

    A line is {"id", "old", "new", "changes": [{"claim", "kind", "old", "new"}]} or {"id", "text", "claims": [{"claim", …}]}.
    """
    engine = context.build_brief(watchlist).engine
    tried = [(case, _try(engine, case)) for case in cases.read_cases(file, tuple(engine.definitions))]
    if not tried:
        raise errors.InputError("There is no case to try.", hint="Write one JSON object a line.")
    if json:
        printing.print_json(_describe(tried))
    else:
        for case, result in tried:
            _print_faults(case, result)
        _print_scores(tried)
    if any(result.faults for _, result in tried):
        raise typer.Exit(1)


def _try(engine: "Engine", case: cases.Case) -> "trial.Trial":
    from monitor.core.claims import trial

    if case.old is None:
        return trial.try_text(engine, case.new, case.wanted)
    return trial.try_pair(engine, case.old, case.new, case.wanted)


def _print_faults(case: cases.Case, result: "trial.Trial") -> None:
    for fault in result.faults:
        title = "missed" if fault.is_missed else "found, not wanted"
        printing.print_line(f"{case.id}: {title}", style="bold red")
        if case.old is not None:
            printing.out.print(_mark("  old    ", case.old, fault.diagnosis.old))
        printing.out.print(
            _mark("  new    " if case.old is not None else "  text   ", case.new, fault.diagnosis.new)
        )
        printing.print_line(f"  {'wanted' if fault.is_missed else 'found '} {_print_record(fault.record)}")
        if fault.is_missed:
            found = "; ".join(map(_print_record, result.found)) or "nothing"
            printing.print_line(f"  found  {found}")
        printing.print_line(f"  reason {fault.diagnosis.reason}\n", style="yellow")


def _mark(label: str, text: str, at: "trace.Stretch | None") -> Text:
    """Return a text with the words a fault is about between marks."""
    if at is None:
        return Text(label + _shorten(text[: 2 * _MAX_CONTEXT], text[2 * _MAX_CONTEXT :]))
    start, end = max(0, at.start - _MAX_CONTEXT), at.end + _MAX_CONTEXT
    line = Text(f"{label}{'…' if start else ''}{text[start : at.start]}")
    line.append(f"[{text[at.start : at.end]}]", style="bold reverse")
    return line.append(_shorten(text[at.end : end], text[end:]))


def _shorten(shown: str, rest: str) -> str:
    return f"{shown}…" if rest else shown


def _print_record(record: Mapping[str, Any]) -> str:
    if "kind" in record:
        return f"{record['claim']} {record['kind']}: {record['old']} -> {record['new']}"
    left_out = ("claim", "sentence", "start", "end")
    shown = (f"{key} {value}" for key, value in record.items() if value is not None and key not in left_out)
    return f"{record['claim']} {', '.join(shown)}".rstrip()


def _print_scores(tried: "Sequence[Tried]") -> None:
    if pairs := [one for one in tried if one[0].old is not None]:
        _print_pairs(pairs)
    if texts := [one for one in tried if one[0].old is None]:
        _print_texts(texts)
    failed = sum(bool(result.faults) for _, result in tried)
    said = f"{failed} of {len(tried)} fail." if failed else f"All {len(tried)} hold."
    printing.print_line(said, style="bold red" if failed else "bold green")


def _print_pairs(tried: "Sequence[Tried]") -> None:
    from monitor.core.claims import score

    table = Table("pairs", "precision", "recall", "F1", "kind F1", "value F1", "false alerts")
    for name, outcomes in _group(tried):
        found = score.score_pairs(outcomes)
        rates = (found.pairs.precision, found.pairs.recall, found.pairs.f1, found.kinds.f1, found.values.f1)
        alerts = f"{found.alarmed} of {found.silent}"
        table.add_row(f"{name}: {len(outcomes)}", *(f"{rate:.2f}" for rate in rates), alerts)
    printing.print_table(table)


def _print_texts(tried: "Sequence[Tried]") -> None:
    from monitor.core.claims import score

    table = Table("texts", "precision", "recall", "F1", "claims wanted")
    for name, outcomes in _group(tried):
        found = score.score_texts(outcomes)
        rates = (found.precision, found.recall, found.f1)
        table.add_row(
            f"{name}: {len(outcomes)}", *(f"{rate:.2f}" for rate in rates), str(found.hits + found.missed)
        )
    printing.print_table(table)


def _group(tried: "Sequence[Tried]") -> "Iterator[tuple[str, list[score.Outcome]]]":
    """Yield the outcomes of all cases, then of each language where several are named."""
    yield "all", [(case.wanted, result.found) for case, result in tried]
    languages = sorted({case.language for case, _ in tried if case.language})
    for language in languages if len(languages) > 1 else ():
        yield language, [(case.wanted, result.found) for case, result in tried if case.language == language]


def _describe(tried: "Sequence[Tried]") -> dict[str, Any]:
    """Return everything as one object: the scores a group, then each case with its faults."""
    from monitor.core.claims import score

    pairs = [one for one in tried if one[0].old is not None]
    texts = [one for one in tried if one[0].old is None]
    return {
        "pairs": {name: _describe_pairs(score.score_pairs(outcomes)) for name, outcomes in _group(pairs)},
        "texts": {name: _describe_rates(score.score_texts(outcomes)) for name, outcomes in _group(texts)},
        "cases": [
            {
                "id": case.id,
                "holds": not result.faults,
                "found": result.found,
                "missed": [_describe_fault(one) for one in result.faults if one.is_missed],
                "unwanted": [_describe_fault(one) for one in result.faults if not one.is_missed],
            }
            for case, result in tried
        ],
    }


def _describe_fault(fault: "trial.Fault") -> dict[str, Any]:
    return {**fault.record, "reason": fault.diagnosis.reason}


def _describe_pairs(found: "score.PairScore") -> dict[str, Any]:
    return {
        "pairs": _describe_rates(found.pairs),
        "kinds": _describe_rates(found.kinds),
        "values": _describe_rates(found.values),
        "silent": found.silent,
        "false_alerts": found.alarmed,
    }


def _describe_rates(rates: "score.Rates") -> dict[str, Any]:
    counts = {"hits": rates.hits, "extra": rates.extra, "missed": rates.missed}
    return counts | {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
