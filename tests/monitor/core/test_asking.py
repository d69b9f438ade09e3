import pytest

from monitor.core import asking, fingerprint, looks


def asked(html: str, *paragraphs: str) -> str | None:
    look = looks.look_at(html, paragraphs=paragraphs, part=fingerprint.find_part(html))
    wall = asking.find_asking(look)
    return wall and wall.kind.value


@pytest.mark.parametrize(
    ("text", "accept", "choose"),
    [
        ("Vi bruker informasjonskapsler og ber om samtykke.", "Godta alle", "Innstillinger"),
        ("Noi e 80 terzi utilizziamo cookie per fini diversi.", "Accetta tutti", "Rifiuta"),
        ("Prosimy o zgodę na przetwarzanie danych osobowych.", "Zgadzam się", "Ustawienia"),
        ("אנחנו שומרים על פרטיות הקוראים.", "אישור וקבלה", "הגדרות"),
        ("نحترم خصوصيتك عند زيارة الموقع.", "قبول الكل", "إعدادات"),
    ],
)
def test_a_text_about_consent_with_a_button_to_accept_and_one_to_choose_asks_for_it(text, accept, choose):
    buttons = f"<button>{accept}</button><a class=btn href=#>{choose}</a>"
    assert asked(f"<div><p>{text}</p>{buttons}</div>", text) == "consent_wall"
    assert asked(f"<div><p>{text}</p><button>{accept}</button></div>", text) is None
    assert asked(f"<div>{buttons}</div>", "Mediators met for two hours.") is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<meta itemprop=datePublished content=2025-09-01>", "Cookies are crumbling."),
        ("", "The privacy office said on Monday that cookies must go."),
        ("", "Cookies are crumbling. " * 80),
    ],
)
def test_what_is_dated_reports_or_is_long_asks_nothing(html, text):
    page = f"{html}<button>Accept all</button><button>Manage options</button><p>{text}"
    assert asked(page, text) is None


OFFER = "Du må være abonnent for å lese videre. Prøv fire uker for 4 kroner."


def test_a_few_lines_that_turn_into_an_offer_with_a_price_are_a_teaser():
    assert asked(f"<p>{OFFER}", "Forhandlerne møtes igjen.", OFFER) == "paywall"
    assert asked(f"<meta property=og:type content=article><p>{OFFER}", OFFER) is None
    assert asked("<p>Abonnent nummer to.", "Abonnent nummer to.") is None
    assert asked(f"<p>{OFFER}", *["Forhandlerne møtes igjen i morgen tidlig ved havna."] * 12, OFFER) is None
    free = '<script type="application/ld+json">{"@type":"Article","isAccessibleForFree":true}</script>'
    assert asked(f"{free}<p>{OFFER}", OFFER) is None


@pytest.mark.parametrize("offer", ["Suscríbete desde 1 € al mes", "Buy a subscription to continue reading"])
def test_a_line_under_a_dialog_that_offers_a_subscription_is_a_teaser(offer):
    dialog = f"<div role=dialog>{offer}</div>"
    assert (
        asked(f"<p>Tres asuntos siguen abiertos.</p>{dialog}", "Tres asuntos siguen abiertos.") == "paywall"
    )
    assert asked(f"<p>Tres.</p>{dialog}", "Tres asuntos siguen abiertos. " * 8) is None
    assert asked("<div role=dialog>Suscríbete al boletín</div>", "Tres asuntos siguen abiertos.") is None
