import json
import re
import subprocess
import sys

import pytest

SENTENCE = "The official said at least 22 hostages are believed alive, and Hamas refuses to disarm."


def test_each_stage_is_shown(run):
    answer = run("claims", "explain", SENTENCE)
    assert (answer.code, answer.err) == (0, "")
    flat = " ".join(answer.out.split())
    for said in (
        "language English",
        "tokens The 0-3 official 4-12",
        "hostages 30-38 @captive",
        "source The official (neutral)",
        'number 22, at least (by "at least"), counts @captive',
        'doubted by "believed"',
        'yes hostages_alive: "alive" (@alive) is said of it',
        "no hostages_held: hostages_alive takes it",
        "it counts something else",
        'yes stance_hamas_disarm: refuses, by "refuses": said of "disarm"',
        "deal_status (no @talks)",
        "claim hostages_alive >=22; scope held (the default: no scope word is near)",
    ):
        assert said in flat


def test_what_is_refused_says_so(run):
    text = "Correction: 22 hostages are alive.\n\nOn Oct. 7 an F16 flew. “We will never give up,” said Hamas."
    flat = " ".join(run("claims", "explain", text).out.split())
    for said in (
        "no count: inside a correction notice",
        "notice a correction or editor's note",
        "no count: read as a date or time",
        "not read 16: stands behind letters: a code or name",
        "claim none",
        "quotation quote: 'We will never give up', by Hamas (neutral)",
    ):
        assert said in flat


def test_what_lies_behind_the_limits_is_said(run):
    out = run("claims", "explain", "He came, " + "and so on " * 500).out
    assert "letters and digits behind the limit of one sentence" in " ".join(out.split())


def test_a_sentence_without_anything_watched_is_shown_too(run):
    flat = " ".join(run("claims", "explain", "It rained.").out.split())
    assert "terms none of any lexicon number none" in flat


@pytest.mark.parametrize(("environ", "is_coloured"), [({}, False), ({"FORCE_COLOR": "1"}, True)])
def test_lines_fit_80_columns_without_colour_and_with(folder, environ, is_coloured):
    # A process of its own: what the terminal can do is read once, as the command starts.
    asked = ["claims", "explain", SENTENCE, "--against", "The official said 20 hostages are alive."]
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *asked],
        capture_output=True,
        check=True,
        cwd=folder,
        encoding="utf-8",
        env={"COLUMNS": "80", "TERM": "xterm", "PYTHONUTF8": "1"} | environ,
    )
    plain = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
    assert (plain != done.stdout) == is_coloured
    assert 60 < max(map(len, plain.splitlines())) <= 80


def test_a_comparison_shows_each_change_with_its_tier_and_rule(run):
    old = "The official claimed 20 hostages are alive. Hamas refuses to disarm."
    new = "The official said 22 hostages are alive. Hamas refuses to disarm."
    flat = " ".join(run("claims", "explain", new, "--against", old).out.split())
    assert "same stance_hamas_disarm: stands on both sides (refuses)" in flat
    assert "change hostages_alive value: 20 -> 22 Now 22 living hostages; it said 20." in flat
    assert "told: now (the definition asks for it (value)); rule number+noun" in flat
    assert "the sentences are alike to" in flat


def test_two_texts_without_claims_are_compared_too(run):
    assert "no claim on either side" in run("claims", "explain", "It rained.", "--against", "It snowed.").out


def test_a_claim_that_went_has_no_likeness(run):
    out = run("claims", "explain", "It rained.", "--against", "20 hostages are alive.").out
    assert "hostages_alive removed: 20 -> none" in out
    assert "alike" not in out


def test_json_gives_the_whole_trace(run):
    trace = json.loads(run("claims", "explain", "--json", SENTENCE).out)
    (sentence,) = trace["sentences"]
    (number,) = sentence["numbers"]
    assert (number["at"], number["low"], number["hedge"]) == (
        {"text": "22", "start": 27, "end": 29},
        22,
        "at_least",
    )
    assert {"claim_id": "hostages_alive", "why": None}.items() <= number["options"][0].items()
    assert number["claim"] == sentence["claims"][0]
    both = json.loads(run("claims", "explain", "--json", SENTENCE, "--against", "20 hostages are alive.").out)
    assert both["new"] == trace
    assert both["changes"][0]["change"]["old_text"] == "20"


def test_a_decimal_stays_one_and_a_date_is_shown(run, folder):
    (folder / "w.toml").write_text(
        '[lexicon.raise]\nen = ["raise"]\n[lexicon.vote]\nen = ["vote"]\n'
        '[[claims]]\nid = "offer"\ntype = "amount"\nnoun = "@raise"\nunit = "percent"\n'
        '[[claims]]\nid = "vote"\ntype = "date"\nnoun = "@vote"\n'
    )
    text = "The raise is 4 to 4.5 percent and the vote is on 5 March."
    (number, *_) = json.loads(run("claims", "explain", "-w", "w.toml", "--json", text).out)["sentences"][0][
        "numbers"
    ]
    assert (number["low"], number["high"], number["unit"]) == (4, 4.5, "percent")
    flat = " ".join(run("claims", "explain", "-w", "w.toml", text).out.split())
    assert "number 4 to 4.5" in flat
    assert "date 5 March = 5 March yes vote: @vote is what it dates" in flat


def test_the_sentence_may_come_on_standard_input(run):
    assert run("claims", "explain", stdin=SENTENCE.encode()).out == run("claims", "explain", SENTENCE).out


@pytest.mark.parametrize(
    ("stdin", "said"),
    [(b" \n", "There is nothing to explain."), (b"\xff", "Standard input: not UTF-8 (byte 0).")],
)
def test_nothing_to_explain_is_wrong_use(run, stdin, said):
    answer = run("claims", "explain", stdin=stdin)
    assert answer.code == 2
    assert answer.err.startswith(said)
