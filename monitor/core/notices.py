"""Notices: corrections, clarifications and editor's notes, known by their form in three languages.

They quote old values, so a number inside one is no claim, and the event of the notice says it. A form is a label that
stands apart ("Correction:"), or a text that speaks of itself ("An earlier version of this story …"). Refuses single words:
"Update: 20 are held", "Correction officers" and "an earlier version of the deal" are news. In doubt it is news, for a number
that is taken for a notice's own is lost. Next: `claims.notice`, which finds the notices of an article.
"""

import re

#: Words that may stand between a label and its colon: "Correction, May 3:", "Clarification (4 June):".
_DATE = (
    r"(?:[\s,.()/\d-]|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\b(?:on|at|added|appended|posted|am|pm|gmt|st|nd|rd|th)\b)"
    r"{1,40}+"
)
#: What parts a label from what it says.
_APART = r"(?:\s*(?:[:|\])]|[—–]|--|\.(?!\w)|$)|\s-\s)"
_LABEL = re.compile(
    r"[\W_]*(?:(?:corrections?(?: (?:notice|(?:and|&) clarifications?))?|clarifications?|errat(?:um|a)|retraction"
    r"|(?:editor|editors|editor['’]s|editors['’]|editorial|publisher['’]s) notes?|(?:a )?note to (?:our )?readers)"
    rf"(?:{_APART}|{_DATE}[:—–])"
    r"|(?:תיקון(?: טעות)?|תיקונים והבהרות|הבהרה|הבהרת המערכת|הערת (?:העורך|העורכת|עורך|המערכת|מערכת))"
    rf"(?:{_APART}|[\s,.()/\d־-]{{1,20}}+[:—–])"
    r"|(?:(?:اعتذار و)?تصحيح(?: خطا)?|تنويه|توضيح|استدراك|تصويب|ملاحظه (?:من )?(?:المحرر|التحرير|هييه التحرير))"
    rf"(?:{_APART}|[\s,.()/\d-]{{1,20}}+[:—–])"
    # A wire's own line at the head of a story: "(Corrects the number in paragraph 3)".
    r"|\(\s*(?:this version )?correct(?:s|ed)\b)"
)

_OWN = (
    r"(?:this|our) (?:[a-z]+ )?(?:article|story|report|headline|piece|post|page|item|column|blog|caption|entry"
    r"|obituary|newsletter|graphic)"
)
_MENDED = "(?:amended|corrected|edited|revised|clarified|changed|modified|retracted|republished|updated)"
_ERRED = (
    r"(?:misstated|misidentified|misspelled|misspelt|misquoted|misreported|misattributed"
    r"|(?:incorrectly|wrongly|mistakenly|erroneously) [a-z]+)"
)
_ENGLISH = re.compile(
    rf"\b(?:{_OWN} (?:(?:was|is|were|(?:has|have|had) been) )(?:[a-z]+ ){{0,2}}?{_MENDED}"
    rf"|{_OWN} (?:had |has )?(?:originally|previously|initially) (?:said|stated|gave|given|put|reported)"
    rf"|{_OWN} (?:[a-z]+ ){{0,3}}?{_ERRED}"
    rf"|(?:we|have|has|had) (?:since |now |also )?{_MENDED} {_OWN}"
    rf"|(?:earlier|previous|prior|original|initial|first|older)(?: [a-z]+)? (?:versions?|headlines?|editions?)"
    rf" (?:of|to|on|for) {_OWN}"
    rf"|(?:an|a) (?:earlier|previous|prior) (?:version|headline) {_ERRED}"
    rf"|the (?:article|story|headline|post|caption) (?:was|(?:has|had) been) (?:[a-z]+ )?{_MENDED}"
    rf"|due to an editing error\b.{{0,80}}?{_OWN})\b"
    # The stamp of a correction, not of news.
    rf"|^\W*(?:updated|corrected|amended|revised)(?: (?:at|on)\b[^:!?]{{0,40}}?)? to (?:correct|clarify|fix|amend|remove)\b"
)
#: Without one of these a sentence has no English form; asked first, for it is cheap.
_ENGLISH_HINTS = (
    "this ",
    "our ",
    " version ",
    "headline ",
    "the article ",
    "the story ",
    "the post ",
    "the caption ",
    "updated ",
    "corrected ",
    "amended ",
    "revised ",
)

_FOREIGN_HINTS = ("כתבה", "ידיעה", "כותרת", "מאמר", "כאן בטעות", "هذا ", "هذه ", "خبر", "مقال")

