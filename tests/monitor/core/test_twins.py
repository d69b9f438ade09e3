import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import twins, urls
from tests.monitor.core import address_pairs


def expand(url: str) -> str:
    return url.replace("L/", "https://www.ledger.example/", 1)


def test_there_are_enough_pairs_and_enough_traps():
    assert len(address_pairs.SAME) + len(address_pairs.DIFFERENT) >= 120
    assert len(address_pairs.DIFFERENT) >= 50


@pytest.mark.parametrize(("remark", "url", "other"), address_pairs.SAME)
def test_forms_of_one_address_have_one_identity(remark: str, url: str, other: str):
    assert twins.identity_of(expand(url)) == twins.identity_of(expand(other)), remark


@pytest.mark.parametrize(("remark", "url", "other"), address_pairs.DIFFERENT)
def test_two_articles_never_have_one_identity(remark: str, url: str, other: str):
    assert twins.identity_of(expand(url)) != twins.identity_of(expand(other)), remark


def test_what_is_no_usable_url_is_its_own_identity():
    assert twins.identity_of("tag:ledger.example,2025:1") == "tag:ledger.example,2025:1"
    assert twins.identity_of("http://[::1]:8080/a") != twins.identity_of("http://[::2]:8080/a")


@given(url=st.text(max_size=60), path=st.text(max_size=40), query=st.text(max_size=20))
def test_any_text_has_an_identity(url: str, path: str, query: str):
    twins.identity_of(url)
    address = f"https://ledger.example/{path}?{query}"
    canonical = urls.canonical_url(address)
    assert canonical is None or twins.identity_of(canonical) == twins.identity_of(address)
    twins.is_twin(address, url)


@pytest.mark.parametrize(
    ("remark", "url", "other", "is_twin"),
    [
        ("the same path", "/world/talks?page=2", "/world/talks", True),
        ("an AMP twin", "/world/talks/amp", "/world/talks", True),
        ("an extension more", "/world/talks.amp.html", "/world/talks.html", True),
        ("another extension", "/gaza-talks-resume.html", "/gaza-talks-resume", True),
        ("a section less", "/gaza-talks-resume-in-doha", "/world/gaza-talks-resume-in-doha/", True),
        ("a number in both", "/article/1045588", "/n/1045588-talks-resume", True),
        ("a number in the query", "/story?id=1045588", "/1045588", True),
        ("a slug that changed, its number stays", "/1045588-talks-begin", "/1045588-talks-end", True),
        ("a number before a slug", "/n/1045588/talks-begin-in-doha", "/n/1045588/talks-end", True),
        ("a number in one only", "/n/1045588-talks-resume", "/talks-resume", True),
        ("a date in one only", "/2025/09/01/talks-resume-in-doha", "/talks-resume-in-doha", True),
        ("another article", "/world/talks", "/world/floods", False),
        ("a short word in two sections", "/world/talks", "/sport/talks", False),
        ("a section front", "/world/gaza-talks-resume-in-doha", "/world", False),
        ("the front page", "/world/talks", "/", False),
        ("one page for all", "/news/2025/09/01/talks-go-on", "/news/article", False),
        ("one script for all", "/story.aspx?id=1", "/story.aspx", False),
        ("one script, two numbers", "/story.aspx?id=1", "/story.aspx?id=2", False),
        ("one slug, two numbers", "/gaza-live-updates/1045588", "/gaza-live-updates/1045599", False),
        ("a series, day by day", "/2025/09/01/daily-briefing", "/2025/09/02/daily-briefing", False),
        ("a series, month by month", "/2025/08/war-in-numbers", "/2025/09/war-in-numbers", False),
        ("live pages by day", "/live/2025/09/01", "/live/2025/08/01", False),
        ("a day is no article number", "/20250901/talks-go-on", "/20250901/aid-arrives", False),
        ("a section with a long name", "/middle-east-news-live/a", "/middle-east-news-live/b", False),
        ("the Arabic edition", "/en/1045588", "/ar/1045588", False),
        ("an edition and the root", "/ar/1045588", "/1045588", False),
        ("an edition by parameter", "/1045588?lang=ar", "/1045588?lang=en", False),
    ],
)
def test_two_addresses_are_twins_when_they_share_what_names_the_article(remark, url, other, is_twin):
    site = "https://ledger.example"

    assert twins.is_twin(site + url, site + other) is is_twin, remark
    assert twins.is_twin(site + other, site + url) is is_twin, remark


@pytest.mark.parametrize(
    ("url", "other", "is_twin"),
    [
        ("https://ledger.example:8443/1045588-talks", "https://ledger.example/1045588-talks", False),
        ("https://ledger.example:8443/1045588-talks", "https://ledger.example:9443/1045588-talks", False),
        ("https://ledger.example:8443/1045588-talks", "https://www.ledger.example:8443/1045588", True),
        ("https://ledger.example:443/1045588-talks", "http://ledger.example:80/1045588", True),
        ("http://[::1]:8080/1045588-talks", "http://[::1]/1045588-talks", False),
        ("http://[::1]:8080/1045588-talks", "http://[::1]:8080/1045588-talks", True),
    ],
)
def test_another_port_is_another_page(url, other, is_twin):
    assert twins.is_twin(url, other) is is_twin
    assert twins.is_twin(other, url) is is_twin


@pytest.mark.parametrize(
    ("slug", "headline", "is_named"),
    [
        ("hamas-to-free-8-hostages", "Hamas to free 8 hostages in first phase", True),
        ("world/1045588-hamas-frees-eight-hostages.html", "Hamas frees eight hostages", True),
        ("حماس-تفرج-عن-الرهائن", "حماس تفرج عن الرهائن اليوم", True),
        ("עסקת-חטופים-נחתמה-בקהיר", "עסקת חטופים נחתמה בקהיר", True),
        ("hamas-to-free-10-hostages", "Hamas to free 8 hostages in first phase", False),
        ("gaza-live-updates-day-345", "Gaza live updates: day 346", False),
        ("gaza-talks", "Gaza talks resume", False),
        ("all-our-coverage-of-the-war", "Hamas to free 8 hostages", False),
        ("article", "An article", False),
    ],
)
def test_an_address_is_named_after_a_headline_whose_words_it_is_made_of(slug, headline, is_named):
    assert twins.is_named_after(f"https://ledger.example/{slug}", headline) is is_named
