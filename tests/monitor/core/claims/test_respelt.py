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
