"""Search queries: what somebody wrote into the search field, read as words and phrases. Refuses nothing: any text is a question.

`hostages "ceasefire lasts" -oil host*`: a word, words in a row, a word that must not be there, a beginning. Signs that mean anything to
a database mean nothing here. Next: `search_marks`.
"""

import re

from monitor import model
from monitor.core import search_words

#: Other quotation marks than " that may stand around a phrase.
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
#: A phrase ends at the next quotation mark that is not one within a Hebrew word (צה"ל), or where the question ends.
_CHUNK = re.compile(r'(-?)("(?:[^"]|(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea]))*"?|[^\s]+)')


def parse_query(text: str) -> tuple[model.SearchTerm, ...]:
    """Parse a question into its terms, in the order they were written."""
    terms = (_parse_term(match) for match in _CHUNK.finditer(text.translate(_QUOTES)))
    return tuple(dict.fromkeys(term for term in terms if term is not None))


def _parse_term(match: re.Match[str]) -> model.SearchTerm | None:
    minus, chunk = match.groups()
    words = search_words.fold_words(chunk)
    if not words:
        return None
    is_phrase = chunk.startswith('"') or len(words) > 1
    is_prefix = not is_phrase and chunk.endswith("*")
    is_plain = not is_phrase and not is_prefix
    forms = search_words.find_variants(words[0]) if is_plain else ()
    return model.SearchTerm(
        alternatives=tuple((form,) for form in forms) or (words,),
        is_prefix=is_prefix,
        is_excluded=bool(minus),
    )
