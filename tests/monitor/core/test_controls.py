import json
import tomllib

import pytest

from monitor.core import controls


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("20\u202e02", "2002"),
        ("\x1b[31m20\x9b0m\x07", "[31m200m"),
        ("\u2066a\u2069\u202bb\u202c", "ab"),
        ("a\tb\nc", "a\tb\nc"),
        ("می\u200cروند \u200fעשרים\u200e \u061cعشرون", "می\u200cروند \u200fעשרים\u200e \u061cعشرون"),
        ("👩\u200d🚒 é", "👩\u200d🚒 é"),
    ],
)
def test_what_takes_hold_of_its_surroundings_goes_and_nothing_else(text, kept):
    assert controls.drop_controls(text) == kept


def test_a_quoted_text_means_the_same_with_escapes():
    text = 'a\u202e\x7f\x85\n"\\ ידיעות'
    quoted = controls.escape_controls(json.dumps(text, ensure_ascii=False))
    assert controls.drop_controls(quoted) == quoted
    assert json.loads(quoted) == tomllib.loads(f"a = {quoted}")["a"] == text
