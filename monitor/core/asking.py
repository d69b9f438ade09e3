"""Asking: pages that ask something of their reader in an article's place, told by their buttons, in any language we serve.

A consent page has a button to accept and one to choose, and its text is about that; a teaser's text turns into an offer with a price and a
way in for subscribers. Stems, no sentences. Refuses whatever reports, is dated or is long: banners and offers stand around articles,
too, but not in their text. Next: `walls`, which believes it first.
"""

import re

from monitor.core import looks
from monitor.core.gate_signs import CONSENT, PAYWALL
from monitor.core.wall_signs import Wall

_ACCEPT = re.compile(
    r"a[ck]+[cz]?ept|akzept|accett|acei[tr]|aceptar|agree|allow|zustimm|einverstanden|tillad|godkend|godkänn|godta|samtyk|hyväksy|zgadzam|akceptuj|przejdź|souhlas"
    r"|elfogad|toestaan|akkoord|kabul|принима|принять|соглас|αποδοχ|אשר|קבל|מסכים|أوافق|قبول|موافق"
)
_CHOOSE = re.compile(
    r"reject|refus|declin|ablehn|rechaz|rifiut|recus|weiger|avvis|avböj|odrzu|odmít|notwend|nødvendig|einstell|ustawien|manage|setting|option|preferen"
    r"|config|personali|customi|gestion|auswahl|sans accepter|instelling|innstill|reddet|отклон|настро|דח[הו]|הגדרות|رفض|إعدادات|تخصيص"
)
_PRIVACY = re.compile(
    r"cookie|consent|privacy|tracke|traceur|vie privée|datenschutz|einwillig|zustimm|consenso|privacidad|consentim|personenbezogen|samtyk|samtyc|zgod[ęya]"
    r"|danych osobowych|toestemming|informasjonskaps|çerez|данн|עוגיות|פרטיות|ملفات تعريف|خصوصي"
)
_SUBSCRIBE = re.compile(
    r"subscri|abonn|\babo\b|suscr[ií]|assin(?:e|ante|atura)|abbona|prenumer|weiterlesen|mitglied|tilaa|abone|подпис|מנוי|اشترك|للمشتركين"
)
_PRICE = re.compile(
    r"(?:[€$£₪₽₺]|\bkr\b|\bchf|\bzł)\s?\d|\d\s?(?:[€$£₪₽₺]|kr\b|kroner|kronor|chf|zł|euro\b|ש\"ח|ريال|دولار)"
)
#: A teaser's words and its offer's, at most.
_TEASER_WORDS = 100
#: No words of an article stand beside the offer.
_LINE = 24


def find_asking(look: looks.Look) -> Wall | None:
    """Find the wall whose buttons a page has and whose text it reads, or None."""
    if look.is_dated or len(look.read) >= looks.LONG_TEXT:
        return None
    accepts = [text for text in look.buttons if _ACCEPT.search(text)]
    chooses = [text for text in look.buttons if _CHOOSE.search(text)]
    is_asked = len({*accepts, *chooses}) > 1 and accepts and chooses
    if is_asked and not look.has_reports and _PRIVACY.search(look.own):
        return CONSENT
    return PAYWALL if _offers(look) else None


def _offers(look: looks.Look) -> bool:
    """Whether a text of a few lines turns into an offer, or stands before one."""
    words = len(look.read.split())
    if look.part.fact("is_free_ld") == "true" or words > _TEASER_WORDS:
        return False
    is_bare = not (look.is_declared or look.has_reports)
    if is_bare and _SUBSCRIBE.search(look.own) and _PRICE.search(look.own):
        return True
    dialog = " ".join(look.dialogs)
    is_offer = _PRICE.search(dialog) or PAYWALL.wording.search(dialog)
    return words < _LINE and bool(_SUBSCRIBE.search(dialog) and is_offer)
