from datetime import timedelta

import pytest

from monitor import model
from monitor.core import extract, outcome
from tests import builders
from tests.monitor.core import pages

Kind = model.FailureKind


def classify(status: int = 200, **fields) -> model.Failure | None:
    return outcome.classify_response(builders.page("<p>x", status=status, **fields), is_feed=False)


@pytest.mark.parametrize(
    ("status", "kind", "is_permanent"),
    [
        (304, Kind.BAD_RESPONSE, False),
        (400, Kind.CLIENT_ERROR, False),
        (401, Kind.PAYWALL, False),
        (402, Kind.PAYWALL, False),
        (403, Kind.BLOCKED, False),
        (404, Kind.NOT_FOUND, False),
        (410, Kind.GONE, True),
        (429, Kind.RATE_LIMITED, False),
        (451, Kind.BLOCKED, False),
        (500, Kind.SERVER_ERROR, False),
        (503, Kind.SERVER_ERROR, False),
        (599, Kind.SERVER_ERROR, False),
    ],
)
def test_every_status_has_its_kind(status: int, kind: Kind, is_permanent: object):
    failure = classify(status)
    assert failure
    assert (failure.kind, failure.is_permanent, failure.status) == (kind, is_permanent, status)
    assert str(status) in failure.detail


def test_a_usable_page_is_no_failure():
    assert classify() is None


def test_the_wait_a_server_asks_for_is_read():
    failure = classify(429, headers=(("retry-after", "90"),))
    assert failure
    assert failure.retry_after == timedelta(seconds=90)


def test_a_bot_check_in_the_headers_is_a_block_whatever_the_status():
    for status in (200, 202, 403, 503):
        for header in (("cf-mitigated", "challenge"), ("x-amzn-waf-action", "captcha")):
            failure = classify(status, headers=(header,))
            assert failure
            assert failure.kind is Kind.BLOCKED


def test_an_empty_body_is_a_bad_response():
    failure = outcome.classify_response(builders.page(b" \n"), is_feed=True)
    assert failure
    assert failure.kind is Kind.BAD_RESPONSE


def test_a_redirect_to_the_front_page_is_told_for_articles_only():
    page = builders.page(
        "<p>x",
        url="https://ledger.example/2025/09/01/talks-resume-in-doha",
        final_url="https://ledger.example/",
    )
    failure = outcome.classify_response(page, is_feed=False)
    assert failure
    assert failure.kind is Kind.HOME_PAGE
    assert outcome.classify_response(page, is_feed=True) is None


def test_a_file_that_is_no_page_is_no_article():
    failure = classify(headers=(("content-type", "application/pdf"),))
    assert failure
    assert failure.kind is Kind.NOT_AN_ARTICLE
    assert classify(headers=(("content-type", "application/xhtml+xml"),)) is None
    assert classify(headers=()) is None


