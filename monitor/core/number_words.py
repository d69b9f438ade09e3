"""Number words beyond the claims engine's own: what counts, orders, parts or compares in three languages. Data, and how words are looked up in it.

Words are folded as the engine folds them (`claims.tokens`). Next: `numbers`.
"""

import re

from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import parse_word


def _fold(text: str) -> frozenset[str]:
    return frozenset(parse_word(word) for word in text.split())


#: Words that are or hold a number, an order, a share or a comparison of numbers.
NUMBER_WORDS = _fold(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands"
    " million millions billion billions trillion dozen dozens score scores half quarter third thirds double triple twice once"
    " first second third fourth fifth sixth seventh eighth ninth tenth last both pair couple several many few some most"
    " all none every each another more fewer less majority minority percent percentage"
    " tens ones nil nought naught minus plus negative halves quarters fourths fifths sixths sevenths eighths ninths tenths"
    " hundredth hundredths thousandth millionth billionth trillions umpteen gross thrice single sole couples pairs trio quartet"
    " quintet quadruple twins triplets twofold threefold lone"
    " אפס אחד אחת שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר"
    " עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים מאה מאתיים מאות אלף אלפיים אלפים אלפי מיליון מיליוני מיליארד עשרות"
    " תריסר חצי רבע שליש כפול שניהם כמה רוב מעט כל אחוז ראשון שנייה שלישי יותר פחות"
    " ראשונה שלישית רביעי רביעית חמישי חמישית שישי שישית שביעי שביעית שמיני שמינית תשיעי תשיעית עשירי עשירית"
    " صفر واحد واحدة اثنان اثنين اثنتان اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني ثمان تسعة تسع"
    " عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة"
    " مائة مئتان مئتين مئات ألف ألفان ألفين آلاف مليون مليونان ملايين مليار عشرات نصف ربع ثلث ضعف كلا عدة بعض معظم كل"
    " أولى ثانية ثالثة رابع رابعة خامس خامسة سادس سادسة سابع سابعة ثامن ثامنة تاسع تاسعة عاشر عاشرة"
    " أول ثاني ثالث أكثر أقل نحو شخصان شخصين رجلان رجلين طفلان طفلين قتيلان قتيلين جريحان جريحين مصابان مصابين"
)

_ONES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
#: English ordinals that one word writes.
ORDINALS = {
    **{
        word: value
        for value, word in enumerate(f"{_ONES} sixteenth seventeenth eighteenth nineteenth".split(), start=1)
    },
    **{word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
}
NUMBER_WORDS |= frozenset(ORDINALS)
#: "Two days" in one word, as Arabic and Hebrew write it.
NUMBER_WORDS |= frozenset().union(*(parse_numerals(code).dual_units for code in LANGUAGES))
#: Two of whatever has a feminine noun: the ending, behind two letters that are no article. After "و" it is a name or a
#: loan word more often than two of something, and so it is in "-ستان", "-اتين". The masculine endings are left alone:
#: "-ين" is any number of people.
_ARTICLE = "[وفبلكس]{0,2}(?:ال|لل)"
_DUAL = re.compile(rf"(?:{_ARTICLE}|(?!{_ARTICLE}))[ء-ي]+(?:[^وس]تان|[^او]تين)")

ZEROS = _fold("zero صفر אפס")

_PERCENT_TERMS = "%|percent|pct|per cent|في ال مئة|في ال مائة|بال مئة|بال مائة|אחוז|אחוזים|אחוזי"
#: Glued prefixes stand by themselves, as `sentence.split_glued` parts them from number words.
_PERCENT_WORDS = [tuple(parse_word(word) for word in term.split()) for term in _PERCENT_TERMS.split("|")]
#: The words for "percent", by the first of each.
PERCENTS = {
    words[0]: tuple(other for other in _PERCENT_WORDS if other[0] == words[0]) for words in _PERCENT_WORDS
}

#: One-letter words that Hebrew and Arabic write together with the next word, and the Arabic article.
_JOINED = re.compile(r"[והבלמשכ]{1,3}|[وفبلكس]{0,2}(?:ال|لل)?")


def list_bare_forms(word: str) -> list[str]:
    """List a word, and what is left of it without the words that may be joined to its front (at most four letters)."""
    cuts = [0, *(at for at in range(1, min(5, len(word) - 1)) if _JOINED.fullmatch(word, 0, at))]
    return [word[at:] for at in cuts]


def is_number_word(word: str) -> bool:
    """Whether a folded word is a number word of any of the languages, or has one behind what is glued to its front; an
    Arabic dual is one too."""
    return not NUMBER_WORDS.isdisjoint(list_bare_forms(word)) or _DUAL.fullmatch(word) is not None
