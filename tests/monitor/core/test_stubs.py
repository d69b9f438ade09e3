import pytest

from monitor import model
from monitor.core import extract, fingerprint, looks, stubs
from tests import builders


def look(html: str, *paragraphs: str) -> looks.Look:
    return looks.look_at(html, paragraphs=paragraphs, part=fingerprint.find_part(html))


@pytest.mark.parametrize(
    "root", ["<div id=root></div>", "<app-root></app-root>", "<div id=__next><p>Loading…</div>"]
)
def test_an_applications_root_without_text_is_a_shell(root: str):
    assert stubs.is_shell(look(f"{root}<script src=/a.js></script>"))
    assert not stubs.is_shell(look(root))
    assert not stubs.is_shell(
        look(f"{root}<p>{'Mediators met for hours. ' * 5}</p><script src=/a.js></script>")
    )


def card(number: int) -> str:
    return f"<div><h3><a href=/{number}>A headline</a></h3><p>Teaser {number} of another story.</p></div>"


TEASERS = [f"Teaser {number} of another story." for number in range(4)]


def test_a_text_of_teasers_is_a_list_of_other_pages():
    cards = "".join(map(card, range(4)))
    assert stubs.find_stub(look(cards, *TEASERS)) == "it is a list of other pages"
    assert stubs.find_stub(look(f"<meta itemprop=datePublished content=2025>{cards}", *TEASERS)) is None
    assert stubs.find_stub(look(f"<article>{cards}", *TEASERS, "They met for hours. " * 8)) is None


@pytest.mark.parametrize(
    "html",
    [
        "<div><h2><a href='#p1'>12:10</a></h2><p>Tugs have left.</p></div>",
        "<div><h2><a>12:10</a></h2><p>Tugs have left.</p></div>",
        "<div><h2>Talks</h2><h2><a href=/port>Port</a></h2><p>Tugs have left.</p></div>",
        "<a href=/port><span><h2>Port</h2></span></a><p>Tugs have left.</p>",
    ],
)
def test_a_paragraph_beside_a_heading_of_the_page_itself_is_no_teaser(html: str):
    assert look(html, "Tugs have left.").card_share == 0.0


def test_a_link_around_a_heading_makes_a_teaser_too():
    html = "<li><a href=/port><h3>Port</h3></a><p>Tugs have left.</p></li>"
    assert look(html, "Tugs have left.").card_share == 1.0


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            "Toll in ferry accident rises to 14",
            "Fourteen people died when a ferry capsized. Nine are missing.",
        ),
        ("ارتفاع حصيلة غرق عبارة إلى 14", "لقي 14 شخصا حتفهم في غرق عبارة قبالة الساحل."),
        ("עלה מספר ההרוגים בטביעת המעבורת", "ארבעה עשר בני אדם נהרגו כשמעבורת טבעה סמוך לחוף."),
        ("One page of the ledger is missing", "A page is missing, a spokesman told the site."),
    ],
)
def test_two_sentences_that_are_no_pages_own_words_are_an_article(headline: str, text: str):
    assert stubs.find_stub(look(f"<h1>{headline}</h1><p>{text}</p>", text)) is None


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("A little patience is required", "Your turn will come, please leave this window open."),
        ("Something is not quite right here", "The site did not understand the request."),
        ("Потерпите ещё немного", "Скоро всё откроется, и очередь дойдёт до вас."),
    ],
)
def test_two_sentences_that_might_be_an_error_pages_are_none(headline: str, text: str):
    html = f"<h1>{headline}</h1><p>{text}</p>"
    assert "a few lines" in (stubs.find_stub(look(html, text)) or "")
    assert stubs.find_stub(look(f"{html}<time>10:04</time>", text)) is None
    assert stubs.find_stub(look(f"<meta property=og:type content=article>{html}", text)) is None
    assert stubs.find_stub(look(html, text * 12)) is None


def test_what_an_outlets_selectors_find_is_no_stub():
    html = "<h1>Потерпите ещё немного</h1><div class=story><p>Скоро всё откроется, и очередь дойдёт до вас.</p></div>"
    kinds = []
    for selectors in ((), (".text",), ("p[", ".story")):
        failure = extract.read_page(builders.page(html), selectors=selectors).failure
        kinds.append(failure and failure.kind)
    assert kinds == [model.FailureKind.NOT_AN_ARTICLE, model.FailureKind.NOT_AN_ARTICLE, None]


@pytest.mark.parametrize(
    ("html", "text", "meaning"),
    [
        (
            "<meta property=og:type content=profile><h1>Lucie M.</h1>",
            "Reporter, foreign desk.",
            "its metadata call it a profile",
        ),
        ("<article><h1></h1></article>", "1970-01-01", "it has no headline, and no line of text"),
        (
            "<h1>Search</h1><ol><li><a href=/1>Talks resume in Doha</a> 1/9</ol>",
            "Talks resume in Doha 1/9",
            "it is a list of other pages",
        ),
        (
            f"<h1>Pictures</h1>{''.join(f'<figure><figcaption>{one}/3 A seal yawns.</figcaption></figure>' for one in (1, 2, 3))}",
            "1/3 A seal yawns.",
            "it is a list of other pages",
        ),
    ],
)
def test_profiles_templates_results_and_galleries_are_no_articles(html, text, meaning):
    assert stubs.find_stub(look(html, text)) == meaning


@pytest.mark.parametrize(
    "html",
    [
        "<meta property=og:type content=video.other><h1>Envoy arrives</h1>",
        "<meta itemprop=datePublished content=2025-09-01><meta property=og:type content=profile><h1>A life</h1>",
    ],
)
def test_a_film_with_a_report_and_a_dated_portrait_are_articles(html):
    assert (
        stubs.find_stub(look(html, "The envoy said on Monday that he would stay until the talks were over."))
        is None
    )
