"""Stubs: pages with nothing of an article to read: an application's shell, a list of other pages, a line or two.

Told by structure, in any language. Refuses whatever has an article's metadata and text. Next: `outcome`.
"""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from monitor.core import own_selectors
from monitor.core.looks import Look

#: Characters that a page shows before its scripts have run, a spinner's words perhaps.
_SHELL_TEXT = 80
#: The share of the read text that stands in teasers of other pages, from which it is a list of them.
_CARD_SHARE = 0.5
#: A text of less than this tells an article from an error page only with other signs.
_FEW_WORDS = 400
#: A text of less is a label or a date.
_NO_LINE = 40
#: What pages call themselves that are no articles: a person, a piece of music, a film.
_OTHER_TYPES = ("profile", "music.", "video.", "product", "book")
#: Words by which a page speaks to its reader, and of itself; in other languages silence says nothing.
_TO_READER = re.compile(
    r"\b(?:you|your|you're|please|sorry|oops|we|our|vous|votre|désolé|bitte|ihre?n?|leider|usted|su|lo sentimos|siamo spiacenti|cerchi|(?:wählen|entscheiden|klicken|laden|versuchen) sie|sie (?:müssen|können))\b"
    r"|عذرا|يرجى|نعتذر|الرجاء|من فضلك|اتصالك|متصفحك|جهازك|حسابك|يمكنك|أنت\b|اتبعته|أكمل|اختر|اضغط|انقر|שלך\b|שלכם\b|אנו\b|אנחנו|אתה\b|השלם|בחרו|לחצו|נסו\b|אנא|מצטערים|סליחה|אופס|שחיפשת|שביקשת"
)
_OF_PAGES = re.compile(
    r"\b(?:web ?page|homepage|page|web ?site|site|server|request|browser|cookies?|javascript|access|error|login|account|domain|url|link|loading"
    r"|serveur|erreur|accès|seite|fehler|zugriff|página|sitio|pagina|sito)\b|الصفحة|الموقع|الرابط|المقال|خطأ|הדף|העמוד|האתר|הכתבה|הכתובת|הקישור|שגיאה"
)
_FEW_OF_PAGES = 2
_LANGUAGES = frozenset({"", "en", "ar", "he", "iw", "fr", "de", "es", "it"})
_KNOWN_LETTERS = re.compile(r"[a-z\u0590-\u05ff\u0600-\u06ff]{3}")


def is_shell(look: Look) -> bool:
    """Whether a page is an application's root and no text: a script would write the article into it."""
    is_article = look.is_declared and look.read and look.read in look.inside
    return look.has_scripts and look.has_app_root and len(look.inside) < _SHELL_TEXT and not is_article


def find_stub(look: Look) -> str | None:
    """Say why the text that was read is no article's, None where it may be one."""
    if look.card_share >= _CARD_SHARE and not look.part.fact("published", "published_ld"):
        return "it is a list of other pages"
    kind = look.part.fact("type_og")
    if (
        kind.startswith(_OTHER_TYPES)
        and len(look.read) < _FEW_WORDS
        and not (look.is_dated or look.has_reports)
    ):
        return f"its metadata call it a {kind}"
    if not look.headline and 0 < len(look.read) < _NO_LINE and not look.is_dated:
        return "it has no headline, and no line of text"
    if look.read and len(look.read) < _FEW_WORDS and not _has_sign_of_an_article(look):
        return "it is a few lines that nothing tells from an error page's; if they are an article, give the outlet selectors"
    return None


def is_chosen(html: str, selectors: Sequence[str]) -> bool:
    """Whether a selector of the outlet's own finds something on a page."""
    return bool(own_selectors.find_article(LexborHTMLParser(html), selectors))


def _has_sign_of_an_article(look: Look) -> bool:
    """Whether a page has an article's metadata or elements, tells what was said and when, or does not speak to its
    reader of itself as error pages do."""
    if look.is_declared or look.has_article_marks or look.has_reports:
        return True
    text = f"{look.headline}\n{look.read}"
    words = set(_OF_PAGES.findall(text))
    is_known = (
        look.part.fact("language")[:2].lower() in _LANGUAGES and _KNOWN_LETTERS.search(text) is not None
    )
    return is_known and not _TO_READER.search(text) and len(words) < _FEW_OF_PAGES
