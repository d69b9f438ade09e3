"""Encodings: the bytes of a page to text, as a browser would read them. Refuses nothing: never raises.

Order: byte order mark; bytes that are valid UTF-8 (text in another encoding is so only by a freak chance, and
"latin-1" is declared wrongly every day); HTTP header; meta element; XML declaration; a guess over a sample.
Next: `fingerprint`.
"""

import codecs
import re

from charset_normalizer import from_bytes

#: How far a declaration is looked for. WHATWG says 1024 bytes, browsers go on.
_PRESCAN = 8192
_SAMPLE = 16_384
#: A declared UTF-8 page may hold this share of broken bytes before the declaration is doubted.
_BROKEN_SHARE = 0.001

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
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
    declared = find_encoding(body, content_type=content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_foreign(body, declared)
    # The one encoding of the web whose bytes are ASCII and yet mean something else.
    return body.decode("iso2022_jp", "replace") if declared == "iso2022_jp" else text


def find_encoding(body: bytes, *, content_type: str | None = None) -> str | None:
    """Find the first usable encoding that header, meta element or XML declaration name, as Python calls it."""
    head = body[:_PRESCAN]
    labels = [_CHARSET.search((content_type or "").encode("ascii", "replace"))]
    labels += [_CHARSET.search(meta[0]) for meta in _META.finditer(head)]
    labels.append(_XML.search(head))
    names = (_python_name(label[1].decode("ascii")) for label in labels if label)
    return next((name for name in names if name), None)


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


def _decode_foreign(body: bytes, declared: str | None) -> str:
    """Decode bytes that are not valid UTF-8."""
    if declared and declared != "utf-8":
        return body.decode(declared, "replace")
    as_utf8 = body.decode("utf-8", "replace")
    if declared and as_utf8.count("\ufffd") <= max(3, len(as_utf8) * _BROKEN_SHARE):
        return as_utf8
    guess = _guess_encoding(body)
    return body.decode(guess, "replace") if guess else as_utf8


def _guess_encoding(body: bytes) -> str | None:
    """Guess from the lines that hold bytes beyond ASCII: markup says nothing."""
    sample = b"\n".join(line[:2000] for line in body.splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(sample, steps=5, chunk_size=512, cp_isolation=sorted(_ALLOWED)).best()
    return best.encoding if best else "cp1252"
