"""Encodings: the bytes of a page to text, as a browser would read them. Refuses nothing: never raises.

Order: byte order mark; zeros that only UTF-16 has; bytes that are valid UTF-8 (text in another encoding is so only by a
freak chance, and "latin-1" is declared wrongly every day); HTTP header; meta element; XML declaration; a guess over a
sample. Servers say "latin-1" of whatever they serve: a page's own word goes before it, and letters that no Western text
has refute it. Visual Hebrew is read in the order it is stored in. Next: `fingerprint`.
"""

import codecs
import itertools
import re

from charset_normalizer import from_bytes

#: How far a declaration is looked for. WHATWG says 1024 bytes, browsers go on.
_PRESCAN = 8192
_SAMPLE = 16_384

#: A page in several encodings is UTF-8 where this share of its bytes beyond ASCII is; else it is another with freaks in it.
_UTF8_SHARE = 0.5
#: So few broken bytes are an accident, and shown as such.
_ACCIDENTS = 3
#: Where more of the letters than this are beyond ASCII, a text is no Western one.
_WESTERN_SHARE = 0.4
#: Turns of UTF-8 read as Windows-1252 that make a page twice encoded, and no page that speaks of such.
_MIN_TWICE = 10
#: A page in UTF-16 has a zero beside nearly each character of its markup.
_ZEROS_LOOKED_AT = 256
#: One byte in so many at least; the title may be in other letters.
_ZERO_SHARE = 8

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: What WHATWG calls latin-1: what servers say where nobody told them anything.
_DEFAULT = "cp1252"
#: Characters of Windows-1252 beyond Latin-1 -> the byte they are.
_AS_BYTES = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_KIN = (
    ("cp1255", re.compile("[\u05d0-\u05ea]")),
    ("cp1256", re.compile("[\u0620-\u06ff]")),
    ("cp1251", re.compile("[\u0400-\u04ff]")),
)
_COMMENT = re.compile(rb"<!--.*?-->|<script\b.*?</script>", re.IGNORECASE | re.DOTALL)
_NAMED_META = re.compile(rb"\b(?:name|property)\s*=", re.IGNORECASE)
_BEYOND = bytes(range(0x80, 0x100))
_ESCAPE = b"\x1b"
_BROKEN = re.compile("[\udc80-\udcff]+")
_LETTERS_BEYOND = re.compile(rb"[\xc0-\xff]")
_ASCII_LETTERS = re.compile(rb"[A-Za-z]")
_TAG = re.compile(rb"<[^>]{0,2000}>")
#: Letters of two bytes (Latin, Cyrillic, Hebrew, Arabic) or typographic marks, each byte read as a character.
_TWICE = re.compile(
    "[\u00c3\u00d0\u00d1\u00d7-\u00db][\x80-\xbf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|\u00e2[\u20ac\x80][\x80-\xbf\u0152-\u2122]"
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,400}", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)

#: WHATWG labels that mean another encoding than Python's name says, or that Python does not know.
_LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "x-cp1252": "cp1252",
    # Hebrew pages that declare either form use the Windows characters beside the letters.
    "iso-8859-8": "cp1255",
    "iso8859-8": "cp1255",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "logical": "cp1255",
    "visual": "cp1255",
    "hebrew": "cp1255",
    "x-cp1255": "cp1255",
    "x-cp1256": "cp1256",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-8": "utf-8",
}
#: The encodings that a page may name (Python's normal names); all others are not for the web, or unsafe.
_ALLOWED = frozenset(
    {
        "utf-8",
        "koi8-r",
        "koi8-u",
        "gb18030",
        "big5hkscs",
        "euc_jp",
        "iso2022_jp",
        "cp932",
        "cp949",
        "cp866",
        "cp874",
    }
    | {f"cp125{n}" for n in range(9)}
    | {f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 10, 13, 14, 15, 16)}
    | {"mac-roman", "mac-cyrillic"}
)


