"""Wall signs: how pages that stand where an article should be are titled, worded, marked up and addressed.

Patterns only, in English, Arabic and Hebrew; they grow with the walls that are met. Refuses to judge. Next: `walls`,
which weighs them.
"""

import re
from dataclasses import dataclass

from monitor import model


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """What one kind of wall looks like. Patterns are searched in lower-case text with plain quotes."""

    kind: model.FailureKind
    meaning: str
    #: Fits a whole title.
    title: re.Pattern[str]
    #: Wording of the page, a point each, two at most.
    wording: re.Pattern[str]
    #: Markup that nothing else has, two points.
    markup: re.Pattern[str] | None = None
    #: A part of the final address, one point.
    address: re.Pattern[str] | None = None


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


BLOCK = Wall(
    kind=model.FailureKind.BLOCKED,
    meaning="a bot check or refusal stands there instead of the article; a slower pace may help",
    title=_any_of(
        r"just a moment\W*",
        r"attention required!?.*",
        r"access (?:to this page )?(?:has been |is )?(?:denied|blocked)\W*",
        r"(?:are you|you are) (?:a |not a )?(?:robot|human)\W*",
        r"pardon our interruption\W*",
        r"security (?:check|verification)\W*",
        r"(?:verify|verifying|checking) (?:that )?(?:you are|you're|your browser).*",
        r"(?:human|bot) verification\W*",
        r"(?:http )?(?:error )?403\W*(?:forbidden)?\W*",
        r"(?:403 )?forbidden\W*",
        r"(?:your )?request (?:has been |was )?(?:blocked|rejected|unsuccessful)\W*",
        r"robot check\W*",
        r"captcha\W*",
        r"(?:429 )?too many requests\W*",
        r"(?:this )?(?:content |page |article |site |video )?(?:is )?(?:not |un)available (?:in your (?:region|country|location|area)|due to legal reasons)\W*",
        r"unusual (?:traffic|activity)(?: detected| from your .*)?\W*",
        r"one more step\W*",
        r"ddos-?guard\W*",
        r"(?:אימות|בדיקת) (?:אבטחה|אנוש)\S*",
        r"הגישה נחסמה\W*",
        r"רק רגע\W{0,3}(?:בודקים|מאמתים)?.{0,30}",
        r"(?:الوصول مرفوض|تم رفض الوصول|التحقق الأمني|تم حظر الوصول)\W*",
    ),
    wording=_any_of(
        r"verify(?:ing)? (?:that )?you(?:'re| are) (?:a )?(?:human|not a (?:ro)?bot)",
        r"you(?:'re| are) not a robot",
        r"checking your browser",
        r"complete the (?:security check|captcha|challenge)",
        r"unusual (?:traffic|activity) (?:from your|has been detected)",
        r"ray id\b",
        r"you (?:do not|don't) have permission to access",
        r"you have been blocked",
        r"access to this page has been denied",
        r"enable javascript(?: and cookies)? to continue",
        r"(?:please )?(?:enable|turn on) javascript",
        r"javascript is (?:disabled|required|not enabled)",
        r"as you were browsing something about your browser",
        r"reference #?\d+\.[0-9a-f]+\.",
        r"incapsula incident id",
        r"press (?:&|and) hold",
        r"performing (?:a )?security verification",
        r"automated (?:access|requests|tool)",
        r"solve (?:this|the) (?:captcha|puzzle)",
        r"(?:sent|received|made) too many requests",
        r"(?:not |n't |un)available in your (?:region|country|location|area)",
        r"cannot grant you access",
        r"(?:אני|אתה|אתם|אינך|אינכם) (?:לא )?(?:רו)?בוט",
        r"הפעל(?:ת|ו)? (?:את )?javascript",
        r"בדיקת (?:ה)?דפדפן",
        r"אין לך הרשאה",
        r"(?:لست|أنك لست) (?:روبوت|برنامج)\S*",
        r"(?:تمكين|تفعيل) (?:ال)?(?:جافا ?سكريبت|javascript)",
        r"التحقق من (?:المتصفح|أنك إنسان)",
        r"ليس لديك إذن",
    ),
    markup=_any_of(
        # Ordinary pages load its scripts/jsd.
        r"/cdn-cgi/challenge-platform/(?!scripts/jsd)",
        r"_cf_chl_opt",
        r"cf-browser-verification",
        r"captcha-delivery\.com",
        r"px-captcha",
        r"_pxappid",
        r"_incapsula_resource",
        r"awswafcookiedomainlist|awswaf\.com",
        r"sec-if-cpt-container",
        r"/_sec/cp_challenge",
        r"kpsdk",
    ),
    address=_any_of(r"/captcha\b", r"/challenge\b", r"/blocked\b", r"validate\.perfdrive"),
)
CONSENT = Wall(
    kind=model.FailureKind.CONSENT_WALL,
    meaning="a consent page stands there instead of the article",
    title=_any_of(
        r"before you continue.*",
        r"(?:cookie|privacy|your) (?:consent|choices|settings|preferences)\W*",
        r"we value your privacy\W*",
        r"your privacy(?: choices)?\W*",
        r"we (?:and our partners )?(?:use|need) (?:cookies|your consent).*",
        r"(?:cookies|consent)\W*",
        r"(?:הסכמה|הגדרות) (?:ל)?(?:עוגיות|פרטיות)\W*",
        r"הפרטיות של(?:ך|כם|כן) חשובה לנו\W*",
        r"(?:خصوصيتك(?:م)? تهمنا|نحن نهتم بخصوصيتك).{0,30}",
        r"(?:الموافقة على|إعدادات) ملفات.*",
    ),
    wording=_any_of(
        r"(?:accept|reject|agree to|manage) (?:all|and continue|and close|cookies|options|preferences)",
        r"we and our (?:\d+ )?partners",
        r"legitimate interest",
        r"store and/or access information on a device",
        r"before you continue to",
        r"we (?:use|need) cookies (?:and data )?to",
        r"(?:withdraw|change) your (?:consent|choices) at any time",
        r"(?:אשר|אישור|קבל|דחה) (?:את )?(?:הכל|כל העוגיות|עוגיות)",
        r"(?:אנו|אנחנו) (?:ו(?:ה)?שותפ(?:ינו|ים שלנו) )?(?:משתמשים|עושים שימוש) ב(?:עוגיות|קובצי|קבצי|קוקיז)",
        r"(?:قبول|رفض) (?:الكل|جميع|ملفات)",
        r"نستخدم (?:نحن وشركاؤنا )?ملفات تعريف",
    ),
    address=_any_of(
        r"//consent\.", r"//guce\.", r"/consent\b", r"/privacy-?gate", r"collectconsent", r"/cookie-?wall"
    ),
)
SOFT_404 = Wall(
    kind=model.FailureKind.SOFT_404,
    meaning="the page says that there is no such page, although its status is 200",
    title=_any_of(
        r"(?:error )?404\b.{0,40}",
        r"(?:oops\W*)?(?:the |this |that )?(?:page|article|story|content) (?:was |is |can(?:no|')?t be |could not be |you .{0,40})?(?:not found|found|missing|gone|unavailable|no longer (?:available|exists?)|not available|does(?:n't| not) exist|removed)\W*",
        r"not found\W*",
        r"(?:oops|whoops)\W*",
        r"(?:oops\W*|sorry\W*)?(?:we )?(?:can't|cannot|couldn't) find (?:that|this|the) page\W*",
        r"(?:oops\W*|sorry\W*)?(?:that|this|the) page can(?:'t|not) be found\W*",
        r"(?:nothing|page) (?:was )?(?:found|missing)\W*",
        r"(?:ה?(?:דף|עמוד|כתבה)) (?:לא נמצא|אינ[וה] קיי).*",
        r"(?:ال)?صفحة (?:غير موجودة|غير متوفرة|لم يتم العثور).*",
        r"(?:לא נמצא|غير موجود)\W*",
    ),
    wording=_any_of(
        r"(?:page|article|story|content) you(?:'re| are|'ve| have| were)? (?:looking for|requested|trying to|tried|followed|reach)",
        r"(?:can't|cannot|couldn't|could not|unable to|can not) (?:seem to )?(?:find|locate) (?:the|that|this|what)",
        r"(?:page|article|story|content) (?:has been|may have been|might have been|was) (?:moved|removed|deleted|withdrawn|taken down|renamed)",
        r"(?:page|article|story|content|link|url|address) (?:.{0,40} )?(?:(?:does not|doesn't|no longer) exists?\b|no longer available)",
        r"error 404|404 error|404 not found",
        r"check the (?:url|address|spelling)",
        r"nothing was found at this (?:location|address)",
        r"go (?:back )?to (?:the |our )?(?:home ?page|front page)",
        r"(?:ה)?(?:דף|עמוד|כתבה) ש(?:חיפשת|ביקשת)(?:ם|ן)?",
        r"(?:דף|עמוד|כתבה|תוכן|כתובת) (?:.{0,30} )?(?:לא נמצא|אינ[וה] קיי|הוסר)",
        r"(?:الصفحة|المقال|المقالة) (?:التي|الذي) (?:تبحث|طلبت)",
        r"(?:صفحة|مقالة?|محتوى|رابط) (?:.{0,30} )?(?:غير (?:موجود|متوفر|متاح)|لم يتم العثور|تم حذف)",
        r"(?:لم يتم العثور على|تم حذف) (?:هذه |هذا )?(?:ال)?(?:صفحة|مقال|محتوى|رابط)",
    ),
    address=_any_of(r"/404\b", r"/not-?found\b", r"/error\b", r"[?&]error=404"),
)
PAYWALL = Wall(
    kind=model.FailureKind.PAYWALL,
    meaning="only the beginning is free to read; give the outlet's headers if you have a subscription",
    title=_any_of(
        r"(?:log|sign) ?in\b.{0,40}",
        r"subscribe\b.{0,40}",
        r"register\b.{0,30}",
        r"(?:subscriber|member|premium)s?[- ]only.*",
        r"(?:התחברות|כניסה|הרשמה) ?(?:למנויים)?\W*",
        r"تسجيل الدخول\W*",
    ),
    wording=_any_of(
        r"(?:subscribe|sign in|log in|register|sign up|create (?:a free |an )?account|join)(?: now| today| for free)? to (?:continue|keep|read|unlock|access|view|finish)",
        r"to (?:continue|keep) reading",
        r"(?:continue|keep) reading (?:with|for|by)",
        r"(?:already|are you) a (?:subscriber|member)",
        r"(?:article|story|content|page) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our |paying |registered )?(?:subscribers|members|premium)",
        r"for (?:subscribers|members) only|(?:subscriber|member)[- ](?:only|exclusive)",
        r"(?:read|unlock|get) (?:the )?(?:rest|full (?:story|article)|unlimited|all of)",
        r"you(?:'ve| have) (?:reached|used|read) (?:your|all|the).{0,40}(?:free|limit|articles)",
        r"choose (?:a|your) (?:plan|subscription)",
        r"cancel any ?time",
        r"start your (?:free )?trial",
        r"(?:log|sign) in with your",
        r"(?:ל)?המשך (?:ה)?קריאה|(?:כדי )?להמשיך (?:לקרוא|בקריאה)|(?:קראו|לקרוא) ללא הגבלה",
        r"למנויים בלבד|תוכן למנויים|כתבה זו למנויים",
        r"(?:כבר )?מנוי\W{1,3}(?:התחבר|היכנס)|הצטרפו למנויי|לרכישת מינוי|התחברו כדי",
        r"(?:اشترك|سجل|سجّل)(?: الآن)? ل(?:مواصلة|متابعة|قراءة|إكمال)|للمشتركين فقط|هل أنت مشترك|لمتابعة القراءة",
        r"(?:الاشتراك|اشترك) أو تسجيل الدخول|(?:للاطلاع على|لقراءة|لإكمال|لمتابعة) (?:باقي |بقية |كامل )?(?:المقال|الخبر|التقرير|المحتوى)",
    ),
    markup=_any_of(
        r"(?:class|id)=[\"'][^\"']{0,80}(?:paywall|regwall|piano-|subscriber-only|premium-wall|gateway-content)"
    ),
    address=_any_of(
        r"/(?:log-?in|sign-?in|subscribe|register|account|paywall|registration)\b",
        r"//(?:login|account|myaccount|subscribe|id)\.",
    ),
)
TROUBLE = Wall(
    kind=model.FailureKind.SERVER_ERROR,
    meaning="the site shows an error or maintenance page although its status is 200; trying again helps",
    title=_any_of(
        r"(?:sorry\W*)?(?:we'll|we will) be (?:right )?back(?: soon| shortly)?\W*",
        r"(?:(?:site|scheduled|under|undergoing|down for) )+maintenance\W*",
        r"(?:oops\W*|sorry\W*)?something went wrong(?: here)?\W*",
        r"(?:(?:an|application|internal|unexpected|server|http) )*error(?: (?:has )?occurred)?\W*(?:50\d\W*)?",
        r"(?:50[0-4]\W*)(?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out)?\W*",
        r"(?:service|site|temporarily) (?:temporarily )?unavailable\W*",
        r"redirecting\W*",
        r"(?:אירעה שגיאה|משהו השתבש|האתר בתחזוקה|שגיאה).{0,20}",
        r"(?:حدث خطأ|الموقع تحت الصيانة|خطأ).{0,20}",
    ),
    wording=_any_of(
        r"(?:down for|undergoing|scheduled|planned) (?:scheduled |planned |routine )?maintenance",
        r"(?:try|check) (?:again|back) (?:later|soon|shortly|in a (?:few|moment|minute))",
        r"(?:unexpected|internal|application|server-side) (?:server )?(?:error|exception) (?:has )?occurred",
        r"(?:redirecting you|you (?:are being|will be) redirected)",
        r"service (?:is )?temporarily unavailable",
        r"(?:נסו|נסה) שוב מאוחר יותר",
        r"(?:حاول|يرجى المحاولة|المحاولة) (?:مرة أخرى|مجددا|لاحقا)",
    ),
)
#: In the order in which they are believed.
ALL = (BLOCK, CONSENT, SOFT_404, PAYWALL, TROUBLE)
