"""Agencies: the one an article names as its source, as it is written. Evidence beside a likeness of texts, never alone.

Looks where credits stand: the byline, the dateline ("DOHA (AP) —"), a last line of its own, brackets at the very end. Refuses
to look for names inside the text, where agencies are quoted. Next: `origins`.
"""

import re

from monitor import model

_NAMES = (
    r"The Associated Press|Associated Press|AP|Reuters|Agence France[- ]Presse|AFP|dpa|EFE|ANSA|UPI|PA Media|Press Association"
    r"|Xinhua|TASS|Interfax|Anadolu(?: Agency)?|WAFA|Kyodo(?: News)?|Yonhap|Bloomberg(?: News)?|PTI|ANI"
    r"|رويترز|وكالة فرانس برس|فرانس برس|أ\.? ?ف\.? ?ب\.?|أسوشيتد برس|أ\.? ?ب\.?|د\.? ?ب\.? ?أ\.?|الأناضول|وفا"
    r"|רויטרס|סוכנות הידיעות הצרפתית|אי[־-]פי|איי[־-]פי"
)
#: A name of at most five words in brackets behind a place, before a dash: any agency's dateline.
_DATELINE = re.compile(r"[^().!?]{0,40}\(([^\W\d_][\w.&'-]*(?: [^\W\d_][\w.&'-]*){0,4})\)\s*[—–־-]\s")
_KNOWN = re.compile(rf"(?<!\w)(?:{_NAMES})(?!\w)")
#: A line of its own: a dash or bracket and a name of at most five words.
_LAST_LINE = re.compile(r"\s*(?:[—–-]+\s*|\()([^\W\d_][\w&'/-]*(?: [^\W\d_][\w&'/-]*){0,4})\)?\.?\s*")
_AT_END = re.compile(rf"[(\[]\s*((?:{_NAMES})(?:\s*[/,]\s*(?:{_NAMES}))*)\s*[)\]]\.?\s*$")
_MAX_END = 300


def find_credit(article: model.Article) -> str:
    """Find the agency an article credits, as written there ("AP", "Reuters"); "" where it credits none."""
    if named := _KNOWN.search(article.byline):
        return named[0]
    if not article.paragraphs:
        return ""
    if dateline := _DATELINE.match(article.paragraphs[0]):
        return dateline[1].strip()
    last = article.paragraphs[-1]
    found = _LAST_LINE.fullmatch(last[:_MAX_END]) or _AT_END.search(last[-_MAX_END:])
    return found[1].strip() if found else ""
