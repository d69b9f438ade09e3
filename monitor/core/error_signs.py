"""Error signs: pages that say there is no article, or that nobody can show it now: not found, in trouble, not the outlet.

Patterns only, in English, Arabic and Hebrew, some French, German and Spanish; they grow with the pages that are met.
Refuses to judge. Next: `walls`, which weighs them.
"""

from monitor import model
from monitor.core.wall_signs import Wall, any_of, host, segment

_THING = r"(?:page|article|story|item|content|post|resource|document|file|link|url|address)"

SOFT_404 = Wall(
    kind=model.FailureKind.SOFT_404,
    meaning="the page says that there is no such page, although its status is 200",
    title=any_of(
        r"(?:error |http )?404\b.{0,40}",
        rf"(?:oops\W*|sorry\W*)?(?:the |this |that )?(?:requested )?{_THING} (?:has been |was |is |can(?:no|')?t be |could not be |you .{{0,40}})?"
        r"(?:not found|found|missing|gone|unavailable|no longer (?:available|exists?)|not available|does(?:n't| not) exist|removed|withdrawn|deleted|expired)\W*",
        r"(?:site |file )?not found\W*",
        r"(?:oops|whoops)\W*",
        r"(?:oops\W*|sorry\W*)?(?:we )?(?:can't|cannot|could ?n(?:o|')t|could not) find (?:that|this|the) page\W*",
        r"(?:oops\W*|sorry\W*)?(?:that|this|the) (?:page|resource) can(?:'t|not) be found\W*",
        r"(?:nothing|page) (?:was )?(?:found|missing|here)\W*",
        r"no results(?: found)?\W*",
        r"(?:ה?(?:דף|עמוד|כתבה)) (?:לא נמצא|אינ[וה] קיי|הוסר).*",
        r"(?:(?:אופס|מצטערים)\W*)?(?:ה?(?:דף|עמוד|כתבה)) ש(?:חיפשת|ביקשת).{0,30}",
        r"(?:שגיאה|خطأ) 404\W*",
        r"(?:عذرا\W*)?(?:ال)?صفحة (?:غير موجودة|غير متوفرة|لم يتم العثور).*",
        r"(?:هذا |هذه )?(?:ال)?(?:خبر|مقال|مقالة|صفحة) (?:لم يعد|لم تعد) (?:متاح|موجود).{0,10}",
        r"(?:לא נמצא|غير موجود)\W*",
        r"pagina non trovata\W*|page (?:introuvable|non trouvée)\W*|página no encontrada\W*|seite (?:wurde )?nicht gefunden\W*",
    ),
    wording=any_of(
        rf"{_THING} you(?:'re| are|'ve| have| were)? (?:looking for|requested|trying to|tried|followed|reach|after)",
        r"(?:can't|cannot|couldn't|could not|unable to|can not) (?:seem to )?(?:find|locate) (?:the|that|this|what)",
        rf"{_THING} (?:(?:that|which) was .{{0,40}})?(?:has been|may have been|might have been|could have been|was) (?:moved|removed|deleted|withdrawn|taken down|renamed)",
        rf"{_THING}\b.{{0,40}} have been (?:moved|removed|deleted|withdrawn|taken down|renamed)",
        rf"{_THING} (?:.{{0,40}} )?(?:(?:does not|doesn't|no longer) exists?\b|no longer available|isn't available|was not found|does not contain)",
        r"error 404|404 error|404 not found|http 404|file not found",
        r"the link (?:you followed )?may be broken|followed a (?:bad|broken) link",
        r"check (?:the|your) (?:url|address|spelling)",
        r"(?:nothing (?:was found )?at this (?:location|address))",
        r"no results for|there is no page at this address|may have moved when",
        r"الرابط الذي اتبعته|(?:الصفحة|المقال|الخبر) أزيل",
        rf"(?:that|this|the) {_THING} (?:you .{{0,20}})?(?:is no longer (?:here|online)|has been unpublished|has expired)",
        r"la pagina che (?:cerchi|stai cercando)|non esiste o è stata",
        r"go (?:back )?to (?:the |our )?(?:home ?page|front page)|take me home",
        r"(?:ה)?(?:דף|עמוד|כתבה) ש(?:חיפשת|ביקשת)(?:ם|ן)?",
        r"(?:ה)?(?:דף|עמוד|כתבה|תוכן|כתובת) (?:.{0,30} )?(?:לא נמצא|לא קיי|אינ[וה] (?:קיי|נמצא|זמינ)|הוסר|נמחק|הועבר)",
        r"(?:الصفحة|المقال|المقالة|الخبر) (?:التي|الذي) (?:تبحث|طلبت|تحاول)",
        r"(?:صفحة|مقالة?|محتوى|رابط|خبر) (?:.{0,30} )?(?:غير (?:موجود|متوفر|متاح)|لم يتم العثور|تم حذف|ربما حذف)",
        r"(?:لم يتم العثور على|تم حذف|العثور على) (?:هذه |هذا )?(?:ال)?(?:صفحة|مقال|محتوى|رابط|خبر)",
        r"la page que vous (?:cherchez|avez demandée|recherchez)|n'existe (?:pas|plus)",
        r"la página que (?:busca|buscas|has solicitado)|no existe o ha sido",
        r"(?:gewünschte|angeforderte|gesuchte) seite|seite (?:ist|existiert|wurde).{0,30}nicht (?:verfügbar|gefunden|mehr)",
    ),
    address=any_of(
        segment("404", "not-?found", "page-?not-?found", "404-error", "error-?404"),
        r"[?&](?:error=404|not-?found=1)",
    ),
)
TROUBLE = Wall(
    kind=model.FailureKind.SERVER_ERROR,
    meaning="the site shows an error or maintenance page although its status is 200; trying again helps",
    title=any_of(
        r"(?:we're sorry, but )?something went wrong \(500\)\W*",
        r"(?:sorry\W*)?(?:we'll|we will|we are|we're) be (?:right )?back(?: soon| shortly)?\W*|(?:be )?back soon\W*",
        r"(?:(?:site|scheduled|planned|under|undergoing|down for) )*maintenance(?: mode| in progress)?\W*",
        r"(?:briefly )?unavailable for scheduled maintenance.*",
        r"(?:oops\W*|sorry\W*)?something went wrong(?: here| on our (?:side|end))?\W*",
        r"(?:(?:an|application|internal|unexpected|server|http|runtime|database|50\d|proxy) )*error(?: (?:has )?occurred)?\W*(?:50\d\W*)?",
        r"server error in '/' application\W*",
        r"(?:error )?(?:50[0-4]|52\d|530)\b\W*(?:internal server error|server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out"
        r"|backend (?:fetch|write|read) failed|connection (?:failure|timed out|refused)|web server is .{3,40}|a timeout occurred|ssl handshake failed|first byte timeout)?\W*",
        r"(?:internal server error|bad gateway|gateway time-?out|connection timed out(?: error code 522)?|web server is down|origin dns error)\W*",
        r"(?:service|site|temporarily) (?:temporarily )?unavailable\W*",
        r"error establishing a database connection\W*",
        r"(?:you are (?:now )?in (?:the |a )?(?:queue|line)|waiting room)\W*",
        r"redirecting\W*|(?:you are being|please wait while you are) redirected\W*",
        r"(?:אירעה שגיאה|משהו השתבש|האתר בתחזוקה|שגיאה(?! 404)).{0,20}",
        r"(?:حدث خطأ|الموقع (?:تحت|قيد) الصيانة|خطأ(?! 404)).{0,20}",
        r"site en maintenance\W*|wartungsarbeiten\W*|en mantenimiento\W*",
    ),
    wording=any_of(
        r"(?:down for|undergoing|scheduled|planned) (?:scheduled |planned |routine )?maintenance",
        r"(?:try|check) (?:again|back) (?:later|soon|shortly|in (?:a|\d+) (?:few |couple |moment|minute|second))",
        r"(?:unexpected|internal|application|server-side|client-side|critical) (?:server )?(?:error|exception) (?:has )?(?:occurred|on this (?:web)?site)",
        r"encountered an (?:unexpected|internal) (?:error|condition)|been a critical error",
        r"(?:be|are) back (?:online|soon|shortly)|will be available again|being (?:updated|upgraded) (?:tonight|now|at the moment)",
        r"(?:redirecting you|you (?:are being|will be) redirected)",
        r"service (?:is )?temporarily unavailable",
        r"guru meditation|backend fetch failed|varnish cache server",
        r"error establishing a database connection",
        r"fatal error\W{1,8}uncaught|stack trace:|sqlstate\[",
        r"upstream connect error|reset before headers|application owner check the logs",
        r"תקלה (?:טכנית|זמנית)|אינו זמין כרגע|عطل فني|غير متاح حاليا",
        r"(?:not |un)available at this time|took too long to respond|(?:we are|we're) upgrading our (?:web)?site",
        r"technical difficult(?:y|ies)|error has occurred while processing|received an invalid response from an upstream|no server is available to handle",
        r"origin web server timed out|web page can not be displayed",
        r"estimated wait|you are now in line|let them in one after another",
        r"(?:נסו|נסה) שוב (?:מאוחר יותר|בעוד)|עבודות (?:שדרוג|תחזוקה)|נחזור לפעילות|האתר בתחזוקה",
        r"(?:حاول|يرجى المحاولة|المحاولة) (?:مرة أخرى|مجددا|لاحقا)|(?:أعمال|بأعمال) صيانة|نعمل على إصلاح",
    ),
    address=any_of(segment("maintenance", "500", "503", "server-error")),
)
#: Somebody on the way, or the domain's new owner, answered in the outlet's place.
STRANGER = Wall(
    kind=model.FailureKind.NOT_THE_OUTLET,
    meaning="a network on the way or the domain's owner answered in the outlet's place; look at this machine's"
    " connection and at the outlet's address",
    title=any_of(
        r".{0,60}\b(?:free )?(?:wi-?fi|hotspot)\b(?: (?:click-through )?(?:login|portal|access|network|- welcome))*\W*",
        r"(?:.{0,40}captive portal|network authentication required|proxy authentication required|guest network)\W*",
        r"(?:web ?(?:site|page)|site|page|url|domain) (?:is |has been )?(?:blocked|filtered)\W*",
        r"(?:this |dangerous )?(?:web)?site (?:is |has been )?blocked\W*|free internet for .{0,20}|network registration\W*|(?:content|access to this (?:web)?site is) blocked\W*|blocked(?: by your network administrator)?\W*",
        r"\S+\.\w{2,} is (?:parked|for sale)\W*|\S+\.\w{2,} can be yours\W*",
        r"(?:this )?domain (?:name )?(?:(?:is |has |may be )?(?:expired|parked|for sale)).{0,40}",
        r"account suspended\W*|suspended (?:domain|page|site)\W*",
        r"(?:apache2? .{0,20}default page.*|welcome to nginx\W*|iis windows server\W*|web server's default page\W*|it works\W*|default (?:web )?(?:site )?page\W*)",
        r"(?:عذرا\W*)?(?:هذا )?الموقع (?:محجوب|محظور)\W*",
        r"(?:ה)?אתר (?:חסום|נחסם)\W*",
    ),
    wording=any_of(
        r"(?:get|minutes of|hours of|use the|connect to) (?:internet access|(?:the )?wireless network|wi-?fi|free wi-?fi)",
        r"use the guest network|authenticate with the (?:local )?network",
        r"enter your room number",
        r"(?:blocked|restricted) (?:by your (?:internet )?(?:service )?provider|by order of|under an order)|required to block access",
        r"(?:court|ministry|government) order|by order of the (?:court|ministry|government)",
        r"(?:in accordance with|by|violates) (?:your )?(?:company|corporate|organi[sz]ation(?:'s|al)?|internet usage|acceptable use) polic(?:y|ies)",
        r"contact your (?:system|network) administrator|network administrator|is filtered on this network|\bcategory\W{1,3}news",
        r"your company's proxy|it department",
        r"(?:by|from) your (?:network )?operator|telecommunications authority|by decision of the",
        r"captive portal|to access the internet|network activity will be monitored|surf for free|go online\b|register(?:ed)? (?:your device|on the .{0,20}network)|dns filter blocks|antivirus program|internet pass",
        r"you see this page because there is no web ?site",
        r"domain (?:name )?(?:\S+ )?(?:is|may be) (?:for sale|available for purchase)|buy this domain|related searches",
        r"domain (?:name )?(?:is|has been|has) (?:parked|expired)|parked free|can be yours|get this domain",
        r"(?:this )?account has been suspended|hosting provider",
        r"(?:web )?server is (?:successfully installed|working properly)|default welcome page|further configuration is required",
        r"تم حجب (?:الموقع|هذا الموقع)|هيئة الاتصالات",
        r"(?:הגישה לאתר|האתר) (?:זה )?נחס(?:ם|מה) (?:על ידי|לפי|בהוראת)",
    ),
    address=any_of(
        segment(
            "lander",
            "suspendedpage",
            "defaultwebpage",
            "domain_profile",
            "hotspot",
            "captive-?portal",
            "court-order",
        ),
        host("captive", "hotspot", "wifi"),
    ),
)
