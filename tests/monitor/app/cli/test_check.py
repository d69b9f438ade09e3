import json

import pytest

from tests.acceptance import outlet as outlets

PLAIN = "Deal near\n\nOfficials said 20 hostages\nare alive.\n \nTalks go on.\n"


@pytest.fixture
def page(folder):
    outlet = outlets.Outlet(port=80)
    (folder / "page.html").write_text(outlet.answer("/2026/talks")[1], encoding="utf-8")
    return "page.html"


def test_plain_text_has_a_headline_paragraphs_and_claims(run, folder):
    (folder / "a.txt").write_text(PLAIN)
    answer = run("check", "a.txt")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "Deal near",
        "",
        "Officials said 20 hostages are alive.",
        "",
        "Talks go on.",
        "",
        "1 claim",
        "  hostages_alive 20 held — Officials",
        "    Officials said 20 hostages are alive.",
    ]


def test_standard_input_is_the_default_and_gives_json(run):
    answer = run("check", "--json", stdin=b"\xef\xbb\xbfHe said 20 hostages are alive.\n\nTalks go on.")
    found = json.loads(answer.out)
    assert found["headline"] == ""
    assert found["paragraphs"] == ["He said 20 hostages are alive.", "Talks go on."]
    assert [claim["claim"] for claim in found["claims"]] == ["hostages_alive"]
    assert found["claims"][0]["field"] == "body"


def test_a_saved_page_is_read_as_the_service_reads_it(run, page):
    answer = run("check", page)
    assert answer.code == 0
    assert answer.out.startswith("Envoys return to Doha as Gaza hostage talks resume\n")
    assert outlets.BEFORE in answer.out
    assert "Visits today" not in answer.out
    found = json.loads(run("check", "--json", "--url", "http://127.0.0.1:80/x", page).out)
    assert found["language"] == "en"


@pytest.mark.parametrize(
    ("stdin", "kind"), [(b" \n", "not_an_article"), (b"<html><body><a>Home</a></body></html>", "")]
)
def test_what_is_no_article_exits_1_and_says_why(run, stdin, kind):
    answer = run("check", stdin=stdin)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("- gave no article")
    assert kind in answer.err
    assert json.loads(run("check", "--json", stdin=stdin).out)["failure"]


def test_bytes_that_are_no_text_are_refused(run):
    answer = run("check", stdin=b"caf\xe9 20 hostages")
    assert answer.code == 2
    assert "neither HTML nor UTF-8 text (byte 3)" in answer.err


@pytest.mark.server
@pytest.mark.enable_socket
def test_a_private_address_is_not_asked(run):
    answer = run("check", "http://127.0.0.1:9/article")
    assert answer.code == 1
    assert "127.0.0.1" in answer.err


def test_diff_tells_claims_first_and_exits_1(run, folder):
    (folder / "old.txt").write_text(PLAIN)
    answer = run("diff", "old.txt", "-", stdin=PLAIN.replace("said 20", "claimed 22").encode())
    assert answer.code == 1
    first = answer.out.splitlines()
    assert first[0] == "hostages_alive value: 20 → 22"
    assert first[1] == "  old: Officials said 20 hostages are alive."
    assert "[-said 20-]{+claimed 22+}" in answer.out


def test_diff_as_json_lists_changes_edits_and_sentences(run, folder):
    (folder / "old.txt").write_text(PLAIN)
    (folder / "new.txt").write_text(PLAIN.replace("20", "22") + "\nMore is known.\n")
    answer = run("diff", "--json", "old.txt", "new.txt")
    found = json.loads(answer.out)
    assert found["changes"] == [{"claim": "hostages_alive", "kind": "changed", "old": "20", "new": "22"}]
    assert "number" in found["edits"]
    (field,) = found["fields"]
    assert [sentence["op"] for sentence in field["sentences"]] == ["changed", "added"]


def test_diff_prints_what_no_claim_explains_behind_the_claims(run, folder):
    (folder / "old.txt").write_text(PLAIN + "\nThe convoy held 40 trucks.\n")
    changed = PLAIN.replace("20", "22") + "\nThe convoy held 50 trucks.\n"
    answer = run("diff", "old.txt", "-", stdin=changed.encode())
    lines = answer.out.splitlines()
    assert lines[0] == "hostages_alive value: 20 → 22"
    assert lines[3:6] == [
        "no claim, number: 40 → 50",
        "  old: The convoy held 40 trucks.",
        "  new: The convoy held 50 trucks.",
    ]
    found = json.loads(run("diff", "--json", "old.txt", "-", stdin=changed.encode()).out)
    (delta,) = found["unexplained"]
    assert (delta["kind"], delta["old"], delta["new"], delta["new_start"]) == ("number", "40", "50", 16)
    assert found["unexplained_left_out"] == 0


def test_diff_says_how_many_words_it_leaves_out(run, folder):
    lines = [f"Gate {name}{other} held 40 cars." for name in "bcdfghjk" for other in "lmnpqrst"]
    old = PLAIN + "\n" + "\n".join(lines)
    (folder / "old.txt").write_text(old)
    answer = run("diff", "old.txt", "-", stdin=old.replace("40 cars", "50 cars").encode())
    assert "14 more changed words without a claim are left out." in answer.out


def test_a_claim_that_came_stands_alone(run, folder):
    (folder / "old.txt").write_text("Deal near\n\nTalks go on.")
    answer = run("diff", "old.txt", "-", stdin=PLAIN.encode())
    assert "  old: (not there)" in answer.out
    assert "added" in answer.out


def test_equal_versions_exit_0(run, page):
    answer = run("diff", page, page)
    assert (answer.code, answer.out) == (0, "No difference.\n")


def test_diff_needs_one_file_and_two_articles(run, folder):
    assert "Both versions cannot come from standard input" in run("diff", "-", "-").err
    (folder / "old.txt").write_text(PLAIN)
    answer = run("diff", "old.txt", "-")
    assert answer.code == 2
    assert "- gave no article" in answer.err


def test_what_was_left_unread_is_said_on_standard_error(run, folder):
    (folder / "a.txt").write_text(PLAIN)
    hostile = PLAIN + "\n" + "7" * 5000 + "\n"
    said = "5,000 characters were left unread (docs/claims.md, Limits, stated).\n"
    assert run("check", "a.txt").err == ""
    assert run("check", "--json", "-", stdin=hostile.encode()).err == f"Standard input: {said}"
    assert run("diff", "a.txt", "-", stdin=hostile.encode()).err == f"Standard input: {said}"
    (folder / "b.txt").write_text(hostile)
    assert run("diff", "b.txt", "a.txt").err == f"b.txt: {said}"
