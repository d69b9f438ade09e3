"""Prints traces: one block a sentence, a line or two a stage. Colour helps, and nothing needs it.

Each lexicon has a colour, in the sentence and wherever it is named. Next: `explain`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from monitor import model
from monitor.app.cli import printing
from monitor.core.claims.verdict import Why

if TYPE_CHECKING:
    from monitor.core.claims import trace

#: As wide as a line is printed at most.
_MAX_WIDTH = 100
_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "bright_red", "bright_cyan", "bright_magenta")
_LANGUAGES = {"en": "English", "ar": "Arabic", "he": "Hebrew"}
#: Begins the names of the engine's own tables.
_OWN = "#"


def print_comparison(comparison: "trace.Comparison") -> None:
    """Print how both texts were read, then what the comparison made of it."""
    for title, read in (("It said", comparison.old), ("It says", comparison.new)):
        printing.print_line(f"{title}\n", style="bold underline")
        print_trace(read)
    printing.print_line("Compared\n", style="bold underline")
    rows = _Rows()
    for old, new in comparison.equal:
        rows.add("same", f"{new.claim_id}: stands on both sides ({_value(old)})", style="dim")
    for compared in comparison.changes:
        _add_change(rows, compared)
    if not comparison.equal and not comparison.changes:
        rows.add("", "no claim on either side")
    rows.print()


def print_trace(read: "trace.Trace") -> None:
    """Print how a text was read, sentence by sentence."""
    for sentence in read.sentences:
        _print_sentence(sentence)
    rows = _Rows()
    for claim in read.quotes:
        rows.add("quotation", f"{claim.claim_id}: {claim.value!r}, by {claim.source} ({claim.verb})")
    rows.print()


class _Rows:
    """Stages with what was found in each, in two columns."""

    def __init__(self) -> None:
        self._table = Table.grid(padding=(0, 2, 0, 0))
        self._table.add_column(min_width=10, no_wrap=True, style="bold")
        self._table.add_column(overflow="fold")

    def add(self, stage: str, said: str | Text, *, style: str = "") -> None:
        self._table.add_row(stage, said if isinstance(said, Text) else Text(said, style=style))

    def print(self) -> None:
        if self._table.row_count:
            printing.out.print(self._table, soft_wrap=False, width=min(printing.out.width, _MAX_WIDTH))
            printing.print_line("")


def _print_sentence(sentence: "trace.SentenceTrace") -> None:
    rows = _Rows()
    _add_words(rows, sentence)
    for number in sentence.numbers:
        _add_number(rows, number)
    if not sentence.numbers:
        rows.add("number", "none")
    for date in sentence.dates:
        rows.add("date", f"{date.at.text} = {date.value}", style="bold")
        _add_options(rows, date.options)
    for unread in sentence.unread:
        rows.add("not read", f"{unread.at.text}: {unread.reason}")
    for position in sentence.positions:
        _add_position(rows, position)
    _add_lacking(rows, sentence)
    for claim in sentence.claims:
        _add_claim(rows, claim, sentence)
    if not sentence.claims:
        rows.add("claim", "none", style="bold")
    rows.print()


def _add_words(rows: _Rows, sentence: "trace.SentenceTrace") -> None:
    """Add what is known before any number is looked at: language, tokens, terms, who speaks."""
    own = [term for term in sentence.terms if not term.lexicon.startswith(_OWN)]
    colours = _choose_colours(term.lexicon for term in own)
    rows.add("sentence", _paint(sentence, own, colours))
    rows.add("language", _LANGUAGES.get(sentence.language, sentence.language))
    rows.add("tokens", "  ".join(f"{one.text} {one.start}-{one.end}" for one in sentence.tokens), style="dim")
    if sentence.unread_characters:
        rows.add(
            "not read", f"{sentence.unread_characters} letters and digits behind the limit of one sentence"
        )
    rows.add("terms", _list_terms(own, colours) if own else "none of any lexicon")
    for source in sentence.sources:
        rows.add("source", f"{source.name} ({source.verb}{', doubting' if source.is_doubting else ''})")
    if sentence.is_notice:
        rows.add("notice", "a correction or editor's note: nothing in it is a claim")


def _choose_colours(names: Iterable[str]) -> dict[str, str]:
    return {name: _COLOURS[index % len(_COLOURS)] for index, name in enumerate(dict.fromkeys(names))}


def _paint(sentence: "trace.SentenceTrace", terms: Iterable["trace.Term"], colours: dict[str, str]) -> Text:
    """Return the sentence with its terms in their lexicons' colours, and its numbers in bold."""
    text = Text(sentence.at.text)
    for term in terms:
        text.stylize(
            colours[term.lexicon], term.at.start - sentence.at.start, term.at.end - sentence.at.start
        )
    for number in sentence.numbers:
        text.stylize("bold reverse", number.at.start - sentence.at.start, number.at.end - sentence.at.start)
    return text