def wall(
    title: str, *texts: str, head: str = "", url: str = "https://ledger.example/a"
) -> model.FailureKind | None:
    body = "".join(f"<p>{text}</p>" for text in texts)
    html = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    reading = extract.read_page(builders.page(html, url="https://ledger.example/a", final_url=url))
    return reading.failure.kind if reading.failure else None


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        (Kind.BLOCKED, "Just a moment...", "Performing security verification. Ray ID 8f2."),
        (Kind.BLOCKED, "Access Denied", "You don't have permission to access this page on this server."),
        (
            Kind.BLOCKED,
            "Pardon Our Interruption",
            "As you were browsing something about your browser made us think.",
        ),
        (
            Kind.BLOCKED,
            "ledger.example",
            "Please enable JavaScript and cookies to continue. Verify you are human.",
        ),
        (Kind.BLOCKED, "הגישה נחסמה", "אנא אשר שאינך רובוט כדי להמשיך."),
        (Kind.BLOCKED, "تم رفض الوصول", "يرجى تأكيد أنك لست روبوت للمتابعة."),
        (
            Kind.CONSENT_WALL,
            "Before you continue",
            "We and our 812 partners store and/or access information on a device.",
        ),
        (
            Kind.CONSENT_WALL,
            "The Ledger",
            "We value your privacy. Accept all or manage options, or object to legitimate interest.",
        ),
        (Kind.CONSENT_WALL, "הסכמה לעוגיות", "אנו משתמשים בעוגיות. אשר הכל"),
        (Kind.CONSENT_WALL, "الموافقة على ملفات الارتباط", "قبول الكل أو رفض الكل"),
        (Kind.CONSENT_WALL, "הפרטיות שלכם חשובה לנו", "אנחנו והשותפים שלנו משתמשים בעוגיות."),
        (Kind.BLOCKED, "Too many requests", "You have sent too many requests. Please wait."),
        (Kind.BLOCKED, "This content is not available in your region", "We cannot grant you access."),
        (Kind.BLOCKED, "רק רגע, בודקים שאתם לא בוט", "אנא אשרו שאינכם רובוט."),
        (Kind.SERVER_ERROR, "We will be right back soon", "The site is down for scheduled maintenance."),
        (Kind.SERVER_ERROR, "Something went wrong", "Please try again later."),
        (Kind.SERVER_ERROR, "Redirecting", "Redirecting you to the front page."),
        (
            Kind.SOFT_404,
            "Oops! That page can’t be found.",
            "It looks like nothing was found at this location.",
        ),
        (Kind.PAYWALL, "השיחות חודשו", "השיחות חודשו. כדי להמשיך לקרוא, הירשמו. קראו ללא הגבלה."),
        (Kind.PAYWALL, "استئناف المحادثات", "للاطلاع على المقال كاملا يرجى الاشتراك أو تسجيل الدخول."),
        (Kind.SOFT_404, "Page not found", "The page you are looking for may have been moved or deleted."),
        (Kind.SOFT_404, "404 - The Ledger", "Sorry, we couldn’t find what you wanted. Check the URL."),
        (
            Kind.SOFT_404,
            "The Ledger",
            "The article you requested is no longer available. Go to the home page.",
        ),
        (Kind.SOFT_404, "הדף לא נמצא", "העמוד שחיפשת אינו קיים."),
        (Kind.SOFT_404, "الصفحة غير موجودة", "الصفحة التي تبحث عنها تم حذفها."),
        (
            Kind.PAYWALL,
            "Talks resume in Doha",
            "Talks resumed on Sunday. Subscribe to continue reading. Already a subscriber? Log in.",
        ),
        (Kind.PAYWALL, "Sign in", "Log in with your account. Create a free account to continue."),
        (
            Kind.PAYWALL,
            "השיחות חודשו",
            "השיחות חודשו ביום ראשון. להמשך קריאה הצטרפו למנויי האתר. תוכן למנויים בלבד.",
        ),
        (
            Kind.PAYWALL,
            "استئناف المحادثات",
            "استؤنفت المحادثات. اشترك الآن لمواصلة القراءة. هذا المحتوى للمشتركين فقط.",
        ),
    ],
)
def test_walls_are_told_apart_in_three_languages(kind: Kind, title: str, text: str):
    assert wall(title, text) is kind


def test_markup_of_a_bot_check_is_enough_on_a_bare_page():
    head = '<script src="https://geo.captcha-delivery.com/c.js"></script>'
    assert wall("ledger.example", "Please wait.", head=head) is Kind.BLOCKED


def test_a_redirect_to_a_consent_host_counts():
    text = "You can reject all cookies or agree."
    assert wall("The Ledger", text, url="https://consent.ledger.example/c") is Kind.CONSENT_WALL


