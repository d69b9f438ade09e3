"""Numbers written in the ways three languages have: digits, groups, words, ordinals."""

_EN_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]

_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

_EN_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]

_AR_ONES = ["ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]

_AR_TENS = (
    "عشرون عشرين",
    "ثلاثون ثلاثين",
    "أربعون أربعين",
    "خمسون خمسين",
    "ستون ستين",
    "سبعون سبعين",
    "ثمانون ثمانين",
    "تسعون تسعين",
)

_HE_ONES = ("שלושה שלוש", "ארבעה ארבע", "חמישה חמש", "שישה שש", "שבעה שבע", "שמונה", "תשעה תשע", "עשרה עשר")

_HE_TENS = ["עשרים", "שלושים", "ארבעים", "חמישים", "שישים", "שבעים", "שמונים", "תשעים"]

_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def spell_en(value: int) -> str:
    """Write a number below 1,000,000 in English words."""
    if value < 20:
        return _EN_ONES[value]
    if value < 100:
        tens, ones = _EN_TENS[value // 10 - 2], value % 10
        return f"{tens}-{_EN_ONES[ones]}" if ones else tens
    step, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    head, rest = f"{spell_en(value // step)} {name}", value % step
    if not rest:
        return head
    return f"{head} and {spell_en(rest)}" if rest < 100 else f"{head} {spell_en(rest)}"


def _spell_ar(value: int) -> list[str]:
    if value <= 10:
        return [_AR_ONES[value - 3]]
    if value < 20:
        return [f"{_AR_ONES[value - 13]} عشر"] if value >= 13 else []
    ones = value % 10
    if ones in (1, 2):
        return []
    head = f"{_AR_ONES[ones - 3]} و" if ones else ""
    return [head + tens for tens in _AR_TENS[value // 10 - 2].split()]


def _spell_he(value: int) -> list[str]:
    if value <= 10:
        return _HE_ONES[value - 3].split()
    if value < 20:
        return [f"{ones} עשר" for ones in _HE_ONES[value - 13].split()[:1]] if value >= 13 else []
    tens, ones = _HE_TENS[value // 10 - 2], value % 10
    if ones in (1, 2):
        return []
    return [f"{tens} ו{form}" for form in _HE_ONES[ones - 3].split()] if ones else [tens]


def list_counts(value: int, code: str) -> list[str]:
    """List the ways to write a count."""
    forms = [str(value), str(value).translate(_WIDE)]
    if code == "ar":
        forms.append(str(value).translate(_INDIC))
    if value >= 1000:
        forms.append(f"{value:,}")
        forms.append(f"{value:,}".replace(",", "\u202f"))
        forms.append(f"{value:,}".replace(",", "\u00a0"))
    if value >= 1_000_000 and value % 100_000 == 0:
        word = {"en": "million", "ar": "مليون", "he": "מיליון"}[code]
        forms.append(f"{value / 1_000_000:g} {word}")
    if code == "en" and value < 1_000_000:
        forms += [spell_en(value), spell_en(value).replace("-", " ")]
    if code == "en" and value % 12 == 0 and 2 <= value // 12 < 10:
        forms += [f"{_EN_ONES[value // 12]} dozen", f"{value // 12} dozen"]
    if value < 100 and code == "ar":
        forms += _spell_ar(value)
    if value < 100 and code == "he":
        forms += _spell_he(value)
    return forms


def list_ordinals(value: int) -> list[str]:
    """List the ways to write an English ordinal below 100."""
    tens, ones = divmod(value, 10)
    ending = "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
    word = _EN_ORDINALS[value - 1] if value < 20 else ""
    if value >= 20:
        head = _EN_TENS[tens - 2]
        word = f"{head}-{_EN_ORDINALS[ones - 1]}" if ones else head.removesuffix("y") + "ieth"
    return [f"{value}{ending}", word]
