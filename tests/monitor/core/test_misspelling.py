"""Whether an English word is another one misspelt."""

import pytest

from monitor.core.misspelling import is_misspelling


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wepons", "weapons"),
        ("colapsed", "collapsed"),
        ("rejetced", "rejected"),
        ("definately", "definitely"),
    ],
)
def test_a_letter_less_or_two_swapped_or_a_vowel_is_a_slip(old, new):
    assert is_misspelling(old, new)
    assert is_misspelling(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trail", "trial"),
        ("detained", "detailed"),
        ("hostage", "hostages"),
        ("united", "untied"),
        ("ab", "aab"),
    ],
)
def test_another_word_is_none(old, new):
    assert not is_misspelling(old, new)
    assert not is_misspelling(new, old)