def test_a_teaser_with_a_paywall_sign_is_a_paywall():
    teaser = pages.wire().replace('"datePublished"', '"isAccessibleForFree": "False", "datePublished"')
    sign = '<div class="x-paywall"><p>To continue reading, choose a plan.</p></div>'
    reading = extract.read_page(builders.page(teaser.replace("<p>Mediators", sign + "<p>Mediators")))
    assert reading.failure
    assert reading.failure.kind is Kind.PAYWALL


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said that access denied to aid workers is a breach, and that a captcha asked “are you a robot?”.",
        "The page you are looking for, he joked, has been removed: 404, error 404, page not found.",
        "Accept all cookies, the law says, and we and our partners rely on legitimate interest.",
        "The paper asks readers to subscribe to continue reading; are you a subscriber, it asks.",
    ],
)
def test_a_long_article_that_mentions_a_wall_is_an_article(sentence: str):
    texts = [f"{text} And so it went on {n} times." for n in range(5) for text in pages.FACTS]
    assert wall("A day of small print", sentence, *texts) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Aid groups say access was denied at the crossing on Monday.",
        "A page not found in the archive may have been removed, the court heard.",
        "The ministry asked people to accept cookies from strangers no more.",
        "He told subscribers only that 20 were alive.",
    ],
)
def test_a_brief_with_an_articles_metadata_is_an_article(sentence: str):
    html = (
        pages.wire(sentence)
        .replace(pages.FACTS[1], "")
        .replace(pages.FACTS[2], "")
        .replace(pages.FACTS[3], "")
    )
    reading = extract.read_page(builders.page(html))
    assert reading.failure is None


CHROME = (
    "<footer><p>Privacy settings. Manage cookies.</p></footer>",
    '<div id="onetrust-consent"><p>We and our 823 partners use legitimate interest.</p><b>Accept all</b></div>',
    "<div><p>We use cookies to improve your visit.</p><button>Accept all</button></div>",
    "<div><p>אנו משתמשים בעוגיות לשיפור החוויה.</p><button>אישור הכל</button></div>",
    "<noscript>Please enable JavaScript to view the comments.</noscript>",
    '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
    '<script src="/_Incapsula_Resource?x=1"></script>',
)


@pytest.mark.parametrize("chrome", CHROME)
def test_a_brief_without_metadata_is_an_article_whatever_stands_around_it(chrome: str):
    story = (
        "<article><h1>Army says 3 hostages are home</h1><p>The army says 3 hostages are home.</p></article>"
    )
    assert extract.read_page(builders.page(f"<html><body>{story}{chrome}</body></html>")).failure is None


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("גופות של שני חטופים לא נמצאו", "כוחות הביטחון מסרו כי הגופות לא נמצאו. החיפוש הוסר מסדר היום."),
        ("العثور على رهينتين متأخر", "قال مصدر إنه لم يتم العثور على جثتي رهينتين، وإنه تم حذف القائمة."),
        ("Ministry drops its list of hostages", "The list of 48 hostages is no longer available, it said."),
        (
            "Unusual traffic at the crossing",
            "Unusual traffic from the north was reported on Sunday: 120 trucks.",
        ),
    ],
)
def test_a_brief_about_what_was_not_found_is_an_article(headline: str, sentence: str):
    assert wall(headline, sentence) is None


@pytest.mark.parametrize("count", [8, 40])
def test_a_page_not_found_that_lists_the_rest_of_the_site_is_none(count: int):
    others = ["Dockers said that ships were waiting outside the harbour on Monday morning."] * count
    head = "<title>Page not found - The Harbour</title>"
    body = "".join(
        f"<p>{text}</p>" for text in ("It looks like nothing was found at this location.", *others)
    )
    page = builders.page(f"<html><head>{head}</head><h1>Oops! That page can’t be found.</h1>{body}</html>")
    failure = extract.read_page(page).failure
    assert failure
    assert failure.kind is Kind.SOFT_404


def test_a_brief_beside_the_outlets_offers_is_an_article():
    offers = (
        "<div class='box'>Start your free trial. Cancel anytime. Already a subscriber? Log in.</div></body>"
    )
    html = (
        pages.wire("Israel says 20 hostages are alive.")
        .replace(pages.FACTS[1], "")
        .replace("</body>", offers)
    )
    assert extract.read_page(builders.page(html)).failure is None


@pytest.mark.parametrize("layout", pages.LAYOUTS)
def test_ordinary_pages_are_no_walls(layout):
    assert (
        extract.read_page(
            builders.page(layout("Israel says 20 hostages are alive, an official said."))
        ).failure
        is None
    )
