"""What a change says of itself in a list."""

import pytest

from monitor import model
from report.views import moves
from tests import builders
from tests.fakes import readings

SILENT = builders.event(model.EventKind.SILENT_EDIT, summary="Edited without a correction notice.")
EDITED = builders.event(model.EventKind.TEXT_CHANGED, summary="Text edited: 1 word added.")
CLAIM = builders.event(claim_id="hostages_alive")
ALTERED = builders.event(model.EventKind.QUOTE_ALTERED, summary="Quotation altered: it is now “later”.")


def told(*events: model.Event, **fields) -> tuple[str, ...]:
    reading = readings.change_reading(change=builders.change(events=events, **fields))
    return moves.list_move(reading, watch=model.Watch()).events


@pytest.mark.parametrize(
    ("remark", "events", "fields", "said"),
    [
        ("the word Silent says so", (CLAIM, SILENT), {}, ()),
        ("nothing else says so", (SILENT,), {"claim_changes": ()}, ("Silent edit: Edited",)),
        ("a notice says otherwise", (EDITED, SILENT), {"is_silent": False}, ("Text changed", "Silent edit")),
        ("an event without a claim's line", (ALTERED,), {"claim_changes": ()}, ("Quotation altered: it is",)),
        (
            "the quotation's own line",
            (ALTERED,),
            {"claim_changes": (builders.claim_change(new=builders.claim(20, type=model.ClaimType.QUOTE)),)},
            (),
        ),
    ],
)
def test_a_list_tells_each_thing_once(remark, events, fields, said):
    found = told(*events, **fields)

    assert len(found) == len(said), remark
    assert all(line.startswith(start) for line, start in zip(found, said, strict=True)), found
