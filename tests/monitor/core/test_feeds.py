from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core import feeds
from tests.monitor.core.feed_texts import ITEM, URL, atom, only, read, rss


@pytest.mark.parametrize(
    ("body", "format_name"),
    [
        (rss(ITEM, root='<rss version="0.91">'), "rss091u"),
        (rss(ITEM, root='<rss version="0.92">'), "rss092"),
        (rss(ITEM, root="<rss>"), "rss"),
        (
            (
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
                f"<channel/>{ITEM}</rdf:RDF>"
            ),
            "rss10",
        ),
        (
            (
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
                f'xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel/>{ITEM}</rdf:RDF>'
            ),
            "rss090",
        ),
        (
            (
                '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Talks</title>'
                '<link rel="alternate" type="text/html" href="https://ledger.example/a"/></entry></feed>'
            ),
            "atom03",
        ),
        (ITEM, ""),
    ],
)
def test_every_kind_of_feed_is_read(body: str, format_name: str):
    parsed = read(body)
    assert parsed.format == format_name
    assert only(parsed).url == "https://ledger.example/a"
    assert only(parsed).title == "Talks"


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>never</ttl>", None),
        ("<ttl>1e400</ttl>", None),
        ("<ttl>99999999</ttl>", timedelta(days=7)),
        (
            (
                '<s:updatePeriod xmlns:s="http://purl.org/rss/1.0/modules/syndication/">hourly</s:updatePeriod>'
                '<s:updateFrequency xmlns:s="http://purl.org/rss/1.0/modules/syndication/">2</s:updateFrequency>'
            ),
            timedelta(minutes=30),
        ),
        (
            '<s:updatePeriod xmlns:s="http://purl.org/rss/1.0/modules/syndication/">daily</s:updatePeriod>',
            timedelta(days=1),
        ),
        ("", None),
    ],
)
def test_a_feed_says_how_often_it_may_be_asked(channel: str, expected: timedelta | None):
    assert read(rss(ITEM, channel=channel)).ttl == expected


HEBREW = "ישראל: 20 חטופים בחיים, ישוחררו בשבת הקרובה לפי ההסכם שנחתם בדוחא"
ARABIC = "إسرائيل تقول إن عشرين رهينة على قيد الحياة وسيفرج عنهم يوم السبت"


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "content_type"),
    [
        (HEBREW, "utf-8", "utf-8", "text/xml; charset=iso-8859-1"),
        (HEBREW, "utf-8", "windows-1255", None),
        (ARABIC, "utf-8", "", "text/xml"),
        (HEBREW, "cp1255", "windows-1255", None),
        (ARABIC, "cp1256", "", "text/xml; charset=windows-1256"),
        (HEBREW, "cp1255", "", None),
        (ARABIC, "utf-16", "utf-16", None),
        (ARABIC, "utf-8-sig", "", None),
    ],
)
def test_the_encoding_is_that_of_the_bytes(text: str, encoding: str, declared: str, content_type: str | None):
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = declaration + rss(f"<item><title>{text}</title><link>/a</link></item>")
    assert only(read(body, encoding=encoding, content_type=content_type)).title == text


def test_one_broken_character_spoils_only_itself():
    body = rss(f"<item><title>{ARABIC}</title><link>/a</link></item>").encode()
    assert only(read(body.replace("عشرين".encode(), b"20 \xd8"))).title == ARABIC.replace(
        "عشرين", "20 \ufffd"
    )


def test_ill_formed_xml_is_read_and_the_problem_told():
    parsed = read('<rss version="2.0"><channel><item><title>20 & 22</title><link>/a</link></item>')
    assert only(parsed).title == "20 & 22"
    assert "not well-formed" in parsed.problem


NUMBERED = "".join(f"<item><title>T</title><link>/{number}00</link></item>" for number in range(3))
ATOM_NUMBERED = "".join(f'<entry><title>T</title><link href="/{number}00"/></entry>' for number in range(3))


