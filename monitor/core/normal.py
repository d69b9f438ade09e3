"""Normal forms of text that change nothing a reader can see. Refuses to touch a digit, a sign or a letter.

Next: `fingerprint`, `diff`.
"""

import re
import unicodedata

#: Zero-width characters, direction marks, soft hyphen, byte order mark: shown as nothing.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def fold_space(text: str) -> str:
    """Fold every run of white space to one space, none at the ends."""
    return " ".join(text.split())


def fold_invisible(text: str) -> str:
    """Fold white space, drop characters that show as nothing, and compose (NFC)."""
    if text.isascii():
        return fold_space(text)
    return unicodedata.normalize("NFC", fold_space(INVISIBLE.sub("", text)))
