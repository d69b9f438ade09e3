import json

import pytest

OLD = "The official said 20 hostages are alive."
NEW = "The official said 22 hostages are alive."
CHANGE = {"claim": "hostages_alive", "kind": "changed", "old": "20", "new": "22"}
RIGHT = {"id": "right", "old": OLD, "new": NEW, "changes": [CHANGE]}
SILENT = {"id": "silent", "old": OLD, "new": OLD.replace("20", "twenty"), "expected_changes": []}
ALARM = {"id": "alarm", "lang": "en", "old": OLD, "new": NEW, "changes": []}
MISS = {
    "id": "miss",
    "old": "20 hostages breathe.",
    "new": "22 prisoners of war breathe.",
    "changes": [CHANGE],
    "lang": "he",
}
TEXT = {"id": "text", "text": NEW, "claims": [{"claim": "hostages_alive", "low": 22}]}


def lines(*records) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def test_cases_that_hold_are_scored_and_end_well(run):
    answer = run("claims", "test", stdin=lines(RIGHT, SILENT, TEXT))
    assert (answer.code, answer.err) == (0, "")
    assert "All 3 hold." in answer.out
    assert "all: 2" in answer.out
    assert "0 of 1" in answer.out
    assert "missed" not in answer.out


def test_each_fault_is_shown_with_both_texts_and_its_reason(run):
    answer = run("claims", "test", stdin=lines(RIGHT, ALARM, MISS))
    assert answer.code == 1
    shown = answer.out.splitlines()
    at = shown.index("alarm: found, not wanted")
    assert shown[at + 1 : at + 4] == [
        "  old    The official said [20 hostages] are alive.",
        "  new    The official said [22 hostages] are alive.",
        "  found  hostages_alive changed: 20 -> 22",
    ]
    assert shown[at + 4].startswith("  reason old text: `20` was read as hostages_alive: ")
    at = shown.index("miss: missed")
    assert shown[at + 1] == "  old    [20] hostages breathe."
    assert shown[at + 3] == "  wanted hostages_alive changed: 20 -> 22"
    assert shown[at + 5].endswith("but the sentence has no term of @alive")
    assert "2 of 3 fail." in answer.out


def test_scores_are_given_a_language_where_several_are_named(run):
    out = run("claims", "test", stdin=lines(RIGHT | {"lang": "en"}, ALARM, MISS)).out
    assert [line.split("│")[1].strip() for line in out.splitlines() if ": " in line and "│" in line] == [
        "all: 3",
        "en: 2",
        "he: 1",
    ]


def test_a_text_shows_the_claim_that_was_found_in_vain_and_what_was_wanted(run):
    wrong = TEXT | {"claims": [{"claim": "hostages_alive", "low": 21}]}
    answer = run("claims", "test", stdin=lines(wrong))
    assert answer.code == 1
    assert "  text   The official said [22 hostages] are alive." in answer.out
    assert "  wanted hostages_alive low 21" in answer.out
    assert "  found  hostages_alive low 22, high 22, hedge exact" in answer.out


def test_of_a_long_text_only_what_stands_around_is_shown(run):
    rain = "It rained on and on. " * 40
    answer = run(
        "claims",
        "test",
        stdin=lines(
            {"text": rain + NEW + rain, "claims": []}, {"text": rain, "claims": [{"claim": "hostages_alive"}]}
        ),
    )
    (first, second) = (line for line in answer.out.splitlines() if line.startswith("  text"))
    assert first.startswith("  text   …")
    assert first.endswith("…")
    assert "[22 hostages]" in first
    assert second.endswith("…")
    assert max(len(first), len(second)) < 500
    assert "line 1: found, not wanted" in answer.out


