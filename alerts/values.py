"""A claim's value in words: ">=20" is "at least 20". Next: `message` and `history`, which say them."""

import re

from alerts import text

_SIGNS = {">=": "at least", "<=": "at most", "~": "about", "?": "reportedly"}
#: Units that `core.claims.printing` leaves out of a value.
_UNPRINTED = frozenset({"days", "percent"})
_MAX_VALUE = 80
#: What a number's value begins with; a quotation's is left as it was said.
_NUMBER = re.compile(r"[0-9.]+(-[0-9.]+)?( \S+)?$")
_LONG_NUMBER = re.compile(r"(?<![\w.,])[0-9]{5,15}(?![\w,])")


def read_value(value: str, *, unit: str = "") -> str:
    """Return a claim's value in words: ">=20" is "at least 20", "~20" "about 20", "20-22" "20 to 22"; with its unit where
    the value is printed without."""
    words = []
    rest = text.clean_text(value).strip()
    while sign := next((sign for sign in _SIGNS if rest.startswith(sign)), None):
        words.append(_SIGNS[sign])
        rest = rest.removeprefix(sign)
    low, dash, high = rest.partition("-")
    is_range = dash and low[-1:].isdigit() and high[:1].isdigit() and " " not in rest and "-" not in high
    if rest == "none":
        return "not mentioned"
    words.append(f"{low} to {high}" if is_range else rest)
    if unit in _UNPRINTED and rest[-1:].isdigit():
        words.append(unit)
    told = " ".join(words)
    return text.shorten(group_digits(told) if _NUMBER.match(rest) else told, _MAX_VALUE)


def group_digits(words: str) -> str:
    """Return words with the digits of long numbers in groups: "45,000". Four digits may be a year."""
    return _LONG_NUMBER.sub(lambda number: f"{int(number.group()):,}", words)
