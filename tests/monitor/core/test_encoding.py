import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import encoding

HEBREW = "קבוצה של 20 חטופים שוחררה הבוקר, כך אמר דובר הממשלה בירושלים. " * 8
ARABIC = "أعلنت الحكومة أن 20 رهينة على قيد الحياة، وقال المسؤول إن المحادثات مستمرة. " * 8
FRENCH = "Le gouvernement a déclaré que 20 otages étaient libérés à Genève. " * 8


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (HEBREW, "cp1255", "windows-1255"),
        (HEBREW, "cp1255", "ISO-8859-8-I"),
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "iso8859-6", "iso-8859-6"),
        (FRENCH + "“20”", "cp1252", "iso-8859-1"),
        (FRENCH, "iso8859-15", "iso-8859-15"),
        (HEBREW, "utf-8", "iso-8859-1"),
        (HEBREW, "utf-8", "no-such-thing"),
        (HEBREW, "utf-8", "utf-16"),
        ("残り20人", "iso2022_jp", "iso-2022-jp"),
        ("残り20人", "cp932", "shift_jis"),
    ],
)
def test_a_declared_encoding_is_found_wherever_it_stands(text: str, codec: str, label: str):
    body = text.encode(codec)
    meta = f'<html><head><meta http-equiv="content-type" content="text/html; charset={label}">'.encode()
    short = f"<meta charset='{label}'>".encode()
    xml = f'<?xml version="1.0" encoding="{label}"?>'.encode()
    assert encoding.decode_page(body, content_type=f'text/html; charset="{label}"') == text
    for head in (meta, short, xml):
        assert encoding.decode_page(head + body) == head.decode() + text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_it_all(codec: str):
    assert (
        encoding.decode_page(HEBREW.encode(codec), content_type="text/html; charset=windows-1252") == HEBREW
    )


@pytest.mark.parametrize(("text", "codec"), [(HEBREW, "cp1255"), (ARABIC, "cp1256"), (FRENCH, "cp1252")])
def test_an_undeclared_encoding_is_guessed(text: str, codec: str):
    assert encoding.decode_page(text.encode(codec)) == text


def test_a_few_broken_bytes_do_not_make_utf_8_another_encoding():
    body = HEBREW.encode()[:-1]
    text = encoding.decode_page(b"<meta charset=utf-8>" + body[:-1])
    assert text.startswith("<meta charset=utf-8>" + HEBREW[:40])


def test_a_page_that_says_utf_8_and_is_not_is_guessed():
    assert encoding.decode_page(HEBREW.encode("cp1255"), content_type="text/html; charset=utf-8") == HEBREW


@pytest.mark.parametrize("label", ["utf-7", "idna", "hex", "unicode_escape", "rot13", ""])
def test_an_encoding_that_is_not_for_the_web_is_not_believed(label: str):
    assert encoding.find_encoding(f"<meta charset={label}>".encode()) is None


def test_the_header_is_believed_before_the_page():
    assert (
        encoding.find_encoding(b"<meta charset=koi8-r>", content_type="text/html; charset=cp1251") == "cp1251"
    )


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=30)))
def test_no_bytes_make_decoding_fail(body: bytes, content_type: str | None):
    assert isinstance(encoding.decode_page(body, content_type=content_type), str)


@given(st.text(alphabet="0123456789.,-"), st.sampled_from(["cp1255", "cp1256", "utf-8", "koi8-r"]))
def test_digits_and_signs_survive_every_encoding(number: str, codec: str):
    assert number in encoding.decode_page(
        b"\xe9 " + number.encode(), content_type=f"text/html; charset={codec}"
    )
