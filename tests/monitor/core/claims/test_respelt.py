"""A position that one side only has misspelt."""

import pytest

from monitor.core import claims
from tests.monitor.core.claims.stories import engine


def told(old, new):
    changes = engine().compare_texts(old, new)
    return [(str(one.kind), one.claim_id) for one in claims.list_told(changes)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "The union refusses to strike, it said on Monday.",
            "The union refuses to strike, it said on Tuesday.",
        ),
        ("The talks have colapsed, envoys said.", "The talks have collapsed, envoys said."),
        ("The union is wiling to strike.", "The union is willing to strike."),
    ],
)
def test_a_slip_mended_or_made_changes_no_position(old, new):
    assert told(old, new) == []
    assert told(new, old) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            "The talks have reopened, envoys said.",
            "The talks have collapsed, envoys said.",
            ("added", "talks"),
        ),
        # A slip elsewhere mends nothing.
        ("The talks go on, evoys said.", "The talks have collapsed, envoys said.", ("added", "talks")),
        # Another sentence altogether.
        ("Some roofs have colapsed in the old town.", "The talks have collapsed.", ("added", "talks")),
        ("توقفت محادثات.", "انهارت محادثات.", ("added", "talks")),
    ],
)
def test_another_word_is_a_change(old, new, change):
    assert told(old, new) == [change]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The fire killed sevven villagers on Monday.", "The fire killed seven villagers on Monday."),
        ("שמונא אנשים נהרגו אתמול בשריפה.", "שמונה אנשים נהרגו אתמול בשריפה."),
        ("נהרגו אתמול שיבעה אנשים בשריפה.", "נהרגו אתמול שבעה אנשים בשריפה."),
        ("נהרגו אתמול חימשה אנשים בשריפה.", "נהרגו אתמול חמישה אנשים בשריפה."),
        ("قتل أمس ثمنية أشخاص في الحريق.", "قتل أمس ثمانية أشخاص في الحريق."),
    ],
)
def test_a_number_word_mended_or_misspelt_changes_no_number(old, new):
    assert told(old, new) == []
    assert told(new, old) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("נהרגו אתמול בשריפה אנשים.", "נהרגו אתמול בשריפה שבעה אנשים."),
        ("נהרגו אתמול שכנים אנשים בשריפה.", "נהרגו אתמול שבעה אנשים בשריפה."),
        ("נהרגו אתמול שב אנשים בשריפה.", "נהרגו אתמול שבע אנשים בשריפה."),
    ],
)
def test_a_number_where_another_word_stood_has_come(old, new):
    assert told(old, new) == [("added", "dead")]
