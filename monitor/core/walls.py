"""Walls: pages that stand where an article should be, told by points of evidence. The wording and the weights.

Title, wording, markup and address each give points; signs of a real article take points away. Refuses to judge a long
text: `outcome` asks about short ones only. Next: `outcome`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from monitor import model
from monitor.core import fingerprint, normal

#: Characters of read text from which a page is an article, whatever else it says.
LONG_TEXT = 1500
#: From here on a text is more than a wall's few lines.
_SOME_TEXT = 400
#: A login page has less text than this.
_TEASER = 150
_ENOUGH = 2
#: A wall stands at the top; what lies further down is the rest of the site.
_LOOK_AT = 12_000
#: A page that shows less than this has nothing on it but the wall.
_BARE_PAGE = 1500


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


_BLOCK = Wall(
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
        r"unusual traffic.*",
        r"one more step\W*",
        r"blocked\W*",
        r"ddos-?guard\W*",
        r"(?:אימות|בדיקת) (?:אבטחה|אנוש)\S*",
        r"הגישה נחסמה\W*",
        r"(?:الوصول مرفوض|تم رفض الوصول|التحقق الأمني|تم حظر الوصول)\W*",
    ),
    wording=_any_of(
        r"verify(?:ing)? (?:that )?you(?:'re| are) (?:a )?(?:human|not a (?:ro)?bot)",
        r"you(?:'re| are) not a robot",
        r"checking your browser",
        r"complete the (?:security check|captcha|challenge)",
        r"unusual (?:traffic|activity) (?:from|has been)",
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
        r"(?:אני|שאתה|שאינך) (?:לא )?רובוט",
        r"הפעל(?:ת|ו)? (?:את )?javascript",
        r"בדיקת (?:ה)?דפדפן",
        r"אין לך הרשאה",
        r"(?:لست|أنك لست) (?:روبوت|برنامج)\S*",
        r"(?:تمكين|تفعيل) (?:ال)?(?:جافا ?سكريبت|javascript)",
        r"التحقق من (?:المتصفح|أنك إنسان)",
        r"ليس لديك إذن",
    ),
    markup=_any_of(
        r"/cdn-cgi/challenge-platform",
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
_CONSENT = Wall(
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
        r"אנו (?:ושותפינו )?משתמשים בעוגיות",
        r"(?:قبول|رفض) (?:الكل|جميع|ملفات)",
        r"نستخدم (?:نحن وشركاؤنا )?ملفات تعريف",
    ),
    address=_any_of(
        r"//consent\.", r"//guce\.", r"/consent\b", r"/privacy-?gate", r"collectconsent", r"/cookie-?wall"
    ),
)
_SOFT_404 = Wall(
    kind=model.FailureKind.SOFT_404,
    meaning="the page says that there is no such page, although its status is 200",
    title=_any_of(
        r"(?:error )?404\b.{0,40}",
        r"(?:oops\W*)?(?:the |this |that )?(?:page|article|story|content) (?:was |is |can(?:no|')?t be |could not be |you .{0,40})?(?:not found|found|missing|gone|unavailable|no longer (?:available|exists?)|not available|does(?:n't| not) exist|removed)\W*",
        r"not found\W*",
        r"(?:oops|sorry|whoops)\W*",
        r"(?:we )?(?:can't|cannot|couldn't) find (?:that|this|the) page\W*",
        r"(?:nothing|page) (?:was )?(?:found|missing)\W*",
        r"(?:ה?(?:דף|עמוד|כתבה)) (?:לא נמצא|אינ[וה] קיי).*",
        r"(?:ال)?صفحة (?:غير موجودة|غير متوفرة|لم يتم العثور).*",
        r"(?:לא נמצא|غير موجود)\W*",
    ),
    wording=_any_of(
        r"(?:page|article|story|content) you(?:'re| are|'ve| have| were)? (?:looking for|requested|trying to|tried|followed|reach)",
        r"(?:can't|cannot|couldn't|could not|unable to|can not) (?:seem to )?(?:find|locate) (?:the|that|this|what)",
        r"(?:page|article|story) (?:has been|may have been|might have been|was) (?:moved|removed|deleted|withdrawn|taken down|renamed)",
        r"(?:does not|doesn't|no longer) exists?\b",
        r"(?:is )?no longer available",
        r"error 404|404 error|404 not found",
        r"check the (?:url|address|spelling)",
        r"go (?:back )?to (?:the |our )?(?:home ?page|front page)",
        r"(?:ה)?(?:דף|עמוד|כתבה) ש(?:חיפשת|ביקשת)",
        r"(?:לא נמצא|אינו קיים|הוסר)",
        r"(?:الصفحة|المقال|المقالة) (?:التي|الذي) (?:تبحث|طلبت)",
        r"(?:لم يتم العثور على|غير موجودة|تم حذف)",
    ),
    address=_any_of(r"/404\b", r"/not-?found\b", r"/error\b", r"[?&]error=404"),
)
_PAYWALL = Wall(
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
        r"(?:ל)?המשך (?:ה)?קריאה",
        r"למנויים בלבד|תוכן למנויים|כתבה זו למנויים",
        r"(?:כבר )?מנוי\W{1,3}(?:התחבר|היכנס)|הצטרפו למנויי|לרכישת מינוי|התחברו כדי",
        r"(?:اشترك|سجل|سجّل)(?: الآن)? ل(?:مواصلة|متابعة|قراءة|إكمال)|للمشتركين فقط|هل أنت مشترك|لمتابعة القراءة",
    ),
    markup=_any_of(
        r"(?:class|id)=[\"'][^\"']{0,80}(?:paywall|regwall|piano-|subscriber-only|premium-wall|gateway-content)"
    ),
    address=_any_of(
        r"/(?:log-?in|sign-?in|subscribe|register|account|paywall|registration)\b",
        r"//(?:login|account|myaccount|subscribe|id)\.",
    ),
)
#: In the order in which they are believed.
_WALLS = (_BLOCK, _CONSENT, _SOFT_404, _PAYWALL)


def is_challenged(page: model.FetchedPage) -> bool:
    """Whether the headers say that a bot check answered (Cloudflare, AWS)."""
    return page.header("cf-mitigated") == "challenge" or page.header("x-amzn-waf-action") in {
        "challenge",
        "captcha",
    }


def find_wall(url: str, *, read: str, part: fingerprint.ArticlePart, html: str) -> Wall | None:
    """Find the wall that a page with little or no article text is, or None. `read`: the text that was extracted."""
    shown = _page_text(html)
    titles = [normal.fold_space(part.fact(name)) for name in ("h1", "title", "title_og")]
    read = _plain(read)
    for wall in _WALLS:
        points = _weigh(wall, url, titles=titles, shown=shown, read=read, html=html)
        if points - _innocence(wall, read=read, part=part, html=html) >= _ENOUGH:
            return wall
    return None


def _weigh(wall: Wall, url: str, *, titles: Iterable[str], shown: str, read: str, html: str) -> int:
    """Add up what speaks for a wall."""
    points = 2 * any(wall.title.fullmatch(name) for title in titles for name in _title_forms(title))
    wording = {match[0] for match in wall.wording.finditer(shown)}
    points += (
        min(2, len(wording)) + bool(wall.wording.search(read)) + bool(wording and len(shown) < _BARE_PAGE)
    )
    points += 2 * bool(wall.markup and wall.markup.search(html))
    return points + bool(wall.address and wall.address.search(url))


def _innocence(wall: Wall, *, read: str, part: fingerprint.ArticlePart, html: str) -> int:
    """Add up what speaks for an article: its own metadata, and more text than walls have."""
    if wall.kind is model.FailureKind.PAYWALL:
        return _innocence_of_teaser(wall, read=read, part=part, html=html)
    declared = bool(part.fact("published", "published_ld", "title_ld"))
    return 2 * (declared and len(read) > 0) + 2 * (len(read) >= _SOME_TEXT)


def _innocence_of_teaser(wall: Wall, *, read: str, part: fingerprint.ArticlePart, html: str) -> int:
    """Add up what speaks against a paywall. A teaser has an article's metadata, and a brief stands beside the outlet's
    offers: only what the article itself says, or its markup, makes a teaser of it."""
    if part.fact("is_free_ld") == "false":
        return 0
    says_so = wall.wording.search(read) or (wall.markup and wall.markup.search(html))
    return 1 if says_so or len(read) < _TEASER else 3


def _title_forms(title: str) -> list[str]:
    """Return a title, and what stands before and behind the outlet's name in it."""
    plain = _plain(title).strip()
    return [plain, *(piece.strip() for piece in re.split(r" [|\-–—·:] | ?[|»] ?", plain))]


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _page_text(html: str) -> str:
    """Return what a page shows, white space folded, lower case; forms and dialogs too: walls live there."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "svg", "template"])
    body = tree.body
    return _plain(normal.fold_space(body.text(separator=" ")))[:_LOOK_AT] if body else ""
