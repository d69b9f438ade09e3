"""Weighty words: numbers, negations, hedges and attributions in English, Arabic and Hebrew.

An edit that touches one of them is never cosmetic. Refuses to weigh: a word is weighty or it is not. Next: `edits`.
"""

import re

from monitor.core import numbers
from monitor.core.claims.tokens import parse_word
from monitor.core.number_words import is_number_word, list_bare_forms


def _words(text: str) -> frozenset[str]:
    return frozenset(parse_word(word) for word in text.split())


#: Words that deny what stands beside them.
_NOTS = _words(
    "not no nor never neither none nobody nothing nowhere without cannot hardly barely scarcely unless"
    " לא אין אינו אינה אינם איננו בלי ללא טרם מעולם"
    " لا لم لن ليس ليست ليسوا بدون دون أبدا أبداً إلا"
)
_NEGATIONS = _NOTS | _words(
    "except only deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting fail fails failed"
    " failing lack lacks lacked unable unlikely impossible halt halts halted stop stops stopped end ends ended"
    " אל סירב סירבה סירבו מסרב מסרבת מסרבים דחה דחתה דחו דוחה דוחים הכחיש הכחישה הכחישו מכחיש מכחישים רק"
    " ما غير رفض رفضت رفضوا يرفض ترفض يرفضون نفى نفت نفوا ينفي تنفي فقط"
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
_WEIGHTY = _NEGATIONS | _HEDGES | _ATTRIBUTIONS

_NUMBER_SUFFIXES = ("fold", "-day", "-month", "-year")


def is_weighty_word(word: str) -> bool:
    """Whether one word is, or is built on, a number, negation, hedge or attribution word. A word with a digit is."""
    plain = parse_word(word).strip("'\"")
    if any(char.isnumeric() for char in plain) or plain.endswith(("n't", *_NUMBER_SUFFIXES)):
        return True
    parts = [plain, *re.split(r"[-'/]", plain)]
    return any(is_number_word(part) or not _WEIGHTY.isdisjoint(list_bare_forms(part)) for part in parts)


def is_negation(word: str) -> bool:
    """Whether one word denies what stands beside it: "no", "won't", "לא"."""
    plain = parse_word(word).strip("'\"")
    return plain.endswith("n't") or not _NOTS.isdisjoint(list_bare_forms(plain))


def find_numbers(text: str) -> tuple[str, ...]:
    """Find the numbers of a text in order, each by its worth, with the signs, ranges, currencies and percents at them."""
    return tuple(piece.text for piece in numbers.parse_pieces(text) if piece.is_number)