_HEBREW_OWN = r"(?:(?:הכתבה|הידיעה|הכותרת|המאמר)(?: (?:הזאת|הזו|הזה))?|(?:כתבה|ידיעה|כותרת) זו|מאמר זה)"
_HEBREW_MENDED = "(?:עודכנה|תוקנה|שונתה|נערכה|הובהרה|עודכן|תוקן|שונה|נערך)"
_ARABIC_OWN = (
    r"[لب]?(?:هذا (?:المقال|الخبر|التقرير|النص|العنوان|الموضوع)|هذه (?:الماده|القصه|المقاله|الصفحه))"
)
_ARABIC_NEWS = r"(?:ال|لل)(?:مقال|خبر|مقاله)"
_FOREIGN = re.compile(
    rf"(?<!\w)(?:{_HEBREW_OWN} (?:\w+ )?{_HEBREW_MENDED}|{_HEBREW_MENDED} {_HEBREW_OWN}"
    r"|ב?גרס(?:ה|אות) (?:ה?קודמ(?:ת|ות)|ה?מוקדמ(?:ת|ות)|ה?ראשונה) של (?:הכתבה|הידיעה|הכותרת|המאמר|כתבה זו|ידיעה זו)"
    r"|בגרסה הקודמת של (?:הכתבה|הידיעה|המאמר)|(?:נפלה|נפלו|חלה) (?:טעות|שגיאה|טעויות) ב(?:כתבה|ידיעה|כותרת|מאמר)"
    r"|ב(?:כתבה|ידיעה|כותרת) (?:\w+ ){0,3}?בטעות|(?:פורסם|נכתב|דווח|צוין) כאן בטעות"
    rf"|(?:تم|تمت|جري|جرت) (?:تحديث|تعديل|تصحيح|تنقيح|تصويب) {_ARABIC_OWN}|{_ARABIC_OWN} (?:\w+ )?(?:عدل|عدلت|صحح|صححت)"
    rf"|(?:عدل|عدلت|صحح|صححت) {_ARABIC_OWN}"
    rf"|(?:نسخه|نص|النسخه) (?:سابقه|سابق|السابقه|اولي) من (?:{_ARABIC_OWN}|{_ARABIC_NEWS})"
    rf"|ورد (?:خطا|بالخطا)? ?في {_ARABIC_OWN})(?!\w)"
)
_FOLD = str.maketrans("أإآٱةىئ", "ااااهيي", "\u0640" + "".join(map(chr, range(0x064B, 0x0653))))
#: Words that may stand before a form that opens its paragraph: "An earlier version of this story".
_MAX_BEFORE = 2
#: A form of a text that was brought up to date, and not corrected: what follows it may be news.
_FRESHENED = re.compile("updated|עודכ|تحديث")
#: The words of a form that names another version: complete by itself, as one of a text that was mended is not.
_VERSION = re.compile("version|headline|edition|גרס|نسخه|نص")
#: How a notice goes on with the sentence after: "An earlier version gave 58.", "It had said 58.", "The correct number is 49."
_GOING_ON = re.compile(
    r"^\W*(?:(?:(?:in|the|an?|our|its) ){0,2}(?:earlier|previous|prior|original|initial|first)(?: [a-z]+)? (?:versions?|headlines?|editions?|texts?)\b"
    r"|(?:it|we|the (?:article|story|report|headline|piece|text))(?: had| have| has)?(?: also)? (?:originally|previously|initially|earlier|first"
    r"|incorrectly|wrongly|mistakenly|erroneously|misstated|said|stated|gave|given|put|reported|apologi[sz]e|regret)\b"
    r"|(?:in fact\W+)?the (?:correct|right|true|actual) (?:number|figure|total|count|toll|magnitude)\b"
    r"|(?:this|that|the) (?:number|figure|total|count|toll|magnitude|error|mistake)(?: (?:was|is|has been|should)\b.{0,30})? (?:wrong|incorrect|corrected|have (?:been|said|read))\b"
    r"|ב?ה?גרס(?:ה|אות) (?:ה?קודמ|ה?מוקדמ|ה?ראשונ|ה?מקורי)|(?:במקור|בתחילה|תחילה|קודם לכן|בטעות) (?:נכתב|נמסר|צוין|דווח|פורסם)"
    r"|ה(?:מספר|נתון) הנכון"
    r"|(?:و|ف)?(?:كانت |كان |قد |ذكرت |اوردت |اشارت |قالت |ورد |وردت |جاء |في ){0,3}(?:ال)?نسخه (?:ال)?(?:سابقه|اولي|اصليه|قديمه)"
    r"|و?(?:العدد|الرقم) الصحيح|و?الصحيح|و?الصواب)"
)
#: Longest stretch of a sentence that is looked at.
_MAX_CHARS = 1000


def is_notice(sentence: str) -> bool:
    """Whether a sentence is a notice by itself: it has a notice's label, or speaks of the text that it stands in."""
    text = _fold(sentence)
    return _LABEL.match(text) is not None or _find_form(text) is not None


def opens_notice(sentence: str) -> bool:
    """Whether a sentence that begins a paragraph makes all of it a notice."""
    text = _fold(sentence)
    if _LABEL.match(text):
        return True
    form = _find_form(text)
    if form is None or _FRESHENED.search(form[0]):
        return False
    return len(re.findall(r"\w+", text[: form.start()])) <= _MAX_BEFORE


def leads_on(notice: str) -> bool:
    """Whether a notice that stands behind news in its paragraph is the rest of it too: a label, or a text that was mended."""
    text = _fold(notice)
    form = _find_form(text)
    is_mended = form is not None and not _FRESHENED.search(form[0]) and not _VERSION.search(form[0])
    return is_mended or _LABEL.match(text) is not None


def goes_on(sentence: str) -> bool:
    """Whether a sentence behind a notice goes on with it, and so is no news either."""
    return _GOING_ON.match(_fold(sentence)) is not None


def _fold(sentence: str) -> str:
    text = sentence[:_MAX_CHARS].lower()
    return text if text.isascii() else text.translate(_FOLD)


def _find_form(text: str) -> re.Match[str] | None:
    found = _ENGLISH.search(text) if any(hint in text for hint in _ENGLISH_HINTS) else None
    if found is None and not text.isascii() and any(hint in text for hint in _FOREIGN_HINTS):
        return _FOREIGN.search(text)
    return found
