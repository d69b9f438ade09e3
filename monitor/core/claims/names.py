"""Names: states, bodies and armies in their short, long and adjectival forms, as one.

"The U.S.", "the US" and "American" name one source, and so do "defence" and "defense". Data, and the walk that folds
names by it; holds no person's name. Refuses to guess at names it does not list. Next: `align`, which compares sources.
"""

from collections.abc import Iterator, Sequence

from monitor.core.claims.tokens import find_tokens

_SPELLINGS = {
    "america": "us | usa | american | americans | united states",
    "un": "united nations",
    "eu": "european union",
    "lebanon": "lebanese",
    "turkey": "turkish",
    "france": "french",
    "norway": "norwegian",
    "sweden": "swedish",
    "switzerland": "swiss",
    "ireland": "irish",
    "china": "chinese",
    "spain": "spanish",
    "germany": "german",
    "italy": "italian",
    "japan": "japanese",
    "netherlands": "dutch",
    "saudi": "saudi arabia",
    "britain": "uk | british | united kingdom",
    "uae": "emirati | emiratis | united arab emirates | emirates",
    "red cross": "icrc | international committee of the red cross",
    "military": "army | armed forces | defense forces | defence forces | defense force | defence force",
    "israel military": "idf | israel defense forces | israel defence forces",
    "defense": "defence",
    "labor": "labour",
    "center": "centre",
    "organization": "organisation",
    'צה"ל': "הצבא הישראלי | צבא ישראל | צבא ההגנה לישראל",
    'ארה"ב': "ארצות הברית",
    'או"ם': 'האו"ם | האומות המאוחדות',
}
_FORMS: dict[tuple[str, ...], tuple[str, ...]] = {
    find_tokens(form.strip()).words: find_tokens(name).words
    for name, forms in _SPELLINGS.items()
    for form in forms.split("|")
}
#: Letters of a name in capitals.
_LEAST_INITIALS, _MOST_INITIALS = 3, 6
_LONGEST = max(map(len, _FORMS))


def fold_names(words: Sequence[str]) -> Iterator[str]:
    """Yield folded words, the known names among them under one form; longer names go first."""
    plain = [word.replace(".", "") or word for word in words]
    at = 0
    while at < len(plain):
        lengths = range(min(_LONGEST, len(plain) - at), 0, -1)
        length = next((one for one in lengths if tuple(plain[at : at + one]) in _FORMS), 1)
        form = tuple(plain[at : at + length])
        yield from _FORMS.get(form, form)
        at += length


def is_initials(short: str, name: str) -> bool:
    """Whether a name in capitals stands for another's words: "WHO" for "the World Health Organization", "UNRWA" for "the UN
    Relief and Works Agency"."""
    letters = short.strip().removeprefix("the ").removeprefix("The ").replace(".", "")
    if not (letters.isascii() and letters.isupper() and _LEAST_INITIALS <= len(letters) <= _MOST_INITIALS):
        return False
    heads = (word if word.isupper() else word[0] for word in name.replace("-", " ").split())
    return "".join(head for head in heads if head.isupper()).endswith(letters)
