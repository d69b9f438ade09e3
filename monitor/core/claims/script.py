"""Script: which language a text is read in, and reading it so.

Refuses nothing: text without letters is read in the language it is said to have, else as English. Next: `reader`.
"""

from monitor.core.claims.compiled import Compiled
from monitor.core.claims.sentence import Sentence, parse_sentence
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import Tokens, find_script


def language_of(text: str, fallback: str = "") -> str:
    """Return the code of the language a text is read in: its script decides, `fallback` where it has none."""
    code = find_script(text) or fallback
    return code if code in LANGUAGES else "en"


def parse_text(
    text: str, compiled: Compiled, *, fallback: str = "", tokens: Tokens | None = None
) -> Sentence:
    """Read a sentence in the language of its script; `tokens` are its `parse_tokens`, where they are known already."""
    code = language_of(text, fallback)
    return parse_sentence(text, matcher=compiled.matchers[code], language=LANGUAGES[code], tokens=tokens)