@pytest.mark.parametrize(
    ("remark", "body", "kept"),
    [
        ("in an address", rss(NUMBERED).partition("00</link></item></channel>")[0], 2),
        ("in a title", rss(NUMBERED).rpartition("</title>")[0], 2),
        ("behind the last entry", rss(NUMBERED).partition("</channel>")[0], 3),
        ("in the last tag", rss(NUMBERED)[:-1], 3),
        ("with broken XML before", rss(NUMBERED.replace("T<", "20 & 22<")).rpartition("</title>")[0], 2),
        ("Atom", atom(ATOM_NUMBERED).rpartition('"/></entry>')[0], 2),
        ("Arabic", rss(NUMBERED.replace("T<", "الرهائن<")).rpartition("<link>")[0], 2),
        ("before any entry", rss(NUMBERED).partition("<item>")[0], 0),
    ],
)
def test_a_feed_that_breaks_off_is_known_and_half_an_entry_is_none(remark, body, kept):
    parsed = read(body)
    assert parsed.is_cut_short, remark
    assert parsed.problem
    assert len(parsed.entries) == kept, remark


@pytest.mark.parametrize(
    "body",
    [
        rss(NUMBERED),
        rss(NUMBERED.replace("T<", "20 & 22<")),
        rss(NUMBERED) + "<!-- served in 3 ms -->",
        rss(NUMBERED) + "<b>junk",
        atom(ATOM_NUMBERED.replace("T<", "20 & 22<")),
        rss(NUMBERED).replace("</item></channel>", "</channel>"),
    ],
)
def test_a_feed_that_is_there_to_its_end_is_not_cut_however_broken(body):
    parsed = read(body)
    assert not parsed.is_cut_short
    assert len(parsed.entries) == 3


def test_a_wrong_media_type_is_no_problem():
    assert read(rss(ITEM), content_type="text/html").problem == ""


def test_references_to_no_character_do_not_cost_the_feed():
    # Half an emoji each, and numbers beyond Unicode; strict XML refuses them and feedparser trips over them.
    item = (
        "<item><title>20 &#55357;&#xDE00; &#x110000;&#9999999999; held &#8217;</title><link>/a</link></item>"
    )
    assert only(read(rss(item))).title == "20 held ’"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "an empty answer"),
        (b" \n", "an empty answer"),
        (b"<!DOCTYPE html><html><body><item>20</item></body></html>", "an HTML page"),
        (b"<html><body>Please <b>verify</b></body></html>", "an HTML page"),
        (b"<opml><body/></opml>", "begins with <opml>"),
        (b"Service unavailable", "plain text"),
        (b"\x89PNG\0\0\0", "binary data"),
        (b"/etc/hosts", "plain text"),
        (b'{"error": 20}', "JSON that names no JSON Feed version"),
        (b"&#" + b"9" * 6000 + b";<rss><item><title>&#" + b"9" * 6000 + b";", "cannot read (ValueError)"),
    ],
)
def test_what_is_no_feed_is_refused_and_named(body: bytes, words: str):
    failure = feeds.parse_feed(body, url=URL)
    assert isinstance(failure, model.Failure)
    assert failure.kind is model.FailureKind.NOT_A_FEED
    assert words in failure.detail
    assert URL in failure.detail


def test_a_feed_with_no_entries_is_a_feed():
    assert read(rss("")).entries == ()


def test_entities_that_unfold_without_end_do_no_harm():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE r [<!ENTITY e0 "ha">{entities}<!ENTITY f SYSTEM "file:///etc/hosts">]>' + rss(
        "<item><title>&e11;&f;</title><link>/a</link></item>"
    )
    assert len(only(read(body)).title) < 1000


SITEMAPS = "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2025-09-01</lastmod></sitemap></sitemapindex>"


@given(
    start=st.sampled_from(
        [rss(ITEM), atom('<entry><title>x</title><link href="/a"/></entry>'), SITEMAPS, ""]
    ),
    cut=st.integers(0, 200),
    noise=st.binary(max_size=30) | st.text("<>&;#x[]!-/'\"= 0DCATditemlnkrsu", max_size=40).map(str.encode),
)
def test_no_bytes_raise_anything(start: str, cut: int, noise: bytes):
    body = start.encode()
    parsed = feeds.parse_feed(body[:cut] + noise + body[cut:], url=URL)
    assert isinstance(parsed, model.ParsedFeed | model.Failure)