def _list_terms(terms: Iterable["trace.Term"], colours: dict[str, str]) -> Text:
    """List each term once, with every lexicon it belongs to."""
    found: dict[trace.Stretch, dict[str, None]] = {}
    for term in terms:
        found.setdefault(term.at, {})[term.lexicon] = None
    line = Text()
    for at, names in found.items():
        line.append(f"{', ' if line else ''}{at.text} {at.start}-{at.end}")
        for name in names:
            line.append(f" @{name}", style=colours[name])
    return line


def _add_number(rows: _Rows, number: "trace.Number") -> None:
    facts = [
        f"unit {number.unit}" if number.unit else "",
        f'{number.hedge.replace("_", " ")} (by "{number.hedge_word.text}")' if number.hedge_word else "",
        "counts " + ", ".join(f"@{name}" for name in number.nouns) if number.nouns else "",
        "its noun taken from nearby" if number.nouns and number.is_borrowed else "",
        f'doubted by "{number.doubt_word.text}"' if number.doubt_word else "",
    ]
    value = str(number.low) if number.low == number.high else f"{number.low} to {number.high}"
    read = number.at.text if number.at.text == value else f"{number.at.text} = {value}"
    rows.add("number", ", ".join([read, *filter(None, facts)]), style="bold")
    if number.refused:
        rows.add("", f"no count: {number.refused}", style="red")
    if number.window:
        rows.add("", f"its words: {number.window.text}", style="dim")
    _add_options(rows, number.options)


def _add_options(rows: _Rows, options: Iterable["trace.Option"]) -> None:
    """Add which definitions a number was asked against: its own, those that came near, the rest in one line."""
    refused: dict[str, list[str]] = {}
    for option in options:
        if option.why is None:
            rows.add("", f"yes {option.claim_id}: {option.reason}", style="green")
        else:
            reason = "it counts something else" if option.why is Why.NOUN else option.reason
            refused.setdefault(reason, []).append(option.claim_id)
    for reason, names in refused.items():
        rows.add(
            "", f"no  {', '.join(names)}: {reason}", style="dim" if reason.startswith("it counts") else "red"
        )


def _add_position(rows: _Rows, one: "trace.Position") -> None:
    said = f'{one.claim_id}: {one.value}, by "{one.word.text}": {one.reason}'
    if one.why is None:
        rows.add("position", f"yes {said}", style="green")
    elif one.why is not Why.TENSE:  # in another tense than its lexicon asks for it is no word of it
        rows.add("position", f"no  {said}", style="red")


def _add_lacking(rows: _Rows, sentence: "trace.SentenceTrace") -> None:
    """Say which claims the sentence cannot hold; where it has numbers, those of numbers were told there."""
    asked: tuple[trace.Number | trace.Date, ...] = (*sentence.numbers, *sentence.dates)
    told = {option.claim_id for one in asked for option in one.options}
    missing = [
        f"{claim_id} (no @{lexicon})" for claim_id, lexicon in sentence.lacking if claim_id not in told
    ]
    if missing and not sentence.is_notice:
        rows.add("not asked", ", ".join(missing), style="dim")


def _add_claim(rows: _Rows, claim: model.Claim, sentence: "trace.SentenceTrace") -> None:
    number = next((one for one in sentence.numbers if one.claim == claim), None)
    scope = f"scope {claim.scope}" if claim.scope else ""
    if scope and number and number.scope_reason:
        scope += f" ({number.scope_reason})"
    facts = [
        scope,
        "doubted as a whole" if claim.is_reported else "",
        f"said by {claim.source} ({claim.verb})" if claim.source else "nobody named as its source",
        f"rule {claim.rule}",
        f"confidence {claim.confidence:g}",
    ]
    line = Text(f"{claim.claim_id} {_value(claim)}", style="bold green")
    line.append("; " + "; ".join(filter(None, facts)), style="default not bold")
    rows.add("claim", line)


def _add_change(rows: _Rows, compared: "trace.Compared") -> None:
    change = compared.change
    line = Text(
        f"{change.claim_id} {change.kind}: {change.old_text} -> {change.new_text}", style="bold yellow"
    )
    rows.add("change", line)
    rows.add("", f"Now {change.summary}.")
    rows.add("", f"told: {change.tier} ({compared.tier_reason}); rule {change.rule}")
    if compared.likeness is not None:
        rows.add("", f"the sentences are alike to {compared.likeness:.0%}", style="dim")


def _value(claim: model.Claim) -> str:
    from monitor.core import claims

    return claims.print_value(claim)
