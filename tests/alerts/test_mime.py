from email import message_from_bytes
from email.policy import default

import pytest

from alerts import mime


def read(*parts: mime.EmailMessage):
    whole = mime.join(mime.new_part(), "alternative", parts, seed="1")
    return message_from_bytes(whole.as_bytes(), policy=default)


@pytest.mark.parametrize(
    "words",
    [
        "one line",
        "a trailing space \nand the next",
        ".\n..\nFrom here",
        "=3D is no sign = here",
        "قال مسؤولون 20",
        "w" * 3_000,
    ],
)
def test_a_text_arrives_as_it_was_whatever_is_in_it(words):
    (part,) = read(mime.text_part(words, "plain")).iter_parts()

    assert part.get_content().replace("\r\n", "\n") == words
    assert not part.defects


def test_half_a_character_becomes_a_question_mark():
    (part,) = read(mime.text_part("20 \ud83d", "plain")).iter_parts()

    assert part.get_content() == "20 ?"


def test_a_picture_arrives_whole_under_its_content_id():
    (part,) = read(mime.picture_part(b"\x89PNG\r\n\x00", content_id="a@b.example", name="a.png")).iter_parts()

    assert part.get_content() == b"\x89PNG\r\n\x00"
    assert (part["Content-ID"], part.get_filename()) == ("<a@b.example>", "a.png")


def test_no_text_can_end_the_part_it_stands_in():
    mail = mime.join(mime.new_part(), "alternative", (mime.text_part("x", "plain"),), seed="1")
    line = f"--{mail.get_boundary()}"
    parts = list(read(mime.text_part(f"{line}--\n{line}\nSubject: 20", "plain")).iter_parts())

    assert len(parts) == 1
    assert line in parts[0].get_content()


@pytest.mark.parametrize(
    "subject",
    [
        "The Coastal Ledger: 30 hostages released; it said 33, no correction notice",
        "The Ledger: goes back and forth between “Inside the room” and “What Trump's man told families”, 3 times",
        "\u2068دفتر الميناء\u2069: 180 Palestinian prisoners released; it said 150, no correction notice",
        "w" * 300,
        "=?utf-8?q?20?=",
        "20 =?utf-8?q?a=0d=0aBcc=3A_all=40news.example?=",
    ],
)
@pytest.mark.parametrize("policy", [mime.POLICY, mime.UTF8_POLICY])
def test_a_subject_arrives_as_it_was_however_long_and_in_whatever_script(subject, policy):
    mail = mime.new_part()
    mail["Subject"] = subject
    raw = mail.as_bytes(policy=policy)

    assert message_from_bytes(raw, policy=default)["Subject"] == subject
    assert raw.split(b"\r\n")[0].startswith(b"Subject: ")
    assert message_from_bytes(raw, policy=default)["Bcc"] is None
    assert raw.isascii() or policy is mime.UTF8_POLICY


def test_a_subject_cannot_bring_another_header():
    with pytest.raises(ValueError, match="may not contain linefeed"):
        mime.new_part()["Subject"] = "20\r\nBcc: all@news.example"