def test_json_is_one_object(run, folder):
    (folder / "cases.jsonl").write_bytes(lines(RIGHT, ALARM, MISS, TEXT))
    answer = run("claims", "test", "cases.jsonl", "--json")
    told = json.loads(answer.out)
    assert answer.code == 1
    assert told["pairs"]["all"]["pairs"].items() >= {"hits": 2, "extra": 1, "missed": 0, "recall": 1}.items()
    assert told["pairs"]["all"]["kinds"].items() >= {"hits": 1, "missed": 1, "recall": 0.5}.items()
    assert (told["pairs"]["all"]["silent"], told["pairs"]["all"]["false_alerts"]) == (1, 1)
    assert told["texts"]["all"]["f1"] == 1
    assert [(case["id"], case["holds"]) for case in told["cases"]] == [
        ("right", True),
        ("alarm", False),
        ("miss", False),
        ("text", True),
    ]
    assert told["cases"][1]["unwanted"][0]["reason"]
    assert CHANGE.items() <= told["cases"][2]["missed"][0].items()


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        (b"{oops", "standard input, line 2: not JSON", "Write one JSON object a line."),
        (b"[]", "standard input, line 2: no JSON object.", "Each line is an object."),
        (lines({"old": "x", "changes": []}), 'line 2: no text under "new".', "Write"),
        (lines({"text": 3, "claims": []}), 'line 2: no text under "text".', "Write"),
        (lines({"old": "x", "new": "y"}), 'line 2: no list of objects under "changes".', "an empty list"),
        (lines({"text": "x", "claims": [1]}), 'line 2: no list of objects under "claims".', "an empty list"),
        (
            lines(RIGHT | {"changes": [CHANGE | {"claim": "dead"}]}),
            "line 2: the watchlist has no claim 'dead'",
            "It has: ",
        ),
        (
            lines(RIGHT | {"changes": [CHANGE | {"kind": "value"}]}),
            "line 2: 'value' is no kind of change",
            "Write changed",
        ),
        (
            lines(RIGHT | {"changes": [CHANGE | {"old": 20}]}),
            'line 2: a change has no text under "old".',
            "Write values",
        ),
        (
            lines(TEXT | {"claims": [{"claim": "hostages_alive", "value": 2}]}),
            'line 2: a claim has no key "value".',
            "Known: ",
        ),
        (
            lines(RIGHT | {"changes": [CHANGE | {"note": "x"}]}),
            'line 2: a change has no key "note".',
            "Known: claim, kind, new, old",
        ),
        (
            lines(TEXT | {"claims": [{"claim": "hostages_alive", "low": "10"}]}),
            'line 2: "10" is no number ("low").',
            "Write 22, without quotes",
        ),
        (
            lines(TEXT | {"claims": [{"claim": "hostages_alive", "high": True}]}),
            'line 2: true is no number ("high").',
            "Write 22",
        ),
        (
            lines(TEXT | {"claims": [{"claim": "hostages_alive", "attribution": 5}]}),
            'line 2: 5 is no text ("attribution").',
            "in quotes",
        ),
        (
            lines(TEXT | {"claims": [{"claim": "hostages_alive", "hedge": "abuot"}]}),
            "line 2: 'abuot' is no hedge",
            "Write exact, at_least, at_most, about, reported",
        ),
        (
            lines(TEXT | {"claims": [{"claim": "hostages_alive", "verb": "said"}]}),
            "line 2: 'said' is no verb",
            "Write neutral, doubt, deny",
        ),
    ],
)
def test_a_line_that_cannot_be_scored_is_named_with_what_to_write(run, line, said, hint):
    answer = run("claims", "test", stdin=lines(RIGHT) + line)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert hint in answer.err


def test_no_case_is_wrong_use(run):
    answer = run("claims", "test")
    assert answer.code == 2
    assert answer.err.startswith("There is no case to try.")


def test_null_says_that_a_claim_has_none_of_it(run):
    answer = run(
        "claims",
        "test",
        stdin=lines(TEXT | {"claims": [{"claim": "hostages_alive", "low": 22, "verb": None}]}),
    )
    assert answer.code in (0, 1)
    assert "is no" not in answer.err
