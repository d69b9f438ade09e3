"""A source that is there by another name."""

import pytest

from monitor.core import claims
from tests.monitor.core.claims.stories import engine


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Talks collapsed, the two sides said.", "Talks collapsed, the council and the guild said."),
        ("Talks collapsed, Ana Petrov said.", "The talks, she said, have collapsed."),
        ("The Joint Road Committee (JRC) said talks collapsed.", "Talks collapsed, the JRC said."),
    ],
)
def test_who_said_it_by_another_name_is_no_news(old, new):
    assert not claims.list_told(engine().compare_texts(old, new))
