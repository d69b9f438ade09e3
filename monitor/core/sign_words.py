"""Words of weight that the claims engine has no table for: modals, and words with an opposite. Data only.

General English, Arabic and Hebrew; no word of any story. English words are bent by `lexicon.Matcher`. Next: `signs`.
"""

from collections.abc import Mapping

from monitor.core.claims.language import Terms, parse_terms

#: Language -> class of modal -> terms. A change inside a class ("may" to "might") says nothing new.
MODALS: Mapping[str, Mapping[str, Terms]] = {
    "en": {
        "may": parse_terms("=may | =might | =could"),
        "can": parse_terms("=can | =cannot | =able to"),
        "will": parse_terms("=will | =shall | =going to"),
        "would": parse_terms("=would"),
        "should": parse_terms("=should | =ought to"),
        "must": parse_terms("=must | =has to | =have to | =had to | =needs to"),
        "expected": parse_terms(
            "=expected to | =set to | =due to be | =likely to | =about to | =poised to | =scheduled to"
        ),
    },
    "ar": {
        "may": parse_terms("ربما | قد يكون | قد تكون | من الممكن | من المحتمل | يحتمل | يمكن أن"),
        "will": parse_terms("سوف | سيتم | ستتم | سيكون | ستكون"),
        "must": parse_terms("يجب | ينبغي | لا بد | يتعين | يلزم"),
        "expected": parse_terms("من المتوقع | من المقرر | من المنتظر | يتوقع | متوقع"),
    },
    "he": {
        "may": parse_terms("עשוי | עשויה | עשויים | עשויות | עלול | עלולה | עלולים | עלולות | ייתכן | אולי"),
        "can": parse_terms("יכול | יכולה | יכולים | יכולות | ניתן"),
        "must": parse_terms("חייב | חייבת | חייבים | צריך | צריכה | צריכים | מוכרח | מוכרחים"),
        "expected": parse_terms("צפוי | צפויה | צפויים | צפויות | אמור | אמורה | אמורים | אמורות"),
    },
}

#: Language -> denials that the engine leaves to the lexicons of a story, where "alive" is a word of its own.
DENIALS: Mapping[str, Terms] = {
    "en": parse_terms("=not alive | =no longer alive"),
    "ar": parse_terms("لم يعودوا على قيد الحياة | لم يعد على قيد الحياة"),
    "he": parse_terms("לא בחיים | אינם בחיים | אינו בחיים"),
}

#: Language -> pairs of opposites. One exchanged for the other turns a sentence round.
OPPOSITES: Mapping[str, tuple[tuple[Terms, Terms], ...]] = {
    "en": (
        (
            parse_terms("accept | agree | approve | back | support | allow | permit | confirm | endorse | welcome | admit"),
            parse_terms("reject | refuse | deny | oppose | block | ban | dismiss | decline | veto | dispute | resist"),
        ),
        (
            parse_terms("resume | begin | start | continue | restart | launch | open | renew"),
            parse_terms("end | stop | halt | suspend | cancel | collapse | close | postpone | stall | freeze | break down"),
        ),
        (
            parse_terms("rise | increase | grow | climb | gain | jump | =up | =higher | =more | improve"),
            parse_terms("fall | drop | decrease | shrink | sink | lose | =down | =lower | =fewer | =less | worsen"),
        ),
        (
            parse_terms("=alive | =living | survive"),
            parse_terms("=dead | =deceased | die | kill | =killed"),
        ),
        (parse_terms("win | succeed | pass"), parse_terms("lose | fail")),
        (parse_terms("=guilty | convict"), parse_terms("=innocent | acquit | clear")),
        (parse_terms("free | release"), parse_terms("arrest | detain | hold | jail | seize")),
        (parse_terms("=possible | =likely | =able"), parse_terms("=impossible | =unlikely | =unable")),
        (parse_terms("=before"), parse_terms("=after")),
        (parse_terms("=all | =every"), parse_terms("=none")),
    ),
    "ar": (
        (
            parse_terms("قبل | قبلت | يقبل | تقبل | وافق | وافقت | يوافق | توافق | أيد | أيدت | أكد | أكدت | سمح | سمحت"),
            parse_terms("رفض | رفضت | يرفض | ترفض | عارض | عارضت | نفى | نفت | ينفي | تنفي | منع | منعت"),
        ),
        (
            parse_terms("استؤنفت | استأنف | استأنفت | بدأ | بدأت | تبدأ | استمر | استمرت | تستمر | تواصلت"),
            parse_terms("انتهت | انتهى | توقفت | توقف | انهارت | علقت | عُلقت | ألغيت | تعثرت | تأجلت"),
        ),
        (
            parse_terms("ارتفع | ارتفعت | زاد | زادت | ازداد | صعد"),
            parse_terms("انخفض | انخفضت | تراجع | تراجعت | هبط"),
        ),
        (parse_terms("أحياء | حيا | نجا | نجوا"), parse_terms("أموات | ميتا | قتلى | قتل | قتلوا | مات | ماتوا")),
        (parse_terms("أفرج عن | أطلق سراح"), parse_terms("اعتقل | اعتقلت | احتجز | احتجزت")),
    ),
    "he": (
        (
            parse_terms("קיבל | קיבלה | קיבלו | הסכים | הסכימה | הסכימו | אישר | אישרה | אישרו | תמך | תמכה | תמכו"),
            parse_terms("דחה | דחתה | דחו | סירב | סירבה | סירבו | הכחיש | הכחישה | הכחישו | התנגד | התנגדה | התנגדו"),
        ),
        (
            parse_terms("חודש | חודשו | התחדשו | התחילו | החלו | נמשכות | נמשכו | נפתחו"),
            parse_terms("הסתיימו | נפסקו | הופסקו | קרסו | הושעו | בוטלו | נתקעו | נדחו"),
        ),
        (parse_terms("עלה | עלתה | עלו | גדל | גדלה"), parse_terms("ירד | ירדה | ירדו | פחת | קטן")),
        (parse_terms("חי | חיים | בחיים | שרד | שרדו"), parse_terms("מת | מתו | מתים | נהרג | נהרגו | הרוגים")),
        (parse_terms("שוחרר | שוחררה | שוחררו"), parse_terms("נעצר | נעצרה | נעצרו | נחטף | נחטפו")),
    ),
}  # fmt: skip
