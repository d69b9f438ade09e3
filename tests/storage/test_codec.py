"""The codec and the column types: what goes in comes out."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from storage import codec, columns

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
DIALECT = sa.create_engine("sqlite://").dialect


@st.composite
def claims(draw: st.DrawFn) -> model.Claim:
    low, high = sorted(draw(st.tuples(DECIMALS, DECIMALS)))
    return draw(
        st.builds(
            model.Claim,
            claim_id=TEXTS,
            scope=TEXTS,
            low=st.sampled_from([None, low]),
            high=st.sampled_from([None, high]),
            value=TEXTS,
            source=st.none() | TEXTS,
            sentence=TEXTS,
            confidence=st.floats(0, 1),
        )
    )


@given(st.builds(model.ClaimChange, old=st.none() | claims(), new=st.none() | claims(), old_text=TEXTS))
def test_a_claim_change_comes_back_to_the_last_digit(change: model.ClaimChange):
    loaded = codec.CLAIM_CHANGE.load(codec.CLAIM_CHANGE.dump(change))
    assert loaded == change
    for before, after in ((change.old, loaded.old), (change.new, loaded.new)):
        assert str(after and after.low) == str(before and before.low)


@given(st.from_type(model.Diff))
def test_a_diff_comes_back_as_it_was(diff: model.Diff):
    assert codec.DIFF.load(codec.DIFF.dump(diff)) == diff


@given(st.from_type(model.Failure))
def test_a_failure_comes_back_as_it_was(failure: model.Failure):
    assert codec.FAILURE.load(codec.FAILURE.dump(failure)) == failure


@given(st.lists(TEXTS).map(tuple))
def test_strings_come_back_as_they_were(strings: tuple[str, ...]):
    assert codec.STRINGS.load(codec.STRINGS.dump(strings)) == strings


@given(st.lists(st.tuples(TEXTS, TEXTS)).map(tuple))
def test_headers_come_back_as_they_were(headers: tuple[tuple[str, str], ...]):
    assert codec.HEADERS.load(codec.HEADERS.dump(headers)) == headers


def test_half_a_surrogate_pair_does_not_stop_the_codec():
    assert codec.FAILURE.dump(model.Failure(kind=model.FailureKind.DNS, detail="\ud83d"))


def test_a_row_written_before_a_field_existed_is_read_with_its_default():
    assert codec.FAILURE.load('{"kind": "dns"}') == model.Failure(kind=model.FailureKind.DNS)


@given(st.text(st.characters()))
def test_text_keeps_its_length_and_all_but_what_no_database_takes(text: str):
    stored = columns.Text().process_bind_param(text, DIALECT)
    assert stored is not None
    assert len(stored) == len(text)
    for before, after in zip(text, stored, strict=True):
        assert after == before or (after == "\ufffd" and (before == "\0" or "\ud800" <= before <= "\udfff"))
    stored.encode()


@given(DECIMALS)
def test_a_decimal_keeps_every_digit(number: Decimal):
    kind = columns.ExactDecimal()
    assert str(kind.process_result_value(kind.process_bind_param(number, DIALECT), DIALECT)) == str(number)


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="aware"):
        columns.Instant().process_bind_param(datetime(2025, 9, 1), DIALECT)  # noqa: DTZ001  the point of it


@pytest.mark.parametrize(
    "stored",
    [
        datetime(2025, 9, 1, 12, tzinfo=UTC),
        datetime(2025, 9, 1, 12),  # noqa: DTZ001  as SQLite gives it
        datetime(2025, 9, 1, 14, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_an_instant_comes_out_in_utc_however_the_driver_gives_it(stored: datetime):
    loaded = columns.Instant().process_result_value(stored, DIALECT)
    assert loaded == datetime(2025, 9, 1, 12, tzinfo=UTC)
    assert loaded.tzinfo is UTC
