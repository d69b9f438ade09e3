from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import errors, model
from monitor.core import opml
from tests import builders


def write(outlines: str) -> bytes:
    return f'<?xml version="1.0"?>\n<opml version="1.0"><body>\n{outlines}</body></opml>'.encode()


def read(outlines: str, *, taken_ids: tuple[str, ...] = ()) -> tuple[model.Outlet, ...]:
    return opml.find_outlets(opml.parse_opml(write(outlines)), taken_ids=taken_ids)


def test_feeds_are_found_however_deep_they_stand_in_the_files_order():
    found = opml.parse_opml(
        write(
            '<outline text="News"><outline text="Near">\n<outline type="rss" text="Local" title="Local &amp; near"'
            ' xmlUrl=" https://ledger.example/a " htmlUrl="https://ledger.example/" language="en-GB"/></outline>\n'
            '<outline text="Far" XMLURL="https://gazette.example/b" language="?"/></outline>'
            '<outline type="link" text="A page" url="https://ledger.example/c"/>'
        )
    )
    assert found == (
        opml.OpmlFeed(
            url="https://ledger.example/a",
            title="Local & near",
            site_url="https://ledger.example/",
            language="en",
            line=4,
        ),
        opml.OpmlFeed(url="https://gazette.example/b", title="Far", line=5),
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<opml>\n<body>\n</opml>", "line 3: mismatched tag"),
        (b"<html/>", "it begins with <html>"),
        (b"", "line 1: no element found"),
        (b'<!DOCTYPE opml [\n<!ENTITY a "a">]><opml>&a;</opml>', "line 2: it declares an entity (a)"),
    ],
)
def test_what_is_no_opml_is_refused_with_its_line(body, message):
    with pytest.raises(errors.InputError) as refused:
        opml.parse_opml(body)
    assert message in refused.value.message


def test_feeds_of_one_site_are_one_outlet_called_by_its_site():
    outlets = read(
        '<outline text="World" xmlUrl="https://feeds.ledger.example/world" language="en"/>'
        '<outline text="Gazette" xmlUrl="https://gazette.example/rss"/>'
        '<outline text="Sport" xmlUrl="https://proxy.example/77" htmlUrl="https://www.ledger.example/" language="he"/>'
        '<outline text="World again" xmlUrl="https://feeds.ledger.example/world"/>',
        taken_ids=("gazette",),
    )
    assert outlets == (
        model.Outlet(
            id="ledger",
            name="ledger.example",
            feeds=("https://feeds.ledger.example/world", "https://proxy.example/77"),
        ),
        model.Outlet(id="gazette-2", name="Gazette", feeds=("https://gazette.example/rss",)),
    )


def test_a_feed_that_says_nothing_of_itself_still_gives_an_outlet():
    (outlet,) = read('<outline xmlUrl="nowhere"/>')
    assert (outlet.id, outlet.name) == ("outlet", "outlet")


def test_what_is_written_is_opml_2_with_a_folder_an_outlet():
    outlets = (
        builders.outlet(name='The "Coastal" Ledger & Son', language="en"),
        builders.outlet(
            id="two", name="Two\x0b", feeds=("https://two.example/a?b&c", "https://two.example/d")
        ),
    )
    root = ET.fromstring(opml.render_opml(outlets, title="A < B"))
    assert (root.tag, root.attrib["version"], root.findtext("head/title")) == ("opml", "2.0", "A < B")
    first, second = root.findall("body/outline")
    assert first.attrib["text"] == 'The "Coastal" Ledger & Son'
    assert first[0].attrib == {
        "type": "rss",
        "text": 'The "Coastal" Ledger & Son',
        "xmlUrl": "https://ledger.example/rss",
        "language": "en",
    }
    assert [feed.attrib["text"] for feed in second] == ["Two: two.example/a?b&c", "Two: two.example/d"]


OUTLETS = st.lists(
    st.builds(
        model.Outlet,
        id=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True).filter(lambda id_: id_[-1] not in "-_"),
        name=st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1),
        feeds=st.lists(st.integers(), min_size=1, max_size=4).map(
            lambda numbers: tuple(f"https://site{number % 3}.example/?a=1&b={number}" for number in numbers)
        ),
        language=st.sampled_from([None, "en", "he"]),
    ),
    unique_by=(lambda outlet: outlet.id),
    max_size=5,
)


@given(OUTLETS)
def test_outlets_that_are_written_and_read_again_are_the_same(outlets):
    seen: set[str] = set()
    alone = []
    for outlet in outlets:
        feeds = tuple(dict.fromkeys(url for url in outlet.feeds if url not in seen))
        seen.update(feeds)
        if feeds:
            alone.append(model.Outlet(id=outlet.id, name=outlet.name, feeds=feeds, language=outlet.language))
    written = opml.render_opml(alone, title="Claimwatch").encode()
    assert opml.find_outlets(opml.parse_opml(written), taken_ids=()) == tuple(alone)
