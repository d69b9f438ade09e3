import io
import json
import signal
import subprocess
import sys
import threading

import pytest

from monitor.app import cli

PAIR = {
    "id": "a",
    "old": "The official said 20 hostages are alive.",
    "new": "The official said at least 22 hostages are alive.",
}


def restore_interrupts():
    """Let the child hear Ctrl-C even where the tests run in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def lines(*records) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def test_compare_answers_each_pair_in_order(run):
    same = PAIR | {"id": 2, "new": PAIR["old"]}
    answer = run("claims", "compare", stdin=lines(PAIR, same))
    assert (answer.code, answer.err) == (0, "")
    assert [json.loads(line) for line in answer.out.splitlines()] == [
        {
            "id": "a",
            "changes": [{"claim": "hostages_alive", "kind": "changed", "old": "20", "new": ">=22"}],
        },
        {"id": 2, "changes": []},
    ]


def test_find_gives_the_keys_that_the_design_fixes(run):
    answer = run("claims", "find", "-", stdin=lines({"id": 1, "text": PAIR["new"]}))
    (claim,) = json.loads(answer.out)["claims"]
    assert list(claim) == [
        "claim",
        "low",
        "high",
        "hedge",
        "attribution",
        "verb",
        "status",
        "sentence",
        "start",
        "end",
    ]
    assert (claim["claim"], claim["low"], claim["high"], claim["hedge"]) == (
        "hostages_alive",
        22,
        None,
        "at_least",
    )
    assert claim["sentence"] == PAIR["new"]


def test_a_file_and_standard_input_give_the_same(run, folder):
    (folder / "pairs.jsonl").write_bytes(b"\xef\xbb\xbf" + lines(PAIR) + b"\n\n")
    assert run("claims", "compare", "pairs.jsonl").out == run("claims", "compare", stdin=lines(PAIR)).out


def test_no_line_is_no_answer(run):
    answer = run("claims", "find")
    assert (answer.code, answer.out) == (0, "")


def test_what_unicode_calls_a_line_end_stays_inside_its_text(run):
    text = "The list\u2028said 20 hostages are alive,\x85 all of them."
    record = json.dumps({"id": 1, "text": text}, ensure_ascii=False).encode()
    (claim,) = json.loads(run("claims", "find", stdin=record).out)["claims"]
    assert claim["low"] == 20


def test_half_a_character_comes_back_as_its_escape(run):
    answer = run("claims", "find", stdin=b'{"id": "\\ud83d", "text": ""}\n')
    assert answer.code == 0
    assert json.loads(answer.out)["id"] == "\ud83d"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{oops", "not JSON"),
        (b"[1]", "no JSON object"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": 1, "text": 3}', 'no text under "text"'),
        (b'{"id": 1}', 'no text under "text"'),
        (b'{"text": "\xff"}', "not UTF-8"),
    ],
)
def test_a_bad_line_is_named_after_the_good_ones_were_answered(run, line, said):
    answer = run("claims", "find", stdin=lines({"id": 1, "text": "x"}) + b"\n" + line)
    assert answer.code == 2
    assert json.loads(answer.out) == {"id": 1, "claims": []}
    assert answer.err.startswith(f"standard input, line 3: {said}")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere.jsonl", "No such file or directory"), (".", "is a folder")]
)
def test_a_file_that_cannot_be_read_is_named(run, name, said):
    answer = run("claims", "compare", name)
    assert answer.code == 2
    assert answer.err.startswith(name)
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_a_wrong_watchlist_is_told_with_its_line(run, folder):
    (folder / "w.toml").write_text("x = 1\n")
    answer = run("claims", "find", "-w", "w.toml")
    assert answer.code == 2
    assert "w.toml:1 x" in answer.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stdin", [Terminal(), None], ids=["a terminal", "closed"])
@pytest.mark.parametrize("command", [["claims", "find"], ["claims", "compare", "-"], ["check"]])
def test_a_terminal_is_not_waited_for(folder, monkeypatch, capsys, command, stdin):
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(SystemExit) as ended:
        cli.main(command)
    assert ended.value.code == 2
    assert "Nothing comes on standard input." in capsys.readouterr().err


def test_each_answer_comes_before_the_next_line_and_ctrl_c_is_quiet(folder, monkeypatch):
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", "claims", "find"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=restore_interrupts,  # noqa: PLW1509  # no other thread runs yet
    ) as process:
        # Were an answer held back, the wait for it would have no end.
        patience = threading.Timer(30, process.kill)
        patience.start()
        for number in (1, 2):
            process.stdin.write(lines({"id": number, "text": "20 hostages are alive."}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.send_signal(2)
        _, err = process.communicate(timeout=20)
        patience.cancel()
        assert (process.returncode, err) == (130, b"")


def test_a_reader_who_leaves_early_is_no_error(folder):
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", "claims", "find"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        process.stdin.write(lines({"id": 1, "text": "20 hostages are alive."}))
        process.stdin.close()
        process.stdin = None
        assert process.stderr.read() == b""


def test_find_says_which_text_it_left_unread(run):
    long = {"id": "b", "text": "Of " + "7" * 13 + " hostages 20 are alive."}
    answer = run("claims", "find", stdin=lines({"id": "a", "text": PAIR["old"]}, long))
    assert answer.err == "b: 13 characters were left unread (docs/claims.md, Limits, stated).\n"
    assert len(answer.out.splitlines()) == 2
