import pytest

from monitor.core import agencies
from tests import builders

TEXT = "Negotiators met for a third day, and an Reuters reporter was there."


@pytest.mark.parametrize(
    ("remark", "fields", "paragraphs", "credit"),
    [
        ("byline", {"byline": "By Ruth Almog, AP"}, (TEXT,), "AP"),
        ("byline, in full", {"byline": "Agence France-Presse"}, (TEXT,), "Agence France-Presse"),
        ("byline in Arabic", {"byline": "القدس - رويترز"}, (TEXT,), "رويترز"),
        ("byline in Hebrew", {"byline": "רויטרס"}, (TEXT,), "רויטרס"),
        ("dateline", {}, ("DOHA, Qatar (AP) — Negotiators met.",), "AP"),
        ("dateline of any agency", {}, ("DOHA (Coastal Wire) – Negotiators met.",), "Coastal Wire"),
        ("dateline in Arabic", {}, ("الدوحة (وكالة الساحل) - التقى المفاوضون.",), "وكالة الساحل"),
        ("a line of its own", {}, (TEXT, "— Coastal Wire"), "Coastal Wire"),
        ("brackets in a line of their own", {}, (TEXT, "(AFP)"), "AFP"),
        ("brackets at the end", {}, (TEXT, "The talks go on. (AP)"), "AP"),
        ("two agencies at the end", {}, ("Talks go on (AFP/AP).",), "AFP/AP"),
        ("none", {"byline": "Ruth Almog"}, (TEXT, "The talks go on."), ""),
        ("an agency that is quoted", {}, ("Reuters said that AP had been told.", "So AFP wrote."), ""),
        (
            "brackets in the text",
            {},
            ("He said (AP photo) — and left.", "Talks (two) go on (again)."),
            "AP photo",
        ),
        ("part of a word", {"byline": "Ruth Apfel, MAP"}, (TEXT,), ""),
    ],
)
def test_the_agency_an_article_credits_is_found_where_credits_stand(remark, fields, paragraphs, credit):
    assert agencies.find_credit(builders.article(*paragraphs, **fields)) == credit, remark


def test_an_article_without_text_credits_nobody():
    assert agencies.find_credit(builders.article(paragraphs=())) == ""