def decode_page(body: bytes, *, content_type: str | None = None) -> str:
    """Decode a page; bytes that fit nowhere become U+FFFD. `content_type` is the HTTP header as received."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    if wide := _find_wide(body):
        return body.decode(wide, "replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_foreign(body, find_encoding(body, content_type=content_type))
    # The one encoding of the web whose bytes are ASCII and yet mean something else.
    if _ESCAPE in body and find_encoding(body, content_type=content_type) == "iso2022_jp":
        return body.decode("iso2022_jp", "replace")
    return text if text.isascii() else _read_twice(text)


def find_encoding(body: bytes, *, content_type: str | None = None) -> str | None:
    """Find the first usable encoding that header, meta element or XML declaration name, as Python calls it. A header
    that names the servers' default goes behind them."""
    head = _COMMENT.sub(b"", body[:_PRESCAN])
    labels = [_CHARSET.search((content_type or "").encode("ascii", "replace"))]
    labels += [_find_label(meta[0]) for meta in _META.finditer(head)]
    labels.append(_XML.search(head))
    names = [_python_name(label[1].decode("ascii")) if label else None for label in labels]
    if names[0] == _DEFAULT:
        names.append(names.pop(0))
    return next((name for name in names if name), None)


def _find_label(meta: bytes) -> re.Match[bytes] | None:
    """Find the encoding that a meta element names; a description may speak of "charset=" too."""
    return None if _NAMED_META.search(meta) else _CHARSET.search(meta)


def _python_name(label: str) -> str | None:
    label = label.strip().lower()
    # A page whose declaration could be read as ASCII is not UTF-16, whatever it says.
    if label.startswith("utf-16"):
        return "utf-8"
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except LookupError:
        return None
    return name if name in _ALLOWED else None


def _find_wide(body: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zeros: every second byte of the markup is one."""
    head = body[:_ZEROS_LOOKED_AT]
    if head.count(0) * _ZERO_SHARE < len(head) or len(head) < len("<p>") * 2:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _decode_foreign(body: bytes, declared: str | None) -> str:
    """Decode bytes that are not valid UTF-8."""
    if _is_mostly_utf8(body):
        return _decode_mixed(body, declared)
    if declared and declared != "utf-8" and not (declared == _DEFAULT and _is_not_western(body)):
        return body.decode(declared, "replace")
    guess = _guess_encoding(body)
    return body.decode(guess, "replace")


def _is_mostly_utf8(body: bytes) -> bool:
    beyond = len(body) - len(body.translate(None, _BEYOND))
    broken = sum(len(run) for run in _BROKEN.findall(body.decode("utf-8", "surrogateescape")))
    return broken <= _ACCIDENTS or broken < beyond * (1 - _UTF8_SHARE)


def _decode_mixed(body: bytes, declared: str | None) -> str:
    """Decode UTF-8 with pieces of another encoding in it: each piece as the other one that the page names, or a guess."""
    text = body.decode("utf-8", "surrogateescape")
    pieces = [run.encode("utf-8", "surrogateescape") for run in _BROKEN.findall(text)]
    if sum(map(len, pieces)) <= _ACCIDENTS:
        return body.decode("utf-8", "replace")
    other = declared if declared and declared != "utf-8" else _find_kin(text)
    return _BROKEN.sub(lambda run: run[0].encode("utf-8", "surrogateescape").decode(other, "replace"), text)


def _find_kin(text: str) -> str:
    """Find the Windows encoding of the letters a page is written in."""
    counts = {name: len(letters.findall(text)) for name, letters in _KIN}
    name = max(counts, key=lambda key: counts[key])
    return name if counts[name] else _DEFAULT


def _is_not_western(body: bytes) -> bool:
    """Whether a text that is called Latin-1 has more letters beyond ASCII than any language written so."""
    lines = _TAG.sub(
        b" ", b"\n".join(line[:2000] for line in body.splitlines() if not line.isascii())[:_SAMPLE]
    )
    beyond = len(_LETTERS_BEYOND.findall(lines))
    return beyond > (beyond + len(_ASCII_LETTERS.findall(lines))) * _WESTERN_SHARE


def _read_twice(text: str) -> str:
    """Undo UTF-8 that was taken for Windows-1252 and written as UTF-8 again; a text that was not stays as it is."""
    if sum(1 for _ in itertools.islice(_TWICE.finditer(text), _MIN_TWICE)) < _MIN_TWICE:
        return text
    try:
        return text.translate(_AS_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _guess_encoding(body: bytes) -> str:
    """Guess from the lines that hold bytes beyond ASCII: markup says nothing."""
    sample = b"\n".join(line[:2000] for line in body.splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(sample, steps=5, chunk_size=512, cp_isolation=sorted(_ALLOWED)).best()
    return best.encoding if best else _DEFAULT
