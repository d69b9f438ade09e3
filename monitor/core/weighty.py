"""Weighty words: numbers, negations, hedges and attributions in English, Arabic and Hebrew.

An edit that touches one of them is never cosmetic. Refuses to weigh: a word is weighty or it is not. Next: `edits`.
"""

import re
from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NUMBER_WORDS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands"
    " million millions billion billions trillion dozen dozens score scores half quarter third thirds double triple twice once"
    " first second third fourth fifth sixth seventh eighth ninth tenth last both pair couple several many few some most"
    " all none every each another more fewer less majority minority percent percentage"
    " אפס אחד אחת שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר"
    " עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים מאה מאתיים מאות אלף אלפיים אלפים אלפי מיליון מיליוני מיליארד עשרות"
    " תריסר חצי רבע שליש כפול שניהם כמה רוב מעט כל אחוז ראשון שנייה שלישי יותר פחות"
    " صفر واحد واحدة اثنان اثنين اثنتان اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني ثمان تسعة تسع"
    " عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة"
    " مائة مئتان مئتين مئات ألف ألفان ألفين آلاف مليون مليونان ملايين مليار عشرات نصف ربع ثلث ضعف كلا عدة بعض معظم كل"
    " رهينتان رهينتين يومان يومين أسيران أسيرين قتيلان قتيلين أول ثاني ثالث أكثر أقل نحو"
)
_NEGATIONS = _words(
    "not no nor never neither none nobody nothing nowhere without cannot hardly barely scarcely unless except only"
    " deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting fail fails failed failing"
    " lack lacks lacked unable unlikely impossible halt halts halted stop stops stopped end ends ended"
    " לא אין אינו אינה אינם איננו אל בלי ללא טרם מעולם סירב סירבה סירבו מסרב מסרבת מסרבים דחה דחתה דחו דוחה דוחים הכחיש"
    " הכחישה הכחישו מכחיש מכחישים רק"
    " لا لم لن ليس ليست ليسوا ما بدون دون غير رفض رفضت رفضوا يرفض ترفض يرفضون نفى نفت نفوا ينفي تنفي أبدا أبداً فقط إلا"
)
_HEDGES = _words(
    "about around approximately roughly nearly almost some estimated estimate estimates least most up over under above below"
    " exactly precisely may might could would should must shall will can possibly probably perhaps maybe likely unlikely"
    " reportedly allegedly alleged apparently purportedly supposedly seemingly suspected presumed believed thought feared"
    " expected potentially if whether unconfirmed confirmed unverified verified preliminary tentative conditional"
    " כ בערך כמעט לפחות לכל היותר אולי ייתכן יתכן כנראה לכאורה עשוי עשויה עשויים עלול עלולה עלולים מוערך מעריכים ככל הנראה"
    " אם בתנאי אושר צפוי צפויה צפויים מעל מתחת"
    " نحو حوالي تقريبا تقريباً قرابة زهاء الأقل الأكثر ربما قد يمكن يحتمل محتمل مزعوم يزعم يعتقد يرجح متوقع يتوقع إذا لو شرط"
    " مؤكد فوق"
)
_ATTRIBUTIONS = _words(
    "said say says saying told tell tells according claim claims claimed claiming allege alleges alleged assert asserts"
    " asserted insist insists insisted confirm confirms confirmed announce announces announced state states stated report reports"
    " reported suggest suggests suggested admit admits admitted acknowledge acknowledges acknowledged warn warns warned argue"
    " argues argued maintain maintains maintained accuse accuses accused agree agrees agreed accept accepts accepted demand"
    " demands demanded vow vows vowed pledge pledges pledged offer offers offered deny source sources official officials"
    " spokesman spokeswoman spokesperson unnamed anonymous"
    " אמר אמרה אמרו אומר אומרת אומרים לדברי לפי טען טענה טענו טוען טוענת טוענים הודיע הודיעה הודיעו דיווח דיווחה דיווחו מסר"
    " מסרה מסרו אישר אישרה אישרו הודה הודתה הודו הסכים הסכימה הסכימו דרש דרשה דרשו מקור מקורות גורם גורמים דובר דוברת"
    " قال قالت قالوا يقول تقول أعلن أعلنت أعلنوا زعم زعمت زعموا ادعى ادعت أكد أكدت أكدوا ذكر ذكرت أفاد أفادت صرح صرحت أوضح"
    " أوضحت وفق وفقا وفقاً حسب بحسب أقر أقرت اتهم اتهمت وافق وافقت وافقوا طالب طالبت مصدر مصادر مسؤول مسؤولون مسؤولين متحدث"
)
_WEIGHTY = _NUMBER_WORDS | _NEGATIONS | _HEDGES | _ATTRIBUTIONS

#: A number with all that changes its worth: sign, currency, separators, percent, ratio.
_NUMBER = re.compile(r"(?:[<>≤≥~≈±]\s?)?[+\-−–]?[$€£₪¥]?\d(?:[\d.,:/'’٫٬\-–−]*\d)?\s?[%٪‰°]?")
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u0591-\u05c7]")
#: One-letter words that Hebrew and Arabic write together with the next word, and the Arabic article.
_JOINED = re.compile(r"[והבלמשכ]{1,3}|[وفبلكس]{0,2}(?:ال|لل)?")
_NUMBER_SUFFIXES = ("fold", "-day", "-month", "-year")


def is_weighty_word(word: str) -> bool:
    """Whether one word is, or is built on, a number, negation, hedge or attribution word. A word with a digit is."""
    plain = _ARABIC_MARKS.sub("", word.lower()).replace("’", "'").strip("'\"״׳")
    if any(char.isnumeric() for char in plain) or plain.endswith(("n't", *_NUMBER_SUFFIXES)):
        return True
    parts = [plain, *re.split(r"[-־–'/]", plain)]
    return any(not _WEIGHTY.isdisjoint(_bare_forms(part)) for part in parts)


def _bare_forms(word: str) -> list[str]:
    """Return a word, and what is left of it without the words that may be joined to its front (at most four letters)."""
    cuts = [0, *(at for at in range(1, min(5, len(word) - 1)) if _JOINED.fullmatch(word, 0, at))]
    return [word[at:] for at in cuts]


def has_weighty_difference(old_words: Iterable[str], new_words: Iterable[str]) -> bool:
    """Whether any of the words that only one side has is weighty."""
    return any(is_weighty_word(word) for word in [*old_words, *new_words])


def find_numbers(text: str) -> tuple[str, ...]:
    """Find the numbers of a text in order: figures with sign, currency, separators and percent, and number words."""
    figures = [(match.start(), match[0].replace(" ", "")) for match in _NUMBER.finditer(text)]
    spelled = [
        (match.start(), match[0].lower())
        for match in re.finditer(r"[^\W\d_]+", text)
        if not _NUMBER_WORDS.isdisjoint(_bare_forms(match[0].lower()))
    ]
    return tuple(number for _, number in sorted(figures + spelled))
