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


def test_a_declaration_that_can_be_read_is_no_utf_16():
    assert encoding.find_encoding(b"<meta charset=utf-16>") == "utf-8"


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


RUSSIAN = "Власти заявили, что 20 заложников живы и находятся в Газе. " * 8
QUOTED = "Officials said “20” hostages – alive – were freed; the café’s owner said it’s “true”. " * 4


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (HEBREW, "cp1255", "windows-1255"),
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC.replace("،", ","), "iso8859-6", "iso-8859-6"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (FRENCH, "iso8859-15", "iso-8859-15"),
    ],
)
def test_a_server_that_calls_everything_latin_1_is_not_believed(text: str, codec: str, label: str):
    header = "text/html; charset=ISO-8859-1"
    head = f"<html><head><meta charset={label}></head><body><nav>Home</nav>"
    assert text in encoding.decode_page((head + text).encode(codec), content_type=header)
    assert text in encoding.decode_page(
        f"<html><body><nav>Home</nav>{text}".encode(codec), content_type=header
    )


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("header", [None, "text/html; charset=utf-16", "text/html; charset=utf-8"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(codec: str, header: str | None):
    page = f"<html><head><title>t</title></head><body>{HEBREW}"
    assert encoding.decode_page(page.encode(codec), content_type=header) == page


def test_utf_32_is_told_by_its_mark():
    assert encoding.decode_page(HEBREW.encode("utf-32")) == HEBREW


def test_a_zero_or_two_are_no_utf_16():
    assert encoding.decode_page(b"<p>20\x00 of them</p>") == "<p>20\x00 of them</p>"
    assert encoding.decode_page(b"\x00a") == "\x00a"


@pytest.mark.parametrize("text", [HEBREW, ARABIC, RUSSIAN, FRENCH, QUOTED])
@pytest.mark.parametrize("is_windows", [True, False])
def test_a_page_encoded_twice_is_decoded_twice(text: str, is_windows: object):
    def read(byte: int) -> str:
        known = byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
        return bytes([byte]).decode("cp1252" if is_windows and known else "latin-1")

    assert encoding.decode_page("".join(map(read, text.encode())).encode()) == text


@pytest.mark.parametrize("text", ["He typed Ã© and saw it.", "Ã© Ã¨ Ã " * 9 + HEBREW])
def test_a_page_that_speaks_of_such_is_left_alone(text: str):
    assert encoding.decode_page(text.encode()) == text


@pytest.mark.parametrize("declared", ["windows-1255", "utf-8"])
def test_a_page_in_two_encodings_is_read_in_both(declared: str):
    menu = "כתבות נוספות באתר שלנו מהיום " * 3
    head = f"<meta charset={declared}>".encode()
    text = encoding.decode_page(head + menu.encode("cp1255") + b"<p>" + HEBREW.encode())
    assert HEBREW in text
    assert menu in text


def test_windows_quotes_in_a_utf_8_page_are_read():
    for text in (HEBREW, ARABIC, RUSSIAN, "é" * 9):
        assert (
            encoding.decode_page(f"{text}<p>".encode() + b"\x93Six\x94, \x93two\x94")
            == f"{text}<p>“Six”, “two”"
        )
    page = HEBREW.encode() + b"<p>\x93Twenty\x94 and \x93six\x94</p>"
    assert encoding.decode_page(page).endswith("<p>“Twenty” and “six”</p>")


@pytest.mark.parametrize(
    "before",
    [
        "<!-- <meta charset=koi8-r> -->",
        "<script>var x = '<meta charset=koi8-r>'</script>",
        '<meta name="description" content="what charset=koi8-r means">',
        '<meta charset="no-such-thing">',
    ],
)
def test_only_a_declaration_declares(before: str):
    assert encoding.find_encoding(f"{before}<meta charset=windows-1256>".encode()) == "cp1256"


@given(st.sampled_from(["cp1255", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]))
def test_the_encoding_of_a_page_is_no_part_of_its_text(codec: str):
    page = f"<html><head><title>t</title></head><body><p>{HEBREW}</p></body></html>"
    assert encoding.decode_page(page.encode(codec)) == page
