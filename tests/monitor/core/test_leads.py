import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor.core import leads


@pytest.mark.parametrize(
    ("value", "target"),
    [
        ("0; url=/login", "/login"),
        ("5;URL='https://ledger.example/'", "https://ledger.example/"),
        (" 1.5 , /a ", "/a"),
        ("; url=/a", "/a"),
        ("11; url=/a", None),
        ("300", None),
        ("soon; url=/a", None),
        ("", None),
    ],
)
def test_a_refresh_leads_somewhere_at_once_or_not_at_all(value: str, target: str | None):
    assert leads.parse_refresh(value) == target


def test_a_meta_refresh_is_found_where_browsers_with_scripts_see_it():
    refresh = '<meta charset=utf-8><meta http-equiv=X-UA-Compatible content=a><meta http-equiv=REFRESH content="0; /a">'
    assert leads.find_refresh(LexborHTMLParser(refresh)) == "/a"
    assert leads.find_refresh(LexborHTMLParser(f"<body><noscript>{refresh}</noscript>")) is None
    assert leads.find_refresh(LexborHTMLParser("<meta http-equiv=refresh><p>x")) is None


@pytest.mark.parametrize(
    ("script", "target"),
    [
        ('window.location.href = "/signin"', "/signin"),
        ("location='/a'", "/a"),
        (
            'self.location.replace("https://consent.ledger.example/?r="+x)',
            "https://consent.ledger.example/?r=",
        ),
        ("location.assign( '/a' )", "/a"),
        ('if (self !== top) top.location.href = "/a"', None),
        ('parent.location = "/a"', None),
        ("location.reload()", None),
        ("location = next", None),
    ],
)
def test_a_script_leads_where_it_writes_an_address(script: str, target: str | None):
    assert leads.find_script_target(LexborHTMLParser(f"<script></script><script>{script}</script>")) == target
