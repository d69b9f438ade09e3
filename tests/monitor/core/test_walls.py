import pytest

from monitor import model
from monitor.core import extract, outcome
from tests import builders

Kind = model.FailureKind
OG = '<meta property="og:type" content="article">'
DATED = '<meta property="article:published_time" content="2025-09-01T08:00:00Z">'
URL = "https://ledger.example/region/talks-resume-in-doha"


def kind(headline: str, *texts: str, head: str = "", around: str = "", **fields) -> Kind | None:
    body = "".join(f"<p>{text}</p>" for text in texts)
    html = f"<html><head><title>{headline} - The Ledger</title>{head}</head><body><h1>{headline}</h1>{body}{around}</body></html>"
    failure = extract.read_page(builders.page(html, **fields)).failure
    return failure.kind if failure else None


def test_what_is_quoted_is_not_what_the_page_says():
    assert (
        kind("Bank down", "“Service temporarily unavailable” was all that 2 million customers saw.") is None
    )
    assert kind("Bank down", "Service temporarily unavailable. Try again later.") is Kind.SERVER_ERROR


def test_a_sentence_that_reports_is_not_what_the_page_says():
    assert kind("Archive closed", "The page has been removed, a spokesman said.") is None
    assert kind("Archive closed", "The page has been removed.") is Kind.SOFT_404


def test_a_headline_like_a_walls_is_an_articles_where_its_metadata_are_dated():
    text = "A novel with this title has won the prize of the city. It is 404 pages long."
    assert kind("Not found", text, head=DATED) is None
    assert kind("Not found", text, head=OG) is Kind.SOFT_404


def test_a_banner_beside_an_article_with_metadata_is_no_wall():
    banner = "<div><p>We and our 823 partners store cookies. Accept all. You can withdraw your consent at any time.</p></div>"
    assert (
        kind("Second convoy enters the north", "Forty trucks crossed at dawn.", head=OG, around=banner)
        is None
    )


def test_a_consent_page_with_an_articles_metadata_and_without_its_headline_is_a_wall():
    html = f"<html><head><title>Second convoy</title>{OG}</head><body><p>We and our 823 partners store cookies.</p><p>Accept all</p></body></html>"
    failure = extract.read_page(builders.page(html)).failure
    assert failure
    assert failure.kind is Kind.CONSENT_WALL


def test_a_bot_checks_widget_tells_only_where_nothing_else_stands():
    widget = '<div class="g-recaptcha"></div>'
    assert kind("Write to us", "We read every letter, our editor said.", around=widget) is None
    assert kind("Please wait", "", around=widget + "<p>Solve the puzzle.</p>") is Kind.BLOCKED


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://ledger.example/login?next=/region", Kind.PAYWALL),
        ("https://consent.ledger.example/?r=1", Kind.CONSENT_WALL),
        ("https://ledger.example/404.html", Kind.SOFT_404),
        ("https://ledger.example/captcha/1", Kind.BLOCKED),
        ("https://ledger.example/", Kind.HOME_PAGE),
        ("https://portal.hotel.example/", Kind.NOT_THE_OUTLET),
        ("https://ledger.example/region/other-story-of-the-day", Kind.NOT_AN_ARTICLE),
    ],
)
def test_a_page_that_only_leads_on_is_what_it_leads_to(target: str, expected: Kind):
    refresh = f"0; url={target}"
    in_head = f'<meta http-equiv="refresh" content="{refresh}">'
    script = f'<script>location.href = "{target}"</script>'
    headers = (("content-type", "text/html"), ("refresh", refresh))
    assert kind("Wait", "One moment", head=in_head, url=URL) is expected
    assert kind("Wait", "One moment", head=script, url=URL) is expected
    assert kind("Wait", "One moment", headers=headers, url=URL) is expected


def test_a_page_that_leads_to_itself_or_has_an_article_leads_nowhere():
    reload = f'<meta http-equiv="refresh" content="0; url={URL}#top">'
    away = '<meta http-equiv="refresh" content="0; url=/login">'
    script = '<script>location.href = "/login"</script>'
    text = "Forty trucks crossed into the north at dawn, officials said, the second convoy of this week."
    assert kind("Convoy enters the north", text, head=reload, url=URL) is None
    assert kind("Convoy enters the north", text, head=OG + script, url=URL) is None
    assert kind("Convoy enters the north", text, text, head=OG + away, url=URL) is None


def test_an_article_in_a_section_named_like_a_walls_address_is_no_wall():
    page = builders.page("<p>x", url=f"{URL}/subscribe/a", final_url=f"{URL}/subscribe/b")
    assert outcome.classify_response(page, is_feed=False) is None
